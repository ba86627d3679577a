//! What an answer means, whatever the words in which it was asked for.

use super::{Country, Question, QuestionType};

impl Question {
    /// What an answer to this question means, as one text: its type, its unit,
    /// and the codes that it is chosen from. An answer still fits a question of
    /// another version that has the same id and the same meaning; limits, rules
    /// and wording may have changed, and are held against it anew. `languages` are
    /// the questionnaire's: in the first of them the unit is compared.
    pub fn meaning(&self, languages: &[String]) -> String {
        let mut meaning = self.kind.name().to_owned();
        let mut add = |mark: &str, text: &str| {
            meaning.push_str(mark);
            meaning.push_str(text);
        };
        let unit = self.unit.as_ref();
        if let Some((unit, _)) = unit.and_then(|unit| unit.get("", languages)) {
            add(" in ", unit);
        }
        for country in [Country::Norway, Country::Sweden] {
            if let Some(list) = self.list_in(country) {
                add(" of ", list);
            }
        }
        if let Some(system) = &self.system {
            add(" of ", &system.system);
            add("@", &system.version);
        }
        for line in &self.lines {
            add(" for ", &line.code);
        }
        for choice in &self.choices {
            add(" ", &choice.code);
        }
        meaning
    }
}

impl QuestionType {
    /// As it is written in a questionnaire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Textarea => "textarea",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Url => "url",
            Self::Date => "date",
            Self::Month => "month",
            Self::Year => "year",
            Self::YesNo => "yes_no",
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Scale => "scale",
            Self::Matrix => "matrix",
            Self::Code => "code",
            Self::OrganisationNumber => "organisation_number",
            Self::Rows => "rows",
            Self::Computed => "computed",
            Self::Info => "info",
            Self::Consent => "consent",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn question(value: serde_json::Value) -> Question {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn wording_and_limits_change_no_meaning_and_type_unit_and_codes_do() {
        let choice = |codes: &[&str], label: &str| {
            let choices: Vec<_> = codes
                .iter()
                .map(|code| json!({"code": code, "label": {"sv": label}}))
                .collect();
            question(
                json!({"id": "x.a.b", "type": "choice", "label": {"sv": label}, "choices": choices}),
            )
        };
        let known = choice(&["a", "b"], "En").meaning(&["sv".to_owned()]);
        assert_eq!(
            choice(&["a", "b"], "Annan").meaning(&["sv".to_owned()]),
            known
        );
        assert_ne!(
            choice(&["a", "b", "c"], "En").meaning(&["sv".to_owned()]),
            known
        );
        let number = |unit: &str, max: u32| {
            question(json!({
                "id": "x.a.b", "type": "integer", "label": {"sv": "n"}, "max": max,
                "unit": {"sv": unit, "nb": "folk"},
            }))
        };
        let known = number("personer", 10).meaning(&["sv".to_owned()]);
        assert_eq!(number("personer", 99).meaning(&["sv".to_owned()]), known);
        assert_ne!(number("timmar", 10).meaning(&["sv".to_owned()]), known);
        assert_ne!(
            question(json!({"id": "x.a.b", "type": "text", "label": {"sv": "n"}}))
                .meaning(&["sv".to_owned()]),
            question(json!({"id": "x.a.b", "type": "textarea", "label": {"sv": "n"}}))
                .meaning(&["sv".to_owned()]),
        );
        let list = |list: &str| {
            question(json!({"id": "x.a.b", "type": "code", "label": {"sv": "n"}, "list": list}))
        };
        assert_ne!(
            list("ssyk2012").meaning(&["sv".to_owned()]),
            list("styrk08").meaning(&["sv".to_owned()])
        );
    }

    #[test]
    fn a_type_is_called_as_it_is_written() {
        use QuestionType as T;
        for kind in [
            T::Text,
            T::Textarea,
            T::Integer,
            T::Decimal,
            T::Email,
            T::Phone,
            T::Url,
            T::Date,
            T::Month,
            T::Year,
            T::YesNo,
            T::Choice,
            T::Choices,
            T::Scale,
            T::Matrix,
            T::Code,
            T::OrganisationNumber,
            T::Rows,
            T::Computed,
            T::Info,
            T::Consent,
        ] {
            assert_eq!(json!(kind), kind.name());
        }
    }
}
