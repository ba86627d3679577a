//! What is wrong with a table, and in which line.

use std::fmt;

use behov_schema::{Finding, author};

use super::rows::Rows;

/// What is wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line that it stands in, from one; none, when it is the whole table
    /// or what was said of it.
    pub line: Option<usize>,
    /// `import.*`, or what the list that the table makes is told.
    pub finding: Finding,
}

impl Fault {
    pub(super) fn new(code: &'static str, line: impl Into<Option<usize>>) -> Self {
        Self {
            line: line.into(),
            finding: Finding::new(code, ""),
        }
    }

    pub(super) fn with(self, name: &'static str, value: impl fmt::Display) -> Self {
        Self {
            finding: self.finding.with(name, value),
            ..self
        }
    }

    /// A finding of the list that the rows made, with the line of its entry.
    pub(super) fn of_list(finding: Finding, rows: &Rows) -> Self {
        let mut segments = finding.pointer.split('/').skip(1);
        let index = match segments.next() {
            Some("entries") => segments.next().and_then(|index| index.parse().ok()),
            _ => None,
        };
        let row = index.and_then(|index: usize| rows.rows.get(index));
        Self {
            line: row.map(|row| row.line),
            finding,
        }
    }
}

/// In words: what is wrong, and what to do.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let get = |name| self.finding.params.get(name).unwrap_or_default();
        match &*self.finding.code {
            "import.encoding" => f.write_str(
                "This is not UTF-8. Save the table as CSV in UTF-8: a spreadsheet offers that among the types of file.",
            ),
            "import.empty" => f.write_str("The table has no line that names the columns."),
            "import.no_column" => {
                write!(f, "There is no column `{}`. There are: {}.", get("column"), get("columns"))
            }
            "import.column_twice" => {
                write!(f, "Two columns are named `{}`. Rename one.", get("column"))
            }
            "import.unknown_column" => write!(
                f,
                "Nothing says what the column `{}` holds. Name it as docs/codelists.md does, or say it on the command line.",
                get("column")
            ),
            "import.no_code" => f.write_str("No column holds the codes: --code COLUMN."),
            "import.no_label" => f.write_str("No column holds the labels: --label LANGUAGE=COLUMN."),
            "import.too_many_columns" => write!(
                f,
                "There are more than {} columns. Name the right separator, or delete the columns that hold nothing of the list.",
                get("max")
            ),
            "import.too_many_cells" => write!(
                f,
                "There are {} cells and {} columns. Put a cell that holds the separator into quotation marks, or name the right separator.",
                get("cells"),
                get("columns")
            ),
            "import.quote" => f.write_str(
                "A quotation mark that opens in or after this line is not closed. Write two of them for one inside a cell.",
            ),
            "import.flag" => write!(
                f,
                "`{}` holds x, 1, yes or true for what cannot be chosen, or nothing, 0, no or false.",
                get("column")
            ),
            "text.missing" if self.finding.pointer == "/title" => {
                let language = get("language");
                write!(
                    f,
                    "The labels are in `{language}`, and the list has no title in it. Add --title {language}=…."
                )
            }
            _ => f.write_str(&author::sentence(&self.finding)),
        }
    }
}
