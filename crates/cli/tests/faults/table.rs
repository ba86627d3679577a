//! What came of the faults.

use std::collections::{BTreeMap, BTreeSet};

/// Compares what is stored with what was sent, says so in a line, and fails
/// unless everything acknowledged is stored once and nothing else but what was
/// `under_way`.
#[track_caller]
pub fn compare(
    what: &str,
    injected: usize,
    acknowledged: &BTreeSet<String>,
    under_way: &BTreeSet<String>,
    stored: &BTreeMap<String, usize>,
) {
    let lost = acknowledged
        .iter()
        .filter(|id| !stored.contains_key(*id))
        .count();
    let doubled = stored.values().filter(|count| **count > 1).count();
    let strange = stored
        .keys()
        .filter(|id| !acknowledged.contains(*id) && !under_way.contains(*id));
    let strange = strange.count();
    println!(
        "faults: {what} | {injected} | {} | {} | {lost} | {doubled}",
        acknowledged.len(),
        stored.len()
    );
    assert_eq!(
        (lost, doubled, strange),
        (0, 0, 0),
        "{what}: lost, doubled, strange"
    );
}
