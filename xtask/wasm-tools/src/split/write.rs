//! The two as they are written.

use std::collections::HashMap;

use anyhow::{Result, ensure};
use walrus::ir::Value;
use walrus::{
    ConstExpr, ElementItems, ElementKind, FunctionBuilder, FunctionId, GlobalKind, ImportKind,
    Module, TableId, passes,
};

use super::calls::divert;
use super::found::Found;
use super::slots::{Slots, table};

/// The module that the second wasm imports from: its memory, `m`, its tables,
/// `t0` and so on, and its globals that change, `g0` and so on. The first
/// exports the tables and globals as `rest_t0`.
const FROM: &str = "a";
const MEMORY: &str = "memory";

/// What the page begins with.
pub(super) fn first(wasm: &[u8], found: &Found, slots: &Slots) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(wasm)?;
    let table = table(&module)?;
    let is_later = |id: FunctionId| found.later.contains(&id.index());
    for id in locals(&module) {
        if !is_later(id) {
            divert(&mut module, id, table, |callee| {
                is_later(callee).then(|| slots.get(callee))?
            });
        }
    }
    // In the place of each that comes later stands one that traps.
    let mut empty = FunctionBuilder::new(&mut module.types, &[], &[]);
    empty.func_body().unreachable();
    let empty = empty.finish(Vec::new(), &mut module.funcs);
    for element in module.elements.iter_mut() {
        if let ElementItems::Functions(ids) = &mut element.items {
            for id in ids.iter_mut().filter(|id| is_later(**id)) {
                *id = empty;
            }
        }
    }
    slots.lengthen(&mut module, table);
    let by_index = by_index(&module);
    let added = slots.added.iter().map(|index| {
        let id = by_index.get(index).copied().filter(|id| !is_later(*id));
        id.unwrap_or(empty)
    });
    let added = added.collect();
    add_segment(&mut module, table, slots.before, added)?;
    for (number, id) in tables(&module).into_iter().enumerate() {
        module.exports.add(&format!("rest_t{number}"), id);
    }
    for (number, id) in changing(&module).into_iter().enumerate() {
        module.exports.add(&format!("rest_g{number}"), id);
    }
    let has_memory = module.exports.iter().any(|export| export.name == MEMORY);
    ensure!(has_memory, "the memory is not exported");
    passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// What comes later.
pub(super) fn rest(wasm: &[u8], found: &Found, slots: &Slots) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(wasm)?;
    let table = table(&module)?;
    let memory = module.get_memory_id()?;
    let is_later = |id: FunctionId| found.later.contains(&id.index());
    for id in locals(&module) {
        if is_later(id) {
            divert(&mut module, id, table, |callee| {
                (!is_later(callee)).then(|| slots.get(callee))?
            });
        }
    }
    let exports: Vec<_> = module.exports.iter().map(walrus::Export::id).collect();
    exports.into_iter().for_each(|id| module.exports.delete(id));
    module.start = None;
    let data: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    data.into_iter().for_each(|id| module.data.delete(id));
    module.memories.get_mut(memory).data_segments.clear();
    let elements: Vec<_> = module.elements.iter().map(walrus::Element::id).collect();
    elements
        .into_iter()
        .for_each(|id| module.elements.delete(id));
    module.tables.get_mut(table).elem_segments.clear();
    slots.lengthen(&mut module, table);

    let by_index = by_index(&module);
    let mut own: Vec<(u32, FunctionId)> = slots
        .of
        .iter()
        .filter(|(index, _)| found.later.contains(index))
        .filter_map(|(index, place)| Some((*place, *by_index.get(index)?)))
        .collect();
    own.sort_unstable_by_key(|(place, _)| *place);
    for run in own.chunk_by(|(one, _), (next, _)| one + 1 == *next) {
        let offset = run.first().map_or(0, |(place, _)| *place);
        let ids = run.iter().map(|(_, id)| *id).collect();
        add_segment(&mut module, table, offset.into(), ids)?;
    }

    let import = module.imports.add(FROM, "m", ImportKind::Memory(memory));
    module.memories.get_mut(memory).import = Some(import);
    for (number, id) in tables(&module).into_iter().enumerate() {
        let name = format!("t{number}");
        let import = module.imports.add(FROM, &name, ImportKind::Table(id));
        module.tables.get_mut(id).import = Some(import);
    }
    for (number, id) in changing(&module).into_iter().enumerate() {
        let name = format!("g{number}");
        let import = module.imports.add(FROM, &name, ImportKind::Global(id));
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
    }
    passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

fn tables(module: &Module) -> Vec<TableId> {
    module.tables.iter().map(walrus::Table::id).collect()
}

/// The globals that change: the pointer into the stack, and the like.
fn changing(module: &Module) -> Vec<walrus::GlobalId> {
    let changing = module.globals.iter().filter(|global| global.mutable);
    changing.map(walrus::Global::id).collect()
}

fn locals(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter_local().map(|(id, _)| id).collect()
}

fn by_index(module: &Module) -> HashMap<usize, FunctionId> {
    let ids = module.funcs.iter().map(walrus::Function::id);
    ids.map(|id| (id.index(), id)).collect()
}

fn add_segment(module: &mut Module, table: TableId, at: u64, ids: Vec<FunctionId>) -> Result<()> {
    let offset = ConstExpr::Value(Value::I32(i32::try_from(at)?));
    let kind = ElementKind::Active { table, offset };
    let id = module.elements.add(kind, ElementItems::Functions(ids));
    module.tables.get_mut(table).elem_segments.insert(id);
    Ok(())
}
