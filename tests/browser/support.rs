//! A test page around the whole widget, as the loader mounts it, and a network
//! that answers as a test wants.

use std::cell::RefCell;
use std::rc::Rc;

use behov::element::{self, Element, Mounted};
use behov::state::State;
use js_sys::{Array, Function, Promise, Reflect};
use serde_json::{Value, json};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, ShadowRoot};

/// The address that the test's questionnaires came from.
pub fn document_url() -> String {
    let origin = leptos::prelude::location().origin().unwrap();
    format!("{origin}/q/stand.json")
}

/// The address of the widget's files.
pub fn files_url() -> String {
    let origin = leptos::prelude::location().origin().unwrap();
    format!("{origin}/widget/behov.js")
}

/// An element of a host page.
pub struct Host {
    pub element: HtmlElement,
    pub root: ShadowRoot,
    /// The events of the widget: name and detail.
    events: Rc<RefCell<Vec<(String, JsValue)>>>,
    _listener: Closure<dyn FnMut(web_sys::CustomEvent)>,
}

impl Drop for Host {
    fn drop(&mut self) {
        self.element.remove();
    }
}

impl Host {
    /// An element with these attributes.
    pub fn new(attributes: &[(&str, &str)]) -> Self {
        let page = leptos::prelude::document();
        let element: HtmlElement = page.create_element("div").unwrap().unchecked_into();
        // The tests share one page, and so what is kept on it.
        for (name, value) in [("draft", "off")].iter().chain(attributes) {
            element.set_attribute(name, value).unwrap();
        }
        page.body().unwrap().append_child(&element).unwrap();
        let open = web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open);
        let root = element.attach_shadow(&open).unwrap();
        let events = Rc::new(RefCell::new(Vec::new()));
        let listener = Closure::new({
            let events = events.clone();
            move |event: web_sys::CustomEvent| {
                assert!(event.bubbles() && event.composed());
                events.borrow_mut().push((event.type_(), event.detail()));
            }
        });
        for name in ["ready", "step", "language", "submitted", "error"] {
            let listen = listener.as_ref().unchecked_ref();
            element
                .add_event_listener_with_callback(&format!("behov-{name}"), listen)
                .unwrap();
        }
        Self {
            element,
            root,
            events,
            _listener: listener,
        }
    }

    /// Mounts with the words of `locales/`.
    pub async fn mount(&self, document: &Value) -> Mounted {
        let mounted = self.try_mount(&document.to_string(), words()).await;
        mounted.unwrap_or_else(|error| panic!("{error:?}"))
    }

    pub async fn try_mount(&self, document: &str, words: Function) -> Result<Mounted, JsValue> {
        let element = Element {
            root: self.root.clone(),
            host: self.element.clone(),
            prefix: "",
            words,
            document_url: document_url(),
            files_url: files_url(),
            rest: None,
        };
        element::mount(element, document).await
    }

    pub fn one(&self, selector: &str) -> HtmlElement {
        let found = self.root.query_selector(selector).unwrap();
        found
            .unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()))
            .unchecked_into()
    }

    pub fn has(&self, selector: &str) -> bool {
        self.root.query_selector(selector).unwrap().is_some()
    }

    pub fn text(&self, selector: &str) -> String {
        self.one(selector).text_content().unwrap_or_default()
    }

    pub fn type_in(&self, selector: &str, text: &str) {
        let field = self.one(selector);
        Reflect::set(&field, &"value".into(), &text.into()).unwrap();
        crate::stand::fire(&field, "input");
    }

    pub fn value(&self, selector: &str) -> String {
        let value = Reflect::get(&self.one(selector), &"value".into()).unwrap();
        value.as_string().unwrap()
    }

    /// The id of what has the focus inside; empty for nothing.
    pub fn focused(&self) -> String {
        let focused = self.root.active_element();
        focused.map_or_else(String::new, |element| element.id())
    }

    pub fn click(&self, selector: &str) {
        self.one(selector).click();
    }

    /// The values of `field` in the events with this name.
    pub fn told(&self, name: &str, field: &str) -> Vec<String> {
        let events = self.events.borrow();
        let mine = events.iter().filter(|(known, _)| known == name);
        mine.map(|(_, detail)| text_of(detail, field)).collect()
    }
}

