//! What a form file may not say: each refusal with its line, its question and what to do; and what is known of a form once loaded.

use super::{Body, Form, Sources, builtin, hex, load, load_file};
use crate::l10n::{Language, Texts};

/// A form of one page around these questions.
fn around(questions: &str) -> String {
    format!(
        "id = \"essai\"\nversion = \"1\"\ntitle = \"Essai\"\n[choices.oui_non]\noui = \"oui\"\nnon = \"non\"\n[[page]]\nid = \"une\"\ntitle = \"Une\"\n{questions}"
    )
}

fn faults(text: &str) -> Vec<String> {
    let texts = Texts::new(Language::French);
    load("f.toml", text)
        .map_or_else(|error| error.lines(&texts), |_| Vec::new())
        .into_iter()
        .map(|line| line.replace('\u{a0}', " "))
        .collect()
}

fn loaded(text: &str) -> Form {
    load("f.toml", text).unwrap_or_else(|error| panic!("{}", error.lines(&Texts::new(Language::French)).join("\n")))
}

const STATUT: &str = "[[page.question]]\nid = \"statut\"\nkind = \"choice\"\nlabel = \"Statut\"\nchoices = \"oui_non\"\n";
const NOMBRE: &str = "[[page.question]]\nid = \"nombre\"\nkind = \"integer\"\nlabel = \"Nombre\"\n";

