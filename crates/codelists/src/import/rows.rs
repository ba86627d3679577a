//! The rows of a table, as text.

use csv::{ReaderBuilder, StringRecord};
use serde_json::{Map, Value, json};

use super::{Column, Columns, Fault, Table};

/// Columns of a table at most: each name is compared with every other.
const COLUMNS: usize = 1000;

/// A table that was read.
#[derive(Debug)]
pub(super) struct Rows {
    /// What is asked for, in the order it was named: the number of the column
    /// and what that holds.
    pub(super) columns: Vec<(usize, Column)>,
    pub(super) rows: Vec<Row>,
}

/// A row with something in it.
#[derive(Debug)]
pub(super) struct Row {
    /// The line that it begins in, from one.
    pub(super) line: usize,
    cells: StringRecord,
}

impl Rows {
    /// What stands in the column, from top to bottom.
    pub(super) fn cells(&self, of: &Column) -> impl Iterator<Item = &str> {
        let mut columns = self.columns.iter();
        let index = columns.find_map(|(index, column)| (column == of).then_some(*index));
        self.rows.iter().filter_map(move |row| row.cell(index?))
    }
}

impl Row {
    fn cell(&self, index: usize) -> Option<&str> {
        self.cells.get(index).map(str::trim)
    }

    /// The entry that it makes.
    pub(super) fn entry(&self, columns: &[(usize, Column)], between: char) -> Map<String, Value> {
        let mut entry = Map::from_iter([
            ("code".to_owned(), json!("")),
            ("label".to_owned(), json!({})),
        ]);
        for (index, column) in columns {
            let cell = self.cell(*index).unwrap_or_default();
            if cell.is_empty() {
                continue;
            }
            let several = || -> Vec<&str> {
                let values = cell.split(between).map(str::trim);
                values.filter(|value| !value.is_empty()).collect()
            };
            let lines = || -> Vec<String> { several().into_iter().map(line).collect() };
            let (field, name, value) = match column {
                Column::Code => ("code", None, json!(cell)),
                Column::Parent => ("parent", None, json!(cell)),
                Column::Abstract => ("abstract", None, json!(flag(cell) == Some(true))),
                Column::Label(language) => ("label", Some(language), json!(line(cell))),
                Column::Synonyms(language) => ("synonyms", Some(language), json!(lines())),
                Column::Aliases => ("aliases", None, json!(several())),
                Column::Maps(list) => ("maps", Some(list), json!(several())),
                Column::Neighbours => ("neighbours", None, json!(several())),
            };
            let Some(name) = name else {
                entry.insert(field.to_owned(), value);
                continue;
            };
            let members = entry.entry(field).or_insert_with(|| json!({}));
            if let Some(members) = members.as_object_mut() {
                members.insert(name.clone(), value);
            }
        }
        entry
    }
}

/// Reads the table.
pub(super) fn rows(
    bytes: &[u8],
    columns: Option<&Columns>,
    table: &Table,
) -> Result<Rows, Vec<Fault>> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}'),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let lines = valid.iter().filter(|byte| **byte == b'\n').count();
            return Err(vec![Fault::new("import.encoding", 1 + lines)]);
        }
    };
    let mut faults = Vec::new();
    let mut records = records(text, table, &mut faults);
    if records.is_empty() {
        return Err(vec![Fault::new("import.empty", None)]);
    }
    let head = records.remove(0);
    if head.cells.len() > COLUMNS {
        let fault = Fault::new("import.too_many_columns", head.line);
        return Err(vec![fault.with("max", COLUMNS)]);
    }
    let columns = what_they_hold(&head, columns, &mut faults);
    for row in &records {
        if row.cells.len() > head.cells.len() {
            let fault = Fault::new("import.too_many_cells", row.line)
                .with("cells", row.cells.len())
                .with("columns", head.cells.len());
            faults.push(fault);
        }
        let mut flags = columns
            .iter()
            .filter(|(_, column)| *column == Column::Abstract);
        if let Some((index, _)) =
            flags.find(|(index, _)| flag(row.cell(*index).unwrap_or_default()).is_none())
        {
            let name = head.cell(*index).unwrap_or_default();
            faults.push(Fault::new("import.flag", row.line).with("column", name));
        }
    }
    if faults.is_empty() {
        Ok(Rows {
            columns,
            rows: records,
        })
    } else {
        Err(faults)
    }
}

