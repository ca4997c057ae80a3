use proptest::prelude::*;

use super::*;

fn all(decoder: &mut Decoder) -> Vec<Input> {
    std::iter::from_fn(|| decoder.pop()).collect()
}

/// What bytes give when nothing follows.
fn decode(bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::default();
    decoder.feed(bytes);
    decoder.flush();
    all(&mut decoder)
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Key(KeyEvent::new(code, modifiers))
}

fn paste(text: &str) -> Input {
    Input::Paste(text.to_owned())
}

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const ALT: KeyModifiers = KeyModifiers::ALT;
const CTRL: KeyModifiers = KeyModifiers::CONTROL;

/// Sequences and the key they stand for.
fn known() -> Vec<(&'static [u8], KeyCode, KeyModifiers)> {
    use KeyCode::{BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, Insert, Left, PageDown, PageUp, Right, Tab, Up};
    vec![
        (b"a", Char('a'), NONE),
        (b"A", Char('A'), SHIFT),
        ("é".as_bytes(), Char('é'), NONE),
        ("É".as_bytes(), Char('É'), SHIFT),
        ("€".as_bytes(), Char('€'), NONE),
        ("😀".as_bytes(), Char('😀'), NONE),
        (b"\r", Enter, NONE),
        (b"\n", Char('j'), CTRL),
        (b"\t", Tab, NONE),
        (b"\x08", Backspace, NONE),
        (b"\x7f", Backspace, NONE),
        (b"\x00", Char(' '), CTRL),
        (b"\x01", Char('a'), CTRL),
        (b"\x1a", Char('z'), CTRL),
        (b"\x1b", Esc, NONE),
        (b"\x1c", Char('\\'), CTRL),
        (b"\x1d", Char(']'), CTRL),
        (b"\x1e", Char('^'), CTRL),
        (b"\x1f", Char('_'), CTRL),
        // ESC in front: Alt.
        (b"\x1bx", Char('x'), ALT),
        ("\x1bé".as_bytes(), Char('é'), ALT),
        (b"\x1b\r", Enter, ALT),
        (b"\x1b\x7f", Backspace, ALT),
        // xterm, and what most do as it does.
        (b"\x1b[A", Up, NONE),
        (b"\x1b[B", Down, NONE),
        (b"\x1b[C", Right, NONE),
        (b"\x1b[D", Left, NONE),
        (b"\x1bOA", Up, NONE),
        (b"\x1bOB", Down, NONE),
        (b"\x1bOC", Right, NONE),
        (b"\x1bOD", Left, NONE),
        (b"\x1b[1;2A", Up, SHIFT),
        (b"\x1b[1;5C", Right, CTRL),
        (b"\x1b[1;3D", Left, ALT),
        (b"\x1b[1;6B", Down, CTRL.union(SHIFT)),
        (b"\x1b[Z", BackTab, SHIFT),
        (b"\x1bOP", F(1), NONE),
        (b"\x1bOQ", F(2), NONE),
        (b"\x1bOR", F(3), NONE),
        (b"\x1bOS", F(4), NONE),
        (b"\x1b[1;2P", F(1), SHIFT),
        (b"\x1b[15~", F(5), NONE),
        (b"\x1b[17~", F(6), NONE),
        (b"\x1b[18~", F(7), NONE),
        (b"\x1b[19~", F(8), NONE),
        (b"\x1b[20~", F(9), NONE),
        (b"\x1b[21~", F(10), NONE),
        (b"\x1b[23~", F(11), NONE),
        (b"\x1b[24~", F(12), NONE),
        (b"\x1b[15;5~", F(5), CTRL),
        // PuTTY and rxvt.
        (b"\x1b[11~", F(1), NONE),
        (b"\x1b[12~", F(2), NONE),
        (b"\x1b[13~", F(3), NONE),
        (b"\x1b[14~", F(4), NONE),
        // The Linux console.
        (b"\x1b[[A", F(1), NONE),
        (b"\x1b[[B", F(2), NONE),
        (b"\x1b[[C", F(3), NONE),
        (b"\x1b[[D", F(4), NONE),
        (b"\x1b[[E", F(5), NONE),
        // Home, End and their neighbours.
        (b"\x1b[1~", Home, NONE),
        (b"\x1b[7~", Home, NONE),
        (b"\x1b[H", Home, NONE),
        (b"\x1bOH", Home, NONE),
        (b"\x1b[4~", End, NONE),
        (b"\x1b[8~", End, NONE),
        (b"\x1b[F", End, NONE),
        (b"\x1bOF", End, NONE),
        (b"\x1b[1;5H", Home, CTRL),
        (b"\x1b[2~", Insert, NONE),
        (b"\x1b[3~", Delete, NONE),
        (b"\x1b[3;5~", Delete, CTRL),
        (b"\x1b[5~", PageUp, NONE),
        (b"\x1b[6~", PageDown, NONE),
        // rxvt.
        (b"\x1b[a", Up, SHIFT),
        (b"\x1bOa", Up, CTRL),
        (b"\x1b[7$", Home, SHIFT),
        (b"\x1b[3^", Delete, CTRL),
        (b"\x1b[6@", PageDown, CTRL.union(SHIFT)),
        // The keypad in application mode.
        (b"\x1bOM", Enter, NONE),
        (b"\x1bOp", Char('0'), NONE),
        (b"\x1bOy", Char('9'), NONE),
        (b"\x1bOn", Char('.'), NONE),
        // Keys said as numbers.
        (b"\x1b[27;5;9~", Tab, CTRL),
        (b"\x1b[27;2;13~", Enter, SHIFT),
        (b"\x1b[27;5;233~", Char('é'), CTRL),
        (b"\x1b[97;5u", Char('a'), CTRL),
        (b"\x1b[27u", Esc, NONE),
        (b"\x1b[13;2u", Enter, SHIFT),
    ]
}

