//! Moving about: every question is reached with Tab alone, pages turn and say so, the place is kept, pages that were left count as seen.

use recueil::answers::Path;
use recueil::l10n::{Label, Language};
use recueil::outline::RowKind;
use serde_json::json;

use super::scenario::{Scenario, builtin, given};

/// The stop of the focus: the question or cell; on a row that is none, its page and its words.
fn stop(s: &Scenario) -> String {
    let position = s.response().position.clone().unwrap_or_default();
    if position.path.as_str().is_empty() { format!("{}: {}", position.page, s.focused()) } else { position.path.to_string() }
}

/// The stops of a page from this one on, until the key leads no further.
fn stops(s: &mut Scenario, key: &str) -> Vec<String> {
    let mut met = vec![stop(s)];
    loop {
        s.keys(key);
        let there = stop(s);
        if met.last() == Some(&there) {
            return met;
        }
        assert!(!met.contains(&there), "{key} goes round, back to {there}: {met:#?}");
        met.push(there);
    }
}

#[test]
fn tab_reaches_every_question_of_the_form_and_shift_tab_all_of_them_back() {
    for form in ["carsp-2025", "annuaire-carsp"] {
        let answers = json!({ "carsp_creee": "en_cours", "antennes": "oui", "projets_accompagnes": "oui" });
        // so high that no text is longer than the screen: Tab would read on in it first
        let mut s = given(form).answers(answers).size(80, 120).open();
        s.keys("Tab S-Tab");
        let mut met = Vec::new();
        let mut pages = Vec::new();
        while !pages.contains(&s.page()) {
            let page = s.page();
            let there = stops(&mut s, "Tab");
            let mut back = stops(&mut s, "S-Tab");
            back.reverse();
            assert_eq!(back, there, "{form}: S-Tab goes another way than Tab on {page}");
            assert_eq!(s.page(), page, "neither key leaves the page");
            let last = there.last().unwrap();
            assert!(page == "validation" || last.starts_with(&format!("{page}: Page suivante")), "{form}: Tab ends on {last}");
            met.extend(there);
            pages.push(page);
            s.keys("C-f");
        }
        assert_eq!(s.bottom(), "C'est la dernière page.");
        let session = s.session();
        let shown = session.form.pages.iter().zip(&session.outline.pages).filter(|(_, outline)| outline.relevant);
        assert_eq!(pages, shown.map(|(page, _)| page.id.clone()).collect::<Vec<_>>());
        let rows = session.outline.pages.iter().flat_map(|page| &page.rows);
        for row in rows.filter(|row| row.relevant && row.kind == RowKind::Question && session.form.items[row.item].is_answered()) {
            let within = |at: &String| Path::from(at.as_str()).is_within(&row.path);
            assert!(met.iter().any(within), "{form}: Tab passes over {}", row.path);
        }
    }
}

#[test]
fn a_page_turned_is_kept_and_the_bottom_line_says_so() {
    for keys in ["F8", "C-f", "PgDn*9"] {
        let mut s = given("annuaire-carsp").size(80, 24).open();
        let key = if keys == "PgDn*9" { "PgDn" } else { keys };
        s.keys("'Bret' Enter 'Cellule de test'");
        for _ in 0..9 {
            s.keys(key);
            if s.page() != "identite" {
                break;
            }
        }
        assert_eq!(s.page(), "territoire", "{keys}");
        s.wait(100).expect("page enregistrée");
        s.keys("F7");
        assert_eq!(s.page(), "identite");
        s.keys("C-p").expect("C'est la première page.");
    }
}

#[test]
fn the_words_of_the_first_page_start_the_survey() {
    let mut s = given("carsp-2025").new_response().size(80, 24).open();
    s.expect("1/12").keys("PgDn*3 End");
    for _ in 0..60 {
        if s.page() != "accueil" {
            break;
        }
        s.keys("Tab");
        if s.focused().starts_with("Page suivante, pour commencer l'enquête") {
            s.keys("Enter");
        }
    }
    assert_eq!(s.page(), "rgpd");
}

