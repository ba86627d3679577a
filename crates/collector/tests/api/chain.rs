//! Several answers of one firm: those of one draft end as one, whatever the
//! order they come in; those of two drafts both stay, and are marked.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use behov_collector::{Deletable, Purge, Selection};
use serde_json::{Value, json};

use crate::app::{TestApp, good, runtime, submission};

/// Every order of these numbers.
fn orders(of: &[usize]) -> Vec<Vec<usize>> {
    if of.is_empty() {
        return vec![Vec::new()];
    }
    let begin = |at: usize| {
        let mut rest = of.to_vec();
        let first = rest.remove(at);
        orders(&rest).into_iter().map(move |mut order| {
            order.insert(0, first);
            order
        })
    };
    (0..of.len()).flat_map(begin).collect()
}

fn id(body: &Value) -> String {
    body["meta"]["id"].as_str().unwrap().to_owned()
}

/// Bodies with ids in the order of time; each names the one at its number.
fn bodies(replaces: &[Option<usize>]) -> Vec<Value> {
    let mut bodies: Vec<Value> = replaces.iter().map(|_| good()).collect();
    for (at, first) in replaces.iter().enumerate() {
        if let Some(first) = first {
            bodies[at]["meta"]["replaces"] = id(&bodies[*first]).into();
        }
    }
    bodies
}

/// Id -> line of the export.
fn exported(app: &TestApp) -> BTreeMap<String, Value> {
    let lines = app.export(Selection::default());
    let line = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    lines
        .lines()
        .map(line)
        .map(|line| (id(&line["submission"]), line))
        .collect()
}

/// Sends the bodies in every order, each of them twice; one alone may count.
fn one_is_left(app: &TestApp, replaces: &[Option<usize>], counts: usize) {
    let numbers: Vec<usize> = (0..replaces.len()).collect();
    for order in orders(&numbers) {
        let bodies = bodies(replaces);
        for at in &order {
            assert_eq!(app.post(&bodies[*at].to_string()).status, 201);
            assert_eq!(app.post(&bodies[*at].to_string()).status, 200);
        }
        let lines = exported(app);
        for (at, body) in bodies.iter().enumerate() {
            let line = &lines[&id(body)];
            let expected = if at == counts { "stored" } else { "amended" };
            assert_eq!(line["status"], expected, "{order:?}: number {at}");
            // Who follows the marks comes to the one that counts.
            let mut last = line;
            for _ in &bodies {
                last = last["amended_by"]
                    .as_str()
                    .map_or(last, |next| &lines[next]);
            }
            assert_eq!(id(&last["submission"]), id(&bodies[counts]), "{order:?}");
        }
    }
}

#[test]
fn of_one_draft_the_newest_counts_in_every_order_of_arrival() {
    let app = TestApp::start();
    // Sent, changed and sent again, changed and sent again.
    one_is_left(&app, &[None, Some(0), Some(0)], 2);
    one_is_left(&app, &[None, Some(0), Some(0), Some(0)], 3);
    // Corrected by the receipt, and corrected once more.
    one_is_left(&app, &[None, Some(0), Some(1)], 2);
    one_is_left(&app, &[None, Some(0), Some(0), Some(2)], 3);
}

#[test]
fn the_first_may_never_come() {
    let app = TestApp::start();
    for order in orders(&[1, 2, 3]) {
        let bodies = bodies(&[None, Some(0), Some(0), Some(0)]);
        for at in order {
            assert_eq!(app.post(&bodies[at].to_string()).status, 201);
        }
        let lines = exported(&app);
        let status = |at: usize| lines[&id(&bodies[at])]["status"].clone();
        assert_eq!(
            [status(1), status(2), status(3)],
            ["amended", "amended", "stored"]
        );
    }
}

