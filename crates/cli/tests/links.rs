//! `behov links` as a process: the links, their forms and their QR codes.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

const URL: &str = "https://www.example.org/enkat?a=1&b=2";

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name)
}

/// A folder with a Norwegian questionnaire that offers these municipalities.
fn folder(municipalities: &[&str], more: Value) -> TempDir {
    let minimal = file("tests/fixtures/questionnaires/valid/minimal.json");
    let text = fs::read_to_string(minimal).unwrap();
    let mut document: Value = serde_json::from_str(&text.replace("\"sv\"", "\"nb\"")).unwrap();
    let choices = municipalities.iter();
    let choices = choices.map(|code| json!({ "code": code, "label": { "nb": "Sted" } }));
    document["country"] = json!("NO");
    document["title"] = json!({ "nb": "Behov & <planer>" });
    document["pages"][0]["questions"] = json!([{
        "id": "org.municipality", "type": "choice", "label": { "nb": "Kommune" },
        "system": { "system": "kommune-no", "version": "2024" },
        "choices": choices.collect::<Vec<_>>(),
    }]);
    for (name, value) in more.as_object().unwrap() {
        document[name] = value.clone();
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("q.json"), document.to_string()).unwrap();
    folder
}

fn regions() -> Value {
    json!([
        { "id": "fosen", "name": { "nb": "Fosen" }, "municipalities": ["5054", "5057"] },
        { "id": "namdalen", "name": { "nb": "Namdalen" }, "municipalities": ["5007", "5054"] },
    ])
}

fn links(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_behov"))
        .arg("links")
        .arg(folder.path().join("q.json"))
        .args(["--url", URL])
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[track_caller]
fn printed(output: &Output) -> &str {
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn each_region_and_municipality_has_a_link() {
    let folder = folder(&["5007", "5054", "5057"], json!({ "regions": regions() }));
    let output = links(&folder, &[]);
    let expected = [
        "Fosen https://www.example.org/enkat?a=1&b=2#behov:region=fosen",
        "  5054 Indre Fosen https://www.example.org/enkat?a=1&b=2#behov:org.municipality=5054&region=fosen",
        "  5057 Ørland https://www.example.org/enkat?a=1&b=2#behov:org.municipality=5057&region=fosen",
        "Namdalen https://www.example.org/enkat?a=1&b=2#behov:region=namdalen",
        "  5007 Namsos - Nåavmesjenjaelmie https://www.example.org/enkat?a=1&b=2#behov:org.municipality=5007&region=namdalen",
        "",
    ];
    assert_eq!(
        printed(&output),
        expected.join("\n"),
        "the first region has 5054"
    );
    let output = links(&folder, &["--campaign", "brev-1"]);
    let all = printed(&output)
        .lines()
        .filter(|line| line.ends_with("&campaign=brev-1"));
    assert_eq!(all.count(), 5);
}

#[test]
fn without_regions_every_municipality_of_the_country_has_one() {
    let folder = folder(&["0301", "5007"], json!({}));
    let output = links(&folder, &[]);
    let expected = [
        "0301 Oslo https://www.example.org/enkat?a=1&b=2#behov:org.municipality=0301",
        "5007 Namsos - Nåavmesjenjaelmie https://www.example.org/enkat?a=1&b=2#behov:org.municipality=5007",
        "",
    ];
    assert_eq!(
        printed(&output),
        expected.join("\n"),
        "of those that are offered"
    );
}

#[test]
fn two_of_the_same_name_are_told_apart_by_their_counties() {
    let folder = folder(&["1515", "1818", "1806"], json!({}));
    let output = links(&folder, &[]);
    let names: Vec<&str> = printed(&output)
        .lines()
        .map(|line| line.split(" https://").next().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "1515 Herøy (Møre og Romsdal)",
            "1806 Narvik",
            "1818 Herøy (Nordland - Nordlánnda)"
        ]
    );
}

#[test]
fn codes_of_links_that_are_no_more_are_taken_away() {
    let folder = folder(&["5007", "5057"], json!({ "regions": regions() }));
    let codes = folder.path().join("codes");
    let argument = codes.to_str().unwrap().to_owned();
    printed(&links(&folder, &["--qr", &argument]));
    for name in ["5058.svg", "region-old.svg"] {
        fs::copy(codes.join("5057.svg"), codes.join(name)).unwrap();
    }
    // What is not ours stays, whatever its name.
    for name in ["1234.svg", "logo.svg", "5057.txt"] {
        fs::write(
            codes.join(name),
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        )
        .unwrap();
    }
    let output = links(&folder, &["--qr", &argument]);
    printed(&output);
    let told = text(&output.stderr);
    for name in ["5058.svg", "region-old.svg"] {
        assert!(!codes.join(name).exists(), "{name}");
        assert!(told.contains(&format!("{name}: removed")), "{told}");
    }
    for name in [
        "5057.svg",
        "region-fosen.svg",
        "1234.svg",
        "logo.svg",
        "5057.txt",
    ] {
        assert!(codes.join(name).exists(), "{name}");
    }
}

#[test]
fn a_file_of_regions_comes_before_the_questionnaires_own() {
    let folder = folder(&["5007", "5020"], json!({ "regions": regions() }));
    let division = file("public/regions/trondelag.json");
    let output = links(&folder, &["--regions", division.to_str().unwrap()]);
    let told = printed(&output);
    assert!(
        told.contains("org.municipality=5020&region=fosen"),
        "{told}"
    );
    assert!(told.contains("#behov:region=trondelag-sor"), "{told}");
    let left_out = text(&output.stderr);
    assert!(
        left_out.contains("behov: the questionnaire does not offer 5054: left out\n"),
        "{left_out}"
    );
}

#[test]
fn a_spreadsheet_reads_the_links() {
    let folder = folder(&["5007", "5057"], json!({ "regions": regions() }));
    let output = links(&folder, &["--format", "csv"]);
    let mut reader = csv::Reader::from_reader(printed(&output).as_bytes());
    let header = reader.headers().unwrap().clone();
    assert_eq!(header, vec!["kind", "code", "name", "region", "link"]);
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[0][..4], ["region", "fosen", "Fosen", "fosen"]);
    assert_eq!(
        rows[3][..4],
        [
            "municipality",
            "5007",
            "Namsos - Nåavmesjenjaelmie",
            "namdalen"
        ]
    );
    assert!(rows[3][4].ends_with("#behov:org.municipality=5007&region=namdalen"));
}

