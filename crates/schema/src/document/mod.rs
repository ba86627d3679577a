//! The questionnaire document, `behov.questionnaire/1`: what a coordinator writes.

mod page;
mod question;
mod questionnaire;

pub use page::Page;
pub use question::{Autocomplete, Choice, CodeSystem, Country, Display, Question, QuestionType};
pub use questionnaire::{Controller, Questionnaire, QuestionnaireFormat};
