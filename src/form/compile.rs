//! Expressions of a form: compiled once all names are known; who reads whom, cycles, indentation.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use toml::Spanned;

use super::fault::Faults;
use super::{Check, Each, Form, Required};
use crate::expression::{Expression, Scope, Type};
use crate::l10n::{Label, Language, Message};
use crate::question::{Question, Severity};

/// An expression to compile, with what it is for.
pub(super) struct Pending {
    pub target: Target,
    pub source: Spanned<String>,
    /// The question it stands in, for its faults.
    pub question: Option<String>,
}

/// What an expression is for.
pub(super) enum Target {
    Page(usize),
    Section(usize, usize),
    Relevant(usize),
    Required(usize),
    Spare(usize),
    Value(usize),
    Check(usize, CheckHead),
    Cross(usize, CheckHead),
}

/// A check without its test.
pub(super) struct CheckHead {
    pub severity: Severity,
    pub message: Spanned<Label>,
    pub each: Option<Each>,
}

/// Compiles every expression into its place, then refuses cycles and indexes who reads whom.
pub(super) fn compile(form: &mut Form, pending: Vec<Pending>, faults: &mut Faults) {
    let types = Types::of(form);
    let mut spans: FxHashMap<usize, Range<usize>> = FxHashMap::default();
    for Pending { target, source, question } in pending {
        faults.question = question;
        let span = source.span();
        let item = match &target {
            Target::Page(_) | Target::Section(..) => None,
            Target::Relevant(item)
            | Target::Required(item)
            | Target::Spare(item)
            | Target::Value(item)
            | Target::Check(item, _)
            | Target::Cross(item, _) => Some(*item),
        };
        let each = if let Target::Check(_, head) = &target { head.each } else { None };
        let Some(scope) = types.scope(form, item, each) else {
            faults.add(span, Message::new("fault-each-needs-matrix"));
            continue;
        };
        let expected = match (&target, item) {
            (Target::Value(_), Some(item)) => match form.items[item].question().and_then(Question::value_type) {
                Some(kind) => kind,
                None => continue,
            },
            _ => Type::Bool,
        };
        match Expression::parse(source.get_ref(), &scope, &expected) {
            Ok(expression) => {
                if let Target::Relevant(item) | Target::Value(item) = target {
                    spans.insert(item, span);
                }
                if let Target::Check(_, head) | Target::Cross(_, head) = &target {
                    check_names(head, &expression, &scope, faults);
                }
                put(form, target, expression);
            }
            Err(found) => found.iter().for_each(|fault| faults.add_expression(fault, &source)),
        }
    }
    faults.question = None;
    let links = Links::of(form);
    if let Some(cycle) = links.cycle() {
        let span = cycle.iter().find_map(|item| spans.get(item)).cloned().unwrap_or(0..0);
        let names = cycle.iter().map(|item| form.items[*item].id.as_str()).collect::<Vec<_>>().join(" → ");
        faults.add(span, Message::new("fault-cycle").with("questions", names));
        return;
    }
    form.readers = readers(form, &links);
    indent(form);
}

/// Refuses a `{name}` in a check's message that would never be filled in.
fn check_names(head: &CheckHead, test: &Expression, scope: &Names, faults: &mut Faults) {
    let texts = [Language::French, Language::English].map(|language| head.message.get_ref().text(language));
    let names = texts.iter().flat_map(|text| text.split('{').skip(1)).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    let names: BTreeSet<&str> = names.collect();
    if names.is_empty() {
        return;
    }
    let own = || scope.own.iter().map(|(name, _)| name.clone());
    let known: Vec<String> = match head.each {
        None => test.reads().iter().map(|read| read.path.join(".")).collect(),
        Some(Each::Row) => std::iter::once("row".to_owned()).chain(own()).collect(),
        Some(Each::Column) => std::iter::once("column".to_owned()).chain(own()).collect(),
    };
    for name in names.into_iter().filter(|name| known.iter().all(|known| known != name)) {
        faults.add(head.message.span(), Message::new("fault-message-name").with("name", name).with("known", known.join(", ")));
    }
}

