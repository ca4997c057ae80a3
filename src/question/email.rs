//! A mail address.

use email_address::{EmailAddress, Options};
use serde::Deserialize;
use serde_json::Value;

use super::text::{str_of, text_kind};
use super::{Fault, Kind, Severity};
use crate::l10n::Message;

/// The entry of the table of kinds.
pub const KIND: Kind = Kind {
    name: "email",
    about: "A mail address. A doubtful one is kept and gives a warning.",
    stored: "A string: `\"contact@example.org\"`.",
    example: "id = \"mail\"\nkind = \"email\"\nlabel = \"Mail\"\n",
    load: super::load::<Email>,
    #[cfg(test)]
    schema: || schemars::schema_for!(Email),
};

/// A mail address.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Email {}

/// What is wrong with an address, if anything.
fn doubt(_: &Email, value: &Value) -> Vec<Fault> {
    let options = Options::default().with_required_tld().without_display_text().without_domain_literal();
    match EmailAddress::parse_with_options(&str_of(value), options) {
        Ok(_) => Vec::new(),
        Err(_) => vec![Fault::new(Severity::Warning, "format", Message::new("fault-email"))],
    }
}

text_kind!(Email, Some("hint-email"), doubt);

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{accepted, codes, load};

    #[test]
    fn a_doubtful_address_is_kept_with_a_warning() {
        let q = load("kind='email'");
        for good in ["contact@example.org", "prenom.nom+carsp@chu-exemple.fr", "accueil@équipe.example"] {
            assert!(codes(&*q, &json!(good)).is_empty(), "{good}");
        }
        for bad in ["contact", "contact@", "contact@example", "a b@example.org", "Nom <a@example.org>", "a@b@example.org"] {
            assert_eq!(accepted(&*q, &json!(bad)), Ok(json!(bad)));
            assert_eq!(codes(&*q, &json!(bad)), ["format"], "{bad}");
        }
    }
}