#[test]
fn each_fault_is_told_with_its_line_its_question_and_what_to_do() {
    let question = |rest: &str| around(&format!("[[page.question]]\nid = \"q\"\nlabel = \"Q\"\n{rest}"));
    for (text, said) in [
        (String::new(), "f.toml:1:1: Fichier vide"),
        (around("").replace("[[page]]", "[[pages]]"), "clé « pages » inconnue ici"),
        ("id = \"x\"\nversion = \"1\"\ntitle = \"X\"\n".to_owned(), "aucune `[[page]]`"),
        (around("[[page.question"), "f.toml:10:"),
        (question("kind = \"txt\"\n"), "f.toml:13:8: question « q » : genre « txt » inconnu ; genres possibles : note, text"),
        (question("kind = \"text\"\nlabl = \"Q\"\n"), "f.toml:14:1: question « q » : clé « labl » inconnue"),
        (question("kind = \"choice\"\nchoices = \"statuts\"\n"), "f.toml:14:11: question « q » : aucune liste ne s'appelle « statuts »"),
        (
            question("kind = \"choice\"\nchoices = \"s\"\n").replace("[choices.oui_non]\noui = \"oui\"\nnon = \"non\"\n", ""),
            "question « q » : aucune liste ne s'appelle « s » : l'écrire sous `[choices.s]`",
        ),
        (question("kind = \"integer\"\nmin = 3\nmax = 2\n"), "f.toml:15:7: question « q » : `min` est au-dessus de `max`"),
        (
            question("kind = \"month\"\nmin = \"2024-03\"\nmax = \"2024-02\"\n"),
            "f.toml:15:7: question « q » : `min` est au-dessus de `max`",
        ),
        (question("kind = \"choices\"\nchoices = { a = \"A\" }\nmax = 0\n"), "f.toml:15:7: question « q » : `max` est à zéro"),
        (question("kind = \"file\"\nmax = 0\n"), "f.toml:14:7: question « q » : `max` est à zéro"),
        (question("kind = \"choice\"\nchoices = {}\n"), "f.toml:14:11: question « q » : la liste est vide"),
        (question("kind = \"matrix\"\ncell = \"integer\"\nrows = {}\n"), "f.toml:15:8: question « q » : le tableau n'a aucune ligne"),
        (question("kind = \"note\"\n"), "f.toml:10:1: question « q » : la note n'a ni `text` ni `rows`"),
        (question("kind = \"month\"\nmin = \"2024-01\"\nmax = \"2024-13\"\n"), "f.toml:15:7: question « q » : « 2024-13 »"),
        (question("kind = \"month\"\nmin = \"2024-13\"\n"), "f.toml:14:7: question « q » : « 2024-13 » n'est ni un mois"),
        (question("kind = \"text\"\nrequired = 3\n"), "question « q » : trouvé un nombre entier, attendu true, false"),
        (question("kind = \"text\"\nmax = \"dix\"\n"), "question « q » : trouvé \"dix\", attendu un nombre entier, zéro ou plus"),
        (question("kind = \"month\"\nmin = 2024-01-31\n"), "question « q » : trouvé une date sans guillemets, attendu un texte"),
        (question("kind = \"text\"\nrequired = 2024-01-31\n"), "trouvé une date sans guillemets, attendu true"),
        (question("kind = \"note\"\nrows = [[\"a\"]]\n"), "question « q » : il faut 2 valeurs dans cette liste (trouvé : 1)"),
        (question("kind = \"note\"\nrows = [[\"a\", \"b\", \"c\"]]\n"), "question « q » : il faut 2 valeurs dans cette liste (trouvé : 3)"),
        (
            question("kind = \"choice\"\nchoices = [\"a\"]\n"),
            "trouvé une liste, attendu le nom d'une liste de choix, ou une table d'un `code = \"…\"` par ligne",
        ),
        (
            question("kind = \"matrix\"\ncell = \"integer\"\nrows = [\"a\"]\n"),
            "trouvé une liste, attendu une table d'un `id = \"…\"` par ligne",
        ),
        (question("kind = \"month\"\nprecision = 3\n"), "trouvé 3, attendu un texte"),
        (question("kind = \"decimal\"\ndecimals = 300\n"), "trouvé 300, attendu un nombre entier de 0 à 255"),
        (question("kind = \"text\"\nmax = -3\n"), "question « q » : trouvé -3, attendu un nombre entier, zéro ou plus"),
        (
            question("kind = \"text\"\nhint = [\"a\"]\n"),
            "f.toml:14:8: question « q » : trouvé une liste, attendu un texte, ou une table { fr = \"…\"",
        ),
        (question("kind = \"matrix\"\ncell = \"texte\"\nrows = { a = \"A\" }\n"), "choix : integer, decimal"),
        (question("kind = \"integer\"\ndefault = \"deux\"\n"), "question « q » : un nombre est attendu"),
        (around("[[page.question]]\nid = \"_q\"\nkind = \"text\"\nlabel = \"Q\"\n"), "identifiant « _q » impossible"),
        (around("[[page.question]]\nid = \"é\"\nkind = \"text\"\nlabel = \"Q\"\n"), "identifiant « é » impossible"),
        (around(&format!("{NOMBRE}{NOMBRE}")), "f.toml:15:6: question « nombre » : identifiant « nombre » déjà pris"),
        (around("[[page.question]]\nid = \"q\"\nkind = \"text\"\n"), "question « q » : il manque la clé « label »"),
        (around(&format!("{NOMBRE}[[page.section]]\ntitle = \"S\"\n")), "la page « une » a des sections et des questions"),
        (around(NOMBRE) + "[[page]]\nid = \"une\"\ntitle = \"Deux\"\n", "identifiant « une » déjà pris"),
        (around(NOMBRE).replace("version", "instance_name = \"nom\"\nversion"), "f.toml:2:17: aucune question « nom »"),
        (around(NOMBRE) + "[[check]]\nat = \"nom\"\ntest = \"nombre > 1\"\nmessage = \"M\"\n", "aucune question « nom »"),
        (
            around(&format!("{NOMBRE}[[page.question.check]]\ntest = \"nombre > 1\"\n")),
            "question « nombre » : il manque la clé « message »",
        ),
        (
            around(&format!("{NOMBRE}[[page.question.check]]\neach = \"row\"\ntest = \"nombre > 1\"\nmessage = \"M\"\n")),
            "question « nombre » : `each` ne va qu'avec un tableau",
        ),
    ] {
        let found = faults(&text);
        assert!(found.iter().any(|line| line.contains(said)), "{said}\nin {found:#?}\nof\n{text}");
    }
}

