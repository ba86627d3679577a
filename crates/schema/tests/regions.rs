//! Divisions into regions: the valid ones are read, each fault is found where
//! it lies, and those that are published name municipalities that there are.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use behov_schema::codelist;
use behov_schema::document::Country;
use behov_schema::regions::{self, Regions, region_of};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn fixture() -> String {
    fs::read_to_string(root().join("tests/fixtures/regions/valid/two.json")).unwrap()
}

fn published() -> Vec<(String, Regions)> {
    let files = fs::read_dir(root().join("public/regions")).unwrap();
    let read = files.map(|file| {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let regions = regions::read(&fs::read_to_string(&path).unwrap());
        (name, regions.unwrap())
    });
    read.collect()
}

#[test]
fn a_municipality_has_the_first_region_that_names_it() {
    let two = regions::read(&fixture()).unwrap();
    assert_eq!(regions::check(&two), []);
    assert_eq!(two.country, Country::Norway);
    let region = |code| region_of(&two.regions, code).map(|region| region.id.as_str());
    assert_eq!(region("0301"), Some("north"));
    assert_eq!(region("5025"), Some("south_2"));
    for code in ["301", "", "0301 ", "5020"] {
        assert_eq!(region(code), None, "{code}");
    }
    let twice = fixture().replace("[\"5025\"]", "[\"5025\", \"5043\"]");
    let twice = regions::read(&twice).unwrap();
    let region = region_of(&twice.regions, "5043");
    assert_eq!(region.unwrap().id, "north");
}

#[test]
fn what_is_read_is_what_was_written() {
    let two = regions::read(&fixture()).unwrap();
    let written = serde_json::to_string(&two).unwrap();
    assert_eq!(regions::read(&written).unwrap(), two);
}

/// What is replaced, by what, and the finding.
const FAULTS: [(&str, &str, &str, &str); 17] = [
    ("\"id\": \"two\"", "\"id\": \"Two\"", "id.invalid", "/id"),
    ("\"version\"", "\"ver\"", "json.unknown_field", "/ver"),
    ("1.0.0", "1.0", "version.invalid", "/version"),
    ("regions/1", "regions/2", "json.unknown_value", "/format"),
    ("\"NO\"", "\"no\"", "json.unknown_value", "/country"),
    ("\"country\": \"NO\",", "", "json.missing_field", ""),
    ("[\"nb\", \"en\"]", "[]", "languages.missing", "/languages"),
    (
        "[\"nb\", \"en\"]",
        "[\"nb\", \"nb\"]",
        "languages.duplicate",
        "/languages/1",
    ),
    (
        "[\"nb\", \"en\"]",
        "[\"bokmål\"]",
        "languages.invalid",
        "/languages/0",
    ),
    ("Made up for a test.", " ", "regions.source", "/source"),
    (", \"en\": \"South\"", "", "text.missing", "/regions/1/name"),
    ("\"south_2\"", "\"South\"", "id.invalid", "/regions/1/id"),
    ("\"south_2\"", "\"north\"", "id.duplicate", "/regions/1/id"),
    (
        "[\"5025\"]",
        "[]",
        "regions.empty",
        "/regions/1/municipalities",
    ),
    (
        "\"5025\"",
        "5025",
        "json.wrong_type",
        "/regions/1/municipalities/0",
    ),
    (
        "\"0301\"",
        "\"301\"",
        "regions.municipality",
        "/regions/0/municipalities/0",
    ),
    (
        "\"5025\"",
        "\"5043\"",
        "regions.twice",
        "/regions/1/municipalities/0",
    ),
];

#[test]
fn each_fault_is_found_where_it_lies() {
    for (from, to, code, pointer) in FAULTS {
        let text = fixture();
        assert!(text.contains(from), "{from}");
        let found = match regions::read(&text.replacen(from, to, 1)) {
            Ok(read) => regions::check(&read),
            Err(finding) => vec![*finding],
        };
        let found: Vec<_> = found
            .iter()
            .map(|finding| (&*finding.code, &*finding.pointer))
            .collect();
        assert!(
            found.contains(&(code, pointer)),
            "{from} -> {to}: {found:?}"
        );
    }
    let none = r#"{"format":"behov.regions/1","id":"a","version":"1.0.0","country":"SE",
        "languages":["sv"],"name":{"sv":"A"},"source":"A.","regions":[]}"#;
    let found = regions::check(&regions::read(none).unwrap());
    assert_eq!(found.len(), 1);
    assert_eq!(found.first().unwrap().code, "regions.empty");
}

#[test]
fn what_is_published_is_valid() {
    let published = published();
    assert!(!published.is_empty());
    for (name, regions) in published {
        assert_eq!(regions.id, name);
        assert_eq!(regions::check(&regions), [], "{name}");
        assert!(regions.source.contains("must confirm"), "{name}");
    }
}

/// The codes of a country's municipalities.
fn codes(country: Country) -> BTreeSet<String> {
    let list = match country {
        Country::Norway => "kommune-no",
        Country::Sweden => "kommun-se",
    };
    let list = root().join(format!("public/codelists/{list}.json"));
    let list = codelist::read(&fs::read_to_string(list).unwrap()).unwrap();
    let leaves = list.entries.iter().filter(|entry| !entry.is_abstract);
    leaves.map(|entry| entry.code.clone()).collect()
}

#[test]
fn what_is_published_names_municipalities_that_there_are() {
    for (name, regions) in published() {
        let known = codes(regions.country);
        let regions = regions.regions.iter();
        for code in regions.flat_map(|region| &region.municipalities) {
            assert!(known.contains(code), "{name}: {code}");
        }
    }
}

/// Each finding had cost a walk through the whole text.
#[cfg(feature = "author")]
#[test]
fn many_findings_are_no_wait() {
    use behov_schema::author::{LIMIT, check_regions};

    let region = |number: usize| {
        format!(
            "{{\"id\":\"r{number}\",\"name\":{{\"sv\":\"R\"}},\"municipalities\":[\"2480\",\"248\"]}}"
        )
    };
    let regions: Vec<String> = (0..2_000).map(region).collect();
    let text = format!(
        "{{\"format\":\"behov.regions/1\",\"id\":\"a\",\"version\":\"1.0.0\",\"country\":\"SE\",\n\
         \"languages\":[\"sv\"],\"name\":{{\"sv\":\"A\"}},\"source\":\"A.\",\"regions\":[\n{}]}}",
        regions.join(",\n")
    );
    let begun = std::time::Instant::now();
    let found = check_regions(&text);
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    assert_eq!(found.len(), LIMIT + 1);
    assert_eq!(found.last().unwrap().finding.code, "findings.more");
    let place = found.first().unwrap().finding.place.unwrap();
    assert_eq!((place.line, place.column), (3, 55));
    let place = found.get(LIMIT - 1).unwrap().finding.place.unwrap();
    assert_eq!(place.line, 3 + 100);
}
