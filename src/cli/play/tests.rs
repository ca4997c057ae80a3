//! Scripts that do not go as they say, on a clock that is moved by hand.

use super::*;
use crate::terminal::beside::{Beside, left};

fn script(lines: &str) -> Rc<Script> {
    Rc::new(Script::parse(Path::new("essai.tape"), &format!("Type recueil\nEnter\n{lines}\n")).unwrap())
}

fn session() -> Session {
    // nothing is there, nor written
    Session::of_a_test(Path::new("nowhere"))
}

#[test]
fn what_starts_nothing_after_the_program_was_left_is_told_with_its_line() {
    for (typed, fault) in [("", "tape-not-started"), ("Type ' '", "tape-not-started"), ("Type ls", "tape-not-recueil")] {
        let failure = perform(&session(), &script(&format!("Ctrl+X\n{typed}\nEnter")), SIZE).unwrap_err();
        assert_eq!((failure.line, failure.message.id), (5, fault), "{typed}");
    }
}

#[test]
fn a_text_is_typed_whole_whatever_its_letters() {
    let text = "L’été où Zoë œuvra 漢字";
    let begin = "Type 'recueil fill carsp-2025 --fix region=53 --set carsp_creee=oui --page evenements'\nEnter\nTab 2\nEnter";
    let script = format!("{begin}\nType@0ms '{text}'\nTab\n#? answer evenements[1].libelle = \"{text}\"\n");
    let script = Script::parse(Path::new("essai.tape"), &script).unwrap();
    perform(&session(), &Rc::new(script), SIZE).unwrap();
}

#[test]
fn a_script_that_failed_does_not_start_the_program_again() {
    let (session, script) = (session(), script("#? page nulle-part\nCtrl+X\nType recueil\nEnter"));
    let world = World::make(&script, &session.sources).unwrap();
    let mut live = Live::new(Player::new(script.clone(), world.now), session.texts.clone());
    let size = left(&[&mut live], SIZE);
    let stage = open_in(&session, &world, &script.head.command, world.now, size).unwrap();
    assert!(live.give(stage.app(), stage.now()).is_none() && live.is_over());
    assert_eq!(live.restart(), None);
    assert_eq!(live.failure().unwrap().line, 3);
}