/// A property of a JavaScript object as text; empty when it has none.
pub fn text_of(object: &JsValue, name: &str) -> String {
    let value = Reflect::get(object, &name.into()).unwrap();
    let number = || value.as_f64().map(|number| number.to_string());
    value.as_string().or_else(number).unwrap_or_default()
}

/// The function that the loader gives: language -> promise of the words.
pub fn words() -> Function {
    let words = |file: &str| {
        let file: Value = serde_json::from_str(file).unwrap();
        let texts = file.as_object().unwrap().iter();
        let flat: serde_json::Map<String, Value> = texts
            .map(|(key, entry)| (key.clone(), entry["text"].clone()))
            .collect();
        Value::Object(flat).to_string()
    };
    let make = Function::new_with_args(
        "sv, nb",
        "return language => Promise.resolve(language === 'nb' ? nb : sv)",
    );
    let sv = words(include_str!("../../locales/sv.json")).into();
    let nb = words(include_str!("../../locales/nb.json")).into();
    make.call2(&JsValue::NULL, &sv, &nb)
        .unwrap()
        .unchecked_into()
}

/// Words as `body` has them: the body of a function of `all`, the words of
/// `locales/`, that returns a function of `language`.
pub fn words_with(body: &str) -> Function {
    let make = Function::new_with_args("all", body);
    let made = make.call1(&JsValue::NULL, &words());
    made.unwrap().unchecked_into()
}

/// Words that come as `body` says: the body of a function of `language`.
pub fn words_by(body: &str) -> Function {
    Function::new_with_args("language", body)
}

/// What a page holds: listeners on window and document, and timers.
///
/// Counts from `start` on; the counting ends when it is dropped.
pub struct Held(JsValue);

impl Held {
    pub fn start() -> Self {
        let body = r"
            const listeners = [];
            const undo = [];
            const wrap = (object, name, make) => {
                const own = Object.hasOwn(object, name), before = object[name];
                object[name] = make(before);
                undo.push(() => own ? object[name] = before : delete object[name]);
            };
            for (const target of [window, document]) {
                wrap(target, 'addEventListener', add => function (...all) {
                    listeners.push(all[0]); return add.apply(target, all); });
                wrap(target, 'removeEventListener', remove => function (...all) {
                    const at = listeners.indexOf(all[0]);
                    if (at >= 0) listeners.splice(at, 1);
                    return remove.apply(target, all); });
            }
            const open = new Set();
            for (const kind of ['Timeout', 'Interval']) {
                wrap(window, 'set' + kind, set => (work, ...rest) => {
                    const id = set.call(window, (...all) => {
                        if (kind === 'Timeout') open.delete(id);
                        return work(...all);
                    }, ...rest);
                    open.add(id);
                    return id;
                });
                wrap(window, 'clear' + kind, clear => id => {
                    open.delete(id); return clear.call(window, id); });
            }
            return { listeners: () => listeners.join(), timers: () => open.size,
                     undo: () => undo.reverse().forEach(one => one()) };";
        let made = Function::new_no_args(body).call0(&JsValue::NULL);
        Self(made.unwrap())
    }

    /// The names of the events that are listened to.
    pub fn listeners(&self) -> String {
        self.call("listeners").as_string().unwrap()
    }

    pub fn timers(&self) -> f64 {
        self.call("timers").as_f64().unwrap()
    }

    fn call(&self, name: &str) -> JsValue {
        let call: Function = Reflect::get(&self.0, &name.into())
            .unwrap()
            .unchecked_into();
        call.call0(&JsValue::NULL).unwrap()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.call("undo");
    }
}

/// In place of the network: `answer`, the body of a function of `request`, a
/// `Request`, and `count`, its number from one. It may return a `Response`.
pub struct Network {
    requests: Array,
    before: JsValue,
}

