//! What a script's file says, what is wrong in one, and that one that is written reads as it was.

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::l10n::Language;

fn parse(text: &str) -> Result<Script, Vec<Fault>> {
    Script::parse(Path::new("essai.tape"), text)
}

/// A script's text with the program started.
fn started(rest: &str) -> String {
    format!("Type \"recueil\"\nEnter\n{rest}\n")
}

fn whats(text: &str) -> Vec<What> {
    parse(&started(text)).unwrap().lines.into_iter().map(|line| line.what).collect()
}

/// The faults of a text as they are told.
fn told(text: &str, language: Language) -> String {
    let texts = Texts::new(language);
    let faults = parse(text).unwrap_err();
    faults.iter().fold(String::new(), |mut told, fault| {
        let _ = writeln!(told, "{}", fault.tell(Path::new("essai.tape"), &texts));
        told
    })
}

const WHOLE: &str = r#"
#: title Une page
#: summary Ce qu'on voit
#: size 100x30
#: date 2025-04-01T08:00
#: name Dominique Leroy
#: samples 18
#: import tout.json --form essai --id abcd1234
#: form essai --id k3f9k3f9
#: answer nom = "Éléonore"
#: answer actions[k3f9].debut = "2025-03"
#: fixed nom
#: seen un deux
#: file note.pdf 12000
# une remarque
Output une.cast
Output "une page.html"
Set TypingSpeed 75ms
Set Theme "Nord"
Require vhs
Env RECUEIL_LANG "en"
Hide
Type "export PATH=/x:$PATH"
Enter
Type "recueil fill k3f9k3f9 --fix 'nom=Éléonore Roy'"
Enter
Sleep 1s
Show
## Premier chapitre
#> On écrit son nom.
Type@20ms "Éloi d'Or" Sleep .5 Enter@1s 2
Ctrl+g
Shift+Tab
#>
#? answer nom = "Éloi"
Wait /Suite/ # ce qui suit
Wait+Line@2s /a|b/
Copy 'dit "oui"'
Paste
Set TypingSpeed 10ms
Type a
Screenshot une.png
"#;