#[test]
fn a_note_and_a_repeat_take_no_key_that_speaks_of_an_answer_of_theirs() {
    let note = "id = \"q\"\nkind = \"note\"\ntext = \"À lire.\"\n";
    let field = "[[page.question.field]]\nid = \"a\"\nkind = \"text\"\nlabel = \"A\"\n";
    let repeat = "id = \"q\"\nkind = \"repeat\"\nlabel = \"Q\"\nitem = \"Bloc {n}\"\nadd = \"Ajouter\"\nmax = 2\n";
    let question = |own: &str, rest: &str| around(&format!("[[page.question]]\n{own}{rest}"));
    for taken in ["hint = \"H\"", "relevant = \"true\"", "label = \"L\""] {
        assert_eq!(faults(&question(note, taken)), [""; 0], "{taken}");
    }
    for taken in ["hint = \"H\"\n", "relevant = \"true\"\n", "required = true\n"] {
        assert_eq!(faults(&question(repeat, &format!("{taken}{field}"))), [""; 0], "{taken}");
    }
    for (own, more, line, keys) in [
        (note, "", 14, &["required = true", "default = \"a\"", "value = \"'a'\"", "personal = false", "check = []"][..]),
        (repeat, field, 17, &["default = []", "personal = true"][..]),
    ] {
        for key in keys {
            let found = faults(&question(own, &format!("{key}\n{more}")));
            let name = key.split(' ').next().unwrap_or_default();
            let said = format!("f.toml:{line}:1: question « q » : clé « {name} » inconnue");
            assert!(found.len() == 1 && found[0].starts_with(&said), "{said}\nin {found:#?}");
        }
    }
}

#[test]
fn a_page_without_a_question_a_text_without_words_and_an_asked_computed_value_are_refused() {
    let question = |rest: &str| around(&format!("[[page.question]]\nid = \"q\"\nkind = \"integer\"\n{rest}"));
    let page = |id: &str, rest: &str| format!("[[page]]\nid = \"{id}\"\ntitle = \"T\"\n{rest}");
    let (empty, english) = ("texte vide : en écrire un", "empty text: write one");
    let no_question = "la page « deux » n'a aucune question : en écrire une, ou ôter la page";
    let no_question_english = "page “deux” has no question: write one, or remove the page";
    for (text, place, said, said_english) in [
        (question("label = \"\"\n"), "13:9: question « q » : ", empty, english),
        (question("label = \" \"\n"), "13:9: question « q » : ", empty, english),
        (question("label = {}\n"), "13:9: question « q » : ", empty, english),
        (question("label = { fr = \"Q\", en = \"\" }\n"), "13:9: question « q » : ", empty, english),
        (question("label = \"Q\"\nhint = \"\"\n"), "14:8: question « q » : ", empty, english),
        (around(NOMBRE).replace("\"Essai\"", "\"\""), "3:9: ", empty, english),
        (around(NOMBRE).replace("\"Une\"", "\"\""), "9:9: ", empty, english),
        (around(NOMBRE).replace("\"oui\"", "\"\""), "5:7: ", empty, english),
        (around(&format!("[[page.section]]\ntitle = \"\"\n{}", NOMBRE.replace("page.", "page.section."))), "11:9: ", empty, english),
        (around(NOMBRE) + &page("deux", ""), "14:1: ", no_question, no_question_english),
        (around(NOMBRE) + &page("deux", "[[page.section]]\ntitle = \"S\"\n"), "14:1: ", no_question, no_question_english),
        (
            around(NOMBRE) + &page("deux", "final = true\n") + &page("trois", "final = true\n"),
            "21:9: ",
            "la page « deux » est déjà `final` : une seule page peut l'être",
            "page “deux” is `final` already: only one page can be",
        ),
        (
            question("label = \"Q\"\nvalue = \"1\"\nrequired = false\n"),
            "15:12: question « q » : ",
            "`required` ne va pas avec `value`, que personne ne saisit : ôter l'un des deux",
            "`required` does not go with `value`, which nobody types: remove one of the two",
        ),
        (
            question("default = 1\nlabel = \"Q\"\nvalue = \"1\"\n"),
            "13:11: question « q » : ",
            "`default` ne va pas avec `value`, que personne ne saisit : ôter l'un des deux",
            "`default` does not go with `value`, which nobody types: remove one of the two",
        ),
    ] {
        assert_eq!(faults(&text), [format!("f.toml:{place}{said}")], "{text}");
        let told = load("f.toml", &text).unwrap_err().lines(&Texts::new(Language::English));
        assert!(told.len() == 1 && told[0].ends_with(said_english), "{told:?}");
    }
    let last = page("deux", "final = true\n") + &page("trois", "final = false\n") + NOMBRE.replace("nombre", "autre").as_str();
    assert_eq!(faults(&(around(NOMBRE) + &last)), [""; 0], "a last page may only be there to validate");
}

