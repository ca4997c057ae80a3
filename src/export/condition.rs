//! Conditions in words, for paper: « Si « Statut juridique » : Portage GCS ». What is not easily said is « Si concerné ».

use super::words::{Words, line};
use crate::expression::{BinaryOperator, Expression, Literal, LogicOperator, Node, Read, Term};
use crate::form::{Form, Item};
use crate::l10n::Message;
use crate::outline::words::summary;

/// When something is asked. `repeat` is the repeat from whose blocks the condition is read.
pub(super) fn in_words(form: &Form, repeat: Option<usize>, condition: &Expression, words: Words) -> String {
    let speaker = Speaker { form, repeat, reads: condition.reads(), words };
    match speaker.tell(condition.root()) {
        Some(condition) => words.render(&Message::new("print-if").with("condition", condition)),
        None => words.say("print-if-concerned"),
    }
}

struct Speaker<'a> {
    form: &'a Form,
    repeat: Option<usize>,
    reads: &'a [Read],
    words: Words<'a>,
}

impl Speaker<'_> {
    fn tell(&self, node: &Node) -> Option<String> {
        match &node.term {
            Term::Logic(operator, nodes) => {
                let parts: Vec<String> = nodes.iter().map(|node| self.tell(node)).collect::<Option<_>>()?;
                // « a ou b et c » would be read in two ways
                let mixed = nodes.iter().any(|node| matches!(node.term, Term::Logic(..)));
                (!mixed).then(|| self.join(*operator, parts))?
            }
            Term::Binary(operator, left, right) => self.compare(*operator, left, right),
            Term::In(left, right) => match (&left.term, &right.term) {
                (Term::Read(read), Term::List(list)) => {
                    let item = self.question(*read)?;
                    let options: Vec<String> = list.iter().map(|node| self.value(item, node)).collect::<Option<_>>()?;
                    Some(self.say("print-if-is", item, &self.join(LogicOperator::Any, options)?))
                }
                (_, Term::Read(read)) => {
                    let item = self.question(*read)?;
                    Some(self.say("print-if-has", item, &self.value(item, left)?))
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn compare(&self, operator: BinaryOperator, left: &Node, right: &Node) -> Option<String> {
        let (Term::Read(read), Term::Literal(literal)) = (&left.term, &right.term) else { return None };
        let item = self.question(*read)?;
        match (operator, literal) {
            (BinaryOperator::NotEqual, Literal::Null) => {
                Some(self.words.render(&Message::new("print-if-answered").with("question", self.words.label(&item.label))))
            }
            (BinaryOperator::Equal, Literal::Text(_) | Literal::Integer(_) | Literal::Decimal(_) | Literal::Month(_)) => {
                Some(self.say("print-if-is", item, &self.value(item, right)?))
            }
            (_, Literal::Integer(_) | Literal::Decimal(_)) => {
                let id = match operator {
                    BinaryOperator::Greater => "print-more",
                    BinaryOperator::GreaterOrEqual => "print-at-least",
                    BinaryOperator::Less => "print-less",
                    BinaryOperator::LessOrEqual => "print-at-most",
                    _ => return None,
                };
                let bound = Message { id, args: vec![("number", self.value(item, right)?.into())] };
                Some(self.say("print-if-is", item, &self.words.render(&bound)))
            }
            _ => None,
        }
    }

    /// The question read, unless a part of it is.
    fn question(&self, read: usize) -> Option<&Item> {
        let [name] = self.reads.get(read)?.path.as_slice() else { return None };
        let own = self.repeat.and_then(|repeat| self.form.field(self.form.items.get(repeat)?.repeat()?, name));
        self.form.items.get(own.or_else(|| self.form.find(name))?)
    }

    /// A literal as the question it stands beside would show it.
    fn value(&self, item: &Item, node: &Node) -> Option<String> {
        let Term::Literal(literal) = &node.term else { return None };
        let value = match literal {
            Literal::Text(code) => {
                if let Some(options) = item.question()?.options() {
                    return options.label(code).map(|label| self.words.label(label));
                }
                code.as_str().into()
            }
            Literal::Integer(number) => (*number).into(),
            Literal::Decimal(number) => (*number).into(),
            Literal::Month(month) => month.text().into(),
            Literal::Null | Literal::Bool(_) => return None,
        };
        let at = self.form.items.iter().position(|other| std::ptr::eq(other, item))?;
        Some(line(&summary(self.form, at, &value, self.words.language())))
    }

    fn say(&self, id: &'static str, item: &Item, answer: &str) -> String {
        let message = Message { id, args: vec![("question", self.words.label(&item.label).into()), ("answer", answer.into())] };
        self.words.render(&message)
    }

    fn join(&self, operator: LogicOperator, parts: Vec<String>) -> Option<String> {
        let id = if operator == LogicOperator::All { "print-and" } else { "print-or" };
        let join = |first: String, second: String| {
            let message = Message { id, args: vec![("first", first.into()), ("second", second.into())] };
            self.words.render(&message)
        };
        parts.into_iter().reduce(join)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::load;
    use crate::l10n::{Language, Texts};

    fn told(condition: &str, language: Language) -> String {
        let form = format!(
            r#"
            id = "essai"
            version = "1"
            title = "Essai"
            [choices.statut]
            public = "Public"
            prive = "Privé lucratif"
            autre = "Autre"
            [[page]]
            id = "p"
            title = "P"
            [[page.question]]
            id = "statut"
            kind = "choice"
            label = "Statut ?"
            choices = "statut"
            [[page.question]]
            id = "profils"
            kind = "choices"
            label = "Profils"
            choices = "statut"
            [[page.question]]
            id = "nombre"
            kind = "decimal"
            label = "Nombre"
            [[page.question]]
            id = "mois"
            kind = "month"
            label = "Mois"
            [[page.question]]
            id = "suite"
            kind = "text"
            label = "Suite"
            relevant = "{condition}"
            "#
        );
        let form = load("essai.toml", &form).unwrap();
        let item = &form.items[4];
        in_words(&form, None, item.relevant.as_ref().unwrap(), Words(&Texts::new(language))).replace('\u{a0}', " ")
    }

    #[test]
    fn a_simple_condition_is_said_in_the_words_of_its_labels() {
        for (condition, words) in [
            ("statut == 'prive'", "Si « Statut ? » : Privé lucratif"),
            ("statut in ['public', 'autre']", "Si « Statut ? » : Public ou Autre"),
            ("'autre' in profils", "Si « Profils » comprend : Autre"),
            ("nombre > 2.5", "Si « Nombre » : plus de 2,5"),
            ("nombre >= 10", "Si « Nombre » : 10 ou plus"),
            ("nombre < 10", "Si « Nombre » : moins de 10"),
            ("nombre <= 10", "Si « Nombre » : 10 ou moins"),
            ("mois == '2024-03'", "Si « Mois » : mars 2024"),
            ("mois != null", "Si « Mois » a une réponse"),
            ("statut == 'autre' && nombre == 3", "Si « Statut ? » : Autre, et « Nombre » : 3"),
            ("statut == 'autre' || 'autre' in profils", "Si « Statut ? » : Autre ou « Profils » comprend : Autre"),
        ] {
            assert_eq!(told(condition, Language::French), words, "{condition}");
        }
        assert_eq!(told("statut == 'prive'", Language::English), "If \"Statut ?\": Privé lucratif");
    }

    #[test]
    fn what_is_not_easily_said_is_left_to_the_reader() {
        for condition in
            ["nombre * 2 > 4", "!(statut == 'autre')", "size(profils) > 1", "statut == 'autre' && (nombre == 1 || nombre == 2)"]
        {
            assert_eq!(told(condition, Language::French), "Si concerné", "{condition}");
        }
    }
}
