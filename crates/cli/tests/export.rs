//! `behov export` as tables, as a process.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with a database of so many answers.
struct Office(TempDir);

impl Office {
    fn new(answers: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let text = include_str!("../../collector/tests/api/questionnaire.json");
        let shelf = folder.path().join("questionnaires/behov-test");
        fs::create_dir_all(&shelf).unwrap();
        fs::write(shelf.join("1.0.0.json"), text).unwrap();
        let hash = behov_engine::Plan::read(text).unwrap().hash().to_owned();
        let answers = (1..=answers).map(|number| answer(number, &hash).to_string());
        let lines = answers.collect::<Vec<_>>().join("\n");
        fs::write(folder.path().join("answers.ndjson"), lines).unwrap();
        let office = Self(folder);
        office.says(&["import", "answers.ndjson"]);
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn behov(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_behov"));
        command.args(arguments).current_dir(self.0.path());
        command.output().unwrap()
    }

    /// What it says when it succeeds.
    #[track_caller]
    fn says(&self, arguments: &[&str]) -> Vec<u8> {
        let output = self.behov(arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{arguments:?}: {told}");
        output.stdout
    }

    /// What it says when it fails.
    #[track_caller]
    fn fails(&self, arguments: &[&str]) -> String {
        let output = self.behov(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }
}

fn answer(number: u32, hash: &str) -> Value {
    json!({
        "meta": {
            "schema": "behov.submission/1.0",
            "id": format!("019a9d2e-7b1c-7000-8000-{number:012x}"),
            "questionnaire": { "id": "behov-test", "version": "1.0.0", "hash": hash },
            "locale": "sv", "channel": "import", "today": "2026-11-21",
            "started_at": "2026-11-21T10:00:00Z", "submitted_at": "2026-11-21T10:05:00Z",
            "notice": { "version": "1", "shown_at": "2026-11-21T10:00:00Z" },
        },
        "org": { "country": "SE", "name": "=1+1" },
        "out": { "need": "yes" },
        "need": [{ "occupation": { "text": "Svetsare" }, "count": { "y1": 2 } }],
        "x": { "test": { "comment": format!("{number} ").repeat(300).trim() } },
    })
}

#[test]
fn every_table_is_a_file_and_none_is_overwritten() {
    let office = Office::new(3);
    let folder = ["export", "--format", "csv", "--output", "tables"];
    let said = String::from_utf8(office.says(&folder)).unwrap();
    let names = ["answers", "need", "trn", "int", "columns"];
    let expected: String = names.map(|name| format!("tables/{name}.csv\n")).concat();
    assert_eq!(said, expected);
    for name in names {
        let alone = office.says(&["export", "--format", "csv", "--table", name]);
        let file = fs::read(office.path(&format!("tables/{name}.csv"))).unwrap();
        assert_eq!(alone, file, "{name}");
    }
    let answers = office.says(&["export", "--format", "csv"]);
    assert_eq!(
        answers,
        fs::read(office.path("tables/answers.csv")).unwrap()
    );
    let text = String::from_utf8(answers).unwrap();
    assert!(
        text.contains(",'=1+1,") && !text.contains(",=1+1"),
        "{text}"
    );
    let told = office.fails(&folder);
    assert!(told.contains("tables/answers.csv"), "{told}");

    let semicolons = [
        "--separator",
        "semicolon",
        "--table",
        "need",
        "--output",
        "need.csv",
    ];
    office.says(&[&["export", "--format", "csv"], &semicolons[..]].concat());
    let text = fs::read_to_string(office.path("need.csv")).unwrap();
    assert!(text.starts_with("\u{feff}meta.id;row;seq;"), "{text}");
    #[cfg(unix)]
    for file in ["need.csv", "tables/answers.csv"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(office.path(file))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file} holds answers");
    }
}

#[test]
fn a_workbook_is_a_file_or_comes_out() {
    let office = Office::new(2);
    office.says(&["export", "--format", "xlsx", "--output", "answers.xlsx"]);
    let file = fs::read(office.path("answers.xlsx")).unwrap();
    assert!(file.starts_with(b"PK\x03\x04"));
    let out = office.says(&["export", "--format", "xlsx"]);
    assert!(out.starts_with(b"PK\x03\x04"));
    let told = office.fails(&["export", "--format", "xlsx", "--output", "answers.xlsx"]);
    assert!(told.contains("answers.xlsx"), "{told}");
    assert_eq!(fs::read(office.path("answers.xlsx")).unwrap(), file);
    let lines = office.says(&["export", "--output", "answers.out"]);
    assert!(lines.is_empty());
    let plain = office.says(&["export", "--format", "ndjson"]);
    assert_eq!(plain, fs::read(office.path("answers.out")).unwrap());
}

#[test]
fn what_cannot_be_meant_is_told() {
    let office = Office::new(1);
    for (arguments, words) in [
        (&["--format", "ods"][..], "xlsx"),
        (&["--table", "need"], "--format csv"),
        (&["--separator", "semicolon"], "--format csv"),
        (&["--format", "xlsx", "--table", "need"], "--format csv"),
        (&["--format", "csv", "--table", "nede"], "x.<owner>.<name>"),
        (&["--format", "csv", "--separator", "tab"], "semicolon"),
        (
            &["--format", "xlsx", "--output", "no/such/folder.xlsx"],
            "no/such",
        ),
        (&["--format", "csv", "--data", "nowhere"], "nowhere"),
    ] {
        let told = office.fails(&[&["export"], arguments].concat());
        assert!(told.contains(words), "{arguments:?}: {told}");
    }
    assert!(!office.path("nowhere").exists());
}

/// What the sheets are put together in has no more room.
#[cfg(target_os = "linux")]
#[test]
fn a_workbook_that_finds_no_room_is_told() {
    let office = Office::new(2000);
    // A megabyte a file, and no signal when it is more: a write that fails.
    let script = "trap '' XFSZ; ulimit -f 2048; exec \"$0\" export --format xlsx";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_behov")])
        .current_dir(office.0.path())
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("cannot put the sheets together"), "{told}");
    assert!(output.stdout.is_empty());
    assert!(office.says(&["export", "--format", "xlsx"]).len() > 1000);
}
