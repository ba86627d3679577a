//! `behov import`, `purge`, `backup` and `restore`, as processes.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};
use tempfile::TempDir;

/// A folder with the test questionnaire.
struct Office {
    folder: TempDir,
    hash: String,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let text = include_str!("../../collector/tests/api/questionnaire.json");
        let shelf = folder.path().join("questionnaires/behov-test");
        fs::create_dir_all(&shelf).unwrap();
        fs::write(shelf.join("1.0.0.json"), text).unwrap();
        let hash = behov_engine::Plan::read(text).unwrap().hash().to_owned();
        Self { folder, hash }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn behov(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_behov"));
        command.args(arguments).current_dir(self.folder.path());
        command.output().unwrap()
    }

    /// What it says when it succeeds.
    #[track_caller]
    fn says(&self, arguments: &[&str]) -> String {
        let output = self.behov(arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{arguments:?}: {told}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn submission(&self, number: u32) -> Value {
        json!({
            "meta": {
                "schema": "behov.submission/1.0",
                "id": format!("019a9d2e-7b1c-7000-8000-{number:012x}"),
                "questionnaire": { "id": "behov-test", "version": "1.0.0", "hash": self.hash },
                "locale": "sv", "channel": "import", "today": "2026-11-21",
                "started_at": "2026-11-21T10:00:00Z", "submitted_at": "2026-11-21T10:05:00Z",
                "notice": { "version": "1", "shown_at": "2026-11-21T10:00:00Z" },
            },
            "org": { "country": "SE", "name": "Exempelsågen AB" },
            "perm": { "contact": true },
            "con": { "email": "bortglomd@example.org", "name": "Bortglömda Kontakten" },
        })
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), text).unwrap();
        name.to_owned()
    }

    fn rows(&self, data: &str) -> Vec<Value> {
        let lines = self.says(&["export", "--data", data]);
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

fn id(body: &Value) -> &str {
    body["meta"]["id"].as_str().unwrap()
}

#[test]
fn files_are_stored_once_each() {
    let office = Office::new();
    let (one, two, three) = (
        office.submission(1),
        office.submission(2),
        office.submission(3),
    );
    office.write("one.json", format!("{one}\n"));
    office.write("lines.ndjson", format!("{two}\n\n{one}\n"));
    let draft = json!({ "schema": "behov.draft/1", "outbox": { "body": three.to_string() } });
    office.write("saved.json", format!("{draft:#}"));
    let files = ["import", "one.json", "lines.ndjson", "saved.json"];
    let expected = format!(
        "one.json: new {0}\nlines.ndjson:1: new {1}\nlines.ndjson:3: known {0}\nsaved.json: new {2}\n",
        id(&one),
        id(&two),
        id(&three)
    );
    assert_eq!(office.says(&files), expected);
    assert_eq!(
        office.says(&files),
        expected.replace("new", "known"),
        "as often as one likes"
    );
    let stored: Vec<Value> = office
        .rows("data")
        .iter()
        .map(|line| line["submission"].clone())
        .collect();
    assert_eq!(stored, [one, two, three]);
}

#[test]
fn what_cannot_be_stored_is_said() {
    let office = Office::new();
    let mut wrong = office.submission(1);
    wrong["org"]["name"] = 5.into();
    let mut other = office.submission(2);
    other["meta"]["questionnaire"]["id"] = "nobody".into();
    for (name, text, words) in [
        ("a.json", wrong.to_string(), "json.wrong_type at /org/name"),
        ("b.json", other.to_string(), "No such questionnaire"),
        (
            "c.json",
            "{\"schema\":\"behov.draft/1\",\"answers\":{}}".into(),
            "is not finished",
        ),
        ("d.json", "[]".into(), "neither a submission"),
        ("e.json", "{ \"meta\": ".into(), "not JSON"),
        ("f.json", String::new(), "empty"),
    ] {
        office.write(name, text);
        let output = office.behov(&["import", name]);
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.starts_with(name) && told.contains("refused"), "{told}");
        assert!(told.contains(words), "{told}");
    }
    assert_eq!(office.behov(&["import", "nowhere"]).status.code(), Some(2));
    assert!(office.rows("data").is_empty());
}

/// As it would over the network.
#[test]
fn what_waits_for_its_version_is_said() {
    let office = Office::new();
    let text = include_str!("../../collector/tests/api/questionnaire.json");
    let text = text.replace("\"1.0.0\"", "\"9.0.0\"");
    let mut later = office.submission(3);
    let named = &mut later["meta"]["questionnaire"];
    named["version"] = "9.0.0".into();
    named["hash"] = behov_engine::Plan::read(&text).unwrap().hash().into();
    office.write("a.json", later.to_string());
    for known in ["new", "known"] {
        let told = office.says(&["import", "a.json"]);
        let expected = format!("a.json: {known} {}, in quarantine\n", id(&later));
        assert_eq!(told, expected);
        assert_eq!(office.rows("data")[0]["status"], "quarantined");
    }
    office.write("questionnaires/behov-test/9.0.0.json", text);
    let told = office.says(&["import", "a.json"]);
    assert_eq!(told, format!("a.json: known {}\n", id(&later)));
    assert_eq!(office.rows("data")[0]["status"], "stored");
}

/// Whether any file of the folder holds `text`.
fn on_disk(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    })
}

