//! What a path stands for where a rule reads it.

use serde_json::{Value, json};

use crate::author::repairs::Repairs;
use crate::document::{Country, Outline, resolve};
use crate::rule::{Expr, Operator};
use crate::{Question, QuestionType, Questionnaire};

/// What a rule's data are made of.
#[derive(Clone, Copy)]
pub(super) struct Meaning<'q> {
    pub(super) of: &'q Questionnaire,
    pub(super) outline: &'q Outline,
    pub(super) repairs: &'q Repairs,
}

/// Where a path is looked up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// In all answers; inside these rows, in the row first.
    Answers(Option<usize>),
    /// In an element of these rows.
    Element(usize),
    /// In a step of `reduce` over these rows.
    Step(usize),
    /// In an element of which nothing is known.
    Unknown,
}

/// What stands at a path.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read<'q> {
    pub(super) kind: Kind<'q>,
    /// Nothing may stand there: not answered, or hidden.
    pub(super) may_lack: bool,
}

/// What values an answer can have.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind<'q> {
    Number,
    Flag,
    /// Any text.
    Text,
    /// A text that is never a number: a day, an address.
    Words,
    /// One of these codes.
    Code(Vec<&'q str>),
    /// A list of some of these codes.
    Codes(Vec<&'q str>),
    /// A list of rows.
    Rows,
    /// The lines of a matrix.
    Lines,
    /// Nothing is ever answered.
    Nothing,
    /// Not known here.
    Any,
}

/// What a path leads to.
pub(super) enum Found<'q> {
    Read(Read<'q>),
    /// There is no such answer, and nobody else has told it.
    Nothing,
    /// Something that is told elsewhere, or of which nothing is known.
    Unclear,
}

impl<'q> Meaning<'q> {
    /// What `path` means in `scope`.
    pub(super) fn find(&self, path: &str, scope: Scope) -> Found<'q> {
        match scope {
            Scope::Answers(rows) => self.answer(path, rows),
            Scope::Element(rows) => self.child(rows, path),
            Scope::Step(rows) => match path.split_once('.').unwrap_or((path, "")) {
                ("current", inner) => self.child(rows, inner),
                ("accumulator" | "", _) => Found::Unclear,
                _ => Found::Nothing,
            },
            Scope::Unknown => Found::Unclear,
        }
    }

    fn answer(&self, path: &str, rows: Option<usize>) -> Found<'q> {
        let Ok(read) = resolve(self.of, self.outline, path, rows) else {
            // The check of the document says so.
            return Found::Unclear;
        };
        let direct = self.outline.find(path);
        let Some(number) = direct.or(read.last().copied()) else {
            let kind = match path {
                Country::ANSWER => Kind::Code(vec!["NO", "SE"]),
                _ => Kind::Words,
            };
            return Found::Read(Read {
                kind,
                may_lack: false,
            });
        };
        let line = direct.is_none() && self.line(path) == Some(number);
        let row = self.outline.entry(number).and_then(|entry| entry.row);
        // A row of which the number is written may not be there.
        let there = row.is_none() || direct.is_some() || line;
        self.question(number, there && row.is_some(), line)
    }

    /// The matrix that a path leads to a line of.
    fn line(&self, path: &str) -> Option<usize> {
        let (matrix, line) = path.rsplit_once('.')?;
        let number = self.outline.find(matrix)?;
        let mut lines = self.outline.question(self.of, number)?.lines.iter();
        lines.any(|known| known.code == line).then_some(number)
    }

    /// A question of an element of rows, by its path inside the element.
    fn child(&self, rows: usize, path: &str) -> Found<'q> {
        if path.is_empty() {
            return Found::Unclear;
        }
        let Some(outer) = self.outline.question(self.of, rows) else {
            return Found::Unclear;
        };
        let id = format!("{}.{path}", outer.id);
        match (self.outline.find(&id), self.line(&id)) {
            (Some(number), _) => self.question(number, true, false),
            (None, Some(number)) => self.question(number, true, true),
            _ if self.has_part(&format!("{id}.")) => Found::Unclear,
            // One of the row's questions may be what is meant, under a wrong id.
            _ if !self.is_whole(rows, outer) => Found::Unclear,
            _ => Found::Nothing,
        }
    }

    /// Whether every question of these rows has an id inside theirs.
    fn is_whole(&self, rows: usize, outer: &Question) -> bool {
        let inside = |question: &Question| {
            let rest = question.id.strip_prefix(outer.id.as_str());
            rest.is_some_and(|rest| rest.starts_with('.'))
        };
        outer.questions.iter().all(inside) && !self.repairs.touch(&self.outline.pointer(rows))
    }

    fn has_part(&self, prefix: &str) -> bool {
        let mut ids = self.outline.ids().iter();
        ids.any(|(id, _)| id.starts_with(prefix))
    }

    /// `shown`: what it stands in is shown where the rule is evaluated;
    /// `line`: one line of it is read.
    fn question(&self, number: usize, shown: bool, line: bool) -> Found<'q> {
        let Some(question) = self.outline.question(self.of, number) else {
            return Found::Unclear;
        };
        let double = |(id, other): &(String, usize)| *id == question.id && *other != number;
        if self.repairs.touch(&self.outline.pointer(number))
            || self.outline.ids().iter().any(double)
        {
            return Found::Unclear;
        }
        let entry = self.outline.entry(number);
        let page = entry.and_then(|entry| self.of.pages.get(entry.page));
        let shown = shown
            || entry.is_some_and(|entry| entry.row.is_none())
                && page.is_some_and(|page| page.visible_when.is_none());
        let answered = match question.kind {
            // A box that is not ticked is `false`, rows that are none are `[]`.
            QuestionType::Consent | QuestionType::Rows => true,
            _ => question.required,
        };
        let kind = match kind(question) {
            Kind::Lines if line => Kind::Code(codes(question)),
            kind => kind,
        };
        Found::Read(Read {
            kind,
            may_lack: !(shown && answered && question.visible_when.is_none()),
        })
    }

    /// The rows whose elements a collection consists of.
    pub(super) fn elements(&self, collection: &Expr, scope: Scope) -> Option<usize> {
        let Expr::Call(call) = collection else {
            return None;
        };
        match (call.operator(), call.operands()) {
            (Operator::Filter, [inner, _]) => self.elements(inner, scope),
            (Operator::Var, [Expr::Value(Value::String(path)), ..]) => {
                let Scope::Answers(_) = scope else {
                    return None;
                };
                let number = self.outline.find(path)?;
                let question = self.outline.question(self.of, number)?;
                let sure = !self.repairs.touch(&self.outline.pointer(number));
                (question.kind == QuestionType::Rows && sure).then_some(number)
            }
            _ => None,
        }
    }
}

