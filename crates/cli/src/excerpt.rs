//! The line of a text that a finding is about, with marks under the place.

use behov_schema::Finding;

/// Characters of a line that are shown at most.
const WIDTH: usize = 100;

/// The line with its number, and below it marks and the JSON Pointer; nothing
/// where the finding has no place.
pub(crate) fn excerpt(text: &str, finding: &Finding) -> String {
    let Some(place) = finding.place else {
        return String::new();
    };
    let line = text.lines().nth(place.line - 1).unwrap_or_default();
    let line: Vec<char> = line.chars().collect();
    let at = (place.column - 1).min(line.len());
    // A file without line breaks is one long line: the place is its middle.
    let start = if line.len() > WIDTH {
        at.saturating_sub(WIDTH / 2).min(line.len() - WIDTH)
    } else {
        0
    };
    let shown: String = line.iter().skip(start).take(WIDTH).map(plain).collect();
    let length = token(line.get(at..).unwrap_or_default())
        .min((start + WIDTH).saturating_sub(at))
        .max(1);
    let (number, indent) = (place.line.to_string(), " ".repeat(at - start));
    let gutter = " ".repeat(number.len());
    let marks = "^".repeat(length);
    let below = format!("{indent}{marks} {}", finding.pointer);
    format!("  {number} | {shown}\n  {gutter} | {}\n", below.trim_end())
}

/// One column a character, and nothing that moves the cursor.
fn plain(c: &char) -> char {
    if c.is_control() || *c == '\u{feff}' {
        ' '
    } else {
        *c
    }
}

/// How many characters the JSON token has that the line goes on with.
fn token(line: &[char]) -> usize {
    let Some((first, rest)) = line.split_first() else {
        return 0;
    };
    if *first == '"' {
        let mut escaped = false;
        let end = rest.iter().position(|c| {
            let ends = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            ends
        });
        return end.map_or(line.len(), |end| end + 2);
    }
    let word = |c: &&char| c.is_alphanumeric() || "+-._".contains(**c);
    line.iter().take_while(word).count()
}

#[cfg(test)]
mod tests {
    use behov_schema::Place;

    use super::*;

    fn shown(text: &str, line: usize, column: usize) -> String {
        let finding = Finding::new("json.wrong_type", "/a");
        excerpt(text, &finding.at(Some(Place { line, column })))
    }

    #[test]
    fn a_token_is_underlined() {
        let text = "{\n\t\"å\": \"ö\\\"\",\n  \"a\": -1.5\n}";
        assert_eq!(
            shown(text, 2, 2),
            "  2 |  \"å\": \"ö\\\"\",\n    |  ^^^ /a\n"
        );
        assert_eq!(
            shown(text, 2, 7),
            "  2 |  \"å\": \"ö\\\"\",\n    |       ^^^^^ /a\n"
        );
        assert_eq!(
            shown(text, 3, 8),
            "  3 |   \"a\": -1.5\n    |        ^^^^ /a\n"
        );
        assert_eq!(shown(text, 4, 1), "  4 | }\n    | ^ /a\n");
        assert_eq!(shown("", 1, 1), "  1 | \n    | ^ /a\n");
    }

    #[test]
    fn of_a_long_line_the_part_around_the_place_is_shown() {
        let text = format!("[{}{}", "0, ".repeat(500), "null]");
        let shown = shown(&text, 1, 1502);
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines[0].chars().count() <= WIDTH + 6 && lines[0].ends_with("null]"));
        assert_eq!(lines[1].find('^'), lines[0].find("null"));
    }
}
