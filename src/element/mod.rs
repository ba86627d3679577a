//! The boundary to the host: what an element's attributes say comes in, its
//! events go out.

mod begin;
mod host;
mod js;
mod keep;
mod language;
mod link;
mod rest;

use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use behov_engine::{Event, Link, Plan, Session};
use behov_schema::Finding;
use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{HtmlElement, ShadowRoot};

use crate::i18n::Words;
use crate::shell::{self, Files, Rest, Shell};
use crate::state::State;
use crate::view::{self, Drawn};
use begin::Beginning;
use host::Host;
use language::{Found, Languages, Reach};

/// What the loader knows of one element.
#[derive(Clone, Debug)]
pub struct Element {
    /// Takes the widget's one container.
    pub root: ShadowRoot,
    /// Has the attributes, and gets the events.
    pub host: HtmlElement,
    /// Stands before the names of its attributes: nothing on a tag of our own.
    pub prefix: &'static str,
    /// Language -> promise of its words, as JSON text; of something else where
    /// there are none.
    pub words: Function,
    /// The address that the questionnaire came from.
    pub document_url: String,
    /// The address of the widget's files, or of one of them: `codelists/` lies
    /// beside it.
    pub files_url: String,
    /// Promises the part of the wasm that is needed after the first page, where
    /// that is a file of its own.
    pub rest: Option<Function>,
}

/// A questionnaire on a page.
///
/// Dropping it leaves nothing behind: no element, no listener, no timer, no
/// request under way. Only what is written stays, until the part of the wasm is
/// there that can save it.
pub struct Mounted {
    host: Host,
    plan: Arc<Plan>,
    document_url: String,
    languages: Languages,
    state: State,
    shell: Shell,
    container: HtmlElement,
    view: Option<Drawn>,
    owner: Owner,
    /// What it says wins over the attributes of the same name.
    link: Link,
}

/// Starts a session with the questionnaire `document`, a JSON text, and draws
/// it into the element.
///
/// # Errors
/// When the questionnaire is refused, an object `{code, pointer, line, column,
/// params}` of the finding that stands first in it; when the words are and those
/// of the country's language too, the same of what is wrong with them; when there
/// are none, what `words` was rejected with, or `rest`, where the first page needs
/// it.
pub async fn mount(element: Element, document: &str) -> Result<Mounted, JsValue> {
    let said = link::said();
    let host = Host::new(element.host, element.prefix);
    let plan = Plan::read(document).map_err(|findings| js::refusal(first(&findings)))?;
    let plan = Arc::new(plan);
    let offered = plan.questionnaire().languages.clone();
    let languages = Languages::new(host.clone(), plan.clone(), element.words);
    let language = languages.wanted();
    let Found { catalogue, error } = languages.words(&language).await?;
    let container = js::container(catalogue.language()).ok_or(JsValue::NULL)?;

    let Beginning {
        start,
        link,
        ignored,
    } = Beginning::new(&host, &plan, &said, &language);
    let channel = start.channel;
    let session = Session::new(plan.clone(), start);
    let step = session.stage().step;
    let rest = Rest::new(element.rest);
    let draft = host.attribute("draft");
    if rest::needs(&plan, step)
        || shell::any_draft(draft.as_deref(), channel, &plan.questionnaire().id)
        || shell::any_left(&plan.questionnaire().id)
    {
        // Who began anew because a draft could not be read would answer twice.
        rest.wait().await?;
    }
    let owner = Owner::new();
    let (state, shell, view) = owner.with(|| {
        let words = Words::new(catalogue, language, offered);
        let shell = Shell::new(
            element.root.clone(),
            words,
            step,
            Files {
                document: element.document_url.clone(),
                widget: element.files_url,
            },
            rest,
            host.reports(plan.clone(), languages.clone()),
        );
        let state = State::new(session, Rc::new(shell.clone()));
        state.disable(host.attribute("disabled").is_some());
        shell.set_drafts(draft, channel);
        languages.reach(Reach {
            root: element.root.clone(),
            container: container.clone(),
            words,
            state,
            shell: shell.clone(),
        });
        (state, shell, view::draw(&container, state, words))
    });
    let mounted = Mounted {
        host,
        plan,
        document_url: element.document_url,
        languages,
        state,
        shell,
        container,
        view: Some(view),
        owner,
        link,
    };
    mounted.find_endpoint();
    mounted.shell.look_for_draft(mounted.state);
    element.root.append_child(&mounted.container)?;
    mounted.host.ready(mounted.plan.questionnaire());
    for detail in error.into_iter().chain(ignored) {
        mounted.host.error(&detail);
    }
    mounted.shell.prepare(mounted.state);
    Ok(mounted)
}

impl Mounted {
    /// An attribute of the element has another value now. Every answer stays.
    /// Attributes that only count at the start change nothing.
    pub fn set(&self, name: &str, value: Option<String>) {
        match name {
            "endpoint" => self.find_endpoint(),
            "lang" => self.languages.choose(),
            "disabled" => self.state.disable(value.is_some()),
            "campaign" if self.link.campaign.is_none() => self.name(name, value, Event::Campaign),
            "region" if self.link.region.is_none() => self.name(name, value, Event::Region),
            "channel" => {
                let channel = begin::channel(value);
                self.shell.set_drafts(self.host.attribute("draft"), channel);
                self.state.dispatch(Event::Channel(channel));
            }
            _ => {}
        }
    }

    /// The handle of the session, for tests and for what is built around it.
    pub fn state(&self) -> State {
        self.state
    }

    fn name(&self, attribute: &str, value: Option<String>, event: fn(Option<String>) -> Event) {
        let (name, told) = begin::name(attribute, value);
        self.state.dispatch(event(name));
        if let Some(detail) = told {
            self.host.error(&detail);
        }
    }

    fn find_endpoint(&self) {
        let of_document = self.plan.questionnaire().endpoint.as_deref();
        let attribute = self.host.attribute("endpoint");
        let endpoint = shell::endpoint(attribute, of_document, &self.document_url);
        self.shell.set_endpoint(endpoint);
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.shell.stop();
        self.languages.stop();
        self.view.take();
        self.container.remove();
        let owner = self.owner.clone();
        // The state keeps its owner alive, so that the owner's end must be told.
        self.shell.leave(self.state, move || owner.cleanup());
    }
}

impl fmt::Debug for Mounted {
    /// Answers are private.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mounted")
            .field("questionnaire", &self.plan.questionnaire().id)
            .finish_non_exhaustive()
    }
}

/// The finding that stands first in the text: checks find in their own order.
fn first(findings: &[Finding]) -> Option<&Finding> {
    let place = |finding: &&Finding| finding.place.map(|place| (place.line, place.column));
    findings.iter().min_by_key(place)
}
