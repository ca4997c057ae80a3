//! The forms that the program brings along, so that it works without any other file.

/// A form of the program.
#[derive(Debug)]
pub struct Builtin {
    /// Its id.
    pub id: &'static str,
    /// Its file, as written.
    pub text: &'static str,
    /// The same, packed by `build.rs` to be read quickly: a [`Node`](crate::node::Node).
    pub packed: &'static [u8],
}

macro_rules! forms {
    ($($id:literal),* $(,)?) => {
        &[$(Builtin {
            id: $id,
            text: include_str!(concat!("../../forms/", $id, ".toml")),
            packed: include_bytes!(concat!(env!("OUT_DIR"), "/", $id, ".node")),
        }),*]
    };
}

/// The built-in forms, in the order in which they are offered.
pub static FORMS: &[Builtin] = forms!["carsp-2025", "annuaire-carsp"];
