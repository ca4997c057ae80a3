//! An address on the web, `www.…` alone included.

use iri_string::types::IriStr;
use serde::Deserialize;
use serde_json::Value;

use super::text::{str_of, text_kind};
use super::{Fault, Kind, Severity};
use crate::l10n::Message;

/// The entry of the table of kinds.
pub const KIND: Kind = Kind {
    name: "url",
    about: "An address on the web; `www.…` alone is accepted. A doubtful one is kept and gives a warning.",
    stored: "A string, as typed: `\"www.example.org/annuaire\"`.",
    example: "id = \"site_internet\"\nkind = \"url\"\nlabel = \"Site internet\"\n",
    load: super::load::<Url>,
    #[cfg(test)]
    schema: || schemars::schema_for!(Url),
};

/// An address on the web.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Url {}

/// Whether a text is the address of a page on a server whose name has a dot.
fn is_web_address(text: &str) -> bool {
    let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return false;
    }
    let whole = format!("https://{rest}");
    let Some(authority) = IriStr::new(&whole).ok().and_then(IriStr::authority_components) else { return false };
    let labels: Vec<&str> = authority.host().trim_end_matches('.').split('.').collect();
    let is_name = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    authority.userinfo().is_none()
        && authority.port().is_none_or(|port| port.parse::<u16>().is_ok())
        && labels.len() > 1
        && labels.iter().all(is_name)
}

/// What is wrong with an address, if anything.
fn doubt(_: &Url, value: &Value) -> Vec<Fault> {
    if is_web_address(&str_of(value)) {
        return Vec::new();
    }
    vec![Fault::new(Severity::Warning, "format", Message::new("fault-url"))]
}

text_kind!(Url, Some("hint-url"), doubt);

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{accepted, codes, load};

    #[test]
    fn an_address_may_lack_its_scheme_but_not_its_domain() {
        let q = load("kind='url'");
        for good in [
            "https://www.example.org",
            "HTTP://example.org/a?b=c#d",
            "www.example.org",
            "example.org:8080/annuaire",
            "www.équipe.example/état des lieux".replace(' ', "%20").as_str(),
        ] {
            assert!(codes(&*q, &json!(good)).is_empty(), "{good}");
        }
        for bad in [
            "example",
            "http://localhost/",
            "ftp://example.org",
            "mailto:contact@example.org",
            "javascript:alert(1)",
            "www.example.org/deux mots",
            "www..example.org",
            "https://",
            "voir le site",
            "example.org:99999",
        ] {
            assert_eq!(accepted(&*q, &json!(bad)), Ok(json!(bad)));
            assert_eq!(codes(&*q, &json!(bad)), ["format"], "{bad}");
        }
    }
}
