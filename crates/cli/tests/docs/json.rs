//! JSON in the documents is JSON; what is one of our formats is read by our
//! own parser, without a finding.

use behov_schema::submission::{Problem, Receipt};
use behov_schema::{Finding, Rule, document, regions, submission};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use crate::markdown::{Block, documents};
use crate::none;

/// What a block is, and what is wrong with it.
type Judgement = Result<&'static str, String>;

#[test]
fn every_json_is_what_it_shows() {
    let mut wrong = Vec::new();
    let mut kinds = Vec::new();
    for document in documents() {
        let blocks = document
            .blocks
            .iter()
            .map(|block| (block.line, of_block(block)));
        let spans = document.spans.iter();
        let spans = spans.map(|(line, span)| (*line, of_span(span)));
        for (line, judgement) in blocks.chain(spans) {
            match judgement {
                Ok(kind) => kinds.push(kind),
                Err(why) => wrong.push(format!("{}:{line}: {why}", document.path)),
            }
        }
    }
    none(&wrong, "this JSON is not what our parsers read; correct it");
    for kind in [
        "questionnaire",
        "regions",
        "submission",
        "receipt",
        "problem",
        "rule",
    ] {
        assert!(kinds.contains(&kind), "the documents show a {kind}");
    }
}

fn of_block(block: &Block) -> Judgement {
    let text = block.text.as_str();
    match block.language.as_str() {
        "json" => of_text(text),
        "http" => match text.split_once("\n\n") {
            Some((_, body)) => of_text(body),
            None => Ok("request without a body"),
        },
        "" | "text" | "sh" if text.trim_start().starts_with(['{', '[']) => {
            Err("begin the block with ```json, so that it is checked".to_owned())
        }
        _ => Ok("something else"),
    }
}

/// A span that shows the form of an object only, or leaves something out, is
/// no JSON.
fn of_span(span: &str) -> Judgement {
    let object = span.starts_with("{ \"") || span.starts_with("{\"");
    if !object || !span.contains("\":") || span.contains('…') {
        return Ok("something else");
    }
    let value: Value = serde_json::from_str(span).map_err(|error| error.to_string())?;
    let names_data = span.contains("\"var\"");
    if names_data {
        rule(value)
    } else {
        Ok("object")
    }
}

fn of_text(text: &str) -> Judgement {
    let whole = serde_json::from_str(text);
    // A member of an object may stand alone.
    let value: Value = whole.or_else(|error| {
        serde_json::from_str(&format!("{{{text}}}")).map_err(|_| error.to_string())
    })?;
    let Value::Object(fields) = value else {
        return Ok("list");
    };
    let begins = |field: &str, with: &str| {
        let text = fields.get(field).and_then(Value::as_str);
        text.is_some_and(|text| text.starts_with(with))
    };
    if begins("format", "behov.questionnaire/") {
        let read = document::read(text);
        read.map(|_| "questionnaire").map_err(|found| told(&found))
    } else if begins("format", "behov.regions/") {
        of_regions(text)
    } else if fields.contains_key("meta") {
        of_submission(text)
    } else if let Some(inner) = fields.get("submission") {
        of_submission(&inner.to_string())
    } else if begins("type", "urn:behov:problem:") {
        same::<Problem>(fields).map(|()| "problem")
    } else if fields.contains_key("received_at") {
        same::<Receipt>(fields).map(|()| "receipt")
    } else {
        let mut fields = fields.into_iter();
        fields.try_fold("object", |kind, (key, value)| {
            if key.ends_with("_when") || key == "computed" {
                rule(value)
            } else {
                Ok(kind)
            }
        })
    }
}

fn of_regions(text: &str) -> Judgement {
    let read = regions::read(text).map_err(|found| told(&[*found]))?;
    let found = regions::check(&read);
    if found.is_empty() {
        Ok("regions")
    } else {
        Err(told(&found))
    }
}

fn of_submission(text: &str) -> Judgement {
    let read = submission::parse(text.as_bytes());
    read.map(|_| "submission").map_err(|found| told(&found))
}

fn rule(value: Value) -> Judgement {
    let read = serde_json::from_value::<Rule>(value);
    read.map(|_| "rule").map_err(|error| error.to_string())
}

/// A field that the type does not know would be lost on the way.
fn same<T: DeserializeOwned + Serialize>(fields: Map<String, Value>) -> Result<(), String> {
    let shown = Value::Object(fields);
    let read: T = serde_json::from_value(shown.clone()).map_err(|error| error.to_string())?;
    if serde_json::to_value(read).unwrap() == shown {
        Ok(())
    } else {
        Err("a field is missing or unknown".to_owned())
    }
}

fn told(findings: &[Finding]) -> String {
    let told = findings.iter();
    let told = told.map(|finding| format!("{} at `{}`", finding.code, finding.pointer));
    told.collect::<Vec<_>>().join(", ")
}

#[test]
fn what_is_wrong_is_found() {
    for text in [
        "{",
        r#"{"format": "behov.questionnaire/1"}"#,
        r#"{"format": "behov.regions/1"}"#,
        r#"{"meta": {}}"#,
        r#"{"submission": {"meta": {}}}"#,
        r#"{"type": "urn:behov:problem:x", "title": "X", "status": 400, "error": []}"#,
        r#"{"received_at": "2026-11-21T19:10:00Z"}"#,
        r#""visible_when": { "equals": [1, 2] }, "z_when": true"#,
    ] {
        assert!(of_text(text).is_err(), "{text}");
    }
    assert!(of_span(r#"{ "var": 1 "#).is_err() && of_span(r#"{ "varr": "var" }"#).is_err());
    assert!(of_span(r#"{ "code", "help"? }"#).is_ok() && of_span("{id}.json").is_ok());
    let block = |language: &str| Block {
        line: 1,
        language: language.to_owned(),
        text: "{ 1".to_owned(),
    };
    assert!(of_block(&block("")).is_err() && of_block(&block("json")).is_err());
    assert!(of_block(&block("css")).is_ok());
}