/// The text of the only QR code that the SVG shows, as a camera reads it.
fn read(svg: &str) -> String {
    let side = svg.split("viewBox=\"0 0 ").nth(1).unwrap();
    let side: usize = side.split(' ').next().unwrap().parse().unwrap();
    let path = svg
        .split(" d=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let mut dark = vec![false; side * side];
    for module in path.split('M').skip(1) {
        let place = module.strip_suffix("h1v1h-1z").unwrap();
        let (x, y) = place.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        dark[y * side + x] = true;
    }
    let scale = 4;
    let shade = |x: usize, y: usize| {
        if dark[y / scale * side + x / scale] {
            0
        } else {
            255
        }
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * scale, side * scale, shade);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

#[test]
fn a_camera_reads_the_link() {
    let folder = folder(&["5007", "5057"], json!({ "regions": regions() }));
    let codes = folder.path().join("qr/codes");
    let output = links(&folder, &["--qr", codes.to_str().unwrap()]);
    let told = printed(&output).to_owned();
    let mut names: Vec<_> = fs::read_dir(&codes)
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "5007.svg",
            "5057.svg",
            "region-fosen.svg",
            "region-namdalen.svg"
        ]
    );
    for (name, link) in [
        ("5007.svg", "#behov:org.municipality=5007&region=namdalen"),
        ("region-fosen.svg", "#behov:region=fosen"),
    ] {
        let link = format!("{URL}{link}");
        assert!(told.contains(&link));
        assert_eq!(read(&fs::read_to_string(codes.join(name)).unwrap()), link);
    }
}

