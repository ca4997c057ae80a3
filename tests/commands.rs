//! The commands that need no screen, as scripts and people see them: what is printed where, exit codes, what is on the disk after.

#[path = "support/desk.rs"]
mod desk;
#[path = "support/pty.rs"]
mod pty;

#[path = "commands/by_name.rs"]
mod by_name;
#[path = "commands/compare.rs"]
mod compare;
#[path = "commands/damage.rs"]
mod damage;
#[path = "commands/doctor.rs"]
mod doctor;
#[path = "commands/history.rs"]
mod history;
#[path = "commands/import.rs"]
mod import;
#[path = "commands/list_and_show.rs"]
mod list_and_show;
#[path = "commands/print_and_check.rs"]
mod print_and_check;
#[path = "commands/purge.rs"]
mod purge;
#[path = "commands/restricted.rs"]
mod restricted;
#[path = "commands/review.rs"]
mod review;
#[path = "commands/samples.rs"]
mod samples;
#[path = "commands/usage.rs"]
mod usage;
#[path = "commands/validate.rs"]
mod validate;