/// Every row that holds something, that of the names included.
fn records(text: &str, table: &Table, faults: &mut Vec<Fault>) -> Vec<Row> {
    let separator = table.separator.unwrap_or_else(|| most_used(text));
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut cells = StringRecord::new();
    let (mut counted, mut line) = (0, 1);
    // It reads valid UTF-8 from memory, with as many cells as there are.
    while reader.read_record(&mut cells).unwrap_or(false) {
        let at = cells.position().map_or(0, |position| position.byte());
        let at = usize::try_from(at).unwrap_or_default();
        let rest = text.get(at..).unwrap_or_default();
        // It takes empty lines for a part of what follows them.
        let begin = at + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        line += breaks(text.get(counted..begin).unwrap_or_default());
        counted = begin;
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            let cells = cells.clone();
            rows.push(Row { line, cells });
        }
    }
    // A quotation mark that is not closed makes all that follows one cell.
    let last = text.get(counted..).unwrap_or_default();
    if last.matches('"').count() % 2 == 1 {
        faults.push(Fault::new("import.quote", line));
    }
    rows
}

/// What is asked for and in which column it stands, by the names in the first
/// row.
fn what_they_hold(
    head: &Row,
    asked: Option<&Columns>,
    faults: &mut Vec<Fault>,
) -> Vec<(usize, Column)> {
    let names: Vec<&str> = head.cells.iter().map(str::trim).collect();
    let mut fault = |code, name: &str| {
        let fault = Fault::new(code, head.line).with("column", name);
        faults.push(fault.with("columns", names.join(", ")));
    };
    let asked = match asked {
        Some(asked) => asked.0.clone(),
        None => {
            let column = |name: &&str| match Columns::named(name) {
                Some(column) => Some(((*name).to_owned(), column)),
                None => {
                    fault("import.unknown_column", name);
                    None
                }
            };
            names.iter().filter_map(column).collect()
        }
    };
    let mut columns = Vec::new();
    for (name, column) in asked {
        let mut places = names
            .iter()
            .enumerate()
            .filter(|(_, known)| **known == name);
        match (places.next(), places.next()) {
            (Some((index, _)), None) => columns.push((index, column)),
            (Some(_), Some(_)) => fault("import.column_twice", &name),
            (None, _) => fault("import.no_column", &name),
        }
    }
    let has = |fits: fn(&Column) -> bool| columns.iter().any(|(_, column)| fits(column));
    if faults.is_empty() && !has(|column| *column == Column::Code) {
        faults.push(Fault::new("import.no_code", head.line));
    }
    if faults.is_empty() && !has(|column| matches!(column, Column::Label(_))) {
        faults.push(Fault::new("import.no_label", head.line));
    }
    columns
}

/// Whichever of `;`, `,` and tab the first line has most of.
fn most_used(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default().as_bytes();
    let count = |separator: &u8| first.iter().filter(|byte| *byte == separator).count();
    // Of two that are alike the last is taken.
    let most = [b'\t', b',', b';'].into_iter().max_by_key(count);
    most.unwrap_or(b';')
}

/// The words of a cell as one line: line breaks and tabs, which spreadsheets
/// take, are blanks.
fn line(words: &str) -> String {
    if words.contains(['\n', '\r', '\t']) {
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        words.to_owned()
    }
}

/// Whether a cell says yes or no; none, when it says neither.
fn flag(cell: &str) -> Option<bool> {
    match cell.to_ascii_lowercase().as_str() {
        "x" | "1" | "yes" | "true" => Some(true),
        "" | "0" | "no" | "false" => Some(false),
        _ => None,
    }
}

/// How many lines end in the text.
fn breaks(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