#[test]
fn each_known_sequence_is_its_key_wherever_it_is_cut() {
    for (bytes, code, modifiers) in known() {
        let expected = vec![key(code, modifiers)];
        assert_eq!(decode(bytes), expected, "{bytes:?}");
        for cut in 1..bytes.len() {
            let mut decoder = Decoder::default();
            decoder.feed(&bytes[..cut]);
            assert_eq!(all(&mut decoder), [], "{bytes:?} cut at {cut}");
            assert!(decoder.patience().is_some());
            decoder.feed(&bytes[cut..]);
            decoder.flush();
            assert_eq!(all(&mut decoder), expected, "{bytes:?} cut at {cut}");
            assert_eq!(decoder.patience(), None);
        }
    }
}

#[test]
fn what_is_unfinished_is_given_up_after_its_own_time_whatever_else_wakes_the_program() {
    let cases = [("é".as_bytes(), 999, 1000), (b"\x1b[B", 999, 1000), (b"\x1bOA", 39, 40)];
    for (bytes, early, late) in cases {
        let cut = if late == 40 { 1 } else { bytes.len() - 1 };
        let mut decoder = Decoder::default();
        decoder.feed(&bytes[..cut]);
        assert_eq!(all(&mut decoder), []);
        decoder.give_up(Duration::from_millis(early));
        decoder.feed(&bytes[cut..]);
        assert_eq!(all(&mut decoder), decode(bytes), "{bytes:?}");
        decoder.feed(&bytes[..cut]);
        assert_eq!(all(&mut decoder), []);
        decoder.give_up(Duration::from_millis(late));
        assert_eq!(decoder.patience(), None, "{bytes:?}");
    }
}

#[test]
fn a_lone_esc_waits_a_moment() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.patience(), None);
    decoder.feed(b"\x1b");
    assert_eq!(decoder.pop(), None);
    assert_eq!(decoder.patience(), Some(Duration::from_millis(40)));
    decoder.flush();
    assert_eq!(decoder.pop(), Some(key(KeyCode::Esc, NONE)));
    decoder.feed(b"[B");
    assert_eq!(all(&mut decoder), [key(KeyCode::Char('['), NONE), key(KeyCode::Char('B'), SHIFT)]);
}

#[test]
fn esc_pressed_twice_or_before_an_arrow_is_esc() {
    assert_eq!(decode(b"\x1b\x1b"), [key(KeyCode::Esc, NONE), key(KeyCode::Esc, NONE)]);
    assert_eq!(decode(b"\x1b\x1b[A"), [key(KeyCode::Esc, NONE), key(KeyCode::Up, NONE)]);
}

