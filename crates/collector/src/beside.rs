//! The code lists that lie beside a questionnaire, by the path that it names.

use std::path::{Path, PathBuf};

use behov_schema::codelist::{self, CodeList};
use behov_schema::{Finding, Questionnaire, json};

use crate::inside;

/// A code list that lies beside a questionnaire.
#[derive(Debug)]
pub(crate) struct Beside {
    /// The file.
    pub(crate) file: PathBuf,
    /// As it is.
    pub(crate) text: String,
    pub(crate) list: CodeList,
}

/// The list that `questionnaire`, which lies in `shelf`, names `id`, under
/// `address`; none, where no such file lies there or the address leads
/// elsewhere.
///
/// # Errors
/// `list.broken`, where the file is no code list; `list.other_id`, where it
/// says of itself that it is another one: the widget takes neither.
pub(crate) fn read(shelf: &Path, id: &str, address: &str) -> Option<Result<Beside, Finding>> {
    let path = path(address)?;
    let text = inside::read(shelf, Path::new(&path))?;
    let finding = |code| Finding::new(code, format!("/codelists/{}", json::escape(id)));
    let list = codelist::read(&text).ok();
    let list = list.filter(|list| codelist::check(list).is_empty());
    Some(match list {
        None => Err(finding("list.broken").with("file", path)),
        Some(list) if list.id != id => Err(finding("list.other_id")
            .with("id", id)
            .with("list", list.id)),
        Some(list) => Ok(Beside {
            file: shelf.join(path),
            text,
            list,
        }),
    })
}

/// What is wrong with the code lists that lie beside a questionnaire.
pub(crate) fn check(questionnaire: &Questionnaire, shelf: &Path) -> Vec<Finding> {
    let lists = questionnaire.codelists.iter();
    let read = lists.filter_map(|(id, address)| read(shelf, id, address));
    read.filter_map(Result::err).collect()
}

/// The path of an address that leads to a file beside the document or below:
/// its parts decoded, joined by `/`. None, where it leads elsewhere.
pub(crate) fn path(address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let parts = address.split('/').map(decoded);
    let parts: Vec<String> = parts.collect::<Option<_>>()?;
    let inside = |part: &String| {
        !matches!(part.as_str(), "" | "..") && !part.contains(['/', '\\', '\0', ':'])
    };
    let parts: Vec<String> = parts.into_iter().filter(|part| part != ".").collect();
    (!parts.is_empty() && parts.iter().all(inside)).then(|| parts.join("/"))
}

/// Without percent-encoding (RFC 3986, 2.1); none, where that is malformed.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let mut digit = || char::from(bytes.next()?).to_digit(16);
        decoded.push(match byte {
            b'%' => u8::try_from(digit()? * 16 + digit()?).ok()?,
            byte => byte,
        });
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_beside_the_questionnaire() {
        for (address, expected) in [
            ("yrken.json", "yrken.json"),
            ("./codelists/yrken.json?v=2", "codelists/yrken.json"),
            ("y%C3%A5rken.json", "y\u{e5}rken.json"),
        ] {
            assert_eq!(path(address).as_deref(), Some(expected), "{address}");
        }
        for address in [
            "",
            ".",
            "/lists/yrken.json",
            "../yrken.json",
            "a/../../yrken.json",
            "a/%2e%2e/%2E%2e/yrken.json",
            "a%2fb.json",
            "..%5cyrken.json",
            "a//b.json",
            "%00.json",
            "a%.json",
            "%ff.json",
            "c%3Ayrken.json",
        ] {
            assert_eq!(path(address), None, "{address}");
        }
    }
}