#[test]
fn an_expression_is_checked_when_the_form_is_loaded() {
    for (relevant, said) in [
        ("statuts == 'oui'", "f.toml:20:13: question « q » : aucune question « statuts ». Vouliez-vous dire « statut » ?"),
        (
            "statut == 'oiu'",
            "f.toml:20:23: question « q » : « oiu » n'est pas un code de « statut » ; codes : oui, non. Vouliez-vous dire « oui » ?",
        ),
        ("nombre == 'oui'", "question « q » : == ne va pas entre un nombre entier et un texte"),
        ("nombre", "question « q » : l'expression donne un nombre entier ; il faut vrai ou faux"),
        ("nombre = 3", "question « q » : écrire « == » plutôt que « = »"),
        ("nombre >", "question « q » : l'expression s'arrête trop tôt"),
        ("q == 'a'", "ces questions dépendent l'une de l'autre en rond : q → q"),
    ] {
        let text =
            around(&format!("{STATUT}{NOMBRE}[[page.question]]\nrelevant = \"{relevant}\"\nid = \"q\"\nkind = \"text\"\nlabel = \"Q\"\n"));
        let found = faults(&text);
        assert!(found.iter().any(|line| line.contains(said)), "{said}\nin {found:#?}");
    }
}

#[test]
fn a_fault_of_an_expression_has_its_own_place_whatever_the_quotes() {
    for (relevant, place) in [
        ("\"nombre > 1 && a\"", "f.toml:15:27:"),
        ("'nombre > 1 && a'", "f.toml:15:27:"),
        ("\"\"\"\nnombre > 1 &&\n a\"\"\"", "f.toml:17:2:"),
        ("'''nombre > 1 &&\n a'''", "f.toml:16:2:"),
        // an escape: where the text begins
        ("\"nombre > 1 \\u0026& a\"", "f.toml:15:12:"),
        ("\"\"", "f.toml:15:13:"),
    ] {
        let text = around(&format!("{NOMBRE}[[page.question]]\nrelevant = {relevant}\nid = \"q\"\nkind = \"text\"\nlabel = \"Q\"\n"));
        let found = faults(&text);
        assert!(found.len() == 1 && found[0].starts_with(place), "{place}\nin {found:#?}");
    }
}

#[test]
fn one_slip_is_one_fault() {
    let field = "[[page.question.field]]\nid = \"a\"\nkind = \"repeat\"\nlabel = \"A\"\n";
    for (questions, said) in [
        ("[[page.question]]\nid = \"q\"\nkind = \"choice\"\nlabel = \"Q\"\nchoices = \"rien\"\n".to_owned(), "aucune liste"),
        ("[[page.question]]\nid = \"q\"\nkind = \"text\"\nlabel = [\"Q\"]\n".to_owned(), "trouvé une liste"),
        (
            format!("[[page.question]]\nid = \"r\"\nkind = \"repeat\"\nlabel = \"R\"\nitem = \"B\"\nadd = \"A\"\nmax = 2\n{field}"),
            "ne peut ni contenir un autre bloc",
        ),
    ] {
        let found = faults(&around(&questions));
        assert!(found.len() == 1 && found[0].contains(said), "{said}\nin {found:#?}");
    }
}

#[test]
fn a_message_names_only_what_its_test_reads() {
    let matrix = "[[page.question]]\nid = \"m\"\nkind = \"matrix\"\nlabel = \"M\"\ncell = \"integer\"\nrows = { a = \"A\", b = \"B\" }\ncolumns = { x = \"X\", y = \"Y\" }\n";
    let check = |of: &str, rest: &str| around(&format!("{of}[[page.question.check]]\n{rest}"));
    for text in [
        check(NOMBRE, "test = \"nombre > 1\"\nmessage = \"{nombre} {\"\n"),
        check(matrix, "each = \"row\"\ntest = \"x <= y\"\nmessage = \"{row} {x} {y}\"\n"),
        check(matrix, "each = \"column\"\ntest = \"a <= b\"\nmessage = \"{column} {a} {b}\"\n"),
        check(matrix, "test = \"m.a['x'] > 1\"\nmessage = \"{m.a.x}\"\n"),
    ] {
        assert_eq!(faults(&text), [""; 0], "{text}");
    }
    for (text, said) in [
        (
            check(NOMBRE, "test = \"nombre > 1\"\nmessage = \"{nombr} {nombre}\"\n"),
            "f.toml:16:11: question « nombre » : `message` : « nombr » n'est pas une réponse que `test` lit ; possibles : nombre",
        ),
        (check(NOMBRE, "test = \"nombre > 1\"\nmessage = { fr = \"Non\", en = \"{n}\" }\n"), "« n » n'est pas une réponse"),
        (check(matrix, "each = \"row\"\ntest = \"x <= y\"\nmessage = \"{column} {x}\"\n"), "possibles : row, x, y"),
    ] {
        let found = faults(&text);
        assert!(found.len() == 1 && found[0].contains(said), "{said}\nin {found:#?}");
    }
}

