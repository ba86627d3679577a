//! The core: its structure, its texts and the types of the shared schema say
//! the same, and a document may change what it may and nothing else.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use behov_schema::core::{Texts, keys};
use behov_schema::document::{self, Outline};
use behov_schema::{Finding, Question, QuestionType, Questionnaire, submission};
use serde_json::{Value, json};

const LANGUAGES: [&str; 4] = ["sv", "nb", "nn", "en"];

const SECTIONS: [&str; 8] = [
    "workplace",
    "situation",
    "recruitment",
    "training",
    "internship",
    "contribution",
    "barriers",
    "contact",
];

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// A document that names these pages.
fn document(country: &str, pages: Value) -> Value {
    json!({
        "format": "behov.questionnaire/1", "id": "a", "version": "1.0.0", "country": country,
        "languages": ["sv", "en"], "title": { "sv": "Behov", "en": "Needs" }, "core": 1,
        "controller": { "name": "Kommunen", "contact": "info@example.org", "notice_version": "1" },
        "programmes": [{ "id": "industri", "name": { "sv": "Industri", "en": "Industry" }, "status": "new" }],
        "pages": pages,
    })
}

fn whole(country: &str) -> Value {
    let pages = SECTIONS.map(|section| json!({ "section": section }));
    document(country, json!(pages))
}

fn read(document: &Value) -> Result<Questionnaire, Vec<Finding>> {
    document::read(&serde_json::to_string_pretty(document).unwrap())
}

/// Code and pointer of each finding; at least one.
fn findings(document: &Value) -> Vec<(String, String)> {
    let found = read(document).expect_err("something is wrong");
    for finding in &found {
        assert!(finding.place.is_some(), "{finding:?}");
    }
    let told = found.into_iter();
    told.map(|finding| (finding.code.into_owned(), finding.pointer))
        .collect()
}

fn questions(of: &Questionnaire) -> Vec<&Question> {
    let outline = Outline::new(of);
    let numbers = 0..outline.len();
    numbers
        .map(|number| outline.question(of, number).unwrap())
        .collect()
}

#[test]
fn every_language_has_every_text_in_order() {
    let keys = keys();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
    for language in LANGUAGES {
        let path = root().join(format!("locales/core-1/{language}.json"));
        let file = fs::read_to_string(path).unwrap();
        let texts: BTreeMap<String, String> = serde_json::from_str(&file).unwrap();
        // The file's own order, which a map does not keep.
        let mut places: Vec<_> = texts
            .keys()
            .map(|key| (file.find(&format!("\n  \"{key}\":")), key))
            .collect();
        places.sort();
        let written: Vec<_> = places.into_iter().map(|(_, key)| key).collect();
        assert_eq!(written, keys.iter().collect::<Vec<_>>(), "{language}");
        for (key, text) in &texts {
            assert!(!text.trim().is_empty(), "{language}: {key}");
        }
    }
}

#[test]
fn the_whole_core_can_be_asked_in_both_countries() {
    for country in ["NO", "SE"] {
        let questionnaire = read(&whole(country)).unwrap();
        assert_eq!(questionnaire.pages.len(), SECTIONS.len());
        assert_eq!(submission::fit(&questionnaire), [], "{country}");
        let texts = Texts::new();
        for question in questions(&questionnaire) {
            let number = question.label.as_ref().unwrap().core().unwrap();
            for language in LANGUAGES {
                assert!(texts.get(language, number).is_some());
            }
            let name = keys()[number].clone();
            assert_eq!(name, question.id, "the label of a question is its own");
            for choice in &question.choices {
                if let Some(number) = choice.label.core() {
                    let key = format!("{}={}", question.id, choice.code);
                    assert_eq!(keys()[number], key);
                }
            }
        }
        let basis = questionnaire.controller.basis.core().unwrap();
        assert_eq!(keys()[basis], format!("controller.basis.{country}"));
    }
}

