//! What every command works with: the words, the forms, where responses are, who acts and when; and how it answers.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;

use fastrand::Rng;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::arguments::Global;
use crate::form::{Form, Sources};
use crate::l10n::{Language, Message, Texts, system_reason};
use crate::response::Response;
use crate::response::history::{Entry, lines};
use crate::store::{Listing, Saved, Settings, Store};
use crate::ui::clean::{clean_lines, escape_json};

/// Why a command did not do what it was asked to: its exit code and what to tell, a line each. Nothing was written.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    /// 1: found or failed; 2: wrong usage.
    pub code: u8,
    /// What to tell; nothing if it has been told already.
    pub lines: Vec<String>,
}

/// What commands give: their exit code, 0 or 1, or why they failed.
pub type Outcome = Result<u8, Failure>;

impl Failure {
    /// Something that failed: exit code 1.
    #[must_use]
    pub fn failed(lines: Vec<String>) -> Self {
        Self { code: 1, lines }
    }

    /// Wrong usage: exit code 2.
    #[must_use]
    pub fn usage(line: String) -> Self {
        Self { code: 2, lines: vec![line] }
    }
}

/// What every command works with.
#[derive(Clone, Debug)]
pub struct Session {
    /// The words, in the person's language.
    pub texts: Rc<Texts>,
    /// Where forms come from.
    pub sources: Sources,
    /// The data directory; it may not be there yet.
    pub data_dir: PathBuf,
    /// Whether it is given to its group.
    pub shares: bool,
    /// What the person has set.
    pub settings: Settings,
    /// Where that is kept, if anywhere.
    pub config: Option<PathBuf>,
    /// The name given by `--as` or by the settings, if any.
    pub named: Option<String>,
    /// Whether a name was given, or asked for and not given: else the screen asks once.
    pub is_named: bool,
    /// When the command was started.
    pub now: Timestamp,
    /// The local zone.
    pub zone: TimeZone,
    /// The day there.
    pub today: Date,
    /// Whether the keys that are pressed are shown at the foot of the screen, and with the captions of which file.
    pub shows_keys: Option<Option<PathBuf>>,
    /// What identities are drawn from, if they are to be the same each time.
    pub seed: Option<u64>,
}

impl Session {
    /// The session that these options describe.
    ///
    /// # Errors
    /// No data directory is known, or that of the forms is none; restricted to one response, a command was asked for: exit code 2.
    pub(super) fn new(global: &Global, restricted: bool) -> Result<Self, Failure> {
        // what comes with a connection may not choose directories, and what one person sets is no other's who shares the account
        let config = if restricted { None } else { Settings::default_dir().ok() };
        let variable = |name: &str| variable(name).filter(|_| !restricted);
        let (settings, fault) = config.as_deref().map(Settings::read).unwrap_or_default();
        let texts = Rc::new(Texts::new(language(global.lang.as_deref(), &settings)));
        let data_dir =
            global.data_dir.clone().or_else(|| variable("RECUEIL_DATA_DIR").map(PathBuf::from)).map_or_else(Store::default_dir, Ok);
        if restricted {
            guard(global, &texts)?;
        }
        let data_dir = data_dir.map_err(|error| Failure::usage(texts.render(&error.message())))?;
        let forms = global.forms.clone().or_else(|| variable("RECUEIL_FORMS").map(PathBuf::from));
        if let Some(dir) = forms.as_deref().filter(|dir| !dir.is_dir()) {
            let message = Message::new("cli-no-forms-dir").with("dir", dir.display().to_string());
            return Err(Failure::usage(texts.render(&message)));
        }
        let named = global.author.clone().or_else(|| settings.author.clone());
        let is_named = named.is_some();
        let named = named.filter(|name| !name.trim().is_empty());
        let now = Timestamp::now();
        let zone = crate::store::local_zone();
        let today = now.to_zoned(zone.clone()).date();
        if let Some(fault) = fault {
            complain(&[texts.render(&fault)]);
        }
        let sources = Sources::new(config.iter().map(|dir| dir.join("forms")).chain(forms).collect());
        Ok(Self {
            texts,
            sources,
            data_dir,
            shares: global.shared,
            settings,
            config,
            named,
            is_named,
            now,
            zone,
            today,
            shows_keys: global.show_keys.clone(),
            seed: None,
        })
    }

    /// That of someone whose data are there, on a day that stays.
    #[cfg(test)]
    pub(super) fn of_a_test(dir: &std::path::Path) -> Self {
        let now: Timestamp = "2026-01-15T10:00:00Z".parse().unwrap();
        Self {
            texts: Texts::new(Language::French).into(),
            sources: Sources::default(),
            data_dir: dir.join("data"),
            shares: false,
            settings: Settings::default(),
            config: None,
            named: Some("Wzkxwine Zwkxmann".to_owned()),
            is_named: true,
            now,
            zone: TimeZone::UTC,
            today: now.to_zoned(TimeZone::UTC).date(),
            shows_keys: None,
            seed: Some(1),
        }
    }

    /// What identities are drawn from.
    #[must_use]
    pub fn random(&self) -> Rng {
        self.seed.map_or_else(Rng::new, Rng::with_seed)
    }

    /// The language of the screen.
    #[must_use]
    pub fn language(&self) -> Language {
        self.texts.language()
    }

    /// A message in words.
    #[must_use]
    pub fn tell(&self, message: &Message) -> String {
        self.texts.render(message)
    }

