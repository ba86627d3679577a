//! `behov check` as a process: what it prints, and how it ends.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use serde_json::{Value, json};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name)
}

fn broken(name: &str) -> PathBuf {
    file(&format!("tests/fixtures/broken/{name}.json"))
}

fn check(arguments: &[&str], files: &[PathBuf]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_behov"))
        .arg("check")
        .args(arguments)
        .args(files)
        .output()
        .unwrap()
}

fn printed(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

#[test]
fn every_finding_of_every_file_is_shown_with_its_line() {
    let files = [broken("34-two-at-once"), broken("13-misspelt-fields")];
    let output = check(&[], &files);
    assert_eq!(output.status.code(), Some(1));
    let told = printed(&output);
    let first = format!(
        "{}:27:23: error[json.wrong_type]: `required` must be true or false, not a text.\n  \
         27 |           \"required\": \"ja\"\n     \
            |                       ^^^^ /pages/0/questions/0/required\n",
        files[0].display()
    );
    assert!(told.starts_with(&first), "{told}");
    assert_eq!(told.matches("error[json.unknown_field]").count(), 3);
    assert!(
        told.ends_with("\n2 files: 5 errors, 0 warnings\n"),
        "{told}"
    );
    assert!(output.stderr.is_empty());
}

#[test]
fn warnings_fail_when_asked_to() {
    let files = [broken("28-unguarded-comparisons")];
    let output = check(&[], &files);
    assert_eq!(output.status.code(), Some(0));
    assert!(printed(&output).ends_with("\n1 file: 0 errors, 2 warnings\n"));
    assert_eq!(check(&["--strict"], &files).status.code(), Some(1));
    let fine = [file("public/examples/kraftsamling-yh/1.0.0.json")];
    let output = check(&["--strict"], &fine);
    assert_eq!(output.status.code(), Some(0));
    assert!(printed(&output).ends_with("\n1 file: 0 errors, 0 warnings\n"));
}

#[test]
fn programs_read_one_array() {
    let files = [
        broken("12-type-of-another-tool"),
        broken("01-missing-comma"),
    ];
    let output = check(&["--format", "json"], &files);
    assert_eq!(output.status.code(), Some(1));
    let told: Vec<Value> = serde_json::from_str(printed(&output)).unwrap();
    assert_eq!(told.len(), 3);
    assert_eq!(told[0]["file"], files[0].display().to_string());
    assert_eq!(told[0]["code"], "json.unknown_value");
    assert_eq!(told[0]["pointer"], "/pages/0/questions/1/type");
    assert_eq!(
        (&told[0]["line"], &told[0]["column"]),
        (&31.into(), &19.into())
    );
    assert_eq!(told[0]["severity"], "error");
    assert!(
        told[0]["message"]
            .as_str()
            .unwrap()
            .contains("Did you mean `choice`?")
    );
    assert_eq!(told[0]["params"]["suggestion"], "choice");
    let nothing = check(
        &["--format=json"],
        &[file("public/examples/kraftsamling-yh/1.0.0.json")],
    );
    assert_eq!(printed(&nothing), "[]\n");
}

#[test]
fn a_file_that_cannot_be_read_is_another_failure() {
    let files = [
        PathBuf::from("no/such/file.json"),
        broken("01-missing-comma"),
    ];
    let output = check(&[], &files);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        told.starts_with("behov: cannot read `no/such/file.json`: "),
        "{told}"
    );
    assert!(printed(&output).contains("error[json.syntax]"));
    assert_eq!(check(&[], &[]).status.code(), Some(2));
}