/// The codes that the shared schema has for this question, by its own words.
fn codes_of(id: &str) -> Option<Vec<String>> {
    let wrong = json!([
        { "code": "no such code", "label": { "sv": "a", "en": "a" } },
    ]);
    let rows = ["need", "trn", "int"];
    let kind = |kind: &str| json!({ "id": id, "type": kind, "label": { "sv": "a", "en": "a" }, "choices": wrong });
    ["choice", "choices"].into_iter().find_map(|name| {
        let question = match rows.iter().find(|rows| id.starts_with(&format!("{rows}."))) {
            Some(rows) => json!({ "id": rows, "type": "rows", "questions": [kind(name)] }),
            None => kind(name),
        };
        let mut document = document(
            "SE",
            json!([{ "id": "a", "title": {}, "questions": [question] }]),
        );
        document.as_object_mut().unwrap().remove("core");
        for text in ["purpose", "basis", "recipients", "retention", "rights"] {
            document["controller"][text] = json!({});
        }
        let questionnaire: Questionnaire = serde_json::from_value(document).unwrap();
        let found = submission::fit(&questionnaire);
        let codes = found
            .iter()
            .find(|finding| finding.code == "core.unknown_code")?;
        let codes = codes.params.get("expected")?.split(", ").map(str::to_owned);
        Some(codes.collect())
    })
}

#[test]
fn a_question_has_exactly_the_codes_of_the_shared_schema() {
    let both = ["NO", "SE"].map(|country| read(&whole(country)).unwrap());
    let mut asked: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for question in both.iter().flat_map(questions) {
        if matches!(question.kind, QuestionType::Choice | QuestionType::Choices) {
            let codes = question.choices.iter().map(|choice| choice.code.as_str());
            asked.entry(&question.id).or_default().extend(codes);
        }
    }
    let mut held = 0;
    for (id, codes) in asked {
        let Some(known) = codes_of(id) else {
            // A language, a programme: any code will do.
            assert!(["con.language", "par.programme"].contains(&id), "{id}");
            continue;
        };
        let mut known: BTreeSet<&str> = known.iter().map(String::as_str).collect();
        if id == "bar.main" {
            // That nothing weighs is no weight.
            known.remove("none");
        } else if id == "need.level_scheme" {
            // Asked only where a level holds two of a country's own.
            known.retain(|code| codes.contains(code));
        }
        assert_eq!(codes, known, "{id}");
        held += 1;
    }
    assert!(held > 25, "{held}");
}

/// `docs/core.md` has a line for each question: id, K, R or O, type.
#[test]
fn the_document_has_every_question_as_it_is() {
    let text = fs::read_to_string(root().join("docs/core.md")).unwrap();
    let mut told = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if cells.len() < 8 {
            continue;
        }
        let cell = |index: usize| cells[index].trim_matches('`');
        told.insert(cell(1), (cell(4), cell(3)));
    }
    let both = ["NO", "SE"].map(|country| read(&whole(country)).unwrap());
    let mut seen = BTreeSet::new();
    for question in both.iter().flat_map(questions) {
        let id = question.id.as_str();
        let in_row = ["need.", "trn.", "int."]
            .iter()
            .any(|rows| id.starts_with(rows));
        let needed = question.required || question.required_when.is_some();
        let mark = match (needed, in_row) {
            _ if question.kind == QuestionType::Rows => "rows",
            (true, true) => "R",
            (true, false) => "K",
            (false, _) => "O",
        };
        let kind = serde_json::to_value(question.kind).unwrap();
        let (told_kind, told_mark) = told
            .get(id)
            .unwrap_or_else(|| panic!("docs/core.md has no line for {id}"));
        assert_eq!(*told_kind, kind.as_str().unwrap(), "{id}");
        assert!(told_mark.starts_with(mark), "{id}: {told_mark}, is {mark}");
        assert!(!(question.folded && question.required), "{id}");
        seen.insert(id);
    }
    let of_types: BTreeSet<&str> = told.keys().copied().collect();
    assert_eq!(seen, of_types);
}

#[test]
fn a_coordinator_hides_helps_and_prefills() {
    let text = json!({ "sv": "Egen hjälp", "en": "Own help" });
    let own = json!({ "id": "x.owner.more", "type": "text", "label": text });
    let mut workplace = json!({
        "section": "workplace", "title": text, "hide": ["org.employees_exact"],
        "help": { "org.name": text }, "prefill": { "org.sector": "private" }, "questions": [own],
    });
    let read_one = |page: &Value| read(&document("SE", json!([page]))).unwrap();
    let questionnaire = read_one(&workplace);
    let page = &questionnaire.pages[0];
    assert_eq!(page.id, "workplace");
    assert_eq!(page.title.exact("sv"), Some(("Egen hjälp", "sv")));
    let ids: Vec<_> = page
        .questions
        .iter()
        .map(|question| question.id.as_str())
        .collect();
    assert!(!ids.contains(&"org.employees_exact"));
    assert_eq!(ids.last(), Some(&"x.owner.more"));
    assert_eq!(page.core, ids.len() - 1);
    let help = page.questions[0].help.as_ref().unwrap();
    assert_eq!(help.exact("en"), Some(("Own help", "en")));
    let sector = page
        .questions
        .iter()
        .find(|question| question.id == "org.sector");
    assert_eq!(sector.unwrap().prefill, Some(json!("private")));
    workplace["questions"][0]["id"] = json!("x.owner");
    let expected = [(
        "id.invalid".to_owned(),
        "/pages/0/questions/0/id".to_owned(),
    )];
    assert_eq!(findings(&document("SE", json!([workplace]))), expected);
}

