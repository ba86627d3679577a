//! Code lists that lie beside their questionnaires.

use std::fs;
use std::path::Path;

use behov_collector::{Config, Server};
use serde_json::{Value, json};

use crate::app::{TestApp, offer, runtime, submission};
use crate::contract;
use crate::privacy;

fn list(id: &str, code: &str) -> String {
    let list = json!({
        "format": "behov.codelist/1", "id": id, "version": "1", "title": { "sv": "Yrken" },
        "source": "Ingen", "licence": "CC0", "languages": ["sv"],
        "entries": [{ "code": code, "label": { "sv": "Skog" } }],
    });
    list.to_string()
}

fn put(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// Asks by a list of its own, at this address.
fn asks_by(address: &str) -> impl FnOnce(&mut Value) {
    let address = address.to_owned();
    move |document| {
        document["codelists"] = json!({ "yrken": address });
        let questions = document["pages"][0]["questions"].as_array_mut().unwrap();
        questions.push(json!({ "id": "x.test.trade", "type": "code",
            "label": { "sv": "Bransch" }, "list": "yrken" }));
    }
}

#[test]
fn a_list_is_served_where_the_widget_looks_for_it_and_its_codes_are_checked() {
    let mut hash = String::new();
    let app = TestApp::with(|config, folder| {
        let shelf = config.questionnaires.join("behov-test");
        put(&shelf.join("codelists/yrken.json"), &list("yrken", "01"));
        put(&shelf.join("codelists/other.json"), "secret");
        put(&folder.join("secret.json"), "secret");
        let asks = asks_by("./codelists/yrken.json?v=1");
        hash = offer(&config.questionnaires, "1.0.0", asks);
    });
    for path in [
        "/q/codelists/yrken.json",
        "/q/behov-test/codelists/yrken.json?v=1",
        "/q/codelists/%79rken.json",
    ] {
        let origin = ("origin", "https://www.example.org");
        let answer = app.client.get(path, &[origin]);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.body, list("yrken", "01").into_bytes());
        for (name, value) in [
            ("content-type", "application/json"),
            ("cache-control", "public, max-age=60"),
            ("access-control-allow-origin", "*"),
            ("cross-origin-resource-policy", "cross-origin"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(answer.header(name), value, "{path} {name}");
        }
        let tag = answer.header("etag").to_owned();
        let again = app.client.get(path, &[("if-none-match", &tag)]);
        assert_eq!(again.status, 304, "{path}");
    }
    let path = "/q/codelists/yrken.json";
    contract::check("GET", path, &app.client.get(path, &[])).unwrap();
    for path in [
        "/q/codelists/other.json",
        "/q/behov-test/codelists/other.json",
        "/q/codelists/../../secret.json",
        "/q/codelists/%2e%2e/%2e%2e/secret.json",
        "/q/codelists%2fyrken.json/",
        "/codelists/yrken.json",
    ] {
        assert_eq!(app.client.get(path, &[]).status, 404, "{path}");
    }
    let with = |code: &str| {
        let answer = json!({ "system": "yrken", "version": "1", "code": code });
        let mut body = submission(json!({ "org": { "name": "A" }, "out": { "need": "no" } }));
        body["meta"]["questionnaire"]["hash"] = hash.as_str().into();
        body["x"] = json!({ "test": { "trade": answer } });
        body.to_string()
    };
    assert_eq!(app.post(&with("01")).status, 201);
    let errors = app.post(&with("02")).problem(422);
    assert_eq!(errors[0].0, "code.unknown", "{errors:?}");
}

#[test]
fn a_list_in_the_folder_of_a_questionnaire_is_none() {
    let app = TestApp::with(|config, _| {
        let shelf = config.questionnaires.join("behov-test");
        put(&shelf.join("yrken.json"), &list("yrken", "01"));
        put(&shelf.join("left.json"), &list("left", "01"));
        put(
            &config.questionnaires.join("codelists/far.json"),
            &list("far", "01"),
        );
        offer(&config.questionnaires, "1.0.0", asks_by("yrken.json"));
    });
    for path in ["/q/yrken.json", "/q/behov-test/yrken.json"] {
        assert_eq!(app.client.get(path, &[]).status, 200, "{path}");
    }
    for path in ["/q/left.json", "/q/codelists/far.json"] {
        assert_eq!(app.client.get(path, &[]).status, 404, "{path}");
    }
    let log = privacy::log();
    for file in ["left.json", "far.json"] {
        let line = log.lines().find(|line| line.contains(file)).unwrap();
        assert!(
            line.contains("WARN") && line.contains("not served"),
            "{line}"
        );
    }
}

#[test]
fn what_is_not_served_is_told_with_its_reason() {
    let app = TestApp::with(|config, _| {
        offer(&config.questionnaires, "1.0.0", asks_by("no/where.json"));
        put(
            &config.questionnaires.join("min-enkat.json"),
            "{ \"id\": \"min-enkat\", \"version\": \"1.2.0\" }",
        );
    });
    drop(app);
    let log = privacy::log();
    let line = log.lines().find(|line| line.contains("no/where.json"));
    let why = "are not checked: no such file lies beside the questionnaire";
    assert!(line.is_some_and(|line| line.contains(why)), "{line:?}");
    let line = log
        .lines()
        .find(|line| line.contains("min-enkat.json is not served"));
    assert!(
        line.is_some_and(|line| line.contains("min-enkat/1.2.0.json")),
        "{line:?}"
    );
}

/// The words with which a collector does not start.
#[track_caller]
fn refusal(prepare: impl FnOnce(&Path)) -> String {
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        data: folder.path().join("data"),
        questionnaires: folder.path().join("q"),
        ..Config::default()
    };
    prepare(&config.questionnaires);
    let started = runtime().block_on(Server::start(config));
    started.map(drop).unwrap_err().to_string()
}

