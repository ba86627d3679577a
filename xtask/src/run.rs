//! Runs other programs: bounded in time, stopped with everything they began.
//!
//! Each program gets a process group of its own, so that a time-out or Ctrl-C
//! ends its children too and no browser or server is left behind.

use std::io::{Read, Write};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

const TICK: Duration = Duration::from_millis(20);
/// How long a program may take to stop by itself when asked to.
const GRACE: Duration = Duration::from_secs(10);

/// From here on Ctrl-C (and a request to terminate) stops what runs, then us.
pub(crate) fn watch_for_interrupt() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst))?;
    Ok(())
}

/// Whether somebody has asked us to stop.
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Runs to the end, its output passing straight through.
///
/// # Errors
/// When the program cannot be started, fails, or outlasts `limit`.
pub(crate) fn run(command: &mut Command, limit: Duration) -> Result<()> {
    let status = Running::start(command)?.wait(limit)?;
    succeeded(command, status)
}

/// Runs to the end and returns what it wrote to its standard output. Its
/// standard error is part of the error when it fails, else thrown away.
///
/// # Errors
/// As [`run`].
pub(crate) fn capture(command: &mut Command, limit: Duration) -> Result<String> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = Running::start(command)?;
    let output = running.child.stdout.take().map(read_whole);
    let problems = running.child.stderr.take().map(read_whole);
    let status = running.wait(limit)?;
    let output = output.map(joined).unwrap_or_default();
    let problems = problems.map(joined).unwrap_or_default();
    succeeded(command, status).with_context(|| problems.trim().to_owned())?;
    Ok(output)
}

/// Runs to the end; every line of output and errors goes to `each_line` as it
/// comes. Says whether the program succeeded.
///
/// # Errors
/// When the program cannot be started or outlasts `limit`.
pub(crate) fn stream(
    command: &mut Command,
    limit: Duration,
    each_line: impl FnMut(&str) + Send,
) -> Result<bool> {
    let (mut reader, writer) = std::io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let running = Running::start(command);
    // The command keeps its ends of the pipe; without this the reader would
    // wait for them for ever.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut running = running?;
    thread::scope(|scope| {
        scope.spawn(|| by_line(&mut reader, each_line));
        let status = running.wait(limit);
        // Whatever it left behind would hold the pipe open.
        running.stop();
        Ok(status?.success())
    })
}

/// A program that is running; it is stopped when this goes out of scope.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    name: String,
}

impl Running {
    /// # Errors
    /// When the program cannot be started.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("`{name}` cannot be started"))?;
        Ok(Self { child, name })
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// When it outlasts `limit` or we are interrupted; it has been stopped.
    pub(crate) fn wait(&mut self, limit: Duration) -> Result<ExitStatus> {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            if interrupted() {
                self.stop();
                bail!("stopped");
            }
            if begun.elapsed() >= limit {
                self.stop();
                let seconds = limit.as_secs();
                bail!(
                    "`{}` took longer than {seconds} s and was stopped",
                    self.name
                );
            }
            thread::sleep(TICK);
        }
    }

    /// What it writes, if its output was to be piped; once.
    pub(crate) fn output(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// Its end, if it has come.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Asks it and everything it began to stop, and insists after a while.
    pub(crate) fn stop(&mut self) {
        signal(&mut self.child, Demand::Please);
        let begun = Instant::now();
        while self.ended().is_none() && begun.elapsed() < GRACE {
            thread::sleep(TICK);
        }
        signal(&mut self.child, Demand::Now);
        // It has ended, or just been killed: there is nothing to report.
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.ended().is_none() {
            self.stop();
        }
    }
}

enum Demand {
    Please,
    Now,
}

/// A group whose members have all ended is no failure.
#[cfg(unix)]
fn signal(child: &mut Child, demand: Demand) {
    use nix::sys::signal::{Signal, killpg};
    use nix::unistd::Pid;
    let signal = match demand {
        Demand::Please => Signal::SIGTERM,
        Demand::Now => Signal::SIGKILL,
    };
    if let Ok(group) = i32::try_from(child.id()) {
        let _ = killpg(Pid::from_raw(group), signal);
    }
}

#[cfg(not(unix))]
fn signal(child: &mut Child, _: Demand) {
    let _ = child.kill();
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    bail!("`{line}` failed ({status})")
}

fn read_whole(mut from: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut whole = Vec::new();
        // What could be read is what there is to tell.
        let _ = from.read_to_end(&mut whole);
        String::from_utf8_lossy(&whole).into_owned()
    })
}

fn joined(reader: thread::JoinHandle<String>) -> String {
    reader.join().unwrap_or_default()
}

fn by_line(from: &mut impl Read, mut each_line: impl FnMut(&str)) {
    let mut reader = std::io::BufReader::new(from);
    let mut line = Vec::new();
    while std::io::BufRead::read_until(&mut reader, b'\n', &mut line).is_ok_and(|read| read > 0) {
        each_line(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']));
        line.clear();
    }
    // A line is shown at once, even when our output is a file.
    let _ = std::io::stdout().flush();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    const LONG: Duration = Duration::from_secs(30);

    #[test]
    fn a_failure_names_the_command_and_what_it_said() {
        let error = capture(&mut shell("echo why >&2; exit 3"), LONG).unwrap_err();
        let message = format!("{error:#}");
        assert!(message.contains("why"), "{message}");
        assert!(message.contains("exit 3"), "{message}");
    }

    #[test]
    fn output_and_errors_come_line_by_line() {
        let mut lines = Vec::new();
        let done = stream(
            &mut shell("echo one; echo two >&2; printf three"),
            LONG,
            |line| {
                lines.push(line.to_owned());
            },
        );
        assert!(done.unwrap());
        assert_eq!(lines, ["one", "two", "three"]);
    }

    #[test]
    fn what_outlasts_its_time_is_stopped_with_its_children() {
        let begun = Instant::now();
        let limit = Duration::from_millis(200);
        // The child holds the pipe: had it lived on, this would take a minute.
        let done = stream(&mut shell("sleep 60 & sleep 60"), limit, |_| ());
        let message = done.unwrap_err().to_string();
        assert!(message.contains("took longer"), "{message}");
        assert!(begun.elapsed() < GRACE);
    }
}
