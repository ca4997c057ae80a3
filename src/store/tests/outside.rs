//! What lies outside the data directory: exports, settings, browsing. And the words of errors.

use super::*;
use crate::l10n::{Language, Texts};
use crate::store::{Setting, Settings, browse, browse_files, read_input, write_file, write_output, write_output_itself, write_private};

#[test]
fn a_document_is_written_whole_and_over_another_only_if_told_to() {
    let dir = tempfile::tempdir().unwrap();
    let to = dir.path().join("réponse.html");
    write_output(&to, b"un", false).unwrap();
    assert_eq!(write_output(&to, b"deux", false), Err(StoreError::Exists { path: to.clone() }));
    assert_eq!(fs::read(&to).unwrap(), b"un");
    fs::set_permissions(&to, fs::Permissions::from_mode(0o640)).unwrap();
    write_output(&to, b"deux", true).unwrap();
    assert_eq!((fs::read(&to).unwrap(), mode(&to)), (b"deux".to_vec(), 0o640));
    assert_eq!(names(dir.path()), ["réponse.html"]);
}

#[test]
fn a_response_written_outside_is_for_its_owner_alone() {
    let dir = tempfile::tempdir().unwrap();
    let to = dir.path().join("a.json");
    write_private(&to, b"un", false).unwrap();
    assert_eq!((fs::read(&to).unwrap(), mode(&to)), (b"un".to_vec(), 0o600));
    assert_eq!(write_private(&to, b"deux", false), Err(StoreError::Exists { path: to.clone() }));
}

#[test]
fn a_document_goes_through_a_link_to_the_file_it_leads_to() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("real"), "un").unwrap();
    symlink("real", dir.path().join("link")).unwrap();
    assert!(matches!(write_output(&dir.path().join("link"), b"deux", false), Err(StoreError::Exists { .. })));
    write_output(&dir.path().join("link"), b"deux", true).unwrap();
    assert_eq!(fs::read(dir.path().join("real")).unwrap(), b"deux");
    assert!(dir.path().join("link").is_symlink());
}

#[test]
fn a_document_that_cannot_be_written_says_why() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("file"), "").unwrap();
    for (to, id) in [
        (dir.path().to_owned(), "store-not-a-file"),
        (dir.path().join("no/such/a.txt"), "store-vanished"),
        (dir.path().join("file/a.txt"), "store-not-a-directory"),
        ("/dev/full".into(), "store-full"),
        ("/proc/version/a.txt".into(), "store-not-a-directory"),
        (dir.path().join("x".repeat(300)), "store-io"),
    ] {
        assert_eq!(write_output(&to, b"x", true).unwrap_err().message().id, id, "{to:?}");
    }
    write_output(Path::new("/dev/null"), b"x", false).unwrap();
    assert!(!Path::new("/dev/null").is_file(), "a device is written to, not replaced");
}

#[test]
fn while_the_screen_is_open_nobody_is_waited_for_at_the_other_end_of_a_pipe() {
    let dir = tempfile::tempdir().unwrap();
    let pipe = dir.path().join("pipe");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    symlink("pipe", dir.path().join("link")).unwrap();
    for to in [pipe.clone(), dir.path().join("link"), "/dev/null".into()] {
        let refused = Err(StoreError::NotAFile { path: to.clone() });
        assert_eq!((write_file(&to, b"x", true), write_private(&to, b"x", true)), (refused.clone(), refused));
    }
    let (_dir, store) = store();
    let other = Store::elsewhere(&saved(&store, "aaaa"), &pipe).unwrap();
    assert!(matches!(other.response, Err(crate::response::Broken::Unreadable(_))), "{other:?}");
}

#[test]
fn a_file_to_import_is_read_up_to_its_limit() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("réponses.json");
    fs::write(&file, "12345").unwrap();
    assert_eq!(read_input(&file, 5), Ok(b"12345".to_vec()));
    assert_eq!(read_input(&file, 4), Err(StoreError::TooLarge { path: file.clone(), megabytes: 0 }));
    assert_eq!(read_input(Path::new("/dev/zero"), 1 << 20).unwrap_err().message().id, "store-too-large", "endless input ends at the limit");
    assert_eq!(read_input(dir.path(), 5), Err(StoreError::NotAFile { path: dir.path().into() }));
    assert_eq!(read_input(&file.join("x"), 5), Err(StoreError::NotADirectory { path: file.join("x") }));
}

