//! The size table and its budgets.
//!
//! The first load is what a firm on a poor network waits for; a loader is what
//! every visitor of the host page pays, even one who never scrolls to the
//! questionnaire. `docs/adr/0002-build.md` says where the limits come from.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, bail};

use super::compress::Coding;
use super::output::{Output, Role};
use crate::stamp;

const KIB: usize = 1024;
/// Above this the build fails.
const FIRST_LOAD_LIMIT: usize = 150 * KIB;
const FIRST_LOAD_GOAL: usize = 120 * KIB;
const FIRST_LOAD_AIM: usize = 90 * KIB;
/// Above this the build fails.
const LOADER_LIMIT: usize = 2 * KIB;
/// Above this the build fails: somebody waits for a list with a finger on the
/// field.
const LIST_LIMIT: usize = 45 * KIB;

/// Bytes of a file, or of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

struct Row {
    name: String,
    role: Role,
    size: Size,
}

/// Prints the table of the files in `folder`.
///
/// # Errors
/// When the first load or a loader is over its limit.
pub(super) fn report(output: &Output, folder: &Path) -> Result<()> {
    let mut rows = Vec::new();
    for file in output.files() {
        let length = |extension: &str| -> Result<usize> {
            Ok(stamp::read(&folder.join(format!("{}{extension}", file.name)))?.len())
        };
        let coded = |coding: Coding| length(&format!(".{}", coding.extension()));
        let size = Size {
            raw: length("")?,
            gzip: coded(Coding::Gzip)?,
            brotli: coded(Coding::Brotli)?,
        };
        rows.push(Row {
            name: file.name.clone(),
            role: file.role,
            size,
        });
    }
    println!("\n{}", table(&rows));
    check(&rows)
}

/// The files of the first load: the loader, what it fetches, and of the
/// languages the largest.
fn first_load(rows: &[Row]) -> Vec<&Row> {
    let words = rows.iter().filter(|row| row.role == Role::Words);
    let largest = words.max_by_key(|row| row.size.brotli);
    let always = |row: &&Row| matches!(row.role, Role::Loader | Role::Part);
    rows.iter().filter(always).chain(largest).collect()
}

fn total(rows: &[&Row]) -> Size {
    rows.iter().fold(Size::default(), |sum, row| Size {
        raw: sum.raw + row.size.raw,
        gzip: sum.gzip + row.size.gzip,
        brotli: sum.brotli + row.size.brotli,
    })
}

fn table(rows: &[Row]) -> String {
    let first = first_load(rows);
    let mut text = format!(
        "  {:<34}{:>10}{:>10}{:>11}\n",
        "file", "raw", "gzip 9", "Brotli 11"
    );
    let mut line = |name: &str, size: Size| {
        let Size { raw, gzip, brotli } = size;
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:<36}{raw:>10}{gzip:>10}{brotli:>11}");
    };
    for row in rows {
        let counted = first.iter().any(|counted| counted.name == row.name);
        let mark = if counted { '*' } else { ' ' };
        line(&format!("{mark} {}", row.name), row.size);
    }
    let sum = total(&first);
    line("* first load", sum);
    for (name, limit) in [
        ("limit", FIRST_LOAD_LIMIT),
        ("goal", FIRST_LOAD_GOAL),
        ("aim", FIRST_LOAD_AIM),
    ] {
        let (way, bytes) = match limit.checked_sub(sum.brotli) {
            Some(left) => ("under", left),
            None => ("over", sum.brotli - limit),
        };
        let _ = writeln!(
            text,
            "  {:.1} KiB {way} the {name} of {} KiB",
            kib(bytes),
            limit / KIB
        );
    }
    text
}

fn check(rows: &[Row]) -> Result<()> {
    let first = total(&first_load(rows)).brotli;
    if first > FIRST_LOAD_LIMIT {
        let limit = FIRST_LOAD_LIMIT / KIB;
        bail!(
            "the first load is {:.1} KiB, over its limit of {limit} KiB",
            kib(first)
        );
    }
    for row in rows {
        let limit = match row.role {
            Role::Loader | Role::OtherLoader => LOADER_LIMIT,
            Role::List => LIST_LIMIT,
            Role::Part | Role::Later | Role::Words | Role::Other => continue,
        };
        let (name, size) = (&row.name, row.size.brotli);
        if size > limit {
            bail!("{name} is {size} B, over its limit of {limit} B");
        }
    }
    Ok(())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a size is shown with one decimal"
)]
fn kib(bytes: usize) -> f64 {
    bytes as f64 / KIB as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, role: Role, brotli: usize) -> Row {
        Row {
            name: name.to_owned(),
            role,
            size: Size {
                raw: 3 * brotli,
                gzip: 2 * brotli,
                brotli,
            },
        }
    }

    fn files(wasm: usize, loader: usize) -> Vec<Row> {
        vec![
            row("behov.js", Role::Loader, loader),
            row("behov.classic.js", Role::OtherLoader, 300),
            row("behov.wasm", Role::Part, wasm),
            row("nb.json", Role::Words, 4000),
            row("sv.json", Role::Words, 5000),
            row("codelists/places.json", Role::List, LIST_LIMIT),
            row("manifest.json", Role::Other, 9000),
        ]
    }

    #[test]
    fn the_first_load_has_the_largest_language_and_one_loader() {
        let rows = files(70_000, 1500);
        assert_eq!(total(&first_load(&rows)).brotli, 70_000 + 1500 + 5000);
        check(&rows).unwrap();
        assert!(
            table(&rows).contains("under the aim of 90 KiB"),
            "{}",
            table(&rows)
        );
    }

    #[test]
    fn what_is_over_its_limit_fails() {
        let limit = FIRST_LOAD_LIMIT - 1500 - 5000;
        check(&files(limit, 1500)).unwrap();
        let error = check(&files(limit + 1, 1500)).unwrap_err();
        assert!(error.to_string().contains("first load"), "{error}");
        check(&files(70_000, LOADER_LIMIT)).unwrap();
        let error = check(&files(70_000, LOADER_LIMIT + 1)).unwrap_err();
        assert!(error.to_string().contains("behov.js"), "{error}");
        let mut rows = files(70_000, 1500);
        rows.push(row("codelists/long.json", Role::List, LIST_LIMIT + 1));
        let error = check(&rows).unwrap_err();
        assert!(error.to_string().contains("long.json"), "{error}");
    }
}