#[test]
fn lists_that_the_widget_would_not_take_keep_the_collector_from_starting() {
    let told = refusal(|folder| {
        put(&folder.join("behov-test/a.json"), &list("yrken-2026", "01"));
        offer(folder, "1.0.0", asks_by("a.json"));
    });
    assert!(
        told.contains(
            "error[list.other_id]: The file says of itself that it is the list `yrken-2026`"
        ),
        "{told}"
    );
    let told = refusal(|folder| {
        put(&folder.join("behov-test/lists/a.json"), "{}");
        offer(folder, "1.0.0", asks_by("lists/a.json"));
    });
    assert!(
        told.contains("error[list.broken]") && told.contains("`behov check lists/a.json`"),
        "{told}"
    );
    let told = refusal(|folder| {
        let other = |document: &mut Value| {
            asks_by("yrken.json")(document);
            document["id"] = "other".into();
        };
        offer(folder, "2.0.0", other);
        fs::create_dir_all(folder.join("other")).unwrap();
        fs::rename(
            folder.join("behov-test/2.0.0.json"),
            folder.join("other/2.0.0.json"),
        )
        .unwrap();
        put(&folder.join("behov-test/yrken.json"), &list("yrken", "01"));
        put(&folder.join("other/yrken.json"), &list("yrken", "02"));
        offer(folder, "1.0.0", asks_by("yrken.json"));
    });
    assert!(
        told.contains("yrken.json: error: another code list lies at /q/yrken.json"),
        "{told}"
    );
    let told = refusal(|folder| {
        put(
            &folder.join("behov-test/behov-test.json"),
            &list("yrken", "01"),
        );
        offer(folder, "1.0.0", asks_by("behov-test.json"));
    });
    assert!(
        told.contains("error: a questionnaire lies at /q/behov-test.json"),
        "{told}"
    );
}

/// The receipt was lost on its way, and the list lost the code meanwhile.
#[test]
fn a_repetition_has_its_receipt_by_another_list_too() {
    let folder = tempfile::tempdir().unwrap();
    let start = |code: &str| {
        let mut hash = String::new();
        let app = TestApp::with(|config, _| {
            config.data = folder.path().join("data");
            let shelf = config.questionnaires.join("behov-test");
            put(&shelf.join("yrken.json"), &list("yrken", code));
            hash = offer(&config.questionnaires, "1.0.0", asks_by("yrken.json"));
        });
        (app, hash)
    };
    let (app, hash) = start("01");
    let answer = || {
        let mut body = submission(json!({ "org": { "name": "A" }, "out": { "need": "no" } }));
        body["meta"]["questionnaire"]["hash"] = hash.as_str().into();
        let code = json!({ "system": "yrken", "version": "1", "code": "01" });
        body["x"] = json!({ "test": { "trade": code } });
        body.to_string()
    };
    let body = answer();
    let first = app.post(&body);
    assert_eq!(first.status, 201);
    drop(app);
    let (app, same) = start("02");
    assert_eq!(hash, same);
    let again = app.post(&body);
    assert_eq!((again.status, again.body), (200, first.body));
    let errors = app.post(&answer()).problem(422);
    assert_eq!(errors, [("code.unknown".into(), "/x/test/trade".into())]);
}
