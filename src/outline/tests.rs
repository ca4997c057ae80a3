//! Rows, blocks, what hides what, checks and computed values through hidden questions, counts, and that an update gives what the whole gives.

use serde_json::{Value, json};

use super::testing::Situation;
use super::*;

const HEAD: &str = "id = 'essai'\nversion = '1'\ntitle = 'Essai'\n[choices.oui_non]\noui = 'oui'\nnon = 'non'\n";

/// Pages that hide one another, a repeat, checks and computed values.
const FORM: &str = r#"
[[page]]
id = "une"
title = "Une"
  [[page.section]]
  title = "Statut"
    [[page.section.question]]
    id = "avis"
    kind = "note"
    text = "À lire."
    [[page.section.question]]
    id = "statut"
    kind = "choice"
    label = "Statut"
    choices = "oui_non"
    required = true
    [[page.section.question]]
    id = "nombre"
    kind = "integer"
    label = "Nombre"
    relevant = "statut == 'oui'"
    max = 20
      [[page.section.question.check]]
      test = "nombre <= plafond"
      message = "{nombre} est au-dessus de {plafond}."
    [[page.section.question]]
    id = "plafond"
    kind = "integer"
    label = "Plafond"
  [[page.section]]
  title = "Partenaires"
    [[page.section.question]]
    id = "partenaire"
    kind = "text"
    label = "Partenaire"
    relevant = "nombre > 3"
    required = "plafond > 10"
[[page]]
id = "deux"
title = "Deux"
  [[page.question]]
  id = "actions"
  kind = "repeat"
  label = "Actions"
  item = "Action {n}"
  add = "Ajouter l'action {n}"
  max = 2
  relevant = "plafond != 0"
    [[page.question.field]]
    id = "libelle"
    kind = "text"
    label = "Libellé"
    required = true
    [[page.question.field]]
    id = "faite"
    kind = "choice"
    label = "Faite"
    choices = "oui_non"
    [[page.question.field]]
    id = "cout"
    kind = "integer"
    label = "Coût"
    relevant = "faite == 'oui'"
    [[page.question.field]]
    id = "cher"
    kind = "integer"
    label = "Coût et demi"
    value = "cout + cout"
  [[page.question]]
  id = "total"
  kind = "integer"
  label = "Total"
  value = "sum(actions.cout)"
  [[page.question]]
  id = "reste"
  kind = "integer"
  label = "Reste"
  value = "nombre - total"
  [[page.question]]
  id = "plusieurs"
  kind = "text"
  label = "Plusieurs"
  relevant = "size(actions) > 1"
  [[page.question]]
  id = "libre"
  kind = "integer"
  label = "Libre"
[[page]]
id = "trois"
title = "Trois"
relevant = "reste < 0"
  [[page.question]]
  id = "motif"
  kind = "text"
  label = "Motif"
[[page]]
id = "fin"
title = "Fin"
final = true
[[check]]
at = "motif"
test = "motif != partenaire"
severity = "warning"
message = "Motif et partenaire sont les mêmes."
"#;

fn situation(answers: Value) -> Situation {
    Situation::new(&format!("{HEAD}{FORM}"), answers)
}

/// A situation with one page of these questions.
fn on_a_page(questions: &str, answers: Value) -> Situation {
    Situation::new(&format!("{HEAD}[[page]]\nid = 'p'\ntitle = 'P'\n{questions}"), answers)
}

/// A page's rows, one a line: how deep, what, where, in which block; `-` before a hidden one, `*` after an answered one.
fn rows(page: &PageOutline) -> Vec<String> {
    let line = |row: &Row| {
        let block = row.block.map_or(String::new(), |n| format!(" {n}"));
        let (hidden, answered) = (if row.relevant { "" } else { "-" }, if row.answered { "*" } else { "" });
        format!("{hidden}{}{:?} {}{block}{answered}", ">".repeat(row.depth.into()), row.kind, row.path)
    };
    page.rows.iter().map(line).collect()
}

fn row<'a>(outline: &'a Outline, path: &str) -> &'a Row {
    let found = outline.pages.iter().flat_map(|page| &page.rows).find(|row| row.path.as_str() == path && row.kind != RowKind::Add);
    found.unwrap_or_else(|| panic!("no row {path}"))
}

/// The problems, as `path code`.
fn problems(outline: &Outline) -> Vec<String> {
    outline.problems().map(|(_, problem)| format!("{} {}", problem.path, problem.code)).collect()
}

