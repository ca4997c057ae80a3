//! What people learn and try the program with.

pub mod foot;
pub mod goal;
pub mod lessons;
pub mod media;
pub mod play;
pub mod practice;
pub mod samples;
pub mod script;
pub mod show_keys;
pub mod stage;
pub mod take;
pub mod world;
