//! What the fault tests say of themselves, as one table.

use anyhow::{Result, ensure};

/// How the tests begin a line of the table.
const ROW: &str = "faults: ";

pub(super) const HEAD: [&str; 6] = [
    "what",
    "faults injected",
    "acknowledged",
    "stored",
    "lost",
    "duplicated",
];

/// The fields of a line of the table. The name of a test stands before it when
/// the tests run one by one.
pub(super) fn row(line: &str) -> Option<Vec<String>> {
    let (_, fields) = line.split_once(ROW)?;
    let fields: Vec<String> = fields.split('|').map(|one| one.trim().to_owned()).collect();
    (fields.len() == HEAD.len()).then_some(fields)
}

/// Whether all that must be told of the tests of `whom` is told: a test that
/// was left out passes as well.
///
/// # Errors
/// When there are fewer lines than that.
pub(super) fn complete(whom: &str, rows: &[Vec<String>], expected: usize) -> Result<()> {
    ensure!(
        rows.len() >= expected,
        "the table has {} lines of {whom}, and should have {expected}: has every test run?",
        rows.len()
    );
    Ok(())
}

/// Rows with columns of one width.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let fields = rows.iter().filter_map(|row| row.get(column));
        fields.map(|field| field.chars().count()).max().unwrap_or(0)
    };
    let line = |row: &Vec<String>| {
        let fields = row.iter().enumerate();
        let fields = fields.map(|(column, field)| format!("{field:<0$}", width(column)));
        fields.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_among_other_lines() {
        let found = row("test kill::all ... faults: kill -9 | 3 | 10 | 11 | 0 | 0");
        assert_eq!(found.unwrap(), ["kill -9", "3", "10", "11", "0", "0"]);
        assert_eq!(row("test result: ok"), None);
        assert_eq!(row("faults: 1 | 2"), None);
    }

    #[test]
    fn a_line_that_is_missing_is_told() {
        let rows = vec![Vec::new(); 2];
        assert!(complete("the collector", &rows, 2).is_ok());
        let told = complete("the collector", &rows, 3).unwrap_err().to_string();
        assert!(
            told.contains("2 lines of the collector") && told.contains('3'),
            "{told}"
        );
    }

    #[test]
    fn columns_have_one_width() {
        let rows = [["a", "bb"], ["ccc", "d"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&rows), "a    bb\nccc  d");
    }
}
