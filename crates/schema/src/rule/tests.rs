//! Rules in and out of JSON, and what they read.

use super::*;

fn error(json: &str) -> (String, usize, usize) {
    let error = serde_json::from_str::<Rule>(json).unwrap_err();
    (error.to_string(), error.line(), error.column())
}

fn parse(json: &str) -> Rule {
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_rule_is_written_as_it_was_read() {
    for json in [
        "true",
        "null",
        "-1.5",
        "18446744073709551615",
        r#""text""#,
        "{}",
        "[]",
        r#"[1,[2,{}],{"var":"a"}]"#,
        r#"{"!":true}"#,
        r#"{"!":[true]}"#,
        r#"{"!":[]}"#,
        r#"{"!!":[[]]}"#,
        r#"{"var":"a.b"}"#,
        r#"{"var":["a.b",[]]}"#,
        r#"{"missing":{"merge":["vin",{"if":[{"var":"f"},["apr"],[]]}]}}"#,
        r#"{"<":[1,{"var":"n"},10]}"#,
        r#"{"?:":[{"==":[{"var":"a"},"ja"]},1,{"cat":["å","\n"]}]}"#,
    ] {
        assert_eq!(serde_json::to_string(&parse(json)).unwrap(), json);
    }
}

#[test]
fn every_operator_is_known_by_its_name() {
    for operator in Operator::all() {
        assert_eq!(Operator::from_name(operator.name()), Some(operator));
    }
    assert_eq!(Operator::all().count(), 34);
    assert_eq!(Operator::from_name("log"), None);
    assert_eq!(Operator::from_name(""), None);
}

#[test]
fn an_unknown_operator_has_its_place() {
    let (message, line, column) = error("{\"and\": [\n  {\"vra\": \"a\"}]}");
    assert!(
        message.starts_with("unsupported operator `vra`"),
        "{message}"
    );
    assert_eq!((line, column), (2, 8));
}

#[test]
fn an_operator_stands_once_and_alone() {
    let (message, line, _) = error("{\"var\": \"a\",\n\"var\": \"b\"}");
    assert!(message.starts_with("rule: `var` beside `var`"), "{message}");
    assert_eq!(line, 2);
    let (message, ..) = error(r#"{"var": "a", "or": []}"#);
    assert!(message.starts_with("rule: `or` beside `var`"), "{message}");
}

#[test]
fn the_number_of_operands_is_held() {
    for json in [
        r#"{"==": [1]}"#,
        r#"{"==": 1}"#,
        r#"{"var": [1, 2, 3]}"#,
        r#"{"in": ["a"]}"#,
        r#"{"map": [[]]}"#,
        r#"{"reduce": [[], 1, 2, 3]}"#,
        r#"{"+": []}"#,
        r#"{"?:": [1, 2]}"#,
    ] {
        let (message, ..) = error(json);
        assert!(message.starts_with("rule: "), "{json}: {message}");
        assert!(message.contains("operands"), "{json}: {message}");
    }
    for json in [
        r#"{"and": true}"#,
        r#"{"or": {"var": "a"}}"#,
        r#"{"if": "a"}"#,
    ] {
        let (message, ..) = error(json);
        assert!(message.contains("takes a list"), "{json}: {message}");
    }
}

#[test]
fn what_is_no_json_says_so_and_where() {
    let (message, line, _) = error("{\"and\": [\n true,,]}");
    assert!(message.starts_with("expected value"), "{message}");
    assert_eq!(line, 2);
    assert!(
        error(&"[".repeat(1000))
            .0
            .starts_with("rule: nested deeper")
    );
}

/// What a rule reads, and whether some of it is not to be known beforehand.
#[track_caller]
fn check_reads(json: &str, paths: &[&str], dynamic: bool) {
    let rule = parse(json);
    let reads = rule.reads();
    assert_eq!(reads.paths, paths, "{json}");
    assert_eq!(reads.dynamic, dynamic, "{json}");
}

#[test]
fn a_rule_reads_its_paths_once() {
    check_reads("true", &[], false);
    check_reads(r#"["a", {"var": "b.c"}]"#, &["b.c"], false);
    check_reads(
        r#"{"and": [{"var": "a"}, {"!": {"var": "b"}}, {"var": "a"}]}"#,
        &["a", "b"],
        false,
    );
    check_reads(r#"{"var": ["a", {"var": "b"}]}"#, &["a", "b"], false);
    check_reads(r#"{"in": [{"var": "a"}, ["x", "y"]]}"#, &["a"], false);
}

#[test]
fn missing_reads_what_it_names() {
    check_reads(r#"{"missing": "a"}"#, &["a"], false);
    check_reads(r#"{"missing": ["a", "b"]}"#, &["a", "b"], false);
    check_reads(r#"{"missing": [["a", "b"]]}"#, &["a", "b"], false);
    check_reads(
        r#"{"missing_some": [{"var": "n"}, ["a", "b"]]}"#,
        &["n", "a", "b"],
        false,
    );
    check_reads(
        r#"{"missing": {"merge": ["a", {"var": "b"}]}}"#,
        &["b"],
        true,
    );
    check_reads(
        r#"{"missing_some": [1, [{"var": "a"}, "b"]]}"#,
        &["a", "b"],
        true,
    );
}

#[test]
fn the_body_of_an_iterator_reads_elements() {
    check_reads(
        r#"{"some": [{"var": "need"}, {"==": [{"var": "level"}, {"var": ""}]}]}"#,
        &["need"],
        false,
    );
    check_reads(
        r#"{"map": [{"filter": [{"var": "l"}, {"var": "x"}]}, {"var": "y"}]}"#,
        &["l"],
        false,
    );
    check_reads(
        r#"{"reduce": [{"var": "l"}, {"+": [{"var": "accumulator"}, {"var": "current"}]}, {"var": "from"}]}"#,
        &["l", "from"],
        false,
    );
}

#[test]
fn a_path_that_is_not_written_is_dynamic() {
    check_reads(r#"{"var": {"cat": ["a.", {"var": "b"}]}}"#, &["b"], true);
    check_reads(r#"{"var": ""}"#, &[], true);
    check_reads(r#"{"var": []}"#, &[], true);
    check_reads(r#"{"var": null}"#, &[], true);
    check_reads(r#"{"var": 1}"#, &[], true);
}

#[cfg(feature = "json-schema")]
#[test]
fn the_json_schema_names_the_operators() {
    let schema = schemars::schema_for!(Rule);
    let schema = schema.as_value();
    let rule = schema.pointer("/$defs/Rule").unwrap_or(schema);
    let names = rule["propertyNames"]["enum"].as_array().unwrap();
    assert_eq!(names.len(), Operator::all().count());
    assert_eq!(rule["maxProperties"], 1);
    assert!(rule["items"]["$ref"].is_string());
}
