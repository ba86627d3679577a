//! Words that firms write, in the lists that lie with the widget.

use std::fs;
use std::path::Path;

use behov_engine::search::Index;
use behov_schema::codelist;

use crate::index;

fn shipped(id: &str) -> Index {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/codelists");
    let text = fs::read_to_string(folder.join(format!("{id}.json"))).unwrap();
    index(codelist::read(&text).unwrap())
}

/// The codes that are found, the best first.
fn codes(index: &Index, query: &str) -> Vec<String> {
    let hits = index.search(query, 20, "sv").best.into_iter();
    hits.map(|hit| index.entry(hit.place).unwrap().code.clone())
        .collect()
}

/// Each word finds the code among the first so many.
#[track_caller]
fn finds(list: &str, most: usize, words: &[(&str, &str)]) {
    let index = shipped(list);
    for (word, code) in words {
        let found = codes(&index, word);
        let first = &found[..most.min(found.len())];
        assert!(first.iter().any(|known| known == code), "{word}: {found:?}");
    }
}

#[test]
fn norwegian_occupations() {
    finds(
        "styrk08",
        1,
        &[
            ("sykepleier", "2223"),
            ("sykepl", "2223"),
            ("sykeplier", "2223"),
            ("snekker", "7115"),
            ("snekkr", "7115"),
            ("tomrer", "7115"),
            ("toemrer", "7115"),
            ("elektriker", "7411"),
            ("elektirker", "7411"),
            ("kokk", "5120"),
            ("frisoer", "5141"),
            ("rørlegger", "7126"),
            ("lastebilsjåfør", "8332"),
            ("bilmekaniker", "7231"),
        ],
    );
}

#[test]
fn swedish_occupations() {
    finds(
        "ssyk2012",
        1,
        &[
            ("svetsare", "7212"),
            ("svets", "7212"),
            ("svetare", "7212"),
            ("snickare", "7111"),
            ("snikcare", "7111"),
            ("kock", "5120"),
            ("rörmokare", "7125"),
            ("lastbilschaufför", "8332"),
            ("programmerare", "2512"),
        ],
    );
    finds(
        "ssyk2012",
        2,
        &[
            ("underskoterska", "5321"),
            ("underskoterska", "5323"),
            ("underskterska", "5321"),
        ],
    );
    finds(
        "ssyk2012",
        5,
        &[("elektriker", "7411"), ("sjuksköterska", "2221")],
    );
}

#[test]
fn places_by_each_of_their_names() {
    let norway = [
        ("karasjok", "5610"),
        ("kárášjohka", "5610"),
        ("karasjohka", "5610"),
        ("karsjok", "5610"),
        ("Kåfjord", "5540"),
        ("kaafjord", "5540"),
        ("gaivuotna", "5540"),
        ("kaivuono", "5540"),
        ("gaivutona", "5540"),
        ("snasa", "5041"),
        ("0301", "0301"),
        ("herøy nordland", "1818"),
        ("våler innlandet", "3419"),
    ];
    finds("kommune-no", 1, &norway);
    let sweden = [
        ("gallivare", "2523"),
        ("Gaellivare", "2523"),
        ("galivare", "2523"),
        ("lulea", "2580"),
        ("luela", "2580"),
        ("upplands vasby", "0114"),
        ("laxa", "1860"),
    ];
    finds("kommun-se", 1, &sweden);
    let index = shipped("kommune-no");
    assert_eq!(codes(&index, "herøy").len(), 2, "there are two of them");
    assert_eq!(index.called("Herøy"), None);
    let called = index.called("karasjok").unwrap();
    assert_eq!(index.entry(called).unwrap().code, "5610");
    // A county finds its own.
    assert!(codes(&index, "finnmark").contains(&"5610".to_owned()));
}

#[test]
fn industries_by_word_and_by_code() {
    for (list, code, word) in [("sni2025", "16", "trä"), ("sn2025", "16", "trevarer")] {
        let index = shipped(list);
        assert_eq!(codes(&index, "16").first().map(String::as_str), Some(code));
        assert_eq!(codes(&index, word).first().map(String::as_str), Some(code));
    }
}