    /// A failure with this message: exit code 1.
    #[must_use]
    pub fn failed(&self, message: &Message) -> Failure {
        Failure::failed(vec![self.tell(message)])
    }

    /// Wrong usage, with this message: exit code 2.
    #[must_use]
    pub fn usage(&self, message: &Message) -> Failure {
        Failure::usage(self.tell(message))
    }

    /// Who acts: the name given, else that of the account.
    #[must_use]
    pub fn author(&self) -> String {
        let account = || ["USER", "LOGNAME"].into_iter().find_map(|name| variable(name)?.into_string().ok());
        self.named.clone().or_else(account).unwrap_or_default()
    }

    /// The data directory, made if needed.
    ///
    /// # Errors
    /// It cannot be used.
    pub fn store(&self) -> Result<Store, Failure> {
        let open = if self.shares { Store::open_shared } else { Store::open };
        open(&self.data_dir).map_err(|error| self.failed(&error.message()))
    }

    /// What responses are read with to be listed.
    #[must_use]
    pub fn listing(&self) -> Listing {
        Listing { sources: self.sources.clone(), today: self.today }
    }

    /// The form of that id.
    ///
    /// # Errors
    /// There is none, with the known ones (2), or its file has faults (1).
    pub fn form(&self, id: &str) -> Result<Form, Failure> {
        self.sources.load(id).map_err(|error| match error {
            Some(error) => Failure::failed(error.lines(&self.texts)),
            None => self.usage(&Message::new("cli-unknown-form").with("id", id).with("known", self.sources.ids().join(", "))),
        })
    }

    /// The form that a stored response fills.
    ///
    /// # Errors
    /// It is unknown here, or its file has faults: exit code 1.
    pub fn form_of(&self, response: &Response) -> Result<Form, Failure> {
        self.sources.load(&response.form.id).map_err(|error| match error {
            Some(error) => Failure::failed(error.lines(&self.texts)),
            None => self
                .failed(&Message::new("cli-form-missing").with("response", response.id.as_str()).with("form", response.form.id.as_str())),
        })
    }

    /// Writes text to the standard output, without what could command a terminal. A reader that went away is no failure.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn print(&self, text: &str) -> Result<(), Failure> {
        self.write(clean_lines(text).as_bytes())
    }

    /// Writes JSON to the standard output, with what could command a terminal escaped.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn print_json(&self, value: &Value) -> Result<(), Failure> {
        self.write((escape_json(&format!("{value:#}")) + "\n").as_bytes())
    }

    /// Writes bytes to the standard output as they are.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        write(&self.texts, bytes)
    }

    /// Writes a response with what is new in its history. It is there even if its history could not be written, which is told.
    ///
    /// # Errors
    /// The response could not be written.
    pub fn save(&self, store: &Store, response: &Response, entries: &[Entry]) -> Result<(), Failure> {
        let Saved { written, recorded } = store.save_with(&response.id, &response.to_json(), &mut lines(entries), self.now);
        written.map_err(|error| self.failed(&error.message()))?;
        if let Err(error) = recorded {
            self.warn(&self.tell(&Message::new("history-unwritten").with("reason", error.message())));
        }
        Ok(())
    }

    /// Tells something on the standard error without failing.
    pub fn warn(&self, line: &str) {
        complain(&[line.to_owned()]);
    }
}

/// Refuses what comes with an SSH connection and would be something else than the forced command says.
fn guard(global: &Global, texts: &Texts) -> Result<(), Failure> {
    if let Some(command) = variable("SSH_ORIGINAL_COMMAND") {
        let message = Message::new("restricted-command").with("command", command.to_string_lossy().into_owned());
        return Err(Failure::usage(texts.render(&message)));
    }
    if global.data_dir.is_none() && variable("XDG_DATA_HOME").is_some() {
        return Err(Failure::usage(texts.render(&Message::new("restricted-data-dir"))));
    }
    Ok(())
}

/// The language to speak: the option or the environment's, else the setting, else French.
pub(super) fn language(wanted: Option<&str>, settings: &Settings) -> Language {
    let variable = variable("RECUEIL_LANG").and_then(|value| value.into_string().ok());
    let asked = wanted.or(variable.as_deref()).and_then(Language::from_code);
    asked.or_else(|| settings.language.as_deref().and_then(Language::from_code)).unwrap_or_default()
}

/// An environment variable that says something.
fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Writes bytes to the standard output. A reader that went away is no failure.
///
/// # Errors
/// They cannot be written.
pub(super) fn write(texts: &Texts, bytes: &[u8]) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::failed(vec![texts.render(&Message::new("cli-output").with("reason", system_reason(&error)))]))
        }
        _ => Ok(()),
    }
}

/// Writes lines to the standard error, without what could command a terminal. If even that is closed, there is nobody to tell.
pub(super) fn complain(lines: &[String]) {
    let mut error = io::stderr().lock();
    for line in lines {
        let _ = writeln!(error, "{}", clean_lines(line));
    }
}

/// An option's value among arguments that could not be parsed as a whole.
pub(super) fn option(arguments: &[OsString], name: &str) -> Option<String> {
    let mut rest = arguments.iter().map(|argument| argument.to_string_lossy());
    while let Some(argument) = rest.next() {
        match argument.strip_prefix(name) {
            Some("") => return rest.next().map(Into::into),
            Some(value) if value.starts_with('=') => return Some(value[1..].to_owned()),
            _ => {}
        }
    }
    None
}