#[test]
fn the_whole_page_is_seen_with_page_down_alone() {
    for (width, height) in [(60, 16), (80, 24), (140, 40)] {
        for form in ["carsp-2025", "annuaire-carsp"] {
            let all = builtin(form);
            for page in all.pages.iter().filter(|page| !page.last && page.relevant.is_none()) {
                let mut s = given(form).page(&page.id).size(width, height).open();
                let mut seen = String::new();
                for _ in 0..40 {
                    seen += &s.prose();
                    seen += " ";
                    s.keys("PgDn");
                    if s.page() != page.id {
                        break;
                    }
                }
                assert_ne!(s.page(), page.id, "{form}: Page Down never leaves {} at {width}×{height}", page.id);
                for item in page
                    .sections
                    .iter()
                    .flat_map(|section| &section.items)
                    .map(|&item| &all.items[item])
                    .filter(|item| item.relevant.is_none())
                {
                    let label = item.label.text(Language::French).replace(['\u{a0}', '\u{202f}'], " ");
                    let word = |text: &str| text.split_whitespace().last().unwrap_or_default().to_owned();
                    assert!(seen.contains(&word(&label)), "{form} at {width}×{height}: « {label} » was never on the screen");
                }
            }
        }
    }
}

#[test]
fn the_whole_form_is_read_backwards_with_page_up_alone() {
    for (width, height) in [(60, 16), (80, 24), (140, 40)] {
        for form in ["carsp-2025", "annuaire-carsp"] {
            let all = builtin(form);
            let text = |label: &Label| label.text(Language::French).replace(['\u{a0}', '\u{202f}'], " ");
            let first = all.pages.iter().find(|page| page.relevant.is_none()).unwrap();
            let mut s = given(form).page(&all.pages.last().unwrap().id).size(width, height).open();
            let mut seen = String::new();
            for _ in 0..200 {
                let page = s.page();
                s.keys("PgUp");
                if s.page() != page {
                    let words = text(&all.pages[all.find_page(&s.page()).unwrap()].next);
                    let end = if words.is_empty() { "Page suivante" } else { &words };
                    assert!(s.focused().starts_with(end), "not the end of {}:\n{}", s.page(), s.screen());
                }
                seen += &s.prose();
                seen += " ";
            }
            assert_eq!((s.page(), s.bottom().as_str()), (first.id.clone(), "C'est la première page."));
            for item in all.pages.iter().flat_map(|page| &page.sections).flat_map(|section| &section.items).map(|&item| &all.items[item]) {
                let label = text(&item.label);
                let asked = item.relevant.is_none() && all.pages[item.page].relevant.is_none() && !all.pages[item.page].last;
                let word = label.split_whitespace().last().unwrap_or_default();
                assert!(!asked || seen.contains(word), "{form} at {width}×{height}: « {label} » was never on the screen");
            }
        }
    }
}

#[test]
fn a_draft_opens_on_the_page_and_the_cell_where_it_was_left() {
    for place in ["etp.medicaux.cibles", "copil.2024", "postes.pourvus.2024", "profils", "commentaires", "region"] {
        let mut s = given("carsp-2025").size(80, 24).open();
        s.keys("C-g").type_text(place.split('.').next().unwrap()).keys("Enter");
        for _ in 0..6 {
            if s.at() == place {
                break;
            }
            s.keys("Tab");
        }
        assert_eq!(s.at(), place);
        s.quit_and_reopen();
        assert_eq!(s.at(), place);
    }
}

#[test]
fn a_position_alone_does_not_change_when_the_response_was_modified() {
    let mut s = given("carsp-2025").answers(json!({ "nom": "Cellule" })).open();
    let before = s.draft()["modified"].clone();
    s.wait(60_000).go("adresse").keys("C-f F10");
    s.reopen();
    let after = s.draft();
    assert_eq!(after["modified"], before);
    assert_eq!(after["position"]["page"], "equipe");
}

