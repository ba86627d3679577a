//! Code lists: the valid ones are read and printed, each fault is found where
//! it lies.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;
use std::path::Path;

use behov_schema::codelist::{self, Broken, CodeList, Reading};

fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/codelists/valid");
    fs::read_to_string(folder.join(format!("{name}.json"))).unwrap()
}

fn read(text: &str) -> CodeList {
    codelist::read(text).unwrap()
}

#[test]
fn a_valid_list_is_read_and_printed() {
    for name in ["places", "occupations"] {
        let list = read(&fixture(name));
        assert_eq!(codelist::check(&list), [], "{name}");
        let printed = codelist::print(&list);
        assert_eq!(read(&printed), list);
        assert_eq!(codelist::print(&read(&printed)), printed);
        let lines = printed.lines().filter(|line| line.starts_with("{\"code\""));
        assert_eq!(lines.count(), list.entries.len(), "one entry a line");
    }
}

#[test]
fn an_entry_is_found_by_its_code_or_its_alias() {
    let list = read(&fixture("occupations"));
    assert_eq!(list.entry("7115").unwrap().parent.as_deref(), Some("711"));
    assert_eq!(list.entry("7110"), None);
    assert_eq!(list.meant("7110").unwrap().code, "711");
    assert_eq!(list.meant("7115").unwrap().code, "7115");
    assert_eq!(list.meant("7114"), None);
    assert_eq!(list.entry("7111").unwrap().maps.get("isco08").len(), 2);
    assert!(list.entry("7111").unwrap().maps.get("styrk08").is_empty());
    let places = read(&fixture("places"));
    assert_eq!(places.meant("0301").unwrap().code, "0301");
    assert_eq!(places.meant("301"), None, "a zero counts");
}

/// What is replaced in the list of occupations, by what, and the finding.
const FAULTS: [(&str, &str, &str, &str); 28] = [
    (
        "\"sv\"],\n",
        "\"sv\"],\n  \"more\": 1,\n",
        "json.unknown_field",
        "/more",
    ),
    ("\"7111\"", "7111", "json.wrong_type", "/entries/1/code"),
    (
        "\"code\": \"7111\",",
        "",
        "json.missing_field",
        "/entries/1",
    ),
    ("codelist/1", "codelist/2", "json.unknown_value", "/format"),
    (
        "\"dykare\"",
        "1",
        "json.wrong_type",
        "/entries/2/synonyms/sv/0",
    ),
    (
        "\"code\": \"711\",",
        "\"code\": \"711\", \"code\": \"712\",",
        "json.duplicate_key",
        "/entries/0/code",
    ),
    ("\"occupations\"", "\"My list\"", "id.invalid", "/id"),
    ("\"1\"", "\"\"", "list.version", "/version"),
    ("[\"sv\"]", "[]", "languages.missing", "/languages"),
    (
        "[\"sv\"]",
        "[\"sv\", \"SV\"]",
        "languages.invalid",
        "/languages/1",
    ),
    (
        "[\"sv\"]",
        "[\"sv\", \"sv\"]",
        "languages.duplicate",
        "/languages/1",
    ),
    ("[\"sv\"]", "[\"sv\", \"fi\"]", "text.missing", "/title"),
    (
        "\"unofficial\": [\"sv\"]",
        "\"unofficial\": [\"nb\"]",
        "list.unknown_language",
        "/unofficial/0",
    ),
    ("\"Made up\"", "\" \"", "list.empty_text", "/source"),
    ("\"7111\"", "\"7111 \"", "list.code", "/entries/1/code"),
    (
        "\"7111\"",
        "\"7115\"",
        "list.duplicate_code",
        "/entries/2/code",
    ),
    (
        "\"7110\"",
        "\"7115\"",
        "list.duplicate_code",
        "/entries/0/aliases/0",
    ),
    (
        "\"parent\": \"711\"",
        "\"parent\": \"712\"",
        "list.unknown_parent",
        "/entries/1/parent",
    ),
    (
        "\"abstract\": true",
        "\"parent\": \"7111\"",
        "list.parent_cycle",
        "/entries/0/parent",
    ),
    (
        "\"abstract\": true",
        "\"parent\": \"711\"",
        "list.parent_cycle",
        "/entries/0/parent",
    ),
    (
        "{ \"sv\": \"Anläggningsdykare\" }",
        "{ \"sv\": \"\" }",
        "text.missing",
        "/entries/2/label",
    ),
    (
        "{ \"sv\": \"Anläggningsdykare\" }",
        "{ \"sv\": \"a\", \"nb\": \"b\" }",
        "list.unknown_language",
        "/entries/2/label",
    ),
    (
        "\"Anläggningsdykare\"",
        "\"Anläggningsdykare \"",
        "list.line",
        "/entries/2/label",
    ),
    (
        "\"Anläggningsdykare\"",
        "\"Anläggnings\\tdykare\"",
        "list.line",
        "/entries/2/label",
    ),
    (
        "{ \"sv\": [\"dykare\"] }",
        "{ \"svenska\": [\"dykare\"] }",
        "languages.invalid",
        "/entries/2/synonyms/svenska",
    ),
    (
        "\"dykare\"",
        "\"\"",
        "list.empty_text",
        "/entries/2/synonyms/sv/0",
    ),
    (
        "{ \"isco08\": [\"7541\"] }",
        "{ \"ISCO\": [\"7541\"] }",
        "list.map",
        "/entries/2/maps/ISCO",
    ),
    (
        "\"dykare\"] }",
        "\"dykare\"] }, \"neighbours\": [\"7115\"]",
        "list.unknown_neighbour",
        "/entries/2/neighbours/0",
    ),
];