#[test]
fn unknown_sequences_are_swallowed_whole() {
    for sequence in [
        &b"\x1b[?62;22c"[..],
        b"\x1b[>0;276;0c",
        b"\x1b[12;40R",
        b"\x1b[?2026;2$y",
        b"\x1b[4;1$y",
        b"\x1b[!u",
        b"\x1b[;5u",
        b"\x1b[?u",
        b"\x1b[:1A",
        b"\x1b[!p",
        b"\x1b[99~",
        b"\x1b[201~",
        b"\x1b[[Z",
        b"\x1b[<0;10;10M",
        b"\x1b[<0;10;10m",
        b"\x1b[I",
        b"\x1b[O",
        b"\x1bOz",
        b"\x1bO9z",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1bP1+r544e=787465726d\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\",
        "\u{85}".as_bytes(),
        "\u{9b}".as_bytes(),
    ] {
        let mut bytes = sequence.to_vec();
        bytes.push(b'x');
        assert_eq!(decode(&bytes), [key(KeyCode::Char('x'), NONE)], "{sequence:?}");
    }
}

#[test]
fn a_key_inside_an_unfinished_sequence_is_not_lost() {
    assert_eq!(decode(b"\x1b[1;\r"), [key(KeyCode::Enter, NONE)]);
    assert_eq!(decode(b"\x1b[1;\x1b[A"), [key(KeyCode::Up, NONE)]);
    assert_eq!(decode(b"\x1b]0;title\x1b[A"), [key(KeyCode::Up, NONE)]);
    assert_eq!(decode("\x1b[1;é".as_bytes()), [key(KeyCode::Char('é'), NONE)]);
}

#[test]
fn an_endless_sequence_takes_no_room_and_gives_no_text() {
    for begins in [&b"\x1b["[..], b"\x1b]", b"\x1bP"] {
        let mut decoder = Decoder::default();
        decoder.feed(begins);
        decoder.feed(&[b'1'; 5000]);
        assert_eq!(all(&mut decoder), []);
        assert!(decoder.pending.len() <= SEQUENCE_LIMIT);
        // A key ends it; so does time.
        decoder.feed(b"\r");
        assert_eq!(all(&mut decoder), [key(KeyCode::Enter, NONE)]);
        assert_eq!(decoder.patience(), None);
        decoder.feed(begins);
        decoder.feed(&[b'1'; 5000]);
        assert_eq!(all(&mut decoder), []);
        decoder.flush();
        assert_eq!(decoder.patience(), None);
    }
    // Its end is its own, not a key.
    assert_eq!(decode(&[b"\x1b[".as_slice(), &[b'1'; 100], b"Ax"].concat()), [key(KeyCode::Char('x'), NONE)]);
}

#[test]
fn eight_bit_text_is_told_and_the_rest_is_kept() {
    // « é » then « t » in Latin-1; a lone one at the end; a byte that never begins a character.
    assert_eq!(decode(b"\xe9t"), [Input::NotUtf8, key(KeyCode::Char('t'), NONE)]);
    assert_eq!(decode(b"\xe9"), [Input::NotUtf8]);
    assert_eq!(decode(b"\x80a"), [Input::NotUtf8, key(KeyCode::Char('a'), NONE)]);
    assert_eq!(decode(b"\xe9\xe0\x1b[A"), [Input::NotUtf8, Input::NotUtf8, key(KeyCode::Up, NONE)]);
    // A surrogate.
    assert_eq!(decode(b"\xed\xa0\x80")[0], Input::NotUtf8);
}

#[test]
fn only_the_real_end_marker_ends_a_paste() {
    for text in ["", "bonjour\rà tous\n", "\x1b[A \x1b[20 \x1b[201 ~ \x1b", "\x1b[200~", "x\x1b[201", "\0\x03\x1a"] {
        let bytes = format!("\x1b[200~{text}\x1b[201~y");
        let expected: Vec<_> = (!text.is_empty()).then(|| paste(text)).into_iter().chain([key(KeyCode::Char('y'), NONE)]).collect();
        assert_eq!(decode(bytes.as_bytes()), expected);
        for cut in 1..bytes.len() {
            let mut decoder = Decoder::default();
            decoder.feed(&bytes.as_bytes()[..cut]);
            decoder.feed(&bytes.as_bytes()[cut..]);
            assert_eq!(all(&mut decoder), expected, "cut at {cut}");
        }
    }
}

