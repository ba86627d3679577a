//! What a code list says.

use super::{Params, Words};

/// The sentences of `list.*`, and of choices that come from a list.
pub(super) fn list(of: &Params<'_>) -> Words {
    let (code, language) = (of.get("code"), of.get("language"));
    Some(match &*of.0.code {
        "list.version" => {
            "A version has 1 to 64 characters and no blanks around them: \"2024\".".into()
        }
        "list.code" => "A code has 1 to 64 characters and no blanks around them.".into(),
        "list.duplicate_code" => format!(
            "`{code}` stands in the list already, as a code or an alias. Keep one of the two."
        )
        .into(),
        "list.unknown_parent" => {
            format!("No entry has the code `{code}`. Add it, or correct the parent.").into()
        }
        "list.parent_cycle" => format!(
            "`{code}` is a part of itself, by its parents. Let the topmost have no parent."
        )
        .into(),
        "list.unknown_neighbour" => {
            format!("`{code}` is no other entry of the list. Correct it, or take it out.").into()
        }
        "list.unknown_language" => format!(
            "`{language}` is not among the languages of the list. Add it to `languages`, or take this out."
        )
        .into(),
        "list.other_id" => {
            let (id, list) = (of.get("id"), of.get("list"));
            format!("The file says of itself that it is the list `{list}`, and is taken under no other name. Write `{list}` here and where `{id}` is asked for, or change the `id` in the file.").into()
        }
        "list.broken" => {
            let file = of.get("file");
            format!("The file beside this one is no code list. `behov check {file}` says what is wrong with it.").into()
        }
        "list.map" => {
            let list = of.get("list");
            format!(
                "`{list}` cannot be the id of a code list. Use lower-case letters, digits and -, a letter first, at most 64 characters."
            )
            .into()
        }
        "list.empty_text" => "There is no text here. Write it, or take this out.".into(),
        "list.text_length" => {
            "This is too long: a label has at most 500 characters, a synonym 200.".into()
        }
        "list.line" => {
            "A label is one line, which answers hold as it was read: take out blanks at its ends, line breaks, tabs and other control characters.".into()
        }
        "list.too_many_synonyms" => format!(
            "An entry has at most {} synonyms, in all languages together. Keep those that are searched for.",
            of.get("max")
        )
        .into(),
        "languages.too_many" => format!(
            "A code list has at most {} languages. Take some out, or make several lists.",
            of.get("max")
        )
        .into(),
        "list.nothing_to_choose" => {
            "Nothing can be chosen from the list: it is empty, or every entry only groups others."
                .into()
        }
        "code.not_in_list" => {
            let (list, version) = (of.get("list"), of.get("version"));
            if of.has("system") {
                format!(
                    "This is an entry of the list `{}`, and the answers here come from `{list}`. Write one of those.",
                    of.get("system")
                )
            } else if of.has("found") {
                format!(
                    "The list `{list}` is here in version {version}, not {}. Write that, with a code that it has.",
                    of.get("found")
                )
            } else if of.has("begun") || of.has("suggestion") {
                let meant = of.meant();
                format!(
                    "The list `{list}`, version {version}, has no code `{code}` that can be an answer.{meant} Write a code of it, or own words as {{ \"text\": … }}."
                )
            } else {
                format!(
                    "The list `{list}`, version {version}, has no code `{code}` that can be an answer: an answer with it would be refused. Correct the code, or the list in `system`."
                )
            }
            .into()
        }
        "list.lost_zero" => format!(
            "`{code}` is shorter than the other codes, and none of them begins with 0. If a spreadsheet has dropped the zeros, import the column as text."
        )
        .into(),
        _ => return None,
    })
}
