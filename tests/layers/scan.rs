//! Just enough of Rust's grammar to read source files by: code without comments and words in quotes, those words apart, tests left out.

/// A source file taken apart.
#[derive(Debug, Default)]
pub struct Source {
    /// The code; comments and the insides of string literals are gone.
    pub code: String,
    /// String literals with the line (from 1) they start on, escapes as they were written.
    pub literals: Vec<(usize, String)>,
}

impl Source {
    /// Takes a file apart. What follows `#[cfg(test)]` on a module with a body is no part of it: such modules stand at the end of a file.
    pub fn read(text: &str) -> Self {
        let mut source = Self::default();
        let (mut rest, mut line, mut before) = (text, 1, ' ');
        while let Some(c) = rest.chars().next() {
            let taken = match c {
                '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
                '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
                '"' => source.keep(line, &rest[1..], "\""),
                'r' if !is_word(before) && raw(rest).is_some() => {
                    let open = raw(rest).unwrap_or_default();
                    open + source.keep(line, &rest[open..], &format!("\"{}", "#".repeat(open - 2))) - 1
                }
                '\'' if character(rest) > 1 => character(rest),
                _ => {
                    source.code.push(c);
                    c.len_utf8()
                }
            };
            line += rest[..taken].matches('\n').count();
            rest = &rest[taken..];
            before = c;
            if c == '{' && source.cut_test_module() {
                break;
            }
        }
        source
    }

    /// Keeps a literal whose inside starts here; gives its length with its two quotes, the opening one counted as one sign.
    fn keep(&mut self, line: usize, rest: &str, close: &str) -> usize {
        let mut escaped = false;
        let mut ends = |at: usize, c: char| {
            let ends = !escaped && rest[at..].starts_with(close);
            escaped = close.len() == 1 && !escaped && c == '\\';
            ends
        };
        let end = rest.char_indices().find(|(at, c)| ends(*at, *c)).map_or(rest.len(), |(at, _)| at);
        self.literals.push((line, rest[..end].to_owned()));
        self.code.push_str("\"\"");
        1 + rest.len().min(end + close.len())
    }

    /// Takes the opening of a test module off the end of the code, if it ends in one.
    fn cut_test_module(&mut self) -> bool {
        let Some(start) = self.code.rfind("#[cfg(test)]") else { return false };
        let words = words(&self.code[start..]);
        let opens = words.len() == 10 && words[7] == "mod";
        if opens {
            self.code.truncate(start);
        }
        opens
    }

    /// Every path of the code that starts with one of these words, as its words: `crate::ui::{look, wrap}` gives two.
    pub fn paths(&self, first: &[&str]) -> Vec<Vec<String>> {
        let words = words(&self.code);
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let starts = at == 0 || words[at - 1] != "::";
            if starts && first.contains(word) {
                follow(&words[at..], &mut Vec::new(), &mut found);
            }
        }
        found
    }

    /// The modules that are there for tests only: `#[cfg(test)] mod name;`.
    pub fn test_modules(&self) -> Vec<String> {
        let words = words(&self.code);
        let marked = words.windows(10).filter(|window| window[..7].concat() == "#[cfg(test)]" && window[7] == "mod" && window[9] == ";");
        marked.map(|window| window[8].to_owned()).collect()
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of a raw string's opening, if one starts here.
fn raw(rest: &str) -> Option<usize> {
    let after = rest[1..].trim_start_matches('#');
    after.starts_with('"').then(|| rest.len() - after.len() + 1)
}

/// The length of a character literal; 1 for the quote of a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some(_)) => chars.find(|(_, c)| *c == '\'').map_or(rest.len(), |(at, _)| at + 1),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// Words, `::`, and every other sign by itself.
fn words(code: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = code.trim_start();
    while let Some(c) = rest.chars().next() {
        let length = match c {
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            c => c.len_utf8(),
        };
        words.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    words
}

/// Follows a path from its first word; gives how many words it took.
fn follow(words: &[&str], path: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> usize {
    path.push(words[0].to_owned());
    let mut at = 1;
    if words.get(1) == Some(&"::") {
        if words.get(2) == Some(&"{") {
            at = 3;
            while at < words.len() && words[at] != "}" {
                at += if words[at] == "," { 1 } else { follow(&words[at..], path, found) };
            }
            path.pop();
            return at + 1;
        }
        if words.len() > 2 {
            at = 2 + follow(&words[2..], path, found);
            path.pop();
            return at;
        }
    }
    found.push(path.clone());
    path.pop();
    if words.get(at) == Some(&"as") { at + 2 } else { at }
}
