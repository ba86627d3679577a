//! Words: the interface's own, those of a questionnaire, and the browser's
//! numbers, dates and plurals.

mod catalogue;
mod choose;
mod direction;
mod fill;
mod message;
mod own_name;

use behov_schema::document::Country;
use behov_schema::{Finding, LocalizedText, Question};
use js_sys::{Array, Date, Intl, Number, Object, Reflect};

pub use catalogue::Catalogue;
pub use choose::choose;
pub(crate) use direction::closed;
pub use message::Message;
pub use own_name::own_name;

use crate::signal::Signal;

/// A text of the questionnaire, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localized {
    pub text: String,
    /// The language of the text, when it is another than that of the interface:
    /// the element that shows it needs a `lang`.
    pub lang: Option<String>,
}

/// A text whose wording depends on a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    SummaryTitle,
    RowsFindings,
    AnnounceErrors,
    SendRetry,
    CodeHits,
}

impl Plural {
    /// The text for one, and the text for any other number.
    fn forms(self) -> (Message, Message) {
        match self {
            Self::SummaryTitle => (Message::SummaryTitleOne, Message::SummaryTitleOther),
            Self::RowsFindings => (Message::RowsFindingsOne, Message::RowsFindingsOther),
            Self::AnnounceErrors => (Message::AnnounceErrorsOne, Message::AnnounceErrorsOther),
            Self::SendRetry => (Message::SendRetryOne, Message::SendRetryOther),
            Self::CodeHits => (Message::CodeHitsOne, Message::CodeHitsOther),
        }
    }
}

/// The words in the language that is read, as far as there are some in it:
/// those of the interface may be in another.
///
/// Reads are not tracked: when the language changes, the element draws the
/// whole view again.
#[derive(Clone, Copy, Debug)]
pub struct Words(Signal<Reading>);

/// What is read now.
#[derive(Clone, Debug, Default, PartialEq)]
struct Reading {
    catalogue: Catalogue,
    language: String,
    /// The languages of the questionnaire.
    offered: Vec<String>,
}

impl Words {
    /// Words that live as long as the current owner.
    ///
    /// `language` is the one that is read, one of the questionnaire's
    /// languages, `offered`.
    pub fn new(catalogue: Catalogue, language: String, offered: Vec<String>) -> Self {
        Self(Signal::new(Reading {
            catalogue,
            language,
            offered,
        }))
    }

    /// Another language is read from now on.
    pub fn switch(self, catalogue: Catalogue, language: String) {
        let offered = self.read(|reading| reading.offered.clone());
        self.0.write(Reading {
            catalogue,
            language,
            offered,
        });
    }

    /// Makes the current reactive scope run again when the language changes.
    pub fn track(self) {
        self.0.track();
    }

    /// The text.
    pub fn text(self, message: Message) -> String {
        self.read(|reading| reading.catalogue.text(message).to_owned())
    }

    /// The text with each `{name}` replaced.
    pub fn with(self, message: Message, params: &[(&str, &str)]) -> String {
        self.read(|reading| fill::fill(reading.catalogue.text(message), params))
    }

    /// The same, in parts: each value has its own language.
    pub fn parts(self, message: Message, params: &[(&str, &Localized)]) -> Vec<Localized> {
        self.read(|reading| fill::parts(reading.catalogue.text(message), params))
    }

    /// The text for this number; its `{n}` is the number.
    pub fn count(self, plural: Plural, n: usize) -> String {
        let (one, other) = plural.forms();
        let message = if self.is_one(n as f64) { one } else { other };
        self.with(message, &[("n", &self.number(n as f64))])
    }

    /// The unit of a number, `person|people`: the first form for one, the last
    /// for any other number, and where none is known.
    pub fn unit(self, unit: &LocalizedText, number: Option<f64>) -> Localized {
        let Localized { text, lang } = self.localize(unit);
        let mut forms = text.splitn(2, '|');
        let one = forms
            .next()
            .filter(|_| number.is_some_and(|n| self.is_one(n)));
        let text = one.or(forms.next()).unwrap_or(&text).to_owned();
        Localized { text, lang }
    }