#[test]
fn what_names_itself_or_nobody_is_new() {
    let app = TestApp::start();
    let mut itself = good();
    itself["meta"]["replaces"] = id(&itself).into();
    let mut nobody = good();
    nobody["meta"]["replaces"] = "019a9d2e-7b1c-7000-8000-ffffffffffff".into();
    for body in [itself, nobody] {
        assert_eq!(app.post(&body.to_string()).status, 201);
        assert_eq!(exported(&app)[&id(&body)]["status"], "stored");
    }
}

/// No draft does so: whoever sends this has made it up.
#[test]
fn of_a_ring_the_newest_counts_in_every_order_of_arrival() {
    let app = TestApp::start();
    one_is_left(&app, &[Some(1), Some(0)], 1);
    one_is_left(&app, &[Some(1), Some(2), Some(0)], 2);
    one_is_left(&app, &[Some(2), Some(0), Some(1)], 2);
    // The one that counts is corrected, or one before it.
    one_is_left(&app, &[Some(1), Some(0), Some(1)], 2);
    one_is_left(&app, &[Some(1), Some(0), Some(0)], 2);
    one_is_left(&app, &[Some(1), Some(0), Some(1), Some(2)], 3);
}

/// What the operator deletes between two of them breaks no chain.
#[test]
fn who_deletes_an_answer_deletes_what_it_was_before_a_purge_too() {
    let app = TestApp::with(|config, _| config.respondent_delete = Deletable::All);
    let bodies = bodies(&[None, Some(0), Some(0)]);
    let mut codes = Vec::new();
    for at in [1, 0, 2] {
        let receipt = app.post(&bodies[at].to_string()).json();
        codes.push(receipt["code"].as_str().unwrap().to_owned());
    }
    app.tamper("UPDATE submission SET received_at = '2001-01-01T00:00:00.000Z' WHERE seq = 1");
    let purge = Purge {
        before: "2002-01-01".to_owned(),
        questionnaire: None,
        all: true,
        dry_run: false,
    };
    let purged = runtime().block_on(behov_collector::purge(&app.data(), &purge));
    assert_eq!(purged.unwrap().submissions, 1);
    assert_eq!(app.rows(), 2);
    let code = format!("Bearer {}", codes[2]);
    let headers = [("authorization", code.as_str())];
    let deleted = app
        .client
        .send("DELETE", "/api/v1/answer", &headers, Vec::new());
    assert_eq!(deleted.status, 200);
    assert_eq!(app.rows(), 0);
}

/// A firm's answer, as far as it tells who it is.
fn of(number: Option<&str>, name: &str, municipality: Option<&str>) -> Value {
    let mut org = json!({ "name": name });
    if let Some(number) = number {
        org["number"] = number.into();
    }
    let mut body = submission(json!({ "org": org }));
    if let Some(code) = municipality {
        body["org"]["municipality"] =
            json!({ "system": "kommun-se", "version": "2024", "code": code });
    }
    body
}

const NUMBER: &str = "5560360793";

#[test]
fn two_answers_of_one_firm_are_marked_and_both_stay() {
    let app = TestApp::start();
    let alone = of(Some("2120000142"), "Exempelbruket AB", None);
    let first = of(Some(NUMBER), "Exempelsågen AB", None);
    for body in [&alone, &first] {
        assert_eq!(app.post(&body.to_string()).status, 201);
    }
    let marked = |body: &Value| exported(&app)[&id(body)]["possible_duplicate"].clone();
    assert_eq!(marked(&first), Value::Null);

    // A stranger who knows the number, and everything else that is public.
    let stranger = of(Some(NUMBER), "exempelsågen ab", None);
    assert_eq!(app.post(&stranger.to_string()).status, 201);
    assert_eq!([marked(&first), marked(&stranger)], [true, true]);
    assert_eq!(marked(&alone), Value::Null);
    let lines = exported(&app);
    assert_eq!(
        lines[&id(&first)]["status"],
        "stored",
        "nothing displaces it"
    );
    assert_eq!(lines[&id(&first)]["submission"], first);

    // Not with an answer that does not count.
    let mut corrected = of(Some(NUMBER), "Något helt annat AB", None);
    corrected["meta"]["replaces"] = id(&stranger).into();
    assert_eq!(app.post(&corrected.to_string()).status, 201);
    for body in [&first, &stranger, &corrected] {
        assert_eq!(marked(body), Value::Null);
    }
}

