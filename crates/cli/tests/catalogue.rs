//! `behov catalogue` as a process: from the template to the catalogue that is
//! served. The translations are Norwegian ones, marked.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper that fails is a test that fails"
)]

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use serde_json::{Value, json};

fn behov(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_behov"));
    command.arg("catalogue").args(arguments);
    command
}

fn template() -> Value {
    let arguments = ["template", "--from", "nb", "--language", "sma"];
    let output = behov(&arguments).output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The template with every text of the interface, and one of the core.
fn translated() -> Value {
    let mut file = template();
    for (key, entry) in file["interface"].as_object_mut().unwrap() {
        let source = entry["source"].as_str().unwrap();
        let mark = match key.as_str() {
            "date.order" | "copy.file_name" => "",
            _ => " (sma)",
        };
        entry["text"] = format!("{source}{mark}").into();
    }
    file["core"]["org.name"]["text"] = "Navn (sma)".into();
    file
}

fn make(file: &Value) -> Output {
    make_text(&serde_json::to_string_pretty(file).unwrap())
}

fn make_text(text: &str) -> Output {
    let mut child = behov(&["make", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

/// What is told of a file that is refused.
fn told(file: &Value) -> String {
    refused(&make(file))
}

fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty(), "no catalogue");
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn the_template_has_every_text_with_its_source_and_comment() {
    let arguments = ["template", "--from", "nb", "--language", "sma"];
    let text = String::from_utf8(behov(&arguments).output().unwrap().stdout).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["format"], "behov.catalogue/1");
    assert_eq!(file["language"], "sma");
    assert_eq!(file["fallback"], "nb");
    let next = &file["interface"]["nav.next"];
    assert_eq!(next["text"], "");
    assert_eq!(next["source"], "Neste");
    assert!(next["comment"].as_str().unwrap().contains("next page"));
    for part in ["interface", "core"] {
        let texts = file[part].as_object().unwrap();
        assert!(texts.len() > 50, "{part}");
        for (key, entry) in texts {
            assert_ne!(entry["source"], "", "{key}");
            assert_ne!(entry["comment"], "", "{key}");
        }
    }
    let place = |key: &str| text.find(&format!("\"{key}\"")).unwrap();
    assert!(
        place("nav.next") < place("nav.back"),
        "in the order of the form"
    );
    assert!(place("org.name") < place("bar.training"));
}

#[test]
fn only_what_there_is_can_be_translated_from() {
    for (from, language) in [
        ("fi", "sma"),
        ("nb", "Samisk"),
        ("nb", "../sma"),
        ("nb", "nn"),
        ("sv", "sv-FI"),
    ] {
        let arguments = ["template", "--from", from, "--language", language];
        let output = behov(&arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{from} {language}");
    }
}

#[test]
fn a_translation_becomes_a_catalogue_and_what_is_left_says_its_language() {
    let output = make(&translated());
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert!(
        told.contains("1 of ") && told.contains("sma.json"),
        "{told}"
    );
    let served: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(served["nav.next"], "Neste (sma)");
    let core = served["core"].as_array().unwrap();
    let keys = behov_schema::core::keys();
    assert_eq!(core.len(), keys.len());
    let name = keys.iter().position(|key| key == "org.name").unwrap();
    assert_eq!(core[name], "Navn (sma)");
    let source = &template()["core"][&keys[0]]["source"];
    assert_eq!(core[0], json!({ "nb": source }));
}

#[test]
fn everything_that_is_wrong_is_told_by_its_key() {
    let mut file = translated();
    file["interface"]["nav.further"] = json!({ "text": "x" });
    file["core"]["org.nam"] = json!({ "text": "x" });
    file["interface"]["nav.next"]["text"] = " ".into();
    file["interface"]
        .as_object_mut()
        .unwrap()
        .remove("nav.back");
    file["interface"]["progress.step"]["text"] = "Steg {n}".into();
    file["core"]["org.name"]["text"] = "Navn {n}".into();
    file["interface"]["date.order"]["text"] = "DMÅ".into();
    file["interface"]["copy.file_name"]["text"] = "svar {id}".into();
    let told = told(&file);
    for line in [
        "error[catalogue.unknown_key]: There is no text `nav.further`.",
        "error[catalogue.unknown_key]: There is no text `org.nam`.",
        "error[catalogue.missing_text]: `nav.next` has no text.",
        "error[catalogue.missing_text]: `nav.back` has no text.",
        "error[catalogue.placeholders]: `progress.step` must have these words in braces, and no others: {n} {of}.",
        "error[catalogue.placeholders]: `org.name` takes no word in braces.",
        "error[catalogue.date_order]: `date.order`",
        "error[catalogue.file_name]: `copy.file_name` is the name of a file",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    assert_eq!(told.matches("error[").count(), 8, "{told}");
    assert!(told.contains("^ /interface/nav.next"), "{told}");
}

#[test]
fn a_translation_that_is_refused_leaves_the_working_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let (from, into) = (folder.path().join("b.json"), folder.path().join("sma.json"));
    let make = |file: &Value| {
        std::fs::write(&from, file.to_string()).unwrap();
        let (from, into) = (from.to_str().unwrap(), into.to_str().unwrap());
        behov(&["make", from, "--out", into]).output().unwrap()
    };
    let output = make(&translated());
    assert!(output.status.success() && output.stdout.is_empty());
    let made = std::fs::read_to_string(&into).unwrap();
    let served: Value = serde_json::from_str(&made).unwrap();
    assert_eq!(served["nav.next"], "Neste (sma)");
    let mut broken = translated();
    broken["interface"]["nav.next"]["text"] = "".into();
    assert!(refused(&make(&broken)).contains("catalogue.missing_text"));
    assert_eq!(std::fs::read_to_string(&into).unwrap(), made);
}

/// The next release says something else in one place, and more in another.
#[test]
fn a_translation_is_carried_over_to_a_new_release() {
    let mut earlier = translated();
    earlier["interface"]["nav.back"]["source"] = "Bakover".into();
    earlier["interface"]["nav.gone"] = json!({ "text": "Borte", "source": "Borte" });
    earlier["interface"]
        .as_object_mut()
        .unwrap()
        .remove("nav.next");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sma-translation.json");
    std::fs::write(&file, earlier.to_string()).unwrap();
    let path = file.to_str().unwrap();
    let template = |language: &str| {
        let arguments = ["template", "--from", "nb", "--language", language];
        let keep = ["--keep", path, "--out", path];
        behov(&[arguments.as_slice(), &keep].concat())
            .output()
            .unwrap()
    };
    let other = template("se");
    assert!(refused(&other).contains("error[catalogue.other]: This is `sma`"));
    let output = template("sma");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && output.stdout.is_empty(),
        "{told}"
    );
    assert!(told.contains(" 2 of "), "{told}");
    let next: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(next["interface"]["nav.next"]["text"], "");
    let back = &next["interface"]["nav.back"];
    assert_eq!(back["text"], "");
    let comment = back["comment"].as_str().unwrap();
    assert!(comment.ends_with("(sma)\u{201d}."), "{comment}");
    assert_eq!(next["interface"].get("nav.gone"), None);
    assert_eq!(next["core"]["org.name"]["text"], "Navn (sma)");
    let kept = next["interface"].as_object().unwrap().values();
    let empty = kept.filter(|entry| entry["text"] == "");
    assert_eq!(empty.count(), 2);
}

#[test]
fn a_singular_may_leave_its_number_to_a_word() {
    let mut file = translated();
    let one = &mut file["interface"]["summary.title.one"];
    one["text"] = "Rett {n} feil".into();
    assert!(make(&file).status.success());
    file["interface"]["summary.title.one"]["text"] = "Rett {of} feil".into();
    assert!(told(&file).contains("`summary.title.one`"));
}

#[test]
fn what_is_no_translation_is_refused() {
    for (part, value, code) in [
        ("format", json!("behov.catalogue/2"), "catalogue.format"),
        ("fallback", json!("fi"), "catalogue.fallback"),
        ("language", json!("../sma"), "languages.invalid"),
        // The loader fetches its own words for both.
        ("language", json!("nb"), "catalogue.language"),
        ("language", json!("sv-FI"), "catalogue.language"),
        ("interface", json!([]), "json.wrong_type"),
        ("note", json!(""), "json.unknown_field"),
    ] {
        let mut file = translated();
        file[part] = value;
        let told = told(&file);
        assert!(told.contains(&format!("error[{code}]: ")), "{told}");
    }
    assert!(refused(&make_text("{")).contains("error[json.syntax]"));
    let unreadable = behov(&["make", "no-such-file.json"]).output().unwrap();
    assert_eq!(unreadable.status.code(), Some(2));
}

/// Each finding had cost a walk through the whole file.
#[test]
fn many_findings_are_no_wait() {
    let mut file = translated();
    let texts = file["interface"].as_object_mut().unwrap();
    for number in 0..8_000 {
        texts.insert(format!("zz.{number}"), json!({ "text": "x" }));
    }
    let begun = Instant::now();
    let told = told(&file);
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
    assert_eq!(told.matches("error[catalogue.unknown_key]").count(), 200);
    assert!(told.ends_with("There is more. Correct what is told here first, then check again.\n"));
}

#[test]
fn no_key_moves_the_cursor() {
    let mut file = translated();
    let texts = file["interface"].as_object_mut().unwrap();
    texts.insert("a\u{1b}[2J\u{7}b".to_owned(), json!({ "text": "x" }));
    let told = told(&file);
    assert!(told.contains("There is no text `a [2J b`."), "{told}");
    let moves = |c: char| c.is_control() && c != '\n';
    assert!(!told.contains(moves), "{told:?}");
}
