//! Exercises on a clock that is moved by hand.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::SignedDuration;

use super::super::play::{SIZE, open_in};
use super::*;
use crate::app::{Msg, Screen};
use crate::terminal::beside::{Beside, left};
use crate::training::goal::holds;
use crate::training::script::What;
use crate::training::stage::Stage;
use crate::training::world::World;
use crate::ui::frame::Frame;

/// Someone who does a lesson.
struct Trainee {
    session: Session,
    world: World,
    stage: Stage,
    practice: Practice,
    script: Rc<Script>,
    restarts: usize,
}

impl Trainee {
    fn new(lesson: &str) -> Self {
        // nothing is there, nor written: an exercise has its own
        let session = Session::of_a_test(Path::new("nowhere"));
        let script = Rc::new(find(&session, lesson).unwrap());
        let world = World::make(&script, &session.sources).unwrap();
        let mut practice = Practice::new(script.clone(), session.texts.clone(), world.now);
        let size = left(&[&mut practice], SIZE);
        let stage = open_in(&session, &world, &script.head.command, world.now, size).unwrap();
        practice.after(stage.app(), stage.now());
        let mut trainee = Self { session, world, stage, practice, script, restarts: 0 };
        // what comes before the first step
        trainee.waits(1);
        trainee
    }

    /// Someone who does a script of their own.
    fn of(script: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("essai.tape");
        std::fs::write(&file, script).unwrap();
        Self::new(file.to_str().unwrap())
    }

    fn presses(&mut self, key: impl Into<KeyEvent>) {
        self.sends(Msg::Key(key.into()));
    }

    fn sends(&mut self, msg: Msg) {
        let msg = self.practice.input(msg, self.stage.app(), self.stage.now());
        // what the program does not get, it does not deal with
        if msg.is_some() {
            self.gets(msg);
        }
    }

    /// The program gets that, and is started again if it ended as the lesson says.
    fn gets(&mut self, msg: Option<Msg>) {
        if let Some(msg) = msg {
            self.stage.send(msg);
        }
        if self.stage.has_ended() {
            // a lesson can end by leaving the program
            let Some(command) = self.practice.restart() else { return };
            self.restarts += 1;
            assert!(self.restarts < 20, "it starts again and again: {command}");
            self.stage.let_go();
            let words = Script::command(&command).unwrap();
            let size = left(&[&mut self.practice], SIZE);
            self.stage = open_in(&self.session, &self.world, &words, self.stage.now(), size).unwrap();
        }
        self.practice.after(self.stage.app(), self.stage.now());
    }

    /// So many seconds go by.
    fn waits(&mut self, seconds: i64) {
        let until = self.stage.now() + SignedDuration::from_secs(seconds);
        // what does not come to rest is a fault
        for turn in 0.. {
            let Some(due) = self.practice.due().filter(|due| *due <= until && !self.stage.has_ended()) else { break };
            assert!(turn < 20_000, "{}\n{}", self.foot(), self.stage.app().frame().to_text());
            self.stage.wait(Duration::try_from(due.duration_since(self.stage.now())).unwrap_or_default());
            let given = self.practice.give(self.stage.app(), self.stage.now());
            if given.is_some() {
                self.gets(given);
            }
        }
        self.stage.wait(Duration::try_from(until.duration_since(self.stage.now())).unwrap_or_default());
    }

    /// Has the step done for them.
    fn is_helped(&mut self, by: char) {
        self.presses(KeyCode::F(12));
        if self.says("practice-note-ask") {
            self.presses(KeyCode::Char(by));
        }
        self.waits(29);
    }

    /// Has steps passed until that one is asked for.
    fn passes_until(&mut self, words: &str) {
        while !self.foot().contains(words) {
            assert!(!self.says("practice-note-over"), "{words}");
            self.is_helped('p');
        }
    }

    fn holds(&self, goal: &str) -> bool {
        let goal = format!("Type recueil\nEnter\n#? {goal}");
        let script = Script::parse(Path::new("goal"), &goal).unwrap();
        matches!(&script.lines[0].what, What::Goal(goal) if holds(goal, self.stage.app()))
    }