#[test]
fn a_page_has_its_rows_in_order_hidden_ones_too_each_with_its_depth_and_its_block() {
    let s = situation(json!({
        "statut": "oui", "nombre": 5,
        "actions": [{"_id": "k3f9", "libelle": "Annuaire", "faite": "oui"}, {"_id": "b2c3"}],
    }));
    let outline = s.outline();
    assert_eq!(
        rows(&outline.pages[0]),
        ["Section ", "Question avis", "Question statut*", ">Question nombre*", "Question plafond", "Section ", "Question partenaire"]
    );
    assert_eq!(
        rows(&outline.pages[1]),
        [
            "-Repeat actions",
            "-Block actions[k3f9] 1*",
            "->Question actions[k3f9].libelle 1*",
            "->Question actions[k3f9].faite 1*",
            "->>Question actions[k3f9].cout 1",
            "->Question actions[k3f9].cher 1",
            "-Block actions[b2c3] 2",
            "->Question actions[b2c3].libelle 2",
            "->Question actions[b2c3].faite 2",
            "->>Question actions[b2c3].cout 2",
            "->Question actions[b2c3].cher 2",
            "Question total",
            "Question reste",
            "->Question plusieurs",
            "Question libre",
        ],
        "a condition that reads a blank hides"
    );
    assert!(outline.pages[0].relevant && outline.pages[1].relevant && !outline.pages[2].relevant);
    assert!(outline.pages[3].relevant, "the last page is there without rows");
    let stops = |page: usize| outline.pages[page].rows.iter().filter(|row| row.is_stop()).count();
    assert_eq!((stops(0), stops(1)), (5, 3), "neither headings nor hidden rows");
}

#[test]
fn a_row_offers_another_block_up_to_the_most_and_more_blocks_than_that_are_an_error() {
    let block = |id: &str| json!({"_id": id, "libelle": "A"});
    for (blocks, add, told) in [
        (vec![], Some(1), 0),
        (vec![block("aaaa")], Some(2), 0),
        (vec![block("aaaa"), block("bbbb")], None, 0),
        (vec![block("aaaa"), block("bbbb"), block("cccc")], None, 1),
    ] {
        let count = blocks.len();
        let outline = situation(json!({"plafond": 1, "actions": blocks})).outline();
        let page = &outline.pages[1];
        let found = page.rows.iter().find(|row| row.kind == RowKind::Add);
        assert_eq!(found.map(|row| (row.block, row.path.as_str())), add.map(|n| (Some(n), "actions")), "{count}");
        assert_eq!(page.rows.iter().filter(|row| row.kind == RowKind::Block).count(), count);
        assert_eq!(problems(&outline).iter().filter(|said| *said == "actions max").count(), told, "{count}");
    }
}

#[test]
fn answers_of_a_wrong_shape_are_told_and_count_as_no_blocks() {
    let outline = situation(json!({"plafond": 1, "statut": "peut-être", "actions": {"libelle": "A"}})).outline();
    assert_eq!(problems(&outline), ["statut shape", "actions shape"]);
    assert!(outline.pages[1].rows.iter().all(|row| row.kind != RowKind::Block));
}

#[test]
fn a_hidden_answer_is_null_wherever_it_is_read() {
    let answers = |statut: &str| {
        let block = json!({"_id": "aaaa", "libelle": "A", "faite": "oui", "cout": 2});
        json!({"statut": statut, "nombre": 15, "plafond": 12, "actions": [block]})
    };
    let shown = situation(answers("oui"));
    let outline = shown.outline();
    assert!(row(&outline, "partenaire").relevant);
    assert_eq!(problems(&outline), ["nombre check", "partenaire required"]);
    assert_eq!(computed(&shown.inputs(), shown.form.find("reste").unwrap(), &"reste".into()), Some(json!(13)));
    let hidden = situation(answers("non"));
    let outline = hidden.outline();
    assert!(!row(&outline, "nombre").relevant && row(&outline, "nombre").answered);
    assert!(!row(&outline, "partenaire").relevant, "its condition reads a hidden answer");
    assert_eq!(problems(&outline), [""; 0], "what is hidden is neither checked nor required");
    assert_eq!(computed(&hidden.inputs(), hidden.form.find("reste").unwrap(), &"reste".into()), None);
}