#[test]
fn a_paste_that_stalls_is_given_so_far_and_goes_on() {
    let mut decoder = Decoder::default();
    // Cut inside « é ».
    decoder.feed(b"\x1b[200~caf\xc3");
    assert_eq!(all(&mut decoder), []);
    assert_eq!(decoder.patience(), Some(Duration::from_secs(1)));
    decoder.flush();
    assert_eq!(all(&mut decoder), [paste("caf")]);
    decoder.feed(b"\xa9 noir\x1b[20");
    decoder.flush();
    assert_eq!(all(&mut decoder), [paste("é noir")]);
    decoder.feed(b"1~");
    assert_eq!(all(&mut decoder), []);
    decoder.feed(b"z");
    assert_eq!(all(&mut decoder), [key(KeyCode::Char('z'), NONE)]);
}

#[test]
fn esc_leaves_a_paste_whose_end_was_lost() {
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b[200~texte");
    decoder.flush();
    assert_eq!(all(&mut decoder), [paste("texte")]);
    decoder.feed(b"\x1b");
    assert_eq!(all(&mut decoder), []);
    assert_eq!(decoder.patience(), Some(Duration::from_millis(40)));
    decoder.flush();
    decoder.feed(b"a");
    assert_eq!(all(&mut decoder), [key(KeyCode::Esc, NONE), key(KeyCode::Char('a'), NONE)]);
}

#[test]
fn a_paste_beyond_the_limit_comes_in_pieces_and_whole() {
    let text = "é1234567".repeat(PASTE_LIMIT / 8);
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b[200~");
    decoder.feed(text.as_bytes());
    let mut inputs = all(&mut decoder);
    assert!(decoder.pending.len() < PASTE_LIMIT);
    decoder.feed(PASTE_ENDS);
    inputs.extend(all(&mut decoder));
    let pieces: Vec<_> = inputs
        .into_iter()
        .map(|input| match input {
            Input::Paste(text) => text,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(pieces.len() > 1);
    assert!(pieces.concat() == text);
}

#[test]
fn a_paste_that_is_not_utf8_is_told() {
    assert_eq!(decode(b"\x1b[200~caf\xe9\x1b[201~"), [paste("caf\u{fffd}"), Input::NotUtf8]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_cut_anywhere_give_the_same_and_end(pieces in prop::collection::vec(prop::collection::vec(byte(), 0..40), 0..20)) {
        let mut whole = Decoder::default();
        whole.feed(&pieces.concat());
        let mut cut = Decoder::default();
        let mut inputs = Vec::new();
        for piece in &pieces {
            cut.feed(piece);
            inputs.extend(all(&mut cut));
        }
        let mut expected = all(&mut whole);
        prop_assert_eq!(whole.patience(), cut.patience());
        whole.flush();
        cut.flush();
        expected.extend(all(&mut whole));
        inputs.extend(all(&mut cut));
        prop_assert_eq!(expected, inputs);
    }

    #[test]
    fn any_sequence_is_one_key_or_none(parameters in prop::collection::vec(prop::sample::select(b"0123456789;:".to_vec()), 0..20), last in b'@'..=b'~') {
        prop_assume!(last != b'[');
        let sequence = [b"\x1b[".as_slice(), &parameters, &[last]].concat();
        prop_assume!(sequence != PASTE_BEGINS);
        prop_assert!(decode(&sequence).len() <= 1, "{sequence:?}");
    }

    #[test]
    fn no_control_becomes_a_character(bytes in prop::collection::vec(byte(), 0..200)) {
        for input in decode(&bytes) {
            if let Input::Key(KeyEvent { code: KeyCode::Char(c), .. }) = input {
                prop_assert!(!c.is_control(), "{c:?}");
            }
        }
    }
}

/// Any byte, but more often one that means something.
fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![any::<u8>(), prop::sample::select(b"\x1b\x1b\x1b[[[OO12;~~AHPu$^]\\P\xc3\xa9?<\x07\r".to_vec())]
}
