//! A code list: the file that is served and searched in, or the table that it
//! is made of.

use std::collections::BTreeMap;

use behov_codelists::{Head, Table, import};
use behov_engine::search::Index;
use behov_schema::author::{self, Severity};
use behov_schema::codelist::{self, CodeList, Reading};

/// Entries at a time, as the widget reads and sorts them in between of frames.
const STEP: usize = 3;

/// What begins like an object is a list, all else a table.
pub(crate) fn codelist(data: &[u8]) {
    if data.trim_ascii_start().starts_with(b"{") {
        return list(data);
    }
    let head = Head {
        id: "mine".to_owned(),
        version: "1".to_owned(),
        title: BTreeMap::from([("sv".to_owned(), "Min lista".to_owned())]),
        source: "Vi".to_owned(),
        licence: "CC0".to_owned(),
        unofficial: Vec::new(),
    };
    match import(data, &head, None, &Table::default()) {
        Ok(list) => {
            assert_eq!(codelist::check(&list), []);
            printed(&list);
            searched(list);
        }
        Err(faults) => assert!(!faults.is_empty(), "a refusal says why"),
    }
}

/// Read whole and piece by piece it is the same, and its author is told what
/// keeps it from being served.
fn list(data: &[u8]) {
    let found = author::check_code_list(data);
    author::is_code_list(data);
    for judged in &found {
        let line = judged.line(&"list.json");
        assert_eq!(author::plain(&line), line);
    }
    let error = found
        .iter()
        .any(|judged| judged.severity == Severity::Error);
    let Ok(text) = std::str::from_utf8(data) else {
        assert!(error, "a file that is no UTF-8 is refused");
        return;
    };
    let read = codelist::read(text);
    assert_eq!(piece_by_piece(text).as_ref(), read.as_ref().ok());
    let Ok(list) = read else {
        assert!(error, "{read:?} is refused, and its author not told");
        return;
    };
    assert_eq!(codelist::check(&list).is_empty(), !error, "{found:?}");
    printed(&list);
    // The widget searches in what it can read, checked or not.
    searched(list);
}

fn piece_by_piece(text: &str) -> Option<CodeList> {
    let mut reading = Reading::new(text.to_owned());
    while reading.step(STEP).ok()? {}
    reading.finish().ok()
}

fn printed(list: &CodeList) {
    let printed = codelist::print(list);
    assert_eq!(codelist::read(&printed).as_ref(), Ok(list), "{printed}");
}

/// Every hit is an entry, and the marks of its label lie in the label.
fn searched(list: CodeList) {
    let language = list.languages.first().cloned().unwrap_or_default();
    let words = list.entries.iter().take(4);
    let words: Vec<String> = words
        .flat_map(|entry| [entry.code.clone(), labels(&entry.label)])
        .chain(["a".to_owned(), "ing".to_owned(), "sjuksköterksa".to_owned()])
        .collect();
    let mut index = Index::new(list);
    while index.step(STEP) {}
    for word in &words {
        let hits = index.search(word, 20, &language);
        assert!(hits.best.len() <= 20 && hits.best.len() <= hits.total);
        for hit in &hits.best {
            assert!(index.chosen(hit.place, &language).is_some());
            let entry = index.entry(hit.place);
            let label = entry.map_or("", |entry| index.label(entry, &language).0);
            let name = hit.name.and_then(|name| index.name(hit.place, name));
            for text in [label, name.unwrap_or_default()] {
                let marks = hits.marks(text);
                assert!(marks.into_iter().all(|mark| text.get(mark).is_some()));
            }
        }
        index.meant(word);
        index.called(word);
    }
}

fn labels(label: &behov_schema::LocalizedText) -> String {
    let texts: Vec<&str> = label.iter().map(|(_, text)| text).collect();
    texts.join(" ")
}