#[test]
fn a_check_that_reads_a_null_is_not_run_and_blank_is_never_zero() {
    for (nombre, plafond, fails) in [
        (json!(5), None, false),
        (json!(5), Some(json!(4)), true),
        (json!(5), Some(json!(5)), false),
        (json!(5), Some(json!(0)), true),
        (json!(0), Some(json!(0)), false),
    ] {
        let mut s = situation(json!({"statut": "oui", "nombre": nombre}));
        s.set("plafond", plafond.clone());
        assert_eq!(problems(&s.outline()).contains(&"nombre check".to_owned()), fails, "{nombre} {plafond:?}");
    }
    let s = situation(json!({"statut": "oui", "nombre": 7, "plafond": 2}));
    let outline = s.outline();
    assert_eq!(row(&outline, "nombre").worst().map(|problem| &problem.told), Some(&Told::Words("7 est au-dessus de 2.".to_owned())));
}

#[test]
fn a_check_is_not_run_even_where_it_could_be_computed_without_the_null() {
    let number = |id: &str| format!("[[page.question]]\nid = '{id}'\nkind = 'integer'\nlabel = 'N'\n");
    let check = "[[page.question.check]]\ntest = 'sum([a, b]) < 10'\nmessage = 'M'\n";
    let mut s = on_a_page(&format!("{}{}{check}", number("a"), number("b")), json!({"a": 20}));
    assert_eq!(problems(&s.outline()), [""; 0]);
    s.set("b", Some(json!(0)));
    assert_eq!(problems(&s.outline()), ["b check"]);
}

#[test]
fn an_empty_block_does_not_count_in_expressions() {
    let mut s = situation(json!({"plafond": 1, "actions": [{"_id": "aaaa", "libelle": "A"}, {"_id": "bbbb"}]}));
    assert!(!row(&s.outline(), "plusieurs").relevant);
    s.set("actions[bbbb].libelle", Some(json!("B")));
    assert!(row(&s.outline(), "plusieurs").relevant);
}

#[test]
fn a_check_across_answers_stands_at_its_question_with_its_severity() {
    let answers = json!({
        "statut": "oui", "nombre": 4, "plafond": 4, "partenaire": "x", "motif": "x",
        "actions": [{"_id": "aaaa", "libelle": "A", "faite": "oui", "cout": 9}],
    });
    let mut s = situation(answers);
    let outline = s.outline();
    assert_eq!(problems(&outline), ["motif check"]);
    assert_eq!(outline.problems().map(|(page, problem)| (page, problem.severity)).collect::<Vec<_>>(), [(2, Severity::Warning)]);
    assert_eq!((outline.counts().errors, outline.counts().warnings), (0, 1));
    s.set("statut", Some(json!("non")));
    assert_eq!(problems(&s.outline()), [""; 0]);
}

#[test]
fn in_a_block_its_own_fields_come_first_and_a_matrix_is_checked_along_its_lines() {
    let s = on_a_page(
        r#"
        [[page.question]]
        id = "nombre"
        kind = "integer"
        label = "Nombre"
        [[page.question]]
        id = "blocs"
        kind = "repeat"
        label = "Blocs"
        item = "Bloc {n}"
        add = "Ajouter"
        max = 3
          [[page.question.field]]
          id = "nombre"
          kind = "integer"
          label = "Nombre"
          [[page.question.field]]
          id = "detail"
          kind = "text"
          label = "Détail"
          relevant = "nombre > 3"
        [[page.question]]
        id = "postes"
        kind = "matrix"
        label = "Postes"
        cell = "integer"
        rows = { vacants = "Vacants", pourvus = "Pourvus" }
        columns = { 2023 = "En 2023", 2024 = "En 2024" }
          [[page.question.check]]
          each = "column"
          test = "pourvus <= vacants"
          message = "{column} : {pourvus} sur {vacants}"
        "#,
        json!({
            "nombre": 9, "blocs": [{"_id": "aaaa", "nombre": 1}, {"_id": "bbbb", "nombre": 4}, {"_id": "cccc"}],
            "postes": {"vacants": {"2023": 1, "2024": 1}, "pourvus": {"2023": 1, "2024": 2}},
        }),
    );
    let outline = s.outline();
    let shown = ["aaaa", "bbbb", "cccc"].map(|id| row(&outline, &format!("blocs[{id}].detail")).relevant);
    assert_eq!(shown, [false, true, false]);
    assert!(is_relevant(&s.inputs(), &"blocs[bbbb].detail".into()) && !is_relevant(&s.inputs(), &"blocs[cccc].detail".into()));
    let found: Vec<_> = outline.problems().map(|(_, problem)| (problem.path.as_str(), &problem.told)).collect();
    assert_eq!(found, [("postes.pourvus.2024", &Told::Words("En 2024 : 2 sur 1".to_owned()))]);
}

