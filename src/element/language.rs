//! The language that is read: at the start, and when the page or the
//! respondent wants another.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use behov_engine::Event;
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

/// The languages of one widget; a handle, like the `Rc` that it is.
#[derive(Clone)]
pub(super) struct Languages(Rc<Parts>);

struct Parts {
    host: Host,
    words_of: Function,
    page_language: String,
    reach: RefCell<Option<Rc<Reach>>>,
    /// Rises with every wish: only the last one counts.
    wishes: Cell<u32>,
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
    pub(super) fn new(host: Host, words_of: Function, page_language: String) -> Self {
        Self(Rc::new(Parts {
            host,
            words_of,
            page_language,
            reach: RefCell::default(),
            wishes: Cell::new(0),
        }))
    }

    /// The one of the questionnaire's languages that the page wants.
    pub(super) fn wanted(&self, offered: &[String]) -> String {
        let around = self.0.host.language();
        choose(&[&around, &self.0.page_language], offered).to_owned()
    }

    /// The words of a language.
    pub(super) async fn catalogue(&self, language: &str) -> Result<Catalogue, JsValue> {
        let promised = self.0.words_of.call1(&JsValue::NULL, &language.into())?;
        let text = JsFuture::from(Promise::resolve(&promised)).await?;
        let text = text.as_string().unwrap_or_default();
        Catalogue::read(&text).map_err(|finding| js::refusal(Some(&finding)))
    }

    /// From now on a change of language reaches these.
    pub(super) fn reach(&self, reach: Reach) {
        self.0.reach.replace(Some(Rc::new(reach)));
    }

    /// Switches to the one of the questionnaire's languages that the page
    /// wants now.
    pub(super) fn choose(&self, offered: &[String]) {
        self.read_in(self.wanted(offered));
    }

    /// Switches to this language of the questionnaire once its words are
    /// there. Without them it stays as it is; the respondent and the page are
    /// told.
    pub(super) fn read_in(&self, language: String) {
        let wish = self.0.wishes.get() + 1;
        self.0.wishes.set(wish);
        let languages = self.clone();
        spawn_local(async move {
            let catalogue = languages.catalogue(&language).await;
            let reach = languages.0.reach.borrow().clone();
            let Some(reach) = reach.filter(|_| languages.0.wishes.get() == wish) else {
                return;
            };
            match catalogue {
                Ok(catalogue) => {
                    let kept = Kept::of(&reach.root);
                    if reach.switch(catalogue, &language) {
                        // What is drawn, is drawn before this goes on.
                        let drawn = Promise::resolve(&JsValue::UNDEFINED);
                        let _ = JsFuture::from(drawn).await;
                        kept.restore(&reach.root);
                        languages.0.host.reads(&language);
                    }
                }
                Err(error) => {
                    reach.fail(&language);
                    languages.0.host.error(&error);
                }
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
    /// Whether it was another language before.
    fn switch(&self, catalogue: Catalogue, language: &str) -> bool {
        self.shell.write(ids::language_failed(), "");
        if self.words.language() == language {
            return false;
        }
        // The name of the attribute is a valid one.
        let _ = self.container.set_attribute("lang", language);
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
