//! Tables as CSV (RFC 4180), in one of two dialects.

use std::fmt;
use std::str::FromStr;

use csv::{Terminator, WriterBuilder};

use super::guard::guarded;
use super::place::Cell;
use crate::export::ExportError;

/// How the cells of a line are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Separator {
    /// `,`, with `2.5` for two and a half: for programs.
    #[default]
    Comma,
    /// `;`, with `2,5` for two and a half and a mark of UTF-8 at the beginning
    /// of the file: for spreadsheets where Norwegian or Swedish is spoken.
    Semicolon,
}

/// The text names no separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeparatorError;

impl FromStr for Separator {
    type Err = SeparatorError;

    fn from_str(text: &str) -> Result<Self, SeparatorError> {
        match text {
            "comma" => Ok(Self::Comma),
            "semicolon" => Ok(Self::Semicolon),
            _ => Err(SeparatorError),
        }
    }
}

impl fmt::Display for SeparatorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected `comma` or `semicolon`")
    }
}

impl std::error::Error for SeparatorError {}

/// The beginning of a file: the names of the columns.
pub(super) fn header<'n>(
    names: impl Iterator<Item = &'n str>,
    separator: Separator,
) -> Result<Vec<u8>, ExportError> {
    let names: Vec<Cell> = names.map(|name| Cell::Text(name.to_owned())).collect();
    let mut begin = match separator {
        Separator::Comma => Vec::new(),
        Separator::Semicolon => "\u{feff}".into(),
    };
    begin.append(&mut lines(&[names], separator)?);
    Ok(begin)
}

/// Lines, each with its end.
pub(super) fn lines(lines: &[Vec<Cell>], separator: Separator) -> Result<Vec<u8>, ExportError> {
    let failed = |error: csv::Error| ExportError::Write(error.into());
    let delimiter = match separator {
        Separator::Comma => b',',
        Separator::Semicolon => b';',
    };
    let mut out = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for line in lines {
        for cell in line {
            let written = match cell {
                Cell::Empty => out.write_field(""),
                Cell::Flag(flag) => out.write_field(flag.to_string()),
                Cell::Text(text) => out.write_field(guarded(text).as_bytes()),
                Cell::Number(number) if separator == Separator::Semicolon => {
                    out.write_field(number.to_string().replace('.', ","))
                }
                Cell::Number(number) => out.write_field(number.to_string()),
            };
            written.map_err(failed)?;
        }
        out.write_record(None::<&[u8]>).map_err(failed)?;
    }
    out.into_inner()
        .map_err(|error| ExportError::Write(error.into_error()))
}
