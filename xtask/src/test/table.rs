//! The table at the end.

use std::fmt::Write as _;
use std::time::Duration;

use super::counts::Counts;
use super::stages::Stage;

/// One stage and how it went.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) counts: Counts,
    pub(super) took: Duration,
    pub(super) budget: Duration,
    /// What went wrong, if anything did.
    pub(super) note: String,
    /// What it did not prove, if it said so.
    pub(super) remark: String,
}

impl Row {
    /// A stage that had nothing to build on.
    pub(super) fn not_run(stage: &Stage, needed: &str) -> Self {
        Self {
            name: stage.name,
            counts: Counts {
                passed: 0,
                failed: 1,
            },
            took: Duration::ZERO,
            budget: stage.budget,
            note: format!("not run: it needs {needed}"),
            remark: String::new(),
        }
    }
}

/// The rows, and as its last line `N passed, N failed`.
pub(super) fn table(rows: &[Row]) -> String {
    let mut text = format!(
        "{:<12}{:>7}{:>8}{:>10}{:>9}\n",
        "stage", "passed", "failed", "took", "at most"
    );
    let mut all = Counts::default();
    let mut took = Duration::ZERO;
    for row in rows {
        let Counts { passed, failed } = row.counts;
        let (seconds, budget) = (row.took.as_secs_f64(), row.budget.as_secs());
        let said = [row.note.as_str(), row.remark.as_str()];
        let line = format!(
            "{:<12}{passed:>7}{failed:>8}{seconds:>8.1} s{budget:>7} s  {}",
            row.name,
            said.join(" ").trim()
        );
        text.push_str(line.trim_end());
        text.push('\n');
        all.passed += passed;
        all.failed += failed;
        took += row.took;
    }
    let Counts { passed, failed } = all;
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{:<27}{:>8.1} s", "all", took.as_secs_f64());
    let _ = write!(text, "{passed} passed, {failed} failed");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_the_sum() {
        let row = |name, passed, failed, remark: &str| Row {
            name,
            counts: Counts { passed, failed },
            took: Duration::from_millis(1500),
            budget: Duration::from_secs(60),
            note: String::new(),
            remark: remark.to_owned(),
        };
        let text = table(&[
            row("format", 1, 0, ""),
            row("native", 20, 2, "not checked: the rest"),
        ]);
        assert_eq!(text.lines().last(), Some("21 passed, 2 failed"));
        assert!(text.contains("3.0 s"), "{text}");
        assert!(text.contains("60 s  not checked: the rest\n"), "{text}");
    }
}
