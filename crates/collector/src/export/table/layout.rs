//! Which tables and columns there are: those of the shared schema, and those
//! that the answers to questions of the coordinators' own need.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};

use super::name::{ANSWERS, CORE, is_own};
use super::standard::{self, Field, Kind, MORE, PARTS, REPEATED, STORED};
use crate::export::StoredSubmission;

/// The most columns and tables of the questionnaires' own. Answers that were
/// reviewed hold what a coordinator asks and no more; a file stays one that can
/// be opened even so.
const MOST_COLUMNS: usize = 4000;
const MOST_TABLES: usize = 50;

/// The longest name of a column, in bytes.
const LONGEST: usize = 300;

/// A column, with all that it may hold.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kinds: BTreeSet<Kind>,
}

/// A table and its columns, in their order.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    index: HashMap<String, usize>,
}

impl Table {
    fn new(name: &str, columns: Vec<Column>) -> Self {
        let numbers = columns.iter().enumerate();
        Self {
            name: name.to_owned(),
            index: numbers
                .map(|(number, column)| (column.name.clone(), number))
                .collect(),
            columns,
        }
    }

    /// The number of the column with this name.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }
}

/// Every table: the answers, the rows of the core, the rows of questionnaires.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) tables: Vec<Table>,
}

impl Layout {
    /// The table with this name, and its number.
    pub(super) fn table(&self, name: &str) -> Option<(usize, &Table)> {
        let mut tables = self.tables.iter().enumerate();
        tables.find(|(_, table)| table.name == name)
    }

    /// Sees to it that rows of this id have a table, if only an empty one.
    pub(super) fn ensure(&mut self, name: &str) {
        if is_own(name) && self.table(name).is_none() {
            self.tables.push(rows(name, Vec::new()));
        }
    }
}

/// Whether every item is an object, as those of rows are.
pub(super) fn are_rows(items: &[Value]) -> bool {
    items.iter().all(Value::is_object)
}

type Found = BTreeMap<Vec<String>, BTreeSet<Kind>>;

/// What the answers have been seen to hold beside the shared schema.
#[derive(Debug, Default)]
pub(super) struct Survey {
    columns: Found,
    rows: BTreeMap<String, Found>,
    /// Arrays without an item: rows or codes, as others of them will tell.
    empty: BTreeSet<Vec<String>>,
    count: usize,
}

impl Survey {
    /// Looks at one more. What waits for its questionnaire has been held
    /// against none, and makes no columns; nor does it when it was amended
    /// while it waited.
    pub(super) fn see(&mut self, stored: &StoredSubmission) {
        if !stored.reviewed {
            return;
        }
        if let Some(own) = stored.submission.get("x") {
            self.walk(&mut vec!["x".to_owned()], own, None);
        }
    }

    fn walk(&mut self, path: &mut Vec<String>, value: &Value, rows: Option<&str>) {
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                for (name, value) in fields {
                    if is_part(name) {
                        path.push(name.clone());
                        self.walk(path, value, rows);
                        path.pop();
                    }
                }
            }
            Value::Array(items) if rows.is_none() && items.is_empty() => {
                if self.empty.len() < MOST_COLUMNS {
                    self.empty.insert(path.clone());
                }
            }
            Value::Array(items) if rows.is_none() && are_rows(items) && self.room(path) => {
                let id = path.join(".");
                self.rows.entry(id.clone()).or_default();
                // A row in which nothing is answered has no column.
                for item in items.iter().filter(|item| **item != json!({})) {
                    self.walk(path, item, Some(&id));
                }
            }
            value => self.add(path, kind(value), rows),
        }
    }

    /// Whether there may be a table of these rows.
    fn room(&self, path: &[String]) -> bool {
        let id = path.join(".");
        self.rows.contains_key(&id) || (is_own(&id) && self.rows.len() < MOST_TABLES)
    }

    fn add(&mut self, path: &[String], kind: Kind, rows: Option<&str>) {
        let found = match rows {
            None => &mut self.columns,
            Some(id) => match self.rows.get_mut(id) {
                Some(found) => found,
                None => return,
            },
        };
        if let Some(kinds) = found.get_mut(path) {
            kinds.insert(kind);
        } else if self.count < MOST_COLUMNS && path.iter().map(String::len).sum::<usize>() < LONGEST
        {
            self.count += 1;
            found.insert(path.to_vec(), BTreeSet::from([kind]));
        }
    }

    /// The tables, once everything has been seen.
    pub(super) fn layout(mut self) -> Layout {
        for path in std::mem::take(&mut self.empty) {
            if !self.rows.contains_key(&path.join(".")) {
                self.add(&path, Kind::Codes, None);
            }
        }
        let mut columns: Vec<Column> = STORED.iter().map(|(name, kind)| one(name, *kind)).collect();
        columns.extend(standard(&standard::ANSWERS));
        let mut own: BTreeMap<Vec<String>, BTreeSet<Kind>> = self.columns;
        for id in self.rows.keys() {
            let path = id.split('.').chain(["rows"]).map(str::to_owned).collect();
            own.entry(path).or_default().insert(Kind::Number);
        }
        columns.extend(found(own));
        columns.push(one(MORE, Kind::Json));
        let mut tables = vec![Table::new(ANSWERS, columns)];
        let fields: [&[(&str, Field)]; 3] = [&standard::NEED, &standard::TRN, &standard::INT];
        for (name, fields) in CORE.iter().zip(fields) {
            tables.push(rows(name, standard(fields)));
        }
        for (name, columns) in self.rows {
            tables.push(rows(&name, found(columns)));
        }
        Layout { tables }
    }
}

