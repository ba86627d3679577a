//! How many tests passed and failed, as the runners themselves tell.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::Value;

/// Tests that passed and that did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

/// How a stage's tests are counted.
#[derive(Clone, Debug)]
pub(super) enum Counter {
    /// The stage is one proof.
    Once,
    /// By the `test result:` lines of libtest and wasm-bindgen-test.
    Libtest,
    /// By the file that Playwright's JSON reporter writes.
    Playwright(PathBuf),
}

/// The counts of one stage while it runs.
#[derive(Debug)]
pub(super) struct Running<'a> {
    counter: &'a Counter,
    counts: Counts,
    skipped: u64,
}

impl Counter {
    /// # Errors
    /// When the report of an earlier run cannot be removed.
    pub(super) fn start(&self) -> Result<Running<'_>> {
        if let Self::Playwright(report) = self
            && report.exists()
        {
            fs::remove_file(report)?;
        }
        Ok(Running {
            counter: self,
            counts: Counts::default(),
            skipped: 0,
        })
    }
}

impl Running<'_> {
    /// Takes one line of output.
    pub(super) fn read(&mut self, line: &str) {
        if matches!(self.counter, Counter::Libtest)
            && let Some((counts, skipped)) = libtest(line)
        {
            self.add(counts, skipped);
        }
    }

    fn add(&mut self, counts: Counts, skipped: u64) {
        self.counts.passed += counts.passed;
        self.counts.failed += counts.failed;
        self.skipped += skipped;
    }

    /// The counts, and what went wrong; `note` says what has gone wrong
    /// already, or is empty.
    ///
    /// Nothing passes by not running: a runner without tests and a test that
    /// was skipped are failures.
    pub(super) fn finish(mut self, mut note: String) -> (Counts, String) {
        if let Counter::Playwright(report) = self.counter {
            let counted = fs::read_to_string(report)
                .ok()
                .and_then(|text| playwright(&text));
            let (counts, skipped) = counted.unwrap_or_default();
            self.add(counts, skipped);
        }
        if matches!(self.counter, Counter::Once) {
            self.counts.passed = u64::from(note.is_empty());
        } else if note.is_empty() && self.skipped > 0 {
            note = format!("{} tests were skipped", self.skipped);
        } else if note.is_empty() && self.counts == Counts::default() {
            note = "no test ran".to_owned();
        }
        let told = self.counts.failed + self.skipped;
        // A runner that fails without naming a test has failed all the same.
        self.counts.failed = if note.is_empty() { told } else { told.max(1) };
        (self.counts, note)
    }
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; …` -> counts, ignored.
fn libtest(line: &str) -> Option<(Counts, u64)> {
    let (_, told) = line.split_once("test result: ")?.1.split_once(". ")?;
    let number = |word: &str| {
        let before = told.split_once(word)?.0;
        before
            .rsplit(' ')
            .find(|part| !part.is_empty())?
            .parse()
            .ok()
    };
    let counts = Counts {
        passed: number(" passed")?,
        failed: number(" failed")?,
    };
    Some((counts, number(" ignored")?))
}

/// Counts and skipped tests of a Playwright report. A flaky test, which passed
/// only when tried again, has failed.
fn playwright(report: &str) -> Option<(Counts, u64)> {
    let report: Value = serde_json::from_str(report).ok()?;
    let stats = report.get("stats")?;
    let number = |name: &str| stats.get(name)?.as_u64();
    let failed = number("unexpected")? + number("flaky")?;
    Some((
        Counts {
            passed: number("expected")?,
            failed,
        },
        number("skipped")?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn libtest_stage(lines: &[&str], note: &str) -> (Counts, String) {
        let mut running = Counter::Libtest.start().unwrap();
        lines.iter().for_each(|line| running.read(line));
        running.finish(note.to_owned())
    }

    const GOOD: &str = "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
    const BAD: &str = "test result: FAILED. 2 passed; 4 failed; 0 ignored; 0 filtered out";
    const IGNORED: &str = "test result: ok. 3 passed; 0 failed; 2 ignored; 0 measured";

    #[test]
    fn the_results_of_all_binaries_are_added() {
        let (counts, note) = libtest_stage(&["running 3 tests", GOOD, GOOD], "");
        assert_eq!(
            (counts, note.as_str()),
            (
                Counts {
                    passed: 6,
                    failed: 0
                },
                ""
            )
        );
        let (counts, _) = libtest_stage(&[GOOD, BAD], "failed");
        assert_eq!(
            counts,
            Counts {
                passed: 5,
                failed: 4
            }
        );
    }

    #[test]
    fn nothing_passes_by_not_running() {
        let (counts, note) = libtest_stage(&[], "");
        assert_eq!((counts.failed, note.as_str()), (1, "no test ran"));
        let (counts, note) = libtest_stage(&[IGNORED], "");
        assert_eq!((counts.failed, note.as_str()), (2, "2 tests were skipped"));
        // Tests passed, and then the runner itself broke down.
        let (counts, _) = libtest_stage(&[GOOD], "failed");
        assert_eq!(
            counts,
            Counts {
                passed: 3,
                failed: 1
            }
        );
    }

    #[test]
    fn a_stage_without_tests_is_one_proof() {
        let stage = |note: &str| Counter::Once.start().unwrap().finish(note.to_owned()).0;
        assert_eq!(
            stage(""),
            Counts {
                passed: 1,
                failed: 0
            }
        );
        assert_eq!(
            stage("failed"),
            Counts {
                passed: 0,
                failed: 1
            }
        );
    }

    #[test]
    fn a_report_of_playwright_is_counted() {
        let stats = r#"{"stats": {"expected": 7, "unexpected": 1, "flaky": 2, "skipped": 3}}"#;
        assert_eq!(
            playwright(stats),
            Some((
                Counts {
                    passed: 7,
                    failed: 3
                },
                3
            ))
        );
        assert_eq!(playwright("{}"), None);
        let gone = Counter::Playwright(std::env::temp_dir().join("behov-no-such-report"));
        let (counts, note) = gone.start().unwrap().finish(String::new());
        assert_eq!((counts.failed, note.as_str()), (1, "no test ran"));
    }
}
