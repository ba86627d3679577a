//! The one task runner: sets up, builds, shows and tests Behov.
//!
//! `cargo xtask` lists the verbs. The same verbs run on a developer's machine
//! and in CI, so that nothing is proved in one place only.

mod cargo;
mod dist;
mod npm;
mod place;
mod run;
mod setup;
mod stamp;
mod wasm;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::Arg;

use crate::place::Place;

const USAGE: &str = "\
usage: cargo xtask <verb>

  setup               fetch the tools into the cache folder
  dist                build the widget's files into dist/ and check their size
";

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
    let verb = match arguments.next()? {
        Some(Arg::Value(verb)) => verb.to_string_lossy().into_owned(),
        _ => bail!("{USAGE}"),
    };
    match verb.as_str() {
        "setup" => {
            no_more(&mut arguments)?;
            setup::everything(&place)?;
        }
        "dist" => {
            no_more(&mut arguments)?;
            dist::build(&place)?;
        }
        _ => bail!("there is no verb `{verb}`\n{USAGE}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn no_more(arguments: &mut lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        Some(argument) => Err(argument.unexpected().into()),
        None => Ok(()),
    }
}
