//! Answers from a code list, from what is typed and chosen to what is stored.

use behov_engine::{Changes, Chosen, Event, Failure, Key, Plan, Raw, review};
use serde_json::{Value, json};

use crate::support::*;
use crate::types::stored;

fn entry(system: &str, version: &str, code: &str, display: &str) -> Chosen {
    Chosen {
        system: system.into(),
        version: version.into(),
        code: code.into(),
        display: display.into(),
        within: None,
    }
}

fn carpenter() -> Chosen {
    entry("styrk08", "2008", "7115", "Tømrere og snekkere")
}

fn diver() -> Chosen {
    entry("ssyk2012", "2012", "7115", "Anläggningsdykare")
}

fn choose(firm: &mut Respondent, at: Key, entry: Chosen) -> Changes {
    let raw = Raw::Chosen(entry);
    firm.session.apply(Event::Answered { at, raw })
}

fn occupation(more: Value) -> Value {
    let mut asked = question("x.t.job", "code", more);
    asked["lists"] = json!({ "NO": "styrk08", "SE": "ssyk2012" });
    asked
}

fn country() -> Value {
    let either = json!({ "choices": choices(&["NO", "SE"]) });
    question("org.country", "choice", either)
}

#[test]
fn an_entry_is_stored_with_its_list_and_version() {
    let mut firm = asking(json!([occupation(json!({ "required": true }))]));
    let at = firm.top("x.t.job");
    assert_eq!(firm.see("x.t.job").list.as_deref(), Some("ssyk2012"));
    choose(&mut firm, at, diver());
    let seen = firm.see("x.t.job");
    assert_eq!(
        (&*seen.raw, seen.chosen),
        ("Anläggningsdykare", Some(diver()))
    );
    let expected = json!({
        "system": "ssyk2012", "version": "2012", "code": "7115", "display": "Anläggningsdykare" });
    assert_eq!(stored(firm, "x.t.job"), Some(expected));
}

#[test]
fn own_words_are_an_answer_and_satisfy_required() {
    let mut firm = asking(json!([occupation(json!({ "required": true }))]));
    firm.next();
    assert_eq!(firm.told(firm.top("x.t.job")).as_deref(), Some("required"));
    firm.type_in("x.t.job", " Svetsare  i fjällen\t");
    assert_eq!(firm.told(firm.top("x.t.job")), None);
    let expected = json!({ "text": "Svetsare  i fjällen" });
    assert_eq!(stored(firm, "x.t.job"), Some(expected));

    let mut long = asking(json!([occupation(json!({}))]));
    long.type_in("x.t.job", &"å".repeat(201));
    long.next();
    assert_eq!(
        long.told(long.top("x.t.job")).as_deref(),
        Some("text.too_long")
    );
}

/// Whoever writes one is told on leaving the field, and it is sent nowhere.
#[test]
fn a_number_of_a_person_is_no_answer() {
    let mut text = question("x.t.job", "text", json!({}));
    text["system"] = json!({ "system": "ssyk2012", "version": "2012" });
    for asked in [occupation(json!({})), text] {
        let mut firm = asking(json!([asked]));
        firm.type_in("x.t.job", "19121212-1212");
        firm.leave("x.t.job");
        assert_eq!(
            firm.told(firm.top("x.t.job")).as_deref(),
            Some("organisation_number.personal_number")
        );
        let params = firm.see("x.t.job").finding.unwrap().params;
        assert_eq!(params.get("country"), Some("SE"));
        firm.type_in("x.t.job", "Svetsare");
        assert_eq!(firm.told(firm.top("x.t.job")), None);
    }
}

/// A label that is no line of words turns nobody's answer away.
#[test]
fn what_was_read_is_sent_as_a_line() {
    for (label, sent) in [
        (" Ett\tval\n", json!("Ett val")),
        ("a\u{7}b", Value::Null),
        (" ", Value::Null),
    ] {
        let mut firm = asking(json!([occupation(json!({}))]));
        let at = firm.top("x.t.job");
        choose(&mut firm, at, entry("ssyk2012", "2012", "7115", label));
        let body = firm.submit();
        assert_eq!(body["x"]["t"]["job"]["display"], sent, "{label:?}");
        assert_eq!(review(firm.session.plan(), &body), []);
    }
}

