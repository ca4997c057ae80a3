//! A script's text, line by line: what it says, or all that is wrong with it.

use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use super::rest::Rest;
use super::token::{COMMANDS, Token, tokens};
use super::{Fault, Head, Line, Pattern, Script, WAIT, What, command, goal, head, keys, window};
use crate::expression::nearest;
use crate::l10n::Message;
use crate::training::media::{self, Kind};
use crate::ui::clean::is_hostile;

/// The most lines a script may have.
const LINES: usize = 20_000;
/// The longest a script may play, what it waits for apart.
const WHOLE: Duration = Duration::from_secs(30 * 60);
/// The most faults that are told of one file.
const FAULTS: usize = 50;
/// What a file made by `Output` can be besides our kinds: what VHS makes, and is left to it. A name that ends with a slash is a directory of pictures.
const OF_VHS: [&str; 6] = [".ascii", ".gif", ".mp4", ".webm", ".png", "/"];

/// What is wrong, without its line.
pub(super) type Wrong<T> = Result<T, Message>;

/// Reads the text of a script.
pub(super) fn parse(file: &Path, text: &str) -> Result<Script, Vec<Fault>> {
    let mut reader = Reader { head: Head::default(), ..Reader::default() };
    for (n, line) in text.strip_prefix('\u{feff}').unwrap_or(text).lines().enumerate() {
        reader.number = n + 1;
        if reader.number > LINES || reader.faults.len() >= FAULTS {
            if reader.faults.len() < FAULTS {
                reader.fault(Message::new("tape-too-many-lines").with("limit", LINES));
            }
            break;
        }
        if let Err(message) = reader.line(line) {
            // one wrong line at the shell is told once, not again by all that follows
            reader.is_started |= line.contains(command::PROGRAM);
            reader.fault(message);
        }
    }
    reader.finish(file)
}

/// A script while it is read.
#[derive(Debug, Default)]
struct Reader {
    number: usize,
    faults: Vec<Fault>,
    head: Head,
    /// What the head has said already.
    said: Vec<&'static str>,
    lines: Vec<Line>,
    /// What VHS's window is like.
    window: window::Window,
    /// What `Set TypingSpeed` said last.
    typing: Option<Duration>,
    /// What `Set WaitTimeout` said last.
    wait: Option<Duration>,
    /// What `Copy` said last.
    copied: Option<String>,
    /// What is typed where the program is not started yet.
    shell: String,
    is_started: bool,
    /// Whether VHS shows nothing here.
    is_hidden: bool,
    /// Whether something was done already: VHS passes over settings from then on.
    is_under_way: bool,
}

impl Reader {
    fn fault(&mut self, message: Message) {
        self.faults.push(Fault { line: self.number, message });
    }

    fn line(&mut self, line: &str) -> Wrong<()> {
        if let Some(sign) = line.chars().find(|c| *c != '\t' && is_hostile(*c)) {
            return Err(hostile(sign));
        }
        match line.trim().strip_prefix('#') {
            Some(comment) => self.comment(comment),
            None => self.commands(line),
        }
    }

    /// What is ours: VHS reads a remark.
    fn comment(&mut self, comment: &str) -> Wrong<()> {
        let words = |rest: &str| rest.trim().replace('\t', " ");
        if let Some(rest) = comment.strip_prefix(':') {
            return head::read(&mut self.head, &mut self.said, &words(rest));
        }
        if let Some(rest) = comment.strip_prefix('?') {
            return goal::read(&words(rest)).and_then(|goal| self.act(What::Goal(goal)));
        }
        if let Some(rest) = comment.strip_prefix('>') {
            return self.act(What::Caption(words(rest)));
        }
        match comment.strip_prefix('#') {
            Some(title) if title.trim().is_empty() => Err(Message::new("tape-chapter-empty")),
            Some(title) if title.starts_with([' ', '\t']) => self.act(What::Chapter(words(title))),
            _ => Ok(()),
        }
    }

    fn commands(&mut self, line: &str) -> Wrong<()> {
        let found = tokens(line).map_err(|mark| Message::new("tape-unclosed").with("mark", mark.to_string()))?;
        let mut rest = Rest::new(line, &found);
        while let Some(token) = rest.next() {
            let Token::Word(word) = token else {
                let blank = token.text().chars().find(|c| c.is_whitespace()).filter(|_| matches!(token, Token::Sign(_)));
                return Err(blank.map_or_else(|| rest.unexpected(token), hostile));
            };
            self.command(word, &mut rest)?;
        }
        Ok(())
    }

