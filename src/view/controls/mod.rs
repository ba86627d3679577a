//! One control per question type, in a file of its own name; what is written on
//! one line shares `line`.

mod choice;
mod choices;
mod code;
mod consent;
mod date;
mod fixed;
mod info;
mod line;
mod matrix;
mod option;
mod rows;
mod scale;
mod select;
mod textarea;
mod yes_no;

use behov_engine::Key;
use behov_schema::QuestionType;
use behov_schema::document::Display;

use super::element::{El, el};
use super::question::Asked;
use crate::i18n::Words;
use crate::state::State;

/// The question with the control of its type.
pub(super) fn view(state: State, words: Words, at: Key) -> El {
    let plan = state.plan();
    let Some(question) = plan.question(at.question) else {
        return el("div");
    };
    let asked = Asked::new(state, words, at, question);
    match question.kind {
        QuestionType::Computed => fixed::view(&asked),
        _ if question.read_only => fixed::view(&asked),
        QuestionType::Scale => scale::view(&asked),
        QuestionType::Matrix => matrix::view(&asked),
        QuestionType::Text
        | QuestionType::Integer
        | QuestionType::Decimal
        | QuestionType::Email
        | QuestionType::Phone
        | QuestionType::Url
        | QuestionType::Year
        | QuestionType::OrganisationNumber => line::view(&asked),
        QuestionType::Date | QuestionType::Month => date::view(&asked),
        QuestionType::Textarea => textarea::view(&asked),
        QuestionType::YesNo => yes_no::view(&asked),
        QuestionType::Choice if question.display == Some(Display::Select) => select::view(&asked),
        QuestionType::Choice => choice::view(&asked),
        QuestionType::Choices => choices::view(&asked),
        QuestionType::Code => code::view(&asked),
        QuestionType::Rows => rows::view(&asked),
        QuestionType::Info => info::view(&asked),
        QuestionType::Consent => consent::view(&asked),
    }
}
