//! Codes that look alike and are not: each of these has gone wrong somewhere.

use std::collections::{BTreeMap, HashSet};

use behov_codelists::known;
use behov_schema::codelist::CodeList;

use crate::{label, list};

fn isco<'l>(list: &'l CodeList, code: &str) -> HashSet<&'l str> {
    let codes = list.entry(code).unwrap().maps.get("isco08");
    codes.iter().map(String::as_str).collect()
}

/// Never compare codes over the border; compare ISCO-08.
#[test]
fn the_same_digits_over_the_border_meet_only_through_isco() {
    let (no, se) = (list("styrk08"), list("ssyk2012"));
    assert_eq!(label(&se, "7115", "sv"), "Anläggningsdykare");
    assert_eq!(label(&no, "7115", "nb"), "Tømrere og snekkere");
    assert!(isco(&se, "7115").is_disjoint(&isco(&no, "7115")));
    // Divers meet divers, and carpenters carpenters.
    assert_eq!(isco(&se, "7115"), isco(&no, "7541"));
    assert!(!isco(&se, "7111").is_disjoint(&isco(&no, "7115")));

    assert_eq!(label(&se, "2223", "sv"), "Anestesisjuksköterskor");
    assert_eq!(label(&no, "2223", "nb"), "Sykepleiere");
    for list in [&no, &se] {
        // 2223 itself is no code of ISCO; both are nursing professionals.
        assert_eq!(isco(list, "2223"), HashSet::from(["2221"]));
    }
    assert_eq!(
        isco(&no, "2267"),
        isco(&se, "2273"),
        "occupational therapists"
    );
    assert!(isco(&no, "3254").contains("2267"), "opticians");
    assert!(!isco(&no, "3355").is_disjoint(&isco(&se, "3360")), "police");
}

#[test]
fn a_letter_means_nothing_without_its_system_and_version() {
    for (old, new, language, then, now) in [
        (
            "sn2007",
            "sn2025",
            "nb",
            "Finansierings- og forsikringsvirksomhet",
            "L",
        ),
        (
            "sni2007",
            "sni2025",
            "sv",
            "Finans- och försäkringsverksamhet",
            "L",
        ),
    ] {
        let (old, new) = (list(old), list(new));
        assert_eq!(label(&old, "K", language), then);
        assert!(label(&new, "K", language).starts_with("Telekommunika"));
        assert_eq!(old.entry("K").unwrap().maps.get(&new.id), [now]);
        // What was split has no map; every later letter shifts by one.
        assert!(old.entry("J").unwrap().maps.is_empty());
        for (from, to) in ('K'..='U').zip('L'..='V') {
            let map = old.entry(&from.to_string()).unwrap().maps.get(&new.id);
            assert_eq!(map, [to.to_string()], "{from}");
        }
    }
    assert_eq!(known("sn2025", "2025", "V"), Some(true));
    assert_eq!(known("sn2007", "2007", "V"), Some(false));
    assert_eq!(known("sn2025", "2007", "K"), None, "another version");
    assert_eq!(known("nace", "2025", "K"), None, "another list");
}

#[test]
fn zeros_at_the_beginning_stay() {
    for (list, version, code) in [
        ("kommune-no", "2024", "0301"),
        ("kommun-se", "2024", "0114"),
        ("ssyk2012", "2012", "0110"),
        ("styrk08", "2008", "0110"),
        ("sni2025", "2025", "01"),
        ("isced-f2013", "2013", "0011"),
    ] {
        assert_eq!(known(list, version, code), Some(true), "{list} {code}");
        let bare = code.trim_start_matches('0');
        assert_eq!(known(list, version, bare), Some(false), "{list} {bare}");
    }
}

