//! Scenarios: a form, keys, and what is then on the screen and on the disk. The program runs whole, but for the terminal.

#[path = "scenarios/scenario.rs"]
mod scenario;

#[path = "scenarios/filling.rs"]
mod filling;
#[path = "scenarios/conditions.rs"]
mod conditions;
