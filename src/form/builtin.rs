//! The forms that the program brings along, so that it works without any other file.

/// Ids and texts of the built-in forms, in the order in which they are offered.
pub static FORMS: &[(&str, &str)] =
    &[("carsp-2025", include_str!("../../forms/carsp-2025.toml")), ("annuaire-carsp", include_str!("../../forms/annuaire-carsp.toml"))];