#[test]
fn empty_questions_are_to_answer_until_their_page_is_left_then_left_blank() {
    let mut s = given("annuaire-carsp").page("territoire").size(80, 24).open();
    // said the same way, counted apart: what is required is an error once its page was left
    let empty = |s: &Scenario, said: &str, [to_answer, blank]: [usize; 2]| {
        let screen = s.screen();
        let head = screen.lines().nth(1).unwrap().trim();
        assert!(head.ends_with(said), "{head}");
        let counts = s.session().outline.pages[s.session().form.find_page("territoire").unwrap()].counts;
        assert_eq!([counts.to_answer, counts.blank], [to_answer, blank]);
    };
    empty(&s, "4 questions sans réponse", [4, 0]);
    s.keys("'4' Tab");
    empty(&s, "3 questions sans réponse", [3, 0]);
    s.keys("C-f C-p");
    empty(&s, "3 questions sans réponse", [0, 3]);
    s.quit_and_reopen();
    empty(&s, "3 questions sans réponse", [0, 3]);
    assert_eq!(s.draft()["seen"], json!(["portage", "territoire"]));
}

#[test]
fn what_an_answer_brings_is_not_left_blank_before_its_page_was_left_again() {
    let mut s = given("carsp-2025").page("identite").size(80, 24).open();
    let left_blank = |s: &Scenario| {
        let counts = s.session().outline.pages[s.session().form.find_page("identite").unwrap()].counts;
        assert!((counts.to_answer == 0) != (counts.blank == 0), "{counts:?}");
        counts.blank > 0
    };
    s.keys("C-f C-p");
    assert!(left_blank(&s));
    s.go("antennes").keys("1");
    assert!(!left_blank(&s), "it asks for the branches now");
    s.keys("C-f C-p");
    assert!(left_blank(&s));
    s.go("antennes").keys("2");
    assert!(left_blank(&s), "less is asked");
}

#[test]
fn the_farewell_counts_the_errors_that_the_screens_count() {
    let mut s =
        given("carsp-2025").answers(json!({ "postes": { "vacants": { "2023": 1 }, "pourvus": { "2023": 2 } } })).size(80, 24).open();
    s.keys("Tab F10");
    assert_eq!((s.session().outline.counts().errors, s.session().outline.counts().shown_errors()), (3, 1), "two are only not answered yet");
    let said = s.farewell().unwrap();
    assert!(said.contains("1 erreur."), "{said}");
}

/// Warnings and errors in the order of the form: two in a matrix, one before it, a required answer behind.
const PROBLEMS: &str = r#"
    id = "essai"
    version = "1"
    title = "Essai"
    [[page]]
    id = "un"
    title = "Un"
    [[page.section]]
    title = "Première"
    [[page.section.question]]
    id = "adresse"
    kind = "email"
    label = "Adresse"
    [[page.section.question]]
    id = "postes"
    kind = "matrix"
    label = "Postes"
    rows = { vacants = "Vacants", pourvus = "Pourvus" }
    columns = { a = "Avant", b = "Après" }
    cell = "integer"
    [[page]]
    id = "deux"
    title = "Deux"
    [[page.section]]
    title = "Seconde"
    [[page.section.question]]
    id = "nom"
    kind = "text"
    label = "Nom"
    required = true
"#;

#[test]
fn problems_are_gone_through_in_the_order_of_the_form_from_where_one_is() {
    let mut s = given(PROBLEMS).answers(json!({ "adresse": "x" })).size(80, 24).open();
    s.go("postes").keys("Tab 'un' Tab Tab 'deux' C-g 'adresse' Enter");
    assert_eq!(s.at(), "adresse");
    for at in ["postes.vacants.b", "postes.pourvus.b", "nom"] {
        s.keys("C-e").expect_no("retour au");
        assert_eq!(s.at(), at);
    }
    s.keys("C-e").expect("C'était le dernier problème ; retour au premier.");
    assert_eq!(s.at(), "adresse");
    s.keys("C-d").expect("C'était le premier problème ; retour au dernier.");
    assert_eq!(s.at(), "nom");
    s.keys("C-p Tab*8");
    assert_eq!(s.at(), "un", "on « Page suivante »");
    s.keys("C-e");
    assert_eq!(s.at(), "nom", "what follows the end of the page, not its beginning");
    let mut s = given(PROBLEMS).answers(json!({ "adresse": "x", "nom": "A" })).size(80, 24).open();
    s.go("nom").keys("C-d");
    assert_eq!(s.at(), "adresse");
    s.keys("C-e").expect("C'est le seul problème.");
    // from behind it, too
    s.keys("Tab C-e").expect("C'est le seul problème.");
}