    fn command(&mut self, word: &str, rest: &mut Rest) -> Wrong<()> {
        self.is_under_way |= !matches!(word, "Set" | "Output" | "Require");
        match word {
            "Type" => {
                let each = rest.at(word)?.or(self.slower());
                let text = rest.text(word)?;
                self.act(What::Type { text, each })
            }
            "Copy" => {
                self.copied = Some(rest.text(word)?);
                Ok(())
            }
            "Paste" => {
                let text = self.copied.clone().ok_or_else(|| Message::new("tape-nothing-copied"))?;
                self.act(What::Paste(text))
            }
            "Sleep" => {
                let time = rest.time(word)?;
                self.act(What::Sleep(time))
            }
            "Wait" => self.wait(rest),
            "Hide" => self.act(What::Hide),
            "Show" => self.act(What::Show),
            "Screenshot" => {
                let file = rest.file(word)?;
                if file.extension().is_none_or(|ending| ending != "png") {
                    return Err(Message::new("tape-screenshot").with("file", file.display().to_string()));
                }
                self.act(What::Screenshot(within(file)?))
            }
            "Output" => {
                let file = rest.file(word)?;
                let name = file.to_string_lossy().to_lowercase();
                if OF_VHS.iter().any(|kind| name.ends_with(kind)) {
                    self.head.outputs.push(file);
                } else if Kind::of(&file).is_some() {
                    self.head.outputs.push(within(file)?);
                } else {
                    let known = media::KINDS.map(|(ending, ..)| format!(".{ending}")).join(" ");
                    return Err(Message::new("tape-output-kind").with("file", name).with("known", known));
                }
                Ok(())
            }
            "Require" => rest.file(word).map(drop),
            "Env" => self.env(rest),
            "Set" => self.set(rest),
            "Subtitle" => {
                let text = rest.text(word)?;
                self.act(What::Caption(text))
            }
            "Source" => Err(Message::new("tape-source")),
            "ScrollUp" | "ScrollDown" => Err(Message::new("tape-scroll").with("word", word)),
            "Ctrl" | "Shift" | "Alt" => self.chord(word, rest),
            _ => match keys::named(word) {
                Some(key) => {
                    let each = rest.at(word)?.or(self.slower());
                    let times = rest.times()?;
                    self.act(What::Key { key, times, each })
                }
                None => Err(unknown(word)),
            },
        }
    }

    /// A key with others held down: it takes neither time nor count, in VHS neither.
    fn chord(&mut self, word: &str, rest: &mut Rest) -> Wrong<()> {
        let mut name = word.to_owned();
        let mut last = "";
        while rest.skip("+") {
            last = rest.next().map(Token::text).unwrap_or_default();
            name = format!("{name}+{last}");
        }
        let one = name.matches('+').count() == 1;
        let key = match word {
            "Ctrl" => keys::with_control(last),
            "Shift" => keys::with_shift(last),
            _ => None,
        };
        let key = key.filter(|_| one).ok_or_else(|| Message::new("tape-no-such-key").with("key", name.as_str()))?;
        if let Some(Token::Number(_)) = rest.peek() {
            return Err(Message::new("tape-no-count").with("key", name));
        }
        self.act(What::Key { key, times: 1, each: None })
    }

    fn wait(&mut self, rest: &mut Rest) -> Wrong<()> {
        let mut line_only = true;
        if rest.skip("+") {
            line_only = match rest.next() {
                Some(Token::Word("Line")) => true,
                Some(Token::Word("Screen")) => false,
                other => return Err(Message::new("tape-wait-where").with("found", other.map(Token::text).unwrap_or_default())),
            };
        }
        let limit = rest.at("Wait")?;
        if limit.is_some_and(|limit| limit.is_zero()) {
            return Err(Message::new("tape-time").with("command", "Wait").with("found", "0"));
        }
        let limit = limit.or(self.wait).unwrap_or(WAIT);
        match rest.next() {
            Some(Token::Pattern(text)) => self.act(What::Wait { line_only, pattern: Pattern::read(text)?, limit }),
            _ => Err(Message::new("tape-wait-what")),
        }
    }

    fn env(&mut self, rest: &mut Rest) -> Wrong<()> {
        let name = rest.value("Env")?;
        let value = rest.word("Env")?;
        if name == "RECUEIL_LANG" {
            let language = head::language(&value)?;
            self.head.language.get_or_insert(language);
        }
        Ok(())
    }

