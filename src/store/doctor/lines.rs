//! Files to which lines of JSON are appended: a cut or a crash may leave one that is none.

use crate::response::read_json;

/// The lines that hold a JSON object each, and how many do not.
pub(super) fn sorted(bytes: &[u8]) -> (Vec<&[u8]>, usize) {
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let (whole, torn): (Vec<_>, Vec<_>) = lines.partition(|line| read_json(line).is_ok_and(|value| value.is_object()));
    (whole, torn.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_whole_if_it_is_one_object() {
        for (bytes, whole, torn) in [
            (b"".as_slice(), 0, 0),
            (b"{\"a\":1}\n{\"b\":2}\n", 2, 0),
            (b"{\"a\":1}\n{\"b\":2}", 2, 0),
            (b"{\"a\":1}\n{\"b\":", 1, 1),
            (b"{\"a\":1}\n\0\0\0\0\n{\"b\":2}\n\n", 2, 1),
            (b"{\"a\":1}{\"b\":2}\n[1]\n\"x\"\n{\"a\":\"\xe9\"}\n{\"a\":1,\"a\":2}\n", 0, 5),
            (b"{\"a\":\"\x1b[2J\"}\n", 0, 1),
        ] {
            let (found, lost) = sorted(bytes);
            assert_eq!((found.len(), lost), (whole, torn), "{}", String::from_utf8_lossy(bytes));
        }
    }
}