    /// The rows at the foot.
    fn foot(&self) -> String {
        let mut frame = Frame::new(SIZE.0, self.practice.rows(SIZE));
        self.practice.compose(&mut frame, 0);
        frame.to_text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn says(&self, id: &str) -> bool {
        let words = self.session.texts.get(id).split_whitespace().collect::<Vec<_>>().join(" ");
        self.foot().contains(&words)
    }
}

#[test]
fn help_is_offered_after_half_a_minute_without_a_step_done_and_once() {
    let mut trainee = Trainee::new("partir-et-revenir");
    assert!(trainee.foot().starts_with("Exercice 1/"), "{}", trainee.foot());
    trainee.waits(20);
    trainee.presses(KeyCode::Tab);
    trainee.waits(8);
    assert!(trainee.says("practice-note") && !trainee.says("practice-note-stuck"), "{}", trainee.foot());
    trainee.waits(2);
    assert!(trainee.says("practice-note-stuck"), "{}", trainee.foot());
    // the step is done all the same, and the next one has half a minute of its own
    trainee.presses(KeyCode::BackTab);
    trainee.presses(KeyCode::Char('X'));
    trainee.waits(3);
    assert!(trainee.foot().starts_with("Exercice 2/") && !trainee.says("practice-note-stuck"), "{}", trainee.foot());
    trainee.waits(30);
    assert!(trainee.says("practice-note-stuck"), "{}", trainee.foot());
    assert_eq!(trainee.practice.done()[0].how, How::Alone);
    // whoever was told the keys is offered nothing more
    trainee.presses(KeyCode::F(12));
    trainee.presses(KeyCode::Char('a'));
    trainee.waits(60);
    assert!(!trainee.says("practice-note-stuck"), "{}", trainee.foot());
}

#[test]
fn every_lesson_can_be_passed_step_by_step_to_its_end() {
    for lesson in lessons::names() {
        let mut trainee = Trainee::new(lesson);
        let steps = crate::training::practice::steps::steps(&trainee.script);
        for _ in 0..steps.len() {
            trainee.presses(KeyCode::F(12));
            if trainee.says("practice-note-ask") {
                trainee.presses(KeyCode::Char('p'));
            }
            let before = trainee.practice.done().len();
            trainee.waits(29);
            if trainee.practice.done().len() > before {
                let step = steps.iter().filter(|step| step.is_task()).nth(before).unwrap();
                assert!(step.goals.iter().all(|goal| holds(goal, trainee.stage.app())), "{lesson}: {step:?}");
            }
        }
        let is_over = trainee.says("practice-note-over") || trainee.stage.has_ended();
        assert!(is_over, "{lesson}: {}\n{}", trainee.foot(), trainee.stage.app().frame().to_text());
        let done = trainee.practice.done();
        assert_eq!(done.len(), trainee.practice.count(), "{lesson}");
        assert!(done.iter().all(|done| done.how == How::Skipped), "{lesson}: {done:?}");
    }
}

#[test]
fn a_step_that_was_done_before_it_is_asked_for_is_shown_and_counts() {
    let mut trainee = Trainee::new("pieces-jointes");
    for _ in 0..3 {
        trainee.presses(KeyCode::F(12));
        trainee.presses(KeyCode::Char('p'));
        trainee.waits(10);
    }
    // the words to be read speak of no key; the file is removed while they stand there
    assert!(trainee.says("practice-note-read"), "{}", trainee.foot());
    trainee.presses(KeyCode::Delete);
    trainee.presses(KeyCode::F(12));
    assert!(trainee.foot().starts_with("Exercice 4/"), "{}", trainee.foot());
    trainee.waits(2);
    assert!(trainee.foot().starts_with("Exercice 4/"), "time to read it: {}", trainee.foot());
    trainee.waits(3);
    assert!(trainee.foot().starts_with("Exercice 5/"), "{}", trainee.foot());
    assert_eq!(trainee.practice.done()[3].how, How::Alone);
}

fn control(letter: char) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
}

/// The program is left twice, and started again each time.
const TWICE: &str = "Sleep 1s\nCtrl+X\nType 'recueil review'\nEnter\nSleep 1s\nCtrl+X\nType recueil\nEnter\nSleep 1s\nTab\n#? row 1\n";

