//! A widget's view on a test page: in a shadow root, with a real session, and
//! an outside that only writes down what it is asked to do.

use std::rc::Rc;
use std::sync::Arc;

use behov::i18n::{Catalogue, Words};
use behov::state::State;
use behov::view::Drawn;
use behov_engine::{Announce, Effect, Event, Focus, Key, Plan, Session, Start};
use behov_schema::submission::Channel;
use leptos::prelude::Owner;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlInputElement, ShadowRoot};

use crate::notes::Notes;

/// The view of one session; it leaves the page when it is dropped.
pub struct Stand {
    pub state: State,
    notes: Rc<Notes>,
    host: HtmlElement,
    root: ShadowRoot,
    _drawn: (Drawn, Owner),
}

impl Drop for Stand {
    fn drop(&mut self) {
        self.host.remove();
    }
}

/// A questionnaire with these pages of questions; the answers stand as in one
/// of `controller`'s own.
pub fn document(pages: &[Value]) -> Value {
    let text = |text: &str| json!({ "sv": text });
    let pages: Vec<Value> = pages
        .iter()
        .enumerate()
        .map(|(index, questions)| {
            json!({
                "id": format!("p{index}"),
                "title": text(&format!("Sida {}", index + 1)),
                "questions": questions,
            })
        })
        .collect();
    json!({
        "format": "behov.questionnaire/1",
        "id": "stand",
        "version": "1.0.0",
        "country": "SE",
        "languages": ["sv"],
        "title": text("Provenkät"),
        "intro": text("Tack för att *ni* svarar."),
        "controller": {
            "name": "Exempel (demonstration)",
            "contact": "info@example.org",
            "dpo": "ombud@example.org",
            "notice_version": "1",
            "purpose": text("För att *planera* utbildningar."),
            "basis": text("Allmänt intresse."),
            "recipients": text("Kommunerna."),
            "retention": text("Ett år."),
            "rights": text("Klaga hos [tillsynen](https://example.org/)."),
        },
        "pages": pages,
        "thanks": text("Vi hör av oss."),
    })
}

impl Stand {
    pub fn new(document: &Value) -> Self {
        Self::read_in(document, "sv")
    }

    /// The questions on a first page, and a second one to go to.
    pub fn asking(questions: &Value) -> Self {
        let info = json!([{ "id": "x.t.end", "type": "info", "text": { "sv": "Slut." } }]);
        Self::new(&self::document(&[questions.clone(), info]))
    }