    fn set(&mut self, rest: &mut Rest) -> Wrong<()> {
        let name = rest.value("Set")?;
        if !window::is_setting(&name) {
            return Err(Message::new("tape-unknown-setting").with("name", name));
        }
        if self.is_under_way && name != "TypingSpeed" {
            return Err(Message::new("tape-set-late").with("name", name));
        }
        match name.as_str() {
            "TypingSpeed" => {
                let time = rest.time(&name)?;
                if self.typing.is_none() && self.lines.is_empty() {
                    self.head.typing = time;
                }
                self.typing = Some(time);
            }
            "WaitTimeout" => self.wait = Some(rest.time(&name)?),
            _ => {
                let value = rest.value(&name)?;
                if name == "LoopOffset" {
                    rest.skip("%");
                }
                self.window.set(&name, &value)?;
            }
        }
        Ok(())
    }

    /// How long each character takes where that is not as in the whole script.
    fn slower(&self) -> Option<Duration> {
        self.typing.filter(|typing| *typing != self.head.typing)
    }

    fn act(&mut self, what: What) -> Wrong<()> {
        if !self.is_started {
            return self.prepare(what);
        }
        self.push(what);
        Ok(())
    }

    fn push(&mut self, what: What) {
        self.lines.push(Line { number: self.number, what });
    }

    /// What comes before the program is started: at VHS's shell, of which only the command is ours.
    fn prepare(&mut self, what: What) -> Wrong<()> {
        match what {
            What::Chapter(_) | What::Caption(_) => self.push(what),
            What::Sleep(_) | What::Wait { .. } => {}
            What::Hide => self.is_hidden = true,
            What::Show => self.is_hidden = false,
            What::Type { text, .. } => self.shell.push_str(&text),
            What::Key { key, times, each } if Some(key) == keys::named("Enter") => {
                let typed = std::mem::take(&mut self.shell);
                if !command::is_ours(&typed) {
                    if self.is_hidden {
                        return Ok(());
                    }
                    self.is_started = true;
                    return Err(Message::new("tape-not-recueil").with("typed", typed.trim()));
                }
                // what follows is the program's, whatever is wrong with the command
                self.is_started = true;
                if self.is_hidden {
                    self.push(What::Hide);
                }
                if times > 1 {
                    self.push(What::Key { key, times: times - 1, each });
                }
                self.head.command = command::read(&typed)?;
            }
            _ if self.is_hidden => {}
            _ => {
                self.is_started = true;
                return Err(Message::new("tape-not-started"));
            }
        }
        Ok(())
    }

    fn finish(mut self, file: &Path) -> Result<Script, Vec<Fault>> {
        if !self.is_started && self.faults.len() < FAULTS {
            self.fault(Message::new("tape-no-command"));
        }
        let mut length = Duration::ZERO;
        let is_over = |line: &&Line| {
            length += line.what.length(self.head.typing);
            length > WHOLE
        };
        if let Some(line) = self.lines.iter().find(is_over).map(|line| line.number) {
            self.faults.push(Fault { line, message: Message::new("tape-too-long").with("minutes", WHOLE.as_secs() / 60) });
        }
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        if self.head.title.is_empty() {
            self.head.title = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        }
        self.head.size = self.head.size.or_else(|| self.window.size());
        Ok(Script { file: file.to_owned(), head: self.head, lines: self.lines })
    }
}

/// A sign that nobody sees.
fn hostile(sign: char) -> Message {
    Message::new("tape-hostile").with("sign", format!("U+{:04X}", u32::from(sign)))
}

/// A file that lies no higher than where it is written: a script may be another's.
fn within(file: PathBuf) -> Wrong<PathBuf> {
    let is_within = file.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if is_within { Ok(file) } else { Err(Message::new("tape-outside").with("file", file.display().to_string())) }
}

/// A word that begins no command.
fn unknown(word: &str) -> Message {
    if let Some(number) = word.strip_prefix('F').and_then(|number| number.parse().ok()).filter(|number| (1..=10).contains(number)) {
        let twins: Vec<String> = keys::twins(number).into_iter().map(keys::control).collect();
        return match twins.as_slice() {
            [] => Message::new("tape-menu-key").with("key", word),
            twins => Message::new("tape-function-key").with("key", word).with("twin", twins.join(" / ")),
        };
    }
    let message = Message::new("tape-unknown").with("word", word);
    let known: Vec<&str> = COMMANDS.into_iter().chain(keys::names()).collect();
    match nearest(word, &known) {
        Some(near) => Message::new("fault-suggestion").with("fault", message).with("name", near),
        None => message,
    }
}