/// Whether a field's name can stand in the name of a column.
pub(super) fn is_part(name: &str) -> bool {
    !name.is_empty() && !name.contains(|letter: char| letter == '.' || letter.is_control())
}

/// What a value is, to somebody who has only the file.
fn kind(value: &Value) -> Kind {
    match value {
        Value::Number(_) => Kind::Number,
        Value::Bool(_) => Kind::Flag,
        Value::Array(_) => Kind::Codes,
        Value::Object(_) | Value::Null => Kind::Json,
        Value::String(_) => Kind::Text,
    }
}

fn one(name: &str, kind: Kind) -> Column {
    Column {
        name: name.to_owned(),
        kinds: BTreeSet::from([kind]),
    }
}

/// A table of rows around their own columns.
fn rows(name: &str, own: Vec<Column>) -> Table {
    let repeated = REPEATED.iter().map(|(name, kind)| one(name, *kind));
    let columns = repeated.chain(own).chain([one(MORE, Kind::Json)]);
    Table::new(name, columns.collect())
}

fn standard(fields: &[(&str, Field)]) -> Vec<Column> {
    let columns = fields.iter().flat_map(|(name, field)| match field {
        Field::Of(kind) => vec![one(name, *kind)],
        Field::Rows => vec![one(&format!("{name}.rows"), Kind::Number)],
        Field::Coded => {
            let part = |(part, kind): &(&str, Kind)| one(&format!("{name}.{part}"), *kind);
            PARTS.iter().map(part).collect()
        }
    });
    columns.collect()
}

/// In the order of their ids, segment by segment.
fn found(found: Found) -> Vec<Column> {
    let column = |(path, kinds): (Vec<String>, _)| Column {
        name: path.join("."),
        kinds,
    };
    found.into_iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surveyed(answers: &[Value]) -> Layout {
        let mut survey = Survey::default();
        for own in answers {
            survey.walk(&mut vec!["x".to_owned()], own, None);
        }
        survey.layout()
    }

    fn own(layout: &Layout, table: &str) -> Vec<String> {
        let (_, table) = layout.table(table).unwrap();
        let names = table.columns.iter().map(|column| column.name.clone());
        names.filter(|name| name.starts_with("x.")).collect()
    }

    #[test]
    fn of_several_versions_there_is_one_set_of_columns_in_one_order() {
        let answers = [
            json!({ "a": { "how-much": 1, "how": { "b": "1", "a": "2" } } }),
            json!({ "a": { "how": "1", "rows": [{ "n": 1 }], "tags": [] } }),
            json!({ "a": { "rows": [], "tags": [], "rows2": [] } }),
            json!({ "a": { "rows": [{ "m": { "code": "1" } }, {}], "how_else": true } }),
        ];
        let columns = [
            "x.a.how",
            "x.a.how.a",
            "x.a.how.b",
            "x.a.how-much",
            "x.a.how_else",
            "x.a.rows.rows",
            "x.a.rows2",
            "x.a.tags",
        ];
        let mut turned = answers.to_vec();
        turned.reverse();
        for answers in [answers.to_vec(), turned] {
            let layout = surveyed(&answers);
            assert_eq!(own(&layout, "answers"), columns);
            assert_eq!(own(&layout, "x.a.rows"), ["x.a.rows.m.code", "x.a.rows.n"]);
            assert_eq!(layout.tables.len(), 5);
        }
    }

    #[test]
    fn columns_and_tables_have_a_bound() {
        let many = (0..2 * MOST_COLUMNS).map(|number| (format!("c{number}"), json!(1)));
        let tables = (0..2 * MOST_TABLES).map(|number| (format!("t{number}"), json!([{ "a": 1 }])));
        let answer = json!({ "a": many.chain(tables).collect::<serde_json::Map<_, _>>() });
        let layout = surveyed(&[answer.clone(), answer]);
        assert!(own(&layout, "answers").len() <= MOST_COLUMNS + MOST_TABLES);
        assert!(layout.tables.len() <= 4 + MOST_TABLES);
        let strange = json!({ "a": { "b.c": 1, "": 1, "d\n": 1, "R": [{ "n": 1 }] } });
        let layout = surveyed(&[strange]);
        assert_eq!(own(&layout, "answers"), ["x.a.R"], "no name of a file");
        assert_eq!(layout.tables.len(), 4);
    }
}
