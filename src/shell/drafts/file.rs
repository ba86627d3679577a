//! A draft as a file: on another device it is gone on with, and at the other
//! end `behov import` takes what is in it.

use behov_engine::{Event, Focus, Stage};
use behov_schema::json;
use leptos::task::spawn_local;
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use crate::i18n::Message;
use crate::ids;
use crate::shell::{Shell, clock};
use crate::state::State;
use crate::view;

/// A file larger than this is none of ours, in bytes.
const MOST: f64 = 2e6;

pub(super) fn save(questionnaire: &str, draft: &Value) {
    let name = ["behov-", questionnaire, ".json"].concat();
    // A browser that saves no file has said so itself.
    let _ = view::save_file(&name, "application/json", &json::canonical(draft));
}

impl Shell {
    /// Goes on with the answers in the file that was chosen.
    pub(super) fn open(&self, state: State) {
        let field = self.0.root.get_element_by_id(ids::open());
        let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        let chosen = field.and_then(|field| Some((field.files()?.get(0)?, field)));
        let Some((file, field)) = chosen else {
            return;
        };
        let shell = self.clone();
        spawn_local(async move {
            let read = async {
                if file.size() > MOST {
                    return None;
                }
                let text = JsFuture::from(file.text()).await.ok()?.as_string()?;
                json::parse(&text).ok()
            };
            let read = read.await;
            // The same file may be chosen once more.
            field.set_value("");
            if shell.0.stopped.get() || state.stage().with_untracked(Stage::is_away) {
                return;
            }
            let draft = read.filter(|draft| state.plan().resumes(draft));
            let tell = |message| shell.write(ids::open_failed(), &shell.0.words.text(message));
            let Some(draft) = draft else {
                return tell(Message::DraftNoFile);
            };
            if !shell.put_aside(state).await {
                return tell(Message::DraftUnsaved);
            }
            shell.write(ids::open_failed(), "");
            clock::follow(&draft);
            state.dispatch(Event::Resumed(draft));
            shell.save(state);
            shell.focus(Focus::Heading);
        });
    }
}
