//! What is marked in what was found.

use serde_json::json;

use crate::{entry, index, list};

/// The label with brackets around what is marked.
fn marked(label: &str, query: &str) -> String {
    let one = index(list(json!([entry("1", label, &["synonym"])])));
    let hits = one.search(query, 1, "sv");
    let mut shown = String::new();
    let mut at = 0;
    for mark in hits.marks(label) {
        assert!(
            at <= mark.start && mark.start < mark.end,
            "in order and apart"
        );
        shown += &format!("{}[{}]", &label[at..mark.start], &label[mark.clone()]);
        at = mark.end;
    }
    shown + &label[at..]
}

#[test]
fn what_fits_is_marked_in_the_letters_of_the_text() {
    for (label, query, shown) in [
        ("Undersköterska", "underskot", "[Undersköt]erska"),
        ("Kåfjord", "kaafj", "[Kåfj]ord"),
        (
            "Gáivuotna - Kåfjord",
            "gaiv kafj",
            "[Gáiv]uotna - [Kåfj]ord",
        ),
        ("Möbelsnickare", "snick", "Möbel[snick]are"),
        ("Snickare, snickare", "snickare", "[Snickare], [snickare]"),
        ("Aasheim i Ås", "as", "[Aas]heim i [Ås]"),
        ("Elektriker", "elektrker", "[Elektriker]"),
        ("Elektriker", "synonym", "Elektriker"),
        ("Bo\u{308}na", "bon", "[Bo\u{308}n]a"),
        ("повар", "пов", "[пов]ар"),
    ] {
        assert_eq!(marked(label, query), shown, "{query}");
    }
}
