//! Habits that every file keeps.

use super::Breach;
use crate::sources::Source;

/// Beyond this a file holds more than one subject.
const MAX_LINES: usize = 400;

/// Kinds of files that people write by hand and read from the top.
const CODE: [&str; 6] = [".rs", ".js", ".mjs", ".ts", ".css", ".html"];

/// Written by tools, to be read by tools.
const GENERATED: [&str; 2] = ["Cargo.lock", "package-lock.json"];

/// Inputs of tests; some are broken on purpose.
const FIXTURES: [&str; 2] = ["tests/fixtures/", "fuzz/seeds/"];

/// Begins of folders that exist on one machine only.
const MACHINE: [&str; 4] = ["home", "root", "work", "Users"];

/// Parts of the names of package registries: which one is used is a matter of
/// the machine.
const REGISTRIES: [&str; 4] = ["registry.npm", "index.crates", "deb.debian", "pypi.org"];

/// The breaches in one file.
pub(super) fn check(source: &Source) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let path = source.path.as_str();
    if path.ends_with(".rs") && !source.text.starts_with("//! ") {
        breaches.push(source.breach(
            1,
            "the first line does not say what the file is for (`//! …`)",
        ));
    }
    let lines = source.text.lines().count();
    if CODE.iter().any(|kind| path.ends_with(kind)) && lines > MAX_LINES {
        let rule = format!("{lines} lines, more than {MAX_LINES}: split it");
        breaches.push(source.breach(lines, rule));
    }
    let fixture = FIXTURES.iter().any(|folder| path.contains(folder));
    if !fixture && !source.text.is_empty() && !source.text.ends_with('\n') {
        breaches.push(source.breach(lines, "the last line does not end"));
    }
    for (number, line) in source.text.lines().enumerate() {
        let breach = |rule: &str| source.breach(number + 1, rule);
        if !fixture && line.ends_with([' ', '\t', '\r']) {
            breaches.push(breach("space at the end of the line"));
        }
        // The lists above would name themselves.
        if path == "xtask/src/layers/tidy.rs" {
            continue;
        }
        if names_machine(line) {
            breaches.push(breach("names a folder of one machine"));
        }
        let generated = GENERATED.iter().any(|name| path.ends_with(name));
        let names_registry = REGISTRIES.iter().any(|name| line.contains(name));
        if names_registry || (generated && line.contains("\"resolved\"")) {
            breaches.push(breach("names a package registry"));
        }
    }
    breaches
}

/// Whether a line holds a path like `/home/…`; `https://a.example/home/` and
/// `docs/work/` hold none.
fn names_machine(line: &str) -> bool {
    let before_path = |text: &str| {
        let last = text.chars().next_back();
        last.is_none_or(|c| !(c.is_alphanumeric() || "._-~/}".contains(c)))
    };
    MACHINE.iter().any(|folder| {
        let folder = format!("/{folder}/");
        line.match_indices(&folder)
            .any(|(at, _)| before_path(line.get(..at).unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(path: &str, text: &str) -> Vec<String> {
        let source = Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        check(&source).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_tidy_file_passes() {
        let text =
            "//! What it is.\n\n// https://a.example/home/ and docs/work/ are no machine's\n";
        assert!(breaches("src/a.rs", text).is_empty());
        assert!(breaches("a.md", "# A\n").is_empty());
    }

    #[test]
    fn a_rust_file_says_first_what_it_is_for() {
        assert_eq!(breaches("src/a.rs", "use a;\n").len(), 1);
    }

    #[test]
    fn a_long_file_is_named() {
        let text = "//! A.\n".to_owned() + &"x\n".repeat(MAX_LINES);
        assert_eq!(
            breaches("src/a.rs", &text),
            ["src/a.rs:401: 401 lines, more than 400: split it"]
        );
        assert!(breaches("data.json", &text).is_empty());
    }

    #[test]
    fn spaces_and_a_missing_end_are_named_with_their_line() {
        let found = breaches("a.css", "a {\n}\t\nb");
        let expected = [
            "a.css:3: the last line does not end",
            "a.css:2: space at the end of the line",
        ];
        assert_eq!(found, expected);
        assert!(breaches("tests/fixtures/cut_off.json", "{ ").is_empty());
    }

    #[test]
    fn a_machine_and_a_registry_are_named() {
        let found = breaches(
            "a.toml",
            "x = \"/home/someone/x\"\ny = \"https://registry.npmjs.org\"\n",
        );
        let machine = "a.toml:1: names a folder of one machine";
        assert_eq!(found, [machine, "a.toml:2: names a package registry"]);
        assert_eq!(
            breaches("a/package-lock.json", "\"resolved\": \"x\"\n").len(),
            1
        );
    }
}
