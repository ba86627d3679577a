//! The texts of the languages that come along.

use behov_schema::core;

use super::file::Texts;

/// The languages that come along.
pub(super) const LANGUAGES: [&str; 4] = ["sv", "nb", "nn", "en"];

/// The texts of the interface in the order of their file; none in another
/// language.
pub(super) fn interface(language: &str) -> Texts {
    let file = match language {
        "sv" => include_str!("../../../../locales/sv.json"),
        "nb" => include_str!("../../../../locales/nb.json"),
        "nn" => include_str!("../../../../locales/nn.json"),
        "en" => include_str!("../../../../locales/en.json"),
        _ => "{}",
    };
    serde_json::from_str(file).unwrap_or(Texts(Vec::new()))
}

/// The keys and texts of the core in the order of their numbers; empty texts
/// in another language.
pub(super) fn of_core(language: &str) -> Vec<(String, String)> {
    let texts = core::Texts::new();
    let numbered = core::keys().into_iter().enumerate();
    numbered
        .map(|(number, key)| {
            let text = texts.get(language, number).unwrap_or_default();
            (key, text.to_owned())
        })
        .collect()
}
