//! Submissions as lines of JSON, or as tables: for `behov export`, and for
//! `GET /api/v1/export`, which sends the same bytes.

mod error;
mod line;
mod pages;
mod table;

use std::io::Write;
use std::path::Path;

pub use error::ExportError;
pub(crate) use line::{StoredSubmission, SubmissionStatus, submission_as_kept};
pub(crate) use pages::{Pages, Reached, by_receipt, one};
pub(crate) use table::{Book, CsvPages, Surveyed};
pub use table::{
    Separator, SeparatorError, TableName, TableNameError, export_csv, export_csv_folder,
    export_xlsx,
};

/// Which submissions an export holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The answers to this questionnaire, or to all.
    pub questionnaire: Option<String>,
    /// Those that came after the one with this `seq`; 0 for all.
    pub after: u64,
    /// The answers that were only a test, instead of those for real.
    pub test: bool,
}

/// Writes the selected submissions in the data folder to `out`, in the order
/// they were stored. One line is
/// `{"seq", "status", "received_at", "amended_by"?, "submission"}`, where
/// `status` is `stored`, `quarantined` or `amended` and the submission has its
/// `con` again. A collector may run meanwhile.
///
/// # Errors
/// [`ExportError`]; the lines before it were written.
pub async fn export(
    data: &Path,
    selection: Selection,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    let mut pages = Pages::open(data, selection).await?;
    while let Some(lines) = pages.next().await? {
        out.write_all(lines.as_bytes())
            .map_err(ExportError::Write)?;
    }
    pages.close().await?;
    out.flush().map_err(ExportError::Write)
}
