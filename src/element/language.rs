//! The language that is read: at the start, and when the page or the
//! respondent wants another.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use behov_engine::{Event, Plan};
use behov_schema::document::Country;
use js_sys::{Function, Promise};
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, ShadowRoot};

use super::host::Host;
use super::js;
use super::keep::Kept;
use crate::i18n::{Catalogue, Message, Words, choose, own_name};
use crate::ids;
use crate::shell::Shell;
use crate::state::State;

/// The languages whose words come along.
const OWN: [&str; 4] = ["sv", "nb", "nn", "en"];

/// The languages of one widget; a handle, like the `Rc` that it is.
#[derive(Clone)]
pub(super) struct Languages(Rc<Parts>);

struct Parts {
    host: Host,
    plan: Arc<Plan>,
    words_of: Function,
    reach: RefCell<Option<Rc<Reach>>>,
    /// Rises with every wish: only the last one counts.
    wishes: Cell<u32>,
}

/// The words for a language.
pub(super) struct Found {
    pub(super) catalogue: Catalogue,
    /// Why they are not its own, where something failed.
    pub(super) error: Option<JsValue>,
}

/// What a change of language reaches.
pub(super) struct Reach {
    pub(super) root: ShadowRoot,
    pub(super) container: HtmlElement,
    pub(super) words: Words,
    pub(super) state: State,
    pub(super) shell: Shell,
}

impl Languages {
    pub(super) fn new(host: Host, plan: Arc<Plan>, words_of: Function) -> Self {
        Self(Rc::new(Parts {
            host,
            plan,
            words_of,
            reach: RefCell::default(),
            wishes: Cell::new(0),
        }))
    }

    /// The one of the questionnaire's languages that the page wants.
    pub(super) fn wanted(&self) -> String {
        let offered = &self.0.plan.questionnaire().languages;
        choose(&[&self.0.host.language()], offered).to_owned()
    }

    /// The words of a language; where there are none, they do not come or they
    /// are broken, those of the country's.
    pub(super) async fn words(&self, language: &str) -> Result<Found, JsValue> {
        let mut error = None;
        let of_country = match self.0.plan.questionnaire().country {
            Country::Norway => "nb",
            Country::Sweden => "sv",
        };
        for language in [language, of_country] {
            let text = match self.0.words_of.call1(&JsValue::NULL, &language.into()) {
                Ok(promised) => JsFuture::from(Promise::resolve(&promised)).await,
                Err(thrown) => Err(thrown),
            };
            let text = text.map(|text| text.as_string());
            match text.and_then(|text| self.read(text, language)) {
                Ok(None) => {}
                Ok(Some(catalogue)) => return Ok(Found { catalogue, error }),
                // The first failure is told.
                Err(failed) => error = error.or(Some(failed)),
            }
            if language == of_country {
                break;
            }
        }
        Err(error.unwrap_or_else(|| js::texts([("code", "words.missing")])))
    }

    fn read(&self, text: Option<String>, language: &str) -> Result<Option<Catalogue>, JsValue> {
        let Some(text) = text else {
            return Ok(None);
        };
        let core = self.0.plan.questionnaire().core.is_some();
        let read = Catalogue::read(&text, language, core);
        read.map(Some)
            .map_err(|finding| js::refusal(Some(&finding)))
    }

    /// From now on a change of language reaches these.
    pub(super) fn reach(&self, reach: Reach) {
        self.0.reach.replace(Some(Rc::new(reach)));
    }

    /// Switches to the one of the questionnaire's languages that the page
    /// wants now.
    pub(super) fn choose(&self) {
        self.read_in(self.wanted());
    }

    /// Switches to this language of the questionnaire once its words are
    /// there. Where they fail although they come along, as on a poor network,
    /// it stays as it is, and may be tried again. The page is told what fails.
    pub(super) fn read_in(&self, language: String) {
        let wish = self.0.wishes.get() + 1;
        self.0.wishes.set(wish);
        let languages = self.clone();
        spawn_local(async move {
            let found = languages.words(&language).await;
            let reach = languages.0.reach.borrow().clone();
            let Some(reach) = reach.filter(|_| languages.0.wishes.get() == wish) else {
                return;
            };
            let (catalogue, error) = match found {
                Ok(Found { catalogue, error }) => (Some(catalogue), error),
                Err(error) => (None, Some(error)),
            };
            let stays = error.is_some() && OWN.contains(&&*language);
            if let Some(error) = error {
                languages.0.host.error(&error);
            }
            let Some(catalogue) = catalogue.filter(|_| !stays) else {
                return reach.fail(&language);
            };
            let kept = Kept::of(&reach.root);
            if reach.switch(catalogue, &language) {
                // What is drawn, is drawn before this goes on.
                let drawn = Promise::resolve(&JsValue::UNDEFINED);
                let _ = JsFuture::from(drawn).await;
                kept.restore(&reach.root);
                languages.0.host.reads(&language);
            }
        });
    }

    /// Nothing that is still on its way is heeded.
    pub(super) fn stop(&self) {
        self.0.wishes.set(u32::MAX);
        self.0.reach.take();
    }
}

impl Reach {
    /// Whether it was another language before, or in other words.
    fn switch(&self, catalogue: Catalogue, language: &str) -> bool {
        self.shell.write(ids::language_failed(), "");
        let interface = catalogue.language();
        if self.words.language() == language && self.words.interface() == interface {
            return false;
        }
        // The name of the attribute is a valid one.
        let _ = self.container.set_attribute("lang", interface);
        self.state.dispatch(Event::Locale(language.to_owned()));
        self.words.switch(catalogue, language.to_owned());
        self.shell
            .say(self.sentence(Message::LanguageChanged, language));
        true
    }

    fn fail(&self, language: &str) {
        let sentence = self.sentence(Message::LanguageFailed, language);
        self.shell.write(ids::language_failed(), &sentence);
    }

    fn sentence(&self, message: Message, language: &str) -> String {
        let name = own_name(language);
        self.words.with(message, &[("language", &name)])
    }
}
