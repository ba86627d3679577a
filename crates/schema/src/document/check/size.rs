//! How much a questionnaire may hold. Whoever answers sees no more than a few
//! pages of it; beyond these bounds a page of the host would stand still.

use super::rules::rules_of;
use crate::document::{Page, Question, Questionnaire};
use crate::{Finding, json};

/// Bytes of the text.
const BYTES: usize = 2 * 1024 * 1024;

const LANGUAGES: usize = 30;
const PAGES: usize = 200;
/// With those of the rows that there are from the beginning.
const QUESTIONS: usize = 2_000;
/// Worked out as it begins: each for every row that there is from then on.
const RULES: usize = 1_000;
/// Of one question: what is longer is a code list.
const CHOICES: usize = 1_000;
const CHOICES_IN_ALL: usize = 20_000;
/// Of one page, which is drawn at once: those of rows for each row that there is
/// from the beginning, and of a matrix for each line.
const QUESTIONS_OF_PAGE: usize = 1_000;
const CHOICES_OF_PAGE: usize = 5_000;
/// Of programmes, of regions and of code lists.
const NAMED: usize = 500;

/// `json.too_large`, when the text is longer than any questionnaire.
pub(crate) fn too_large(text: &str) -> Option<Finding> {
    let finding = || Finding::new("json.too_large", "").with("max", BYTES);
    (text.len() > BYTES).then(|| finding().at(Some(json::place(text, 0))))
}

/// `document.too_many` of each thing of which there are more.
pub(crate) fn too_many(of: &Questionnaire) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut most = |field: &str, count: usize, most: usize, pointer: &str| {
        if count > most {
            let finding = Finding::new("document.too_many", pointer);
            findings.push(finding.with("field", field).with("max", most));
        }
    };
    most("languages", of.languages.len(), LANGUAGES, "/languages");
    most("programmes", of.programmes.len(), NAMED, "/programmes");
    most("regions", of.regions.len(), NAMED, "/regions");
    most(
        "codelists",
        of.codelists.iter().count(),
        NAMED,
        "/codelists",
    );
    most("pages", of.pages.len(), PAGES, "/pages");
    let held = Held::new(of);
    most("questions", held.begun, QUESTIONS, "/pages");
    most("rules", held.evaluations(), RULES, "/pages");
    most("choices", held.most_choices, CHOICES, "/pages");
    most("choices", held.choices, CHOICES_IN_ALL, "/pages");
    for (number, page) in of.pages.iter().enumerate().take(PAGES) {
        let mut held = Held::default();
        held.page(page);
        let at = format!("/pages/{number}");
        most("page_questions", held.begun, QUESTIONS_OF_PAGE, &at);
        most("page_choices", held.drawn, CHOICES_OF_PAGE, &at);
    }
    findings
}

/// How often rules are worked out as somebody begins, at most: each once, and
/// again for every row that comes before the first page is seen.
pub fn evaluations(of: &Questionnaire) -> usize {
    Held::new(of).evaluations()
}

/// What the pages hold. Counted by hand: chains of iterators are a kilobyte of
/// the first load.
#[derive(Default)]
struct Held {
    /// Questions as somebody begins.
    begun: usize,
    rules: usize,
    rows: usize,
    choices: usize,
    most_choices: usize,
    /// Choices as somebody begins.
    drawn: usize,
}

impl Held {
    fn new(of: &Questionnaire) -> Self {
        let mut held = Self::default();
        for page in &of.pages {
            held.page(page);
        }
        held
    }

    fn page(&mut self, page: &Page) {
        self.rules += usize::from(page.visible_when.is_some());
        for question in &page.questions {
            self.add(question, 1);
            let rows = question.min_rows.unwrap_or(0).max(1);
            for inner in &question.questions {
                self.add(inner, rows);
            }
        }
    }

    /// A question that is there so many times from the beginning.
    fn add(&mut self, question: &Question, times: usize) {
        self.begun = self.begun.saturating_add(times);
        let cells = question.choices.len() * question.lines.len().max(1);
        self.drawn = self.drawn.saturating_add(cells.saturating_mul(times));
        for (_, rule) in rules_of(question) {
            self.rules += usize::from(rule.is_some());
        }
        self.rows = self.rows.saturating_add(question.min_rows.unwrap_or(0));
        for choices in [question.choices.len(), question.lines.len()] {
            self.choices += choices;
            self.most_choices = self.most_choices.max(choices);
        }
    }

    fn evaluations(&self) -> usize {
        self.rules.saturating_mul(self.rows.saturating_add(1))
    }
}
