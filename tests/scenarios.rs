//! Scenarios: a form, keys, and what is then on the screen and on the disk. The program runs whole, but for the terminal.

#[path = "scenarios/scenario.rs"]
mod scenario;

#[path = "scenarios/hand.rs"]
mod hand;
#[path = "scenarios/key.rs"]
mod key;

#[path = "scenarios/bad_input.rs"]
mod bad_input;
#[path = "scenarios/beginning.rs"]
mod beginning;
#[path = "scenarios/checks.rs"]
mod checks;
#[path = "scenarios/conditions.rs"]
mod conditions;
#[path = "scenarios/files.rs"]
mod files;
#[path = "scenarios/filling.rs"]
mod filling;
#[path = "scenarios/finding.rs"]
mod finding;
#[path = "scenarios/home.rs"]
mod home;
#[path = "scenarios/inbox.rs"]
mod inbox;
#[path = "scenarios/inbox_sizes.rs"]
mod inbox_sizes;
#[path = "scenarios/journal.rs"]
mod journal;
#[path = "scenarios/last_page.rs"]
mod last_page;
#[path = "scenarios/moving.rs"]
mod moving;
#[path = "scenarios/naming.rs"]
mod naming;
#[path = "scenarios/reading.rs"]
mod reading;
#[path = "scenarios/reading_acts.rs"]
mod reading_acts;
#[path = "scenarios/reading_changes.rs"]
mod reading_changes;
#[path = "scenarios/reading_story.rs"]
mod reading_story;
#[path = "scenarios/repeats.rs"]
mod repeats;
#[path = "scenarios/resizing.rs"]
mod resizing;
#[path = "scenarios/restricted.rs"]
mod restricted;
#[path = "scenarios/review.rs"]
mod review;
#[path = "scenarios/robot.rs"]
mod robot;
#[path = "scenarios/saving.rs"]
mod saving;
#[path = "scenarios/screens.rs"]
mod screens;
#[path = "scenarios/stray.rs"]
mod stray;
#[path = "scenarios/verify.rs"]
mod verify;
#[path = "scenarios/versions.rs"]
mod versions;