#[test]
fn what_is_purged_is_not_in_the_files() {
    let office = Office::new();
    let bodies: Vec<String> = (1..=40)
        .map(|number| office.submission(number).to_string())
        .collect();
    office.write("all.ndjson", bodies.join("\n"));
    office.says(&["import", "all.ndjson"]);
    let data = office.path("data");
    let purge = |more: &[&str]| {
        let arguments = [&["purge", "--before"], more].concat();
        office.says(&arguments)
    };
    assert_eq!(
        purge(&["2020-01-01", "--all"]),
        "deleted: answers 0, contact data 0\n"
    );
    let other = ["9999-01-01", "--all", "--questionnaire", "another"];
    assert_eq!(purge(&other), "deleted: answers 0, contact data 0\n");
    let told = purge(&["9999-01-01", "--dry-run"]);
    assert_eq!(told, "would be deleted: answers 0, contact data 40\n");
    assert!(on_disk(&data, "bortglomd@example.org"));
    let told = purge(&["9999-01-01", "--contact"]);
    assert_eq!(told, "deleted: answers 0, contact data 40\n");
    assert!(!on_disk(&data, "bortglomd@example.org") && !on_disk(&data, "Bortglömda"));
    assert_eq!(office.rows("data").len(), 40);

    let told = purge(&["9999-01-01", "--all", "--dry-run"]);
    assert_eq!(told, "would be deleted: answers 40, contact data 0\n");
    assert!(on_disk(&data, "Exempelsågen"));
    let all = ["9999-01-01", "--all", "--questionnaire", "behov-test"];
    assert_eq!(purge(&all), "deleted: answers 40, contact data 0\n");
    assert!(!on_disk(&data, "Exempelsågen"));
    assert!(office.rows("data").is_empty());
    // A repetition does not bring it back.
    let again = office.behov(&["import", "all.ndjson"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(
        String::from_utf8(again.stdout)
            .unwrap()
            .contains("was deleted")
    );

    for wrong in ["2026-13-01", "yesterday", "2026-1-1", ""] {
        let output = office.behov(&["purge", "--before", wrong]);
        assert_eq!(output.status.code(), Some(1), "{wrong}");
    }
    let nowhere = office.behov(&["purge", "--data", "nowhere", "--before", "2026-01-01"]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(!office.path("nowhere").exists());
}

#[test]
fn who_purges_is_told_of_a_reader_who_is_in_the_way() {
    let office = Office::new();
    office.write("one.json", office.submission(1).to_string());
    office.says(&["import", "one.json"]);
    let data = office.path("data");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let say = |sql: &'static str, reader: &mut SqliteConnection| {
        runtime
            .block_on(sqlx::query(sql).execute(reader))
            .map(drop)
            .unwrap();
    };
    let options = SqliteConnectOptions::new().filename(data.join("behov.db"));
    let mut reader = runtime.block_on(options.connect()).unwrap();
    say("BEGIN", &mut reader);
    say("SELECT * FROM contact", &mut reader);
    let purge = || {
        let output = office.behov(&["purge", "--before", "9999-01-01"]);
        assert!(output.status.success());
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr))
    };
    let (told, warned) = purge();
    assert_eq!(told, "deleted: answers 0, contact data 1\n");
    assert!(warned.contains("still lies in the log"), "{warned}");
    assert!(on_disk(&data, "bortglomd@example.org"));
    // It is there no more, and may be in the log still.
    say("ROLLBACK", &mut reader);
    let (told, warned) = purge();
    assert_eq!(told, "deleted: answers 0, contact data 0\n");
    assert_eq!(warned, "");
    assert!(!on_disk(&data, "bortglomd@example.org"));
    drop(reader);
}

/// Who may read and write a file.
#[cfg(unix)]
fn mode(file: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_copy_brings_everything_back_and_overwrites_nothing() {
    let office = Office::new();
    let body = office.submission(1);
    office.write("one.json", body.to_string());
    office.says(&["import", "one.json"]);
    office.says(&["backup", "copy.behov"]);
    let taken = office.behov(&["backup", "copy.behov"]);
    assert_eq!(taken.status.code(), Some(1), "the older copy stays");
    let here = office.behov(&["restore", "copy.behov"]);
    assert_eq!(here.status.code(), Some(1), "the folder is in use");

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Who may read the copy says nothing of who may read the database.
        let all = fs::Permissions::from_mode(0o644);
        assert_eq!(mode(&office.path("copy.behov")), 0o600);
        fs::set_permissions(office.path("copy.behov"), all).unwrap();
    }
    let told = office.says(&["restore", "copy.behov", "--data", "new/data"]);
    assert_eq!(told, "restored to new/data: answers 1\n");
    assert_eq!(office.rows("new/data"), office.rows("data"));
    let key = |data: &str| fs::read(office.path(data).join("receipt.key")).unwrap();
    assert_eq!(key("new/data"), key("data"), "receipts stay valid");
    let key = key("data");
    let database = fs::read(office.path("new/data/behov.db")).unwrap();
    assert!(
        !database.windows(32).any(|bytes| bytes == key),
        "the key lies in its file alone"
    );
    #[cfg(unix)]
    for (path, expected) in [
        ("new/data", 0o700),
        ("new/data/behov.db", 0o600),
        ("new/data/receipt.key", 0o600),
    ] {
        assert_eq!(mode(&office.path(path)), expected, "{path}");
    }
    // It is a data folder like any other.
    let again = office.says(&["import", "--data", "new/data", "one.json"]);
    assert!(again.contains("known"), "{again}");

    let bytes = fs::read(office.path("copy.behov")).unwrap();
    office.write("cut.behov", &bytes[..bytes.len() / 2]);
    office.write("text.behov", "no copy");
    let no_copy = office.path("data/behov.db");
    for file in [
        "cut.behov",
        "text.behov",
        no_copy.to_str().unwrap(),
        "nowhere",
    ] {
        let output = office.behov(&["restore", file, "--data", "other"]);
        assert_eq!(output.status.code(), Some(1), "{file}");
        assert!(!office.path("other/behov.db").exists(), "{file}");
        assert!(!office.path("other/receipt.key").exists(), "{file}");
    }
}
