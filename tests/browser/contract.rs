//! What every control keeps, whatever its type. `docs/accessibility.md` has
//! the same as criteria.

pub mod states;

use behov_engine::{Announce, Event, Focus, Key};
use serde_json::{Value, json};
use web_sys::HtmlElement;

use crate::stand::{Stand, heard};

/// The id of the question under test.
const ID: &str = "x.t.asked";
const LABEL: &str = "Vad är frågan?";
const HELP: &str = "Så hjälper vi dig.";
/// The mark of a required question.
const MARK: &str = "måste fyllas i";

/// One control under the contract.
pub struct Control {
    /// The question's `type` and what belongs to it; the rest is put in.
    pub question: Value,
    /// The `data-type` of the frame.
    pub kind: &'static str,
    /// The element that says what the control is and is not: the field, or
    /// the group.
    pub claims: &'static str,
    /// What can take the focus first.
    pub first: &'static str,
    /// The mark is heard, since the role of the group cannot say it.
    pub mark_heard: bool,
    /// What describes it after the error and before the help.
    pub between: &'static [&'static str],
    /// What is said when it is required and empty.
    pub needed: &'static str,
    /// An answer that means nothing, and what is said about it.
    pub broken: Option<(&'static str, &'static str)>,
}

/// What a respondent does in this control.
pub trait Hand {
    async fn answer(&self, stand: &Stand);
    /// Whether the control shows what `answer` gave.
    fn shows_answer(&self, stand: &Stand) -> bool;
}

/// The whole contract.
pub async fn check(control: &Control, hand: &impl Hand) {
    label_help_and_mark(control);
    keyboard(control).await;
    passing_through(control).await;
    required_and_empty(control, hand).await;
    broken(control).await;
    kept(control, hand).await;
    hidden(control, hand).await;
    states::disabled(control, hand).await;
    states::prefilled(control, hand).await;
    states::read_only(control).await;
}

impl Control {
    /// The question as a document has it.
    pub fn with(&self, more: &Value) -> Value {
        let mut question = json!({
            "id": ID,
            "label": { "sv": LABEL },
            "help": { "sv": HELP },
        });
        for part in [&self.question, more] {
            for (field, value) in part.as_object().unwrap() {
                question[field] = value.clone();
            }
        }
        question
    }

    fn required(&self) -> Stand {
        Stand::asking(&json!([self.with(&json!({ "required": true }))]))
    }

    fn optional(&self) -> Stand {
        Stand::asking(&json!([self.with(&json!({}))]))
    }

    fn claiming(&self, stand: &Stand) -> HtmlElement {
        stand.one(self.claims)
    }

    /// What describes it, with or without an error.
    fn description(&self, error: Option<&str>) -> Vec<String> {
        let error = error.map(|error| format!("Fel: {error}"));
        let rest = self.between.iter().copied().chain([HELP]);
        error.into_iter().chain(rest.map(str::to_owned)).collect()
    }

    fn assert_error(&self, stand: &Stand, error: &str) {
        let said = format!("Fel: {error}");
        assert_eq!(stand.texts(".q-error"), [said], "{}", self.kind);
        let claiming = self.claiming(stand);
        assert_eq!(stand.described(&claiming), self.description(Some(error)));
        assert!(stand.has(".q.q-bad"), "the frame shows that it is wrong");
        assert!(
            stand.has(".q [aria-invalid='true'], .q[aria-invalid='true'], .q[data-type='rows']"),
            "{} says that it is wrong",
            self.kind,
        );
        // Above the field, and below the label.
        let parts = stand.all(".q > *");
        let place = |class: &str| {
            parts
                .iter()
                .position(|part| part.class_list().contains(class))
        };
        assert!(place("q-help") < place("q-error"), "help, then error");
        assert!(
            place("q-error") < Some(parts.len() - 1),
            "error, then control"
        );
        stand.assert_wired();
    }

    fn assert_no_error(&self, stand: &Stand) {
        assert!(!stand.has(".q-error"), "{}", stand.html());
        assert!(!stand.has(".q-bad"), "{}", stand.html());
        assert!(!stand.has("[aria-invalid]"), "{}", stand.html());
        let claiming = self.claiming(stand);
        assert_eq!(stand.described(&claiming), self.description(None));
        stand.assert_wired();
    }
}

