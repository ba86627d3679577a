//! Serves the demo page and rebuilds what changes. The widget is compiled
//! without optimisation, so that the page is up to date in seconds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::collector::{self, Collector};
use crate::dist;
use crate::place::Place;
use crate::run;
use crate::setup;

const INTERVAL: Duration = Duration::from_millis(400);

/// What the widget's files are made of.
const WIDGET: [&str; 8] = [
    "src",
    "style",
    "locales",
    "public/behov.js",
    "public/behov.classic.js",
    "public/start.js",
    "crates/schema/src",
    "crates/engine/src",
];
/// What the collector is made of, and what it reads only when it starts.
const COLLECTOR: [&str; 3] = ["crates", "public/examples", "Cargo.lock"];

/// Path -> time of the last change.
type Files = BTreeMap<PathBuf, SystemTime>;

/// # Errors
/// When the first build fails or a watched folder cannot be read.
pub(crate) fn dev(place: &Place, port: u16) -> Result<()> {
    let mut widget = files(place, &WIDGET)?;
    let mut server = files(place, &COLLECTOR)?;
    setup::for_dist(place)?;
    let folder = dist::develop(place)?;
    let first = serve(place, &folder, port)?;
    // The page that is open must find the next one too.
    let port = first.port().unwrap_or(port);
    let mut collector = Some(first);
    while !run::interrupted() {
        thread::sleep(INTERVAL);
        if changed(&mut widget, files(place, &WIDGET)?) {
            report("widget", dist::develop(place).map(drop));
        }
        if changed(&mut server, files(place, &COLLECTOR)?) {
            // The new one can listen only when the old one has stopped.
            collector = None;
            match serve(place, &folder, port) {
                Ok(started) => collector = Some(started),
                Err(error) => report("collector", Err(error)),
            }
        }
    }
    drop(collector);
    Ok(())
}

fn serve(place: &Place, widget: &Path, port: u16) -> Result<Collector> {
    let program = collector::build(place)?;
    let collector = Collector::start(place, &program, widget, port)?;
    println!("dev    {}/  (Ctrl-C stops it)", collector.address);
    Ok(collector)
}

fn report(what: &str, done: Result<()>) {
    match done {
        // What we stop ourselves has not failed.
        Err(_) if run::interrupted() => {}
        Ok(()) => println!("dev    {what} rebuilt: reload the page"),
        Err(error) => println!("dev    {what}: {error:#}"),
    }
}

fn changed(before: &mut Files, now: Files) -> bool {
    let changed = *before != now;
    *before = now;
    changed
}

fn files(place: &Place, roots: &[&str]) -> Result<Files> {
    let mut files = Files::new();
    for root in roots {
        collect(&place.root.join(root), &mut files)?;
    }
    Ok(files)
}

fn collect(path: &Path, files: &mut Files) -> Result<()> {
    // An editor may replace a file just now: what is gone has changed.
    let Ok(about) = fs::metadata(path) else {
        return Ok(());
    };
    if about.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else {
        files.insert(path.to_owned(), about.modified()?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_a_written_and_a_removed_file_are_changes() {
        let folder = std::env::temp_dir().join(format!("behov-dev-{}", std::process::id()));
        let file = folder.join("inner/file");
        fs::create_dir_all(folder.join("inner")).unwrap();
        let look = || {
            let mut files = Files::new();
            collect(&folder, &mut files).unwrap();
            files
        };
        let mut before = look();
        assert!(!changed(&mut before, look()));
        fs::write(&file, "one").unwrap();
        assert!(changed(&mut before, look()));
        let later = SystemTime::now() + Duration::from_secs(5);
        fs::File::options()
            .append(true)
            .open(&file)
            .unwrap()
            .set_modified(later)
            .unwrap();
        assert!(changed(&mut before, look()));
        fs::remove_file(&file).unwrap();
        assert!(changed(&mut before, look()));
        assert!(!changed(&mut before, look()));
        fs::remove_dir_all(&folder).unwrap();
    }
}
