//! What comes first.

use behov_engine::search::Index;
use serde_json::json;

use crate::{entry, found, index, list, list_in};

fn trades() -> Index {
    index(list(json!([
        { "code": "7", "label": { "sv": "Hantverkare" }, "abstract": true },
        entry("7121", "Snickare och målare", &[]),
        entry("7120", "Snickareluka", &[]),
        entry("7119", "Lucka, snickareverk", &[]),
        entry("7122", "Bygg och snickare", &[]),
        entry("7123", "Träarbetare", &["snickare"]),
        entry("7124", "Montörer", &["Snickare, kök"]),
        entry("7125", "Inredare", &["Kök, snickare"]),
        entry("7126", "Möbelsnickare", &[]),
        entry("7127", "Finarbetare", &["båtsnickare"]),
        entry("7128", "Snickare", &[]),
        entry("7129", "Snickrare", &[]),
        { "code": "7130", "label": { "sv": "Svarvare" }, "parent": "8" },
        { "code": "8", "label": { "sv": "Snickare m.fl." }, "abstract": true },
    ])))
}

#[test]
fn what_fits_better_comes_first() {
    let ranked = [
        "Snickare",          // the label wholly
        "Träarbetare",       // a synonym wholly
        "Bygg och snickare", // a whole word of the label
        "Snickare och målare",
        "Snickareluka",        // the beginning of the label
        "Lucka, snickareverk", // the beginning of a later word in it
        "Montörer",            // the beginning of a synonym
        "Inredare",            // a later word of one
        "Möbelsnickare",       // inside a word of the label
        "Finarbetare",         // inside a word of a synonym
    ];
    assert_eq!(found(&trades(), "snickare"), ranked);
    // In what it is a part of, and nowhere else.
    assert_eq!(found(&trades(), "fl"), ["Svarvare"]);
    assert_eq!(found(&trades(), "svarvare snickare"), ["Svarvare"]);
    // A slip, and nothing else fits: the label before the synonym.
    let nearly = found(&trades(), "snikcare");
    let at = |label: &str| nearly.iter().position(|known| known == label);
    assert_eq!(at("Snickare"), Some(0));
    assert!(at("Bygg och snickare") < at("Träarbetare"));
    assert!(at("Träarbetare").is_some());
    assert!(!nearly.contains(&"Möbelsnickare".to_owned()), "not inside");
}

#[test]
fn of_equals_the_shorter_and_then_the_earlier_comes_first() {
    let same = index(list(json!([
        entry("1", "Kock på båt", &[]),
        entry("2", "Kock B", &[]),
        entry("3", "Kock A", &[]),
    ])));
    assert_eq!(found(&same, "kock"), ["Kock B", "Kock A", "Kock på båt"]);
}

#[test]
fn a_code_is_found_from_its_beginning() {
    let trades = trades();
    assert_eq!(found(&trades, "7128"), ["Snickare"]);
    assert_eq!(trades.search("712", 20, "sv").total, 10);
    assert_eq!(found(&trades, "128"), [""; 0], "not from inside");
    assert_eq!(found(&trades, "7182"), [""; 0], "and just so");
    assert_eq!(trades.search("7", 20, "sv").total, 12);
}

#[test]
fn what_only_groups_is_not_found() {
    assert_eq!(found(&trades(), "hantverkare"), [""; 0]);
    assert_eq!(trades().choosable(), 12);
    assert_eq!(trades().all().count(), 12);
}

#[test]
fn every_word_must_fit_and_their_order_is_free() {
    let trades = trades();
    assert_eq!(found(&trades, "målare snickare"), ["Snickare och målare"]);
    assert_eq!(found(&trades, "snick mål"), ["Snickare och målare"]);
    assert_eq!(
        found(&trades, "kök snickare")[..2],
        ["Inredare", "Montörer"]
    );
    // A word that nothing has says nothing.
    assert_eq!(found(&trades, "snickare xyz"), found(&trades, "snickare"));
    assert_eq!(found(&trades, "xyz"), [""; 0]);
    assert_eq!(found(&trades, " , "), [""; 0]);
}

#[test]
fn one_or_two_letters_are_beginnings_and_three_no_slip() {
    let trades = trades();
    assert_eq!(found(&trades, "ör"), [""; 0]);
    assert_eq!(found(&trades, "törer"), ["Montörer"]);
    assert_eq!(found(&trades, "xyn"), [""; 0]);
}

