//! What holds of whatever is read, one function a reader. A target gives it
//! bytes; the seeds, and what was found once, are given to it by the same way.
//!
//! That nothing panics, runs for ever or needs a bound of memory is seen by
//! libFuzzer; that the answers agree with each other, and come within a second,
//! is asserted here.

mod codelist;
mod inline;
mod logic;
mod questionnaire;
mod submission;
mod time;

use time::bounded;

/// A questionnaire.
pub fn questionnaire(data: &[u8]) {
    bounded(|| questionnaire::questionnaire(data));
}

/// A rule and its data.
pub fn logic(data: &[u8]) {
    bounded(|| logic::logic(data));
}

/// An answer.
pub fn submission(data: &[u8]) {
    bounded(|| submission::submission(data));
}

/// A code list, or a table of one.
pub fn codelist(data: &[u8]) {
    bounded(|| codelist::codelist(data));
}

/// A text with marks.
pub fn inline(data: &[u8]) {
    bounded(|| inline::inline(data));
}
