//! Rules in and out of JSON, and what they read.

use super::*;

/// The code and the place of what is wrong, and whether that is a key.
#[track_caller]
fn error(json: &str) -> (String, String, bool) {
    let fault = fault(json);
    let code = fault.finding.code.into_owned();
    (code, fault.finding.pointer, fault.on_key)
}

#[track_caller]
fn fault(json: &str) -> Fault {
    let tree = serde_json::from_str(json).unwrap();
    Rule::read(Node::root(&tree)).unwrap_err()
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
    let fault = fault(r#"{"and": [true, {"vra": "a"}]}"#);
    assert_eq!(fault.finding.code, "rule.unsupported_operator");
    assert_eq!(fault.finding.params.get("operator"), Some("vra"));
    assert_eq!(fault.finding.pointer, "/and/1/vra");
    assert!(fault.on_key);
}

#[test]
fn an_operator_stands_once_and_alone() {
    let wrong = error(r#"{"or": [true], "var": "a"}"#);
    assert_eq!(wrong, ("rule.syntax".into(), "/var".into(), true));
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
        let wrong = error(json);
        assert_eq!(wrong, ("rule.syntax".into(), "".into(), false), "{json}");
        #[cfg(feature = "author")]
        assert!(fault(json).reason.contains("does not take"), "{json}");
    }
    for json in [
        r#"{"and": true}"#,
        r#"{"or": {"var": "a"}}"#,
        r#"{"if": "a"}"#,
    ] {
        let wrong = error(json);
        assert_eq!(wrong, ("rule.syntax".into(), "".into(), false), "{json}");
        #[cfg(feature = "author")]
        assert!(fault(json).reason.contains("takes a list"), "{json}");
    }
}

#[test]
fn a_rule_nests_no_deeper_than_64_levels() {
    let nested = |levels| ["[".repeat(levels), "]".repeat(levels)].concat();
    parse(&nested(64));
    let (code, pointer, on_key) = error(&nested(65));
    assert_eq!((&*code, on_key), ("rule.syntax", false));
    assert_eq!(pointer, "/0".repeat(64));
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
