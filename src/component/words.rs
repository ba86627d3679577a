//! The interface words that are built into a site.

use behov_schema::{core, json};
use serde_json::{Map, Value};

use super::comments;
use crate::i18n::choose;

/// The interface words of one language.
///
/// A site names those that it wants, and only those are in its wasm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    language: &'static str,
    file: &'static str,
    core: &'static str,
}

/// A file of `locales/` without what its translators are told.
macro_rules! built_in {
    ($language:literal) => {{
        const FILE: &[u8] = include_bytes!(concat!("../../locales/", $language, ".json"));
        const TEXT: [u8; comments::length(FILE)] = comments::left_out(FILE);
        const CORE: &str = include_str!(concat!("../../locales/core-1/", $language, ".json"));
        match str::from_utf8(&TEXT) {
            Ok(text) => BuiltIn::new($language, text).with_core(CORE),
            Err(_) => BuiltIn::new($language, ""),
        }
    }};
}

/// Swedish.
pub const SV: BuiltIn = built_in!("sv");
/// Norwegian Bokmål.
pub const NB: BuiltIn = built_in!("nb");
/// Norwegian Nynorsk.
pub const NN: BuiltIn = built_in!("nn");
/// English.
pub const EN: BuiltIn = built_in!("en");

impl BuiltIn {
    /// The words of a further language: its BCP 47 tag, and the text of a file
    /// as `locales/sv.json` is one. A file that lacks a word is refused when it
    /// is needed (`words.missing`).
    pub const fn new(language: &'static str, file: &'static str) -> Self {
        Self {
            language,
            file,
            core: "{}",
        }
    }

    /// With the texts of the core, for questionnaires that name its sections:
    /// the text of a file as `locales/core-1/sv.json` is one.
    #[must_use]
    pub const fn with_core(self, core: &'static str) -> Self {
        Self { core, ..self }
    }

    /// As the widget reads them: key and text, and the list of the core's.
    fn served(self) -> String {
        let file = json::parse(self.file).unwrap_or_default();
        let entries = file.as_object().into_iter().flatten();
        let texts =
            entries.filter_map(|(key, entry)| Some((key.clone(), entry.get("text")?.clone())));
        let mut served = texts.collect::<Map<_, _>>();
        let core = json::parse(self.core).unwrap_or_default();
        let core = core::keys().into_iter().map(|key| core.get(&key).cloned());
        let core = core.map(Option::unwrap_or_default).collect();
        served.insert("core".to_owned(), Value::Array(core));
        Value::Object(served).to_string()
    }
}

/// The words in `language`, else those that come next to it, else the first;
/// nothing where there are none.
pub(super) fn served(built_in: &[BuiltIn], language: &str) -> String {
    let tags: Vec<String> = built_in
        .iter()
        .map(|words| words.language.to_owned())
        .collect();
    let chosen = choose(&[language], &tags);
    let found = built_in.iter().find(|words| words.language == chosen);
    found.map(|words| words.served()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Catalogue;

    #[test]
    fn every_language_can_be_read() {
        for words in [SV, NB, NN, EN] {
            let text = served(&[words], words.language);
            assert!(Catalogue::read(&text).is_ok(), "{}", words.language);
            assert!(!words.file.contains("\"comment\""), "{}", words.language);
        }
        assert_ne!(served(&[SV], "sv"), served(&[NB], "nb"));
    }

    #[test]
    fn a_language_that_is_not_built_in_gets_its_next() {
        assert_eq!(served(&[SV, NB], "nn"), served(&[NB], "nb"));
        assert_eq!(served(&[SV, NB], "nb-NO"), served(&[NB], "nb"));
        assert_eq!(served(&[EN, SV], "fi"), served(&[EN], "en"));
        assert_eq!(served(&[], "sv"), "");
    }

    #[test]
    fn what_is_no_catalogue_has_no_words() {
        let broken = BuiltIn::new("fi", "<html>");
        let finding = Catalogue::read(&served(&[broken], "fi")).unwrap_err();
        assert_eq!(finding.code, "words.missing");
    }
}
