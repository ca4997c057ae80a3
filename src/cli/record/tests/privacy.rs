//! What was typed or stored by mistake is in no recording either.

use super::*;

#[test]
fn what_is_typed_where_nothing_is_shown_is_not_told() {
    let mut person = Person::new(&[&form()], false);
    person.does("Ctrl+G\nType nom\nEnter\nType wzkxname\nCtrl+G\nType validation\nEnter\nDown 20\nUp\nUp\nEnter");
    person.send(Msg::Resize(50, 10));
    person.does("Type wzkxsecret\nCtrl+Z");
    person.send(Msg::Resize(100, 30));
    person.does("Escape\nSleep 3s\nCtrl+X");
    let (_dir, session, response, text, _) = person.ends();
    assert!(!text.contains("wzkx") && !text.contains("Type \"w\"") && !text.contains("Ctrl+Z"), "{text}");
    let again = played(&session, &script(&text), DEMO, (80, 24));
    assert_eq!(shape(&again.answers), shape(&response.answers), "{text}");
}

#[test]
fn of_the_menu_it_is_told_what_was_chosen_and_not_what_was_looked_for() {
    let mut person = Person::new(&[&form()], false);
    person.does("Ctrl+G\nType nom\nEnter\nType 'wzkx name'\nTab\nCtrl+O\nType wzkxowski\nEscape\nCtrl+O\nType toutes\nDown\nUp\nEnter\nEscape\nSleep 3s\nCtrl+X");
    let (_dir, session, response, text, _) = person.ends();
    assert!(!text.contains("wzkx") && !text.contains("\"toutes") && !text.contains("Down"), "{text}");
    assert!(text.contains("\nType \"Aperçu de toutes les réponses\"\nEnter\nEscape\n"), "{text}");
    let again = played(&session, &script(&text), DEMO, (80, 24));
    assert_eq!(shape(&again.answers), shape(&response.answers), "{text}");
}

#[test]
fn a_stored_value_of_a_wrong_shape_is_not_in_what_the_script_makes() {
    let mut person = Person::new(&[&form()], false);
    person.does("Ctrl+G\nType nom\nEnter\nType wzkx\nSleep 3s\nCtrl+X");
    let (dir, session, response, ..) = person.ends();
    let file = session.data_dir.join("responses").join(&response.id).join("response.json");
    let mut stored: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    stored["answers"]["statut"] = json!("wzkx un texte");
    stored["answers"]["telephone"] = json!(["wzkxtel"]);
    stored["answers"]["nom"] = json!({"a": "wzkx"});
    stored["answers"]["date_creation"] = json!("wzkx");
    stored["answers"]["etp"] = json!({"totaux": {"cibles": "wzkx"}});
    fs::write(&file, stored.to_string()).unwrap();
    let mut person = Person::again(dir, session, &[&response.id]);
    person.does("Ctrl+G\nType adresse\nEnter\nType 'wz kx'\nTab\nSleep 3s\nCtrl+X");
    let (_dir, session, _, text, _) = person.ends();
    assert!(!text.contains("wzkx"), "{text}");
    assert!(played(&session, &script(&text), DEMO, (80, 24)).answers.get(&"adresse".into()).is_some(), "{text}");
}
