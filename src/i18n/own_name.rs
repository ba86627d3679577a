//! What a language calls itself.

use js_sys::{Array, Intl, Object, Reflect};

use super::choose::for_intl;

/// The names of the languages to be expected. A browser knows names only in
/// the languages that it comes with, and not every one comes with these.
const KNOWN: [(&str, &str); 8] = [
    ("sv", "Svenska"),
    ("nb", "Norsk bokmål"),
    ("nn", "Norsk nynorsk"),
    ("en", "English"),
    ("fi", "Suomi"),
    ("se", "Davvisámegiella"),
    ("smj", "Julevsámegiella"),
    ("sma", "Åarjelsaemien gïele"),
];

/// The name of the language with this BCP 47 tag, in that language; the tag
/// itself where nobody knows it.
pub fn own_name(tag: &str) -> String {
    if let Some((_, name)) = KNOWN.iter().find(|(known, _)| *known == tag) {
        return (*name).to_owned();
    }
    let known = for_intl(tag);
    if known == "und" {
        return tag.to_owned();
    }
    let options = Object::new();
    // A plain object takes any property.
    let _ = Reflect::set(&options, &"type".into(), &"language".into());
    let names = Intl::DisplayNames::new(&Array::of1(&known.as_str().into()), &options);
    names.of(&known).map_or_else(|| tag.to_owned(), Into::into)
}
