//! One wasm made into two: what a page begins with, and what it needs later.
//!
//! Later are the functions of the modules that are named so, as far as they
//! are reached from the others through gates alone: functions that are called
//! only when the second wasm is there. Both share memory, stack and table, and
//! call each other through the table. What is called too early is an empty
//! place of it: a trap.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use anyhow::{Context, Result, bail, ensure};
use rustc_demangle::demangle;
use walrus::ir::{Call, CallIndirect, Const, Instr, InstrLocId, InstrSeqId, Value};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind,
    GlobalKind, ImportKind, LocalFunction, Module, TableId, passes,
};

/// The module that the second wasm imports from: its memory, `m`, its tables,
/// `t0` and so on, and its globals that change, `g0` and so on. The first
/// exports the tables and globals as `rest_t0`.
const FROM: &str = "a";
const MEMORY: &str = "memory";

/// What is to come later.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Modules, by their paths.
    pub(crate) later: Vec<String>,
    /// Functions of them that the rest may call, by their paths.
    pub(crate) gates: Vec<String>,
}

impl Plan {
    /// Reads lines of `later MODULE` and `gate FUNCTION`; `#` begins a comment.
    ///
    /// # Errors
    /// For a line that is neither.
    pub(crate) fn read(text: &str) -> Result<Self> {
        let (mut later, mut gates) = (Vec::new(), Vec::new());
        for line in text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            match line.split_once(' ') {
                Some(("later", module)) => later.push(module.to_owned()),
                Some(("gate", function)) => gates.push(function.to_owned()),
                _ => bail!("`{line}` is neither `later MODULE` nor `gate FUNCTION`"),
            }
        }
        Ok(Self { later, gates })
    }
}

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
    let first = first(wasm, &found, &slots)?;
    let rest = rest(wasm, &found, &slots)?;
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

/// Which functions come later.
struct Found {
    later: Set,
    /// Those that are called from the other part, each way.
    crossed: Set,
    /// The names of those that would come later if the others did not call
    /// them.
    early: Vec<String>,
}

impl Found {
    fn new(module: &Module, plan: &Plan) -> Result<Self> {
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
            // What is called from elsewhere, and by no gate, is there at once.
            let before: Vec<usize> = later
                .iter()
                .copied()
                .filter(|index| !gates.contains(index))
                .filter(|index| {
                    callers
                        .get(index)
                        .unwrap_or(&none)
                        .iter()
                        .any(|by| !later.contains(by))
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
fn path(name: &str) -> String {
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
fn is_of(name: &str, module: &str) -> bool {
    let bare = module.trim_start_matches('<');
    name.match_indices(bare).any(|(at, found)| {
        let (before, after) = (&name[..at], &name[at + found.len()..]);
        let begins = before.trim_start_matches(['<', '&', '[', '(']).is_empty();
        let inside = before.ends_with(['<', ' ', '&', '(', '[']);
        (begins || inside)
            && (after.is_empty() || after.starts_with("::") || after.starts_with(">::"))
    })
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

/// Where in the table a function stands that the other part calls.
struct Slots {
    of: BTreeMap<usize, u32>,
    /// How long the table was.
    before: u64,
    /// The functions that are added to it, from there on.
    added: Vec<usize>,
}

impl Slots {
    fn new(module: &Module, found: &Found) -> Result<Self> {
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

    fn get(&self, id: FunctionId) -> Option<u32> {
        self.of.get(&id.index()).copied()
    }

    fn lengthen(&self, module: &mut Module, table: TableId) {
        let table = module.tables.get_mut(table);
        let length = self.before + self.added.len() as u64;
        table.initial = length;
        table.maximum = table.maximum.map(|most| most.max(length));
    }
}

/// The only table of functions.
fn table(module: &Module) -> Result<TableId> {
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

/// What the page begins with.
fn first(wasm: &[u8], found: &Found, slots: &Slots) -> Result<Vec<u8>> {
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
fn rest(wasm: &[u8], found: &Found, slots: &Slots) -> Result<Vec<u8>> {
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

/// Makes calls go through the table where `slot` knows a place of it.
fn divert(
    module: &mut Module,
    id: FunctionId,
    table: TableId,
    slot: impl Fn(FunctionId) -> Option<u32>,
) {
    let types: HashMap<FunctionId, walrus::TypeId> = module
        .funcs
        .iter()
        .map(|function| (function.id(), function.ty()))
        .collect();
    let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind else {
        return;
    };
    let mut open = vec![function.entry_block()];
    while let Some(sequence) = open.pop() {
        let block = function.block_mut(sequence);
        let mut instrs: Vec<(Instr, InstrLocId)> = Vec::with_capacity(block.instrs.len());
        for (instr, place) in std::mem::take(&mut block.instrs) {
            open.extend(inner(&instr));
            let diverted = match &instr {
                Instr::Call(Call { func }) => slot(*func).zip(types.get(func).copied()),
                _ => None,
            };
            let Some((slot, ty)) = diverted else {
                instrs.push((instr, place));
                continue;
            };
            let value = Value::I32(slot.cast_signed());
            instrs.push((Const { value }.into(), place));
            instrs.push((CallIndirect { ty, table }.into(), place));
        }
        block.instrs = instrs;
    }
}

fn each_call(function: &LocalFunction, mut called: impl FnMut(FunctionId)) {
    let mut open = vec![function.entry_block()];
    while let Some(sequence) = open.pop() {
        for (instr, _) in &function.block(sequence).instrs {
            open.extend(inner(instr));
            match instr {
                Instr::Call(Call { func }) => called(*func),
                Instr::RefFunc(reference) => called(reference.func),
                _ => {}
            }
        }
    }
}

/// The sequences inside an instruction.
fn inner(instr: &Instr) -> Vec<InstrSeqId> {
    match instr {
        Instr::Block(block) => vec![block.seq],
        Instr::Loop(block) => vec![block.seq],
        Instr::IfElse(fork) => vec![fork.consequent, fork.alternative],
        _ => Vec::new(),
    }
}
