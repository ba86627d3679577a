//! One wasm made into two: what a page begins with, and what it needs later.
//!
//! Later are the functions of the modules that are named so, as far as they
//! are reached from the others through gates alone: functions that are called
//! only when the second wasm is there. Both share memory, stack and table, and
//! call each other through the table. What is called too early is an empty
//! place of it: a trap.

mod calls;
mod found;
mod plan;
mod slots;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::Result;
use walrus::Module;

use found::Found;
pub(crate) use plan::Plan;
use slots::Slots;

/// The two.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) first: Vec<u8>,
    pub(crate) rest: Vec<u8>,
    /// What was found, for people.
    pub(crate) report: String,
}

/// Functions by their place in the module: the same however often it is read.
type Set = BTreeSet<usize>;

/// # Errors
/// When the wasm is none, or a gate is no function of it.
pub(crate) fn split(wasm: &[u8], plan: &Plan) -> Result<Parts> {
    let module = Module::from_buffer(wasm)?;
    let found = Found::new(&module, plan)?;
    let slots = Slots::new(&module, &found)?;
    let first = write::first(wasm, &found, &slots)?;
    let rest = write::rest(wasm, &found, &slots)?;
    let mut report = String::new();
    writeln!(report, "{} functions come later", found.later.len())?;
    for name in &found.early {
        writeln!(report, "  at once after all: {name}")?;
    }
    Ok(Parts {
        first,
        rest,
        report,
    })
}
