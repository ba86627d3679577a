//! A data folder, a questionnaire, and collectors started on them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

pub struct Office {
    pub folder: TempDir,
    hash: String,
}

/// A collector that listens; killed when dropped.
pub struct Running {
    pub child: Child,
    pub address: SocketAddr,
}

impl Office {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let text = include_str!("../../../collector/tests/api/questionnaire.json");
        let shelf = folder.path().join("questionnaires/behov-test");
        fs::create_dir_all(&shelf).unwrap();
        fs::write(shelf.join("1.0.0.json"), text).unwrap();
        let hash = behov_engine::Plan::read(text).unwrap().hash().to_owned();
        Self { folder, hash }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// `behov serve` with these options more.
    pub fn command(&self, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_behov"));
        command.args(["serve", "--data", "data"]).args(more);
        command.current_dir(self.folder.path());
        command
    }

    /// A collector on a free port.
    pub fn serve(&self, more: &[&str]) -> Running {
        let more = [&["--listen", "127.0.0.1:0"], more].concat();
        Running::start(self.command(&more)).unwrap()
    }

    /// A submission with the id of this number.
    pub fn submission(&self, number: usize) -> String {
        let body = json!({
            "meta": {
                "schema": "behov.submission/1.0",
                "id": id(number),
                "questionnaire": { "id": "behov-test", "version": "1.0.0", "hash": self.hash },
                "locale": "sv", "channel": "self", "today": "2026-11-21",
                "started_at": "2026-11-21T10:00:00Z", "submitted_at": "2026-11-21T10:05:00Z",
                "notice": { "version": "1", "shown_at": "2026-11-21T10:00:00Z" },
            },
            "org": { "country": "SE", "name": format!("Exempelsågen {number} AB") },
            "perm": { "contact": true },
            "con": { "email": format!("info-{number}@example.org") },
        });
        body.to_string()
    }

    /// How often each id is stored in a data folder; the database is sound, and
    /// every answer in it is the one that is sent under its id.
    pub fn stored(&self, data: &str) -> BTreeMap<String, usize> {
        let output = Command::new(env!("CARGO_BIN_EXE_behov"))
            .args(["export", "--data", data])
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{told}");
        let mut stored = BTreeMap::new();
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let id = line["submission"]["meta"]["id"].as_str().unwrap();
            let sent: Value = serde_json::from_str(&self.submission(number(id))).unwrap();
            assert_eq!(line["submission"], sent, "stored as it was sent");
            assert_eq!(line["status"], "stored", "{id}");
            *stored.entry(id.to_owned()).or_default() += 1;
        }
        stored
    }
}

/// The id of this number.
pub fn id(number: usize) -> String {
    format!("019a9d2e-7b1c-7000-8000-{number:012x}")
}

/// The number that this is the id of.
fn number(id: &str) -> usize {
    usize::from_str_radix(id.rsplit('-').next().unwrap(), 16).unwrap()
}

impl Running {
    /// Waits until it listens; nothing when it ends before.
    pub fn start(mut command: Command) -> Option<Self> {
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut lines = lines.map_while(Result::ok);
        let address = lines.find_map(|line| {
            let (_, rest) = line.split_once("listening on http://")?;
            rest.split_once(',')?.0.parse().ok()
        });
        // Its output is not read any more; it writes no more than that line.
        match address {
            Some(address) => Some(Self { child, address }),
            None => {
                drop(child.wait());
                None
            }
        }
    }

    /// As a loss of power would, but for what the system still has to write.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