/// The name, the help and the mark belong to the control, for ear and eye.
fn label_help_and_mark(control: &Control) {
    let required = control.required();
    assert_eq!(
        required.one(".q").get_attribute("data-type").as_deref(),
        Some(control.kind)
    );
    assert_eq!(
        required.one(".q").get_attribute("part").as_deref(),
        Some("question")
    );
    let marked = format!("{LABEL} {MARK}");
    let name = if control.mark_heard { &marked } else { LABEL };
    assert_eq!(name_of(&required, control), name);
    assert_eq!(
        required.one(".q-mark").text_content().as_deref(),
        Some(MARK)
    );
    let says = required.has("[aria-required='true']");
    assert_eq!(
        says, !control.mark_heard,
        "either the control or the mark says it"
    );
    assert!(!required.has("[required]"), "empty is not invalid yet");
    control.assert_no_error(&required);

    let optional = control.optional();
    assert_eq!(name_of(&optional, control), LABEL);
    assert!(!optional.has(".q-mark") && !optional.has("[aria-required]"));
    control.assert_no_error(&optional);
}

/// The accessible name, by the label or the legend.
fn name_of(stand: &Stand, control: &Control) -> String {
    let claiming = control.claiming(stand);
    if claiming.tag_name() == "FIELDSET" {
        let legend = claiming.first_element_child().unwrap();
        assert_eq!(
            legend.tag_name(),
            "LEGEND",
            "a group is named by its first child"
        );
        return heard(&legend);
    }
    let label = stand.one(&format!("label[for='{}']", claiming.id()));
    heard(&label)
}

/// A native control is reached by Tab and takes the focus.
async fn keyboard(control: &Control) {
    let stand = control.required();
    let first = stand.one(control.first);
    assert_eq!(first.tab_index(), 0, "Tab reaches it");
    let native = ["INPUT", "SELECT", "TEXTAREA", "BUTTON"];
    assert!(
        native.contains(&first.tag_name().as_str()),
        "{}",
        first.tag_name()
    );
    stand.focus(control.first).await;
    assert_eq!(stand.focused().unwrap().id(), first.id());
}

/// Nothing is held against somebody who only passes an empty field.
async fn passing_through(control: &Control) {
    let stand = control.required();
    stand.focus(control.first).await;
    stand.leave().await;
    control.assert_no_error(&stand);
}

/// "Next" without an answer: the error at the question and in the summary;
/// an answer takes both away.
async fn required_and_empty(control: &Control, hand: &impl Hand) {
    let stand = control.required();
    stand.submit().await;
    control.assert_error(&stand, control.needed);
    assert_eq!(stand.sent_focus(), Some(Focus::Summary));
    let entry = format!("{LABEL} – {}", control.needed);
    assert_eq!(stand.texts(".summary-list button"), [entry]);
    stand.click(".summary-list button").await;
    assert_eq!(stand.sent_focus(), Some(Focus::Question(stand.key(ID))));

    hand.answer(&stand).await;
    control.assert_no_error(&stand);
    assert!(!stand.has(".summary"));
    assert!(hand.shows_answer(&stand), "{}", stand.html());
}

/// What is typed wrongly stays as it was typed, and is told of on leaving.
async fn broken(control: &Control) {
    let Some((typed, error)) = control.broken else {
        return;
    };
    let stand = control.optional();
    stand.type_in(control.first, typed).await;
    control.assert_no_error(&stand);
    stand.leave().await;
    control.assert_error(&stand, error);
    assert_eq!(stand.value(control.first), typed);
    let at = stand.key(ID);
    assert_eq!(
        stand.sent_words(),
        Some(Announce::Finding { at }),
        "who has gone on hears of it"
    );
    stand.type_in(control.first, "").await;
    assert_eq!(stand.value(control.first), typed, "no character was typed");
}

/// The answer is there after other pages, and it is not told of as wrong.
async fn kept(control: &Control, hand: &impl Hand) {
    let stand = control.required();
    hand.answer(&stand).await;
    stand.submit().await;
    assert_eq!(stand.text(".heading"), "Sida 2");
    assert!(!stand.has(control.claims), "a page leaves nothing behind");
    stand.apply(Event::Back).await;
    assert_eq!(stand.text(".heading"), "Sida 1");
    assert!(hand.shows_answer(&stand), "{}", stand.html());
    control.assert_no_error(&stand);
}

/// A question that is not asked is not there; it comes back with its answer.
async fn hidden(control: &Control, hand: &impl Hand) {
    let switch = json!({ "id": "x.t.more", "type": "consent", "label": { "sv": "Mer" } });
    let depends = json!({ "required": true, "visible_when": { "var": "x.t.more" } });
    let stand = Stand::asking(&json!([switch, control.with(&depends)]));
    let shown = format!("[data-type='{}'] .q-mark", control.kind);
    let tick = &format!("[id='{}']", behov::ids::field(Key::top(0)));
    assert!(!stand.has(&shown), "{}", stand.html());
    stand.click(tick).await;
    let kept = stand.one(&shown);
    hand.answer(&stand).await;
    assert!(kept.is_connected(), "an answer draws nothing anew");
    stand.click(tick).await;
    assert!(!stand.has(&shown), "{}", stand.html());
    stand.assert_wired();
    stand.click(tick).await;
    assert!(hand.shows_answer(&stand), "{}", stand.html());
}
