//! Every condition of the program's own forms: the answers that show a question and those that hide it; what was answered meanwhile is kept.

use recueil::answers::Path;
use recueil::form::{Form, Item};
use recueil::l10n::Language;
use recueil::outline::is_relevant;
use serde_json::{Value, json};

use super::scenario::{Scenario, builtin, given};

/// A condition of `carsp-2025`: the question (or page) that has it, answers that show it, answers that hide it, an answer of its own.
struct Case {
    question: &'static str,
    shown: Vec<Value>,
    hidden: Vec<Value>,
    answer: Value,
}

fn case(question: &'static str, shown: Vec<Value>, hidden: Vec<Value>, answer: Value) -> Case {
    Case { question, shown, hidden, answer }
}

/// Shown for one value of a choice, hidden for others and for none.
fn on(question: &'static str, reads: &str, shown: &[&str], hidden: &[&str], answer: Value) -> Case {
    let answers = |codes: &[&str]| codes.iter().map(|code| json!({ reads: code })).collect::<Vec<_>>();
    let mut hidden = answers(hidden);
    hidden.push(json!({}));
    case(question, answers(shown), hidden, answer)
}

/// Shown when a code is among those ticked.
fn has(question: &'static str, reads: &str, code: &str, other: &str, around: &Value, answer: Value) -> Case {
    let with = |codes: Value| {
        let mut answers = around.clone();
        answers[reads] = codes;
        answers
    };
    case(question, vec![with(json!([code])), with(json!([other, code]))], vec![with(json!([other])), around.clone()], answer)
}

/// In the order of the form.
fn survey() -> Vec<Case> {
    let (text, month) = (json!("préciser"), json!("2024-03"));
    let none = json!({});
    let mut cases = vec![
        on("statut_etablissement", "statut", &["etablissement"], &["gcs", "association"], json!("public")),
        on("gcs_partenaires", "statut", &["gcs"], &["etablissement", "association"], text.clone()),
        on("association_dac", "statut", &["association"], &["etablissement", "gcs"], json!("oui")),
    ];
    for question in ["antennes_nombre", "antenne_1", "antenne_2", "antenne_3"] {
        let answer = if question == "antennes_nombre" { json!(2) } else { text.clone() };
        cases.push(on(question, "antennes", &["oui"], &["non"], answer));
    }
    cases.extend([
        has("profils_autres", "profils", "autres", "manager", &none, text.clone()),
        on("formations_themes", "formations_suivies", &["oui"], &["non"], json!(["projet"])),
        has("formations_themes_autres", "formations_themes", "autres", "projet", &json!({ "formations_suivies": "oui" }), text.clone()),
        on("instance_acteurs", "instance", &["oui"], &["non_en_cours"], json!(["ars"])),
        has("instance_autre", "instance_acteurs", "autre", "ars", &json!({ "instance": "oui" }), text.clone()),
        on("comitologie", "instance", &["oui"], &["non_en_cours"], file()),
        on("etat_lieux_date", "etat_lieux", &["oui"], &["non", "en_cours"], month.clone()),
        on("etat_lieux_territoires", "etat_lieux", &["oui"], &["non", "en_cours"], json!("non")),
        on("etat_lieux_echeance", "etat_lieux", &["non", "en_cours"], &["oui"], month.clone()),
        on("orientation_support", "orientation", &["oui"], &["non", "en_construction"], text.clone()),
        on("orientation_date", "orientation", &["oui"], &["non", "en_construction"], month.clone()),
        on("orientation_date_prevue", "orientation", &["non", "en_construction"], &["oui"], month.clone()),
        has("moyens_contact_autre", "moyens_contact", "autre", "accueil", &none, text.clone()),
        has("rencontres_autres", "rencontres", "autres", "usp", &none, text.clone()),
        on("projets", "projets_accompagnes", &["oui"], &["non"], json!([{ "_id": "abcd", "description": "préciser" }])),
        on("groupes_travail_carsp", "groupes_travail", &["oui"], &["non"], text.clone()),
        on("equipes_fragiles_territoires", "equipes_fragiles", &["oui"], &["non"], text.clone()),
        has("outils_autres", "outils", "autres", "site", &none, text.clone()),
        has("newsletters_periodicite", "outils", "newsletters", "site", &none, text.clone()),
        has("newsletters_abonnes", "outils", "newsletters", "site", &none, json!(120)),
        has("site_statistiques", "outils", "site", "flyer", &none, text.clone()),
        on("stade_avancement", "carsp_creee", &["en_cours"], &["oui"], text),
    ]);
    // inside a block
    let event = |profile: &str| json!({ "evenements": [{ "_id": "efgh", "profils": profile }] });
    let nothing = json!({ "evenements": [{ "_id": "efgh", "libelle": "Colloque" }] });
    for (field, code, others, answer) in [
        ("evenements[efgh].professionnels", "professionnels", ["grand_public", "autres"], json!(["ville"])),
        ("evenements[efgh].profils_autres", "autres", ["grand_public", "professionnels"], json!("préciser")),
    ] {
        let hidden = others.map(event).into_iter().chain([nothing.clone()]).collect();
        cases.push(case(field, vec![event(code)], hidden, answer));
    }
    cases
}

