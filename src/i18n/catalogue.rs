//! The texts of one language.

use behov_schema::{Finding, QuestionType, json};
use serde_json::Value;

use super::message::KEYS;
use super::{Localized, Message};

/// Every text of the interface in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// In the order of [`Message`].
    texts: Vec<String>,
    /// The texts of the core by their numbers.
    core: Vec<Localized>,
    language: String,
}

impl Catalogue {
    /// Reads a catalogue as it is served for a `language`: a flat object of
    /// key and text, or `texts`, their list in the order of the keys; `core` is
    /// the list of the core's texts. One that is not translated is an object of
    /// another language and the text in that. `language`, if it is there, says
    /// that all are in another one.
    ///
    /// # Errors
    /// What is wrong with the JSON text, or `words.missing` with the `key`
    /// that has no text, or with `core`, where that is needed and not whole.
    pub fn read(text: &str, language: &str, core: bool) -> Result<Self, Box<Finding>> {
        let known = json::parse(text)?;
        let missing = |key| Box::new(Finding::new("words.missing", "").with("key", key));
        let own = known.get("language").and_then(Value::as_str);
        let mut read = Self {
            texts: Vec::with_capacity(KEYS.len()),
            core: Vec::new(),
            language: own.unwrap_or(language).to_owned(),
        };
        let listed = known.get("texts").and_then(Value::as_array);
        for (place, key) in KEYS.iter().enumerate() {
            let text = match listed {
                Some(listed) => listed.get(place),
                None => known.get(key),
            };
            let text = text.and_then(Value::as_str);
            read.texts
                .push(text.ok_or_else(|| missing(*key))?.to_owned());
        }
        if core {
            let core = known.get("core").and_then(Value::as_array);
            for entry in core.ok_or_else(|| missing("core"))? {
                read.core
                    .push(of_core(entry).ok_or_else(|| missing("core"))?);
            }
        }
        Ok(read)
    }

    /// The language of the texts.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The text of a message.
    pub(super) fn text(&self, message: Message) -> &str {
        self.nth(message as usize)
    }

    /// The text of the core with this number.
    pub(super) fn core(&self, number: usize) -> Localized {
        self.core.get(number).cloned().unwrap_or_default()
    }

    /// The words for a finding: those for the type of the question and for the
    /// variant (a country, the limit that was passed) come first, then those
    /// for either, then those for the code.
    pub(super) fn finding(&self, code: &str, kind: QuestionType, variant: &str) -> &str {
        let kind = type_name(kind);
        let candidates: [&[&str]; 4] = [&[kind, variant], &[kind], &[variant], &[]];
        let found = candidates.iter().find_map(|parts| {
            let mut key = String::from("finding.");
            key.push_str(code);
            for part in *parts {
                key.push('.');
                key.push_str(part);
            }
            KEYS.iter().position(|known| *known == key)
        });
        self.nth(found.unwrap_or(Message::FindingFallback as usize))
    }

    fn nth(&self, index: usize) -> &str {
        self.texts.get(index).map_or("", String::as_str)
    }
}

/// `"text"` or `{ "nb": "text" }`.
fn of_core(entry: &Value) -> Option<Localized> {
    let (text, lang) = match entry {
        Value::Object(other) => {
            let (lang, text) = other.iter().next()?;
            (text.as_str(), Some(lang.clone()))
        }
        entry => (entry.as_str(), None),
    };
    let text = text.filter(|text| !text.is_empty())?.to_owned();
    Some(Localized { text, lang })
}

