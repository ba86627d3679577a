//! An answer that was stored, by the code of its receipt.

use behov_engine::{Event, Focus, Stage};
use behov_schema::json;
use js_sys::Reflect;
use leptos::task::spawn_local;
use serde_json::Value;

use crate::i18n::Message;
use crate::ids;
use crate::shell::{Shell, clock};
use crate::state::State;
use crate::transport;

impl Shell {
    /// Fetches the answer to be corrected.
    pub(super) fn fetch_answer(&self, state: State) {
        let shell = self.clone();
        if self.0.drafts.asking.get() {
            return;
        }
        spawn_local(async move {
            let answer = shell.ask("GET", state).await;
            // Who has gone on and sends does not want it any more.
            if shell.0.stopped.get() || state.stage().with_untracked(Stage::is_away) {
                return;
            }
            let submission = answer
                .filter(|(status, _)| *status == 200)
                .and_then(|(_, answer)| answer.get("submission").cloned())
                .filter(|submission| state.plan().reopens(submission));
            let Some(submission) = submission else {
                return shell.tell_code(Message::DraftNoAnswer, state);
            };
            if !shell.put_aside(state).await {
                return shell.tell_code(Message::DraftUnsaved, state);
            }
            shell.write(ids::code_told(), "");
            clock::follow(&submission);
            state.dispatch(Event::Reopened(submission));
            shell.focus(Focus::Heading);
        });
    }

    /// Has as much of the answer deleted as its keeper allows.
    pub(super) fn delete_answer(&self, state: State) {
        let shell = self.clone();
        if self.0.drafts.asking.get() {
            return;
        }
        spawn_local(async move {
            let answer = shell.ask("DELETE", state).await;
            if shell.0.stopped.get() {
                return;
            }
            let deleted = |answer: &Value| answer.get("deleted")?.as_str().map(str::to_owned);
            let message = match answer {
                Some((403, _)) => Message::DraftDeleteOff,
                Some((200, answer)) => match deleted(&answer).as_deref() {
                    Some("all") => Message::DraftDeletedAll,
                    Some("contact") => Message::DraftDeletedContact,
                    _ => Message::DraftNoAnswer,
                },
                _ => Message::DraftNoAnswer,
            };
            shell.tell_code(message, state);
        });
    }

    /// One at a time, and it is said that it takes a while.
    async fn ask(&self, method: &str, state: State) -> Option<(u16, Value)> {
        self.0.drafts.asking.set(true);
        self.tell_code(Message::DraftWaiting, state);
        let answer = self.answered(method).await;
        self.0.drafts.asking.set(false);
        answer
    }

    async fn answered(&self, method: &str) -> Option<(u16, Value)> {
        let field = self.0.root.get_element_by_id(ids::code())?;
        let code = Reflect::get(&field, &"value".into()).ok()?.as_string()?;
        // Of what was typed, what a code is made of.
        let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        let endpoint = self.0.endpoint.borrow().clone();
        let (status, body) = transport::ask(&endpoint?, method, &code).await?;
        Some((status, json::parse(&body).unwrap_or_default()))
    }

    fn tell_code(&self, message: Message, state: State) {
        let plan = state.plan();
        let contact = &plan.questionnaire().controller.contact;
        let sentence = self.0.words.with(message, &[("contact", contact)]);
        self.write(ids::code_told(), &sentence);
    }
}
