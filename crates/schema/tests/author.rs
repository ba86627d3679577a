//! What authors are told: every broken document has exactly its findings, in
//! words, and what the widget refuses is among them.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;
use std::path::{Path, PathBuf};

use behov_schema::author::{self, Judged, LIMIT, Severity};
use behov_schema::{Finding, document};
use proptest::prelude::*;
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The documents of a folder, without what is expected of them.
fn documents(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with(".findings.json"))
        .collect();
    found.sort();
    found
}

fn brief(found: &[Judged]) -> Vec<Value> {
    let brief = |Judged { finding, severity }: &Judged| {
        json!({
            "severity": severity.name(), "code": finding.code, "pointer": finding.pointer,
            "line": finding.place.map(|place| place.line),
            "column": finding.place.map(|place| place.column),
        })
    };
    found.iter().map(brief).collect()
}

fn examples() -> Vec<String> {
    let folders = documents("public/examples");
    let files = folders.iter().flat_map(|folder| {
        let folder = folder.strip_prefix(root()).unwrap();
        documents(&folder.to_string_lossy())
    });
    files
        .map(|file| fs::read_to_string(file).unwrap())
        .collect()
}

#[test]
fn broken_documents_have_exactly_their_findings() {
    let documents = documents("tests/fixtures/broken");
    assert!(documents.len() >= 30);
    let mut wrong = Vec::new();
    for path in documents {
        let found = brief(&author::check_bytes(&fs::read(&path).unwrap()));
        let expected = fs::read_to_string(path.with_extension("findings.json")).unwrap();
        let expected: Vec<Value> = serde_json::from_str(&expected).unwrap();
        if found != expected {
            wrong.push(format!(
                "{}\n  wanted {expected:#?}\n  found {found:#?}",
                path.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_examples_have_nothing_to_mend() {
    let examples = examples();
    assert!(examples.len() >= 2);
    for text in examples {
        assert_eq!(brief(&author::check(&text)), Vec::<Value>::new());
    }
}

#[test]
fn what_the_widget_shows_is_at_most_warned_of() {
    for path in documents("tests/fixtures/questionnaires/valid") {
        let found = author::check(&fs::read_to_string(&path).unwrap());
        let shown = |found: &Judged| {
            found.severity == Severity::Warning || found.finding.code.starts_with("core.")
        };
        assert!(found.iter().all(shown), "{}: {found:?}", path.display());
    }
}

#[test]
fn what_the_widget_refuses_is_told_too() {
    for path in documents("tests/fixtures/questionnaires/invalid") {
        let bytes = fs::read(&path).unwrap();
        agree(std::str::from_utf8(&bytes).unwrap());
    }
}

/// The one check finds errors where the other does, and the first of the
/// widget's is among them.
#[track_caller]
fn agree(text: &str) {
    let found = author::check(text);
    assert!(found.len() <= LIMIT + 1);
    let key = |found: &Judged| found.finding.place.map(|place| (place.line, place.column));
    let placed = &found[..found.len() - usize::from(found.last().is_some_and(is_more))];
    assert!(placed.iter().all(|found| key(found).is_some()), "{found:?}");
    assert!(placed.is_sorted_by_key(key), "{found:?}");
    let mut errors = found
        .iter()
        .filter(|found| found.severity == Severity::Error);
    match document::read(text) {
        Ok(_) => {
            const OWN: &str = "campaign. controller. core. prefill.invalid regions. \
                               rule.constant rule.type_clash rule.unknown_id text.link";
            let own = |code: &str| OWN.split(' ').any(|own| code.starts_with(own));
            assert!(
                errors.all(|found| own(&found.finding.code)),
                "the widget takes it: {found:?}"
            );
        }
        Err(refused) => {
            let first = &refused[0];
            let same = |found: &Judged| {
                found.finding.code == first.code && found.finding.pointer == first.pointer
            };
            assert!(
                errors.any(|found| is_more(found) || same(found)),
                "{first:?} is not among {found:?}"
            );
        }
    }
}

fn is_more(found: &Judged) -> bool {
    found.finding.code == "findings.more"
}

#[test]
fn what_is_not_utf_8_is_told_at_its_byte() {
    let found = author::check_bytes(b"{\n  \"id\": \"f\xf6retag\"");
    let expected = json!([{
        "severity": "error", "code": "json.syntax", "pointer": "", "line": 2, "column": 11
    }]);
    assert_eq!(Value::Array(brief(&found)), expected);
}

#[test]
fn too_many_findings_are_cut_and_said_to_be() {
    let questions: Vec<Value> = (0..300)
        .map(|at| json!({ "id": format!("x.a.q{at}"), "type": "text", "label": "Text" }))
        .collect();
    let many = json!({ "pages": [{ "id": "a", "title": {}, "questions": questions }] });
    let found = author::check(&many.to_string());
    assert_eq!(found.len(), LIMIT + 1);
    assert_eq!(found[LIMIT].finding.code, "findings.more");
    agree(&many.to_string());
}

#[test]
fn a_finding_is_one_line_that_an_editor_can_follow() {
    let found = author::check("{\"format\": 1}");
    let line = found[0].line(&"a/1.0.0.json");
    assert!(
        line.starts_with("a/1.0.0.json:1:1: error[json.missing_field]: `"),
        "{line}"
    );
    for found in &found {
        assert!(!found.line(&"x").contains('\n'));
    }
}

/// Every code that the reading and the checks of a document can give: the
/// texts of their source that look like one and are no id.
fn codes() -> Vec<String> {
    const IDS: &str = "org out rec gap need trn int par bar offer con perm meta x";
    let mut files = vec![PathBuf::from("src/submission/fit.rs")];
    let mut folders = vec!["src/author", "src/document", "src/json", "src/rule"];
    folders.extend(["src/document/check", "src/author/rules", "src/author/words"]);
    folders.push("src/regions");
    for folder in folders {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        files.extend(
            fs::read_dir(here)
                .unwrap()
                .map(|entry| entry.unwrap().path()),
        );
    }
    let mut codes = Vec::new();
    files.retain(|file| file.extension().is_some() && !file.ends_with("tests.rs"));
    for file in files {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        codes.extend(text.split('"').filter_map(|literal| {
            let (head, tail) = literal.split_once('.')?;
            let is_word = |word: &str| {
                !word.is_empty() && word.bytes().all(|c| c.is_ascii_lowercase() || c == b'_')
            };
            let is_code = is_word(head) && is_word(tail) && !IDS.split(' ').any(|id| id == head);
            is_code.then(|| literal.to_owned())
        }));
    }
    codes.sort();
    codes.dedup();
    codes
}

#[test]
fn every_code_has_a_sentence_and_stands_in_the_manual() {
    let codes = codes();
    for known in [
        "json.syntax",
        "rows.row_id",
        "rule.unguarded",
        "core.unknown_id",
        "findings.more",
    ] {
        assert!(
            codes.iter().any(|code| code == known),
            "{known} is not found"
        );
    }
    let manual = ["docs/format.md", "docs/codelists.md"]
        .map(|path| fs::read_to_string(root().join(path)).unwrap())
        .concat();
    for code in codes {
        let mut finding = Finding::new("", "/pages/0/questions/0/id");
        finding.code = code.clone().into();
        assert_ne!(
            author::sentence(&finding),
            finding.to_string(),
            "{code} has no sentence"
        );
        assert!(
            manual.contains(&format!("`{code}`")),
            "{code} is not in the manual"
        );
    }
}

#[test]
fn sentences_are_whole() {
    for path in documents("tests/fixtures/broken") {
        for found in author::check_bytes(&fs::read(&path).unwrap()) {
            let words = author::sentence(&found.finding);
            let whole =
                words.ends_with(['.', '?']) && !words.contains("``") && !words.contains("  ");
            assert!(whole, "{}: {words}", path.display());
        }
    }
}

/// What somebody might do to a document.
#[derive(Clone, Debug)]
enum Slip {
    /// Cuts the text, or puts a piece into it.
    Text { at: usize, cut: usize, put: String },
    /// Puts another value in a place.
    Value { at: usize, value: Value },
    /// Leaves out a member or an element.
    Remove { at: usize },
    /// Gives a field another name.
    Rename { at: usize, name: String },
    /// Copies a value to another place.
    Copy { from: usize, to: usize },
}

fn slip() -> impl Strategy<Value = Slip> {
    let at = || any::<usize>();
    let value = prop_oneof![
        Just(json!(null)),
        Just(json!(true)),
        Just(json!(-1)),
        Just(json!(2.5)),
        Just(json!("")),
        Just(json!("rows")),
        Just(json!("Org.Name")),
        Just(json!([])),
        Just(json!({})),
        Just(json!([{ "var": "out.need" }])),
        Just(json!({ "var": "org.name" })),
        Just(json!({ "<": [{ "var": "need.0.count.now" }, 5] })),
        Just(json!({ "reduce": [{ "var": "need" }, { "+": [{ "var": "current.x" }] }, 0] })),
        Just(json!({ "sv": "Text" })),
        Just(json!({ "xor": { "and": true } })),
    ];
    let piece = prop_oneof![
        "[{}\\[\\],:\"'/\\\\ 0-9a-zå\t\n]{0,3}",
        Just("\u{feff}".to_owned())
    ];
    let name = prop_oneof![
        "[a-z_~/]{0,6}",
        Just("labl".to_owned()),
        Just("type".to_owned())
    ];
    prop_oneof![
        1 => (at(), 0..4_usize, piece).prop_map(|(at, cut, put)| Slip::Text { at, cut, put }),
        4 => (at(), value).prop_map(|(at, value)| Slip::Value { at, value }),
        2 => at().prop_map(|at| Slip::Remove { at }),
        2 => (at(), name).prop_map(|(at, name)| Slip::Rename { at, name }),
        1 => (at(), at()).prop_map(|(from, to)| Slip::Copy { from, to }),
    ]
}

/// Every pointer of a tree.
fn pointers(tree: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match tree {
        Value::Object(members) => {
            for (key, value) in members {
                let key = behov_schema::json::escape(key);
                pointers(value, &format!("{at}/{key}"), all);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, &format!("{at}/{index}"), all);
            }
        }
        _ => {}
    }
}

fn pointer(tree: &Value, at: usize) -> String {
    let mut all = Vec::new();
    pointers(tree, "", &mut all);
    all.swap_remove(at % all.len())
}

fn slipped(mut tree: Value, slips: &[Slip]) -> String {
    for slip in slips {
        match slip {
            Slip::Text { .. } => {}
            Slip::Value { at, value } => {
                let at = pointer(&tree, *at);
                *tree.pointer_mut(&at).unwrap() = value.clone();
            }
            Slip::Copy { from, to } => {
                let from = tree.pointer(&pointer(&tree, *from)).unwrap().clone();
                let to = pointer(&tree, *to);
                *tree.pointer_mut(&to).unwrap() = from;
            }
            Slip::Remove { at } | Slip::Rename { at, .. } => {
                let at = pointer(&tree, *at);
                let Some((outer, key)) = at.rsplit_once('/') else {
                    continue;
                };
                match (tree.pointer_mut(outer).unwrap(), slip) {
                    (Value::Object(members), Slip::Rename { name, .. }) => {
                        if let Some(value) = members.remove(key) {
                            members.insert(name.clone(), value);
                        }
                    }
                    (Value::Object(members), _) => {
                        members.remove(key);
                    }
                    (Value::Array(items), Slip::Remove { .. }) => {
                        items.remove(key.parse().unwrap());
                    }
                    _ => {}
                }
            }
        }
    }
    let mut text = format!("{tree:#}");
    for slip in slips {
        if let Slip::Text { at, cut, put } = slip {
            let mut begin = at % (text.len() + 1);
            while !text.is_char_boundary(begin) {
                begin -= 1;
            }
            let mut end = (begin + cut).min(text.len());
            while !text.is_char_boundary(end) {
                end += 1;
            }
            text.replace_range(begin..end, put);
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// However a document is broken, its author is told, and no less than a
    /// respondent's browser is.
    #[test]
    fn whatever_is_broken_is_told(which in any::<usize>(), slips in prop::collection::vec(slip(), 1..6)) {
        let mut whole = documents("tests/fixtures/questionnaires/valid");
        whole.extend(documents("public/examples/kraftsamling-yh"));
        let text = fs::read_to_string(&whole[which % whole.len()]).unwrap();
        let tree = serde_json::from_str(&text).unwrap();
        agree(&slipped(tree, &slips));
    }
}
