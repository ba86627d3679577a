//! A program that is small enough to be read.

use super::found::{is_of, makers, path};
use super::*;

/// A program of two modules: `early::main` calls `late::gate`, which calls
/// `late::inner` and `early::helper`; `late::closure` stands in the table.
const PROGRAM: &str = r#"(module
    (memory (export "memory") 1)
    (table 3 3 funcref)
    (global $stack (mut i32) (i32.const 1024))
    (elem (i32.const 1) func $late::closure $early::helper)
    (data (i32.const 8) "text")
    (func $early::main (export "main") (result i32) (call $late::gate))
    (func $early::helper (result i32) (global.get $stack))
    (func $late::gate (result i32) (i32.add (call $late::inner) (call $early::helper)))
    (func $late::inner (result i32) (i32.load (global.get $stack)))
    (func $late::closure (result i32) (call $late::inner)))"#;

fn plan(gates: &[&str]) -> Plan {
    Plan {
        later: vec!["late".to_owned()],
        gates: gates.iter().map(|gate| (*gate).to_owned()).collect(),
    }
}

fn names(wasm: &[u8]) -> Vec<String> {
    let module = Module::from_buffer(wasm).unwrap();
    let names = module
        .funcs
        .iter()
        .filter_map(|function| function.name.clone());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

#[test]
fn what_is_reached_through_gates_alone_comes_later() {
    let wasm = wat::parse_str(PROGRAM).unwrap();
    let parts = split(&wasm, &plan(&["late::gate"])).unwrap();
    assert_eq!(names(&parts.first), ["early::helper", "early::main"]);
    assert_eq!(
        names(&parts.rest),
        ["late::closure", "late::gate", "late::inner"]
    );
    let rest = Module::from_buffer(&parts.rest).unwrap();
    let mut imports: Vec<_> = rest
        .imports
        .iter()
        .map(|import| import.name.clone())
        .collect();
    imports.sort();
    assert_eq!(imports, ["g0", "m", "t0"]);
    assert_eq!(
        (rest.exports.iter().count(), rest.data.iter().count()),
        (0, 0)
    );
    // The gate has the place that was added to the table.
    let table = rest.tables.iter().next().unwrap();
    assert_eq!((table.initial, table.maximum), (4, Some(4)));
}

#[test]
fn what_is_called_around_a_gate_is_there_at_once() {
    let wasm = wat::parse_str(PROGRAM).unwrap();
    let parts = split(&wasm, &plan(&[])).unwrap();
    assert!(names(&parts.first).contains(&"late::gate".to_owned()));
    assert!(
        parts.report.contains("late::gate (by early::main)"),
        "{}",
        parts.report
    );
}

/// `late::both` is called by the first part, and makes a closure.
const CLOSURE: &str = r#"(module
    (memory (export "memory") 1)
    (table 3 3 funcref)
    (global $stack (mut i32) (i32.const 1024))
    (elem (i32.const 1) func $late::both::{closure#0} $late::gate::{closure#0})
    (func $early::main (export "main") (result i32) (i32.add (call $late::both) (call $late::gate)))
    (func $late::both (result i32) (i32.const 1))
    (func $late::both::{closure#0} (result i32) (i32.const 2))
    (func $late::gate (result i32) (i32.const 3))
    (func $late::gate::{closure#0} (result i32) (i32.const 4)))"#;

#[test]
fn the_closures_of_what_is_there_at_once_are_there_too() {
    let text = CLOSURE.replace("{closure#0}", "closure_0");
    let mut module = Module::from_buffer(&wat::parse_str(text).unwrap()).unwrap();
    for function in module.funcs.iter_mut() {
        let name = function.name.as_mut().unwrap();
        *name = name.replace("closure_0", "{closure#0}");
    }
    let parts = split(&module.emit_wasm(), &plan(&["late::gate"])).unwrap();
    assert_eq!(
        names(&parts.rest),
        ["late::gate", "late::gate::{closure#0}"]
    );
}

#[test]
fn a_closure_is_of_the_function_around_it() {
    for (name, maker) in [
        ("a::b::{closure#0}", "a::b"),
        ("<a::B>::c::{closure#1}::{closure#0}", "<a::B>::c"),
        (
            "<a::b::{closure#0} as core::ops::FnOnce<()>>::call_once",
            "a::b",
        ),
        ("core::ptr::drop_in_place::<a::b::{closure#2}>", "a::b"),
        (
            "<x::Y<bool>>::memo::<<a::B>::c::{closure#0}>::{closure#0}",
            "<a::B>::c",
        ),
    ] {
        assert!(
            makers(name).any(|found| found == maker),
            "{name}: {:?}",
            makers(name).collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_gate_that_is_not_there_is_an_error() {
    let wasm = wat::parse_str(PROGRAM).unwrap();
    let error = split(&wasm, &plan(&["late::gone"])).unwrap_err();
    assert!(error.to_string().contains("late::gone"), "{error}");
}

#[test]
fn a_name_is_of_the_module_it_begins_with_or_is_made_for() {
    for name in [
        "a::b::c",
        "<a::b::C as d::E>::f",
        "<a::b::C>::f",
        "x::y::<a::b::c>::z",
    ] {
        assert!(is_of(name, "a::b"), "{name}");
    }
    for name in ["a::bc", "x::a::b::c", "a"] {
        assert!(!is_of(name, "a::b"), "{name}");
    }
    assert_eq!(
        path("behov[3f57ef32b1908d9b]::view[2]::a"),
        "behov::view[2]::a"
    );
}

#[test]
fn a_plan_is_read_by_lines() {
    let plan = Plan::read("# why\nlater a::b\n\ngate <a::b::C>::d\n").unwrap();
    assert_eq!(plan.later, ["a::b"]);
    assert_eq!(plan.gates, ["<a::b::C>::d"]);
    assert!(Plan::read("sooner a").is_err());
}