/// A question type as the catalogues' keys have it.
fn type_name(kind: QuestionType) -> &'static str {
    match kind {
        QuestionType::Text | QuestionType::Textarea => "text",
        QuestionType::Integer => "integer",
        QuestionType::Decimal => "decimal",
        QuestionType::Phone => "phone",
        QuestionType::Url => "url",
        QuestionType::Date => "date",
        QuestionType::Month => "month",
        QuestionType::Year => "year",
        QuestionType::Scale => "scale",
        QuestionType::Matrix => "matrix",
        QuestionType::Code => "code",
        QuestionType::Computed => "computed",
        QuestionType::Email => "email",
        QuestionType::YesNo => "yes_no",
        QuestionType::Choice => "choice",
        QuestionType::Choices => "choices",
        QuestionType::OrganisationNumber => "organisation_number",
        QuestionType::Rows => "rows",
        QuestionType::Info => "info",
        QuestionType::Consent => "consent",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every language there is: its name and its file.
    fn files() -> Vec<(String, Value)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/locales");
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let language = path.file_stem().unwrap().to_string_lossy().into_owned();
            files.push((language, json::read(&text).unwrap()));
        }
        for language in ["en", "nb", "nn", "sv"] {
            assert!(files.iter().any(|(name, _)| name == language), "{language}");
        }
        files
    }

    fn text<'a>(file: &'a Value, key: &str) -> &'a str {
        file[key]["text"].as_str().unwrap_or_default()
    }

    /// The file as the widget gets it.
    fn served(file: &Value) -> String {
        let texts = KEYS.iter().map(|key| (*key, text(file, key)));
        serde_json::to_string(&texts.collect::<std::collections::BTreeMap<_, _>>()).unwrap()
    }

    fn placeholders(text: &str) -> BTreeSet<&str> {
        let parts = text.split('{').skip(1);
        parts
            .filter_map(|part| Some(part.split_once('}')?.0))
            .collect()
    }

    #[test]
    fn every_language_has_exactly_the_messages() {
        let messages: BTreeSet<&str> = KEYS.iter().copied().collect();
        assert_eq!(messages.len(), KEYS.len(), "a key stands twice");
        for (language, file) in files() {
            let keys: BTreeSet<&str> = file
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            assert_eq!(keys, messages, "{language}");
        }
    }

    #[test]
    fn every_language_has_a_text_with_the_same_placeholders() {
        let files = files();
        let (_, first) = &files[0];
        for (language, file) in &files {
            for key in KEYS {
                assert_ne!(text(file, key), "", "{language}: {key}");
                let (one, other) = (text(first, key), text(file, key));
                // A singular may leave its number to a word.
                if !key.ends_with(".one") {
                    assert_eq!(placeholders(one), placeholders(other), "{language}: {key}");
                }
            }
        }
    }

    #[test]
    fn a_list_in_the_order_of_the_keys_says_the_same() {
        assert!(KEYS.is_sorted(), "the widget's own words are served so");
        let (language, file) = &files()[0];
        let texts: Vec<&str> = KEYS.iter().map(|key| text(file, key)).collect();
        let listed = serde_json::json!({ "texts": texts }).to_string();
        let read = |text: &str| Catalogue::read(text, language, false);
        assert_eq!(read(&listed).unwrap(), read(&served(file)).unwrap());
        let short = serde_json::json!({ "texts": texts[1..] }).to_string();
        assert_eq!(read(&short).unwrap_err().code, "words.missing");
    }

    #[test]
    fn every_plural_has_both_forms() {
        for key in KEYS {
            if let Some(stem) = key.strip_suffix(".one") {
                assert!(KEYS.contains(&format!("{stem}.other").as_str()), "{key}");
            }
        }
    }

    #[test]
    fn a_date_has_each_of_its_fields_once() {
        for (language, file) in files() {
            let mut order: Vec<char> = text(&file, "date.order").chars().collect();
            order.sort_unstable();
            assert_eq!(order, ['D', 'M', 'Y'], "{language}");
        }
    }

    #[test]
    fn a_catalogue_that_lacks_a_text_is_refused_by_its_key() {
        let (_, file) = &files()[0];
        let whole = served(file);
        assert!(Catalogue::read(&whole, "sv", false).is_ok());
        let lacking = whole.replace("\"nav.next\"", "\"nav.further\"");
        let finding = Catalogue::read(&lacking, "sv", false).unwrap_err();
        assert_eq!(finding.code, "words.missing");
        assert_eq!(finding.params.get("key"), Some("nav.next"));
        let no_text = whole.replacen(text(file, "nav.next"), "", 1);
        assert!(
            Catalogue::read(&no_text, "sv", false).is_ok(),
            "an empty text is a text"
        );
        assert_eq!(
            Catalogue::read("<html>", "sv", false).unwrap_err().code,
            "json.syntax"
        );
    }

    #[test]
    fn what_is_not_translated_of_the_core_says_its_language() {
        let (_, file) = &files()[0];
        let read = |core: &str| {
            let core = format!(r#"{{"core":{core},"#);
            Catalogue::read(&served(file).replacen('{', &core, 1), "sma", true)
        };
        let catalogue = read(r#"["one", {"nb": "to"}]"#).unwrap();
        assert_eq!(catalogue.language(), "sma");
        let core = [0, 1, 2].map(|number| catalogue.core(number));
        let core = core.each_ref().map(|one| (&*one.text, one.lang.as_deref()));
        assert_eq!(core, [("one", None), ("to", Some("nb")), ("", None)]);
        let holes = [r#"["one", ""]"#, r#"["one", {}]"#, r#"[{"nb": ""}]"#];
        for hole in holes.into_iter().chain(["[null]", "{}"]) {
            let finding = read(hole).unwrap_err();
            assert_eq!(finding.params.get("key"), Some("core"), "{hole}");
        }
        assert!(Catalogue::read(&served(file), "sma", true).is_err());
    }

    #[test]
    fn a_finding_has_the_words_that_fit_it_best() {
        let files = files();
        let (_, file) = files.iter().find(|(language, _)| language == "sv").unwrap();
        let catalogue = Catalogue::read(&served(file), "sv", false).unwrap();
        let cases = [
            (
                "required",
                QuestionType::OrganisationNumber,
                "NO",
                "finding.required.organisation_number.NO",
            ),
            (
                "required",
                QuestionType::OrganisationNumber,
                "",
                "finding.required",
            ),
            (
                "required",
                QuestionType::Textarea,
                "SE",
                "finding.required.text",
            ),
            (
                "organisation_number.length",
                QuestionType::OrganisationNumber,
                "SE",
                "finding.organisation_number.length.SE",
            ),
            (
                "date.no_such",
                QuestionType::Date,
                "SE",
                "finding.date.no_such",
            ),
            (
                "date.no_such",
                QuestionType::Month,
                "SE",
                "finding.date.no_such.month",
            ),
            (
                "date.out_of_range",
                QuestionType::Month,
                "latest",
                "finding.date.out_of_range.latest",
            ),
            (
                "text.too_long",
                QuestionType::Text,
                "SE",
                "finding.text.too_long",
            ),
            (
                "from.another.backend",
                QuestionType::Text,
                "SE",
                "finding.fallback",
            ),
            ("", QuestionType::Text, "", "finding.fallback"),
        ];
        for (code, kind, variant, key) in cases {
            assert_eq!(
                catalogue.finding(code, kind, variant),
                text(file, key),
                "{code}"
            );
        }
    }
}
