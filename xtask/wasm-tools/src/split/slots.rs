//! The table through which the two call each other.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use walrus::ir::Value;
use walrus::{ConstExpr, ElementItems, ElementKind, FunctionId, Module, TableId};

use super::found::Found;

/// Where in the table a function stands that the other part calls.
pub(super) struct Slots {
    pub(super) of: BTreeMap<usize, u32>,
    /// How long the table was.
    pub(super) before: u64,
    /// The functions that are added to it, from there on.
    pub(super) added: Vec<usize>,
}

impl Slots {
    pub(super) fn new(module: &Module, found: &Found) -> Result<Self> {
        let table = module.tables.get(table(module)?);
        let mut of = BTreeMap::new();
        for element in module.elements.iter() {
            let (offset, ids) = segment(element)?;
            for (place, id) in (offset..).zip(ids) {
                of.insert(id.index(), place);
            }
        }
        let added: Vec<usize> = found
            .crossed
            .iter()
            .copied()
            .filter(|index| !of.contains_key(index))
            .collect();
        let first = u32::try_from(table.initial)?;
        of.extend(added.iter().copied().zip(first..));
        Ok(Self {
            of,
            before: table.initial,
            added,
        })
    }

    pub(super) fn get(&self, id: FunctionId) -> Option<u32> {
        self.of.get(&id.index()).copied()
    }

    pub(super) fn lengthen(&self, module: &mut Module, table: TableId) {
        let table = module.tables.get_mut(table);
        let length = self.before + self.added.len() as u64;
        table.initial = length;
        table.maximum = table.maximum.map(|most| most.max(length));
    }
}

/// The only table of functions.
pub(super) fn table(module: &Module) -> Result<TableId> {
    module
        .tables
        .main_function_table()?
        .context("there is no table of functions")
}

/// Where a segment of the table begins, and what stands in it.
fn segment(element: &walrus::Element) -> Result<(u32, &[FunctionId])> {
    let ElementKind::Active { offset, .. } = &element.kind else {
        bail!("a segment of the table is not active");
    };
    match (offset, &element.items) {
        (ConstExpr::Value(Value::I32(offset)), ElementItems::Functions(ids)) => {
            Ok((u32::try_from(*offset)?, ids))
        }
        _ => bail!("a segment of the table has another form"),
    }
}