#[test]
fn a_step_that_leaves_the_program_twice_is_shown_to_its_end() {
    for caption in ["#> Quittez, relisez, quittez, revenez.\n", ""] {
        let mut trainee = Trainee::of(&format!("Type recueil\nEnter\n{caption}{TWICE}"));
        trainee.is_helped('m');
        assert!(trainee.says("practice-note-over"), "{}", trainee.foot());
        assert_eq!(trainee.restarts, 2);
        assert!(matches!(trainee.stage.app().base(), Screen::Home(_)));
    }
}

#[test]
fn whoever_has_enough_leaves_even_while_a_step_is_shown() {
    for key in [KeyEvent::from(KeyCode::Char('q')), control('c')] {
        let mut trainee = Trainee::of(&format!("Type recueil\nEnter\n#> Quittez, relisez, quittez, revenez.\n{TWICE}"));
        trainee.presses(KeyCode::F(12));
        trainee.presses(KeyCode::Char('m'));
        trainee.presses(KeyCode::Char('x'));
        assert!(trainee.says("practice-note-showing") && !trainee.practice.is_over(), "{}", trainee.foot());
        trainee.presses(key);
        assert!(trainee.practice.is_over());
        assert_eq!(trainee.practice.restart(), None);
    }
}

#[test]
fn what_was_answered_before_a_step_stays_though_the_trainee_undid_it() {
    for undone in 1..=3 {
        let mut trainee = Trainee::new("actions-et-evenements");
        trainee.passes_until("Une question s'est ajoutée");
        for _ in 0..undone {
            trainee.presses(control('z'));
        }
        trainee.is_helped('m');
        for goal in ["answered evenements[1].libelle", "answer evenements[1].participants = 180", "answered evenements[1].professionnels"] {
            assert!(trainee.holds(goal), "{undone}: {goal}\n{}", trainee.stage.app().frame().to_text());
        }
    }
}

#[test]
fn what_the_trainee_did_in_a_step_is_undone_before_it_is_shown() {
    let mut trainee = Trainee::new("actions-et-evenements");
    trainee.passes_until("Nommer ce deuxième événement");
    for c in "Rien".chars() {
        trainee.presses(KeyCode::Char(c));
    }
    // before that counts as done
    trainee.is_helped('m');
    assert!(trainee.holds("answer evenements[2].libelle = \"Soirée pour le grand public\""), "{}", trainee.stage.app().frame().to_text());
    assert!(trainee.holds("answered evenements[1].libelle"));
}

#[test]
fn the_way_back_leaves_no_list() {
    let mut trainee = Trainee::new("relecture");
    trainee.passes_until("q pose une question");
    trainee.presses(KeyCode::Esc);
    assert!(matches!(trainee.stage.app().base(), Screen::Inbox(_)));
    trainee.is_helped('m');
    assert!(!matches!(trainee.stage.app().base(), Screen::Home(_)), "{}", trainee.stage.app().frame().to_text());
}

#[test]
fn nothing_pasted_gets_into_what_is_asked_or_shown() {
    let mut trainee = Trainee::new("actions-et-evenements");
    trainee.passes_until("Y écrire le nom");
    trainee.presses(KeyCode::F(12));
    trainee.sends(Msg::Paste("collé".to_owned()));
    trainee.presses(KeyCode::Char('m'));
    trainee.waits(2);
    assert!(trainee.says("practice-note-showing"), "{}", trainee.foot());
    trainee.sends(Msg::Paste("collé".to_owned()));
    trainee.waits(27);
    assert!(trainee.holds("answer evenements[1].libelle = \"Journée régionale des soins palliatifs\""));
}

#[test]
fn who_went_to_the_reviewer_s_list_from_home_is_led_home() {
    let mut trainee = Trainee::of("#: samples 3\nType recueil\nEnter\n#> Descendez.\nSleep 1s\nDown\n#? row 2\n");
    trainee.presses(control('o'));
    for c in "relire".chars() {
        trainee.presses(KeyCode::Char(c));
    }
    trainee.presses(KeyCode::Enter);
    assert!(matches!(trainee.stage.app().base(), Screen::Inbox(_)), "{}", trainee.stage.app().frame().to_text());
    trainee.is_helped('m');
    let app = trainee.stage.app();
    assert!(matches!(app.base(), Screen::Home(_)) && trainee.holds("row 2"), "{}", app.frame().to_text());
}
