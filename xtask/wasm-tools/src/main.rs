//! wasm-bindgen's commands at the version the widget is pinned to.
//!
//! The generated glue fits the wasm only when both come from the same
//! version, so the commands come from the workspace's lock file and nothing is
//! installed. `wasm-tools bindgen …` is `wasm-bindgen`, `wasm-tools
//! test-runner …` is `wasm-bindgen-test-runner`; a link to this program under
//! either of those names works too, for tools that look for them on the path.
//! `wasm-tools split …` makes one wasm two.

mod split;

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// One of wasm-bindgen's commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tool {
    Bindgen,
    TestRunner,
}

impl Tool {
    const NAMES: [(&str, Self); 4] = [
        ("bindgen", Self::Bindgen),
        ("wasm-bindgen", Self::Bindgen),
        ("test-runner", Self::TestRunner),
        ("wasm-bindgen-test-runner", Self::TestRunner),
    ];

    fn named(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, tool)| *tool)
    }

    /// Its own name, as its usage text expects it.
    fn command(self) -> &'static str {
        match self {
            Self::Bindgen => "wasm-bindgen",
            Self::TestRunner => "wasm-bindgen-test-runner",
        }
    }

    fn run(self, arguments: impl IntoIterator<Item = OsString>) -> Result<(), String> {
        let arguments = std::iter::once(self.command().into()).chain(arguments);
        let arguments: Vec<OsString> = arguments.collect();
        let done = match self {
            Self::Bindgen => wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(arguments),
            Self::TestRunner => {
                wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(arguments)
            }
        };
        done.map_err(|error| format!("{error:?}"))
    }
}

fn main() -> ExitCode {
    let mut arguments = env::args_os();
    let called_as = arguments.next().unwrap_or_default();
    let by_link = called_by(&called_as);
    let first = if by_link.is_none() {
        arguments.next()
    } else {
        None
    };
    let tool = by_link.or_else(|| called_by(first.as_ref()?));
    let done = match tool {
        Some(tool) => tool.run(arguments),
        None if first.as_deref() == Some(OsStr::new("split")) => {
            split(arguments).map_err(|error| format!("{error:#}"))
        }
        None => Err("usage: wasm-tools bindgen|test-runner [arguments], wasm-tools split PLAN WASM FIRST REST".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// `split PLAN WASM FIRST REST`: reads the first two, writes the others.
fn split(arguments: impl Iterator<Item = OsString>) -> anyhow::Result<()> {
    let files: Vec<OsString> = arguments.collect();
    let [plan, wasm, first, rest] = files.as_slice() else {
        anyhow::bail!("usage: wasm-tools split PLAN WASM FIRST REST");
    };
    let plan = split::Plan::read(&fs::read_to_string(plan)?)?;
    let parts = split::split(&fs::read(wasm)?, &plan)?;
    fs::write(first, parts.first)?;
    fs::write(rest, parts.rest)?;
    print!("{}", parts.report);
    Ok(())
}

/// The tool a program path or a first argument names.
fn called_by(name: &OsString) -> Option<Tool> {
    Tool::named(Path::new(name).file_stem()?.to_str()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_and_a_sub_command_name_the_same_tool() {
        let by_link = called_by(&"/some/folder/wasm-bindgen".into());
        assert_eq!(by_link, Some(Tool::Bindgen));
        assert_eq!(by_link, called_by(&"bindgen".into()));
        let runner = called_by(&"test-runner".into());
        assert_eq!(runner, Some(Tool::TestRunner));
        assert_eq!(called_by(&"wasm-tools".into()), None);
    }

    /// Glue and wasm fit together only at one version (wasm-bindgen refuses
    /// any other pair), so the lock file must hold the same one for both.
    #[test]
    fn the_tools_have_the_version_of_the_widget() {
        let lock = include_str!("../../../Cargo.lock");
        let tool = locked_version(lock, "wasm-bindgen-cli");
        assert!(tool.is_some());
        assert_eq!(tool, locked_version(lock, "wasm-bindgen"));
    }

    fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
        let mut lines = lock.lines();
        lines.find(|line| *line == format!("name = \"{package}\""))?;
        lines.next()?.strip_prefix("version = ")
    }
}
