//! What is written before that part of the wasm is there which keeps drafts:
//! written down as it is, and made a draft at the next visit.

use behov_engine::Step;
use behov_schema::QuestionType;
use js_sys::{Array, JSON};
use wasm_bindgen::JsValue;

use super::drafts::records;
use super::{Shell, clock};
use crate::state::State;

impl Shell {
    /// Keeps the answers of the page that is shown: no other one has been.
    pub(super) fn keep_early(&self, state: State) {
        let Step::Page(page) = state.stage().with_untracked(|stage| stage.step) else {
            return;
        };
        let Some(name) = self.0.drafts.early() else {
            return;
        };
        let plan = state.plan();
        let answers = Array::new();
        for at in state.keys_on(page) {
            let Some(question) = plan.question(at.question) else {
                continue;
            };
            let seen = state.look_at(at);
            // It may be a personal number, which is kept nowhere. What an answer
            // begins with it begins with again, and so does what nobody touched.
            let said = seen.flag.is_some()
                || !seen.raw.is_empty()
                || seen.parts.iter().any(|part| !part.is_empty());
            if question.kind == QuestionType::OrganisationNumber
                || seen.prefilled
                || !(said || seen.edited)
            {
                continue;
            }
            let parts: Array = seen
                .parts
                .iter()
                .map(|part| JsValue::from_str(part))
                .collect();
            let flag = seen.flag.map_or(JsValue::NULL, JsValue::from_bool);
            answers.push(&Array::of4(
                &question.id.as_str().into(),
                &seen.raw.into(),
                &flag,
                &parts,
            ));
        }
        let now = clock::now();
        let all = Array::of4(&now.into(), &plan.hash().into(), &answers, &name.into());
        if let Ok(text) = JSON::stringify(&all) {
            records::put_early(&plan.questionnaire().id, &String::from(text));
        }
    }
}
