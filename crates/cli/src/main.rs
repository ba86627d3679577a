//! The `behov` command.

mod catalogue;
mod check;
mod codelist;
mod excerpt;
mod export;
mod files;
mod import;
mod keep;
mod links;
mod serve;

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};

/// Needs questionnaires: check and serve them, receive the answers, take them out.
#[derive(Debug, Parser)]
#[command(name = "behov", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the words of a language that does not come along.
    Catalogue(catalogue::Arguments),
    /// Say everything that is wrong with questionnaires, code lists and files of regions, and where.
    Check(check::Arguments),
    /// Make code lists.
    Codelist(codelist::Arguments),
    /// Write a link for each municipality and region, with QR codes.
    Links(links::Arguments),
    /// Receive answers, and serve the questionnaires and the widget.
    Serve(serve::Arguments),
    /// Store answers that come as files: submissions, or what a respondent saved.
    Import(import::Arguments),
    /// Delete answers, or their contact data, that are older than they may be kept.
    Purge(keep::Purging),
    /// Copy a data folder into one file, while a collector may run.
    Backup(keep::Copying),
    /// Make a data folder from such a file.
    Restore(keep::Restoring),
    /// Write the OpenAPI document of what `serve` serves to standard output.
    Openapi,
    /// Write every stored answer, as lines of JSON or as tables.
    Export(export::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    let result: Result<ExitCode, Box<dyn std::error::Error>> = runtime.block_on(async {
        match arguments.command {
            Command::Catalogue(arguments) => return Ok(catalogue::catalogue(&arguments)?),
            Command::Check(arguments) => return Ok(check::check(&arguments)?),
            Command::Codelist(arguments) => return Ok(codelist::codelist(&arguments)?),
            Command::Links(arguments) => links::links(&arguments)?,
            Command::Serve(arguments) => serve::serve(arguments).await?,
            Command::Import(arguments) => return Ok(import::import(&arguments).await?),
            Command::Purge(arguments) => keep::purge(arguments).await?,
            Command::Backup(arguments) => keep::backup(&arguments).await?,
            Command::Restore(arguments) => keep::restore(&arguments).await?,
            Command::Openapi => {
                io::stdout().write_all(behov_collector::openapi().as_bytes())?;
            }
            Command::Export(arguments) => export::export(arguments).await?,
        }
        Ok(ExitCode::SUCCESS)
    });
    // A workbook that is put together for somebody only reads, and is not waited
    // for as long as it takes.
    runtime.shutdown_timeout(Duration::from_secs(1));
    result.unwrap_or_else(|error| fail(&*error))
}

fn fail(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("behov: {error}");
    ExitCode::FAILURE
}
