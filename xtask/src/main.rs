//! The one task runner: sets up, builds, shows and tests Behov.
//!
//! `cargo xtask` lists the verbs. The same verbs run on a developer's machine
//! and in CI, so that nothing is proved in one place only.

mod bench;
mod cargo;
mod codegen;
mod collector;
mod demo;
mod deny;
mod dev;
mod dist;
mod fuzz;
mod layers;
mod npm;
mod place;
mod run;
mod setup;
mod site;
mod sources;
mod spelling;
mod stamp;
mod test;
mod tool;
mod trunk;
mod unused;
mod wasm;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::{Arg, ValueExt};

use crate::place::Place;

const USAGE: &str = "\
usage: cargo xtask <verb>

  setup               fetch the tools into the cache folder
  demo [--port N] [--no-serve]
                      build everything and show it in a host page
  dev [--port N]      the same, rebuilt on every change
  dist                build the widget's files into dist/ and check their size
  site                build the example of a site in Leptos into target/site
  test [--long] [--only STAGE]
                      every proof there is; --long adds those that take long,
                      and the pictures of every state in test-results/
  fuzz                give the readers half a minute of random inputs each
  bench NAME          what takes too long for a test: `faults`, the collector killed,
                       cut off and starved under load, and 200 journeys in a browser
                       whose network, storage and tabs fail; `fuzz`, ten minutes each
  codegen [--check]   generate the JSON Schemas, the OpenAPI document and the code lists;
                      or say which are stale
  layers              check who may know whom, and the habits of every file
  deny                check licences, sources and advisories of what we build on
  unused              check that every dependency is used
  spelling            check the words of the documents, comments and texts
  trunk --install | --stage | --check
                      what Trunk.toml and its proof need
";

/// Where the demo page is, unless `--port` says otherwise.
const PORT: u16 = 8080;

