//! What is left of a line: the arguments of a command are taken from it one by one.

use std::path::PathBuf;
use std::time::Duration;

use super::read::Wrong;
use super::token::Token;
use crate::l10n::Message;

/// The longest pause, and the longest that is waited for something.
const LONGEST: Duration = Duration::from_secs(60);
/// The most often a key is pressed by one line.
const TIMES: u16 = 500;

/// The tokens of a line that are not taken yet.
#[derive(Debug)]
pub(super) struct Rest<'a> {
    line: &'a str,
    tokens: &'a [(usize, Token<'a>)],
}

impl<'a> Rest<'a> {
    /// All of a line.
    pub fn new(line: &'a str, tokens: &'a [(usize, Token<'a>)]) -> Self {
        Self { line, tokens }
    }

    /// Takes the next token.
    pub fn next(&mut self) -> Option<Token<'a>> {
        let ((_, token), rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(*token)
    }

    /// The next token.
    pub fn peek(&self) -> Option<Token<'a>> {
        self.tokens.first().map(|(_, token)| *token)
    }

    /// Takes the next token if it is this sign.
    pub fn skip(&mut self, sign: &str) -> bool {
        let is_it = self.peek() == Some(Token::Sign(sign));
        if is_it {
            self.next();
        }
        is_it
    }

    /// What cannot stand where it does, up to the line's end.
    pub fn unexpected(&self, token: Token) -> Message {
        let behind = self.tokens.first().map_or(self.line.len(), |(at, _)| *at);
        let found = format!("{}{}", token.text(), self.line.get(behind..).map(|rest| format!(" {rest}")).unwrap_or_default());
        Message::new("tape-unexpected").with("found", found.trim())
    }

    /// A text: one or more words or texts in quotation marks, which VHS joins by blanks.
    pub fn text(&mut self, command: &str) -> Wrong<String> {
        let mut text: Option<String> = None;
        while let Some(Token::Quoted(piece) | Token::Word(piece)) = self.peek().filter(|token| !token.is_keyword()) {
            text = Some(text.map_or_else(|| piece.to_owned(), |text| format!("{text} {piece}")));
            self.next();
        }
        let text = text.ok_or_else(|| Message::new("tape-needs-text").with("command", command))?;
        if text.contains('\t') { Err(Message::new("tape-tab")) } else { Ok(text) }
    }

    /// A file's name.
    pub fn file(&mut self, command: &str) -> Wrong<PathBuf> {
        match self.next().filter(|token| !token.is_keyword()) {
            Some(Token::Quoted(name) | Token::Word(name)) if !name.trim().is_empty() => Ok(name.into()),
            _ => Err(Message::new("tape-needs-file").with("command", command)),
        }
    }

    /// A value of any kind.
    pub fn value(&mut self, command: &str) -> Wrong<String> {
        let value = self.next().map(|token| token.text().to_owned());
        value.ok_or_else(|| Message::new("tape-needs-value").with("command", command))
    }

    /// A word, or a text in quotation marks.
    pub fn word(&mut self, command: &str) -> Wrong<String> {
        match self.next().filter(|token| !token.is_keyword()) {
            Some(Token::Quoted(text) | Token::Word(text)) => Ok(text.to_owned()),
            _ => Err(Message::new("tape-needs-text").with("command", command)),
        }
    }

    /// The time after `@`, if there is one.
    pub fn at(&mut self, command: &str) -> Wrong<Option<Duration>> {
        if self.skip("@") { self.time(command).map(Some) } else { Ok(None) }
    }

    /// A time; a bare number is one of seconds.
    pub fn time(&mut self, command: &str) -> Wrong<Duration> {
        let wrong = |found: &str| Message::new("tape-time").with("command", command).with("found", found);
        let Some(Token::Number(number)) = self.peek() else { return Err(wrong(self.peek().map(Token::text).unwrap_or_default())) };
        self.next();
        let unit = match self.peek() {
            // the pace of keys is never one of minutes
            Some(Token::Word(unit @ ("ms" | "s" | "m"))) if (unit, command) != ("m", "TypingSpeed") => unit,
            Some(Token::Word(unit)) if !Token::Word(unit).is_keyword() => return Err(wrong(&format!("{number}{unit}"))),
            _ => "",
        };
        if !unit.is_empty() {
            self.next();
        }
        let of_a_second = match unit {
            "ms" => 0.001,
            "m" => 60.0,
            _ => 1.0,
        };
        let seconds: f64 = number.parse().map_err(|_| wrong(number))?;
        let too_long = || Message::new("tape-time-long").with("command", command).with("seconds", LONGEST.as_secs());
        let time = Duration::try_from_secs_f64(seconds * of_a_second).map_err(|_| too_long())?;
        // whole milliseconds: nothing shorter is seen
        let time = Duration::from_millis(u64::try_from((time + Duration::from_micros(500)).as_millis()).unwrap_or(u64::MAX));
        if time > LONGEST { Err(too_long()) } else { Ok(time) }
    }

    /// How often a key is pressed.
    pub fn times(&mut self) -> Wrong<u16> {
        let Some(Token::Number(number)) = self.peek() else { return Ok(1) };
        self.next();
        let times = number.parse().ok().filter(|times| (1..=TIMES).contains(times));
        times.ok_or_else(|| Message::new("tape-times").with("found", number).with("limit", usize::from(TIMES)))
    }
}