#[test]
fn a_heading_over_hidden_questions_is_hidden_and_so_is_a_page_of_such() {
    let heading = |s: &Situation, n: usize| {
        let outline = s.outline();
        outline.pages[0].rows.iter().filter(|row| row.kind == RowKind::Section).nth(n).unwrap().relevant
    };
    let mut s = situation(json!({"statut": "oui", "nombre": 5}));
    assert!(heading(&s, 0) && heading(&s, 1));
    s.set("nombre", Some(json!(2)));
    assert!(heading(&s, 0) && !heading(&s, 1));
    let s = on_a_page(
        "[[page.section]]\ntitle = 'S'\n[[page.section.question]]\nid = 'a'\nkind = 'text'\nlabel = 'A'\nrelevant = 'false'\n",
        json!({"a": "x"}),
    );
    let outline = s.outline();
    assert!(!heading(&s, 0) && !outline.pages[0].relevant);
    assert_eq!(outline.counts(), Counts::default());
}

#[test]
fn a_page_never_left_has_questions_to_answer_and_one_left_has_them_blank() {
    let mut s = situation(json!({"statut": "oui", "plafond": 30}));
    let counts = s.outline().pages[0].counts;
    let expected = Counts { questions: 3, answered: 2, to_answer: 1, ..Counts::default() };
    assert_eq!(counts, expected, "neither the note nor the hidden question");
    s.seen.insert("une".to_owned());
    assert_eq!(s.outline().pages[0].counts, Counts { to_answer: 0, blank: 1, ..expected });
    s.seen.clear();
    s.set("statut", None);
    let counts = s.outline().pages[0].counts;
    assert_eq!(counts, Counts { questions: 2, answered: 1, to_answer: 1, errors: 1, pending: 1, ..Counts::default() });
    assert_eq!(counts.shown_errors(), 0, "nobody has passed the required answer over yet");
    s.seen.insert("une".to_owned());
    let counts = s.outline().pages[0].counts;
    assert_eq!((counts.errors, counts.pending, counts.shown_errors()), (1, 0, 1));
}

#[test]
fn an_empty_question_that_can_be_spared_does_not_count_and_an_answered_one_does() {
    let question = |id: &str, kind: &str, rest: &str| format!("[[page.question]]\nid = '{id}'\nkind = '{kind}'\nlabel = '{id}'\n{rest}\n");
    let questions = [
        question("nombre", "integer", ""),
        question("second", "text", "spare = 'nombre < 2'"),
        question("fichier", "file", "spare = 'lien != null'"),
        question("lien", "url", "spare = 'size(fichier) > 0'"),
    ];
    let form = format!("id = 'f'\nversion = '1'\ntitle = 'F'\n[[page]]\nid = 'p'\ntitle = 'P'\n{}", questions.concat());
    for (answers, spared, to_answer) in [
        (json!({}), vec![], 4),
        (json!({"nombre": 1}), vec!["second"], 2),
        (json!({"nombre": 2, "lien": "www.exemple.fr"}), vec!["fichier"], 1),
        (json!({"nombre": 1, "second": "quand même", "lien": "www.exemple.fr"}), vec!["fichier"], 0),
    ] {
        let mut s = Situation::new(&form, answers.clone());
        let outline = s.outline();
        let found: Vec<_> = outline.pages[0].rows.iter().filter(|row| row.spare).map(|row| row.path.as_str().to_owned()).collect();
        assert_eq!(found, spared, "{answers}");
        let answered = answers.as_object().unwrap().len();
        let expected = Counts { questions: answered + to_answer, answered, to_answer, ..Counts::default() };
        assert_eq!(outline.counts(), expected, "{answers}");
        s.seen.insert("p".to_owned());
        assert_eq!(s.outline().counts(), Counts { to_answer: 0, blank: to_answer, ..expected });
    }
}

