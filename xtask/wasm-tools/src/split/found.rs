//! Which functions come later.

use std::collections::{BTreeMap, HashMap, HashSet};

use anyhow::{Result, ensure};
use rustc_demangle::demangle;
use walrus::{ElementItems, ExportItem, Module};

use super::calls::each_call;
use super::{Plan, Set};

/// Which functions come later.
pub(super) struct Found {
    pub(super) later: Set,
    /// Those that are called from the other part, each way.
    pub(super) crossed: Set,
    /// The names of those that would come later if the others did not call
    /// them.
    pub(super) early: Vec<String>,
}

impl Found {
    pub(super) fn new(module: &Module, plan: &Plan) -> Result<Self> {
        let mut names = HashMap::new();
        let mut calls: BTreeMap<usize, Set> = BTreeMap::new();
        let mut callers: BTreeMap<usize, Set> = BTreeMap::new();
        for (id, function) in module.funcs.iter_local() {
            let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
            names.insert(id.index(), path(name));
            let called = calls.entry(id.index()).or_default();
            each_call(function, |callee| {
                called.insert(callee.index());
                callers
                    .entry(callee.index())
                    .or_default()
                    .insert(id.index());
            });
        }
        let rooted = rooted(module);
        let addressed = addressed(module);
        let of = |index: &usize| names.get(index).map_or("", String::as_str);
        let gates: Set = names
            .iter()
            .filter(|(_, name)| plan.gates.iter().any(|gate| is_gate(name, gate)))
            .map(|(index, _)| *index)
            .collect();
        for gate in &plan.gates {
            let is_there = gates.iter().any(|index| is_gate(of(index), gate));
            ensure!(is_there, "`{gate}` is no function of the wasm");
        }
        let mut later: Set = names
            .iter()
            .filter(|(index, name)| {
                !rooted.contains(index) && plan.later.iter().any(|module| is_of(name, module))
            })
            .map(|(index, _)| *index)
            .collect();
        let mut early = Vec::new();
        let none = Set::new();
        loop {
            // What is called from elsewhere, and by no gate, is there at once;
            // and so are the closures of what is: a table tells nobody who
            // calls them.
            let is_early = |index: &&usize| !later.contains(index);
            let early_ones: HashSet<&str> = names.keys().filter(is_early).map(of).collect();
            let before: Vec<usize> = later
                .iter()
                .copied()
                .filter(|index| !gates.contains(index))
                .filter(|index| {
                    let called = callers.get(index).unwrap_or(&none);
                    called.iter().any(|by| !later.contains(by))
                        || makers(of(index)).any(|maker| {
                            let planned = plan.later.iter().any(|module| is_of(maker, module));
                            planned && early_ones.contains(maker)
                        })
                })
                .collect();
            if before.is_empty() {
                break;
            }
            for index in before {
                later.remove(&index);
                let by = callers
                    .get(&index)
                    .and_then(|by| by.iter().find(|by| !later.contains(by)));
                early.push(format!("{} (by {})", of(&index), by.map_or("", of)));
            }
        }
        loop {
            // What nobody else calls goes along.
            let along: Vec<usize> = calls
                .keys()
                .copied()
                .filter(|index| {
                    !later.contains(index) && !rooted.contains(index) && !addressed.contains(index)
                })
                .filter(|index| {
                    callers
                        .get(index)
                        .is_some_and(|by| by.iter().all(|by| later.contains(by)))
                })
                .collect();
            if along.is_empty() {
                break;
            }
            later.extend(along);
        }
        let crossed = calls
            .iter()
            .flat_map(|(by, called)| called.iter().map(move |called| (by, called)))
            .filter(|(by, called)| later.contains(by) != later.contains(called))
            .map(|(_, called)| *called)
            .collect();
        Ok(Self {
            later,
            crossed,
            early,
        })
    }
}

/// A function's name without the hashes of its crates: wasm-bindgen writes
/// `behov[3f57ef32b1908d9b]::view`.
pub(super) fn path(name: &str) -> String {
    let name = format!("{:#}", demangle(name));
    let mut path = String::with_capacity(name.len());
    let mut parts = name.split('[');
    path.extend(parts.next());
    for part in parts {
        match part.split_once(']') {
            Some((hash, after)) if is_hash(hash) => path.push_str(after),
            _ => path.extend(["[", part]),
        }
    }
    path
}

fn is_hash(text: &str) -> bool {
    text.len() >= 14 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a function is the gate that is meant.
fn is_gate(name: &str, gate: &str) -> bool {
    match gate.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == gate,
    }
}

/// Whether a function is of a module, or of a function: by the path that its
/// name begins with, or by that of a type that a generic one is made for.
pub(super) fn is_of(name: &str, module: &str) -> bool {
    let bare = module.trim_start_matches('<');
    name.match_indices(bare).any(|(at, found)| {
        let (before, after) = (&name[..at], &name[at + found.len()..]);
        let begins = before.trim_start_matches(['<', '&', '[', '(']).is_empty();
        let inside = before.ends_with(['<', ' ', '&', '(', '[']);
        (begins || inside)
            && (after.is_empty() || after.starts_with("::") || after.starts_with(">::"))
    })
}

/// The functions whose closures a name speaks of: its own, and those that a
/// generic one is made for.
pub(super) fn makers(name: &str) -> impl Iterator<Item = &str> {
    let closures = name.match_indices("::{closure");
    let maker = |(end, _): (usize, &str)| {
        let before = name.get(..end).unwrap_or_default();
        let mut open = 0;
        let mut begins = before.rfind(|character| {
            match character {
                '>' => open += 1,
                '<' if open > 0 => open -= 1,
                '<' | '(' | '[' | '&' | ' ' if open == 0 => return true,
                _ => {}
            }
            false
        });
        if let Some(begins) = &mut begins {
            *begins += 1;
        }
        before.get(begins.unwrap_or(0)..).unwrap_or_default()
    };
    closures
        .map(maker)
        // A closure in a closure is of the function around both.
        .filter(|maker| !maker.contains("::{closure"))
}

/// Functions that JavaScript calls, or none.
fn rooted(module: &Module) -> Set {
    let exported = module
        .exports
        .iter()
        .filter_map(|export| match export.item {
            ExportItem::Function(id) => Some(id.index()),
            _ => None,
        });
    exported.chain(module.start.map(|id| id.index())).collect()
}

/// Functions that stand in the table.
fn addressed(module: &Module) -> Set {
    let lists = module
        .elements
        .iter()
        .filter_map(|element| match &element.items {
            ElementItems::Functions(ids) => Some(ids),
            ElementItems::Expressions(..) => None,
        });
    lists.flatten().map(|id| id.index()).collect()
}
