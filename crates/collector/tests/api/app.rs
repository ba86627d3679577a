//! A collector of one test, and the submissions sent to it.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

use behov_collector::{Config, Selection, Server};
use behov_engine::Plan;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, Row};
use tempfile::TempDir;
use tokio::sync::oneshot;

use crate::client::{Answer, Client};

pub const TOKEN: &str = "the-admin-token-of-these-tests.0123456789";

pub const QUESTIONNAIRE: &str = include_str!("questionnaire.json");

/// A running collector; stops and leaves nothing behind when dropped.
pub struct TestApp {
    pub client: Client,
    pub folder: TempDir,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl TestApp {
    pub fn start() -> Self {
        Self::with(|_, _| {})
    }

    /// A collector whose admin addresses open with [`TOKEN`].
    pub fn with_token() -> Self {
        Self::with(|config, _| config.admin_token = Some(TOKEN.parse().unwrap()))
    }

    /// What the operator's program gets.
    pub fn admin(&self, path: &str) -> Answer {
        let token = format!("Bearer {TOKEN}");
        self.client.get(path, &[("authorization", &token)])
    }

    /// A collector after `change` to its configuration and its folder.
    pub fn with(change: impl FnOnce(&mut Config, &Path)) -> Self {
        crate::privacy::capture_log();
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config {
            listen: "127.0.0.1:0".parse().unwrap(),
            data: folder.path().join("data"),
            questionnaires: folder.path().join("questionnaires"),
            ..Config::default()
        };
        offer(&config.questionnaires, "1.0.0", |_| {});
        change(&mut config, folder.path());
        let (stop, stopped) = oneshot::channel::<()>();
        let (ready, address) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            runtime().block_on(async {
                let server = Server::start(config).await.unwrap();
                ready.send(server.address()).unwrap();
                server.run(async { drop(stopped.await) }).await.unwrap();
            });
        });
        let client = Client::new(address.recv().expect("the collector did not start"));
        Self {
            client,
            folder,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Sends `body` as a widget does.
    pub fn post(&self, body: &str) -> Answer {
        self.client
            .post(body, &[("content-type", "application/json")])
    }

    /// Tells the collector to stop, and goes on.
    pub fn begin_stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
    }

    /// Waits until the collector has stopped.
    pub fn stop(&mut self) {
        drop(self.stop.take());
        self.thread.take().unwrap().join().unwrap();
    }

    pub fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// How many submissions are stored.
    pub fn rows(&self) -> i64 {
        self.query("SELECT count(*) FROM submission")
            .parse()
            .unwrap()
    }

    /// The lines of an export.
    pub fn export(&self, selection: Selection) -> String {
        let mut out = Vec::new();
        runtime()
            .block_on(behov_collector::export(&self.data(), selection, &mut out))
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Does `sql` to the database behind the collector's back.
    pub fn tamper(&self, sql: &'static str) {
        runtime().block_on(async {
            let file = self.data().join("behov.db");
            let mut connection = SqliteConnectOptions::new()
                .filename(file)
                .foreign_keys(false)
                .pragma("ignore_check_constraints", "ON")
                .connect()
                .await
                .unwrap();
            sqlx::query(sql).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        });
    }

    /// The one value that `sql` gives, as text.
    pub fn query(&self, sql: &'static str) -> String {
        runtime().block_on(async {
            let file = self.data().join("behov.db");
            let mut connection = SqliteConnectOptions::new()
                .filename(file)
                .read_only(true)
                .connect()
                .await
                .unwrap();
            let row = sqlx::query(sql).fetch_one(&mut connection).await.unwrap();
            row.try_get::<String, _>(0)
                .or_else(|_| row.try_get::<i64, _>(0).map(|number| number.to_string()))
                .unwrap()
        })
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if self.thread.is_some() && !std::thread::panicking() {
            self.stop();
        }
    }
}

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}

/// Puts a version of the test questionnaire into the folder; gives its hash.
pub fn offer(questionnaires: &Path, version: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut document: Value = serde_json::from_str(QUESTIONNAIRE).unwrap();
    document["version"] = version.into();
    change(&mut document);
    let text = format!("{document:#}");
    let shelf = questionnaires.join("behov-test");
    fs::create_dir_all(&shelf).unwrap();
    fs::write(shelf.join(format!("{version}.json")), &text).unwrap();
    Plan::read(&text).unwrap().hash().to_owned()
}

/// A fresh id.
pub fn new_id() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!(
        "019a9d2e-7b1c-7000-8000-{:012x}",
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}

/// A submission with these answers and a fresh id, as a tree.
pub fn submission(answers: Value) -> Value {
    let mut document: Value = serde_json::from_str(QUESTIONNAIRE).unwrap();
    document["version"] = "1.0.0".into();
    let plan = Plan::read(&document.to_string()).unwrap();
    let mut whole = json!({
        "meta": {
            "schema": "behov.submission/1.0",
            "id": new_id(),
            "questionnaire": { "id": "behov-test", "version": "1.0.0", "hash": plan.hash() },
            "locale": "sv",
            "channel": "self",
            "today": "2026-11-21",
            "started_at": "2026-11-21T10:00:00Z",
            "submitted_at": "2026-11-21T10:05:00Z",
            "notice": { "version": "1", "shown_at": "2026-11-21T10:00:00Z" },
        },
        "org": { "country": "SE" },
    });
    merge(&mut whole, answers);
    whole
}

/// A submission that the test questionnaire accepts.
pub fn good() -> Value {
    submission(json!({
        "org": { "name": "Exempelsågen AB" },
        "out": { "need": "yes" },
        "need": [{ "occupation": { "text": "Sågverksoperatör" }, "count": { "y1": 2 } }],
        "perm": { "contact": true },
        "con": { "email": "info@example.org" },
    }))
}

fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from,
    }
}