#[test]
fn a_dash_is_standard_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_behov"))
        .args(["check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"{\n  'id': 1\n}")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = printed(&output);
    assert!(told.starts_with("-:2:3: error[json.syntax]: "), "{told}");
}

/// What only the plan of a questionnaire shows.
#[test]
fn an_answer_to_begin_with_is_checked_too() {
    let minimal = file("tests/fixtures/questionnaires/valid/minimal.json");
    let mut document: Value = serde_json::from_slice(&std::fs::read(minimal).unwrap()).unwrap();
    document["pages"][0]["questions"] = serde_json::json!([{
        "id": "x.a.staff", "type": "integer", "label": document["title"], "prefill": -1
    }]);
    let written = std::env::temp_dir().join(format!("behov-prefill-{}.json", std::process::id()));
    std::fs::write(&written, document.to_string()).unwrap();
    let output = check(&[], std::slice::from_ref(&written));
    std::fs::remove_file(&written).unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = printed(&output);
    assert!(
        told.contains("error[prefill.invalid]: Nobody could give this answer"),
        "{told}"
    );
    assert!(told.contains("/pages/0/questions/0/prefill"), "{told}");
}

/// What `behov check` says of a text.
fn told(text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    fs::write(&path, text).unwrap();
    printed(&check(&[], &[path])).to_owned()
}

/// A questionnaire of the core whose workplace begins with this answer.
fn begins_with(country: &str, id: &str, prefill: Value) -> Value {
    let section = match id {
        "need.occupation" => "recruitment",
        _ => "workplace",
    };
    let page = json!({ "section": section, "prefill": { id: prefill } });
    json!({
        "format": "behov.questionnaire/1", "id": "core", "version": "1.0.0",
        "country": country, "languages": ["sv"], "title": { "sv": "Behov" }, "core": 1,
        "controller": { "name": "A", "contact": "info@example.org", "notice_version": "1" },
        "pages": [page],
    })
}

#[test]
fn an_answer_to_begin_with_is_a_code_of_its_list() {
    let id = "org.municipality";
    let coded = |system: &str, version: &str, code: &str| json!({ "system": system, "version": version, "code": code, "display": "x" });
    for (id, prefill, sentence) in [
        (
            id,
            json!("1805"),
            "The list `kommune-no`, version 2024, has no code `1805` that can be an answer. Write a code of it, or own words as { \"text\": … }.",
        ),
        (
            id,
            json!("narvik"),
            "has no code `narvik` that can be an answer. Did you mean `1806`?",
        ),
        (
            id,
            coded("kommun-se", "2024", "2480"),
            "This is an entry of the list `kommun-se`, and the answers here come from `kommune-no`.",
        ),
        (
            id,
            coded("kommune-no", "2019", "1806"),
            "The list `kommune-no` is here in version 2024, not 2019.",
        ),
        (
            id,
            coded("kommune-no", "2024", "1805"),
            "has no code `1805` that can be an answer.",
        ),
        (
            "need.occupation",
            json!("9999"),
            "The list `styrk08`, version 2008, has no code `9999`",
        ),
    ] {
        let told = told(&begins_with("NO", id, prefill).to_string());
        assert!(told.contains("error[code.not_in_list]"), "{told}");
        assert!(!told.contains("minutes"), "only without errors: {told}");
        assert!(told.contains(sentence), "{told}");
        assert!(told.contains(&format!("/pages/0/prefill/{id}")), "{told}");
    }
    for (id, prefill) in [
        (id, json!("1806")),
        (id, coded("kommune-no", "2024", "1806")),
        (id, json!({ "text": "Narvik" })),
        ("need.occupation", json!("7115")),
    ] {
        let told = told(&begins_with("NO", id, prefill).to_string());
        assert!(told.contains("0 errors"), "{told}");
    }
    // A list of its own in the place of ours may have any code.
    let mut own = begins_with("NO", id, json!("1805"));
    own["codelists"] = json!({ "kommune-no": "kommuner.json" });
    assert!(told(&own.to_string()).contains("0 errors"));
}

#[test]
fn a_region_has_municipalities_that_there_are() {
    let mut document = begins_with("NO", "org.sector", json!("private"));
    document["regions"] = json!([
        { "id": "a", "name": { "sv": "A" }, "municipalities": ["1806", "1805"] },
        { "id": "b", "name": { "sv": "B" }, "municipalities": ["2480"] },
    ]);
    let division = json!({
        "format": "behov.regions/1", "id": "r", "version": "1.0.0", "country": "NO",
        "languages": ["sv"], "name": { "sv": "R" }, "source": "S", "regions": document["regions"],
    });
    for text in [document.to_string(), division.to_string()] {
        let told = told(&text);
        assert_eq!(
            told.matches("error[regions.municipality]").count(),
            2,
            "{told}"
        );
        for said in [
            "The list `kommune-no`, version 2024, has no municipality `1805`",
            "/regions/0/municipalities/1",
            "`2480` is Umeå, in the other country.",
        ] {
            assert!(told.contains(said), "{said}\n{told}");
        }
    }
}

#[test]
fn a_code_list_that_lies_beside_is_looked_into() {
    let folder = tempfile::tempdir().unwrap();
    let mut document = begins_with("NO", "org.sector", json!("private"));
    document["codelists"] = json!({ "yrken": "lists/a.json", "far": "lists/b.json" });
    let file = folder.path().join("q.json");
    fs::write(&file, document.to_string()).unwrap();
    fs::create_dir(folder.path().join("lists")).unwrap();
    let list = json!({
        "format": "behov.codelist/1", "id": "yrken-2026", "version": "1", "title": { "sv": "Y" },
        "source": "S", "licence": "CC0", "languages": ["sv"],
        "entries": [{ "code": "1", "label": { "sv": "Ett" } }],
    });
    fs::write(folder.path().join("lists/a.json"), list.to_string()).unwrap();
    let output = check(&[], &[file]);
    let told = printed(&output);
    assert!(
        told.contains(
            "error[list.other_id]: The file says of itself that it is the list `yrken-2026`"
        ),
        "{told}"
    );
    assert!(
        told.contains("^ /codelists/yrken\n") && told.contains("1 error,"),
        "{told}"
    );
}

#[test]
fn a_translation_is_checked_elsewhere() {
    let told = told("{\n  \"format\": \"behov.catalogue/1\", \"language\": \"sma\"\n}");
    assert!(
        told.contains(":2:13: error[catalogue.translation]: This is a translator's file. `behov catalogue make` says"),
        "{told}"
    );
    assert!(told.ends_with("1 file: 1 error, 0 warnings\n"), "{told}");
}

#[test]
fn whatever_the_country_the_core_takes_six_minutes_at_most() {
    let sections = [
        "workplace",
        "situation",
        "recruitment",
        "training",
        "internship",
        "contribution",
        "barriers",
        "contact",
    ];
    let sections = sections.map(|section| json!({ "section": section }));
    let folder = tempfile::tempdir().unwrap();
    for country in ["NO", "SE"] {
        let title = json!({ "sv": "Behov", "nb": "Behov", "nn": "Behov", "en": "Needs" });
        let document = json!({
            "format": "behov.questionnaire/1", "id": "core", "version": "1.0.0",
            "country": country, "languages": ["sv", "nb", "nn", "en"], "title": title, "core": 1,
            "controller": { "name": "A", "contact": "info@example.org", "notice_version": "1" },
            "pages": sections,
        });
        let path = folder.path().join(format!("{country}.json"));
        fs::write(&path, document.to_string()).unwrap();
        let output = check(&[], &[path]);
        let told: Vec<&str> = printed(&output).lines().collect();
        assert_eq!(told.len(), 5, "{told:?}");
        for (line, language) in told.iter().zip(["en", "nb", "nn", "sv"]) {
            let (_, minutes) = line.split_once(": about ").unwrap();
            let (minutes, rest) = minutes.split_once(" minutes in ").unwrap();
            assert!(rest.starts_with(&format!("{language}: ")), "{line}");
            let minutes: f64 = minutes.parse().unwrap();
            assert!(minutes > 4.0 && minutes <= 6.0, "{line}");
        }
    }
}

/// Each choice had cost a walk through the whole file.
#[test]
fn many_choices_that_a_list_lacks_are_no_wait() {
    let minimal = file("tests/fixtures/questionnaires/valid/minimal.json");
    let mut document: Value = serde_json::from_str(&fs::read_to_string(minimal).unwrap()).unwrap();
    let choice = |number: usize| json!({ "code": format!("x{number}"), "label": { "sv": "a" } });
    document["pages"][0]["questions"] = json!([{
        "id": "x.test.job", "type": "choice", "label": { "sv": "Yrke" },
        "system": { "system": "ssyk2012", "version": "2012" },
        "choices": (0..1_000).map(choice).collect::<Vec<_>>(),
    }]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("q.json");
    fs::write(&path, document.to_string()).unwrap();
    let begun = Instant::now();
    let output = check(&[], &[path]);
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    let told = printed(&output);
    assert_eq!(told.matches("error[code.not_in_list]").count(), 200);
    let last = told.rfind("error[").unwrap();
    assert!(
        told.split_at(last).1.starts_with("error[findings.more]"),
        "{told}"
    );
}
