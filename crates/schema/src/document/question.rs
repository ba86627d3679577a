//! A question: one flat struct, so that an error always has a line.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Autocomplete, Country, CountryLists};
use crate::answer::{decimal, integer};
use crate::json::{fields, words};
use crate::{LocalizedText, Rule};

/// One question. Which fields may stand with which type is told at each field
/// and held by the check of the document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The id, whose dot segments are its path in the submission:
    /// `org.name` = `/org/name`. Either one of the core, or the coordinator's
    /// own as `x.<owner>.<name>`. In a row it begins with the id of the rows.
    pub id: String,
    #[serde(rename = "type")]
    pub kind: QuestionType,
    /// What is asked; for `info` the heading, which may then be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<LocalizedText>,
    /// A sentence between label and field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<LocalizedText>,
    /// The body of an `info`; what is agreed to in a `consent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<LocalizedText>,
    /// An answer is needed before the respondent can go on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Stands under "More details", with the others that do; never a question
    /// that is always required.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub folded: bool,
    /// The question is asked when this rule is truthy; always, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible_when: Option<Rule>,
    /// An answer is also needed when this rule is truthy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_when: Option<Rule>,
    /// An answer is accepted when this rule is truthy. It is asked only when
    /// there is one; a rule that cannot be evaluated accepts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_when: Option<Rule>,
    /// What to do when `valid_when` does not accept; stands with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_message: Option<LocalizedText>,
    /// The answer to begin with, in the form of the submission (for a coded
    /// answer its code); marked as filled in beforehand. Never for a `consent`,
    /// which somebody must give (GDPR recital 32).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefill: Option<Value>,
    /// The prefilled answer is shown and sent, and cannot be changed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read_only: bool,
    /// `computed`: the rule that gives the value: a number, a string or a
    /// boolean. No value, when it gives anything else or cannot be evaluated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<Rule>,
    /// `computed`: the value is sent and not shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// `choice`, `choices`: the answers to choose from, at least one.
    /// `matrix`: the same for every line, at least two.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// `matrix`: what is asked about, at least one. A code is the last segment
    /// of the answer's path: lower-case letters, digits, `_`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Choice>,
    /// `choice`: shown as radio buttons (the default) or as a select.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display: Option<Display>,
    /// `choice`, `text`: the code system that the answer belongs to. A choice
    /// is then stored as `{system, version, code, display}`, a text as
    /// `{text}`, to be coded later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<CodeSystem>,
    /// `code`: the id of the code list that is searched: one that lies with
    /// the widget, or one of the document's own `codelists`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// `code`: the list by the country that `org.country` says, else by the
    /// questionnaire's. A country that is not here has `list`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lists: Option<CountryLists>,
    /// `code`: `false` accepts nothing but what stands in the list; else an
    /// answer in own words is kept as `{text}`, to be coded later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_text: Option<bool>,
    /// `integer`, `decimal`: the least value; 0 when absent. `year`: 1900 when
    /// absent. `scale`: the first point; 1 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// `integer`: the greatest value; 9999 when absent. `decimal`: 999999999.
    /// `year`: 2100. `scale`: the last point, at most ten after the first; 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// `decimal`: decimals at most, up to 6; 2 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
    /// `date`, `month`: the earliest answer, as it is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// `date`, `month`: the latest answer, as it is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// `scale`: what the first point means ("not at all").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_label: Option<LocalizedText>,
    /// `scale`: what the last point means ("very much").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_label: Option<LocalizedText>,
    /// `text`, `textarea`: characters at most; 200 and 2000 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<usize>,
    /// `integer`, `decimal`, `computed`: the unit, shown after the number
    /// ("persons").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<LocalizedText>,
    /// `text`, `email`, `phone`, `url`: what the browser may fill in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autocomplete: Option<Autocomplete>,
    /// `organisation_number`: the register; `phone`: the country of a number
    /// without a country code. When absent the answer to `org.country` decides,
    /// else the questionnaire's country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// `rows`: the questions of one row, at least one; no rows inside rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// `rows`: rows at least; 0 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_rows: Option<usize>,
    /// `rows`: rows at most, up to 200; 10 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_rows: Option<usize>,
    /// `rows`: when this rule is truthy there are none: nothing is shown, and
    /// `[]` is stored, a real zero ("we have no need").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub empty_when: Option<Rule>,
    /// `rows`: what one row is called ("Occupation").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_label: Option<LocalizedText>,
    /// `rows`: the words on the button that adds a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add_label: Option<LocalizedText>,
}

