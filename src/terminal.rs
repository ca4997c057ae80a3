//! The terminal layer: entering and leaving, what is sent, what comes in, and the one wait.
//!
//! - [`output`]: a [`Frame`](crate::ui::frame::Frame) becomes the fewest bytes that bring the screen to it;
//! - [`input`]: bytes become keys and pastes;
//! - [`tty`]: raw mode, the alternate screen, and giving both back whatever happens;
//! - [`hands`]: what the program asks of the disk is done;
//! - [`beside`]: what can stand beside the program on its terminal;
//! - [`wait`]: one thread waits for keys, signals and workers together.
//!
//! Nothing is asked of the terminal that would have to be waited for. What users read is not written here: errors are values.

mod attributes;
pub mod beside;
mod cell;
pub mod hands;
pub mod input;
mod motion;
pub mod output;
mod picture;
pub mod run;
mod scroll;
pub mod tty;
pub mod wait;