#[test]
fn typing_on_takes_the_code_away() {
    let mut firm = asking(json!([occupation(json!({}))]));
    let at = firm.top("x.t.job");
    choose(&mut firm, at, diver());
    firm.type_in("x.t.job", "Anläggningsdykar");
    assert_eq!(firm.see("x.t.job").chosen, None);
    let expected = json!({ "text": "Anläggningsdykar" });
    assert_eq!(stored(firm, "x.t.job"), Some(expected));
    let mut empty = asking(json!([occupation(json!({}))]));
    let at = empty.top("x.t.job");
    choose(&mut empty, at, diver());
    empty.type_in("x.t.job", " ");
    assert_eq!(stored(empty, "x.t.job"), None);
}

#[test]
fn where_words_are_not_enough_an_entry_is_asked_for() {
    let strict = json!({ "free_text": false, "required": true });
    let mut firm = asking(json!([occupation(strict)]));
    let at = firm.top("x.t.job");
    firm.type_in("x.t.job", "dykare");
    assert_eq!(firm.told(at), None, "not while it is written");
    firm.leave("x.t.job");
    assert_eq!(firm.told(at).as_deref(), Some("code.choose"));
    choose(&mut firm, at, diver());
    assert_eq!(firm.told(at), None);
    let body = firm.submit();
    assert_eq!(review(firm.session.plan(), &body), []);
    let mut words = body.clone();
    words["x"]["t"]["job"] = json!({ "text": "dykare" });
    let findings = review(firm.session.plan(), &words);
    assert_eq!(findings[0].to_string(), "code.choose at /x/t/job");
}

/// 7115 is a carpenter here and a diver there.
#[test]
fn a_code_of_the_other_country_is_nothing_but_its_words() {
    let mut firm = asking(json!([country(), occupation(json!({}))]));
    let at = firm.top("x.t.job");
    firm.type_in("org.country", "NO");
    assert_eq!(firm.see("x.t.job").list.as_deref(), Some("styrk08"));
    choose(&mut firm, at, carpenter());
    let changes = firm.type_in("org.country", "SE");
    assert!(changes.touched.contains(&at));
    let seen = firm.see("x.t.job");
    assert_eq!((&*seen.raw, seen.chosen), ("Tømrere og snekkere", None));
    assert_eq!(seen.list.as_deref(), Some("ssyk2012"));
    firm.type_in("org.country", "NO");
    assert_eq!(firm.see("x.t.job").chosen, Some(carpenter()));
    firm.type_in("org.country", "SE");
    let body = firm.submit();
    assert_eq!(
        body["x"]["t"]["job"],
        json!({ "text": "Tømrere og snekkere" })
    );
    assert_eq!(review(firm.session.plan(), &body), []);
}

#[test]
fn rules_see_the_code_with_its_zeros() {
    let is = json!({ "visible_when": { "===": [{ "var": "x.t.job" }, "0301"] } });
    let one = json!({ "list": "kommune-no" });
    let mut firm = asking(json!([
        question("x.t.job", "code", one),
        question("x.t.more", "text", is)
    ]));
    let at = firm.top("x.t.job");
    assert!(!firm.sees("x.t.more"));
    choose(&mut firm, at, entry("kommune-no", "2024", "0301", "Oslo"));
    assert!(firm.sees("x.t.more"));
    choose(
        &mut firm,
        at,
        entry("kommune-no", "2024", "3301", "Drammen"),
    );
    assert!(!firm.sees("x.t.more"));
    choose(&mut firm, at, entry("kommune-no", "2024", "0301", "Oslo"));
    let code = stored(firm, "x.t.job").unwrap()["code"].clone();
    assert_eq!(code, json!("0301"));
}

