//! A mail address.

use std::borrow::Cow;

use email_address::{EmailAddress, Options};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::text::str_of;
use super::typed::{OneLine, accept_text, composed, one_line};
use super::{Fault, Kind, Question, Severity};
use crate::expression::Type;
use crate::l10n::{Language, Message};

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

impl OneLine for Email {
    fn parse(&self, typed: &str) -> Result<Option<Value>, Message> {
        Ok(composed(typed))
    }

    fn shown<'v>(&self, value: &'v Value, _language: Language) -> Cow<'v, str> {
        str_of(value)
    }

    fn room(&self) -> usize {
        30
    }

    fn hint(&self) -> Option<&'static str> {
        Some("hint-email")
    }
}

impl Question for Email {
    fn value_type(&self) -> Option<Type> {
        Some(Type::Text)
    }

    fn accept(&self, value: &Value) -> Result<Option<Value>, Vec<(String, Message)>> {
        accept_text(value, composed)
    }

    one_line!();

    fn check(&self, value: &Value, _today: Date) -> Vec<Fault> {
        let options = Options::default().with_required_tld().without_display_text().without_domain_literal();
        match EmailAddress::parse_with_options(&str_of(value), options) {
            Ok(_) => Vec::new(),
            Err(_) => vec![Fault::new(Severity::Warning, "format", Message::new("fault-email"))],
        }
    }
}

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
