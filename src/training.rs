//! What people learn and try the program with.

pub mod media;
pub mod samples;
pub mod script;
pub mod take;
pub mod world;
