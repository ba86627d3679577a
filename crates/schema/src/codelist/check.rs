//! What the form of a code list alone does not hold.

use std::collections::{HashMap, HashSet};

use super::{CodeList, Entry, SYNONYMS};
use crate::answer::text;
use crate::document::{is_slug, is_tag};
use crate::json::escape;
use crate::{Finding, LocalizedText};

/// So many languages a list has at most: each is looked for in every label.
const LANGUAGES: usize = 30;

/// Characters of a label at most, as of the words that an answer holds.
const LABEL: usize = 500;

/// Everything that is wrong with `list`; nothing, when answers can be chosen
/// from it.
///
/// The pointers lead into the document. See `docs/codelists.md` for the codes.
pub fn check(list: &CodeList) -> Vec<Finding> {
    let mut check = Check {
        list,
        findings: Vec::new(),
    };
    check.head();
    check.codes();
    check.parents();
    if list.languages.len() > LANGUAGES {
        let finding = Finding::new("languages.too_many", "/languages");
        check.findings.push(finding.with("max", LANGUAGES));
        return check.findings;
    }
    for (index, entry) in list.entries.iter().enumerate() {
        check.entry(&format!("/entries/{index}"), entry);
    }
    check.neighbours();
    check.findings
}

/// The first code that is likely to have lost its zero on the way through a
/// spreadsheet: the codes that can be chosen are digits, some have one less
/// than the rest, and none begins with a zero. A warning: there are such lists.
pub fn lost_zero(list: &CodeList) -> Option<Finding> {
    let entries = || {
        let entries = list.entries.iter().enumerate();
        entries.filter(|(_, entry)| !entry.is_abstract)
    };
    let longest = entries().map(|(_, entry)| entry.code.len()).max()?;
    let plain = |code: &str| {
        let digits = code.bytes().all(|byte| byte.is_ascii_digit());
        digits && !code.starts_with('0') && code.len() + 1 >= longest
    };
    if !entries().all(|(_, entry)| plain(&entry.code)) {
        return None;
    }
    let (index, entry) = entries().find(|(_, entry)| entry.code.len() < longest)?;
    let pointer = format!("/entries/{index}/code");
    Some(Finding::new("list.lost_zero", pointer).with("code", &entry.code))
}

struct Check<'a> {
    list: &'a CodeList,
    findings: Vec<Finding>,
}

