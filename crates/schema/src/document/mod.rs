//! The questionnaire document, `behov.questionnaire/1`: what a coordinator writes.

mod autocomplete;
mod check;
mod country;
mod graph;
mod life;
mod meaning;
mod outline;
mod own_lists;
mod page;
mod question;
mod questionnaire;
mod read;

pub use autocomplete::Autocomplete;
pub use check::check;
pub use check::evaluations;
pub use check::is_name;
#[cfg(feature = "author")]
pub(crate) use check::{check_all, lists_of, rules_of, too_many};
pub(crate) use check::{is_slug, is_tag, is_version, too_large};
pub use country::{Country, CountryLists};
pub use graph::{Graph, Node, Unknown, resolve};
pub use life::Life;
pub use outline::{Entry, Outline};
pub use own_lists::OwnLists;
pub use page::Page;
pub use question::{Choice, CodeSystem, Display, Question, QuestionType};
pub use questionnaire::{
    Controller, Mode, Programme, ProgrammeStatus, Questionnaire, QuestionnaireFormat,
};
pub use read::{read, read_tree};
