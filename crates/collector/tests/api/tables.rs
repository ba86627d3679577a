//! Answers as CSV: the tables hold what was answered, and no cell is a formula.

use std::collections::BTreeMap;

use behov_collector::{Selection, Separator, TableName};
use serde_json::{Value, json};

use crate::app::{TestApp, good, runtime, submission};
use crate::hostile;
use crate::various::several;

/// A line by the names of its columns.
pub type Line = BTreeMap<String, String>;

/// What ends a cell in one spreadsheet or another.
const SEPARATORS: [char; 5] = [',', ';', '\t', '\r', '\n'];

/// A table as it is written.
pub fn csv(app: &TestApp, table: &str, separator: Separator, selection: Selection) -> String {
    let mut out = Vec::new();
    let (data, table) = (app.data(), table.parse().unwrap());
    let written = behov_collector::export_csv(&data, selection, table, separator, &mut out);
    runtime().block_on(written).unwrap();
    String::from_utf8(out).unwrap()
}

/// The names of the columns, and the lines, as they were before they were
/// guarded: `(^|[,;\t\r\n])'` becomes `\1`.
pub fn read(text: &str, delimiter: u8) -> (Vec<String>, Vec<Line>) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let names: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let lines = reader.records().map(|record| {
        let record = record.unwrap();
        assert_eq!(record.len(), names.len());
        let cells = record.iter().map(unguarded);
        names.iter().cloned().zip(cells).collect()
    });
    let lines = lines.collect();
    (names, lines)
}

fn unguarded(text: &str) -> String {
    let mut begins = true;
    let plain = text.chars().filter(|letter| {
        let keep = !(begins && *letter == '\'');
        begins = SEPARATORS.contains(letter);
        keep
    });
    plain.collect()
}

fn table(app: &TestApp, name: &str) -> Vec<Line> {
    read(
        &csv(app, name, Separator::Comma, Selection::default()),
        b',',
    )
    .1
}

#[test]
fn every_string_comes_back_and_none_is_a_formula() {
    let app = TestApp::start();
    let sent = hostile::stored(&app);
    for (separator, delimiter) in [(Separator::Comma, b','), (Separator::Semicolon, b';')] {
        let text = csv(&app, "answers", separator, Selection::default());
        let bare = text.trim_start_matches('\u{feff}');
        assert_eq!(
            text.len() - bare.len() > 0,
            separator == Separator::Semicolon
        );
        let (_, lines) = read(bare, delimiter);
        assert_eq!(lines.len(), sent.len());
        for (line, sent) in lines.iter().zip(&sent) {
            assert_eq!(line["x.test.comment"], *sent, "code point for code point");
            assert_eq!(line["more"], "");
        }
        // Whichever separator a spreadsheet believes in, and whether or not
        // it heeds the quotes.
        for piece in text.split(SEPARATORS) {
            let piece = piece.trim_start_matches(|letter: char| {
                letter.is_whitespace() || letter == '"' || letter == '\u{feff}'
            });
            let formula = [
                '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
            ];
            assert!(!piece.starts_with(formula), "{piece:?}");
        }
    }
}

