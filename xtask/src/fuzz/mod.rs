//! The fuzz targets in `fuzz/`: built with our ordinary toolchain, run for a
//! while each, two at a time.
//!
//! `cargo fuzz` does the same with a nightly toolchain and AddressSanitizer.
//! Our crates hold no unsafe code, so that here overflows, broken assertions,
//! time and memory are what is looked at, and no second toolchain is needed.

mod build;
mod seeds;
mod told;

use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::cargo;
use crate::place::Place;
use crate::run;
use told::Told;

/// So many run at a time.
const AT_A_TIME: usize = 2;

/// Reading the seeds, and ending.
const SLACK: Duration = Duration::from_secs(60);

/// What is fuzzed: a program of `fuzz/`.
#[derive(Clone, Copy, Debug)]
struct Target {
    name: &'static str,
    /// Bytes of an input at most. Much longer ones are the matter of tests:
    /// `crates/engine/tests/hostile`.
    longest: usize,
    /// Folders whose files are inputs to begin with, beside `fuzz/seeds`.
    folders: &'static [&'static str],
}

const TARGETS: [Target; 5] = [
    Target {
        name: "questionnaire",
        longest: 16 * 1024,
        folders: &[
            "tests/fixtures/questionnaires",
            "tests/fixtures/broken",
            "public/examples",
        ],
    },
    Target {
        name: "logic",
        longest: 4 * 1024,
        folders: &[],
    },
    Target {
        name: "submission",
        longest: 16 * 1024,
        folders: &["tests/fixtures/submissions"],
    },
    Target {
        name: "codelist",
        longest: 8 * 1024,
        folders: &["tests/fixtures/codelists", "codelists"],
    },
    Target {
        name: "inline",
        longest: 4 * 1024,
        folders: &[],
    },
];

/// How long, and what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Half a minute each. What it depends on is in the repository.
    Short,
    /// Ten minutes each; goes on with the inputs that earlier runs found.
    Long,
}

impl Form {
    fn time(self) -> Duration {
        Duration::from_secs(match self {
            Self::Short => 30,
            Self::Long => 600,
        })
    }
}

/// How a target went.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) name: &'static str,
    pub(crate) told: Told,
    /// What went wrong, if anything did.
    pub(crate) fault: Option<String>,
}

/// Builds the targets and runs each of them.
///
/// # Errors
/// When they do not compile, or somebody stops us.
pub(crate) fn run(place: &Place, form: Form) -> Result<Vec<Outcome>> {
    seeds::write(place)?;
    build::build(place)?;
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            scope.spawn(|| {
                while let Some(target) = TARGETS.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcome = one(place, form, *target);
                    if let Ok(mut outcomes) = outcomes.lock() {
                        outcomes.push(outcome);
                    }
                }
            });
        }
    });
    if run::interrupted() {
        bail!("stopped");
    }
    let mut outcomes = outcomes.into_inner().unwrap_or_default();
    outcomes.sort_by_key(|outcome| TARGETS.iter().position(|one| one.name == outcome.name));
    Ok(outcomes)
}

/// The short form, each target one test: it is counted as libtest's are.
///
/// # Errors
/// When a target fails.
pub(crate) fn check(place: &Place) -> Result<()> {
    let outcomes = run(place, Form::Short)?;
    let failed = report(&outcomes);
    let passed = TARGETS.len() - failed;
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {word}. {passed} passed; {failed} failed; 0 ignored");
    if failed > 0 {
        bail!("{failed} targets failed");
    }
    Ok(())
}

/// Prints the table; says how many failed.
pub(crate) fn report(outcomes: &[Outcome]) -> usize {
    println!(
        "\n{:<14}{:>11}{:>8}{:>8}{:>9}{:>8}  failures",
        "target", "runs", "inputs", "edges", "slowest", "memory"
    );
    for Outcome { name, told, fault } in outcomes {
        println!(
            "{name:<14}{:>11}{:>8}{:>8}{:>7} s{:>5} MB  {}",
            told.runs,
            told.inputs,
            told.edges,
            told.slowest,
            told.memory,
            fault.as_deref().unwrap_or("none")
        );
    }
    // Nothing passes by not running.
    let passed = outcomes.iter().filter(|outcome| outcome.fault.is_none());
    TARGETS.len() - passed.count()
}

fn one(place: &Place, form: Form, target: Target) -> Outcome {
    let name = target.name;
    let mut told = Told::default();
    let fault = match fuzzed(place, form, target, &mut told) {
        _ if told.fault.is_some() => told.fault.clone(),
        Err(error) => Some(format!("{error:#}")),
        Ok(()) if told.runs == 0 => Some("nothing was run".to_owned()),
        Ok(()) => None,
    };
    Outcome { name, told, fault }
}

fn fuzzed(place: &Place, form: Form, target: Target, told: &mut Told) -> Result<()> {
    let name = target.name;
    let found = folder(place, "corpus").join(match form {
        Form::Short => format!("{name}-short"),
        Form::Long => name.to_owned(),
    });
    if form == Form::Short && found.exists() {
        fs::remove_dir_all(&found)?;
    }
    let failures = folder(place, "failures").join(name);
    fs::create_dir_all(&found)?;
    fs::create_dir_all(&failures)?;
    let mut command = cargo::clean(build::program(place, name)?);
    command.arg(&found).args(seeds::folders(place, target));
    let dictionary = place.root.join(format!("fuzz/dictionaries/{name}.dict"));
    command.arg(format!("-dict={}", dictionary.display()));
    command.arg(format!("-artifact_prefix={}/", failures.display()));
    command.arg(format!("-max_len={}", target.longest));
    command.arg(format!("-max_total_time={}", form.time().as_secs()));
    // An input that does not end, or makes the process a gigabyte large. That
    // none takes a second of the processor the targets see themselves: by the
    // clock on the wall a busy machine would be at fault.
    command.args(["-timeout=20", "-rss_limit_mb=1024"]);
    command.args(["-print_final_stats=1", "-use_value_profile=1"]);
    if form == Form::Short {
        command.arg("-seed=20260101");
    }
    let ended = run::stream(&mut command, form.time() + SLACK, |line| {
        if !told.read(line) {
            println!("{name}: {line}");
        }
    })?;
    if !ended {
        bail!("failed; what failed is in {}", failures.display());
    }
    Ok(())
}

/// A folder of what fuzzing makes.
fn folder(place: &Place, name: &str) -> PathBuf {
    place.target.join("fuzz").join(name)
}