fn put(form: &mut Form, target: Target, expression: Expression) {
    match target {
        Target::Page(page) => form.pages[page].relevant = Some(expression),
        Target::Section(page, section) => form.pages[page].sections[section].relevant = Some(expression),
        Target::Relevant(item) => form.items[item].relevant = Some(expression),
        Target::Required(item) => form.items[item].required = Required::When(expression),
        Target::Spare(item) => form.items[item].spare = Some(expression),
        Target::Value(item) => form.items[item].value = Some(expression),
        Target::Check(item, head) => form.items[item].checks.push(check(head, expression)),
        Target::Cross(item, head) => form.checks.push((item, check(head, expression))),
    }
}

fn check(head: CheckHead, test: Expression) -> Check {
    Check { severity: head.severity, message: head.message.into_inner(), each: head.each, test }
}

/// The types of a form's names.
struct Types {
    top: FxHashMap<String, Type>,
}

impl Types {
    fn of(form: &Form) -> Self {
        let top = form.top_level().filter_map(|(_, item)| {
            let kind = match item.repeat() {
                None => item.question()?.value_type()?,
                Some(repeat) => Type::Instances(fields(form, &repeat.fields).into()),
            };
            Some((item.id.clone(), kind))
        });
        Self { top: top.collect() }
    }

    /// The names an expression of this item may read; `None` if it should run along a matrix that is none.
    fn scope(&self, form: &Form, item: Option<usize>, each: Option<Each>) -> Option<Names<'_>> {
        let own = match (item, each) {
            (Some(item), Some(each)) => {
                let Some(Type::Record(rows)) = form.items[item].question()?.value_type() else { return None };
                match (each, rows.first()?) {
                    (Each::Row, (_, Type::Record(columns))) => columns.to_vec(),
                    (Each::Column, (_, Type::Record(columns))) => {
                        let cell = columns.first().map(|(_, cell)| cell.clone())?;
                        rows.iter().map(|(row, _)| (row.clone(), cell.clone())).collect()
                    }
                    (Each::Column, _) => rows.to_vec(),
                    (Each::Row, _) => return None,
                }
            }
            (Some(item), None) => form.items[item]
                .repeat
                .and_then(|repeat| form.items[repeat].repeat())
                .map_or(Vec::new(), |repeat| fields(form, &repeat.fields)),
            (None, _) => Vec::new(),
        };
        Some(Names { own, top: &self.top })
    }
}

fn fields(form: &Form, fields: &[usize]) -> Vec<(String, Type)> {
    fields.iter().filter_map(|field| Some((form.items[*field].id.clone(), form.items[*field].question()?.value_type()?))).collect()
}

/// Names at one place: a block's own fields or a matrix's rows first, then the form's questions.
struct Names<'a> {
    own: Vec<(String, Type)>,
    top: &'a FxHashMap<String, Type>,
}

impl Scope for Names<'_> {
    fn type_of(&self, name: &str) -> Option<Type> {
        self.own.iter().find(|(own, _)| own == name).map(|(_, kind)| kind).or_else(|| self.top.get(name)).cloned()
    }

    fn names(&self) -> Vec<String> {
        self.own.iter().map(|(name, _)| name.clone()).chain(self.top.keys().cloned()).collect()
    }
}

/// Which items each item's presence or value depends on.
struct Links(Vec<Vec<usize>>);

impl Links {
    fn of(form: &Form) -> Self {
        let links = form.items.iter().map(|item| {
            let page = &form.pages[item.page];
            let conditions = [&item.relevant, &item.value, &page.sections[item.section].relevant, &page.relevant];
            let mut links: Vec<usize> =
                conditions.into_iter().flatten().flat_map(|expression| read_by(form, item.repeat, expression)).collect();
            links.extend(item.repeat);
            links
        });
        Self(links.collect())
    }

