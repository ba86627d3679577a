//! The `behov` command as a process: its words, its signals, its exit.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

fn behov() -> Command {
    Command::new(env!("CARGO_BIN_EXE_behov"))
}

/// A collector with the examples; its process and the line it began with.
fn serve(data: &Path) -> (Child, String) {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/examples");
    let mut child = behov()
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .arg("--questionnaires")
        .arg(examples)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    (child, line)
}

fn address(line: &str) -> &str {
    line.strip_prefix("listening on http://")
        .and_then(|rest| rest.split_once(','))
        .unwrap()
        .0
}

#[test]
fn it_says_where_it_listens_and_stops_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("not/there/yet");
    for signal in ["-TERM", "-INT"] {
        let (mut child, line) = serve(&data);
        assert!(
            line.contains("behov.db") && line.ends_with("questionnaires 5\n"),
            "{line}"
        );
        let mut stream = TcpStream::connect(address(&line)).unwrap();
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let kill = Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(kill.success());
        assert!(child.wait().unwrap().success(), "{signal}");
    }
    assert!(data.join("behov.db").exists() && !data.join("behov.db-wal").exists());
    let export = behov()
        .args(["export", "--data"])
        .arg(&data)
        .output()
        .unwrap();
    assert!(export.status.success() && export.stdout.is_empty());
}

#[test]
fn the_admin_token_comes_from_a_file_or_the_environment() {
    const TOKEN: &str = "command-line-test-token-0123456789";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    fs::write(&file, format!("{TOKEN}\n")).unwrap();
    let start = |file: Option<&Path>, variable: Option<&str>| {
        let mut command = behov();
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]);
        command.arg(folder.path().join("data"));
        command.arg("--questionnaires").arg(folder.path().join("q"));
        if let Some(file) = file {
            command.arg("--admin-token-file").arg(file);
        }
        command.envs(variable.map(|token| ("BEHOV_ADMIN_TOKEN", token)));
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    for (file, variable) in [
        (Some(file.as_path()), None),
        (None, Some(TOKEN)),
        (Some(file.as_path()), Some("the file counts")),
    ] {
        let mut child = start(file, variable);
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        let mut stream = TcpStream::connect(address(&line)).unwrap();
        write!(
            stream,
            "GET /api/v1/export HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
             Authorization: Bearer {TOKEN}\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        child.kill().unwrap();
        let told = child.wait_with_output().unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let told = String::from_utf8(told.stderr).unwrap();
        assert!(!told.contains(TOKEN) && told.contains("after=0"), "{told}");
    }

    for (text, words) in [
        ("a-short-token", "13 characters"),
        ("", "0 characters"),
        ("with a space in it, however long it may be", "characters"),
    ] {
        fs::write(&file, text).unwrap();
        let refused = start(Some(&file), None);
        let refused = refused.wait_with_output().unwrap();
        let told = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(1), "{told}");
        assert!(
            told.contains(words) && told.contains("openssl rand"),
            "{told}"
        );
        assert!(text.is_empty() || !told.contains(text), "{told}");
    }
    let missing = start(Some(Path::new("nowhere")), None);
    let told = String::from_utf8(missing.wait_with_output().unwrap().stderr).unwrap();
    assert!(told.contains("nowhere"), "{told}");
}

#[test]
fn what_is_wrong_is_said_on_standard_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("q/a")).unwrap();
    fs::write(
        folder.path().join("q/a/1.0.0.json"),
        "{\n  \"format\": 1\n}",
    )
    .unwrap();
    let broken = behov()
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder.path().join("data"))
        .arg("--questionnaires")
        .arg(folder.path().join("q"))
        .output()
        .unwrap();
    let told = String::from_utf8(broken.stderr).unwrap();
    assert_eq!(broken.status.code(), Some(1));
    assert!(
        told.contains("a/1.0.0.json:2:13: error[json.wrong_type]"),
        "{told}"
    );
    assert!(broken.stdout.is_empty());

    let origin = behov()
        .args(["serve", "--allow-origin", "www.example.org"])
        .output()
        .unwrap();
    let told = String::from_utf8(origin.stderr).unwrap();
    assert_eq!(origin.status.code(), Some(2));
    assert!(told.contains("scheme and host"), "{told}");

    let nothing = behov()
        .args(["export", "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(nothing.status.code(), Some(1));
    assert!(
        String::from_utf8(nothing.stderr)
            .unwrap()
            .contains("behov.db")
    );
}