    /// With the interface in Swedish, and a questionnaire read in `language`.
    pub fn read_in(document: &Value, language: &str) -> Self {
        let plan = Plan::read(&document.to_string());
        let plan = plan.unwrap_or_else(|findings| panic!("{findings:?}\n{document:#}"));
        let offered = plan.questionnaire().languages.clone();
        let start = Start {
            locale: language.to_owned(),
            today: "2026-03-02".to_owned(),
            started_at: "2026-03-02T08:00:00Z".to_owned(),
            campaign: None,
            region: None,
            channel: Channel::SelfService,
            prefill: Vec::new(),
        };
        let page = leptos::prelude::document();
        let host: HtmlElement = page.create_element("div").unwrap().unchecked_into();
        page.body().unwrap().append_child(&host).unwrap();
        let open = web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open);
        let root = host.attach_shadow(&open).unwrap();
        let container: HtmlElement = page.create_element("div").unwrap().unchecked_into();
        root.append_child(&container).unwrap();
        let notes = Rc::new(Notes::default());
        let owner = Owner::new();
        let (state, drawn) = owner.with(|| {
            let session = Session::new(Arc::new(plan), start);
            let state = State::new(session, notes.clone());
            let words = Words::new(catalogue(language), language.to_owned(), offered);
            (state, behov::view::draw(&container, state, words))
        });
        Self {
            state,
            notes,
            host,
            root,
            _drawn: (drawn, owner),
        }
    }

    /// Does what happened, and waits until the page shows it.
    pub async fn apply(&self, event: Event) {
        self.state.dispatch(event);
        settle().await;
    }

    /// As the primary button, or Enter in a field, does.
    pub async fn submit(&self) {
        let form: web_sys::HtmlFormElement = self.one("form").unchecked_into();
        form.request_submit().unwrap();
        settle().await;
    }

    pub async fn click(&self, selector: &str) {
        self.one(selector).click();
        settle().await;
    }

    /// Types into a field: each character, as a browser tells of it.
    pub async fn type_in(&self, selector: &str, text: &str) {
        let field = self.one(selector);
        field.focus().unwrap();
        let mut typed = String::new();
        for character in text.chars() {
            typed.push(character);
            js_sys::Reflect::set(&field, &"value".into(), &typed.as_str().into()).unwrap();
            fire(&field, "input");
        }
        settle().await;
    }

    /// Chooses in a drop-down list.
    pub async fn choose(&self, selector: &str, value: &str) {
        let field = self.one(selector);
        js_sys::Reflect::set(&field, &"value".into(), &value.into()).unwrap();
        fire(&field, "input");
        fire(&field, "change");
        settle().await;
    }

    /// Moves the focus there, and away from where it was.
    pub async fn focus(&self, selector: &str) {
        self.one(selector).focus().unwrap();
        settle().await;
    }

    /// Moves the focus out of the widget.
    pub async fn leave(&self) {
        if let Some(focused) = self.focused() {
            focused.unchecked_into::<HtmlElement>().blur().unwrap();
        }
        settle().await;
    }

    pub fn focused(&self) -> Option<Element> {
        self.root.active_element()
    }

    pub fn one(&self, selector: &str) -> HtmlElement {
        let found = self.all(selector);
        let shown = self.html();
        assert_eq!(found.len(), 1, "{selector} in\n{shown}");
        found.into_iter().next().unwrap()
    }

    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|index| found.get(index).unwrap().unchecked_into())
            .collect()
    }

    pub fn has(&self, selector: &str) -> bool {
        !self.all(selector).is_empty()
    }

    /// The text of the one element that this selects, as it is heard.
    pub fn text(&self, selector: &str) -> String {
        heard(&self.one(selector))
    }

    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).iter().map(|one| heard(one)).collect()
    }

    pub fn value(&self, selector: &str) -> String {
        let field = self.one(selector);
        let value = js_sys::Reflect::get(&field, &"value".into()).unwrap();
        value.as_string().unwrap()
    }

    pub fn ticked(&self, selector: &str) -> bool {
        self.one(selector)
            .unchecked_into::<HtmlInputElement>()
            .checked()
    }

    /// The question with this id, outside of rows.
    pub fn key(&self, id: &str) -> Key {
        Key::top(self.state.plan().outline().find(id).unwrap())
    }

    /// Where the shell was last asked to move the focus to.
    pub fn sent_focus(&self) -> Option<Focus> {
        let effects = self.notes.effects.borrow();
        effects.iter().rev().find_map(|effect| match effect {
            Effect::Focus(focus) => Some(*focus),
            _ => None,
        })
    }

    /// What the shell was last asked to say.
    pub fn sent_words(&self) -> Option<Announce> {
        let effects = self.notes.effects.borrow();
        effects.iter().rev().find_map(|effect| match effect {
            Effect::Announce(announce) => Some(*announce),
            _ => None,
        })
    }

    /// The code lists that the shell was asked for.
    pub fn asked_lists(&self) -> Vec<String> {
        self.notes.lists.borrow().clone()
    }

    /// What the shell was last asked to say of what is typed.
    pub fn hinted(&self) -> Option<String> {
        self.notes.hints.borrow().last().cloned()
    }

    /// How often the shell was asked to say this.
    pub fn announced(&self, words: Announce) -> usize {
        let effects = self.notes.effects.borrow();
        let said = |effect: &&Effect| **effect == Effect::Announce(words);
        effects.iter().filter(said).count()
    }

    /// How many submissions the shell was asked to send.
    pub fn submissions(&self) -> usize {
        let effects = self.notes.effects.borrow();
        let sent = |effect: &&Effect| matches!(effect, Effect::Submit(_));
        effects.iter().filter(sent).count()
    }

    /// What the shell was last asked to send.
    pub fn sent_body(&self) -> Value {
        let effects = self.notes.effects.borrow();
        let sent = effects.iter().rev().find_map(|effect| match effect {
            Effect::Submit(outgoing) => serde_json::from_str(&outgoing.body).ok(),
            _ => None,
        });
        sent.unwrap_or_default()
    }

    /// The element that has the shadow root.
    pub fn host_node(&self) -> &HtmlElement {
        &self.host
    }

    pub fn html(&self) -> String {
        self.root.inner_html()
    }

    /// Every id stands once, and everything that is pointed at is there.
    pub fn assert_wired(&self) {
        let ids: Vec<String> = self.all("[id]").iter().map(|one| one.id()).collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(
            once.len(),
            ids.len(),
            "an id stands twice in\n{}",
            self.html()
        );
        for name in [
            "for",
            "aria-controls",
            "aria-describedby",
            "aria-labelledby",
        ] {
            for element in self.all(&format!("[{name}]")) {
                let pointed = element.get_attribute(name).unwrap();
                assert!(!pointed.is_empty(), "{name} is empty");
                for id in pointed.split(' ') {
                    assert!(
                        ids.iter().any(|known| known == id),
                        "{name}={id} in\n{}",
                        self.html()
                    );
                }
            }
        }
    }

    /// What describes an element, in the order in which it is heard.
    pub fn described(&self, element: &Element) -> Vec<String> {
        let ids = element
            .get_attribute("aria-describedby")
            .unwrap_or_default();
        ids.split_whitespace()
            .map(|id| self.text(&format!("[id='{id}']")))
            .collect()
    }
}

/// The text of an element without what is hidden from assistive technology.
pub fn heard(element: &Element) -> String {
    let copy: Element = element.clone_node_with_deep(true).unwrap().unchecked_into();
    let silent = copy.query_selector_all("[aria-hidden='true']").unwrap();
    for index in 0..silent.length() {
        silent
            .get(index)
            .unwrap()
            .unchecked_into::<Element>()
            .remove();
    }
    let text = copy.text_content().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn fire(element: &Element, event: &str) {
    let options = web_sys::EventInit::new();
    options.set_bubbles(true);
    options.set_composed(true);
    let event = web_sys::Event::new_with_event_init_dict(event, &options).unwrap();
    element.dispatch_event(&event).unwrap();
}

/// Waits until all that follows from what happened is on the page.
pub async fn settle() {
    let later = js_sys::Promise::new(&mut |done, _| {
        let window = leptos::prelude::window();
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&done, 0)
            .unwrap();
    });
    let done: Result<JsValue, JsValue> = JsFuture::from(later).await;
    done.unwrap();
}

/// The Swedish words as the widget gets them, said to be in `language`.
fn catalogue(language: &str) -> Catalogue {
    let file: Value = serde_json::from_str(include_str!("../../locales/sv.json")).unwrap();
    let texts = file.as_object().unwrap().iter();
    let flat: serde_json::Map<String, Value> = texts
        .map(|(key, entry)| (key.clone(), entry["text"].clone()))
        .collect();
    Catalogue::read(&Value::Object(flat).to_string(), language, false).unwrap()
}