#[test]
fn the_key_of_the_next_problem_is_shown_while_there_is_one_then_leads_back_to_the_last_page() {
    let last = "\n    [[page]]\n    id = \"fin\"\n    title = \"Fin\"\n    final = true\n";
    for (width, height) in [(80, 24), (140, 40)] {
        let mut s = given(&format!("{PROBLEMS}{last}")).size(width, height).open();
        s.expect_no("Ctrl-E").keys("'x' Tab S-Tab").expect("Ctrl-E problème");
        s.last_page("Nom").keys("Enter");
        assert_eq!(s.at(), "nom", "the last page has been left for one of its problems");
        s.expect("Ctrl-E problème").keys("'A'").expect("Ctrl-E problème").keys("C-e");
        assert_eq!(s.at(), "adresse");
        s.keys("Bs C-f").expect("Ctrl-E dernière page");
        s.keys("C-e").expect("Aucune erreur, aucun avertissement ; voici la dernière page.");
        assert_eq!(s.page(), "fin");
        s.keys("C-e").expect("Aucune erreur, aucun avertissement.");
    }
}

#[test]
fn what_is_wrong_itself_names_the_key_of_the_next_problem_before_the_words_of_its_kind() {
    let mut s = given("carsp-2025").page("identite").answers(json!({ "mail": "x", "nom": "A" })).size(80, 24).open();
    s.go("mail").expect("Ctrl-E problème").keys("S-Tab");
    s.expect("téléphone, ex.").expect_no("Ctrl-E").keys("Tab").expect("Ctrl-E problème");
}

#[test]
fn a_problem_of_a_matrix_names_its_cell() {
    let mut s = given(PROBLEMS).size(80, 24).open();
    s.go("postes").keys("Tab 'un' Tab");
    s.expect("✗ Vacants · Après — Écrire un nombre");
    let checked = PROBLEMS.to_owned().replace(
        "    [[page]]\n    id = \"deux\"",
        "    [[page.section.question.check]]\n    test = \"vacants >= pourvus\"\n    each = \"column\"\n    severity = \"warning\"\n    \
         message = \"Trop de postes.\"\n    [[page]]\n    id = \"deux\"",
    );
    let answers = json!({ "postes": { "vacants": { "b": 1 }, "pourvus": { "b": 2 } } });
    let mut s = given(&checked).answers(answers).size(80, 24).open();
    s.expect("! Vacants · Après — Trop de postes.");
}

#[test]
fn the_next_and_the_previous_problem_go_round() {
    let answers =
        json!({ "region": "53", "carsp_creee": "oui", "postes": { "vacants": { "2023": 1 }, "pourvus": { "2023": 2 } }, "mail": "x" });
    let mut s = given("carsp-2025").answers(answers).open();
    s.keys("C-e");
    assert_eq!(s.at(), "mail");
    s.keys("F5");
    assert!(s.at().starts_with("postes."), "{}", s.at());
    s.keys("C-e");
    assert_eq!(s.at(), "mail", "after the last one, the first");
    s.keys("C-d");
    assert!(s.at().starts_with("postes."), "{}", s.at());
    s.keys("F4");
    assert_eq!(s.at(), "mail");
    let mut s = given("annuaire-carsp").answers(json!({ "region": "53", "nom": "A" })).open();
    s.keys("C-e").expect("Aucune erreur, aucun avertissement ; voici la dernière page.");
}