    /// Whether the language has the form for one beside this number.
    fn is_one(self, n: f64) -> bool {
        let rules = Intl::PluralRules::new(&Array::of1(&self.intl().into()), &Object::new());
        rules.select(n) == "one"
    }

    /// What to do about a finding, in the words for this question; the
    /// coordinator's own where the rule is theirs.
    pub fn finding(self, finding: &Finding, question: &Question) -> Localized {
        if let ("answer.not_valid", Some(text)) = (&*finding.code, &question.valid_message) {
            return self.localize(text);
        }
        let named = |name| finding.params.get(name).map(|value| (name, value));
        let limit = named("earliest").or_else(|| named("latest"));
        let limit = limit.map(|(name, day)| (name, self.date(day)));
        let country = named("country").map(|(_, country)| country);
        let country = country.or(question.country.map(Country::code));
        let variant = limit.as_ref().map(|(name, _)| *name).or(country);
        // The first of a name counts: a day as it is read before as it is stored.
        let read = limit.iter().map(|(name, day)| (*name, day.as_str()));
        let params: Vec<(&str, &str)> = read.chain(finding.params.iter()).collect();
        self.read(|reading| {
            let text = reading.catalogue.finding(
                &finding.code,
                question.kind,
                variant.unwrap_or_default(),
            );
            Localized {
                text: fill::fill(text, &params),
                lang: None,
            }
        })
    }

    /// The name of the row of `question` that stands at `index`, from nought:
    /// the label of a row and a number, so that it has the language of that.
    pub fn row(self, question: &Question, index: usize) -> Localized {
        let label = question.row_label.as_ref().or(question.label.as_ref());
        let Localized { text, lang } = label.map(|label| self.localize(label)).unwrap_or_default();
        let number = (index + 1).to_string();
        let text = self.with(Message::RowsName, &[("label", &text), ("n", &number)]);
        Localized { text, lang }
    }

    /// A text of the questionnaire in the language that is read, else in the
    /// first language of the questionnaire that has it; one of the core in the
    /// language of the interface, where that has it.
    pub fn localize(self, text: &LocalizedText) -> Localized {
        self.read(|reading| {
            if let Some(number) = text.core() {
                return reading.catalogue.core(number);
            }
            let (text, tag) = text
                .get(&reading.language, &reading.offered)
                .unwrap_or_default();
            let other = !text.is_empty() && tag != reading.catalogue.language();
            Localized {
                text: closed(text.to_owned()),
                lang: other.then(|| tag.to_owned()),
            }
        })
    }

    /// The language that is read: a BCP 47 tag of the questionnaire.
    pub fn language(self) -> String {
        self.read(|reading| reading.language.clone())
    }

    /// The language of the interface: the one that is read, or another where
    /// there are no words in that.
    pub fn interface(self) -> String {
        self.read(|reading| reading.catalogue.language().to_owned())
    }

    /// A number as the language writes it.
    pub fn number(self, value: f64) -> String {
        Number::from(value).to_locale_string(&self.intl()).into()
    }

    /// Date and time as the language writes them, in the respondent's time
    /// zone; `time` is RFC 3339.
    pub fn date_time(self, time: &str) -> String {
        self.moment(time, &[("dateStyle", "long"), ("timeStyle", "short")])
    }

    /// A day, `2026-05-01`, or a month, `2026-05`, as the language writes it.
    pub fn date(self, stored: &str) -> String {
        // Neither has a time zone: read and written in the same one, it stays.
        let options: &[_] = match stored.len() {
            7 => &[("timeZone", "UTC"), ("year", "numeric"), ("month", "long")],
            _ => &[("timeZone", "UTC"), ("dateStyle", "long")],
        };
        self.moment(stored, options)
    }

    fn moment(self, time: &str, styles: &[(&str, &str)]) -> String {
        let options = Object::new();
        for (name, value) in styles {
            // A plain object takes any property.
            let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
        }
        Date::new(&time.into())
            .to_locale_string(&self.intl(), &options)
            .into()
    }

    /// The language of the interface as the browser's `Intl` knows it.
    fn intl(self) -> String {
        self.read(|reading| choose::for_intl(reading.catalogue.language()))
    }

    fn read<T>(self, read: impl FnOnce(&Reading) -> T) -> T {
        self.0.with_untracked(read)
    }
}