fn main() -> ExitCode {
    match begin() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn begin() -> Result<ExitCode> {
    run::watch_for_interrupt()?;
    let place = Place::find()?;
    let mut arguments = lexopt::Parser::from_env();
    let Some(Arg::Value(verb)) = arguments.next()? else {
        bail!("{USAGE}");
    };
    let mut options = Options::of(arguments)?;
    match verb.to_string_lossy().as_ref() {
        "setup" => options.done().and_then(|()| setup::everything(&place))?,
        "demo" => {
            let (port, serve) = (options.port(), !options.flag("no-serve"));
            options.done()?;
            demo::demo(&place, port, serve)?;
        }
        "dev" => {
            let port = options.port();
            options.done()?;
            dev::dev(&place, port)?;
        }
        "dist" => options.done().and_then(|()| dist::build(&place))?,
        "site" => options.done().and_then(|()| site::build(&place))?,
        "test" => {
            let choice = test::Choice {
                long: options.flag("long"),
                only: options.only.take(),
            };
            options.done()?;
            if !test::test(&place, &choice)? {
                return Ok(ExitCode::FAILURE);
            }
        }
        "trunk" => {
            let (install, stage) = (options.flag("install"), options.flag("stage"));
            let check = options.flag("check");
            options.done()?;
            match (install, stage, check) {
                (true, false, false) => trunk::TOOL.install(&place)?,
                (false, true, false) => trunk::stage(&place)?,
                (false, false, true) => trunk::check(&place)?,
                _ => bail!("trunk needs one of --install, --stage, --check"),
            }
        }
        "bench" => {
            let name = options.name.take();
            options.done()?;
            bench::bench(&place, name.as_deref())?;
        }
        "fuzz" => options.done().and_then(|()| fuzz::check(&place))?,
        "codegen" => {
            let check = options.flag("check");
            options.done()?;
            codegen::codegen(&place, check)?;
        }
        "layers" => options.done().and_then(|()| layers::check(&place))?,
        "deny" => options.done().and_then(|()| deny::check(&place))?,
        "unused" => options.done().and_then(|()| unused::check(&place))?,
        "spelling" => options.done().and_then(|()| spelling::check(&place))?,
        verb => bail!("there is no verb `{verb}`\n{USAGE}"),
    }
    Ok(ExitCode::SUCCESS)
}

/// What stands after the verb; each verb takes what it knows, and nothing may
/// be left.
#[derive(Debug, Default)]
struct Options {
    port: Option<u16>,
    only: Option<String>,
    /// What stands without dashes.
    name: Option<String>,
    flags: Vec<String>,
}

impl Options {
    fn of(mut arguments: lexopt::Parser) -> Result<Self> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("port") => options.port = Some(arguments.value()?.parse()?),
                Arg::Long("only") => options.only = Some(arguments.value()?.string()?),
                Arg::Long(flag) => options.flags.push(flag.to_owned()),
                Arg::Value(name) if options.name.is_none() => options.name = Some(name.string()?),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }

    fn port(&mut self) -> u16 {
        self.port.take().unwrap_or(PORT)
    }

    fn flag(&mut self, name: &str) -> bool {
        let before = self.flags.len();
        self.flags.retain(|flag| flag != name);
        self.flags.len() < before
    }

    fn done(&self) -> Result<()> {
        let flag = self.flags.first().map(String::as_str);
        let port = self.port.map(|_| "port");
        let only = self.only.as_ref().map(|_| "only");
        match (flag.or(port).or(only), &self.name) {
            (None, None) => Ok(()),
            (Some(name), _) => bail!("this verb has no option --{name}"),
            (None, Some(name)) => bail!("this verb takes no `{name}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the usage says of a verb: its line and those that belong to it.
    fn about(verb: &str) -> Option<String> {
        let mut lines = USAGE.lines();
        let begins = |line: &&str| {
            line.strip_prefix("  ")?
                .split(' ')
                .next()
                .map(str::to_owned)
        };
        let first = lines.find(|line| begins(line).is_some_and(|name| name == verb))?;
        let more = lines.take_while(|line| line.starts_with("   "));
        Some([first].into_iter().chain(more).collect())
    }

    /// `cargo xtask VERB --option …` in a line: each verb with its options.
    fn named(line: &str) -> Vec<(String, Vec<String>)> {
        let name = |word: &str| {
            let kept = word.chars();
            let kept = kept.take_while(|c| c.is_ascii_lowercase() || *c == '-');
            kept.collect::<String>()
        };
        let calls = line.split("cargo xtask ").skip(1);
        let calls = calls.map(|rest| {
            let call = rest.split('`').next().unwrap_or_default();
            let mut words = call.split(' ').map(name);
            let verb = words.next().unwrap_or_default();
            let options = words.filter(|word| word.starts_with("--"));
            (verb, options.collect())
        });
        calls.filter(|(verb, _)| !verb.is_empty()).collect()
    }

    #[test]
    fn every_verb_that_is_named_exists() {
        let sources = sources::all(&Place::find().unwrap()).unwrap();
        let mut seen = 0;
        for source in sources {
            // This file would name its own examples.
            if source.path == "xtask/src/main.rs" {
                continue;
            }
            for (number, line) in source.text.lines().enumerate() {
                for (verb, options) in named(line) {
                    let place = format!("{}:{}", source.path, number + 1);
                    let about = about(&verb);
                    let about = about.unwrap_or_else(|| panic!("{place}: no verb `{verb}`"));
                    for option in options {
                        assert!(about.contains(&option), "{place}: {verb} has no {option}");
                    }
                    seen += 1;
                }
            }
        }
        assert!(seen > 10, "the documents name verbs");
    }

    #[test]
    fn verbs_and_their_options_are_read() {
        assert!(about("test").unwrap().contains("--only"));
        assert_eq!(about("tests"), None);
        let found = named("run `cargo xtask test --only e2e`, or `cargo xtask <verb>`");
        let options = vec!["--only".to_owned()];
        assert_eq!(found, [("test".to_owned(), options)]);
    }
}