#[test]
fn an_entry_is_no_answer_to_another_question() {
    let mut firm = asking(json!([
        question("x.t.text", "text", json!({})),
        occupation(json!({ "prefill": { "text": "Kock" }, "read_only": true })),
    ]));
    let (text, fixed) = (firm.top("x.t.text"), firm.top("x.t.job"));
    choose(&mut firm, text, diver());
    choose(&mut firm, fixed, diver());
    assert_eq!(firm.see("x.t.text").raw, "");
    assert_eq!(firm.see("x.t.job").raw, "Kock");
}

#[test]
fn an_answer_to_begin_with_is_as_it_is_sent() {
    let coded =
        json!({ "system": "ssyk2012", "version": "2012", "code": "7115", "display": "Dykare" });
    for (prefill, raw, sent) in [
        (coded.clone(), "Dykare", coded),
        (json!({ "text": "Kock" }), "Kock", json!({ "text": "Kock" })),
        (json!("7115"), "7115", json!({ "text": "7115" })),
    ] {
        for read_only in [false, true] {
            let more = json!({ "prefill": prefill, "read_only": read_only });
            let mut firm = asking(json!([occupation(more)]));
            let seen = firm.see("x.t.job");
            assert!(seen.prefilled);
            assert_eq!(seen.raw, raw);
            let body = firm.submit();
            assert_eq!(body["x"]["t"]["job"], sent);
            assert_eq!(review(firm.session.plan(), &body), []);
        }
    }
}

#[test]
fn the_list_names_the_code_that_an_answer_began_with() {
    let more = json!({ "prefill": "7115", "read_only": true });
    let mut firm = asking(json!([occupation(more)]));
    let at = firm.top("x.t.job");
    let named = |firm: &mut Respondent, entry| {
        firm.session.apply(Event::Named {
            at,
            entry: Some(entry),
        })
    };
    let changes = named(&mut firm, diver());
    assert_eq!(changes.touched, [at]);
    let seen = firm.see("x.t.job");
    assert_eq!(
        (&*seen.raw, seen.chosen),
        ("Anläggningsdykare", Some(diver()))
    );
    assert!(seen.prefilled && !firm.session.stage().unsent);
    // In another language it is called otherwise.
    named(
        &mut firm,
        entry("ssyk2012", "2012", "7115", "Construction divers"),
    );
    assert_eq!(firm.see("x.t.job").raw, "Construction divers");
    let body = firm.submit();
    assert_eq!(body["x"]["t"]["job"]["code"], json!("7115"));
    assert_eq!(review(firm.session.plan(), &body), []);
    let mut other = body.clone();
    other["x"]["t"]["job"]["code"] = json!("7111");
    let findings = review(firm.session.plan(), &other);
    assert_eq!(findings[0].to_string(), "answer.read_only at /x/t/job");
}

#[test]
fn a_code_that_the_list_does_not_know_is_no_answer() {
    for (prefill, left) in [("9999", ""), ("Anläggningsdykare", "Anläggningsdykare")] {
        let mut firm = asking(json!([occupation(json!({ "prefill": prefill }))]));
        let at = firm.top("x.t.job");
        firm.session.apply(Event::Named { at, entry: None });
        assert_eq!(firm.see("x.t.job").raw, left);
        assert!(!firm.session.stage().unsent);
    }
}

#[test]
fn only_an_entry_will_do_and_its_code_is_enough_to_begin_with() {
    let more = json!({ "prefill": "7115", "free_text": false });
    let mut firm = asking(json!([occupation(more)]));
    let at = firm.top("x.t.job");
    assert_eq!(firm.see("x.t.job").raw, "7115");
    firm.session.apply(Event::Named {
        at,
        entry: Some(diver()),
    });
    assert_eq!(firm.submit()["x"]["t"]["job"]["code"], "7115");
}

