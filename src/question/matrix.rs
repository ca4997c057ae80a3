//! A table of numbers: rows and columns, or rows with one cell each.

mod cells;
mod grid;

use jiff::civil::Date;
use ratatui::text::Line;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::number::Number;
use super::ordered::Ordered;
use super::typed::OneLine;
use super::{Arrival, Fault, Field, Given, Kind, Question, Table, Total};
use crate::expression::Type;
use crate::l10n::{Label, Language, Message};
use crate::ui::Context;

/// How many cells a table may have: nobody fills more.
const MOST_CELLS: usize = 10_000;

/// The entry of the table of kinds.
pub const KIND: Kind = Kind {
    name: "matrix",
    about: "A table of numbers: rows and columns, or rows with one cell each.",
    stored: "An object `{row: {column: number}}`, or `{row: number}` without columns: `{\"totaux\": {\"cibles\": 3.5}}`. Empty cells are absent, totals too.",
    example: "id = \"postes\"\nkind = \"matrix\"\nlabel = \"Postes\"\ncell = \"integer\"\nrows = { vacants = \"Postes vacants\", pourvus = \"Postes pourvus\" }\n\
              columns = { 2023 = \"en 2023\", 2024 = \"en 2024\" }\nheading = \"Postes\"\ntotal = \"row\"\nmin = 0\nmax = 1000\n",
    load: super::load::<Matrix>,
    #[cfg(test)]
    schema: || schemars::schema_for!(Matrix),
};

/// A table of numbers.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    /// What every cell holds.
    cell: Cell,
    /// The rows: ids and labels, in order.
    rows: Ordered,
    /// The columns: ids and labels, in order; without them there is one cell a row.
    #[serde(default)]
    columns: Ordered,
    /// What stands over the row labels; over the cells if there are no columns.
    #[serde(default)]
    heading: Label,
    /// Totals that are shown, never stored: at the end of each row, under each column, both.
    #[serde(default)]
    total: Total,
    /// Smallest number; zero if absent.
    min: Option<f64>,
    /// Largest number.
    max: Option<f64>,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Cell {
    /// A whole number.
    Integer,
    /// A number that may have decimals.
    Decimal,
}

impl Matrix {
    fn number(&self) -> Number {
        Number { whole: self.cell == Cell::Integer, min: self.min, max: self.max, decimals: 0 }
    }

    /// Cells in a row.
    fn across(&self) -> usize {
        self.columns.0.len().max(1)
    }

    /// All cells.
    fn count(&self) -> usize {
        self.rows.0.len() * self.across()
    }

    /// The row and, if there are columns, the column of a cell; cells count from the first row's first.
    fn ids(&self, cell: usize) -> Option<(&str, Option<&str>)> {
        let (row, _) = self.rows.0.get(cell / self.across())?;
        Some((row, self.columns.0.get(cell % self.across()).map(|(column, _)| column.as_str())))
    }

    /// Where a cell stands below the question: `row.column` or `row`.
    fn place(&self, cell: usize) -> String {
        match self.ids(cell) {
            Some((row, Some(column))) => format!("{row}.{column}"),
            Some((row, None)) => row.to_owned(),
            None => String::new(),
        }
    }

    /// The cell at a place, the first of a row if only the row is said.
    fn cell_at(&self, place: &str) -> Option<usize> {
        let (row, column) = place.split_once('.').map_or((place, None), |(row, column)| (row, Some(column)));
        let row = self.rows.0.iter().position(|(id, _)| id == row)?;
        let column = match column {
            Some(column) => self.columns.0.iter().position(|(id, _)| id == column)?,
            None => 0,
        };
        Some(row * self.across() + column)
    }

    /// The answer in one cell.
    fn get<'v>(&self, value: &'v Value, cell: usize) -> Option<&'v Value> {
        match self.ids(cell)? {
            (row, Some(column)) => value.get(row)?.get(column),
            (row, None) => value.get(row),
        }
    }

    /// The answer made of what each cell holds, in the form's order; `None` if all are empty.
    fn collect(&self, get: impl Fn(usize) -> Option<Value>) -> Option<Value> {
        let mut rows = Map::new();
        for cell in 0..self.count() {
            let (Some((row, column)), Some(value)) = (self.ids(cell), get(cell)) else { continue };
            match column {
                None => drop(rows.insert(row.to_owned(), value)),
                Some(column) => {
                    let cells = rows.entry(row).or_insert_with(|| Value::Object(Map::new()));
                    if let Some(cells) = cells.as_object_mut() {
                        cells.insert(column.to_owned(), value);
                    }
                }
            }
        }
        (!rows.is_empty()).then_some(Value::Object(rows))
    }

    /// What is wrong with the shape of a row from a file.
    fn row_faults(&self, row: &str, value: &Value, faults: &mut Vec<(String, Message)>) {
        if self.columns.0.is_empty() {
            if let Err(message) = self.number().accept(value) {
                faults.push((row.to_owned(), message));
            }
            return;
        }
        let cells = match value {
            Value::Null => return,
            Value::Object(cells) => cells,
            _ => return faults.push((row.to_owned(), Message::new("wrong-type-row"))),
        };
        for (column, value) in cells {
            let place = || format!("{row}.{column}");
            if !self.columns.0.iter().any(|(id, _)| id == column) {
                faults.push((place(), Message::new("wrong-column").with("name", column.as_str())));
            } else if let Err(message) = self.number().accept(value) {
                faults.push((place(), message));
            }
        }
    }
}