#[test]
fn a_repeat_is_checked_too() {
    let repeat = |rest: &str| {
        around(&format!(
            "[[page.question]]\nid = \"r\"\nkind = \"repeat\"\nlabel = \"R\"\nitem = \"Bloc {{n}}\"\nadd = \"Ajouter\"\n{rest}"
        ))
    };
    let field = "[[page.question.field]]\nid = \"libelle\"\nkind = \"text\"\nlabel = \"Libellé\"\n";
    for (text, said) in [
        (repeat(&format!("min = 3\nmax = 2\n{field}")), "question « r » : `max` (2) doit être entre 1 et 1000 et au moins `min` (3)"),
        (repeat(&format!("max = 0\n{field}")), "`max` (0) doit être entre 1"),
        (repeat("max = 2\n"), "question « r » : il manque la clé « field »"),
        (repeat(&format!("max = 2\ntitle = \"nom\"\n{field}")), "question « r » : aucun champ « nom »"),
        (repeat(&format!("max = 2\n{field}{field}")), "question « r.libelle » : identifiant « libelle » déjà pris"),
        (repeat(&format!("max = 2\nvalue = \"1\"\n{field}")), "un bloc répété ne peut ni contenir un autre bloc répété ni être calculé"),
    ] {
        let found = faults(&text);
        assert!(found.iter().any(|line| line.contains(said)), "{said}\nin {found:#?}");
    }
}

#[test]
fn several_faults_are_told_at_once_in_the_order_of_the_file() {
    let text = around(
        "[[page.question]]\nid = \"a\"\nkind = \"txt\"\nlabel = \"A\"\n[[page.question]]\nid = \"b\"\nkind = \"text\"\nlabel = \"B\"\nrelevant = \"c == 1\"\ncouleur = 1\n",
    );
    let found = faults(&text);
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[0].starts_with("f.toml:12:8: question « a »") && found[2].contains("couleur"), "{found:#?}");
}

#[test]
fn faults_are_told_in_english_on_request() {
    let texts = Texts::new(Language::English);
    let error = load("f.toml", &around("[[page.question]]\nid = \"q\"\nkind = \"text\"\n")).unwrap_err();
    assert_eq!(error.lines(&texts), ["f.toml:10:1: question “q”: the key “label” is missing"]);
}

#[test]
fn a_cycle_through_a_page_is_found() {
    let text = around(NOMBRE).replace("title = \"Une\"", "title = \"Une\"\nrelevant = \"nombre > 1\"");
    let found = faults(&text);
    assert!(found.iter().any(|line| line.contains("en rond : nombre → nombre")), "{found:#?}");
}

#[test]
fn a_file_that_is_too_large_or_no_text_is_refused_unread() {
    let dir = tempfile::tempdir().unwrap();
    let texts = Texts::new(Language::French);
    let large = dir.path().join("grand.toml");
    std::fs::File::create(&large).unwrap().set_len(50 << 20).unwrap();
    let binary = dir.path().join("octets.toml");
    std::fs::write(&binary, [0xff, 0xfe, 0x00]).unwrap();
    for (file, said) in [
        (&large, "Fichier de plus de 8 Mo"),
        (&binary, "UTF-8"),
        (&dir.path().join("absent.toml"), "Impossible de lire le fichier"),
        // it says that it is empty, and never ends
        (&"/dev/zero".into(), "Fichier de plus de 8 Mo"),
    ] {
        let lines = load_file(file).unwrap_err().lines(&texts);
        assert!(lines[0].contains(said), "{lines:?}");
    }
}

