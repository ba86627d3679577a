//! Whether a first page needs more than the part of the wasm that it begins
//! with. `xtask/later.txt` names the controls that come later.

use behov_engine::{Plan, Step};
use behov_schema::{Question, QuestionType};

pub(super) fn needs(plan: &Plan, first: Step) -> bool {
    let page = match first {
        Step::Page(page) => page,
        // Nothing is asked, and the review is the first to be seen.
        Step::Review => return true,
        Step::Before | Step::Receipt | Step::After => return false,
    };
    let mut questions = plan.on_page(page);
    questions.any(|number| plan.question(number).is_some_and(comes_later))
}

fn comes_later(question: &Question) -> bool {
    use QuestionType as T;
    question.read_only
        || matches!(
            question.kind,
            T::Rows | T::Matrix | T::Scale | T::Date | T::Month | T::Computed
        )
}
