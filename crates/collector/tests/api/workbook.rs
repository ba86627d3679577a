//! Answers as XLSX, read by another reader than what wrote it: sheets hold
//! texts, numbers and flags, and no formula.

use std::io::{Cursor, Read};

use behov_collector::Selection;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use serde_json::json;

use crate::app::{TestApp, runtime, submission};
use crate::hostile;
use crate::various::several;

type Book = Xlsx<Cursor<Vec<u8>>>;

pub fn open(bytes: Vec<u8>) -> Book {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// The workbook of what is stored, and how many texts were too long.
fn written(app: &TestApp) -> (Vec<u8>, usize) {
    let (data, mut out) = (app.data(), Vec::new());
    let writing = behov_collector::export_xlsx(&data, Selection::default(), &mut out);
    let cut = runtime().block_on(writing).unwrap();
    (out, cut)
}

/// The cells of a column below its name.
fn column(book: &mut Book, sheet: &str, name: &str) -> Vec<Data> {
    let range = book.worksheet_range(sheet).unwrap();
    let mut rows = range.rows();
    let names = rows.next().unwrap();
    let at = names
        .iter()
        .position(|cell| *cell == Data::String(name.to_owned()));
    let at = at.unwrap_or_else(|| panic!("{sheet} has no column {name}"));
    rows.map(|row| row[at].clone()).collect()
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

#[test]
fn every_string_is_a_text() {
    let app = TestApp::start();
    let sent = hostile::stored(&app);
    let (bytes, cut) = written(&app);
    assert_eq!(cut, 0);
    let parts = parts(&bytes);
    let mut book = open(bytes);
    let cells = column(&mut book, "answers", "x.test.comment");
    assert_eq!(cells.len(), sent.len());
    for (cell, sent) in cells.iter().zip(&sent) {
        assert_eq!(cell, &text(sent), "code point for code point");
    }
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).unwrap();
        assert!(formulas.used_cells().next().is_none(), "{sheet}");
    }
    // Nor anything else that runs or fetches.
    for (name, part) in &parts {
        assert!(!part.contains("<f>") && !part.contains("<f "), "{name}");
        assert!(!part.contains("<hyperlink"), "{name}");
        assert!(
            !name.contains("external") && !name.contains("vba"),
            "{name}"
        );
    }
    let style = parts
        .iter()
        .find(|(name, _)| name == "xl/styles.xml")
        .unwrap();
    assert!(
        style.1.contains("quotePrefix=\"1\""),
        "editing makes no formula"
    );
}

/// The files in the file.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.push((part.name().unwrap().into_owned(), text));
    }
    parts
}

#[test]
fn a_sheet_a_table_with_numbers_as_numbers() {
    let (app, sent) = several();
    let (bytes, _) = written(&app);
    let mut book = open(bytes);
    let names = ["answers", "need", "trn", "int", "x.test.tools", "columns"];
    assert_eq!(book.sheet_names(), names);
    let mut of = |sheet: &str, name: &str| column(&mut book, sheet, name);
    let empty = Data::Empty;
    let ids: Vec<Data> = sent
        .iter()
        .map(|body| text(body["meta"]["id"].as_str().unwrap()))
        .collect();
    assert_eq!(of("answers", "meta.id"), ids);
    assert_eq!(of("answers", "org.number")[2], text("5560360793"));
    assert_eq!(of("answers", "org.municipality.code")[2], text("0114"));
    assert_eq!(of("answers", "org.name")[2], text("=Sågen; \"AB\""));
    assert_eq!(of("answers", "perm.feedback")[2], Data::Bool(true));
    assert_eq!(
        of("answers", "x.test.share"),
        [&empty, &empty, &Data::Float(-2.5), &empty, &empty].map(Clone::clone)
    );
    assert!(matches!(of("answers", "received_at")[0], Data::String(_)));
    assert_eq!(
        of("need", "need.count.y1"),
        [2.0, 2.0, 0.0, 2.0].map(Data::Float)
    );
    assert_eq!(of("need", "need.count.now"), vec![empty.clone(); 4]);
    assert_eq!(
        of("need", "meta.id"),
        [0, 2, 2, 4].map(|number: usize| ids[number].clone())
    );
    assert_eq!(of("x.test.tools", "x.test.tools.name")[0], text("-3"));
    assert_eq!(
        of("x.test.tools", "x.test.tools.count")[0],
        Data::Float(7.0)
    );
    assert!(of("columns", "column").contains(&text("need.occupation.code")));
    assert!(
        of("columns", "sheet")
            .iter()
            .all(|cell| names.map(text).contains(cell))
    );
}