#[test]
fn what_a_coordinator_cannot_change_is_told_where() {
    let told = |page: Value, code: &str, pointer: &str| {
        let expected = [(code.to_owned(), pointer.to_owned())];
        assert_eq!(findings(&document("SE", json!([page]))), expected, "{page}");
    };
    let page = |field: &str, value: Value| json!({ "section": "recruitment", field: value });
    told(
        page("hide", json!(["need.level"])),
        "core.cannot_hide",
        "/pages/0/hide/0",
    );
    told(
        page("hide", json!(["need"])),
        "core.cannot_hide",
        "/pages/0/hide/0",
    );
    told(
        page("hide", json!(["org.name"])),
        "core.not_in_section",
        "/pages/0/hide/0",
    );
    let text = json!({ "sv": "Hjälp", "en": "Help" });
    told(
        page("help", json!({ "need.size": text })),
        "core.not_in_section",
        "/pages/0/help/need.size",
    );
    told(
        page("help", json!({ "need.level": { "sv": "Hjälp" } })),
        "text.missing",
        "/pages/0/help/need.level",
    );
    let level = json!({ "id": "out.need", "type": "yes_no", "label": text });
    told(
        page("questions", json!([level])),
        "core.redefined",
        "/pages/0/questions/0/id",
    );
    told(
        page("id", json!("mine")),
        "json.unknown_field",
        "/pages/0/id",
    );
    let twice = json!([{ "section": "contact" }, { "section": "contact" }]);
    let codes: BTreeSet<_> = findings(&document("SE", twice)).into_iter().collect();
    assert!(
        codes.contains(&("id.duplicate".to_owned(), "/pages/1/section".to_owned())),
        "{codes:?}"
    );
    let mut none = whole("SE");
    none.as_object_mut().unwrap().remove("core");
    assert!(findings(&none).contains(&("json.missing_field".to_owned(), String::new())));
    none["core"] = json!(2);
    assert_eq!(
        findings(&none),
        [("core.unknown_version".to_owned(), "/core".to_owned())]
    );
}

#[test]
fn a_rule_of_the_core_can_do_without_what_is_not_asked() {
    // Who may be written to depends on three answers; here none is asked.
    let contact = json!({ "section": "contact", "hide": ["perm.contact", "perm.feedback"] });
    let questionnaire = read(&document("SE", json!([contact]))).unwrap();
    let ids: Vec<_> = questions(&questionnaire)
        .iter()
        .map(|q| q.id.clone())
        .collect();
    assert!(ids.contains(&"con.email".to_owned()));
    // The rules of the document's own questions are held to what is asked.
    let text = json!({ "sv": "a", "en": "a" });
    let own = json!({ "id": "x.owner.more", "type": "text", "label": text,
        "visible_when": { "var": "perm.contact" } });
    let page = json!({ "section": "contact", "hide": ["perm.contact"], "questions": [own] });
    let expected = [(
        "rule.unknown_id".to_owned(),
        "/pages/0/questions/0/visible_when".to_owned(),
    )];
    assert_eq!(findings(&document("SE", json!([page]))), expected);
}

#[test]
fn programmes_are_the_choices_of_their_question() {
    let questionnaire = read(&whole("SE")).unwrap();
    let all = questions(&questionnaire);
    let programme = all
        .iter()
        .find(|question| question.id == "par.programme")
        .unwrap();
    assert_eq!(programme.choices[0].code, "industri");
    let mut none = whole("SE");
    none.as_object_mut().unwrap().remove("programmes");
    let without = read(&none).unwrap();
    assert!(
        questions(&without)
            .iter()
            .all(|question| question.id != "par.programme")
    );
    let mut twice = whole("SE");
    let one = twice["programmes"][0].clone();
    twice["programmes"] = json!([one, one]);
    assert_eq!(
        findings(&twice)[0],
        ("id.duplicate".to_owned(), "/programmes/1/id".to_owned())
    );
}