#[test]
fn each_fault_is_found_where_it_lies() {
    let text = fixture("occupations");
    for (from, to, code, pointer) in FAULTS {
        assert!(text.contains(from), "{from}");
        let text = text.replacen(from, to, 1);
        let findings = match codelist::read(&text) {
            Ok(list) => codelist::check(&list),
            Err(finding) => vec![*finding],
        };
        let found: Vec<_> = findings
            .iter()
            .map(|finding| (&*finding.code, &*finding.pointer))
            .collect();
        assert_eq!(
            found.first(),
            Some(&(code, pointer)),
            "{from} -> {to}: {found:?}"
        );
    }
}

/// A file of megabytes is no wait: what would take long is one finding.
#[test]
fn what_is_too_much_is_told_and_not_gone_through() {
    let mut list = read(&fixture("occupations"));
    list.languages = (0..3_000).map(|number| format!("q{number}")).collect();
    let findings = codelist::check(&list);
    let codes = |code: &str| {
        findings
            .iter()
            .filter(|finding| finding.code == code)
            .count()
    };
    assert_eq!((codes("languages.too_many"), codes("text.missing")), (1, 0));

    let words: Vec<String> = (0..201)
        .map(|number| format!("\"dykare {number}\""))
        .collect();
    let text = fixture("occupations").replacen("\"dykare\"", &words.join(","), 1);
    let findings = codelist::check(&read(&text));
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].code, "list.too_many_synonyms");
    assert_eq!(findings[0].pointer, "/entries/2/synonyms");
}

#[test]
fn a_fault_of_form_has_its_line_and_column() {
    let text = fixture("occupations").replace("\"7111\"", "7111");
    let place = codelist::read(&text).unwrap_err().place.unwrap();
    assert_eq!((place.line, place.column), (12, 15));
}

#[test]
fn a_circle_that_others_lead_into_is_told_once() {
    let text = fixture("occupations");
    for (from, to, pointer) in [
        // 711 and 7115 in the circle, and 7111 that leads into it, after them
        // and before.
        (
            "\"abstract\": true",
            "\"parent\": \"7115\"",
            "/entries/0/parent",
        ),
        (
            "\"parent\": \"711\",\n      \"synonyms\": { \"sv\": [\"dykare\"] }",
            "\"parent\": \"7115\"",
            "/entries/2/parent",
        ),
    ] {
        assert!(text.contains(from), "{from}");
        let findings = codelist::check(&read(&text.replacen(from, to, 1)));
        let cycles: Vec<_> = findings
            .iter()
            .filter(|finding| finding.code == "list.parent_cycle")
            .map(|finding| &finding.pointer)
            .collect();
        assert_eq!(cycles, [pointer], "{findings:?}");
    }
    let into = text.replacen(
        "\"711\", \"label\"",
        "\"711\", \"parent\": \"7111\", \"label\"",
        1,
    );
    let into = into.replacen("\"parent\": \"711\"", "\"parent\": \"7115\"", 1);
    let into = into.replacen("\"parent\": \"711\"", "\"parent\": \"7115\"", 1);
    let findings = codelist::check(&read(&into));
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].pointer, "/entries/2/parent");
}

#[test]
fn a_list_in_which_all_only_groups_is_refused() {
    let none = r#"{"format":"behov.codelist/1","id":"a","version":"1","title":{"sv":"a"},
        "source":"a","licence":"a","languages":["sv"],"entries":[]}"#;
    let findings = codelist::check(&read(none));
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].code, "list.nothing_to_choose");
}

/// Reads so many entries at a time.
fn read_by(text: &str, entries: usize) -> Result<CodeList, Broken> {
    let mut reading = Reading::new(text.to_owned());
    while reading.step(entries)? {}
    reading.finish()
}

#[test]
fn a_list_can_be_read_entry_by_entry() {
    for name in ["places", "occupations"] {
        let text = fixture(name);
        let printed = codelist::print(&read(&text));
        for text in [&text, &printed] {
            for entries in [1, 3, 1000] {
                assert_eq!(read_by(text, entries).unwrap(), read(text));
            }
        }
        let cuts = printed.char_indices().map(|(at, _)| &printed[..at]);
        for cut in cuts.filter(|cut| cut.len() < printed.trim_end().len()) {
            assert_eq!(read_by(cut, 1), Err(Broken), "{cut}");
        }
        for more in ["x", "{}", ","] {
            assert_eq!(read_by(&(printed.clone() + more), 1), Err(Broken), "{more}");
        }
    }
    let none = fixture("places").replace("\"entries\": [", "\"entries\": [], \"more\": [");
    assert_eq!(read_by(&none, 9), Err(Broken));
}

#[test]
fn entry_by_entry_nothing_else_is_read_than_at_once() {
    let good = fixture("occupations");
    for (written, instead, code, _) in FAULTS {
        let text = good.replacen(written, instead, 1);
        assert_ne!(text, good, "{written}");
        let read = codelist::read(&text).ok();
        assert_eq!(read_by(&text, 1).ok(), read, "{code}: {instead}");
    }
}