#[test]
fn a_text_that_no_cell_holds_is_told() {
    let app = TestApp::start();
    let long = |letter: &str, count: usize| {
        let mut body = submission(json!({ "x": { "test": { "comment": letter.repeat(count) } } }));
        body["meta"]["questionnaire"]["version"] = "9.0.0".into();
        body
    };
    // What waits for its questionnaire may be of any length, and is in `more`.
    let frame = "{\"/x/test/comment\":\"\"}".len();
    let bodies = [
        long("a", 32_767 - frame),
        long("a", 32_768 - frame),
        long("\u{10400}", 20_000),
    ];
    for body in &bodies {
        assert_eq!(app.post(&body.to_string()).status, 201);
    }
    let (bytes, cut) = written(&app);
    assert_eq!(cut, 2);
    let mut book = open(bytes);
    let cells = column(&mut book, "answers", "more");
    let lengths: Vec<usize> = cells
        .iter()
        .map(|cell| cell.to_string().encode_utf16().count())
        .collect();
    assert!(
        lengths[0] == 32_767 && lengths.iter().all(|length| *length <= 32_767),
        "{lengths:?}"
    );
    assert!(cells[1].to_string().ends_with(" […] 32768 > 32767"));
    let told: Vec<Data> = column(&mut book, "cut texts", "meta.id");
    let ids = bodies[1..]
        .iter()
        .map(|body| text(body["meta"]["id"].as_str().unwrap()));
    assert!(told.into_iter().eq(ids));
    assert_eq!(
        column(&mut book, "cut texts", "length"),
        [32_768.0, 40_022.0].map(Data::Float)
    );
    assert_eq!(
        column(&mut book, "cut texts", "row"),
        [3.0, 4.0].map(Data::Float)
    );
}

#[test]
fn nothing_answered_is_a_workbook_too() {
    let app = TestApp::start();
    let mut book = open(written(&app).0);
    assert_eq!(
        book.sheet_names(),
        ["answers", "need", "trn", "int", "columns"]
    );
    assert!(column(&mut book, "answers", "seq").is_empty());
    assert_eq!(
        std::fs::read_dir(app.data())
            .unwrap()
            .filter(|entry| {
                let name = entry.as_ref().unwrap().file_name();
                !name.to_str().unwrap().starts_with("behov.db") && name != "receipt.key"
            })
            .count(),
        0,
        "no file is left in the data folder"
    );
}

#[test]
fn over_http_it_is_the_same() {
    let (app, sent) = several();
    for (query, media_type, name) in [
        ("format=csv", "text/csv; charset=utf-8", "answers.csv"),
        (
            "format=csv&table=need&separator=semicolon",
            "text/csv; charset=utf-8",
            "need.csv",
        ),
        (
            "format=csv&table=x.test.tools",
            "text/csv; charset=utf-8",
            "x.test.tools.csv",
        ),
        (
            "format=csv&table=columns&separator=comma",
            "text/csv; charset=utf-8",
            "columns.csv",
        ),
        (
            "format=xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "behov.xlsx",
        ),
    ] {
        let answer = app.admin(&format!("/api/v1/export?{query}"));
        assert_eq!(answer.status, 200, "{query}");
        assert_eq!(answer.header("content-type"), media_type);
        assert_eq!(
            answer.header("content-disposition"),
            format!("attachment; filename=\"{name}\"")
        );
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(
            answer
                .header("content-security-policy")
                .contains("default-src 'none'")
        );
        app.client
            .get(&format!("/api/v1/export?{query}"), &[])
            .problem(401);
    }
    use behov_collector::Separator::{Comma, Semicolon};
    let csv = |table, separator| crate::tables::csv(&app, table, separator, Selection::default());
    let got = |query: &str| {
        String::from_utf8(app.admin(&format!("/api/v1/export?{query}")).body).unwrap()
    };
    assert_eq!(got("format=csv"), csv("answers", Comma));
    assert_eq!(
        got("format=csv&table=need&separator=semicolon"),
        csv("need", Semicolon)
    );
    let mut book = open(app.admin("/api/v1/export?format=xlsx&after=2").body);
    let ids = sent[2..]
        .iter()
        .map(|body| text(body["meta"]["id"].as_str().unwrap()));
    assert!(column(&mut book, "answers", "meta.id").into_iter().eq(ids));
}

#[test]
fn what_cannot_be_read_is_told_before_anything_is_sent() {
    let (app, _) = several();
    app.tamper("UPDATE submission SET answers = '{' WHERE seq = 5");
    for query in ["format=xlsx", "format=csv", "format=csv&table=need"] {
        let answer = app.admin(&format!("/api/v1/export?{query}"));
        assert!(answer.problem(503).is_empty(), "{query}");
    }
    app.tamper("DELETE FROM submission WHERE seq = 5");
    let mut book = open(app.admin("/api/v1/export?format=xlsx").body);
    assert_eq!(
        column(&mut book, "answers", "seq").len(),
        4,
        "and it goes on"
    );
}
