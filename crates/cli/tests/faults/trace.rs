//! Acknowledged means synced: a trace of the system calls shows it, since a
//! kill leaves what was only written in the system's memory and proves nothing.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use behov_collector::{Config, Server};

use crate::office::{Office, Running};
use crate::sender::post;

/// Where the collector without syncs finds its folder.
const UNSYNCED: &str = "BEHOV_FAULTS_UNSYNCED";

const SUBMISSIONS: usize = 12;

/// What a trace shows.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    /// Answers with 201.
    acknowledged: usize,
    /// Those of them that were sent while the log held something without a sync.
    too_early: usize,
    /// Those before which, since the one before them, nothing was written to the
    /// log and then synced: they stand for nothing on the disk.
    unproven: usize,
    /// Writes to the write-ahead log.
    written: usize,
    /// Syncs of it that succeeded.
    synced: usize,
}

/// Reads what `strace -f -y` wrote: one call a line, or the beginning of one
/// and, later, its end.
fn seen(trace: &str) -> Seen {
    let mut seen = Seen::default();
    let mut dirty = false;
    // Since the last answer with 201.
    let (mut written, mut proven) = (false, false);
    // Process -> whether the call that it is in is a sync of the log.
    let mut syncing = Vec::new();
    for line in trace.lines() {
        let (process, call) = line.split_once(' ').unwrap_or((line, ""));
        let call = call.trim_start();
        let is = |names: &[&str]| names.iter().any(|name| call.starts_with(name));
        let of_log = call.contains("-wal>");
        if is(&["write(", "pwrite64(", "writev("]) && of_log {
            seen.written += 1;
            (dirty, written) = (true, true);
        } else if is(&["fsync(", "fdatasync("]) && of_log {
            if call.contains("<unfinished") {
                syncing.push(process.to_owned());
            } else if call.ends_with("= 0") {
                seen.synced += 1;
                (dirty, proven) = (false, written);
            }
        } else if is(&["<... fsync resumed", "<... fdatasync resumed"]) {
            let before = syncing.len();
            syncing.retain(|one| one != process);
            if syncing.len() < before && call.ends_with("= 0") {
                seen.synced += 1;
                (dirty, proven) = (false, written);
            }
        } else if is(&["write(", "writev(", "sendto(", "sendmsg("])
            && call.contains("\"HTTP/1.1 201")
        {
            seen.acknowledged += 1;
            seen.too_early += usize::from(dirty);
            seen.unproven += usize::from(!proven);
            (written, proven) = (false, false);
        }
    }
    seen
}

/// Runs a collector under `strace`, sends to it, and gives the trace.
fn trace(office: &Office, inner: &Command) -> String {
    let file = office.folder.path().join("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-qq", "-o"]).arg(&file);
    command.args([
        "-e",
        "trace=fdatasync,fsync,pwrite64,write,writev,sendto,sendmsg",
    ]);
    command.arg(inner.get_program()).args(inner.get_args());
    command.current_dir(office.folder.path());
    for (name, value) in inner.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command.stdin(Stdio::null());
    let version = Command::new("strace")
        .arg("-V")
        .stdout(Stdio::null())
        .status();
    assert!(
        version.is_ok_and(|status| status.success()),
        "strace is needed to see that every answer is synced: `cargo xtask setup` installs it"
    );
    let running = Running::start(command);
    let running = running.unwrap_or_else(|| panic!("strace cannot trace here: is ptrace allowed?"));
    for number in 0..SUBMISSIONS {
        let answer = post(running.address, &office.submission(number)).unwrap();
        assert_eq!(answer.status, 201, "{}", answer.text);
    }
    end(&file);
    let begun = Instant::now();
    let mut running = running;
    while running.child.try_wait().unwrap().is_none() {
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "it does not stop"
        );
        thread::sleep(Duration::from_millis(20));
    }
    fs::read_to_string(file).unwrap()
}

/// Ends the traced process; `strace` ends with it.
fn end(trace: &Path) {
    let text = fs::read_to_string(trace).unwrap();
    let process = text.split_whitespace().next().unwrap();
    let kill = Command::new("kill").args(["-KILL", process]).status();
    assert!(kill.unwrap().success());
}

#[test]
fn no_answer_is_acknowledged_before_it_is_synced() {
    let office = Office::new();
    let seen = seen(&trace(
        &office,
        &office.command(&["--listen", "127.0.0.1:0"]),
    ));
    assert_eq!(
        (seen.acknowledged, seen.too_early, seen.unproven),
        (SUBMISSIONS, 0, 0),
        "{seen:?}"
    );
    println!(
        "faults: synced before acknowledged | 0 | {} | {} | {} | 0",
        seen.acknowledged, seen.acknowledged, seen.too_early
    );
}

#[test]
fn without_syncs_the_trace_shows_it() {
    let office = Office::new();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "trace::unsynced", "--nocapture"]);
    command.env(UNSYNCED, office.folder.path());
    let seen = seen(&trace(&office, &command));
    assert_eq!(seen.acknowledged, SUBMISSIONS, "{seen:?}");
    assert!(seen.too_early > SUBMISSIONS / 2, "{seen:?}");
    assert_eq!(seen.unproven, SUBMISSIONS, "{seen:?}");
}

/// The collector of the test above, in a process of its own, which serves until
/// it is killed. Here there is nothing to do.
#[test]
fn unsynced() {
    let Some(folder) = std::env::var_os(UNSYNCED) else {
        return;
    };
    let folder = Path::new(&folder);
    let config = Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        data: folder.join("data"),
        questionnaires: folder.join("questionnaires"),
        unsynced: true,
        ..Config::default()
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let server = Server::start(config).await.unwrap();
        println!("listening on http://{}, without syncs", server.address());
        server.run(std::future::pending()).await.unwrap();
    });
}

#[test]
fn a_trace_is_understood() {
    let log = "9</tmp/a/behov.db-wal>";
    let socket = "12<socket:[1]>";
    let good = format!(
        "1 pwrite64({log}, \"x\"..., 24, 0) = 24\n\
         1 fdatasync({log} <unfinished ...>\n\
         2 write(1</dev/null>, \"y\", 1) = 1\n\
         1 <... fdatasync resumed>) = 0\n\
         2 writev({socket}, [{{iov_base=\"HTTP/1.1 201 Created\"..., iov_len=9}}], 1) = 9\n"
    );
    let expected = Seen {
        acknowledged: 1,
        too_early: 0,
        unproven: 0,
        written: 1,
        synced: 1,
    };
    assert_eq!(seen(&good), expected);
    // The second of these has nothing of its own on the disk, though nothing
    // waits for a sync; a sync alone does not help.
    let (_, acknowledged) = good.trim_end().rsplit_once('\n').unwrap();
    for between in [String::new(), format!("1 fsync({log}) = 0\n")] {
        let twice = seen(&format!("{good}{between}{acknowledged}\n"));
        let told = (twice.acknowledged, twice.too_early, twice.unproven);
        assert_eq!(told, (2, 0, 1), "{between}");
    }
    assert_eq!(seen(&format!("{good}{good}")).unproven, 0);
    for (from, to) in [
        (") = 0", ") = -1 EIO"),
        ("fdatasync", "fstat"),
        ("behov.db-wal", "behov.db"),
    ] {
        let bad = seen(&good.replacen(from, to, if from == ") = 0" { 9 } else { 1 }));
        let early = from != "behov.db-wal";
        assert_eq!(
            bad.too_early,
            usize::from(early && bad.synced == 0),
            "{from}: {bad:?}"
        );
        assert_eq!(bad.unproven, 1, "{from}: {bad:?}");
    }
}