#[test]
fn fields_of_blocks_count_computed_values_do_not_and_the_whole_is_the_sum_of_the_pages_there() {
    let mut s = situation(json!({
        "plafond": 1, "motif": "caché",
        "actions": [{"_id": "aaaa", "libelle": "A", "faite": "oui"}, {"_id": "bbbb", "faite": "non"}],
    }));
    let outline = s.outline();
    let expected = Counts { questions: 7, answered: 3, to_answer: 4, errors: 1, pending: 1, ..Counts::default() };
    assert_eq!(outline.pages[1].counts, expected, "libelle, faite and cout, then libelle and faite, then plusieurs and libre");
    let mut sum = outline.pages[0].counts;
    sum += outline.pages[1].counts;
    assert_eq!(outline.counts(), sum);
    assert_eq!((outline.place(1), outline.place(3)), ((2, 3), (3, 3)), "the hidden page has no number");
    s.set("actions", None);
    assert_eq!(s.outline().pages[1].counts, Counts { questions: 1, to_answer: 1, ..Counts::default() });
}

#[test]
fn an_empty_block_that_validation_leaves_out_misses_nothing() {
    let blocks = |blocks: serde_json::Value| situation(json!({ "actions": blocks })).outline().pages[1].counts;
    let one = blocks(json!([{"_id": "aaaa", "libelle": "A", "faite": "oui"}]));
    for with_empty in [
        json!([{"_id": "aaaa", "libelle": "A", "faite": "oui"}, {"_id": "bbbb"}]),
        json!([{"_id": "bbbb"}, {"_id": "aaaa", "libelle": "A", "faite": "oui"}, {"_id": "cccc"}]),
    ] {
        assert_eq!(blocks(with_empty.clone()), one, "{with_empty}: not even what is required in it");
    }
    assert_eq!(blocks(json!([{"_id": "bbbb"}, {"_id": "cccc"}])), blocks(json!([])), "nothing is always shown");
    let always = "id = \"essai\"\nversion = \"1\"\ntitle = \"E\"\n[[page]]\nid = \"p\"\ntitle = \"P\"\n[[page.question]]\nid = \"r\"\nkind = \"repeat\"\nlabel = \"R\"\nitem = \"R {n}\"\nadd = \"+\"\nmin = 2\nmax = 5\n\
                  [[page.question.field]]\nid = \"f\"\nkind = \"text\"\nlabel = \"F\"\nrequired = true\n";
    let s = super::testing::Situation::new(always, json!({ "r": [{"_id": "a"}, {"_id": "b", "f": "x"}, {"_id": "c"}, {"_id": "d"}] }));
    let counts = s.outline().counts();
    assert_eq!((counts.questions, counts.answered, counts.to_answer, counts.errors), (2, 1, 1, 1), "one filled, one of two still to fill");
}

#[test]
fn a_text_that_cannot_be_read_is_an_answer_with_an_error() {
    let mut s = situation(json!({"statut": "oui"}));
    s.unreadable.insert("nombre".into(), "deux".to_owned());
    let outline = s.outline();
    assert!(row(&outline, "nombre").answered);
    assert_eq!(problems(&outline), ["nombre unreadable"]);
    assert_eq!(outline.pages[0].counts.shown_errors(), 1);
    s.set("statut", Some(json!("non")));
    assert_eq!(problems(&s.outline()), [""; 0], "hidden, it says nothing");
}

#[test]
fn a_lost_or_changed_copy_of_a_file_is_an_error_at_its_question() {
    let file = |name: &str| json!({"name": name, "size": 3, "sha256": "0".repeat(64)});
    let question = "[[page.question]]\nid = 'plan'\nkind = 'file'\nlabel = 'Plan'\nmax = 3\n";
    let mut s = on_a_page(question, json!({"plan": [file("a.pdf"), file("b.pdf"), file("c.pdf")]}));
    assert_eq!(problems(&s.outline()), [""; 0]);
    s.files.insert(("plan".into(), "a.pdf".to_owned()), FileFault::Missing);
    s.files.insert(("plan".into(), "c.pdf".to_owned()), FileFault::Changed);
    assert_eq!(problems(&s.outline()), ["plan missing_file", "plan changed_file"]);
}

