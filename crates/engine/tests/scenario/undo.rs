//! A row that was removed comes back as it was.

use behov_engine::{Announce, Changes, Effect, Event, Raw};
use serde_json::json;

use crate::rows::needs;
use crate::support::*;

/// Three rows; the second one has an answer that means nothing.
fn three() -> Respondent {
    let mut firm = needs(json!({"max_rows": 3}));
    for (index, name) in ["Snickare", "Svetsare", "Kock"].into_iter().enumerate() {
        firm.add_row("need");
        firm.write(firm.cell("need", index, "need.occupation"), name);
        firm.write(firm.cell("need", index, "need.count.now"), "2");
    }
    firm.write(firm.cell("need", 1, "need.level"), "eqf6");
    firm.write(firm.cell("need", 1, "need.level_scheme"), "yh");
    firm
}

#[test]
fn every_answer_comes_back_in_its_place() {
    let mut firm = three();
    let rows = firm.see("need").rows;
    let questions = [
        "need.occupation",
        "need.count.now",
        "need.level",
        "need.level_scheme",
    ];
    let all =
        |firm: &Respondent| questions.map(|id| firm.session.snapshot(firm.cell("need", 1, id)));
    // As it was typed, wrong or not, and told of or not.
    firm.write(firm.cell("need", 1, "need.count.now"), " två");
    let at = firm.cell("need", 1, "need.count.now");
    firm.session.apply(Event::Left { at });
    let before = all(&firm);
    assert!(before[1].finding.is_some());

    let removed = firm.remove_row("need", 1);
    let gone = firm.see("need").gone.unwrap();
    assert_eq!((gone.row, gone.index), (rows[1], 1));
    let (need, index) = (firm.top("need"), 1);
    let told = Effect::Announce(Announce::RowRemoved { at: need, index });
    assert!(removed.effects.contains(&told));

    let restored = firm.restore_row("need");
    let told = Effect::Announce(Announce::RowRestored { at: need, index });
    assert!(restored.effects.contains(&told));
    assert_eq!(firm.see("need").rows, rows);
    assert_eq!(firm.see("need").gone, None);
    assert_eq!(all(&firm), before);
    for id in questions {
        let at = firm.cell("need", 1, id);
        assert!(restored.touched.contains(&at), "{id} is drawn");
    }
}

#[test]
fn what_is_sent_is_as_if_nothing_had_gone() {
    let kept = three().submit();
    let mut firm = three();
    firm.remove_row("need", 0);
    firm.restore_row("need");
    firm.remove_row("need", 2);
    firm.restore_row("need");
    let mut sent = firm.submit();
    assert_eq!(sent, kept);

    firm = three();
    firm.remove_row("need", 1);
    sent = firm.submit();
    assert_eq!(sent["need"].as_array().unwrap().len(), 2);
    assert_eq!(sent["need"][1]["occupation"]["text"], "Kock");
}

#[test]
fn other_answers_meanwhile_take_nothing_away() {
    let mut firm = three();
    firm.remove_row("need", 1);
    firm.write(firm.cell("need", 1, "need.count.now"), "7");
    firm.type_in("out.need", "yes");
    let page = firm.next();
    assert_eq!(firm.see("need").gone, None, "another page ends the offer");
    assert!(page.touched.contains(&firm.top("need")), "and it is told");

    let mut firm = three();
    firm.remove_row("need", 1);
    firm.write(firm.cell("need", 1, "need.count.now"), "7");
    firm.restore_row("need");
    let sent = firm.submit();
    assert_eq!(sent["need"][1]["level_scheme"], "yh");
    assert_eq!(sent["need"][2]["count"]["now"], 7);
}

#[test]
fn what_a_row_follows_from_may_have_changed_meanwhile() {
    let mut firm = needs(json!({"questions": [
        question("need.occupation", "text", json!({
            "visible_when": {"==": [{"var": "out.need"}, "yes"]}})),
    ]}));
    firm.type_in("out.need", "yes");
    firm.add_row("need");
    firm.write(firm.cell("need", 0, "need.occupation"), "Kock");
    firm.remove_row("need", 0);
    firm.type_in("out.need", "no");
    firm.restore_row("need");
    let occupation = firm.cell("need", 0, "need.occupation");
    assert!(!firm.session.snapshot(occupation).visible);
    firm.type_in("out.need", "yes");
    assert_eq!(firm.session.snapshot(occupation).raw, "Kock");
    assert_eq!(firm.submit()["need"], json!([{"occupation": "Kock"}]));
}

#[test]
fn an_offer_lasts_until_rows_are_changed_again() {
    let mut firm = three();
    firm.remove_row("need", 0);
    firm.add_row("need");
    assert_eq!(firm.see("need").gone, None);
    // There are as many as there may be, and no offer.
    assert_eq!(firm.restore_row("need"), Changes::default());

    let mut firm = three();
    firm.remove_row("need", 0);
    firm.remove_row("need", 1);
    let gone = firm.see("need").gone.unwrap();
    assert_eq!(gone.index, 1, "the last one, and that alone");
    firm.restore_row("need");
    assert_eq!(firm.restore_row("need"), Changes::default());
    let names: Vec<String> = (0..2)
        .map(|index| {
            firm.session
                .snapshot(firm.cell("need", index, "need.occupation"))
                .raw
        })
        .collect();
    assert_eq!(names, ["Svetsare", "Kock"]);
}

#[test]
fn a_row_is_brought_back_to_what_is_not_on_its_way() {
    let mut firm = three();
    let at = firm.top("need");
    firm.remove_row("need", 0);
    while matches!(firm.session.stage().step, behov_engine::Step::Page(_)) {
        firm.next();
    }
    firm.send();
    assert_eq!(firm.restore_row("need"), Changes::default());
    // Nor is a question without rows in the way.
    let flag = Event::Answered {
        at,
        raw: Raw::Flag(true),
    };
    firm.session.apply(flag);
    assert_eq!(firm.restore_row("out.need"), Changes::default());
}
