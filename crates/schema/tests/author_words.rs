//! What broken documents are told, word for word.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;
use std::path::Path;

use behov_schema::{Finding, author};
use serde_json::{Value, json};

/// A document of the fixtures has this sentence among its findings.
#[track_caller]
fn told(name: &str, sentence: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/fixtures/broken")
        .join(name)
        .with_extension("json");
    among(&fs::read(path).unwrap(), sentence);
}

/// A questionnaire with this one question has this sentence among its findings.
#[track_caller]
fn told_of(question: Value, sentence: &str) {
    let path = "../../tests/fixtures/questionnaires/valid/minimal.json";
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let mut document: Value = serde_json::from_str(&text).unwrap();
    *document.pointer_mut("/pages/0/questions").unwrap() = json!([question]);
    among(document.to_string().as_bytes(), sentence);
}

#[track_caller]
fn among(document: &[u8], sentence: &str) {
    let found = author::check_bytes(document);
    let words: Vec<String> = found
        .iter()
        .map(|found| author::sentence(&found.finding))
        .collect();
    assert!(words.iter().any(|words| words == sentence), "{words:#?}");
}

#[test]
fn what_is_written_wrongly() {
    told("01-missing-comma", "A comma is missing before this.");
    told(
        "10-label-without-languages",
        "`label` must be a text for each language, { \"sv\": \"…\", \"nb\": \"…\" }, not one text alone.",
    );
    told(
        "13-misspelt-fields",
        "`options` is no field of a question. Did you mean `choices`?",
    );
    told(
        "35-many-at-once",
        "`colour` is no field of a question. Correct its name, or remove it.",
    );
    told(
        "35-many-at-once",
        "`Sverige` is no word that `country` takes. Did you mean `SE`? It takes: NO, SE.",
    );
    told(
        "24-version-and-controller",
        "`contact` is missing in the controller. Add it.",
    );
    told(
        "33-null-for-a-text",
        "`id` must be a text in double quotation marks, not null.",
    );
}

#[test]
fn what_rules_say() {
    told(
        "18-rule-with-unknown-id",
        "No question has the id `out.ned`, or it stands in other rows. Did you mean `out.need`? Correct the id.",
    );
    told(
        "28-unguarded-comparisons",
        "While `x.norr.abroad` has no answer it counts as 0 and as false here. Write `===`, which tells them apart.",
    );
    told(
        "29-comparisons-that-never-hold",
        "`out.need` is never `maybe`. Its codes are: yes, no.",
    );
    told(
        "43-rules-that-read-nothing",
        "No answer is read here: `org.sector` is only a text. Write { \"var\": \"org.sector\" } for the answer to the question.",
    );
    told_of(
        json!({ "id": "x.a.b", "type": "text", "label": { "sv": "B" }, "visible_when": { "==": ["x", 1] } }),
        "This rule reads no answer, so that it says the same whatever is answered. Name the question that it is about: { \"var\": \"out.need\" }.",
    );
    told(
        "43-rules-that-read-nothing",
        "This is false whatever is answered. Remove it, or write a rule that reads an answer: { \"==\": [{ \"var\": \"out.need\" }, \"yes\"] }.",
    );
    told(
        "30-operators-of-another-tool",
        "`&&` is no operator. Did you mean `and`?",
    );
}

#[test]
fn what_the_shared_schema_holds() {
    let choice = |id: &str, code: &str| {
        let choices = json!([{ "code": code, "label": { "sv": "Val" } }]);
        json!({ "id": id, "type": "choice", "label": { "sv": "Val" }, "choices": choices })
    };
    told_of(
        choice("org.municipalty", "a"),
        "The shared schema has no `org.municipalty`. Did you mean `org.municipality`? Correct it, or make the question your own: x.owner.name.",
    );
    told_of(
        choice("org.country", "DK"),
        "The shared schema has no such code in `org.country`. Its codes: NO, SE.",
    );
    told_of(
        choice("gap.consequence", "none"),
        "In `gap.consequence` the shared schema holds a list (`rows` or `choices`). Change the type, or the id.",
    );
    told_of(
        choice("need.level", "eqf5"),
        "`need.level` is asked in rows. Put the question into the `questions` of the rows `need`.",
    );
}

#[test]
fn what_the_core_is_not() {
    told(
        "45-section-twice",
        "The section `workplace` is named already. Name it once: its own questions can all stand there.",
    );
    told(
        "45-section-twice",
        "The section `workplace` asks `org.employees_exact` already, and what it means cannot be changed: its label, type, unit and codes are the core's. Remove this question, or make it your own: x.owner.name.",
    );
    told(
        "46-core-question-changed",
        "`org.employees_exact` belongs to the section `workplace`, which hides it. Take it out of `hide`, or make the question your own: x.owner.name.",
    );
    told(
        "46-core-question-changed",
        "`unit` is no field of a section: the label, the type, the unit and the codes of a core question cannot be changed, so that its answers add up with those of others. A section takes title, intro, visible_when, hide, help, prefill and questions.",
    );
    told(
        "47-row-read-from-outside",
        "`need.count.now` has an answer in every row of `need`. Outside of them ask whether some row has what you look for: { \"some\": [{ \"var\": [\"need\", []] }, { … { \"var\": \"count.now\" } … }] }.",
    );
}