#[test]
fn settings_come_back_with_what_this_version_does_not_know() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("config");
    assert_eq!(Settings::load(&config), Settings::default());
    fs::create_dir(&config).unwrap();
    fs::write(config.join("settings.json"), r#"{"language": "fr", "theme": {"x": 1}}"#).unwrap();
    let mut settings = Settings::load(&config);
    assert_eq!((settings.language.as_deref(), settings.author.as_deref()), (Some("fr"), None));
    settings.author = Some("Camille".into());
    settings.save(&config).unwrap();
    assert_eq!(Settings::load(&config), settings);
    assert_eq!(settings.rest.get("theme"), Some(&json!({"x": 1})));
    assert_eq!(mode(&config.join("settings.json")), 0o600);
}

#[test]
fn settings_that_cannot_be_read_are_as_if_never_chosen() {
    for (text, author) in [
        ("", None),
        ("{", None),
        ("[]", None),
        ("\u{feff}", None),
        (r#"{"author": 3, "language": ""}"#, None),
        (r#"{"author": "C", "language": 1}"#, Some("C")),
        (r#"{"author": ""}"#, Some("")),
    ] {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("settings.json"), text).unwrap();
        let settings = Settings::load(dir.path());
        assert_eq!((settings.author.as_deref(), settings.language), (author, None), "{text}");
    }
}

#[test]
fn settings_that_cannot_be_read_are_told_and_kept_beside_when_others_are_chosen() {
    let texts = Texts::new(Language::French);
    for (bytes, said) in [
        (b"{\"author\": \"C".as_slice(), "le texte s'arrête trop tôt, ligne 1, colonne 13"),
        (b"{\"author\": \"A\", \"author\": \"B\"}", "« author » y figure deux fois"),
        (b"\xff\xfe{\0", "ce n'est pas un texte UTF-8"),
        (b"", "le fichier est vide"),
        (b"[]", "ce n'est pas un objet"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Settings::read(dir.path()).1, None, "there are none yet");
        fs::write(dir.path().join("settings.json.broken"), "older").unwrap();
        fs::write(dir.path().join("settings.json"), bytes).unwrap();
        let told = texts.render(&Settings::read(dir.path()).1.unwrap()).replace('\u{a0}', " ");
        assert!(told.contains("settings.json") && told.contains(said), "{told}");
        Settings { author: Some("C".into()), ..Settings::load(dir.path()) }.save(dir.path()).unwrap();
        assert_eq!(Settings::read(dir.path()).1, None);
        assert_eq!(fs::read(dir.path().join("settings.json.broken (2)")).unwrap(), bytes);
        assert_eq!(names(dir.path()), ["settings.json", "settings.json.broken", "settings.json.broken (2)"]);
    }
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("settings.json")).unwrap();
    assert!(texts.render(&Settings::read(dir.path()).1.unwrap()).contains("fichier ordinaire"));
    Settings::default().save(dir.path()).unwrap();
    assert_eq!(names(dir.path()), ["settings.json", "settings.json.broken"]);
}

#[test]
fn a_setting_is_put_into_the_settings_as_they_are_by_now() {
    let dir = tempfile::tempdir().unwrap();
    for setting in
        [Setting::Author("Ana".to_owned()), Setting::Language(Language::English), Setting::Elsewhere("aaaa".to_owned(), Some("/a".into()))]
    {
        Settings::keep(dir.path(), &setting).unwrap();
    }
    let mut kept = Settings::load(dir.path());
    assert_eq!((kept.author.as_deref(), kept.language.as_deref(), kept.elsewhere.len()), (Some("Ana"), Some("en"), 1));
    Settings::keep(dir.path(), &Setting::Elsewhere("aaaa".to_owned(), None)).unwrap();
    kept.elsewhere.clear();
    assert_eq!(Settings::load(dir.path()), kept);
}

#[test]
fn settings_kept_elsewhere_and_linked_stay_linked() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("config");
    Settings { author: Some("C".into()), ..Settings::default() }.save(&config).unwrap();
    fs::rename(config.join("settings.json"), dir.path().join("dotfile")).unwrap();
    symlink(dir.path().join("dotfile"), config.join("settings.json")).unwrap();
    Settings { language: Some("en".into()), ..Settings::load(&config) }.save(&config).unwrap();
    assert!(config.join("settings.json").is_symlink());
    assert_eq!(Settings::load(&config), Settings { author: Some("C".into()), language: Some("en".into()), ..Settings::default() });
}

