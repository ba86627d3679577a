//! How long an answer takes, before anybody has given one.

use std::collections::BTreeMap;

use crate::core::Texts;
use crate::document::{Country, Display, Outline};
use crate::{LocalizedText, Page, Question, QuestionType, Questionnaire};

/// Words that are read in a minute, each text once.
pub const WORDS_A_MINUTE: usize = 200;
/// Seconds for one of several options in sight, or a box.
pub const TAP: usize = 3;
/// Seconds for an entry of a drop-down list, or of a code list so short that
/// the field shows all of it: to look through it, and to take one.
pub const SELECT: usize = 5;
/// Seconds for a field that is typed in.
pub const TYPED: usize = 12;
/// Seconds for a code that is searched for.
pub const SEARCHED: usize = 20;

/// What who answers in one language has to do: the questions that need an
/// answer, those that need it under a condition included, with one row of each
/// rows. What can be left out is not counted; nor are the privacy notice, the
/// review and the way from page to page. What is filled in beforehand is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    pub words: usize,
    pub taps: usize,
    pub selects: usize,
    pub typed: usize,
    pub searched: usize,
}

impl Estimate {
    pub fn seconds(&self) -> usize {
        self.words * 60 / WORDS_A_MINUTE
            + self.taps * TAP
            + self.selects * SELECT
            + self.typed * TYPED
            + self.searched * SEARCHED
    }
}

/// The estimate for each language of a questionnaire without errors, in their
/// order. `is_short` knows the code lists that a field shows all at once.
pub fn estimate(of: &Questionnaire, is_short: impl Fn(&str) -> bool) -> BTreeMap<String, Estimate> {
    let texts = Texts::new();
    let outline = Outline::new(of);
    let one = |language: &String| {
        let mut reader = Reader {
            of,
            language,
            texts: &texts,
            is_short: &is_short,
            sum: Estimate::default(),
        };
        reader.text(&of.title);
        reader.optional(of.intro.as_ref());
        of.pages.iter().for_each(|page| reader.page(page));
        for (number, _) in outline.iter() {
            let asked = outline.question(of, number);
            if let Some(question) = asked.filter(|question| is_needed(question)) {
                reader.question(question);
            }
        }
        (language.clone(), reader.sum)
    };
    of.languages.iter().map(one).collect()
}

/// Rows count by what is in them.
fn is_needed(question: &Question) -> bool {
    let needed = question.required || question.required_when.is_some();
    needed || matches!(question.kind, QuestionType::Rows | QuestionType::Info)
}

struct Reader<'a> {
    of: &'a Questionnaire,
    language: &'a str,
    texts: &'a Texts,
    is_short: &'a dyn Fn(&str) -> bool,
    sum: Estimate,
}

impl Reader<'_> {
    fn text(&mut self, text: &LocalizedText) {
        let read = match text.core() {
            // Where the core has none of this language, the form shows those of
            // the country's.
            Some(number) => {
                let own = self.texts.get(self.language, number);
                let of_country = match self.of.country {
                    Country::Norway => "nb",
                    Country::Sweden => "sv",
                };
                own.or_else(|| self.texts.get(of_country, number))
            }
            None => text
                .get(self.language, &self.of.languages)
                .map(|(text, _)| text),
        };
        self.sum.words += read.map_or(0, |text| text.split_whitespace().count());
    }

    fn optional(&mut self, text: Option<&LocalizedText>) {
        if let Some(text) = text {
            self.text(text);
        }
    }

    fn page(&mut self, page: &Page) {
        self.text(&page.title);
        self.optional(page.intro.as_ref());
    }

    fn question(&mut self, question: &Question) {
        use QuestionType as T;
        self.optional(question.label.as_ref());
        self.optional(question.help.as_ref());
        self.optional(question.text.as_ref());
        let is_list = question.display == Some(Display::Select);
        let choices = question.choices.iter().filter(|_| !is_list);
        for choice in choices.chain(&question.lines) {
            self.text(&choice.label);
        }
        let sum = &mut self.sum;
        match question.kind {
            T::Info | T::Computed | T::Rows => {}
            // What is there already is only read.
            _ if question.prefill.is_some() => {}
            T::Choice if is_list => sum.selects += 1,
            T::Choice | T::YesNo | T::Consent | T::Scale => sum.taps += 1,
            // Of several one takes two, one time with another.
            T::Choices => sum.taps += 2,
            T::Matrix => sum.taps += question.lines.len(),
            T::Code => {
                let list = question.list_in(self.of.country);
                if list.is_some_and(self.is_short) {
                    sum.selects += 1;
                } else {
                    sum.searched += 1;
                }
            }
            T::Text
            | T::Textarea
            | T::Integer
            | T::Decimal
            | T::Email
            | T::Phone
            | T::Url
            | T::Date
            | T::Month
            | T::Year
            | T::OrganisationNumber => sum.typed += 1,
        }
    }
}
