//! Whether a code is one of ours.

use std::collections::{BTreeMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use behov_schema::codelist::CodeList;

use crate::own::{Own, own};

/// By id; the codes of a list are read when they are asked for.
static LISTS: LazyLock<BTreeMap<String, Codes>> = LazyLock::new(|| {
    let lists = own().unwrap_or_default().into_iter();
    lists
        .map(|own| {
            let codes = OnceLock::new();
            (own.id.clone(), Codes { own, codes })
        })
        .collect()
});

struct Codes {
    own: Own,
    /// What can be chosen: codes and their aliases.
    codes: OnceLock<HashSet<String>>,
}

/// Whether this code of this version of one of our lists can be an answer;
/// none, where the list or its version is not ours.
pub fn known(list: &str, version: &str, code: &str) -> Option<bool> {
    let found = LISTS
        .get(list)
        .filter(|found| found.own.version == version)?;
    let codes = found
        .codes
        .get_or_init(|| found.own.list().as_ref().map(choosable).unwrap_or_default());
    Some(codes.contains(code))
}

/// The version of one of our lists.
pub fn version(list: &str) -> Option<&'static str> {
    LISTS.get(list).map(|found| found.own.version.as_str())
}

/// So many entries the widget shows at once: `view/controls/code/offer.rs`.
const FEW: usize = 30;

/// Whether this is one of our lists, and so short that a field shows all of it.
pub fn is_short(list: &str) -> bool {
    let list = LISTS.get(list).and_then(|found| found.own.list().ok());
    list.is_some_and(|list| {
        list.entries
            .iter()
            .filter(|entry| !entry.is_abstract)
            .count()
            <= FEW
    })
}

/// The codes of a list that can be an answer, and their aliases.
pub fn choosable(list: &CodeList) -> HashSet<String> {
    let entries = list.entries.iter().filter(|entry| !entry.is_abstract);
    entries
        .flat_map(|entry| entry.aliases.iter().chain([&entry.code]))
        .cloned()
        .collect()
}
