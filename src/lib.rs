//! `recueil` fills in and reviews official questionnaires in a terminal.
//!
//! The modules stand in layers, lowest first; a file imports only what stands before it (`tests/layers.rs` holds it).

pub mod l10n;
pub mod node;

pub mod answers;
pub mod expression;
pub mod ui;

pub mod question;

pub mod form;
pub mod outline;
pub mod response;

pub mod store;

pub mod export;

pub mod app;

pub mod terminal;
pub mod training;

pub mod cli;
