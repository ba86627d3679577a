//! Which names a Rust file reaches for: `crate::…`, `super::…`, other crates.
//!
//! This reads the text, not the syntax tree: comments and strings are blanked
//! first, then paths are read wherever they stand, in a `use` or in code.

/// A path in a file, as far as the rules need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// Counted from 1.
    pub(super) line: usize,
    /// Its segments, groups written out: `crate::{a::b, c}` gives `crate, a, b`
    /// and `crate, c`.
    pub(super) path: Vec<String>,
}

/// Every path with at least two segments.
pub(super) fn imports(text: &str) -> Vec<Import> {
    let tokens = tokens(&blanked(text));
    let mut imports = Vec::new();
    let mut rest = tokens.as_slice();
    while let Some(((line, first), after)) = rest.split_first() {
        rest = after;
        let starts_path = is_name(first) && after.first().is_some_and(|(_, next)| next == "::");
        if starts_path {
            rest = read_path(*line, vec![first.clone()], after, &mut imports);
        }
    }
    imports
}

type Token = (usize, String);

/// Reads on after `path`, whose last segment may be followed by `::`. Returns
/// what follows the whole path.
fn read_path<'a>(
    line: usize,
    mut path: Vec<String>,
    mut rest: &'a [Token],
    imports: &mut Vec<Import>,
) -> &'a [Token] {
    while let [(_, colons), (_, next), after @ ..] = rest {
        if colons != "::" {
            break;
        }
        if next == "{" {
            return read_group(&path, after, imports);
        }
        if !is_name(next) {
            break;
        }
        path.push(next.clone());
        rest = after;
    }
    if path.len() > 1 {
        imports.push(Import { line, path });
    }
    rest
}

/// Reads the members of `prefix::{…}`; `rest` begins after the brace.
fn read_group<'a>(
    prefix: &[String],
    mut rest: &'a [Token],
    imports: &mut Vec<Import>,
) -> &'a [Token] {
    while let Some(((line, token), after)) = rest.split_first() {
        rest = match token.as_str() {
            "}" => return after,
            // A new name for what has been read already.
            "as" => after.get(1..).unwrap_or_default(),
            name if is_name(name) => {
                let mut path = prefix.to_vec();
                path.push(name.to_owned());
                read_path(*line, path, after, imports)
            }
            _ => after,
        };
    }
    rest
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Names, `::`, and every other visible character by itself.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
            let length = match first {
                _ if part_of_name(first) => rest.find(|c| !part_of_name(c)).unwrap_or(rest.len()),
                ':' if rest.starts_with("::") => 2,
                _ => first.len_utf8(),
            };
            let (token, after) = rest.split_at(length);
            tokens.push((number + 1, token.to_owned()));
            rest = after.trim_start();
        }
    }
    tokens
}

/// The text with comments and strings as spaces; line breaks stay.
fn blanked(text: &str) -> String {
    let mut blank = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skip = skipped(rest);
        let (part, after) = rest.split_at(skip.unwrap_or(first.len_utf8()));
        if skip.is_some() {
            blank.extend(part.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        } else {
            blank.push_str(part);
        }
        rest = after;
    }
    blank
}

/// How long the comment or string is that `text` begins with.
fn skipped(text: &str) -> Option<usize> {
    let upto = |end: &str, after: usize| {
        let rest = text.get(after..)?;
        Some(
            rest.find(end)
                .map_or(text.len(), |at| after + at + end.len()),
        )
    };
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return upto("*/", 2);
    }
    if text.starts_with("r#\"") {
        return upto("\"#", 3);
    }
    if text.starts_with("'\"'") {
        return Some(3);
    }
    text.starts_with('"').then(|| {
        let mut escaped = false;
        let end = text.char_indices().skip(1).find(|(_, c)| {
            let ends = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            ends
        });
        end.map_or(text.len(), |(at, _)| at + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        imports(text)
            .iter()
            .map(|import| import.path.join("::"))
            .collect()
    }

    #[test]
    fn groups_are_written_out() {
        let text = "use crate::{a::{b, c::d}, e};\nuse f::{self, g as h};";
        let all = [
            "crate::a::b",
            "crate::a::c::d",
            "crate::e",
            "f::self",
            "f::g",
        ];
        assert_eq!(paths(text), all);
    }

    #[test]
    fn paths_in_code_count_and_know_their_line() {
        let found = imports("fn f() {\n    super::g(crate::h::I::new());\n}");
        let path = |segments: &[&str]| segments.iter().map(|s| (*s).to_owned()).collect();
        assert_eq!(
            found[0],
            Import {
                line: 2,
                path: path(&["super", "g"])
            }
        );
        assert_eq!(
            found[1],
            Import {
                line: 2,
                path: path(&["crate", "h", "I", "new"])
            }
        );
    }

    #[test]
    fn comments_and_strings_say_nothing() {
        let text = r##"
            //! crate::a
            /* crate::b
               crate::c */
            let x = "crate::d \" crate::e";
            let y = r#"crate::f " crate::g"#;
            let z = '"'; crate::h();
        "##;
        assert_eq!(paths(text), ["crate::h"]);
    }
}