#[test]
fn a_script_is_its_head_and_what_is_done_once_the_program_is_started() {
    let script = parse(WHOLE).unwrap();
    insta::assert_snapshot!(script, @r#"
    #: title Une page
    #: summary Ce qu'on voit
    #: size 100x30
    #: date 2025-04-01T08:00:00
    #: name Dominique Leroy
    #: language en
    #: samples 18
    #: import tout.json --form essai --id abcd1234
    #: form essai --id k3f9k3f9
    #: answer nom = "Éléonore"
    #: answer actions[k3f9].debut = "2025-03"
    #: fixed nom
    #: seen un deux
    #: file note.pdf 12000
    Output "une.cast"
    Output "une page.html"
    Set TypingSpeed 75ms
    Type "recueil fill k3f9k3f9 --fix 'nom=Éléonore Roy'"
    Enter
    Hide
    Sleep 1000ms
    Show

    ## Premier chapitre
    #> On écrit son nom.
    Type@20ms "Éloi d'Or"
    Sleep 500ms
    Enter@1000ms 2
    Ctrl+G
    Shift+Tab
    #>
    #? answer nom = "Éloi"
    Wait+Line@15000ms /Suite/
    Wait+Line@2000ms /a|b/
    Copy 'dit "oui"'
    Paste
    Type@10ms "a"
    Screenshot "une.png"
    "#);
    assert_eq!(script.head.command, ["fill", "k3f9k3f9", "--fix", "nom=Éléonore Roy"]);
    assert_eq!(script.head.language, Some(Language::English));
    let lines: Vec<usize> = script.lines.iter().map(|line| line.number).collect();
    assert_eq!(lines, [26, 27, 28, 29, 30, 31, 31, 31, 32, 33, 34, 35, 36, 37, 39, 41, 42]);
    assert_eq!(parse(&script.to_string()).unwrap().to_string(), script.to_string());
}

#[test]
fn what_a_file_does_not_say_is_as_vhs_has_it_and_its_title_is_its_name() {
    let script = parse("Type recueil\nEnter\nWait /a/").unwrap();
    assert_eq!(script.head, Head { title: "essai".to_owned(), ..Head::default() });
    assert_eq!(script.lines[0].what, What::Wait { line_only: true, pattern: Pattern::read("a").unwrap(), limit: WAIT });
    assert_eq!(parse("#: name\nType recueil\nEnter").unwrap().head.name, None);
    assert_eq!(parse("Set Width 1190\nSet Height 760\nSet Padding 20\nType recueil\nEnter").unwrap().head.size, Some((80, 24)));
    assert_eq!(parse("\u{feff}Type recueil\r\nEnter\r\n").unwrap().lines, []);
}

#[test]
fn the_program_may_be_started_out_of_sight_and_nothing_at_the_shell_is_played() {
    let script = parse("Hide\nType 'cd /tmp'\nEnter\nCtrl+L\nType 'recueil '\nType review\nEnter\nShow").unwrap();
    assert_eq!(script.head.command, ["review"]);
    assert_eq!(script.lines.iter().map(|line| &line.what).collect::<Vec<_>>(), [&What::Hide, &What::Show]);
}

#[test]
fn what_vhs_does_not_read_is_a_fault_here_too() {
    for (line, fault) in [
        ("Type m", "tape-needs-text"),
        ("Type Theme", "tape-needs-text"),
        ("Copy true", "tape-needs-text"),
        ("Env A 1", "tape-needs-text"),
        ("Screenshot a.svg", "tape-screenshot"),
        ("Screenshot a", "tape-screenshot"),
        ("Output Set", "tape-needs-file"),
        ("Wait@0s /a/", "tape-time"),
        ("Type a\u{a0}Enter", "tape-hostile"),
        ("Set Width 1000", "tape-set-late"),
        ("Set WaitTimeout 5s", "tape-set-late"),
        ("Set TypingSpeed 1m", "tape-unknown"),
        ("Wait /(?x)a/", "tape-pattern"),
        ("Set SubtitleFoo x", "tape-unknown-setting"),
    ] {
        let faults: Vec<_> = parse(&started(line)).unwrap_err().into_iter().map(|fault| fault.message.id).collect();
        assert_eq!(faults, [fault], "{line}");
    }
    for (line, fault) in
        [("Set FontSize 20px", "tape-unknown"), ("Set WindowBar Wide", "tape-setting-value"), ("Set Width wide", "tape-setting-number")]
    {
        let faults: Vec<_> = parse(&format!("{line}\n{}", started(""))).unwrap_err().into_iter().map(|fault| fault.message.id).collect();
        assert_eq!(faults, [fault], "{line}");
    }
    assert!(parse(&started("Set TypingSpeed 10ms\nType 'm Theme' Env A true1 Env B 'true'")).is_ok());
}

#[test]
fn no_file_is_written_outside_the_directory_of_the_recording() {
    for line in [
        "Screenshot '../y.png'",
        "Screenshot a/../../y.png",
        "Screenshot '/tmp/y.png'",
        "Output '../y.svg'",
        "Output '/tmp/y.cast'",
        "Output '/tmp/Y.HTML'",
        "Output a/../y.txt",
    ] {
        let text = if line.starts_with('O') { format!("{line}\n{}", started("")) } else { started(line) };
        let at = text.lines().position(|of| of == line).unwrap() + 1;
        let faults = parse(&text).unwrap_err();
        assert_eq!(faults.iter().map(|fault| (fault.line, fault.message.id)).collect::<Vec<_>>(), [(at, "tape-outside")], "{line}");
    }
    // what VHS makes is its own affair
    for line in ["Screenshot images/y.png", "Screenshot ./y.png", "Output images/y.svg", "Output '/tmp/y.gif'"] {
        let text = started("Tab");
        assert!(parse(&if line.starts_with('O') { format!("{line}\n{text}") } else { format!("{text}{line}") }).is_ok(), "{line}");
    }
}

#[test]
fn every_goal_is_read() {
    let goals = whats("#? page un\n#? at a.b\n#? answered a\n#? blank a\n#? screen /a b/\n#? state sent-back\n#? row 3\n#? answer a = [1]");
    let goal = |goal| What::Goal(goal);
    let pattern = Pattern::read("a b").unwrap();
    let expected = [
        Goal::Page("un".to_owned()),
        Goal::At("a.b".into()),
        Goal::Answered("a".into()),
        Goal::Blank("a".into()),
        Goal::Screen(pattern),
        Goal::State(State::SentBack),
        Goal::Row(3),
        Goal::Answer("a".into(), json!([1])),
    ];
    assert_eq!(goals, expected.map(goal));
}

#[test]
fn a_function_key_that_no_keyboard_has_is_an_unknown_word() {
    insta::assert_snapshot!(told(&started("F13"), Language::French), @"essai.tape:3: « F13 » n'est ni une commande ni une touche : voir la liste dans demo/README.md.");
}

#[test]
fn all_that_is_wrong_is_told_at_once_with_its_line_and_what_to_do() {
    let text = started(
        "Tpye \"a\"\nType\nType \"a\nSleep x\nSleep 90s\nEnter 0\nEnter 2 ?\nF5\nF1\nAlt+x\nCtrl+é\nCtrl+G 2\nWait+Word /a/\nWait\nWait /(/\n\
         Output a.avi\nOutput /tmp/a.cast\nSet Font 2\nSet Width wide\nSource a.tape\nScrollUp\nPaste\n##\nType \"a\u{1b}[31m\"\nType \"a\tb\"\n\
         #: titel a\n#: size 1x1\n#: date hier\n#: language de\n#: samples 0\n#: file a\n#: file ../a 3\n#: answer a = 1\n#: form a --id X\n\
         #: form a\n#: answer a\n#: answer a = x\n#: summary\n#: import a --to b\n#? there\n#? state lost\n#? row 0\n#? screen a",
    );
    insta::assert_snapshot!(told(&text, Language::French), @r#"
    essai.tape:3: « Tpye » n'est ni une commande ni une touche : voir la liste dans demo/README.md. Vouliez-vous dire « Type » ?
    essai.tape:4: Type demande un texte : Type "…"
    essai.tape:5: il manque « " » : le mettre à la fin du texte, ou choisir un autre signe (", ' ou `)
    essai.tape:6: Sleep : « x » n'est pas une durée ; écrire par exemple 500ms ou 2s
    essai.tape:7: Sleep : 60 secondes au plus ; la couper en plusieurs
    essai.tape:8: « 0 » fois ne va pas : un nombre entier de 1 à 500
    essai.tape:9: « ? » n'est pas compris ici : l'enlever, ou mettre les textes entre guillemets ("…")
    essai.tape:10: « F5 » : VHS n'a pas de touches de fonction ; écrire « Ctrl+E / Ctrl+R »
    essai.tape:11: « F1 » : VHS n'a pas de touches de fonction ; passer par le menu : « Ctrl+O », puis « Type "Aide" » et « Enter »
    essai.tape:12: aucune touche « Alt+x » : Ctrl va avec une lettre ou une flèche, Shift avec Tab ; une majuscule se tape avec « Type »
    essai.tape:13: aucune touche « Ctrl+é » : Ctrl va avec une lettre ou une flèche, Shift avec Tab ; une majuscule se tape avec « Type »
    essai.tape:14: « Ctrl+G » ne prend pas de nombre de fois : répéter la ligne
    essai.tape:15: « Wait+Word » n'existe pas : écrire Wait+Screen ou Wait+Line
    essai.tape:16: il manque ce qui doit se lire à l'écran : /…/
    essai.tape:17: /(/ n'est pas une expression régulière de VHS : fermer les parenthèses, écrire « \ » devant un signe qui vaut pour lui-même, « . » pour une barre ; les options x et R n'existent pas
    essai.tape:18: a.avi : un enregistrement se fait en .html .cast .svg .txt
    essai.tape:19: Output demande un nom ; avec des « / » au début, entre guillemets : Output "…"
    essai.tape:20: VHS n'a pas de réglage « Font » : corriger son nom ou enlever la ligne
    essai.tape:21: « Set Width » est sans effet pour VHS une fois que quelque chose est fait : le mettre au début
    essai.tape:22: « Source » lirait un autre fichier : copier ses lignes ici
    essai.tape:23: « ScrollUp » fait défiler le terminal, pas le programme : écrire PageUp ou PageDown
    essai.tape:24: rien n'a été copié : mettre « Copy "…" » avant
    essai.tape:25: un chapitre sans titre : l'écrire après « ## »
    essai.tape:26: un caractère invisible ou qui commanderait le terminal (U+001B) : l'enlever
    essai.tape:27: une tabulation dans un texte : écrire la touche, « Tab »
    essai.tape:28: « titel » est inconnu dans l'en-tête ; possibles : title, summary, size, date, name, language, samples, import, form, answer, unreadable, attached, fixed, seen, said, validated, file. Vouliez-vous dire « title » ?
    essai.tape:29: « 1x1 » n'est pas une taille : colonnes x lignes, de 20x8 à 500x200, par exemple 80x24
    essai.tape:30: « hier » n'est pas une date de ce siècle : l'écrire comme 2025-03-10T09:30
    essai.tape:31: « de » n'est pas une langue connue : écrire fr ou en
    essai.tape:32: « 0 » réponses d'exemple ne vont pas : un nombre entier de 1 à 500
    essai.tape:33: « a » : écrire le nom du fichier, puis sa taille en octets (64 Mo au plus), par exemple note.pdf 12000
    essai.tape:34: « ../a » doit être un simple nom de fichier, à côté du script : enlever les dossiers
    essai.tape:35: « answer » : aucune réponse n'est commencée ; mettre avant « #: form QUESTIONNAIRE »
    essai.tape:36: « X » ne peut pas être un identifiant : de 4 à 32 lettres minuscules sans accent et chiffres
    essai.tape:38: « a » : écrire QUESTION = VALEUR, la valeur en JSON
    essai.tape:39: « x » n'est pas une valeur JSON : un texte entre guillemets, un nombre, true, une liste […]
    essai.tape:40: il manque la valeur de « summary » : l'écrire après
    essai.tape:41: « --to » n'est pas compris ici : --form QUESTIONNAIRE et --id IDENTIFIANT sont possibles
    essai.tape:42: « there » ne se vérifie pas ; possibles : page, at, answered, answer, blank, screen, state, row
    essai.tape:43: « lost » : une réponse est draft, submitted, sent-back, accepted, validated
    essai.tape:44: « 0 » n'est pas une ligne de la liste : un nombre à partir de 1
    essai.tape:45: il manque ce qui doit se lire à l'écran : /…/
    "#);
    assert_eq!(told(&text, Language::English).lines().count(), told(&text, Language::French).lines().count());
}

#[test]
fn what_starts_no_screen_of_the_program_is_told_once() {
    for (text, fault, line) in [
        ("", "tape-no-command", 0),
        ("Type a\nEnter\nDown\nDown", "tape-not-recueil", 2),
        ("Down\nType recueil\nEnter", "tape-not-started", 1),
        ("Type 'recueil\nEnter\nDown", "tape-unclosed", 1),
        ("Type 'recueil list'\nEnter\nDown", "tape-no-screen", 2),
        ("#: title a\n#: title b\nType recueil\nEnter", "tape-head-twice", 2),
    ] {
        let found: Vec<_> = parse(text).unwrap_err().into_iter().map(|fault| (fault.message.id, fault.line)).collect();
        assert_eq!(found, [(fault, line)], "{text}");
    }
}

#[test]
fn what_would_take_too_long_or_too_much_is_refused() {
    let first = |text: &str| parse(text).unwrap_err()[0].clone();
    let fault = first(&started(&"Sleep 60s\n".repeat(31)));
    assert_eq!((fault.message.id, fault.line), ("tape-too-long", 33));
    assert!(parse(&started(&"Sleep 60s\n".repeat(30))).is_ok());
    assert_eq!(first(&started(&"#\n".repeat(20_000))).message.id, "tape-too-many-lines");
    assert_eq!(parse(&"x\n".repeat(20_000)).unwrap_err().len(), 50);
    let deep = format!("Wait /{}a{}/", "(".repeat(30), ")".repeat(30));
    assert_eq!(first(&started(&deep)).message.id, "tape-pattern");
    assert_eq!(first(&started("Wait /((a{100}){100}){100}/")).message.id, "tape-pattern");
}

#[test]
fn a_text_with_all_quotation_marks_is_written_in_pieces() {
    let what = What::Type { text: "a\"b'c`d".to_owned(), each: None };
    let again = whats(&what.to_string());
    let texts = again.iter().map(|what| if let What::Type { text, .. } = what { text.as_str() } else { "" });
    assert_eq!(texts.collect::<String>(), "a\"b'c`d");
}

#[test]
fn a_pattern_finds_the_text_it_is_made_of() {
    let pattern = Pattern::of("et/ou (1.5)").unwrap();
    assert!(pattern.is_in("a et/ou (1.5) b") && !pattern.is_in("et/ou (1x5)"));
    assert_eq!(Pattern::read(pattern.as_str()), Ok(pattern));
}

/// A text without what can be in no script, and not all three kinds of quotation marks.
fn text() -> impl Strategy<Value = String> {
    "[ -!#-_a-~éœ€漢\u{a0}]{1,12}"
}

/// The same as a script's comment has it: without blanks around.
fn words() -> impl Strategy<Value = String> {
    "[a-zé\"'`#/=]{1,5}( [a-zé€:]{1,5}){0,3}"
}

fn name() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_]{0,6}"
}

fn path() -> impl Strategy<Value = answers::Path> {
    "[a-z]{1,5}(\\[[a-z0-9]{1,4}\\])?(\\.[a-z]{1,5}){0,2}".prop_map(|path| path.as_str().into())
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![".{0,8}".prop_map(Value::from), any::<i32>().prop_map(Value::from), Just(json!(true)), Just(json!({"a": [1, "é\u{202e}"]}))]
}

fn time() -> impl Strategy<Value = Duration> {
    (0..=60_000_u64).prop_map(Duration::from_millis)
}

fn pattern() -> impl Strategy<Value = Pattern> {
    text().prop_map(|text| Pattern::of(&text).unwrap())
}

fn goal() -> impl Strategy<Value = Goal> {
    prop_oneof![
        name().prop_map(Goal::Page),
        path().prop_map(Goal::At),
        path().prop_map(Goal::Answered),
        (path(), value()).prop_map(|(path, value)| Goal::Answer(path, value)),
        path().prop_map(Goal::Blank),
        pattern().prop_map(Goal::Screen),
        prop::sample::select(&goal::STATES[..]).prop_map(|(_, state)| Goal::State(state)),
        (1..99_usize).prop_map(Goal::Row),
    ]
}

fn what() -> impl Strategy<Value = What> {
    let each = || option::of(time());
    let key = prop::sample::select(keys::names().map(|name| keys::named(name).unwrap()).collect::<Vec<_>>());
    let chord = prop_oneof![
        "[a-z]".prop_map(|letter| keys::with_control(&letter).unwrap()),
        prop::sample::select(vec!["Left", "Right", "Up", "Down"]).prop_map(|name| keys::with_control(name).unwrap()),
        Just(keys::with_shift("Tab").unwrap()),
    ];
    prop_oneof![
        (text(), each()).prop_map(|(text, each)| What::Type { text, each }),
        (key, 1..=500_u16, each()).prop_map(|(key, times, each)| What::Key { key, times, each }),
        chord.prop_map(|key| What::Key { key, times: 1, each: None }),
        text().prop_map(What::Paste),
        time().prop_map(What::Sleep),
        (any::<bool>(), pattern(), (1..=60_000_u64).prop_map(Duration::from_millis)).prop_map(|(line_only, pattern, limit)| What::Wait {
            line_only,
            pattern,
            limit
        }),
        Just(What::Hide),
        Just(What::Show),
        words().prop_map(|file| What::Screenshot(format!("{}un.png", file.replace(['"', '`'], "").trim_start_matches('/')).into())),
        words().prop_map(What::Chapter),
        option::of(words()).prop_map(|words| What::Caption(words.unwrap_or_default())),
        goal().prop_map(What::Goal),
    ]
}

fn data() -> impl Strategy<Value = Data> {
    let id = || option::of("[a-z0-9]{4,12}");
    let file = || ("[a-z]{1,5}( [a-z]{1,3})?\\.pdf", 0..1_000_000_u64);
    let attached = (path(), file()).prop_map(|(path, (name, bytes))| Attached { path, name, bytes });
    let said = name().prop_map(|text| serde_json::json!({"what": "comment", "text": text}));
    let draft = (name(), id(), vec((path(), value()), 0..3), vec(attached, 0..2), vec(name(), 0..3), vec(name(), 0..3), vec(said, 0..2));
    prop_oneof![
        (1..=500_usize, option::of(name())).prop_map(|(count, form)| Data::Samples { count, form }),
        ("[a-z]{1,5}( [a-z]{1,3})?\\.json", option::of(name()), id()).prop_map(|(file, form, id)| Data::Import {
            file: file.into(),
            form,
            id
        }),
        draft.prop_map(|(form, id, answers, attached, fixed, seen, said)| {
            let unreadable = answers.iter().map(|(path, value)| (path.clone(), value.to_string())).collect();
            Data::Draft(Draft { form, id, answers, unreadable, attached, fixed, seen, validated: !said.is_empty(), said })
        }),
        file().prop_map(|(name, bytes)| Data::File { name, bytes }),
    ]
}

fn head() -> impl Strategy<Value = Head> {
    let size = option::of((20..500_u16, 8..200_u16));
    let command = option::of((path(), text())).prop_map(|fill| {
        let words = |(path, text): (answers::Path, String)| vec!["fill".to_owned(), "essai".to_owned(), format!("--set={path}={text}")];
        fill.map(words).unwrap_or_default()
    });
    let date = (2000..2100_i16, 1..=12_i8, 1..=28_i8, 0..24_i8, 0..60_i8)
        .prop_map(|(y, m, d, h, min)| jiff::civil::datetime(y, m, d, h, min, 0, 0));
    let language = option::of(prop_oneof![Just(Language::French), Just(Language::English)]);
    let outputs = vec("([a-zé ][a-z/é ]{0,4})?[a-z]\\.(cast|svg|html|txt|gif)".prop_map(PathBuf::from), 0..2);
    (words(), option::of(words()), size, time(), outputs, command, vec(data(), 0..4), (date, option::of(words()), language)).prop_map(
        |(title, summary, size, typing, outputs, command, data, (begins, name, language))| Head {
            title,
            summary,
            size,
            typing,
            outputs,
            command,
            data,
            begins,
            name,
            language,
        },
    )
}

proptest! {
    #[test]
    fn a_script_that_is_written_reads_as_it_was(head in head(), whats in vec(what(), 0..12)) {
        let lines = whats.iter().cloned().map(|what| Line { number: 0, what }).collect();
        let written = Script { file: "essai.tape".into(), head, lines };
        let text = written.to_string();
        if written.length() > Duration::from_secs(1800) {
            prop_assert_eq!(parse(&text).unwrap_err()[0].message.id, "tape-too-long");
            return Ok(());
        }
        let read = parse(&text).map_err(|faults| TestCaseError::fail(format!("{faults:?}\n{text}")))?;
        prop_assert_eq!(read.head, written.head, "{}", text);
        let again: Vec<What> = read.lines.into_iter().map(|line| line.what).collect();
        prop_assert_eq!(again, whats, "{}", text);
    }

    #[test]
    fn no_text_makes_the_reader_panic_and_what_it_takes_is_clean(
        text in prop_oneof![
            "(?s).{0,200}",
            vec(prop_oneof!["#[:>?#]? ?[a-z]{0,8} ?.{0,9}", "(Type|Set|Wait|Ctrl|Enter|Copy|Sleep|Env)[+@ ]?.{0,9}", Just("Type recueil\nEnter".to_owned())], 0..20)
                .prop_map(|lines| lines.join("\n")),
        ],
    ) {
        if let Ok(script) = parse(&text) {
            prop_assert!(!script.to_string().chars().any(|c| c != '\n' && crate::ui::clean::is_hostile(c)));
            prop_assert_eq!(parse(&script.to_string()).map(|again| again.to_string()), Ok(script.to_string()));
        }
    }
}