#[test]
fn two_workplaces_of_one_firm_are_two() {
    let app = TestApp::with(|config, _| {
        crate::app::offer(&config.questionnaires, "2.0.0", |document| {
            let questions = document["pages"][0]["questions"].as_array_mut().unwrap();
            questions.push(json!({
                "id": "org.municipality", "type": "code", "list": "kommun-se",
                "label": { "sv": "Kommun" },
            }));
        });
    });
    let hash = {
        let text = app.client.get("/q/behov-test/2.0.0.json", &[]).body;
        let text = String::from_utf8(text).unwrap();
        behov_engine::Plan::read(&text).unwrap().hash().to_owned()
    };
    let send = |name: &str, municipality: Option<&str>| {
        let mut body = of(Some(NUMBER), name, municipality);
        body["meta"]["questionnaire"]["version"] = "2.0.0".into();
        body["meta"]["questionnaire"]["hash"] = hash.clone().into();
        let answer = app.post(&body.to_string());
        let told = String::from_utf8_lossy(&answer.body);
        assert_eq!(answer.status, 201, "{told}");
        body
    };
    let marked = |body: &Value| exported(&app)[&id(body)]["possible_duplicate"] == true;
    let here = send("Sågen", Some("0114"));
    let there = send("Sågen", Some("0115"));
    let office = send("Kontoret", Some("0114"));
    assert!(![&here, &there, &office].into_iter().any(marked));
    // Who does not tell where may be any of those of that name.
    let somewhere = send("Sågen", None);
    assert!([&here, &there, &somewhere].into_iter().all(marked) && !marked(&office));
}

/// Makes 1010 answers of 50 KB out of the one that is there, of as many firms
/// with one number, and 300 more that are only a test.
const FLOOD: &str = "
    WITH RECURSIVE number (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < 1310)
    INSERT INTO submission (seq, id, questionnaire_id, questionnaire_version, questionnaire_hash,
                            status, received_at, body_sha256, receipt_sha256, mode, answers)
    SELECT n, 'flood-' || n, questionnaire_id, questionnaire_version, questionnaire_hash,
           status, received_at, body_sha256, receipt_sha256, iif(n > 1010, 'test', NULL),
           json_set(answers, '$.org.name', 'Bolag ' || n,
                    '$.x', json_object('long', printf('%.*c', 50000, 'x')))
    FROM submission, number WHERE seq = 1";

/// Each is compared with a thousand: reading those would take minutes. How long
/// it may take instead is told by as many answers that are compared with none.
#[test]
fn a_flood_of_long_answers_with_one_number_holds_up_no_export() {
    let app = TestApp::start();
    let first = of(Some(NUMBER), "Exempelsågen AB", None);
    assert_eq!(app.post(&first.to_string()).status, 201);
    app.tamper(FLOOD);
    let last_300 = |test| {
        let begun = Instant::now();
        let lines = app.export(Selection {
            after: 710,
            test,
            ..Selection::default()
        });
        let took = begun.elapsed();
        let line = |line: &str| serde_json::from_str::<Value>(line).unwrap();
        let marked = lines.lines().map(line);
        let marked: Vec<bool> = marked
            .map(|line| line["possible_duplicate"] == true)
            .collect();
        assert_eq!(marked.len(), 300);
        (marked, took)
    };
    let (_, alone) = last_300(true);
    let (marked, compared) = last_300(false);
    assert!(!marked.contains(&true));
    assert!(
        compared < alone * 3 + Duration::from_secs(5),
        "{compared:?}, and without comparing {alone:?}"
    );
    app.tamper(
        "UPDATE submission SET answers = json_set(answers, '$.org.name', ' BOLAG 711 ')
         WHERE seq = 1010",
    );
    let (marked, _) = last_300(false);
    assert_eq!([marked[0], marked[298], marked[299]], [true, false, true]);
}
