//! The evaluator beside another one, `datalogic-rs`, on random rules: two
//! implementations that share no code have to agree.
//!
//! Where both follow the json-logic/compat-tables suite they agree on the
//! whole. The generator leaves out only what they decide apart on purpose; the
//! cases that are left out stand in `tests/fixtures/jsonlogic` instead:
//! - `null` beside a text, a list or an object in a comparison (here: not
//!   equal and in no order, as in json-logic-js; there: an error)
//! - `{}` as a condition, `and` and `or` of nothing, `all`, `some` and `none`
//!   of what is no list (here as in the suite)
//! - the blank text beside a number in a comparison (here zero, as in
//!   json-logic-js; there: an error)
//! - a blank text under `missing` (here missing, as in json-logic-js)
//! - `!=` and `!==` of three, and `==` of three, texts and numbers mixed (here
//!   each beside the next, so that a number beside `many` is an error even
//!   where a text stands before both; there each beside the first)
//! - `min` and `max` of other than numbers (here converted as in
//!   json-logic-js; there: an error)
//! - lists and objects under `in`, `===` and `cat`

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops where it goes wrong"
)]

#[path = "logic_support/run.rs"]
mod run;

use behov_schema::Rule;
use datalogic_rs::{DivisionByZeroHandling, Engine, EvaluationConfig};

use proptest::prelude::*;
use proptest::sample::select;
use run::{alike, run};
use serde_json::{Value, json};

/// The other evaluator, set to refuse a division by zero as the suite does.
fn oracle() -> Engine {
    let config =
        EvaluationConfig::default().with_division_by_zero(DivisionByZeroHandling::ThrowError);
    Engine::builder().with_config(config).build()
}

fn number() -> impl Strategy<Value = Value> {
    // Halves are exact, so that both sides add and multiply alike.
    (-40_i32..40).prop_map(|n| {
        if n % 2 == 0 {
            json!(n / 2)
        } else {
            json!(f64::from(n) / 2.0)
        }
    })
}

fn text() -> impl Strategy<Value = Value> {
    select(vec!["", "a", "b", "ab", "åø", "0", "7", "-2.5", "eqf5"]).prop_map(|text| json!(text))
}

fn answers() -> impl Strategy<Value = Value> {
    let row = (number(), proptest::option::of(text())).prop_map(|(n, code)| match code {
        Some(code) => json!({"n": n, "code": code}),
        None => json!({ "n": n }),
    });
    (
        number(),
        text(),
        any::<bool>(),
        proptest::collection::vec(number(), 0..4),
        proptest::collection::vec(row, 0..4),
    )
        .prop_map(|(n, t, yes, list, need)| {
            json!({"n": n, "org": {"t": t, "yes": yes}, "list": list, "need": need})
        })
}

/// A rule whose value is a number; of the answers, or of an element of `need`.
fn numeric(depth: u32, element: bool) -> BoxedStrategy<Value> {
    let path = if element {
        select(vec![json!({"var": "n"}), json!({"var": ["m", 3]})])
    } else {
        select(vec![
            json!({"var": "n"}),
            json!({"var": "need.0.n"}),
            json!({"var": ["list.1", 4]}),
            json!({"var": "nowhere"}),
        ])
    };
    // `+` makes a number of what is none, as null here.
    let leaf = prop_oneof![number(), path.prop_map(|path| json!({ "+": path }))].boxed();
    if depth == 0 {
        return leaf;
    }
    let inner = || numeric(depth - 1, element);
    let some = || proptest::collection::vec(inner(), 1..4);
    let sum = json!({"+": [{"var": "accumulator"}, {"var": "current.n"}]});
    let mut all = vec![
        leaf,
        (select(vec!["+", "*", "min", "max"]), some())
            .prop_map(|(operator, operands)| json!({ operator: operands }))
            .boxed(),
        (select(vec!["-", "/", "%"]), inner(), inner())
            .prop_map(|(operator, a, b)| json!({ operator: [a, b] }))
            .boxed(),
        inner().prop_map(|a| json!({ "-": a })).boxed(),
        (condition(depth - 1, element), inner(), inner())
            .prop_map(|(c, a, b)| json!({ "if": [c, a, b] }))
            .boxed(),
        text().prop_map(|text| json!({ "+": text })).boxed(),
    ];
    if !element {
        all.push(
            (collection(depth - 1), inner())
                .prop_map(move |(list, start)| json!({"reduce": [list, sum, start]}))
                .boxed(),
        );
    }
    proptest::strategy::Union::new(all).boxed()
}

