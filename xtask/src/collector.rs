//! The collector, built and started: for the demo and for development.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::cargo;
use crate::place::Place;
use crate::run::{self, Running};

/// How long the collector may take to open its database and listen.
const START_LIMIT: Duration = Duration::from_secs(30);

/// A collector that answers.
#[derive(Debug)]
pub(crate) struct Collector {
    pub(crate) running: Running,
    /// `http://127.0.0.1:<port>`
    pub(crate) address: String,
    pub(crate) database: PathBuf,
}

/// Builds the `behov` command and says where it lies.
///
/// # Errors
/// When it does not compile.
pub(crate) fn build(place: &Place) -> Result<PathBuf> {
    cargo::program(place, "behov-cli", "behov")
}

impl Collector {
    /// Starts the collector on this machine alone, with the example
    /// questionnaires and the demo page around the widget's files. Port 0
    /// takes a free one.
    ///
    /// # Errors
    /// When it cannot be started or does not answer in time.
    pub(crate) fn start(place: &Place, program: &Path, widget: &Path, port: u16) -> Result<Self> {
        let data = place.target.join("demo");
        std::fs::create_dir_all(&data)?;
        let mut command = cargo::clean(program);
        command
            .arg("serve")
            .current_dir(&place.root)
            .stdout(Stdio::piped());
        command.args(["--listen", &format!("127.0.0.1:{port}")]);
        command.arg("--data").arg(&data);
        command
            .arg("--questionnaires")
            .arg(place.root.join("public/examples"));
        command.arg("--widget").arg(widget);
        command.arg("--site").arg(place.root.join("public"));
        let mut running = Running::start(&mut command)?;
        let begun = Instant::now();
        let first_line = first_line(&mut running)?;
        let line = first_line.recv_timeout(START_LIMIT).ok().with_context(|| {
            format!("the collector did not start; is port {port} taken? --port chooses another")
        })?;
        let (address, database) =
            announced(&line).context("the collector said what we do not know")?;
        while !is_healthy(&address) {
            if run::interrupted() || running.ended().is_some() || begun.elapsed() > START_LIMIT {
                bail!("the collector does not answer at {address}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(Self {
            running,
            address: format!("http://{address}"),
            database,
        })
    }

    /// Where it listens.
    pub(crate) fn port(&self) -> Option<u16> {
        self.address.rsplit_once(':')?.1.parse().ok()
    }
}

/// The first line that it writes, as soon as it is there.
fn first_line(running: &mut Running) -> Result<mpsc::Receiver<String>> {
    let output = running.output().context("the collector has no output")?;
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let mut output = BufReader::new(output);
        let mut line = String::new();
        if output.read_line(&mut line).is_ok_and(|read| read > 0) {
            // Whoever waited may have given up.
            let _ = send.send(line);
        }
        // A pipe that nobody reads would stop the collector some day.
        let _ = std::io::copy(&mut output, &mut std::io::sink());
    });
    Ok(receive)
}

/// Address and database in `listening on http://<address>, database <path>, …`.
fn announced(line: &str) -> Option<(String, PathBuf)> {
    let (address, rest) = line.split_once("http://")?.1.split_once(", database ")?;
    let database = rest.rsplit_once(", questionnaires")?.0;
    Some((address.to_owned(), database.into()))
}

fn is_healthy(address: &str) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut connection = TcpStream::connect(address)?;
        connection.set_read_timeout(Some(Duration::from_secs(2)))?;
        let request =
            format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        connection.write_all(request.as_bytes())?;
        let mut status = [0; 12];
        connection.read_exact(&mut status)?;
        Ok(String::from_utf8_lossy(&status).into_owned())
    };
    ask().is_ok_and(|status| status.ends_with(" 200"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_announcement_tells_address_and_database() {
        let line = "listening on http://127.0.0.1:8080, database a, b/behov.db, questionnaires 2\n";
        let (address, database) = announced(line).unwrap();
        assert_eq!(address, "127.0.0.1:8080");
        assert_eq!(database, PathBuf::from("a, b/behov.db"));
        assert_eq!(announced("panicked"), None);
    }
}
