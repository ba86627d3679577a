//! A translation for an earlier release, carried over to this one.

use behov_schema::{Finding, json};

use super::file::{Texts, Translated};

/// Puts into `template` the texts of the translator's file `earlier`, each
/// where it translates the same source; where the source is another one the
/// comment says what the text was. Gives a line about it.
///
/// # Errors
/// What is wrong with the form of the file, or `catalogue.other`: it is of
/// another language, or was translated from another one.
pub(super) fn keep(template: &mut Translated, earlier: &str) -> Result<String, Box<Finding>> {
    let text = earlier;
    let earlier: Translated = json::read(text)?;
    for (field, old, new) in [
        ("language", &earlier.language, &template.language),
        ("fallback", &earlier.fallback, &template.fallback),
    ] {
        if old != new {
            let finding = Finding::new("catalogue.other", format!("/{field}"));
            let finding = finding.with("found", old).with("expected", new);
            let place = json::place_of_value(text, &finding.pointer);
            return Err(Box::new(finding.at(place)));
        }
    }
    let interface = carry(&mut template.interface, &earlier.interface);
    let core = carry(&mut template.core, &earlier.core);
    let (left, all) = (
        template.interface.untranslated(),
        template.interface.0.len(),
    );
    Ok(format!(
        "{} texts are kept; {left} of {all} of the interface are still to be translated",
        interface + core
    ))
}

/// How many texts still fit.
fn carry(texts: &mut Texts, earlier: &Texts) -> usize {
    let mut kept = 0;
    for (key, entry) in &mut texts.0 {
        let Some(old) = earlier.entry(key).filter(|old| !old.text.trim().is_empty()) else {
            continue;
        };
        if old.source == entry.source {
            entry.text.clone_from(&old.text);
            kept += 1;
        } else {
            let before = format!(" Before it was: \u{201c}{}\u{201d}.", old.text.trim());
            entry.comment.push_str(&before);
        }
    }
    kept
}