/// The list comes after a try that failed: what is read in the review is sent.
#[test]
fn what_is_named_after_a_try_goes_out_as_it_is_read() {
    let mut firm = asking(json!([occupation(json!({ "prefill": "7115" }))]));
    let at = firm.top("x.t.job");
    let first = firm.submit();
    assert_eq!(first["x"]["t"]["job"], json!({ "text": "7115" }));
    firm.session.apply(Event::Failed(Failure::Network));
    firm.session.apply(Event::Named {
        at,
        entry: Some(diver()),
    });
    let second = body(&outgoing(&firm.send_as("01890a5d-ac96-774b-bcce-b302099a8058")).unwrap());
    assert_eq!(second["x"]["t"]["job"]["code"], "7115");
    assert_eq!(second["meta"]["replaces"], first["meta"]["id"]);
}

#[test]
fn what_somebody_typed_is_not_named_by_the_list() {
    let mut firm = asking(json!([occupation(json!({ "prefill": "7111" }))]));
    let at = firm.top("x.t.job");
    firm.type_in("x.t.job", "7115");
    firm.session.apply(Event::Named {
        at,
        entry: Some(diver()),
    });
    assert_eq!(firm.see("x.t.job").chosen, None);
}

#[test]
fn what_nobody_could_answer_is_no_answer_to_begin_with() {
    for (more, prefill) in [
        (json!({}), json!(7115)),
        (json!({}), json!("")),
        (json!({}), json!(" 7115")),
        (json!({}), json!({ "text": "" })),
        (
            json!({}),
            json!({ "system": "isco08", "version": "2008", "code": "7541" }),
        ),
        (json!({}), json!({ "system": "ssyk2012", "code": "7115" })),
        (json!({ "free_text": false }), json!({ "text": "Kock" })),
    ] {
        let mut asked = occupation(more);
        asked["prefill"] = prefill.clone();
        let document = document(json!([page("a", json!([asked]))]));
        let findings = Plan::read(&document.to_string()).unwrap_err();
        assert_eq!(findings[0].code, "prefill.invalid", "{prefill}");
    }
}

#[test]
fn a_review_takes_the_list_of_the_country_and_the_stored_form_alone() {
    let plan = plan(json!([page(
        "a",
        json!([country(), occupation(json!({}))])
    )]));
    let found = |country: &str, answer: Value| -> Vec<String> {
        let body = json!({
            "meta": { "today": "2026-11-21" },
            "org": { "country": country }, "x": { "t": { "job": answer } } });
        let findings = review(&plan, &body).into_iter();
        findings.map(|finding| finding.code.into_owned()).collect()
    };
    let coded =
        |system: &str, code: Value| json!({ "system": system, "version": "1", "code": code });
    assert_eq!(found("SE", coded("ssyk2012", json!("7115"))), [""; 0]);
    assert_eq!(found("NO", coded("styrk08", json!("7115"))), [""; 0]);
    assert_eq!(
        found("SE", coded("styrk08", json!("7115"))),
        ["answer.wrong_system"]
    );
    assert_eq!(
        found("NO", coded("ssyk2012", json!("7115"))),
        ["answer.wrong_system"]
    );
    assert_eq!(
        found("SE", coded("ssyk2012", json!(7115))),
        ["answer.wrong_type"]
    );
    assert_eq!(
        found("SE", coded("ssyk2012", json!(" 7115"))),
        ["answer.not_canonical"]
    );
    assert_eq!(
        found("SE", coded("ssyk2012", json!(""))),
        ["answer.not_canonical"]
    );
    assert_eq!(
        found("SE", coded("ssyk2012", json!("7".repeat(65)))),
        ["text.too_long"]
    );
    assert_eq!(found("SE", json!({ "text": "Kock" })), [""; 0]);
    assert_eq!(
        found("SE", json!({ "text": "Kock\n" })),
        ["answer.not_canonical"]
    );
    assert_eq!(found("SE", json!("7115")), ["answer.wrong_type"]);
    assert_eq!(
        found("SE", json!({ "text": "Kock", "code": "5120" })),
        ["answer.wrong_type"]
    );
    let mut more = coded("ssyk2012", json!("7115"));
    more["isco08"] = json!("7541");
    assert_eq!(found("SE", more), ["answer.wrong_type"]);
}
