//! `behov codelist import` as a process: tables as people have them.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use behov_schema::codelist::{self, CodeList};

const HEAD: [&str; 10] = [
    "--id",
    "mina-yrken",
    "--version",
    "2026",
    "--title",
    "sv=Våra yrken",
    "--source",
    "Exempelkommunen",
    "--licence",
    "CC0",
];

const COLUMNS: [&str; 4] = ["--code", "Kod", "--label", "sv=Benämning"];

fn behov(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_behov"));
    command.args(["codelist", "import"]).args(arguments);
    command
}

/// What comes of a table, with these arguments besides the head.
fn import(table: &[u8], arguments: &[&str]) -> Output {
    let mut child = behov(&["-"])
        .args(HEAD)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(table).unwrap();
    child.wait_with_output().unwrap()
}

fn list(output: &Output) -> CodeList {
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    codelist::read(std::str::from_utf8(&output.stdout).unwrap()).unwrap()
}

fn told(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty(), "no list");
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn a_spreadsheets_table_becomes_a_list_that_passes_the_check() {
    let table = "\u{feff}Kod;Benämning;Kallas också;Tillhör;ISCO\r\n\
                 7;Hantverk;;;\r\n\
                 0711;\"Snickare; även timmermän\";timmerman|byggnadssnickare;7;7115\r\n\
                 0712;Svetsare;;7;7212\r\n";
    let arguments = [
        &COLUMNS[..],
        &["--synonyms", "sv=Kallas också", "--parent", "Tillhör"],
        &["--map", "isco08=ISCO", "--leaves-only"],
    ]
    .concat();
    let made = import(table.as_bytes(), &arguments);
    let list = list(&made);
    assert_eq!(list.id, "mina-yrken");
    assert_eq!(list.version, "2026");
    assert!(list.entry("7").unwrap().is_abstract);
    let carpenter = list.entry("0711").unwrap();
    assert_eq!(
        carpenter.label.exact("sv").unwrap().0,
        "Snickare; även timmermän"
    );
    assert_eq!(carpenter.synonyms.get("sv").len(), 2);
    assert_eq!(carpenter.maps.get("isco08"), ["7115"]);
    assert_eq!(carpenter.parent.as_deref(), Some("7"));

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mina-yrken.json");
    fs::write(&file, &made.stdout).unwrap();
    let check = |file: &Path| {
        let mut behov = Command::new(env!("CARGO_BIN_EXE_behov"));
        behov
            .arg("check")
            .arg("--strict")
            .arg(file)
            .output()
            .unwrap()
    };
    let checked = check(&file);
    assert_eq!(
        String::from_utf8(checked.stdout).unwrap(),
        "1 file: 0 errors, 0 warnings\n"
    );
    let broken = String::from_utf8(made.stdout)
        .unwrap()
        .replace("\"0712\"", "\"0711\"");
    fs::write(&file, broken).unwrap();
    let checked = check(&file);
    assert_eq!(checked.status.code(), Some(1));
    let words = String::from_utf8(checked.stdout).unwrap();
    assert!(
        words.contains("error[list.duplicate_code]: `0711`"),
        "{words}"
    );
    assert!(words.contains("^^^^^^ /entries/2/code"), "{words}");
}

#[test]
fn every_list_that_comes_along_passes_the_check() {
    let folder = project().join("public/codelists");
    let lists = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let lists: Vec<PathBuf> = lists
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    let mut behov = Command::new(env!("CARGO_BIN_EXE_behov"));
    let checked = behov
        .arg("check")
        .arg("--strict")
        .args(&lists)
        .output()
        .unwrap();
    let expected = format!("{} files: 0 errors, 0 warnings\n", lists.len());
    assert_eq!(String::from_utf8(checked.stdout).unwrap(), expected);
}

#[test]
fn a_file_is_written_and_summed_up() {
    let folder = tempfile::tempdir().unwrap();
    let (table, out) = (folder.path().join("a.csv"), folder.path().join("a.json"));
    fs::write(&table, "code,label.sv,parent\n1,A,\n11,B,1\n").unwrap();
    let mut command = behov(&HEAD);
    command
        .arg("--leaves-only")
        .arg(&table)
        .arg("--out")
        .arg(&out);
    let output = command.output().unwrap();
    let summary = String::from_utf8(output.stderr).unwrap();
    assert!(
        summary.ends_with("a.json: 2 entries, of which 1 can be chosen\n"),
        "{summary}"
    );
    assert!(output.status.success() && output.stdout.is_empty());
    let list = codelist::read(&fs::read_to_string(out).unwrap()).unwrap();
    assert_eq!(list.entries.len(), 2);
}

#[test]
fn faults_are_told_with_their_lines() {
    let words = told(&import(b"Kod;Ben\xe4mning\n1;a\n", &COLUMNS));
    assert!(
        words.starts_with("-:1: error[import.encoding]: This is not UTF-8."),
        "{words}"
    );
    let words = told(&import("Kod;Namn\n1;a\n".as_bytes(), &COLUMNS));
    assert_eq!(
        words,
        "-:1: error[import.no_column]: There is no column `Benämning`. There are: Kod, Namn.\n"
    );
    let words = told(&import(
        "Kod;Benämning\n1;a\n2;\n1;c\n".as_bytes(),
        &COLUMNS,
    ));
    assert_eq!(
        words,
        "-:3: error[text.missing]: The words in `sv` are missing in `label`. Add them.\n\
         -:4: error[list.duplicate_code]: `1` stands in the list already, as a code or an alias. Keep one of the two.\n"
    );
    let nb = ["--code", "Kod", "--label", "nb=Benämning"];
    let words = told(&import("Kod;Benämning\n1;a\n".as_bytes(), &nb));
    assert_eq!(
        words,
        "-: error[text.missing]: The labels are in `nb`, and the list has no title in it. Add --title nb=….\n"
    );
}

#[test]
fn a_zero_that_is_lost_is_warned_of() {
    let output = import("Kod;Benämning\n114;a\n1860;b\n".as_bytes(), &COLUMNS);
    assert_eq!(list(&output).entries.len(), 2);
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(
        words.starts_with("-: warning[list.lost_zero]: `114` is shorter"),
        "{words}"
    );
    let output = import("Kod;Benämning\n0114;a\n1860;b\n".as_bytes(), &COLUMNS);
    assert_eq!(list(&output).entry("0114").unwrap().code, "0114");
    assert!(output.stderr.is_empty());
}

#[test]
fn what_cannot_be_read_or_understood() {
    let output = behov(&["no-such-file.csv"]).args(HEAD).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(
        words.starts_with("behov: cannot read `no-such-file.csv`"),
        "{words}"
    );
    for wrong in [["--label", "Namn"], ["--separator", "x"]] {
        let output = behov(&["-"]).args(HEAD).args(wrong).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
    }
    // A comma where the first line has more semicolons.
    let table = "Kod,Benämning,a;b;c\n1,A,\n".as_bytes();
    told(&import(table, &COLUMNS));
    let comma = [&COLUMNS[..], &["--separator", ","]].concat();
    assert_eq!(list(&import(table, &comma)).entries.len(), 1);
}
