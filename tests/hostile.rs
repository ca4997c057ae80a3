//! What comes from outside — form and response files, conditions, typed text, bytes from a terminal, keys — changed at random: no panic, and what must hold
//! holds. The fuzz targets run the same, guided by what they cover: `fuzz/Cargo.toml`.

#[path = "../fuzz/entries.rs"]
mod entries;

use proptest::prelude::*;
use proptest::sample::select;

/// A response with something of everything.
const RESPONSE: &str = r#"{"format": 1, "id": "essai234", "form": {"id": "tous", "version": "1", "hash": "ab"}, "status": "draft",
"created": "2025-01-01T00:00:00Z", "modified": "2025-01-02T00:00:00Z", "author": "Ana", "fixed": ["nom"], "seen": ["p"],
"position": {"page": "p", "path": "actions[aaaa].montant"}, "unreadable": {"effectif": "3O"}, "validations": [],
"answers": {"nom": "Brest", "recit": "un\ndeux", "effectif": 3, "budget": 2.5, "debut": "2024-03", "statut": "prive", "profils": ["medecin"],
"reunions": {"2023": 1}, "pieces": [{"name": "a.pdf", "size": 3, "sha256": "00"}], "actions": [{"_id": "aaaa", "montant": 4}, {"_id": "bbbb"}]},
"left_out": {"autre": {"value": 1, "why": "x"}}}"#;

/// Where, how much of what is there goes, and what comes instead.
type Change = (usize, usize, &'static str);

/// A sound text with some changes; each is made at the next place between two characters.
fn changed(sound: &str, changes: &[Change]) -> String {
    changes.iter().fold(sound.to_owned(), |text, &(at, length, new)| {
        let place = |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let from = place(at % (text.len() + 1));
        let to = place((from + length).min(text.len()));
        [&text[..from], new, &text[to..]].concat()
    })
}

fn changes(new: &'static [&'static str]) -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec((any::<usize>(), select(vec![0, 0, 1, 2, 10, 200]), select(new.to_vec())), 1..6)
}

fn pieces(of: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(select(of.to_vec()), 0..most).prop_map(|pieces| pieces.concat())
}

const IN_FORMS: &[&str] = &[
    "",
    "\n",
    "\"",
    "'",
    "[[page]]\n",
    "[page.x]\n",
    "id = \"nom\"\n",
    "kind = \"repeat\"\n",
    "relevant = \"nom == nom\"\n",
    "value = \"1 / 0\"\n",
    "= 1",
    "-1",
    "99999999999999999999",
    "1e999",
    "true",
    "{",
    "}",
    "[]",
    "\u{0}",
    "\u{202e}",
    "é",
    "#",
    "max = \"today\"\n",
    "min = 5\n",
    "max = 2\n",
];
const IN_FILES: &[&str] = &[
    "",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "-1",
    "1e400",
    "99999999999999999999",
    "0.1",
    "\"\"",
    "\"nom\": ",
    "\"_id\": \"aaaa\", ",
    "\\u0000",
    "\\ud800",
    "\u{0}",
    "\u{202e}",
    "é",
    "[[[[[[[[",
    "\"answers\": {}, ",
    "9999-99-99T99:99:99Z",
];
const IN_CONDITIONS: &[&str] = &[
    "effectif",
    "budget",
    "debut",
    "statut",
    "profils",
    "actions",
    "today",
    "nom",
    "inconnu",
    ".montant",
    "sum(",
    "count(",
    "all(",
    ")",
    "(",
    " and ",
    " or ",
    "not ",
    " in ",
    " == ",
    " != ",
    " < ",
    " + ",
    " - ",
    " * ",
    " / ",
    "'prive'",
    "'",
    "\"",
    "1",
    "0",
    "-",
    "1e308",
    "99999999999999999999",
    "null",
    "true",
    ", ",
    " ",
    "é",
    "[",
    "]",
];
const TYPED: &[&str] = &[
    "",
    "1",
    "0",
    "9",
    "12",
    "2024",
    "-",
    "+",
    ",",
    ".",
    " ",
    "\u{a0}",
    "\u{202f}",
    "/",
    "mars",
    "déc.",
    "1er",
    "e",
    "E5",
    "inf",
    "nan",
    "@",
    "a",
    "exemple.fr",
    "http://",
    "www.",
    "+33",
    "(0)",
    "%",
    "\n",
    "\t",
    "é",
    "\u{301}",
    "漢",
    "\u{1b}[m",
    "\u{202e}",
    "oui",
    "public",
    "99999999999999999999",
];
const KEYS: &[&[u8]] = &[
    b"\t",
    b"\r",
    b" ",
    b"\x1b",
    b"\x1b[A",
    b"\x1b[B",
    b"\x1b[C",
    b"\x1b[D",
    b"\x1b[Z",
    b"\x1b[5~",
    b"\x1b[6~",
    b"\x1b[3~",
    b"\x1b[H",
    b"\x1b[F",
    b"\x1bOP",
    b"\x1bOQ",
    b"\x1bOR",
    b"\x1b[18~",
    b"\x1b[19~",
    b"\x06",
    b"\x07",
    b"\x0f",
    b"\x10",
    b"\x12",
    b"\x15",
    b"\x0b",
    b"\x19",
    b"\x1a",
    b"\x7f",
    b"\x1b[200~coll\xc3\xa9\nici\x1b[201~",
    b"\x1b[200~",
    b"\x1b[201~",
    b"\x1b[1;",
    b"\x1bO",
    b"\xc3",
    b"\xff",
    b"a",
    b"i",
    b"d",
    b"m",
    b"1",
    b"2",
    b"x",
    b"\xc3\xa9",
    b"nom",
];

/// Bytes that a keyboard sends, after some that mean something else.
fn bytes(first: usize) -> impl Strategy<Value = Vec<u8>> {
    let keys = prop::collection::vec(select(KEYS.to_vec()), 0..60);
    (prop::collection::vec(any::<u8>(), first), keys).prop_map(|(first, keys)| [first, keys.concat()].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_form_is_loaded_or_refused_in_words(changes in changes(IN_FORMS)) {
        entries::form(&changed(entries::FORM, &changes));
    }

    #[test]
    fn a_response_is_read_and_written_alike_or_refused_in_words(changes in changes(IN_FILES)) {
        entries::response(changed(RESPONSE, &changes).as_bytes());
    }

    #[test]
    fn a_condition_is_refused_or_has_a_value(condition in pieces(IN_CONDITIONS, 12)) {
        entries::expression(&condition);
    }

    #[test]
    fn what_a_kind_reads_it_accepts(typed in pieces(TYPED, 8)) {
        entries::kinds(&typed);
    }

    #[test]
    fn bytes_from_a_terminal_mean_the_same_wherever_they_are_cut(bytes in bytes(1)) {
        entries::input(&bytes);
    }

    #[test]
    fn keys_on_a_screen_of_any_size_break_nothing(bytes in bytes(2)) {
        entries::keys(&bytes);
    }
}

#[test]
fn what_is_changed_is_sound_before() {
    let read = recueil::response::read(RESPONSE.as_bytes()).unwrap();
    assert_eq!((read.answers.as_map().len(), read.fixed.len()), (10, 1));
    assert!(recueil::form::load("f", entries::FORM).is_ok() && entries::FORM.contains("statut == 'prive'"));
}