#[test]
fn a_form_of_the_directory_replaces_the_built_in_one_and_others_are_added() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("essai.toml"), around(NOMBRE)).unwrap();
    std::fs::write(dir.path().join("autre.toml"), around(NOMBRE)).unwrap();
    let builtin = builtin::FORMS[0].id;
    std::fs::write(dir.path().join(format!("{builtin}.toml")), around(NOMBRE).replace("\"essai\"", &format!("{builtin:?}"))).unwrap();
    let sources = Sources::new(vec![dir.path().to_owned()]);
    assert_eq!(sources.load(builtin).unwrap().items.len(), 1);
    assert_eq!(sources.load("essai").unwrap().id, "essai");
    assert_eq!(&sources.ids()[builtin::FORMS.len()..], ["autre", "essai"]);
    assert!(sources.load("autre").unwrap_err().unwrap().lines(&Texts::new(Language::French))[0].contains("essai.toml"));
    assert!(sources.load("../essai").is_err_and(|error| error.is_none()));
}

#[test]
fn every_file_of_the_forms_directory_is_built_in_under_its_id() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let mut files: Vec<String> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let mut known: Vec<String> = builtin::FORMS.iter().map(|form| form.id.to_owned()).collect();
    files.sort();
    known.sort();
    assert_eq!(files, known);
    for builtin::Builtin { id, text, .. } in builtin::FORMS {
        assert_eq!(loaded(text).id, *id);
    }
}

#[test]
fn a_packed_form_is_that_of_its_text() {
    for builtin::Builtin { id, text, .. } in builtin::FORMS {
        let packed = Sources::default().load(id).unwrap();
        assert_eq!(format!("{packed:?}"), format!("{:?}", loaded(text)));
    }
}

#[test]
fn a_question_that_reads_the_one_above_is_indented_under_it() {
    let text = around(&format!(
        "{STATUT}[[page.question]]\nid = \"a\"\nkind = \"text\"\nlabel = \"A\"\nrelevant = \"statut == 'oui'\"\n[[page.question]]\nid = \"b\"\nkind = \"text\"\nlabel = \"B\"\nrelevant = \"a == 'x'\"\n"
    ));
    let form = loaded(&text);
    assert_eq!(form.items.iter().map(|item| item.depth).collect::<Vec<_>>(), [0, 1, 2]);
}

#[test]
fn a_fingerprint_has_two_digits_a_byte() {
    assert_eq!(hex(&[0x00, 0x0f, 0xa0, 0xff]), "000fa0ff");
    assert_eq!(hex(&[]), "");
}

#[test]
fn a_form_knows_which_pages_a_question_can_touch() {
    let text = around(STATUT)
        + "[[page]]\nid = \"deux\"\ntitle = \"Deux\"\nrelevant = \"statut == 'oui'\"\n[[page.question]]\nid = \"a\"\nkind = \"text\"\nlabel = \"A\"\n"
        + "[[page]]\nid = \"trois\"\ntitle = \"Trois\"\n[[page.question]]\nid = \"b\"\nkind = \"text\"\nlabel = \"B\"\nrelevant = \"a == 'x'\"\n";
    let form = loaded(&text);
    assert_eq!(form.touched_by("statut"), [0, 1, 2], "b follows statut through the page of a");
    assert_eq!(form.touched_by("a"), [1, 2]);
    assert_eq!(form.touched_by("b"), [2]);
    assert!(form.is_read("a") && !form.is_read("b"));
    assert!(matches!(form.items[0].body, Body::Question("choice", _)));
}

#[test]
fn a_table_that_nobody_could_fill_is_refused_and_a_list_of_a_hundred_thousand_codes_is_read() {
    let entries = |count: usize| (0..count).map(|n| format!("c{n} = 'x'")).collect::<Vec<_>>().join(", ");
    let form = |question: &str| {
        format!(
            "id = 'f'\nversion = '1'\ntitle = 'f'\n[[page]]\nid = 'p'\ntitle = 'p'\n[[page.question]]\nid = 'q'\nlabel = 'q'\n{question}"
        )
    };
    let table =
        |rows: usize| form(&format!("kind = 'matrix'\ncell = 'integer'\nrows = {{ {} }}\ncolumns = {{ {} }}", entries(rows), entries(100)));
    assert!(load("f", &table(100)).is_ok());
    let refused = load("f", &table(101)).map(drop).unwrap_err().lines(&Texts::new(Language::French)).join("\n");
    assert!(refused.contains("10\u{202f}100 cases") || refused.contains("10100 cases"), "{refused}");
    assert!(load("f", &form(&format!("kind = 'choice'\nchoices = {{ {} }}", entries(100_000)))).is_ok());
}