#[test]
fn a_synonym_that_was_found_is_named() {
    let trades = trades();
    let of = |query: &str| {
        let hit = trades.search(query, 20, "sv").best[0];
        hit.name
            .and_then(|number| trades.name(hit.place, number))
            .map(str::to_owned)
    };
    assert_eq!(of("båtsnickare").as_deref(), Some("båtsnickare"));
    assert_eq!(of("möbelsnickare"), None);
    assert_eq!(of("7127"), None);
}

#[test]
fn no_more_are_shown_than_wanted_and_all_are_counted() {
    let trades = trades();
    let hits = trades.search("snickare", 3, "sv");
    assert_eq!((hits.total, hits.best.len()), (10, 3));
    assert_eq!(hits.best, trades.search("snickare", 20, "sv").best[..3]);
    assert_eq!(trades.search("snickare", 0, "sv").best, []);
}

#[test]
fn the_same_is_found_in_whatever_steps_the_index_is_made() {
    let all = ["snickare", "snikcare", "712", "kök", "a"];
    let at_once = {
        let trades = trades();
        all.map(|query| found(&trades, query))
    };
    let mut one_by_one = Index::new(trades().list().clone());
    while one_by_one.step(1) {}
    assert_eq!(all.map(|query| found(&one_by_one, query)), at_once);
}

#[test]
fn what_is_called_just_so_is_known_when_it_is_one_alone() {
    let places = index(list(json!([
        { "code": "18", "label": { "sv": "Nordland" }, "abstract": true },
        entry("1515", "Herøy", &[]),
        entry("1818", "Herøy", &[]),
        entry("5610", "Kárášjohka - Karasjok", &[]),
        entry("0301", "Oslo", &["Tigerstaden"]),
        { "code": "711", "label": { "sv": "Snickare m.fl." }, "aliases": ["7110"] },
    ])));
    let called = |text: &str| {
        let place = places.called(text)?;
        Some(places.entry(place).unwrap().code.as_str())
    };
    assert_eq!(called("oslo "), Some("0301"));
    assert_eq!(called("karasjok"), Some("5610"));
    assert_eq!(called("kárášjohka – KARASJOK"), Some("5610"));
    assert_eq!(called("0301"), Some("0301"));
    assert_eq!(called("7110"), Some("711"));
    assert_eq!(called("snickare, m.fl"), Some("711"));
    for text in ["Herøy", "Osl", "Tigerstaden", "Nordland", "301", "", " - "] {
        assert_eq!(called(text), None, "{text}");
    }
    let meant = |code: &str| {
        places
            .meant(code)
            .map(|place| &*places.entry(place).unwrap().code)
    };
    assert_eq!(meant("1818"), Some("1818"));
    assert_eq!(meant("7110"), Some("711"));
    assert_eq!(meant("Oslo"), None);
    assert_eq!(meant("18"), None, "nobody can choose it");
}

#[test]
fn an_entry_knows_what_it_is_a_part_of() {
    let places = index(list(json!([
        { "code": "a", "label": { "sv": "Före" }, "parent": "z" },
        { "code": "b", "label": { "sv": "Bredvid" }, "parent": "z" },
        { "code": "z", "label": { "sv": "Gruppen" }, "abstract": true },
        { "code": "c", "label": { "sv": "Efter" }, "parent": "z" },
        { "code": "d", "label": { "sv": "Ingen" } },
    ])));
    let parents: Vec<_> = (0..5)
        .map(|place| places.parent(place).map(|entry| &*entry.code))
        .collect();
    assert_eq!(parents, [Some("z"), Some("z"), None, Some("z"), None]);
    assert_eq!(found(&places, "gruppen"), ["Före", "Efter", "Bredvid"]);
}

#[test]
fn a_label_in_another_language_is_one_more_synonym() {
    let both = index(list_in(
        &["en", "sv"],
        json!([
            { "code": "1", "label": { "en": "Trader", "sv": "Handlare" } },
            { "code": "2", "label": { "en": "Carpenter", "sv": "Jobbar med trä" } },
        ]),
    ));
    let codes = |query: &str, language: &str| {
        let hits = both.search(query, 9, language).best.into_iter();
        let seen = hits.map(|hit| {
            let name = hit.name.and_then(|number| both.name(hit.place, number));
            (both.entry(hit.place).unwrap().code.as_str(), name)
        });
        seen.collect::<Vec<_>>()
    };
    assert_eq!(codes("trä", "sv"), [("2", None), ("1", Some("Trader"))]);
    assert_eq!(
        codes("tra", "en"),
        [("1", None), ("2", Some("Jobbar med trä"))]
    );
    assert_eq!(codes("tra", "nb"), codes("tra", "en"), "the first there is");
}
