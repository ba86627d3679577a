//! Every list: all of it is there, and what is served is what is here.

use std::collections::{HashMap, HashSet};
use std::fs;

use behov_codelists::{notice, own, tables};
use behov_schema::codelist;

use crate::{choosable, list, project};

/// The list, its entries that can be chosen, and all of them.
const COUNTS: [(&str, usize, usize); 16] = [
    ("eqf", 18, 18),
    ("fylke-no", 15, 15),
    ("isced-f2013", 218, 218),
    ("isco08", 436, 619),
    ("kommun-se", 290, 311),
    ("kommune-no", 357, 372),
    ("lan-se", 21, 21),
    ("sn2007", 108, 108),
    ("sn2025", 109, 109),
    ("sni2007", 109, 109),
    ("sni2025", 109, 109),
    // 429 and the 25 groups that an agency merges.
    ("ssyk2012", 454, 633),
    ("styrk08", 407, 582),
    ("trn-topic", 26, 26),
    ("vgs-no", 10, 10),
    ("yh-area", 15, 15),
];

#[test]
fn every_list_is_whole() {
    let ids: Vec<&str> = COUNTS.iter().map(|(id, ..)| *id).collect();
    assert_eq!(tables().collect::<Vec<_>>(), ids);
    let named: Vec<String> = own().unwrap().into_iter().map(|own| own.id).collect();
    assert_eq!(named, ids);
    for (id, can_be_chosen, all) in COUNTS {
        let list = list(id);
        assert_eq!(choosable(&list).count(), can_be_chosen, "{id}");
        assert_eq!(list.entries.len(), all, "{id}");
        assert_eq!(codelist::check(&list), [], "{id}");
    }
}

#[test]
fn levels_have_the_counts_of_the_standards() {
    let counts = |id: &str| -> Vec<usize> {
        let list = list(id);
        let of = |length: usize| list.entries.iter().filter(move |e| e.code.len() == length);
        (1..=4).map(|length| of(length).count()).collect()
    };
    assert_eq!(counts("isco08"), [10, 43, 130, 436]);
    assert_eq!(counts("styrk08"), [10, 43, 122, 407]);
    assert_eq!(counts("ssyk2012"), [10, 46, 148, 429]);
    assert_eq!(counts("sn2025"), [22, 87, 0, 0]);
    assert_eq!(counts("sni2025"), [22, 87, 0, 0]);
    assert_eq!(counts("sn2007"), [21, 87, 0, 0]);
    assert_eq!(counts("sni2007"), [21, 88, 0, 0]);
}

/// `cargo xtask codegen` writes them; this is the same without it.
#[test]
fn what_is_served_is_made_of_the_tables() {
    let folder = project().join("public/codelists");
    let lists = own().unwrap();
    for own in &lists {
        let served = fs::read_to_string(folder.join(format!("{}.json", own.id))).unwrap();
        let list = own.list().unwrap();
        assert_eq!(codelist::read(&served).unwrap(), list, "{}", own.id);
        assert_eq!(codelist::print(&list), served, "{}", own.id);
    }
    let told = fs::read_to_string(folder.join("NOTICE.md")).unwrap();
    assert_eq!(notice(&lists), told);
    for own in &lists {
        assert!(told.contains(&format!("`{}.json`", own.id)), "{}", own.id);
        assert!(!own.notice.is_empty() && !own.licence.is_empty());
    }
}

#[test]
fn what_is_served_keeps_the_json_schema() {
    let read = |path: &str| -> serde_json::Value {
        let text = fs::read_to_string(project().join(path)).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let schema = jsonschema::validator_for(&read("public/schemas/codelist-1.json")).unwrap();
    for (id, ..) in COUNTS {
        let served = read(&format!("public/codelists/{id}.json"));
        let errors: Vec<String> = schema
            .iter_errors(&served)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{id}: {errors:?}");
    }
}

/// A map leads to a code that is there and can be an answer.
#[test]
fn maps_lead_somewhere() {
    let mut lists = HashSet::new();
    let mut maps_to: HashMap<String, HashSet<String>> = HashMap::new();
    for (id, ..) in COUNTS {
        for entry in list(id).entries {
            for (other, codes) in entry.maps.iter() {
                let can_be_chosen = maps_to
                    .entry(other.to_owned())
                    .or_insert_with(|| choosable(&list(other)).map(|e| e.code.clone()).collect());
                for code in codes {
                    assert!(
                        can_be_chosen.contains(code),
                        "{id} {} -> {code}",
                        entry.code
                    );
                }
                let different: HashSet<&String> = codes.iter().collect();
                assert_eq!(different.len(), codes.len(), "{id} {}", entry.code);
                lists.insert(format!("{id} -> {other}"));
            }
        }
    }
    let mut lists: Vec<String> = lists.into_iter().collect();
    lists.sort();
    assert_eq!(
        lists,
        [
            "sn2007 -> sn2025",
            "sni2007 -> sni2025",
            "ssyk2012 -> isco08",
            "styrk08 -> isco08",
            "trn-topic -> isced-f2013",
        ]
    );
}

#[test]
fn occupations_without_a_map_are_few_and_known() {
    let without = |id: &str| -> Vec<String> {
        let list = list(id);
        choosable(&list)
            .filter(|entry| entry.maps.get("isco08").is_empty())
            .map(|entry| entry.code.clone())
            .collect()
    };
    assert_eq!(without("styrk08"), ["0000"]);
    assert_eq!(without("ssyk2012"), ["4430", "7619"]);
}

/// A synonym that a word of the label begins with finds nothing more.
#[test]
fn titles_are_told_once_and_cleanly() {
    for (id, language) in [("styrk08", "nb"), ("ssyk2012", "sv")] {
        let mut titles = 0;
        for entry in list(id).entries {
            let synonyms = entry.synonyms.get(language);
            let (label, _) = entry.label.exact(language).unwrap();
            let mut seen = HashSet::new();
            for title in synonyms {
                let at = format!("{id} {} {title}", entry.code);
                assert!(seen.insert(title.to_lowercase()), "{at} stands twice");
                assert_ne!(title.to_lowercase(), label.to_lowercase(), "{at}");
                assert!(!title.contains("KONVERTERT"), "{at}");
                assert_eq!(
                    title.matches('(').count(),
                    title.matches(')').count(),
                    "{at}"
                );
                assert!(title.starts_with(char::is_alphanumeric), "{at}");
                assert!(!title.contains("  ") && title.trim() == title, "{at}");
            }
            titles += synonyms.len();
        }
        assert!(titles > 2000, "{id} has {titles} titles");
    }
}