#[test]
fn browsing_gives_directories_first_and_sorts_without_case_and_accents() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["zoé.pdf", "Éric.pdf", "adam.pdf", ".caché", "eva.pdf", "e\u{301}ve.pdf"] {
        fs::write(dir.path().join(name), "abc").unwrap();
    }
    for name in ["Zut", "bilan", ".git"] {
        fs::create_dir(dir.path().join(name)).unwrap();
    }
    symlink("bilan", dir.path().join("lien")).unwrap();
    symlink("nowhere", dir.path().join("perdu")).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, dir.path().join("pipe"), rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    let found = browse(dir.path()).unwrap();
    let shown: Vec<_> = found.iter().map(|entry| (entry.name.as_str(), entry.is_dir, entry.size)).collect();
    assert_eq!(
        shown,
        [
            ("bilan", true, 0),
            ("lien", true, 0),
            ("Zut", true, 0),
            ("adam.pdf", false, 3),
            ("Éric.pdf", false, 3),
            ("eva.pdf", false, 3),
            ("ève.pdf".replace('è', "é").as_str(), false, 3),
            ("zoé.pdf", false, 3)
        ]
    );
    assert!(found.iter().all(|entry| entry.path.exists()), "the path is the one on the disk, decomposed or not");
    assert!(matches!(browse(&dir.path().join("adam.pdf")), Err(StoreError::NotADirectory { .. })));
    assert!(matches!(browse(&dir.path().join("nowhere")), Err(StoreError::Vanished { .. })));
}

#[test]
fn where_others_put_files_no_link_is_followed() {
    let dir = tempfile::tempdir().unwrap();
    let outside = dir.path().join("secret");
    fs::write(&outside, "secret").unwrap();
    let inbox = dir.path().join("inbox");
    fs::create_dir_all(inbox.join("sub")).unwrap();
    fs::write(inbox.join("a.pdf"), "pdf").unwrap();
    symlink(&outside, inbox.join("link.pdf")).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, inbox.join("pipe.html"), rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    let found: Vec<String> = browse_files(&inbox).unwrap().into_iter().map(|entry| entry.name).collect();
    assert_eq!(found, ["a.pdf"]);

    let store = Store::open(&dir.path().join("data")).unwrap();
    saved(&store, "aaaa");
    assert_eq!(store.attach_itself("aaaa", &inbox.join("a.pdf")).unwrap().name, "a.pdf");
    let link = inbox.join("link.pdf");
    assert_eq!(store.attach_itself("aaaa", &link), Err(StoreError::NotAFile { path: link.clone() }));
    assert_eq!(store.attach("aaaa", &link).unwrap().name, "link.pdf", "a person's own links are followed");

    symlink(&outside, inbox.join("print.html")).unwrap();
    for name in ["print.html", "pipe.html", "sub"] {
        let to = inbox.join(name);
        assert_eq!(write_output_itself(&to, b"print", true), Err(StoreError::NotAFile { path: to }));
    }
    write_output_itself(&inbox.join("new.html"), b"un", false).unwrap();
    assert!(matches!(write_output_itself(&inbox.join("new.html"), b"deux", false), Err(StoreError::Exists { .. })));
    write_output_itself(&inbox.join("new.html"), b"deux", true).unwrap();
    assert_eq!(mode(&inbox.join("new.html")), 0o640, "the group takes it from there, and nobody else");
    assert_eq!((fs::read(inbox.join("new.html")).unwrap(), fs::read(&outside).unwrap()), (b"deux".to_vec(), b"secret".to_vec()));
}

