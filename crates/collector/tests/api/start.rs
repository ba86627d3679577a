//! What keeps a collector from starting, in words that say what to change.

use std::fs;
use std::path::Path;

use behov_collector::{Config, Server};
use serde_json::Value;

use crate::app::{QUESTIONNAIRE, runtime};

/// The words with which a collector does not start.
#[track_caller]
fn refusal(prepare: impl FnOnce(&mut Config, &Path)) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        data: folder.path().join("data"),
        questionnaires: folder.path().join("q"),
        ..Config::default()
    };
    fs::create_dir_all(folder.path().join("q/behov-test")).unwrap();
    prepare(&mut config, folder.path());
    let error = runtime()
        .block_on(Server::start(config))
        .map(drop)
        .unwrap_err();
    error.to_string()
}

#[test]
fn a_broken_questionnaire_is_named_with_line_column_and_code() {
    let told = refusal(|config, _| {
        let text = QUESTIONNAIRE.replace("\"type\": \"textarea\"", "\"type\": \"essay\"");
        fs::write(config.questionnaires.join("behov-test/1.0.0.json"), text).unwrap();
    });
    assert!(told.contains("behov-test/1.0.0.json:43:"), "{told}");
    assert!(told.contains("error[json.unknown_value]"), "{told}");
    let told = refusal(|config, _| {
        fs::write(config.questionnaires.join("behov-test/1.0.0.json"), b"\xff").unwrap();
    });
    assert!(told.contains("json.syntax"), "{told}");
}

#[test]
fn a_question_that_the_shared_schema_cannot_hold() {
    let told = refusal(|config, _| {
        let text = QUESTIONNAIRE.replace("x.test.comment", "org.comment");
        fs::write(config.questionnaires.join("behov-test/1.0.0.json"), text).unwrap();
    });
    assert!(
        told.contains("core.unknown_id") && told.contains("org.comment"),
        "{told}"
    );
    assert!(told.contains("behov-test/1.0.0.json:43:"), "{told}");
}

#[test]
fn everything_that_is_wrong_with_all_files_is_said_at_once() {
    let told = refusal(|config, _| {
        let folder = config.questionnaires.join("behov-test");
        let broken = QUESTIONNAIRE
            .replace("x.test.comment", "org.comment")
            .replace("info@example.org", "nobody");
        assert!(broken.contains("nobody"));
        fs::write(folder.join("1.0.0.json"), broken).unwrap();
        fs::write(folder.join("1.0.1.json"), QUESTIONNAIRE).unwrap();
        fs::write(folder.join("1.0.2.json"), "{").unwrap();
    });
    let lines: Vec<&str> = told.lines().skip(1).collect();
    assert_eq!(lines.len(), 4, "{told}");
    assert!(lines[0].contains("1.0.0.json:") && lines[0].contains("[controller.contact]"));
    assert!(lines[1].contains("1.0.0.json:43:") && lines[1].contains("[core.unknown_id]"));
    assert!(
        lines[2].contains("name it `behov-test/1.0.0.json`"),
        "{told}"
    );
    assert!(
        lines[3].contains("1.0.2.json:1:1: error[json.syntax]"),
        "{told}"
    );
}

#[test]
fn a_warning_keeps_nobody_from_starting() {
    let folder = tempfile::tempdir().unwrap();
    let guess = "\"visible_when\": { \"<\": [{ \"var\": \"need.0.count.y1\" }, 5] },";
    let text = QUESTIONNAIRE.replacen(
        "\"type\": \"textarea\"",
        &format!("{guess} \"type\": \"textarea\""),
        1,
    );
    assert!(!behov_schema::author::check(&text).is_empty());
    fs::create_dir_all(folder.path().join("q/behov-test")).unwrap();
    fs::write(folder.path().join("q/behov-test/1.0.0.json"), text).unwrap();
    let config = Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        data: folder.path().join("data"),
        questionnaires: folder.path().join("q"),
        ..Config::default()
    };
    let server = runtime().block_on(Server::start(config)).unwrap();
    assert_eq!(server.questionnaires(), 1);
}

#[test]
fn a_file_under_another_name() {
    for (id, version) in [("behov-test", "1.0.1"), ("other", "1.0.0")] {
        let told = refusal(|config, _| {
            let mut document: Value = serde_json::from_str(QUESTIONNAIRE).unwrap();
            document["id"] = id.into();
            document["version"] = version.into();
            let file = config.questionnaires.join("behov-test/1.0.0.json");
            fs::write(file, document.to_string()).unwrap();
        });
        assert!(
            told.contains(&format!("name it `{id}/{version}.json`")),
            "{told}"
        );
    }
}

#[test]
fn folders_and_addresses_that_cannot_be_used() {
    let told = refusal(|config, folder| config.widget = Some(folder.join("nowhere")));
    assert!(told.contains("nowhere"), "{told}");
    let told = refusal(|config, folder| {
        config.data = folder.join("file");
        fs::write(&config.data, "").unwrap();
    });
    assert!(told.contains("file"), "{told}");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let told = refusal(|config, _| config.listen = address);
    assert!(told.contains(&address.to_string()), "{told}");
    let told = refusal(|config, _| {
        fs::create_dir_all(&config.data).unwrap();
        fs::write(config.data.join("behov.db"), "no database").unwrap();
    });
    assert!(told.contains("behov.db"), "{told}");
}