#[test]
fn a_line_an_answer_and_a_line_a_row() {
    let (app, sent) = several();
    let answers = table(&app, "answers");
    let ids: Vec<&str> = answers
        .iter()
        .map(|line| line["meta.id"].as_str())
        .collect();
    let expected: Vec<&str> = sent
        .iter()
        .map(|body| body["meta"]["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, expected);
    let column =
        |name: &str| -> Vec<&str> { answers.iter().map(|line| line[name].as_str()).collect() };
    assert_eq!(column("seq"), ["1", "2", "3", "4", "5"]);
    let statuses = ["amended", "stored", "stored", "quarantined", "stored"];
    assert_eq!(column("status"), statuses);
    assert_eq!(
        column("amended_by"),
        [ids[1], "", "", "", ""],
        "nobody else says it"
    );
    assert_eq!(column("org.name")[2], "=Sågen; \"AB\"");
    assert_eq!(column("org.number"), ["", "", "5560360793", "", ""]);
    assert_eq!(column("org.municipality.code")[2], "0114");
    assert_eq!(column("org.municipality.system")[2], "kommun-se");
    assert_eq!(column("out.need"), ["yes", "no", "yes", "", "yes"]);
    assert_eq!(column("need.rows"), ["1", "", "2", "", "1"]);
    assert_eq!(column("perm.feedback"), ["", "", "true", "", ""]);
    assert_eq!(column("con.email")[2], "info@example.org");
    assert_eq!(column("x.test.share"), ["", "", "-2.5", "", ""]);
    assert_eq!(column("x.test.tags")[2], "a|c");
    assert_eq!(column("x.test.how.later")[2], "2");
    assert_eq!(column("x.test.tools.rows"), ["", "", "1", "1", ""]);
    let more: Vec<Value> = [
        "",
        "",
        "",
        "{\"/x/test/new\":\"=1\"}",
        "{\"/amended_by\":\"a stranger\"}",
    ]
    .map(|text| serde_json::from_str(text).unwrap_or_default())
    .into();
    let read = column("more")
        .into_iter()
        .map(|text| serde_json::from_str(text).unwrap_or_default());
    assert_eq!(read.collect::<Vec<Value>>(), more);

    let need = table(&app, "need");
    let cells = |line: &Line, names: &[&str]| -> Vec<String> {
        names.iter().map(|name| line[*name].clone()).collect()
    };
    let names = [
        "meta.id",
        "row",
        "status",
        "org.country",
        "org.municipality.code",
        "need.occupation.text",
        "need.count.y1",
        "need.count.now",
        "more",
    ];
    assert_eq!(need.len(), 4);
    assert_eq!(
        cells(&need[1], &names),
        [ids[2], "1", "stored", "SE", "0114", "Svetsare", "2", "", ""]
    );
    assert_eq!(
        cells(&need[2], &names),
        [
            ids[2],
            "2",
            "stored",
            "SE",
            "0114",
            "Sågverksoperatör",
            "0",
            "",
            ""
        ]
    );
    assert_eq!(need[3]["more"], "{\"/later/a~1b\":1}");

    let tools = table(&app, "x.test.tools");
    assert_eq!(tools[0]["x.test.tools.name"], "-3");
    assert_eq!(tools[0]["x.test.tools.count"], "7");
    assert_eq!(tools[1]["more"], "{\"/a\":1}", "of an answer that waits");
    for empty in ["trn", "int", "x.nobody.asks"] {
        assert_eq!(table(&app, empty).len(), 0, "{empty}");
    }
}

#[test]
fn the_columns_are_those_of_the_core_whatever_is_asked() {
    let app = TestApp::start();
    let names = |name: &str| {
        read(
            &csv(&app, name, Separator::Comma, Selection::default()),
            b',',
        )
        .0
    };
    let before: Vec<Vec<String>> = ["answers", "need", "trn", "int"].map(names).into();
    assert_eq!(app.post(&good().to_string()).status, 201);
    let after: Vec<Vec<String>> = ["answers", "need", "trn", "int"].map(names).into();
    assert_eq!(before, after);
    let (app, _) = several();
    let (all, _) = read(
        &csv(&app, "answers", Separator::Comma, Selection::default()),
        b',',
    );
    let own = [
        "x.test.how.later",
        "x.test.how.now",
        "x.test.share",
        "x.test.tags",
        "x.test.tools.rows",
        "more",
    ];
    let expected = before[0][..before[0].len() - 1]
        .iter()
        .map(String::as_str)
        .chain(own);
    assert!(all.iter().map(String::as_str).eq(expected), "{all:?}");

    let (_, about) = read(
        &csv(&app, "columns", Separator::Comma, Selection::default()),
        b',',
    );
    let find = |column: &str| about.iter().find(|line| line["column"] == column).unwrap();
    assert_eq!(find("org.sector")["holds"], "code");
    assert!(!find("org.municipality.code")["nn"].is_empty());
    assert_ne!(find("need.count.y1")["sv"], find("need.count.y1")["en"]);
    assert_eq!(find("x.test.share")["holds"], "number");
    let named: Vec<&String> = about
        .iter()
        .filter(|line| line["table"] == "answers")
        .map(|line| &line["column"])
        .collect();
    assert!(named.into_iter().eq(&all));
}

#[test]
fn semicolons_come_with_decimal_commas() {
    let (app, _) = several();
    let text = csv(&app, "answers", Separator::Semicolon, Selection::default());
    let (_, lines) = read(text.strip_prefix('\u{feff}').unwrap(), b';');
    assert_eq!(lines[2]["x.test.share"], "-2,5");
    assert_eq!(lines[2]["org.name"], "=Sågen; \"AB\"");
    assert!(text.lines().all(|line| !line.ends_with('\n')) && text.ends_with("\r\n"));
}

#[test]
fn a_table_holds_what_is_selected() {
    let (app, _) = several();
    for (selection, lines) in [
        (
            Selection {
                after: 3,
                ..Selection::default()
            },
            2,
        ),
        (
            Selection {
                after: u64::MAX,
                ..Selection::default()
            },
            0,
        ),
        (
            Selection {
                test: true,
                ..Selection::default()
            },
            0,
        ),
        (
            Selection {
                questionnaire: Some("behov-test".into()),
                ..Selection::default()
            },
            5,
        ),
        (
            Selection {
                questionnaire: Some("other".into()),
                ..Selection::default()
            },
            0,
        ),
    ] {
        let text = csv(&app, "answers", Separator::Comma, selection);
        assert_eq!(read(&text, b',').1.len(), lines);
    }
    for name in [
        "nede",
        "",
        "x.a",
        "x.../etc/passwd",
        "x.a.b/c",
        "x.A.b",
        "con",
        "Answers",
    ] {
        assert!(name.parse::<TableName>().is_err(), "{name}");
    }
}

/// What nobody reviewed names no column, however much of it there is.
#[test]
fn a_stranger_makes_no_columns() {
    let app = TestApp::start();
    for round in 0..20 {
        let own: BTreeMap<String, Value> = (0..500)
            .map(|number| (format!("a{round}_{number}"), json!(1)))
            .collect();
        let mut waiting = submission(json!({ "x": { "test": own } }));
        waiting["meta"]["questionnaire"]["version"] = "9.0.0".into();
        assert_eq!(app.post(&waiting.to_string()).status, 201);
        // Nor is it reviewed by being amended.
        if round % 2 == 0 {
            let mut amends = good();
            amends["meta"]["replaces"] = waiting["meta"]["id"].clone();
            assert_eq!(app.post(&amends.to_string()).status, 201);
        }
    }
    let (names, lines) = read(
        &csv(&app, "answers", Separator::Comma, Selection::default()),
        b',',
    );
    assert!(
        !names.iter().any(|name| name.starts_with("x.")),
        "{names:?}"
    );
    let statuses: Vec<&str> = lines.iter().map(|line| line["status"].as_str()).collect();
    assert_eq!(statuses[..3], ["amended", "stored", "quarantined"]);
    for line in [&lines[0], &lines[2]] {
        let more: Value = serde_json::from_str(&line["more"]).unwrap();
        assert_eq!(more.as_object().unwrap().len(), 500, "nothing is lost");
    }
}
