//! What is there in a scenario: the response, the disk, the screen.

use super::*;

impl Scenario {
    /// The open response with what is derived from it.
    pub fn session(&self) -> &Session {
        self.app.session().expect("a response is open")
    }

    /// The open response.
    pub fn response(&self) -> &Response {
        &self.session().response
    }

    /// Whether a response is open.
    pub fn is_open(&self) -> bool {
        self.app.session().is_some()
    }

    /// Where the focus is: the question or the cell; the page's id on a row that is none.
    pub fn at(&self) -> String {
        let position = self.response().position.clone().unwrap_or_default();
        if position.path.as_str().is_empty() { position.page } else { position.path.to_string() }
    }

    /// The page shown, by its id.
    pub fn page(&self) -> String {
        self.response().position.clone().unwrap_or_default().page
    }

    /// The answer at a path, as the program holds it.
    pub fn answer(&self, path: &str) -> Value {
        self.response().answers.get(&Path::from(path)).cloned().unwrap_or_default()
    }

    /// The n-th block of a repeat, from 1: its path.
    pub fn block(&self, repeat: &str, n: usize) -> String {
        let repeat = Path::question(repeat);
        let ids: Vec<_> = self.response().answers.blocks(&repeat).map(|(id, _)| id.to_owned()).collect();
        repeat.instance(&ids[n - 1]).to_string()
    }

    /// The response's file, once what is due was written.
    pub fn draft(&mut self) -> Value {
        self.wait(1000);
        let id = self.response().id.clone();
        let file = self.store.dir().join("responses").join(id).join("response.json");
        serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
    }

    /// The answers on the disk, without the identities of blocks.
    pub fn saved(&mut self) -> Value {
        let draft = self.draft();
        let answers = draft["answers"].as_object().unwrap().clone().into();
        recueil::response::without_ids(&answers)
    }

    /// Whether the response is validated.
    pub fn is_validated(&self) -> bool {
        self.response().status == Status::Validated
    }

    /// The problems, as `path code`.
    pub fn problems(&self) -> Vec<String> {
        let session = self.session();
        session.outline.problems().map(|(_, problem)| format!("{} {}", problem.path, problem.code)).collect()
    }

    /// The screen, with plain spaces.
    pub fn screen(&self) -> String {
        self.shown.0.replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// The screen as running text: lines joined, bars and runs of spaces gone.
    pub fn prose(&self) -> String {
        self.screen().replace(['▌', '│'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether the screen says this, over line ends or not.
    pub fn says(&self, text: &str) -> bool {
        self.prose().contains(text)
    }

    /// Holds that the screen says this.
    pub fn expect(&mut self, text: &str) -> &mut Self {
        assert!(self.says(text), "« {text} » should be on the screen:\n{}", self.screen());
        self
    }

    /// Holds that the screen does not say this.
    pub fn expect_no(&mut self, text: &str) -> &mut Self {
        assert!(!self.says(text), "« {text} » should not be on the screen:\n{}", self.screen());
        self
    }

    /// The first line of the screen with this in it.
    pub fn line(&self, text: &str) -> String {
        let screen = self.screen();
        let line = screen.lines().find(|line| line.contains(text));
        line.unwrap_or_else(|| panic!("no line has « {text} »:\n{screen}")).trim().to_owned()
    }

    /// The bottom line.
    pub fn bottom(&self) -> String {
        self.screen().lines().last().unwrap_or_default().trim().to_owned()
    }

    /// The lines with the bar of the focus, joined.
    pub fn focused(&self) -> String {
        let screen = self.screen();
        let page = |line| str::char_indices(line).nth(map(self.start.1.0)).map_or("", |(at, _)| &line[at..]);
        let lines = screen.lines().map(page).filter_map(|line| line.strip_prefix('▌'));
        lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    }

    /// When the program wants to be called.
    pub fn due(&self) -> Option<Timestamp> {
        self.app.due()
    }

    /// Whether changes were left that could not be saved.
    pub fn is_unsaved(&self) -> bool {
        self.app.is_unsaved()
    }

    /// The line for the ordinary screen after the program.
    pub fn farewell(&self) -> Option<String> {
        self.app.farewell()
    }
}
