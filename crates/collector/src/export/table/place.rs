//! One submission, laid into the columns of the tables.

use serde_json::{Map, Number, Value};

use super::layout::{Layout, Table, are_rows, is_part};
use super::name::CORE;
use super::standard::{MORE, REPEATED};
use crate::export::StoredSubmission;

/// What stands in one column of one line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Not asked, or left empty.
    Empty,
    Text(String),
    Number(Number),
    Flag(bool),
}

/// Gives each line of `stored` with the number of its table: that of the
/// answer, and those of its rows. What no column takes is in the last one.
pub(super) fn place(
    layout: &Layout,
    stored: &StoredSubmission,
    give: &mut dyn FnMut(usize, Vec<Cell>),
) {
    let Some(answers) = layout.tables.first() else {
        return;
    };
    let mut line = Line::new(answers);
    line.about(stored);
    let mut rows = Vec::new();
    let mut walk = Walk {
        layout,
        line: &mut line,
        rows: Some(&mut rows),
    };
    for (name, value) in stored.submission.as_object().into_iter().flatten() {
        walk.walk(name, &format!("/{}", token(name)), value);
    }
    let repeated: Vec<(&str, Cell)> = REPEATED
        .iter()
        .map(|(name, _)| (*name, line.cell(name)))
        .collect();
    give(0, line.cells());
    for (number, items) in rows {
        let Some(table) = layout.tables.get(number) else {
            continue;
        };
        for (index, item) in items.iter().enumerate() {
            let mut line = Line::new(table);
            for (name, cell) in &repeated {
                line.set(name, cell.clone());
            }
            line.set("row", Cell::Number((index + 1).into()));
            let mut walk = Walk {
                layout,
                line: &mut line,
                rows: None,
            };
            let fields = item.as_object().into_iter().flatten();
            for (name, value) in fields {
                walk.field(&table.name, "", name, value);
            }
            give(number, line.cells());
        }
    }
}

/// A line that is being filled in.
struct Line<'t> {
    table: &'t Table,
    cells: Vec<Cell>,
    more: Map<String, Value>,
}

impl<'t> Line<'t> {
    fn new(table: &'t Table) -> Self {
        Self {
            table,
            cells: vec![Cell::Empty; table.columns.len()],
            more: Map::new(),
        }
    }

    fn cell(&self, name: &str) -> Cell {
        let cell = self.table.column(name).and_then(|at| self.cells.get(at));
        cell.cloned().unwrap_or(Cell::Empty)
    }

    /// Whether there is a free cell for it.
    fn set(&mut self, name: &str, cell: Cell) -> bool {
        let free = self.table.column(name).filter(|_| name != MORE);
        match free.and_then(|at| self.cells.get_mut(at)) {
            Some(free) if *free == Cell::Empty => {
                *free = cell;
                true
            }
            _ => false,
        }
    }

    fn about(&mut self, stored: &StoredSubmission) {
        let status = serde_json::to_value(stored.status).unwrap_or_default();
        self.set("seq", Cell::Number(stored.seq.into()));
        self.set("status", leaf(&status));
        self.set("received_at", Cell::Text(stored.received_at.clone()));
        if let Some(id) = &stored.amended_by {
            self.set("amended_by", Cell::Text(id.clone()));
        }
        self.set("possible_duplicate", Cell::Flag(stored.possible_duplicate));
        self.set("suspect", Cell::Flag(stored.suspect));
    }

    fn cells(mut self) -> Vec<Cell> {
        if !self.more.is_empty() {
            let more = Cell::Text(Value::Object(self.more).to_string());
            if let Some(last) = self.cells.last_mut() {
                *last = more;
            }
        }
        self.cells
    }
}

/// Goes through a submission, or a row of it.
struct Walk<'w, 's, 't> {
    layout: &'w Layout,
    line: &'w mut Line<'t>,
    /// Rows that lines are to be made of, with the numbers of their tables;
    /// none inside a row.
    rows: Option<&'w mut Vec<(usize, &'s [Value])>>,
}

impl<'s> Walk<'_, 's, '_> {
    fn walk(&mut self, name: &str, pointer: &str, value: &'s Value) {
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                for (field, value) in fields {
                    self.field(name, pointer, field, value);
                }
            }
            Value::Array(items) if are_rows(items) && self.begins_rows(name, pointer, items) => {}
            value => {
                // What the collector says has no dot in its name, and nobody
                // else says it.
                if !(name.contains('.') && self.line.set(name, leaf(value))) {
                    self.line.more.insert(pointer.to_owned(), value.clone());
                }
            }
        }
    }

    fn field(&mut self, name: &str, pointer: &str, field: &str, value: &'s Value) {
        let pointer = format!("{pointer}/{}", token(field));
        if is_part(field) {
            self.walk(&format!("{name}.{field}"), &pointer, value);
        } else {
            self.line.more.insert(pointer, value.clone());
        }
    }

    /// Whether these are rows that have a table.
    fn begins_rows(&mut self, name: &str, pointer: &str, items: &'s [Value]) -> bool {
        let is_there = CORE.contains(&name) || pointer.starts_with("/x/");
        let table = self.layout.table(name).filter(|_| is_there);
        let (Some((number, _)), Some(rows)) = (table, self.rows.as_deref_mut()) else {
            return false;
        };
        let count = Cell::Number(items.len().into());
        let counted = self.line.set(&format!("{name}.rows"), count);
        if counted {
            rows.push((number, items));
        }
        counted
    }
}

/// A field's name in a JSON Pointer.
fn token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// What a value without fields of its own is in a cell.
fn leaf(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(flag) => Cell::Flag(*flag),
        Value::Number(number) => Cell::Number(number.clone()),
        Value::String(text) => Cell::Text(text.clone()),
        Value::Array(items) => Cell::Text(joined(items).unwrap_or_else(|| value.to_string())),
        Value::Object(_) => Cell::Text(value.to_string()),
    }
}

/// Codes with `|` between them, if that can be told apart again.
fn joined(items: &[Value]) -> Option<String> {
    let code = |item: &Value| {
        let code = item.as_str().filter(|code| !code.is_empty())?;
        (!code.contains('|') && !code.starts_with('[')).then(|| code.to_owned())
    };
    let codes: Option<Vec<String>> = items.iter().map(code).collect();
    codes
        .filter(|codes| !codes.is_empty())
        .map(|codes| codes.join("|"))
}