#[test]
fn a_page_to_print_shows_each_code_and_nothing_runs_in_it() {
    let folder = folder(&["5007", "5057"], json!({ "regions": regions() }));
    let output = links(&folder, &["--format", "html"]);
    let page = printed(&output);
    assert!(
        page.starts_with("<!doctype html>\n<html lang=\"nb\">\n"),
        "{page}"
    );
    assert!(page.contains("<h1>Behov &amp; &lt;planer&gt;</h1>"));
    assert!(page.contains("<h2>Namdalen</h2>"));
    assert!(page.contains("?a=1&amp;b=2#behov:org.municipality=5057&amp;region=fosen\">"));
    assert!(!page.contains("<script") && !page.contains("<planer>"));
    let codes: Vec<&str> = page.split("<svg").skip(1).collect();
    assert_eq!(codes.len(), 4);
    assert_eq!(read(codes[0]), format!("{URL}#behov:region=fosen"));
}

#[test]
fn what_cannot_work_is_said() {
    let whole = || folder(&["5007"], json!({ "regions": regions() }));
    let fails = |folder: &TempDir, arguments: &[&str], why: &str| {
        let output = links(folder, arguments);
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains(why), "{told}");
        assert!(output.stdout.is_empty());
    };
    fails(
        &whole(),
        &["--campaign", "Brev 1"],
        "`Brev 1` cannot be a campaign",
    );
    let output = links(&whole(), &["--campaign", "Brev 1"]);
    assert_eq!(
        text(&output.stderr).lines().count(),
        1,
        "nothing is said of what is left out"
    );
    fails(
        &whole(),
        &["--regions", "no/such.json"],
        "cannot read `no/such.json`",
    );
    let sweden = file("public/regions/akademi-norr.json");
    fails(
        &whole(),
        &["--regions", sweden.to_str().unwrap()],
        "of different countries",
    );
    let broken = whole();
    let wrong = broken.path().join("regions.json");
    fs::write(&wrong, "{\"format\": \"behov.regions/1\"}").unwrap();
    fails(
        &broken,
        &["--regions", wrong.to_str().unwrap()],
        "regions.json:1:1: error[json.missing_field]: ",
    );
    let none = json!([{ "id": "a", "name": { "nb": "A" }, "municipalities": ["5099"] }]);
    fails(
        &folder(&["5007"], json!({ "regions": none })),
        &[],
        "error[regions.municipality]: The list `kommune-no`, version 2024, has no municipality `5099`",
    );
    fails(
        &folder(
            &["5007"],
            json!({ "pages": [{
            "id": "main", "title": { "nb": "Om dere" },
            "questions": [{ "id": "org.name", "type": "text", "label": { "nb": "Navn" } }],
        }] }),
        ),
        &[],
        "the questionnaire takes no org.municipality from a link",
    );
    fails(
        &folder(&["5007"], json!({ "version": "1" })),
        &[],
        "error[version.invalid]",
    );
    for url in [
        "www.example.org",
        "https://",
        "https:///a",
        "https://a.example/#b",
        "https://a.example/å",
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_behov"))
            .arg("links")
            .arg(whole().path().join("q.json"))
            .args(["--url", url])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{url}");
        assert!(
            text(&output.stderr).contains("is no address of a page"),
            "{url}"
        );
    }
}

/// A name in a file of somebody else's is no command to the terminal, and no
/// formula to a spreadsheet.
#[test]
fn a_name_is_nothing_but_a_name() {
    let named = |name: &str| {
        let regions = json!([
            { "id": "fosen", "name": { "nb": name }, "municipalities": ["5054"] },
        ]);
        folder(&["5054"], json!({ "regions": regions }))
    };
    let output = links(&named("a\u{1b}[2J\u{202e}b"), &[]);
    assert!(
        printed(&output).starts_with("a [2J b https://"),
        "{output:?}"
    );
    for (name, cell) in [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(1)", "'@SUM(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("\t=1", "' =1"),
        ("Fosen - nord", "Fosen - nord"),
    ] {
        let output = links(&named(name), &["--format", "csv"]);
        let line = printed(&output).lines().nth(1).unwrap();
        let begins = format!("region,fosen,{cell},fosen,");
        assert!(line.starts_with(&begins), "{line}");
    }
}