impl Network {
    pub fn answers(answer: &str) -> Self {
        let before = Reflect::get(&leptos::prelude::window(), &"fetch".into()).unwrap();
        let requests = Array::new();
        let make = Function::new_with_args(
            "requests",
            &format!(
                "const answer = (request, count) => {{ {answer} }};
                 return request => {{
                     const count = requests.push(request.clone());
                     return Promise.resolve(request).then(request => answer(request, count));
                 }};"
            ),
        );
        let fetch = make.call1(&JsValue::NULL, &requests).unwrap();
        Reflect::set(&leptos::prelude::window(), &"fetch".into(), &fetch).unwrap();
        Self { requests, before }
    }

    /// A backend that keeps everything.
    pub fn stores() -> Self {
        Self::answers(STORES)
    }

    pub fn requests(&self) -> Vec<web_sys::Request> {
        self.requests.iter().map(JsCast::unchecked_into).collect()
    }

    /// The bodies of all requests.
    pub async fn bodies(&self) -> Vec<String> {
        let mut bodies = Vec::new();
        for request in self.requests() {
            let text = request.clone().unwrap().text().unwrap();
            bodies.push(JsFuture::from(text).await.unwrap().as_string().unwrap());
        }
        bodies
    }
}

/// The answer of a backend that keeps everything.
pub const STORES: &str = r#"return request.clone().json().then(body => new Response(
    JSON.stringify({ id: body.meta.id, code: "7K4M-92QX",
                     received_at: "2026-03-02T08:30:01Z", status: "stored" }),
    { status: 201, headers: { "Content-Type": "application/json" } }))"#;

/// A backend that never answers, over a network that can be told to give up.
pub const NEVER: &str = "return new Promise((_, reject) =>
    request.signal.addEventListener('abort', () => reject(request.signal.reason)))";

impl Drop for Network {
    fn drop(&mut self) {
        Reflect::set(&leptos::prelude::window(), &"fetch".into(), &self.before).unwrap();
    }
}

/// Waits for what promises and short timers bring.
pub async fn wait(milliseconds: i32) {
    let later = Promise::new(&mut |done, _| {
        leptos::prelude::window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds)
            .unwrap();
    });
    JsFuture::from(later).await.unwrap();
}

/// Waits until something is so; fails after two seconds.
pub async fn until(what: &str, so: impl Fn() -> bool) {
    for _ in 0..200 {
        if so() {
            return;
        }
        wait(10).await;
    }
    panic!("never came true: {what}");
}

/// A questionnaire with a name that must be given, and a second page.
pub fn document() -> Value {
    let text = |text: &str| json!({ "sv": text });
    let mut document = crate::stand::document(&[
        json!([
            { "id": "org.name", "type": "text", "label": text("Namn"), "required": true },
            { "id": "org.number", "type": "organisation_number", "label": text("Nummer"),
              "country": "SE" },
            { "id": "x.t.note", "type": "textarea", "label": text("Anteckning") },
        ]),
        json!([{
            "id": "need", "type": "rows", "label": text("Behov"), "row_label": text("Yrke"),
            "questions": [
                { "id": "need.occupation", "type": "text", "label": text("Vilket?") },
            ],
        }]),
    ]);
    document["endpoint"] = json!("/api/v1/submissions");
    document
}

/// The same in two languages.
pub fn bilingual() -> Value {
    let mut document = document();
    document["languages"] = json!(["sv", "nb"]);
    translate(&mut document);
    document
}

/// Goes on to the review with only the name given.
pub fn review(state: State) {
    use behov_engine::{Event, Key, Raw};
    let at = Key::top(0);
    let raw = Raw::Text("Exempelsågen AB".to_owned());
    state.dispatch(Event::Answered { at, raw });
    state.dispatch(Event::Next);
    state.dispatch(Event::Next);
}

fn translate(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            if let (Some(Value::String(text)), None) = (entries.get("sv"), entries.get("nb")) {
                let text = format!("{text} (nb)");
                entries.insert("nb".to_owned(), json!(text));
            }
            entries.values_mut().for_each(translate);
        }
        Value::Array(values) => values.iter_mut().for_each(translate),
        _ => {}
    }
}
