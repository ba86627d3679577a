//! The ids of elements inside the shadow root: the view writes them, the shell
//! finds them when the focus moves. `docs/style.md` has the markup.

use behov_engine::Key;

/// The control of a question; with several options the stem of their ids.
pub fn field(at: Key) -> String {
    match at.row {
        None => format!("q{}", at.question),
        Some(row) => format!("q{}-r{row}", at.question),
    }
}

/// One of several options in a question.
pub fn option(at: Key, index: usize) -> String {
    format!("{}-{index}", field(at))
}

/// What the option at an end of a scale means.
pub fn end(at: Key, index: usize) -> String {
    option(at, index) + "-end"
}

/// The words of one line of a matrix, and the name of its buttons.
pub fn line(at: Key, index: usize) -> String {
    format!("{}-l{index}", field(at))
}

/// The sentence below the words of that line.
pub fn line_help(at: Key, index: usize) -> String {
    line(at, index) + "-help"
}

/// The words that name what is shown and not asked.
pub fn label(at: Key) -> String {
    field(at) + "-label"
}

/// The mark of an answer that was given beforehand.
pub fn prefilled(at: Key) -> String {
    field(at) + "-prefilled"
}

/// The sentence between label and field.
pub fn help(at: Key) -> String {
    field(at) + "-help"
}

/// The words of an error.
pub fn error(at: Key) -> String {
    field(at) + "-error"
}

/// The unit after a number.
pub fn unit(at: Key) -> String {
    field(at) + "-unit"
}

/// The suggestions below a field.
pub fn list(at: Key) -> String {
    field(at) + "-list"
}

/// What the answer in a field is a part of.
pub fn note(at: Key) -> String {
    field(at) + "-note"
}

/// The text that is agreed to.
pub fn text(at: Key) -> String {
    field(at) + "-text"
}

/// The heading of one row of the rows `at`, which opens and closes it.
pub fn row_title(at: Key, row: u32) -> String {
    format!("{}-r{row}", field(at))
}

/// What stands in that row while it is open.
pub fn row_body(at: Key, row: u32) -> String {
    row_title(at, row) + "-body"
}

/// The button that brings back a row of the rows `at`.
pub fn undo(at: Key) -> String {
    field(at) + "-undo"
}

/// The button that adds a row.
pub fn add_row(at: Key) -> String {
    field(at) + "-add"
}

/// Where it is said that a language did not come.
pub fn language_failed() -> &'static str {
    "language-failed"
}

/// Where it is told that the rest of the widget did not come.
pub fn rest_failed() -> &'static str {
    "rest-failed"
}

/// The field that takes a file with answers.
pub fn open() -> &'static str {
    "open"
}

/// Where it is said that a file is none of ours.
pub fn open_failed() -> &'static str {
    "open-failed"
}

/// The field that takes the code of a receipt.
pub fn code() -> &'static str {
    "code"
}

/// Where it is said what became of the answer that it opens.
pub fn code_told() -> &'static str {
    "code-told"
}

/// What is said before that is deleted.
pub fn delete_text() -> &'static str {
    "delete-text"
}

/// The one live region.
pub fn live() -> &'static str {
    "live"
}

/// The error summary; takes the focus.
pub fn summary() -> &'static str {
    "summary"
}

/// The heading of the error summary.
pub fn summary_title() -> &'static str {
    "summary-title"
}

/// The heading of the step; takes the focus.
pub fn heading() -> &'static str {
    "heading"
}

/// The words of the progress.
pub fn progress() -> &'static str {
    "progress"
}

/// Under the heading of the review: what one may do now.
pub fn lead() -> &'static str {
    "lead"
}

/// The field that no human sees.
pub fn honeypot() -> &'static str {
    "honeypot"
}

/// The heading above the way to another answer.
pub fn another_title() -> &'static str {
    "another-title"
}

/// The heading of the privacy notice.
pub fn notice_title() -> &'static str {
    "notice-title"
}
