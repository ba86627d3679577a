//! How long a keystroke takes.

use std::time::{Duration, Instant};

use crate::made::ten_thousand;

/// Far above what it takes, also without optimisation on a busy machine, and
/// far below what a search takes that goes through every entry's text.
const MOST: Duration = Duration::from_millis(60);

#[test]
fn a_keystroke_in_ten_thousand_entries_is_no_wait() {
    let index = ten_thousand();
    let mut times = Vec::new();
    for typed in [
        "snickare",
        "elektriker mon",
        "maskinförare",
        "svetssare",
        "0123",
        "xyzzyx",
    ] {
        for end in 1..=typed.chars().count() {
            let query: String = typed.chars().take(end).collect();
            let begun = Instant::now();
            let hits = index.search(&query, 20, "sv");
            times.push((begun.elapsed(), query, hits.total));
        }
    }
    times.sort();
    let (median, ..) = times[times.len() / 2];
    let worst = times.last().unwrap();
    println!(
        "{} keystrokes: median {median:?}, worst {worst:?}",
        times.len()
    );
    assert!(median < MOST, "{median:?}");
}

/// Also a page of text that somebody pastes: it is one search, not thousands.
#[test]
fn a_pasted_page_of_text_is_no_wait() {
    let index = ten_thousand();
    let words: Vec<String> = (0..20_000).map(|number| format!("xq{number}")).collect();
    for pasted in [
        words.join(" "),
        "snickare ".repeat(20_000),
        "a".repeat(200_000),
    ] {
        let begun = Instant::now();
        let hits = index.search(&pasted, 20, "sv");
        let time = begun.elapsed();
        assert!(time < MOST * 200, "{} hits in {time:?}", hits.total);
    }
}