#[test]
fn tab_reads_a_long_note_by_screenfuls_without_passing_over_a_line_then_leaves_it() {
    for (width, height) in [(60, 16), (80, 24)] {
        let mut whole = given("carsp-2025").size(width, 200).open();
        let note = whole.keys("Down Up").screen();
        let mut s = given("carsp-2025").size(width, height).open();
        let (mut seen, mut tabs) = (s.screen(), 0);
        while !s.focused().starts_with("Page suivante") {
            s.keys("Tab");
            seen += &s.screen();
            tabs += 1;
            assert!(tabs < 12, "Tab goes line by line:\n{}", s.screen());
        }
        for line in note.lines().skip(3).filter(|line| line.starts_with('▌')) {
            assert!(seen.contains(line.trim_start_matches('▌').trim()), "never seen at {width}×{height}: {line}");
        }
        s.keys("S-Tab");
        assert!(!s.focused().starts_with("Page suivante"), "back into the note:\n{}", s.screen());
        let top = s.screen();
        s.keys("Down");
        assert_eq!(s.screen().lines().nth(4), top.lines().nth(5), "an arrow scrolls by a line");
        s.keys("C-f C-p Tab");
        let read = s.screen();
        s.wait(2000);
        assert_eq!(s.screen().lines().nth(4), read.lines().nth(4), "a save scrolls nothing");
    }
}

#[test]
fn what_is_undone_and_redone_is_named_wherever_it_leads() {
    let mut s = given("carsp-2025").answers(json!({ "nom": "Cellule" })).size(80, 24).open();
    s.keys("C-z").expect("Rien à annuler depuis l'ouverture.");
    s.go("nom").keys("End ' bis'").go("etp").keys("'3'").go("commentaires").keys("'x'");
    s.keys("C-z").expect("Annulé : ").expect("Ctrl-R pour rétablir.");
    s.keys("C-z").expect("Annulé : Équivalents temps plein ; Ctrl-R pour rétablir.");
    assert_eq!(s.page(), "equipe");
    s.keys("C-z").expect("Annulé : Nom ; Ctrl-R pour rétablir.");
    assert_eq!((s.page().as_str(), s.at().as_str()), ("identite", "nom"));
    s.keys("C-z").expect("Rien à annuler depuis l'ouverture.");
    s.keys("C-r").expect("Rétabli : Nom.").keys("C-r").expect("Rétabli : Équivalents temps plein.");
    // a long name leaves room for the key
    let bottom = |s: &Scenario| s.bottom().chars().count();
    s.go("etat_lieux").keys("1 C-z");
    assert!(bottom(&s) <= 80, "{}", s.bottom());
    s.expect("Annulé : Réalisation d'un état").expect("… ; Ctrl-R pour rétablir.");
}

#[test]
fn a_page_opens_at_its_title_even_if_its_first_text_is_longer_than_the_screen() {
    let mut s = given("carsp-2025").size(60, 16).open();
    let title = "Enquête Cellules d'animation régionale de soins";
    let page =
        |s: &Scenario| s.screen().lines().skip(3).take(11).map(|line| line.trim_start_matches('▌').trim().to_owned()).collect::<Vec<_>>();
    let first = page(&s);
    assert_eq!(first[0], title);
    // line by line down and up again, title and text as one
    let mut lines = first.clone();
    for _ in 0..6 {
        s.keys("Down");
        let now = page(&s);
        assert_eq!(now[..10], lines[lines.len() - 10..], "one line on");
        lines.push(now[10].clone());
    }
    s.keys("Up*6");
    assert_eq!(page(&s), first);
    // by the screen no line is missed
    s.keys("Tab");
    let next = page(&s);
    assert!(first.contains(&next[0]) && next[0] != first[0], "{next:?}");
    s.keys("S-Tab");
    assert_eq!(page(&s), first);
    s.keys("C-f C-p");
    assert_eq!(page(&s), first, "coming back by the page");
}

#[test]
fn the_line_on_the_title_of_a_block_tells_of_moving_and_removing_it() {
    let answers = json!({ "actions": [{ "_id": "aaaa", "description": "Une" }, { "_id": "bbbb", "description": "Deux" }] });
    let mut s = given("carsp-2025").answers(answers).size(80, 24).open();
    s.go("actions[bbbb].description").keys("S-Tab");
    for words in ["a ajouter", "m déplacer", "Suppr supprimer", "Ctrl-O menu"] {
        assert!(s.bottom().contains(words), "{words}: {}", s.bottom());
    }
}
