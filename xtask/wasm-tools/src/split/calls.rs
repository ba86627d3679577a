//! The calls in a function.

use std::collections::HashMap;

use walrus::ir::{Call, CallIndirect, Const, Instr, InstrLocId, InstrSeqId, Value};
use walrus::{FunctionId, FunctionKind, LocalFunction, Module, TableId};

/// Makes calls go through the table where `slot` knows a place of it.
pub(super) fn divert(
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

/// Calls `called` with each function that `function` calls.
pub(super) fn each_call(function: &LocalFunction, mut called: impl FnMut(FunctionId)) {
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