impl Question for Matrix {
    fn value_type(&self) -> Option<Type> {
        let cell = match self.cell {
            Cell::Integer => Type::Integer,
            Cell::Decimal => Type::Decimal,
        };
        let record = |ids: &Ordered, inner: &Type| Type::Record(ids.0.iter().map(|(id, _)| (id.clone(), inner.clone())).collect::<Vec<_>>().into());
        let row = if self.columns.0.is_empty() { cell } else { record(&self.columns, &cell) };
        Some(record(&self.rows, &row))
    }

    fn verify(&self) -> Result<(), (&'static str, Message)> {
        if self.rows.0.is_empty() {
            return Err(("rows", Message::new("form-no-rows")));
        }
        let cells = self.rows.0.len().saturating_mul(self.across());
        if cells > MOST_CELLS {
            return Err(("rows", Message::new("form-too-many-cells").with("cells", cells).with("most", MOST_CELLS)));
        }
        self.number().verify()
    }

    fn accept(&self, value: &Value) -> Result<Option<Value>, Vec<(String, Message)>> {
        let rows = match value {
            Value::Null => return Ok(None),
            Value::Object(rows) => rows,
            _ => return Err(vec![(String::new(), Message::new("wrong-type-matrix"))]),
        };
        let mut faults = Vec::new();
        for (row, value) in rows {
            if self.rows.0.iter().any(|(id, _)| id == row) {
                self.row_faults(row, value, &mut faults);
            } else {
                faults.push((row.clone(), Message::new("wrong-row").with("name", row.as_str())));
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(self.salvage(value))
    }

    fn salvage(&self, value: &Value) -> Option<Value> {
        self.collect(|cell| self.number().accept(self.get(value, cell)?).ok().flatten())
    }

    // One cell's text: why it cannot be read is what is told of an unreadable cell.
    fn read(&self, typed: &str) -> Result<Option<Value>, Message> {
        match self.number().parse(typed)? {
            None => Ok(None),
            Some(_) => Err(Message::new("matrix-not-typed")),
        }
    }

    fn check(&self, value: &Value, _today: Date) -> Vec<Fault> {
        let cells = (0..self.count()).filter_map(|cell| Some((cell, self.get(value, cell)?)));
        let faults = cells.flat_map(|(cell, value)| {
            self.number().check(value).into_iter().map(move |fault| Fault { below: self.place(cell), ..fault })
        });
        faults.collect()
    }

    fn summary(&self, value: &Value, language: Language) -> String {
        let [colon, semicolon] = match language {
            Language::French => ["\u{a0}: ", "\u{a0}; "],
            Language::English => [": ", "; "],
        };
        let number = |cell| Some(self.number().format(self.get(value, cell)?.as_f64()?, language));
        let rows = self.rows.0.iter().enumerate().filter_map(|(nth, (_, label))| {
            let first = nth * self.across();
            let cells: Vec<String> = if self.columns.0.is_empty() {
                number(first).into_iter().collect()
            } else {
                let cells = self.columns.0.iter().enumerate();
                cells.filter_map(|(at, (_, column))| Some(format!("{} {}", column.text(language), number(first + at)?))).collect()
            };
            (!cells.is_empty()).then(|| format!("{}{colon}{}", label.text(language), cells.join(", ")))
        });
        rows.collect::<Vec<_>>().join(semicolon)
    }

    fn table(&self) -> Option<Table<'_>> {
        Some(Table { heading: &self.heading, rows: &self.rows.0, columns: &self.columns.0, total: self.total })
    }

    fn view<'a>(&'a self, given: &Given<'a>, cx: &Context<'a>) -> Vec<Line<'a>> {
        let content = |cell: usize| {
            let unreadable = if given.unreadable.is_empty() { None } else { given.unreadable(&self.place(cell)) };
            match (unreadable, given.value.and_then(|value| self.get(value, cell)?.as_f64())) {
                (Some(text), _) => grid::Content::Unreadable(text),
                (None, Some(number)) => grid::Content::Number(number),
                (None, None) => grid::Content::Empty,
            }
        };
        grid::draw(self, cx, content).lines
    }

    fn edit(&self, given: &Given, arrival: &Arrival) -> Option<Box<dyn Field>> {
        Some(Box::new(cells::Cells::new(self, given, arrival)))
    }
}

#[cfg(test)]
mod tests;