#[test]
fn a_computed_value_follows_what_it_reads_through_hidden_questions() {
    let of = |s: &Situation, path: &str| {
        let path = Path::from(path);
        computed(&s.inputs(), s.form.item_at(&path).unwrap(), &path)
    };
    let mut s = situation(json!({
        "statut": "oui", "nombre": 10, "plafond": 10,
        "actions": [{"_id": "aaaa", "faite": "oui", "cout": 4}, {"_id": "bbbb", "faite": "non", "cout": 100}],
    }));
    assert_eq!(of(&s, "total"), Some(json!(4)), "a hidden field is left out of a sum");
    assert_eq!(of(&s, "reste"), Some(json!(6)), "a computed value reads another");
    assert_eq!((of(&s, "actions[aaaa].cher"), of(&s, "actions[bbbb].cher")), (Some(json!(8)), None));
    assert_eq!(of(&s, "nombre"), None, "it is not computed");
    s.set("actions[bbbb].faite", Some(json!("oui")));
    assert_eq!((of(&s, "total"), of(&s, "reste")), (Some(json!(104)), Some(json!(-94))));
    assert!(s.outline().pages[2].relevant, "a page follows a computed value");
    s.set("statut", Some(json!("non")));
    assert_eq!((of(&s, "total"), of(&s, "reste")), (Some(json!(104)), None));
    assert!(!s.outline().pages[2].relevant);
}

#[test]
fn the_hidden_answers_are_found_in_the_order_of_the_form_with_fields_of_shown_blocks() {
    let answers = json!({
        "motif": "m", "partenaire": "p", "nombre": 5, "statut": "non", "plafond": 1,
        "actions": [{"_id": "aaaa", "faite": "non", "cout": 4, "libelle": "A"}, {"_id": "bbbb"}],
    });
    let mut s = situation(answers);
    let paths = |s: &Situation| hidden(&s.inputs()).into_iter().map(|hidden| hidden.path.to_string()).collect::<Vec<_>>();
    assert_eq!(paths(&s), ["nombre", "partenaire", "actions[aaaa].cout", "motif"]);
    s.set("plafond", Some(json!(0)));
    assert_eq!(paths(&s), ["nombre", "partenaire", "actions", "motif"], "a hidden repeat as one");
    s.set("actions", Some(json!([{"_id": "bbbb"}])));
    assert_eq!(paths(&s), ["nombre", "partenaire", "motif"], "nothing is lost with empty blocks");
}

#[test]
fn an_update_after_any_change_gives_what_the_whole_derivation_gives() {
    let block = |id: &str, faite: &str, cout: Value| json!({"_id": id, "libelle": "A", "faite": faite, "cout": cout});
    let values = |question: &str| match question {
        "statut" => vec![json!("oui"), json!("non"), json!("?")],
        "nombre" | "plafond" => vec![json!(0), json!(4), json!(15), json!("x")],
        "actions" => vec![
            json!([block("aaaa", "oui", json!(3))]),
            json!([block("aaaa", "non", json!(3)), {"_id": "bbbb"}]),
            json!([block("aaaa", "oui", json!(9)), block("bbbb", "oui", json!(9)), block("cccc", "non", json!(1))]),
        ],
        _ => vec![json!("x"), json!("y")],
    };
    let mut random = fastrand::Rng::with_seed(3);
    let mut s = situation(json!({}));
    let mut kept = s.outline();
    let (mut moved, mut hid_some) = (0, 0);
    for step in 0..2000 {
        let question = random.choice(["statut", "nombre", "plafond", "partenaire", "actions", "libre", "motif"]).unwrap();
        let value = random.choice(values(question)).filter(|_| random.u8(..4) > 0);
        s.set(question, value);
        if random.u8(..4) == 0 {
            s.unreadable.insert(question.into(), "?".to_owned());
        } else {
            s.unreadable.remove(&Path::from(question));
        }
        let before = kept.clone();
        let hid = kept.update(&s.inputs(), question).hid;
        assert_eq!(kept, s.outline(), "step {step}: {question} of {:?}", s.answers);
        let was_shown = |path: &Path| before.pages.iter().flat_map(|page| &page.rows).any(|row| row.path == *path && row.relevant);
        let wanted = hidden(&s.inputs()).iter().filter(|hidden| was_shown(&hidden.path)).count();
        assert_eq!(hid, wanted, "step {step}: what {question} hid of {:?}", s.answers);
        hid_some += usize::from(hid > 0);
        moved += usize::from(kept != before);
        if step % 50 == 0 {
            s.seen = ["une", "deux"].into_iter().take(random.usize(..3)).map(ToOwned::to_owned).collect();
            kept = s.outline();
        }
    }
    assert!(moved > 1000, "the changes change something: {moved}");
    assert!(hid_some > 100, "some hide answers: {hid_some}");
}