#[test]
fn what_cannot_be_hidden() {
    let questionnaire = |section: &str, id: &str| {
        let document = json!({
            "format": "behov.questionnaire/1", "id": "a", "version": "1.0.0", "country": "SE",
            "languages": ["sv"], "title": { "sv": "Behov" }, "core": 1,
            "controller": { "name": "A", "contact": "info@example.org", "notice_version": "1" },
            "pages": [{ "section": section, "hide": [id] }],
        });
        document.to_string()
    };
    among(
        questionnaire("contact", "con.email").as_bytes(),
        "`con.email` must be asked: who gives a permission, or will sign a statement of intent, is reached by it. It is asked of nobody else. Remove it here.",
    );
    among(
        questionnaire("workplace", "org.sector").as_bytes(),
        "`org.sector` must be asked: without it the answers could not be added up with those of others. Remove it here.",
    );
}

#[test]
fn what_has_no_effect() {
    told(
        "48-links-that-lead-nowhere",
        "`www.example.org` is no address that can be a link, so that the marks are shown as they are. Begin it with https://, http:// or mailto:.",
    );
    told(
        "49-loose-ends",
        "`nb` is not among the `languages`: nobody reads these words, here and in others, 2 texts in all. Add it there, or remove them.",
    );
    told(
        "49-loose-ends",
        "`org.employees_exact` is hidden here, so that what `prefill` says of it has no effect. Remove the one or the other.",
    );
}

#[test]
fn what_could_be_the_answer_to_begin_with() {
    told(
        "42-permission-given-beforehand",
        "A permission is given in person, or it is none: it can never be filled in beforehand. Remove this.",
    );
    let path = "../../tests/fixtures/questionnaires/valid/minimal.json";
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let choices =
        json!([{ "code": "a", "label": { "sv": "A" } }, { "code": "b", "label": { "sv": "B" } }]);
    for (mut question, may) in [
        (
            json!({ "type": "choice", "choices": choices }),
            "Nobody could give this answer to the question. Write one of its codes in quotation marks: a, b.",
        ),
        (
            json!({ "type": "integer", "max": 7 }),
            "Nobody could give this answer to the question. Write a whole number from 0 to 7, without quotation marks.",
        ),
        (
            json!({ "type": "code", "list": "sni2025", "free_text": false }),
            "Nobody could give this answer to the question. Write an entry of the list in whole: { \"system\": …, \"version\": …, \"code\": …, \"display\": … }.",
        ),
        (
            json!({ "type": "text", "max_length": 3 }),
            "Nobody could give this answer to the question. Write one line of text, without blanks around it, at most 3 characters.",
        ),
    ] {
        question["id"] = "x.a.b".into();
        question["label"] = json!({ "sv": "Fråga" });
        question["prefill"] = json!({});
        *document.pointer_mut("/pages/0/questions").unwrap() = json!([question]);
        let mut found = [Finding::new(
            "prefill.invalid",
            "/pages/0/questions/0/prefill",
        )];
        author::explain_prefills(&mut found, &document.to_string());
        assert_eq!(author::sentence(&found[0]), may);
    }
}

#[test]
fn what_code_lists_are_told() {
    let path = "../../tests/fixtures/codelists/valid/occupations.json";
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    assert!(author::is_code_list(text.as_bytes()));
    assert!(!author::is_code_list(
        b"{\"format\": \"behov.questionnaire/1\"}"
    ));
    assert_eq!(author::check_code_list(text.as_bytes()), []);
    for (from, to, line, sentence) in [
        (
            "\"7111\"",
            "\"7115\"",
            14,
            "error[list.duplicate_code]: `7115` stands in the list already, as a code or an alias. Keep one of the two.",
        ),
        (
            "\"parent\": \"711\"",
            "\"parent\": \"712\"",
            12,
            "error[list.unknown_parent]: No entry has the code `712`. Add it, or correct the parent.",
        ),
        (
            "\"title\"",
            "\"titel\"",
            5,
            "error[json.unknown_field]: `titel` is no field of the file. Correct its name, or remove it.",
        ),
        (
            "\"code\": \"711\",",
            "\"code\": \"11\", \"code\": \"711\",",
            11,
            "error[json.duplicate_key]: `code` stands twice in one object. Keep one of the two.",
        ),
        (
            "{ \"code\": \"7111\"",
            "{ \"code\": \"111\"",
            12,
            "warning[list.lost_zero]: `111` is shorter than the other codes, and none of them begins with 0. If a spreadsheet has dropped the zeros, import the column as text.",
        ),
        (
            "\"languages\"",
            "// in\n\"languages\"",
            8,
            "error[json.syntax]: JSON has no comments. Remove it.",
        ),
    ] {
        assert!(text.contains(from), "{from}");
        let found = author::check_code_list(text.replacen(from, to, 1).as_bytes());
        let told: Vec<String> = found.iter().map(|found| found.line(&"f")).collect();
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(
            told[0].starts_with(&format!("f:{line}:")) && told[0].ends_with(sentence),
            "{told:#?}"
        );
    }
}