/// A rule whose value is a list of rows.
fn collection(depth: u32) -> BoxedStrategy<Value> {
    let rows = Just(json!({"var": "need"})).boxed();
    if depth == 0 {
        return rows;
    }
    let filter = (collection(depth - 1), condition(depth - 1, true))
        .prop_map(|(list, body)| json!({ "filter": [list, body] }));
    let merge = (collection(depth - 1), collection(depth - 1))
        .prop_map(|(a, b)| json!({ "merge": [a, b] }));
    prop_oneof![rows, filter, merge].boxed()
}

/// A rule whose value is a text.
fn textual(depth: u32, element: bool) -> BoxedStrategy<Value> {
    let path = json!({"var": [if element { "code" } else { "org.t" }, "b"]});
    let leaf = prop_oneof![text(), Just(path)].boxed();
    if depth == 0 {
        return leaf;
    }
    let parts = proptest::collection::vec(
        prop_oneof![textual(depth - 1, element), numeric(depth - 1, element)],
        1..4,
    );
    prop_oneof![
        leaf,
        parts.prop_map(|parts| json!({ "cat": parts })),
        (textual(depth - 1, element), -4..4_i32, -4..4_i32)
            .prop_map(|(text, from, count)| json!({ "substr": [text, from, count] })),
    ]
    .boxed()
}

/// A rule that is used as a condition.
fn condition(depth: u32, element: bool) -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        Just(json!({"var": "org.yes"})),
        Just(json!({"missing": ["n", "org.yes", "nowhere"]})),
        (0..4).prop_map(|needed| json!({"missing_some": [needed, ["n", "x.y", "org.yes"]]})),
        number(),
        text(),
    ]
    .boxed();
    if depth == 0 {
        return leaf;
    }
    let below = depth - 1;
    let some = || proptest::collection::vec(condition(below, element), 1..4);
    let compared = select(vec!["==", "!=", "===", "!==", "<", "<=", ">", ">="]);
    let digits = select(vec!["0", "7", "-2.5", "many"]).prop_map(|text| json!(text));
    let numbers =
        proptest::collection::vec(prop_oneof![3 => numeric(below, element), 1 => digits], 2..4)
            .prop_map(|operands| (operands.iter().any(Value::is_string), operands));
    let texts = proptest::collection::vec(textual(below, element), 2..4)
        .prop_map(|operands| (false, operands));
    let operands = prop_oneof![numbers, texts];
    let mut all = vec![
        leaf,
        (select(vec!["and", "or"]), some())
            .prop_map(|(operator, operands)| json!({ operator: operands }))
            .boxed(),
        (select(vec!["!", "!!"]), condition(below, element))
            .prop_map(|(operator, operand)| json!({ operator: [operand] }))
            .boxed(),
        (compared, operands)
            .prop_map(|(operator, (mixed, mut operands))| {
                if operator.starts_with('!') || (operator == "==" && mixed) {
                    operands.truncate(2);
                }
                json!({ operator: operands })
            })
            .boxed(),
        (
            textual(below, element),
            proptest::collection::vec(text(), 0..4),
        )
            .prop_map(|(code, codes)| json!({ "in": [code, codes] }))
            .boxed(),
        (textual(below, element), textual(below, element))
            .prop_map(|(part, text)| json!({ "in": [part, text] }))
            .boxed(),
    ];
    if !element {
        all.push(
            (
                select(vec!["all", "some", "none"]),
                collection(below),
                condition(below, true),
            )
                .prop_map(|(operator, list, body)| json!({ operator: [list, body] }))
                .boxed(),
        );
    }
    proptest::strategy::Union::new(all).boxed()
}

fn any_rule() -> impl Strategy<Value = Value> {
    prop_oneof![
        numeric(3, false),
        textual(2, false),
        condition(3, false),
        (collection(2), numeric(2, true)).prop_map(|(list, body)| json!({ "map": [list, body] })),
        collection(2),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn both_evaluators_agree(rule in any_rule(), answers in answers()) {
        let ours = run(&rule, &answers, None);
        let theirs = oracle().eval_str(rule.to_string().as_str(), answers.to_string().as_str());
        match (&ours, &theirs) {
            (Ok(ours), Ok(theirs)) => {
                let theirs: Value = serde_json::from_str(theirs).unwrap();
                prop_assert!(alike(ours, &theirs), "{rule}\n on {answers}\n ours {ours}, theirs {theirs}");
            }
            (Err(_), Err(_)) => {}
            _ => prop_assert!(false, "{rule}\n on {answers}\n ours {ours:?}, theirs {theirs:?}"),
        }
    }

    #[test]
    fn a_rule_survives_being_written(rule in any_rule()) {
        let parsed: Rule = serde_json::from_str(&rule.to_string()).unwrap();
        prop_assert_eq!(serde_json::to_value(&parsed).unwrap(), rule);
    }
}