impl Question {
    /// The least and the greatest value, the defaults of the type included.
    pub fn range(&self) -> (i64, i64) {
        let (least, most) = match self.kind {
            QuestionType::Decimal => decimal::RANGE,
            QuestionType::Year => (1900, 2100),
            QuestionType::Scale => (1, 5),
            _ => integer::RANGE,
        };
        (self.min.unwrap_or(least), self.max.unwrap_or(most))
    }

    /// What a decimal number must keep, the defaults included.
    pub fn limits(&self) -> decimal::Limits {
        let (min, max) = self.range();
        let (usual, most) = decimal::DECIMALS;
        decimal::Limits {
            min,
            max,
            decimals: self.decimals.unwrap_or(usual).min(most),
        }
    }

    /// Whether the register, the numbering plan or the code list of a country
    /// decides what an answer means, and the question does not name it.
    pub fn follows_country(&self) -> bool {
        match self.kind {
            QuestionType::OrganisationNumber | QuestionType::Phone => self.country.is_none(),
            QuestionType::Code => self.lists.is_some(),
            _ => false,
        }
    }

    /// The id of the code list that an answer of this country comes from.
    pub fn list_in(&self, country: Country) -> Option<&str> {
        let own = self.lists.as_ref().and_then(|lists| lists.of(country));
        own.or(self.list.as_deref())
    }

    /// Whether an answer may be given in own words.
    pub fn takes_text(&self) -> bool {
        self.free_text != Some(false)
    }

    /// Rows at most, the default included.
    pub fn most_rows(&self) -> usize {
        self.max_rows.unwrap_or(10)
    }

    /// The choice with this code.
    pub fn choice(&self, code: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.code == code)
    }
}

/// The type of a question: what an answer to it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum QuestionType {
    /// One line of text. On the wire: string.
    Text,
    /// Several lines of text. On the wire: string.
    Textarea,
    /// A whole number. On the wire: number.
    Integer,
    /// A number with decimals. On the wire: number.
    Decimal,
    /// An e-mail address. On the wire: string.
    Email,
    /// A telephone number. On the wire: string, `+` and 7 to 15 digits (E.164).
    Phone,
    /// The address of a web page. On the wire: string, `http` or `https`.
    Url,
    /// A day. On the wire: string, `YYYY-MM-DD`.
    Date,
    /// A month of a year. On the wire: string, `YYYY-MM`.
    Month,
    /// A year. On the wire: number.
    Year,
    /// Yes or no. On the wire: boolean.
    YesNo,
    /// One of several. On the wire: the code, or a coded answer.
    Choice,
    /// Any of several. On the wire: array of codes, in the document's order.
    Choices,
    /// A point between two ends. On the wire: number.
    Scale,
    /// One choice for each of several lines. On the wire: object, line's code
    /// to choice's code.
    Matrix,
    /// One of the entries of a code list, searched as one types, or own words.
    /// On the wire: a coded answer, or `{text}`.
    Code,
    /// An organisation number. On the wire: 9 digits (NO) or 10 (SE).
    OrganisationNumber,
    /// A group of questions that repeats. On the wire: array of objects.
    Rows,
    /// What a rule makes of other answers. On the wire: number, string or boolean.
    Computed,
    /// A text to read; no answer.
    Info,
    /// A box to tick. On the wire: boolean.
    Consent,
}

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored; unique in its question; never changed once used.
    pub code: String,
    pub label: LocalizedText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<LocalizedText>,
    /// Of `choices`: choosing this one clears the others ("none of these").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
}

/// How a `choice` is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Display {
    Radio,
    Select,
}

/// A code system with its version: a code means nothing without both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeSystem {
    /// Such as `kommun-se`, `kommune-no`, `ssyk2012`, `styrk08`, `sni2025`.
    pub system: String,
    /// The year or number of the version, as text.
    pub version: String,
}

fields! {
    Question
    required {
        id,
        kind = "type",
    }
    optional {
        label,
        help,
        text,
        required,
        folded,
        visible_when,
        required_when,
        valid_when,
        valid_message,
        prefill,
        read_only,
        computed,
        hidden,
        choices,
        lines,
        display,
        system,
        list,
        lists,
        free_text,
        min,
        max,
        decimals,
        earliest,
        latest,
        min_label,
        max_label,
        max_length,
        unit,
        autocomplete,
        country,
        questions,
        min_rows,
        max_rows,
        empty_when,
        row_label,
        add_label,
    }
}

fields! {
    Choice
    required {
        code,
        label,
    }
    optional {
        help,
        exclusive,
    }
}

fields! {
    CodeSystem
    required {
        system,
        version,
    }
    optional {
    }
}

words!(QuestionType: Text, Display: Radio);
