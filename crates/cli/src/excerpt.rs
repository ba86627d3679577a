//! The line of a text that a finding is about, with marks under the place.

use behov_schema::{Finding, Place, author};

/// Characters of a line that are shown at most.
const WIDTH: usize = 100;

/// The excerpts of one text. What they are about mostly comes in its order, and
/// a text without line breaks is one long line: the way goes on from the last.
pub(crate) struct Excerpts<'t> {
    text: &'t str,
    /// Where it is, and which byte that is.
    here: Place,
    at: usize,
}

impl<'t> Excerpts<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            here: Place { line: 1, column: 1 },
            at: 0,
        }
    }

    /// The line with its number, and below it marks and the JSON Pointer;
    /// nothing where the finding has no place.
    pub(crate) fn of(&mut self, finding: &Finding) -> String {
        let Some(place) = finding.place else {
            return String::new();
        };
        self.go_to(place);
        let (before, after) = self.text.split_at_checked(self.at).unwrap_or_default();
        let before = before.chars().rev().take_while(|c| *c != '\n');
        let mut before: Vec<char> = before.take(WIDTH).collect();
        let after = after.lines().next().unwrap_or_default();
        let after: Vec<char> = after.chars().take(WIDTH).collect();
        // Of a long line the place is the middle, but for its ends.
        if before.len() + after.len() > WIDTH {
            before.truncate((WIDTH / 2).max(WIDTH - after.len()));
        }
        let length = token(&after).min(WIDTH - before.len()).max(1);
        let shown = before.iter().rev().chain(&after).take(WIDTH);
        let shown = author::plain(&shown.collect::<String>());
        let (number, indent) = (place.line.to_string(), " ".repeat(before.len()));
        let gutter = " ".repeat(number.len());
        let marks = "^".repeat(length);
        let pointer = author::plain(&finding.pointer);
        let below = format!("{indent}{marks} {pointer}");
        format!("  {number} | {shown}\n  {gutter} | {}\n", below.trim_end())
    }

    fn go_to(&mut self, place: Place) {
        let order = |place: Place| (place.line, place.column);
        if order(place) < order(self.here) {
            *self = Self::new(self.text);
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        for c in rest.chars() {
            if order(self.here) == order(place) || c == '\n' && self.here.line == place.line {
                return;
            }
            self.at += c.len_utf8();
            self.here = match c {
                '\n' => Place {
                    line: self.here.line + 1,
                    column: 1,
                },
                _ => Place {
                    column: self.here.column + 1,
                    ..self.here
                },
            };
        }
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
    use super::*;

    fn shown(text: &str, line: usize, column: usize) -> String {
        let finding = Finding::new("json.wrong_type", "/a");
        Excerpts::new(text).of(&finding.at(Some(Place { line, column })))
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

    /// Each of two hundred had copied the whole line.
    #[test]
    fn many_excerpts_of_one_long_line_are_no_wait() {
        let text = format!("[{}1]", "10, ".repeat(1_000_000));
        let begun = std::time::Instant::now();
        let mut excerpts = Excerpts::new(&text);
        for column in 0..200 {
            let (line, column) = (1, 3_000_002 + column * 4);
            let finding = Finding::new("json.wrong_type", "/a");
            let shown = excerpts.of(&finding.at(Some(Place { line, column })));
            assert!(shown.contains("10, 10, ") && shown.ends_with("^^ /a\n"));
        }
        assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    }

    #[test]
    fn nothing_in_a_line_or_a_pointer_moves_the_cursor() {
        let finding = Finding::new("json.unknown_field", "/a\u{1b}[2J\u{202e}b");
        let place = Place { line: 1, column: 2 };
        let text = "{\"a\u{1b}[2J\u{202e}b\": 1}";
        let shown = Excerpts::new(text).of(&finding.at(Some(place)));
        assert_eq!(shown, "  1 | {\"a [2J b\": 1}\n    |  ^^^^^^^^^ /a [2J b\n");
    }
}
