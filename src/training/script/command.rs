//! The command that starts the program: words as a shell would split them, but no shell. Only what opens a screen can be started, with options that
//! lead to no other files than the script's own.

use super::read::Wrong;
use crate::l10n::Message;

/// The program's name, the first word of its command.
pub(super) const PROGRAM: &str = "recueil";
/// What opens a screen, the options it takes there, and whether each has a value. An empty name: all of them.
const OPTIONS: [(&str, &[(&str, bool)]); 3] = [
    ("", &[("--lang", true), ("--as", true)]),
    ("fill", &[("--fix", true), ("--set", true), ("--page", true), ("--verify", false)]),
    ("review", &[("--form", true)]),
];
/// What a shell would not take as it is.
const SIGNS: &str = "|&;<>()$`*?[]!{}~#\\";

/// Whether what is typed at the shell is for us.
pub(super) fn is_ours(typed: &str) -> bool {
    typed.split_whitespace().next() == Some(PROGRAM)
}

/// The words after `recueil`; no other program is started.
pub(super) fn read(typed: &str) -> Wrong<Vec<String>> {
    if !is_ours(typed) {
        let typed = typed.trim();
        let fault = if typed.is_empty() { "tape-not-started" } else { "tape-not-recueil" };
        return Err(Message::new(fault).with("typed", typed));
    }
    let words = split(typed)?.split_off(1);
    check(&words)?;
    Ok(words)
}

/// Splits a line into words; quotation marks hold blanks together.
fn split(typed: &str) -> Wrong<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in typed.chars() {
        let is_for_shell = match quote {
            None => SIGNS.contains(c),
            Some('"') => "$`\\".contains(c),
            Some(_) => false,
        };
        match quote {
            _ if is_for_shell => return Err(Message::new("tape-shell-sign").with("sign", c.to_string())),
            Some(mark) if c == mark => quote = None,
            None if c == '\'' || c == '"' => {
                word.get_or_insert_default();
                quote = Some(c);
            }
            None if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    if let Some(mark) = quote {
        return Err(Message::new("tape-unclosed").with("mark", mark.to_string()));
    }
    words.extend(word);
    Ok(words)
}

fn check(words: &[String]) -> Wrong<()> {
    let mut command = "";
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if !word.starts_with('-') {
            if command.is_empty() {
                command = OPTIONS
                    .iter()
                    .map(|(name, _)| *name)
                    .find(|name| name == word)
                    .ok_or_else(|| Message::new("tape-no-screen").with("command", word.as_str()))?;
            }
            continue;
        }
        let (name, value) = word.split_once('=').map_or((word.as_str(), None), |(name, value)| (name, Some(value)));
        if name == "--data-dir" {
            return Err(Message::new("tape-data-dir"));
        }
        let known = OPTIONS.iter().filter(|(of, _)| of.is_empty() || *of == command).flat_map(|(_, options)| *options);
        let option = known.into_iter().find(|(known, _)| *known == name);
        let (_, has_value) = option.ok_or_else(|| Message::new("tape-option").with("option", name))?;
        if *has_value && value.is_none() {
            words.next();
        }
    }
    Ok(())
}

/// The command as it is typed.
pub(super) fn write(words: &[String]) -> String {
    let is_plain =
        |word: &str| !word.is_empty() && !word.contains(|c: char| c.is_whitespace() || '\'' == c || '"' == c || SIGNS.contains(c));
    let quoted = |word: &String| if is_plain(word) { word.clone() } else { format!("'{}'", word.replace('\'', "'\"'\"'")) };
    std::iter::once(PROGRAM.to_owned()).chain(words.iter().map(quoted)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_read_as_it_is_written() {
        for words in
            [&[][..], &["fill", "form-1", "--fix", "a=l'été \"x\"", "--page="], &["--lang", "fr", "review", "--form=x"], &["--as", ""]]
        {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(read(&write(&words)), Ok(words));
        }
        assert_eq!(read("recueil  fill 'a b'\"c\" "), Ok(vec!["fill".to_owned(), "a bc".to_owned()]));
    }

    #[test]
    fn what_a_shell_would_do_and_what_opens_no_screen_is_refused() {
        for (typed, fault) in [
            ("", "tape-not-started"),
            (" ", "tape-not-started"),
            ("ls", "tape-not-recueil"),
            ("recueils", "tape-not-recueil"),
            ("'' recueil", "tape-not-recueil"),
            ("recueil | less", "tape-shell-sign"),
            ("recueil fill \"$X\"", "tape-shell-sign"),
            ("recueil fill 'x", "tape-unclosed"),
            ("recueil list", "tape-no-screen"),
            ("recueil --data-dir=/tmp", "tape-data-dir"),
            ("recueil fill x --data-dir /tmp", "tape-data-dir"),
            ("recueil review --report x.md", "tape-option"),
            ("recueil review --fix x=y", "tape-option"),
            ("recueil fill x --restricted", "tape-option"),
        ] {
            assert_eq!(read(typed).map_err(|message| message.id), Err(fault), "{typed}");
        }
    }
}
