//! `behov purge`, `behov backup`, `behov restore`: what is done with a data
//! folder.

use std::path::PathBuf;

use behov_collector::{KeepError, Purge};
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Purging {
    /// The folder of the database.
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// What was received before this date, in UTC: YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    before: String,
    /// The contact data alone, which it is without this too.
    #[arg(long, conflicts_with = "all")]
    contact: bool,
    /// The whole answers.
    #[arg(long)]
    all: bool,
    /// Only the answers to this questionnaire.
    #[arg(long, value_name = "ID")]
    questionnaire: Option<String>,
    /// Only count what would be deleted.
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Copying {
    /// The folder of the database.
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// The file to make; must not be there.
    file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Restoring {
    /// The file that `behov backup` made.
    file: PathBuf,
    /// The folder to make; must hold no database.
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
}

/// Deletes, and says how much.
pub(crate) async fn purge(arguments: Purging) -> Result<(), KeepError> {
    let purge = Purge {
        before: arguments.before,
        questionnaire: arguments.questionnaire,
        all: arguments.all,
        dry_run: arguments.dry_run,
    };
    let purged = behov_collector::purge(&arguments.data, &purge).await?;
    println!(
        "{}: answers {}, contact data {}",
        if purge.dry_run {
            "would be deleted"
        } else {
            "deleted"
        },
        purged.submissions,
        purged.contacts
    );
    if purged.left_over {
        eprintln!(
            "behov: what was deleted still lies in the log of the database, because another program is reading it: run this again later (a collector that runs here empties the log by itself, once a day)"
        );
    }
    Ok(())
}

/// Copies, and says so.
pub(crate) async fn backup(arguments: &Copying) -> Result<(), KeepError> {
    behov_collector::backup(&arguments.data, &arguments.file).await?;
    println!("copied to {}", arguments.file.display());
    Ok(())
}

/// Restores, and says how many answers there are.
pub(crate) async fn restore(arguments: &Restoring) -> Result<(), KeepError> {
    let count = behov_collector::restore(&arguments.file, &arguments.data).await?;
    println!("restored to {}: answers {count}", arguments.data.display());
    Ok(())
}
