//! What several screens or question kinds share: frames, colours and marks, wrapping, the one-line editor.

pub mod frame;