    /// The items of a cycle, if there is one.
    fn cycle(&self) -> Option<Vec<usize>> {
        let mut state = vec![0_u8; self.0.len()]; // 0 new, 1 on the way, 2 done
        for start in 0..self.0.len() {
            let mut way: Vec<(usize, usize)> = vec![(start, 0)];
            if state[start] != 0 {
                continue;
            }
            state[start] = 1;
            while let Some((item, next)) = way.pop() {
                let Some(&to) = self.0[item].get(next) else {
                    state[item] = 2;
                    continue;
                };
                way.push((item, next + 1));
                match state[to] {
                    0 => {
                        state[to] = 1;
                        way.push((to, 0));
                    }
                    1 => {
                        let from = way.iter().position(|(item, _)| *item == to)?;
                        return Some(way[from..].iter().map(|(item, _)| *item).chain([to]).collect());
                    }
                    _ => {}
                }
            }
        }
        None
    }
}

/// The items an expression reads, as seen from inside a repeat or from the form.
fn read_by<'a>(form: &'a Form, repeat: Option<usize>, expression: &'a Expression) -> impl Iterator<Item = usize> + 'a {
    expression.reads().iter().flat_map(move |read| {
        let name = read.path.first().map_or("", String::as_str);
        let own = repeat.and_then(|repeat| form.items[repeat].repeat()).and_then(|repeat| form.field(repeat, name));
        let item = own.or_else(|| form.find(name));
        let below =
            item.and_then(|item| form.items[item].repeat()).zip(read.path.get(1)).and_then(|(repeat, field)| form.field(repeat, field));
        [item, below].into_iter().flatten()
    })
}

/// By question id, the pages that a change to its answer can touch.
fn readers(form: &Form, links: &Links) -> FxHashMap<String, Vec<usize>> {
    let top = |item: usize| form.items[item].repeat.unwrap_or(item);
    let mut direct: FxHashMap<usize, FxHashSet<usize>> = FxHashMap::default(); // question → items whose presence or value follows it
    for (item, reads) in links.0.iter().enumerate() {
        for read in reads {
            direct.entry(top(*read)).or_default().insert(top(item));
        }
    }
    let mut pages: FxHashMap<usize, FxHashSet<usize>> = FxHashMap::default(); // question → pages with an expression that reads it
    let mut note = |item: usize, page: usize| {
        pages.entry(top(item)).or_default().insert(page);
    };
    for (at, page) in form.pages.iter().enumerate() {
        let sections = page.sections.iter().filter_map(|section| section.relevant.as_ref());
        page.relevant.iter().chain(sections).flat_map(|expression| read_by(form, None, expression)).for_each(|item| note(item, at));
    }
    for item in &form.items {
        let required = if let Required::When(expression) = &item.required { Some(expression) } else { None };
        let own =
            item.relevant.iter().chain(&item.value).chain(&item.spare).chain(required).chain(item.checks.iter().map(|check| &check.test));
        own.flat_map(|expression| read_by(form, item.repeat, expression)).for_each(|read| note(read, item.page));
    }
    for (at, check) in &form.checks {
        read_by(form, None, &check.test).for_each(|item| note(item, form.items[*at].page));
    }
    let mut readers = FxHashMap::default();
    for &question in pages.keys() {
        let mut seen = FxHashSet::from_iter([question]);
        let mut next = vec![question];
        let mut found = FxHashSet::default();
        while let Some(item) = next.pop() {
            found.extend(pages.get(&item).into_iter().flatten().copied());
            next.extend(direct.get(&item).into_iter().flatten().copied().filter(|item| seen.insert(*item)));
        }
        let mut found: Vec<usize> = found.into_iter().collect();
        found.sort_unstable();
        readers.insert(form.items[question].id.clone(), found);
    }
    readers
}

/// « préciser » questions stand one step under the question they read.
fn indent(form: &mut Form) {
    for at in 0..form.items.len() {
        let item = &form.items[at];
        let Some(condition) = &item.relevant else { continue };
        let above = read_by(form, item.repeat, condition).filter(|read| {
            let read = &form.items[*read];
            read.page == item.page && read.section == item.section && read.repeat == item.repeat
        });
        let depth = above.filter(|read| *read < at).map(|read| form.items[read].depth + 1).max();
        form.items[at].depth = depth.unwrap_or(0).min(2);
    }
}