fn codes(question: &Question) -> Vec<&str> {
    let choices = question.choices.iter();
    choices.map(|choice| choice.code.as_str()).collect()
}

fn kind(question: &Question) -> Kind<'_> {
    use QuestionType as T;
    match question.kind {
        T::Integer | T::Decimal | T::Year | T::Scale => Kind::Number,
        T::YesNo | T::Consent => Kind::Flag,
        T::Text | T::Textarea | T::Code | T::OrganisationNumber | T::Phone => Kind::Text,
        T::Email | T::Url | T::Date | T::Month => Kind::Words,
        T::Choice => Kind::Code(codes(question)),
        T::Choices => Kind::Codes(codes(question)),
        T::Matrix => Kind::Lines,
        T::Rows => Kind::Rows,
        T::Info => Kind::Nothing,
        T::Computed => Kind::Any,
    }
}

impl Kind<'_> {
    /// Whether an answer of this kind can be read as a number.
    pub(super) fn may_be_number(&self) -> bool {
        match self {
            Self::Number | Self::Flag | Self::Text | Self::Any => true,
            Self::Code(codes) => codes.iter().any(|code| number(&json!(code)).is_some()),
            Self::Words | Self::Codes(_) | Self::Rows | Self::Lines | Self::Nothing => false,
        }
    }

    /// The codes it consists of.
    pub(super) fn codes(&self) -> &[&str] {
        match self {
            Self::Code(codes) | Self::Codes(codes) => codes,
            _ => &[],
        }
    }

    /// How its values are called where a finding names them.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Flag => "true or false",
            Self::Text | Self::Words => "text",
            Self::Code(_) => "code",
            Self::Codes(_) => "list of codes",
            Self::Rows => "list of rows",
            Self::Lines => "matrix",
            Self::Nothing => "nothing",
            Self::Any => "any",
        }
    }
}

/// The number that a constant is read as beside a number.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Null => Some(0.0),
        Value::Bool(flag) => Some(f64::from(u8::from(*flag))),
        Value::Number(number) => number.as_f64(),
        Value::String(text) => {
            let text = text.trim();
            let digits = text.trim_start_matches(['-', '+']);
            let begins = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
            match text {
                "" => Some(0.0),
                _ if begins => text.parse().ok(),
                _ => None,
            }
        }
        Value::Array(_) | Value::Object(_) => None,
    }
}