#[test]
fn each_error_says_what_where_and_what_to_do() {
    let path = || "/srv/donn\u{1b}es".into();
    let errors = [
        StoreError::NotFound { id: "abcd".into() },
        StoreError::Ambiguous { prefix: "ab".into(), candidates: vec!["abcd".into(), "abef".into()] },
        StoreError::Broken {
            id: "abcd".into(),
            broken: Broken::Unreadable(StoreError::TooLarge { path: path(), megabytes: 64 }.message()),
        },
        StoreError::Unread { path: path(), broken: Broken::Newer(2) },
        StoreError::Closed { id: "abcd".into(), standing: crate::l10n::Message::new("status-validated") },
        StoreError::Exists { path: path() },
        StoreError::Changed { path: path() },
        StoreError::ReadOnly { path: path() },
        StoreError::Full { path: path() },
        StoreError::Denied { path: path() },
        StoreError::NotAFile { path: path() },
        StoreError::NotADirectory { path: path() },
        StoreError::Layout { path: path(), found: "2".into() },
        StoreError::Vanished { path: path() },
        StoreError::NoHome,
        StoreError::Io { path: path(), reason: crate::l10n::Message::new("system-device") },
    ];
    let texts = Texts::new(Language::French);
    let told: Vec<String> = errors.iter().map(|error| texts.render(&error.message())).collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    Il n'y a pas, ou plus, de réponse « abcd ».
    « ab » convient à plusieurs réponses (abcd, abef) ; ajouter quelques caractères.
    La réponse abcd ne peut pas être lue et reste telle quelle. /srv/donn�es dépasse 64 Mo, la limite ; réduire ce fichier ou en choisir un autre.
    /srv/donn�es ne peut pas être lu et reste tel quel. Réponse écrite par une version plus récente du programme (format 2) ; mettre le programme à jour.
    Cette réponse est entre-temps devenue « validée » ; elle n'a pas été changée. La rouvrir ou la reprendre d'abord.
    « /srv/donn�es » existe déjà ; choisir un autre nom, ou demander à le remplacer.
    /srv/donn�es a été changé par un autre programme ; rien n'est écrasé. Relancer la commande.
    /srv/donn�es est en lecture seule ; rien n'y est enregistré. Choisir un autre dossier.
    Plus de place sur le disque ; libérer de l'espace, puis réessayer. L'enregistrement précédent est intact. Fichier : /srv/donn�es
    Accès refusé à /srv/donn�es ; vérifier les droits sur ce fichier et sur son dossier.
    /srv/donn�es n'est pas un fichier ordinaire (c'est un dossier, un lien ou un périphérique) ; il faut un fichier.
    /srv/donn�es n'est pas un dossier ; en indiquer un autre, ou déplacer ce qui porte ce nom.
    Le dossier /srv/donn�es a une disposition (« 2 ») que cette version ne connaît pas ; mettre le programme à jour. Rien n'a été modifié.
    /srv/donn�es n'existe pas, ou plus ; vérifier le chemin, et que le disque est bien accessible.
    Aucun dossier personnel n'est connu ; indiquer le dossier des données avec --data-dir.
    /srv/donn�es : le disque répond mal. Réessayer, ou choisir un autre emplacement.
    ");
}

#[test]
fn a_lock_held_names_its_holder_and_the_time() {
    let held = StoreError::Held { id: "abcd".into(), by: "Camille\u{1b}[31m".into(), since: time("2025-03-01T10:00:00Z") };
    let told = Texts::new(Language::French).render(&held.message());
    assert!(told.starts_with("Ouvert par Camille\u{fffd}[31m depuis le ") && told.contains("/2025 à "), "{told}");
}

#[test]
fn system_errors_become_the_stores() {
    use std::io::{Error, ErrorKind};
    for (error, id) in [
        (Error::from_raw_os_error(28), "store-full"),
        (Error::from_raw_os_error(122), "store-full"),
        (Error::from_raw_os_error(13), "store-denied"),
        (Error::from_raw_os_error(1), "store-denied"),
        (Error::from_raw_os_error(30), "store-read-only"),
        (Error::from_raw_os_error(2), "store-vanished"),
        (Error::from_raw_os_error(40), "store-not-a-file"),
        (Error::from_raw_os_error(39), "store-exists"),
        (Error::from_raw_os_error(5), "store-io"),
        (Error::new(ErrorKind::StorageFull, "wrapped with its path"), "store-full"),
    ] {
        assert_eq!(StoreError::io(Path::new("/x"), &error).message().id, id, "{error}");
    }
}