impl Check<'_> {
    fn tell(&mut self, code: &'static str, pointer: impl Into<String>) {
        self.findings.push(Finding::new(code, pointer));
    }

    fn tell_with(
        &mut self,
        code: &'static str,
        pointer: impl Into<String>,
        name: &'static str,
        value: &str,
    ) {
        let finding = Finding::new(code, pointer).with(name, value);
        self.findings.push(finding);
    }

    fn head(&mut self) {
        let list = self.list;
        if !is_slug(&list.id) {
            self.tell_with("id.invalid", "/id", "id", &list.id);
        }
        if !is_short(&list.version, 64) {
            self.tell("list.version", "/version");
        }
        if list.languages.is_empty() {
            self.tell("languages.missing", "/languages");
        }
        // Of too many no more are compared with each other than of enough.
        let languages = list.languages.iter().take(LANGUAGES + 1);
        for (index, language) in languages.enumerate() {
            let pointer = format!("/languages/{index}");
            let mut earlier = list.languages.iter().take(index);
            if !is_tag(language) {
                self.tell_with("languages.invalid", pointer, "language", language);
            } else if earlier.any(|earlier| earlier == language) {
                self.tell_with("languages.duplicate", pointer, "language", language);
            }
        }
        let unofficial = list.unofficial.iter().take(LANGUAGES + 1);
        for (index, language) in unofficial.enumerate() {
            if !list.languages.contains(language) {
                let pointer = format!("/unofficial/{index}");
                self.tell_with("list.unknown_language", pointer, "language", language);
            }
        }
        if list.languages.len() <= LANGUAGES {
            self.text("/title", &list.title);
        }
        for (name, text) in [("source", &list.source), ("licence", &list.licence)] {
            if text.trim().is_empty() {
                self.tell("list.empty_text", format!("/{name}"));
            }
        }
        if list.entries.iter().all(|entry| entry.is_abstract) {
            self.tell("list.nothing_to_choose", "/entries");
        }
    }

    /// Every code and alias is well formed and stands once.
    fn codes(&mut self) {
        let mut known = HashSet::new();
        for (index, entry) in self.list.entries.iter().enumerate() {
            let pointer = format!("/entries/{index}/code");
            self.code(&mut known, pointer, &entry.code);
        }
        for (index, entry) in self.list.entries.iter().enumerate() {
            for (number, alias) in entry.aliases.iter().enumerate() {
                let pointer = format!("/entries/{index}/aliases/{number}");
                self.code(&mut known, pointer, alias);
            }
        }
    }

    fn code<'l>(&mut self, known: &mut HashSet<&'l str>, pointer: String, code: &'l str) {
        if !is_short(code, 64) {
            self.tell("list.code", pointer);
        } else if !known.insert(code) {
            self.tell_with("list.duplicate_code", pointer, "code", code);
        }
    }

    /// Every parent is there, and none is its own ancestor.
    fn parents(&mut self) {
        let entries = &self.list.entries;
        let parents: HashMap<&str, (usize, Option<&str>)> = entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (entry.code.as_str(), (index, entry.parent.as_deref())))
            .collect();
        // What was gone through leads to no circle that is not told yet.
        let mut settled: HashSet<&str> = HashSet::new();
        for (index, entry) in entries.iter().enumerate() {
            let Some(parent) = &entry.parent else {
                continue;
            };
            if !parents.contains_key(parent.as_str()) {
                let pointer = format!("/entries/{index}/parent");
                self.tell_with("list.unknown_parent", pointer, "code", parent);
            }
            let mut way = HashSet::new();
            let mut next = Some(entry.code.as_str());
            while let Some(code) = next.filter(|code| !settled.contains(code)) {
                let (index, parent) = parents.get(code).copied().unwrap_or_default();
                if !way.insert(code) {
                    let pointer = format!("/entries/{index}/parent");
                    self.tell_with("list.parent_cycle", pointer, "code", code);
                    break;
                }
                next = parent;
            }
            settled.extend(way);
        }
    }

    fn entry(&mut self, at: &str, entry: &Entry) {
        let label = format!("{at}/label");
        self.text(&label, &entry.label);
        for (language, text) in entry.label.iter() {
            if !self.list.languages.iter().any(|known| known == language) {
                self.tell_with("list.unknown_language", &*label, "language", language);
            } else if text.chars().count() > LABEL {
                self.tell_with("list.text_length", &*label, "language", language);
            } else if !text.trim().is_empty() && !is_line(text) {
                self.tell_with("list.line", &*label, "language", language);
            }
        }
        let synonyms = entry.synonyms.iter().map(|(_, words)| words.len());
        if synonyms.sum::<usize>() > SYNONYMS {
            let finding = Finding::new("list.too_many_synonyms", format!("{at}/synonyms"));
            self.findings.push(finding.with("max", SYNONYMS));
        }
        for (language, words) in entry.synonyms.iter() {
            let pointer = format!("{at}/synonyms/{}", escape(language));
            if !is_tag(language) {
                self.tell_with("languages.invalid", &*pointer, "language", language);
            }
            for (number, word) in words.iter().enumerate().take(SYNONYMS) {
                let pointer = format!("{pointer}/{number}");
                if word.trim().is_empty() {
                    self.tell("list.empty_text", pointer);
                } else if word.chars().count() > 200 {
                    self.tell_with("list.text_length", pointer, "language", language);
                }
            }
        }
        for (list, codes) in entry.maps.iter() {
            let pointer = format!("{at}/maps/{}", escape(list));
            if !is_slug(list) {
                self.tell_with("list.map", &*pointer, "list", list);
            }
            for (number, code) in codes.iter().enumerate() {
                if !is_short(code, 64) {
                    self.tell("list.code", format!("{pointer}/{number}"));
                }
            }
        }
    }

    fn neighbours(&mut self) {
        let entries = &self.list.entries;
        let codes: HashSet<&str> = entries.iter().map(|entry| entry.code.as_str()).collect();
        for (index, entry) in entries.iter().enumerate() {
            for (number, code) in entry.neighbours.iter().enumerate() {
                if !codes.contains(code.as_str()) || *code == entry.code {
                    let pointer = format!("/entries/{index}/neighbours/{number}");
                    self.tell_with("list.unknown_neighbour", pointer, "code", code);
                }
            }
        }
    }

    /// The text stands in every language of the list.
    fn text(&mut self, pointer: &str, text: &LocalizedText) {
        for language in &self.list.languages {
            let words = text.exact(language).map_or("", |(words, _)| words);
            if words.trim().is_empty() {
                self.tell_with("text.missing", pointer, "language", language);
            }
        }
    }
}

/// Something, nothing but blanks around it and no more than `most` characters.
fn is_short(text: &str, most: usize) -> bool {
    !text.is_empty()
        && text == text.trim()
        && text.chars().count() <= most
        && !text.chars().any(char::is_control)
}

/// As an answer holds it, which comes back with what was read.
fn is_line(label: &str) -> bool {
    text::parse_line(label, LABEL).is_ok_and(|line| line == label)
}
