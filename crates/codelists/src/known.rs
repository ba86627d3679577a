//! Whether a code is one of ours.

use std::collections::{BTreeMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use behov_schema::codelist::CodeList;

use crate::own::{Own, own};

/// By id; a list is read when it is asked for.
static LISTS: LazyLock<BTreeMap<String, Known>> = LazyLock::new(|| {
    let lists = own().unwrap_or_default().into_iter();
    lists
        .map(|own| {
            let list = OnceLock::new();
            (own.id.clone(), Known { own, list })
        })
        .collect()
});

struct Known {
    own: Own,
    /// The list, and what of it can be chosen: codes and their aliases.
    list: OnceLock<Option<(CodeList, HashSet<String>)>>,
}

impl Known {
    fn read(&self) -> Option<&(CodeList, HashSet<String>)> {
        let list = self.list.get_or_init(|| {
            let list = self.own.list().ok()?;
            let codes = choosable(&list);
            Some((list, codes))
        });
        list.as_ref()
    }
}

/// One of our lists.
pub fn list(id: &str) -> Option<&'static CodeList> {
    LISTS.get(id)?.read().map(|(list, _)| list)
}

/// Whether this code of this version of one of our lists can be an answer;
/// none, where the list or its version is not ours.
pub fn known(list: &str, version: &str, code: &str) -> Option<bool> {
    let found = LISTS
        .get(list)
        .filter(|found| found.own.version == version)?;
    Some(found.read().is_some_and(|(_, codes)| codes.contains(code)))
}

/// Whether this code of one of our lists can be an answer; none, where the
/// list is not ours.
pub(crate) fn has(list: &str, code: &str) -> Option<bool> {
    let (_, codes) = LISTS.get(list)?.read()?;
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
    self::list(list).is_some_and(|list| {
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
