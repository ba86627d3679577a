//! Answers of every kind that a table has a place for.

use serde_json::{Value, json};

use crate::app::{TOKEN, TestApp, good, offer, submission};

/// An own question of every kind that a column can hold.
fn own(document: &mut Value) {
    let codes = |codes: &[&str]| -> Value {
        let one = |code: &&str| json!({ "code": code, "label": { "sv": code } });
        codes.iter().map(one).collect()
    };
    let questions = document["pages"][0]["questions"].as_array_mut().unwrap();
    questions.extend([
        json!({ "id": "org.municipality", "type": "code", "label": { "sv": "Kommun" },
            "list": "kommun-se" }),
        json!({ "id": "perm.feedback", "type": "consent", "label": { "sv": "Resultat" },
            "text": { "sv": "Skicka resultatet" } }),
        json!({ "id": "x.test.share", "type": "decimal", "label": { "sv": "Andel" },
            "min": -10, "max": 10, "decimals": 2 }),
        json!({ "id": "x.test.tags", "type": "choices", "label": { "sv": "Märken" },
            "choices": codes(&["a", "b", "c"]) }),
        json!({ "id": "x.test.how", "type": "matrix", "label": { "sv": "Hur" },
            "lines": codes(&["now", "later"]), "choices": codes(&["1", "2"]) }),
        json!({ "id": "x.test.tools", "type": "rows", "label": { "sv": "Verktyg" },
            "row_label": { "sv": "Verktyg" }, "questions": [
                { "id": "x.test.tools.name", "type": "text", "label": { "sv": "Namn" } },
                { "id": "x.test.tools.count", "type": "integer", "label": { "sv": "Antal" } },
            ] }),
    ]);
}

/// A collector with three answers to two versions of its questionnaire, one
/// that waits for a third, and one of a sender that is ahead of it.
pub fn several() -> (TestApp, Vec<Value>) {
    let mut hash = String::new();
    let app = TestApp::with(|config, _| {
        hash = offer(&config.questionnaires, "1.1.0", own);
        config.admin_token = Some(TOKEN.parse().unwrap());
    });
    let mut whole = submission(json!({
        "org": { "name": "=Sågen; \"AB\"", "number": "5560360793",
            "municipality": { "system": "kommun-se", "version": "2024", "code": "0114",
                "display": "Upplands Väsby" } },
        "out": { "need": "yes" },
        "need": [
            { "occupation": { "text": "Svetsare" }, "count": { "y1": 2 } },
            { "occupation": { "text": "Sågverksoperatör" }, "count": { "y1": 0 } },
        ],
        "perm": { "feedback": true },
        "x": { "test": {
            "share": -2.5, "tags": ["a", "c"], "how": { "now": "1", "later": "2" },
            "tools": [{ "name": "-3", "count": 7 }],
        } },
        "con": { "email": "info@example.org" },
    }));
    whole["meta"]["questionnaire"]["version"] = "1.1.0".into();
    whole["meta"]["questionnaire"]["hash"] = hash.into();
    let first = good();
    let mut none =
        submission(json!({ "org": { "name": "Exempelbruket" }, "out": { "need": "no" } }));
    none["meta"]["replaces"] = first["meta"]["id"].clone();
    let mut waiting =
        submission(json!({ "x": { "test": { "new": "=1", "tools": [{ "a": 1 }] } } }));
    waiting["meta"]["questionnaire"]["version"] = "9.0.0".into();
    let mut ahead = good();
    ahead["meta"]["schema"] = "behov.submission/1.1".into();
    ahead["amended_by"] = "a stranger".into();
    ahead["need"][0]["later"] = json!({ "a/b": 1 });
    let sent = vec![first, none, whole, waiting, ahead];
    for body in &sent {
        let answer = app.post(&body.to_string());
        let told = String::from_utf8_lossy(&answer.body).into_owned();
        assert_eq!(answer.status, 201, "{told}");
    }
    (app, sent)
}
