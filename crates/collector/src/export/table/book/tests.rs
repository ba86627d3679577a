//! Sheets that are full, texts and numbers that no cell holds.

use super::*;
use crate::export::table::layout::Survey;

fn number(text: &str) -> Cell {
    Cell::Number(serde_json::from_str(text).unwrap())
}

/// A line of the answers with this text and this number in two columns.
fn line(layout: &Layout, name: &str, count: Cell) -> Vec<Cell> {
    let (_, answers) = layout.table("answers").unwrap();
    let mut cells = vec![Cell::Empty; answers.columns.len()];
    cells[answers.column("org.name").unwrap()] = text(name);
    cells[answers.column("org.employees_exact").unwrap()] = count;
    cells
}

fn read(book: Book) -> calamine::Xlsx<std::io::Cursor<Vec<u8>>> {
    let mut out = Vec::new();
    book.save(&mut out).unwrap();
    calamine::open_workbook_from_rs(std::io::Cursor::new(out)).unwrap()
}

#[test]
fn a_table_longer_than_a_sheet_goes_on_in_another() {
    use calamine::Reader;
    let folder = tempfile::tempdir().unwrap();
    let layout = Survey::default().layout();
    let mut book = Book::new(&layout, folder.path(), 4).unwrap();
    let names: Vec<String> = (0..7).map(|number| format!("={number}")).collect();
    for name in &names {
        let lines = vec![line(&layout, name, number("1"))];
        book.add(&[lines]).unwrap();
    }
    book.about(&layout).unwrap();
    let mut book = read(book);
    let sheets = [
        "answers",
        "answers 2",
        "answers 3",
        "need",
        "trn",
        "int",
        "columns",
    ];
    assert_eq!(book.sheet_names(), sheets);
    let mut found = Vec::new();
    for sheet in &sheets[..3] {
        let range = book.worksheet_range(sheet).unwrap();
        let at = range
            .rows()
            .next()
            .unwrap()
            .iter()
            .position(|cell| *cell == "org.name");
        let rows = range.rows().skip(1).map(|row| row[at.unwrap()].to_string());
        found.extend(rows);
    }
    assert_eq!(found, names, "each sheet with the names of the columns");
}

#[test]
fn a_number_that_would_be_rounded_is_a_text() {
    use calamine::{Data, Reader};
    let folder = tempfile::tempdir().unwrap();
    let layout = Survey::default().layout();
    let mut book = Book::new(&layout, folder.path(), ROWS).unwrap();
    let numbers = [
        "-3",
        "0",
        "2.5",
        "9007199254740992",
        "9007199254740993",
        "-9007199254740993",
    ];
    let lines = numbers
        .map(|text| line(&layout, "a", number(text)))
        .to_vec();
    book.add(&[lines]).unwrap();
    let mut book = read(book);
    let range = book.worksheet_range("answers").unwrap();
    let at = range
        .rows()
        .next()
        .unwrap()
        .iter()
        .position(|cell| *cell == "org.employees_exact");
    let cells: Vec<Data> = range
        .rows()
        .skip(1)
        .map(|row| row[at.unwrap()].clone())
        .collect();
    let text = |text: &str| Data::String(text.to_owned());
    let floats = [-3.0, 0.0, 2.5, 9_007_199_254_740_992.0].map(Data::Float);
    let texts = ["9007199254740993", "-9007199254740993"].map(text);
    assert_eq!(cells, floats.into_iter().chain(texts).collect::<Vec<_>>());
}

#[test]
fn a_name_that_is_too_long_for_a_sheet_is_cut_and_numbered() {
    let long = "x.akademinorr.utbildningsbehov";
    assert_eq!(sheet_name("x.test.tools", 4), "x.test.tools");
    assert_eq!(sheet_name(long, 4), "x.akademinorr.utbildning~4");
    assert_ne!(sheet_name(long, 4), sheet_name(long, 5));
    assert!(sheet_name(&long.repeat(4), 49).len() <= NAME);
}

#[test]
fn what_is_cut_is_whole_letters() {
    let long = "\u{10400}".repeat(20_000);
    let cut = cut(&long, 40_000);
    assert!(cut.encode_utf16().count() <= UNITS && cut.encode_utf16().count() > UNITS - 2);
    assert!(cut.starts_with(&"\u{10400}".repeat(16_000)) && cut.ends_with("40000 > 32767"));
}

/// A temporary file cannot be made in a folder that is not there.
#[test]
fn what_cannot_be_put_together_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let layout = Survey::default().layout();
    let nowhere = folder.path().join("nowhere");
    let failed = caught(|| Book::new(&layout, &nowhere, ROWS).map(|_| ()));
    assert!(matches!(failed, Err(ExportError::Workbook(_))));
    let failed = caught(|| -> Result<(), XlsxError> { panic!("Couldn't write to xml file") });
    let told = failed.unwrap_err().to_string();
    assert!(told.contains("temporary file"), "{told}");
}