#[test]
fn a_municipality_is_nothing_without_its_country() {
    let (no, se) = (list("kommune-no"), list("kommun-se"));
    assert_eq!(label(&no, "1860", "nb"), "Vestvågøy");
    assert_eq!(label(&se, "1860", "sv"), "Laxå");
    assert_eq!(label(&se, "1762", "sv"), "Munkfors", "one source lacks it");
    let codes = no.entries.iter().filter(|entry| !entry.is_abstract);
    let both: Vec<&str> = codes
        .map(|entry| entry.code.as_str())
        .filter(|code| se.entry(code).is_some())
        .collect();
    assert_eq!(both, ["1860"]);
}

#[test]
fn names_that_stand_twice_are_told_apart_by_their_county() {
    let no = list("kommune-no");
    let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in no.entries.iter().filter(|entry| !entry.is_abstract) {
        let (name, _) = entry.label.exact("nb").unwrap();
        by_name.entry(name).or_default().push(&entry.code);
    }
    by_name.retain(|_, codes| codes.len() > 1);
    let twice: Vec<_> = by_name.into_iter().collect();
    assert_eq!(
        twice,
        [
            ("Herøy", vec!["1515", "1818"]),
            ("Våler", vec!["3114", "3419"])
        ]
    );
    for code in ["1515", "1818", "3114", "3419"] {
        let parent = no.entry(code).unwrap().parent.as_deref();
        assert_eq!(parent, code.get(..2), "{code}");
    }
}

/// Each part of a name is a word of the label, and stands in its own language.
#[test]
fn names_in_several_languages_are_there_in_parts() {
    let mut several = 0;
    for list in [list("kommune-no"), list("fylke-no")] {
        for entry in &list.entries {
            let (name, _) = entry.label.exact("nb").unwrap();
            let parts: Vec<&str> = name.split(" - ").collect();
            let others: Vec<&String> = entry.synonyms.iter().flat_map(|(_, n)| n).collect();
            assert_eq!(others.len(), parts.len() - 1, "{name}");
            for other in others {
                assert!(parts.contains(&other.as_str()), "{name} has no {other}");
            }
            several += usize::from(parts.len() > 1);
        }
    }
    // In both lists the four counties, and 22 municipalities.
    assert_eq!(several, 4 + 4 + 22);
    let no = list("kommune-no");
    assert_eq!(label(&no, "5610", "nb"), "Kárášjohka - Karasjok");
    assert_eq!(no.entry("5610").unwrap().synonyms.get("se"), ["Kárášjohka"]);
}

#[test]
fn merged_codes_are_accepted_and_lead_upwards() {
    let se = list("ssyk2012");
    let group = se.meant("1210").unwrap();
    assert_eq!(group.code, "121");
    assert_eq!(se.entry("1210"), None);
    for code in ["1211", "1212"] {
        let level = se.meant(code).unwrap();
        assert_eq!(level.parent.as_deref(), Some("121"));
        assert_eq!(level.maps, group.maps);
    }
    let merged = se.entries.iter().filter(|entry| !entry.aliases.is_empty());
    assert_eq!(merged.count(), 25);
    for code in ["1210", "1211", "121"] {
        assert_eq!(known("ssyk2012", "2012", code), Some(true), "{code}");
    }
    // Another group cannot be chosen.
    assert_eq!(known("ssyk2012", "2012", "711"), Some(false));
}

/// A border stands at one of the two, the one with the lower code.
#[test]
fn borders_are_told_once() {
    for (id, borders, alone) in [("kommune-no", 738, 23), ("kommun-se", 728, 5)] {
        let list = list(id);
        let mut touched = HashSet::new();
        let mut count = 0;
        for entry in &list.entries {
            for other in &entry.neighbours {
                assert!(*other > entry.code, "{id} {}", entry.code);
                touched.extend([entry.code.clone(), other.clone()]);
                count += 1;
            }
        }
        let leaves = list.entries.iter().filter(|entry| !entry.is_abstract);
        let without = leaves.filter(|entry| !touched.contains(&entry.code));
        assert_eq!((count, without.count()), (borders, alone), "{id}");
    }
}
