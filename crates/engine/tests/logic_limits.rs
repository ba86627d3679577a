//! No rule and no answer stops the evaluator: what asks for too much is an
//! error, in bounded time and without running off the stack.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops where it goes wrong"
)]

use behov_engine::logic::{LogicError, Scope, eval};
use behov_schema::Rule;
use behov_schema::rule::Operator;
use proptest::prelude::*;
use serde_json::{Value, json};

fn rule(json: Value) -> Rule {
    serde_json::from_value(json).unwrap()
}

fn outcome(json: Value, data: &Value) -> Result<Value, LogicError> {
    eval(&rule(json), &Scope::new(data, None)).map(std::borrow::Cow::into_owned)
}

#[test]
fn a_value_nested_by_each_element_is_stopped() {
    let wrap = json!({"reduce": [{"var": "l"}, [{"var": "accumulator"}], 0]});
    let many = json!({ "l": vec![0; 100_000] });
    assert_eq!(outcome(wrap.clone(), &many), Err(LogicError::TooMuch));
    let few = json!({ "l": vec![0; 100] });
    assert!(outcome(wrap, &few).is_ok());
}

#[test]
fn every_way_to_nest_a_value_is_stopped() {
    let many = json!({ "l": vec![0; 100_000] });
    let bodies = [
        json!({"merge": [[{"var": "accumulator"}]]}),
        json!({"var": ""}),
        json!({"filter": [[{"var": "accumulator"}], true]}),
        json!({"if": [true, [{"var": "accumulator"}]]}),
        json!({"or": [[{"var": ""}]]}),
    ];
    for body in bodies {
        let got = outcome(json!({"reduce": [{"var": "l"}, body.clone(), 0]}), &many);
        assert_eq!(got, Err(LogicError::TooMuch), "{body}");
    }
}

#[test]
fn loops_in_loops_are_stopped() {
    let list = json!({ "l": vec![vec![vec![0; 200]; 200]; 200] });
    let all = json!({"all": [{"var": "l"}, {"all": [{"var": ""}, {"all": [{"var": ""}, {"==": [{"var": ""}, 0]}]}]}]});
    assert_eq!(outcome(all, &list), Err(LogicError::TooMuch));
}

#[test]
fn long_texts_read_again_and_again_are_stopped() {
    let element = json!({"t": "a".repeat(1_000), "p": "a".repeat(999) + "b"});
    let texts = [json!({"var": "t"}), json!({"var": "p"})];
    let few = json!({ "l": vec![element.clone(); 100] });
    let many = json!({ "l": vec![element; 10_000] });
    for operator in ["==", "<", "in", "cat", "missing", "var"] {
        let body = json!({"if": [{ operator: texts }, true, true]});
        let rule = json!({"all": [{"var": "l"}, body]});
        assert_eq!(outcome(rule.clone(), &few), Ok(json!(true)), "{operator}");
        assert_eq!(outcome(rule, &many), Err(LogicError::TooMuch), "{operator}");
    }
}

#[test]
fn two_hundred_rows_are_not_too_much() {
    let rows = vec![json!({"level": "eqf5", "count": {"now": 1, "y1": 2}}); 200];
    let sum = json!({"reduce": [
        {"filter": [{"var": "need"}, {"in": [{"var": "level"}, ["eqf5", "eqf6"]]}]},
        {"+": [{"var": "accumulator"}, {"var": "current.count.now"}, {"var": "current.count.y1"}]},
        0
    ]});
    assert_eq!(outcome(sum, &json!({ "need": rows })), Ok(json!(600)));
}

#[test]
fn the_deepest_rule_there_is_can_be_evaluated() {
    // Each `!` is one level, with its operand not in a list.
    let mut deep = json!(true);
    for _ in 0..64 {
        deep = json!({ "!": deep });
    }
    assert_eq!(outcome(deep.clone(), &Value::Null), Ok(json!(true)));
    let error = serde_json::from_value::<Rule>(json!({ "!": deep })).unwrap_err();
    assert!(error.to_string().starts_with("rule.syntax at "), "{error}");
}

#[test]
fn a_value_is_borrowed_where_it_lies() {
    let data = json!({"org": {"name": "x"}, "need": [{"level": "eqf5"}]});
    let rule = rule(json!({"if": [{"var": "org.name"}, {"var": "need"}, []]}));
    let value = eval(&rule, &Scope::new(&data, None)).unwrap();
    assert!(std::ptr::eq(&*value, &data["need"]));
}

/// Any operator on operands of any type, and as many as there happen to be.
fn nonsense() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,6}".prop_map(Value::from),
        "-?[0-9]{0,3}[.]?[0-9]{0,3}(e[0-9]{1,3})?".prop_map(Value::from),
        Just(json!({})),
        Just(json!({"var": ""})),
    ];
    leaf.prop_recursive(5, 60, 4, |inner| {
        let names: Vec<&str> = Operator::all().map(Operator::name).collect();
        let operands = proptest::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            1 => operands.clone().prop_map(Value::Array),
            4 => (proptest::sample::select(names), operands)
                .prop_map(|(name, operands)| json!({ name: operands })),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn nonsense_is_a_value_or_an_error(rule in nonsense(), data in nonsense()) {
        if let Ok(rule) = serde_json::from_value::<Rule>(rule) {
            let value = eval(&rule, &Scope::new(&data, Some(("a", &data))));
            let is_json = |value: &Value| serde_json::to_string(value).is_ok();
            prop_assert!(value.as_deref().map_or(true, is_json));
        }
    }
}