fn file() -> Value {
    json!([{ "name": "comitologie.pdf", "size": 3, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" }])
}

fn is_conditional(form: &Form, item: &Item) -> bool {
    let page = &form.pages[item.page];
    item.relevant.is_some() || page.relevant.is_some() || page.sections[item.section].relevant.is_some()
}

#[test]
fn the_table_has_every_condition_of_the_forms() {
    let carsp = builtin("carsp-2025");
    let mut tested: Vec<usize> = survey().iter().map(|case| carsp.item_at(&Path::from(case.question)).expect(case.question)).collect();
    tested.sort_unstable();
    let conditional: Vec<usize> = (0..carsp.items.len()).filter(|&item| is_conditional(&carsp, &carsp.items[item])).collect();
    assert_eq!(tested, conditional);
    let annuaire = builtin("annuaire-carsp");
    assert!(!annuaire.items.iter().any(|item| is_conditional(&annuaire, item)), "the directory asks everything");
}

/// The response with these answers, on the page of a question that has one too.
fn with(case: &Case, answers: &Value) -> Scenario {
    let mut answers = answers.clone();
    let path = Path::from(case.question);
    let form = builtin("carsp-2025");
    let page = &form.pages[form.items[form.item_at(&path).unwrap()].page];
    let mut all: recueil::answers::Answers = answers.as_object_mut().unwrap().clone().into();
    all.set(&path, Some(case.answer.clone()));
    let page = if page.relevant.is_some() { "commentaires" } else { &page.id };
    given("carsp-2025").answers(Value::Object(all.as_map().clone())).page(page).open()
}

/// Whether a question is on the pages, seen from the « go to » panel as a person would look for it: its state there is « non posée » if it is not.
fn is_on_screen(s: &mut Scenario, case: &Case) -> bool {
    let path = Path::from(case.question);
    let form = s.session().form.clone();
    let item = &form.items[form.item_at(&path).unwrap()];
    let label = item.label.text(Language::French);
    if path.block().is_some() {
        // unfold it
        s.go(&format!("{}.profils", path.block().unwrap()));
    } else if form.pages[item.page].relevant.is_some() {
        s.keys("C-p");
    }
    // several questions are called « Si autres, préciser » and the like: what stands above them tells which
    let reads = form.items.iter().filter(|other| other.page == item.page && other.label.text(Language::French) == label).count();
    let seen = s.prose().matches(label).count();
    let others = s.session().outline.pages[item.page].rows.iter().filter(|row| {
        row.relevant
            && row.kind == recueil::outline::RowKind::Question
            && row.path != path
            && form.items[row.item].label.text(Language::French) == label
    });
    let others = others.count();
    assert!(reads > 0 && seen >= others);
    seen > others
}

#[test]
fn a_question_is_on_the_screen_when_its_condition_holds_and_only_then() {
    for case in survey() {
        for (answers, expected) in
            case.shown.iter().map(|answers| (answers, true)).chain(case.hidden.iter().map(|answers| (answers, false)))
        {
            let mut s = with(&case, answers);
            assert_eq!(is_relevant(&s.session().inputs(), &Path::from(case.question)), expected, "{} with {answers}", case.question);
            assert_eq!(is_on_screen(&mut s, &case), expected, "{} with {answers}:\n{}", case.question, s.screen());
        }
    }
}

#[test]
fn a_hidden_answer_is_kept_listed_left_out_at_validation_and_back_on_reopening() {
    for case in survey() {
        let Some(answers) = case.hidden.first() else { panic!("{} is never hidden", case.question) };
        let mut answers = answers.clone();
        for (id, value) in [("region", "53"), ("carsp_creee", "oui")] {
            answers.as_object_mut().unwrap().entry(id).or_insert_with(|| json!(value));
        }
        let path = Path::from(case.question);
        let mut s = with(&case, &answers);
        s.resize(80, 40);
        let own = s.answer(case.question);
        assert!(!own.is_null());
        s.keys("C-g 'impression' Enter").expect("Ne sera pas transmis").expect("», car");
        validate(&mut s);
        let draft = s.draft();
        let kept: recueil::answers::Answers = draft["answers"].as_object().unwrap().clone().into();
        assert_eq!(kept.get(&path), None, "{} is left out", case.question);
        let left = draft["left_out"][case.question].to_string().replace('\u{a0}', " ");
        assert!(
            left.contains("la réponse à « ") && left.contains(" » est « ") || left.contains("» est sans réponse"),
            "{}: {left}",
            case.question
        );
        s.quit_and_reopen();
        s.keys("C-g 'impression' Enter");
        reopen(&mut s, "Une erreur à corriger");
        let back = s.answer(case.question);
        assert_eq!(back, own, "{} is back", case.question);
        assert_eq!(s.draft().get("left_out"), None);
    }
}

/// Validates from the menu.
pub fn validate(s: &mut Scenario) {
    menu(s, "Valider définitivement");
    s.keys("Enter");
    assert!(s.is_validated(), "{}", s.screen());
}

/// Opens a validated response again from the menu.
pub fn reopen(s: &mut Scenario, reason: &str) {
    menu(s, "Rouvrir cette réponse");
    s.type_text(reason).keys("Enter");
    assert!(!s.is_validated(), "{}", s.screen());
}

/// Chooses an action of the menu by its words.
pub fn menu(s: &mut Scenario, words: &str) {
    s.keys("C-o");
    for _ in 0..40 {
        let chosen = s.screen().lines().filter(|line| line.contains("│ ▌")).any(|line| line.contains(words));
        if chosen {
            s.keys("Enter");
            return;
        }
        s.keys("Down");
    }
    panic!("the menu has no « {words} »:\n{}", s.screen());
}

#[test]
fn a_change_that_hides_answers_says_so_once_and_nothing_when_they_come_back() {
    let answers = json!({ "carsp_creee": "oui", "antennes": "oui", "antennes_nombre": 2, "antenne_1": "Rennes", "antenne_2": "Brest" });
    let mut s = given("carsp-2025").answers(answers).size(80, 24).open();
    s.go("antennes").keys("2").expect("3 réponses ne seront plus transmises ; elles restent gardées.");
    s.keys("2").expect_no("transmises");
    s.keys("1").expect_no("transmise").expect("Rennes");
    s.keys("Del").expect("3 réponses ne seront plus transmises");
    s.keys("C-z").expect_no("transmises").expect("Rennes");
    s.go("antenne_2").keys("C-u").expect_no("transmise");
    s.go("antennes_nombre").keys("C-u");
    s.go("antennes").keys("Right Enter").expect("1 réponse ne sera plus transmise ; elle reste gardée.");
}

#[test]
fn a_hidden_page_and_a_hidden_repeat_are_told_by_their_answers() {
    let projects = json!([{ "_id": "abcd", "description": "un" }, { "_id": "efgh", "description": "deux" }]);
    let answers = json!({ "carsp_creee": "en_cours", "stade_avancement": "début", "projets_accompagnes": "oui", "projets": projects });
    let mut s = given("carsp-2025").answers(answers).size(80, 24).open();
    s.go("projets_accompagnes").keys("2").expect("1 réponse ne sera plus transmise");
    s.go("carsp_creee").keys("1").expect("1 réponse ne sera plus transmise");
}

/// A question that brings two more, right below it or far down, and one whose page is long.
fn bringing(between: usize) -> String {
    let mut form = String::from(
        "id = \"ajouts\"\nversion = \"1\"\ntitle = \"Ajouts\"\n[[page]]\nid = \"un\"\ntitle = \"Un\"\n[[page.question]]\nid = \"suivi\"\nkind = \
         \"choice\"\nlabel = \"Suivi\"\nchoices = { oui = \"oui\", non = \"non\", peut = \"peut-être, selon ce que diront les autres équipes\" }\n",
    );
    let text = |id: &str, more: &str| format!("[[page.question]]\nid = \"{id}\"\nkind = \"long_text\"\nlabel = \"{id}\"\n{more}");
    (0..between).for_each(|n| form += &text(&format!("texte{n}"), ""));
    for id in ["date", "lieu"] {
        form += &text(id, "relevant = \"suivi == 'oui'\"\n");
    }
    form
}

#[test]
fn questions_that_an_answer_brings_below_the_screen_are_announced_those_in_sight_are_not() {
    for key in ["1", "Right Enter", "Space"] {
        let mut s = given(&bringing(8)).size(80, 24).open();
        s.keys(key).expect("2 questions s'ajoutent plus bas.").keys("Tab").expect_no("s'ajoutent");
        s.go("suivi").keys("2").expect_no("s'ajoutent").keys("1").expect("2 questions s'ajoutent plus bas.");
        let mut s = given(&bringing(1)).size(80, 24).open();
        s.keys(key).expect("date").expect_no("s'ajoutent");
    }
}

#[test]
fn a_page_says_that_it_goes_on_above_and_below_the_screen_until_its_end_is_seen() {
    let mut s = given(&bringing(8)).size(80, 24).open();
    let rules = |s: &Scenario| {
        let screen = s.screen();
        let lines: Vec<&str> = screen.lines().collect();
        (lines[2].ends_with(" ↑ ─"), lines[22].ends_with(" suite ↓ ─"))
    };
    assert_eq!(rules(&s), (false, true));
    s.keys("Tab*9").expect("Page suivante");
    assert_eq!(rules(&s), (true, false));
    s.resize(80, 60).expect_no("↑").expect("Suivi").resize(80, 24).keys("PgUp*2");
    assert_eq!(rules(&s), (false, true));
    s.keys("C-g").expect_no("suite ↓");
    given(&bringing(2)).size(80, 24).open().expect_no("↑").expect_no("↓");
}
