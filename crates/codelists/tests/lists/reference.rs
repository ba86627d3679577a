//! Every code and every name against the reference data, where that lies
//! beside the project (`../shared/codelists`); it is not copied into it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::PathBuf;

use behov_schema::codelist::CodeList;

use crate::{label, list, project};

type Rows = Vec<HashMap<String, String>>;

/// The folder; none, and a word, where it is absent.
fn folder() -> Option<PathBuf> {
    let folder = project().join("../shared/codelists");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no reference data beside the project");
    None
}

fn rows(name: &str) -> Rows {
    let path = folder().unwrap().join(format!("{name}.csv"));
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let rows: Rows = reader.deserialize().map(Result::unwrap).collect();
    assert!(rows.len() > 9, "{name}");
    rows
}

/// The codes and names of the list are those of the rows, but for what is
/// said here to be wrong or cut there.
fn same(list: &CodeList, language: &str, theirs: &BTreeMap<String, String>, but: &[(&str, &str)]) {
    let ours: BTreeSet<&str> = list.entries.iter().map(|e| e.code.as_str()).collect();
    let codes: BTreeSet<&str> = theirs.keys().map(String::as_str).collect();
    assert_eq!(ours, codes, "{}", list.id);
    let mut differ = Vec::new();
    for (code, theirs) in theirs {
        let ours = label(list, code, language);
        let theirs = theirs.split_whitespace().collect::<Vec<_>>().join(" ");
        if ours != theirs {
            differ.push((code.as_str(), ours));
        }
    }
    assert_eq!(differ, but, "{} {language}", list.id);
}

fn names(rows: &Rows, code: &str, name: &str, fits: fn(&str) -> bool) -> BTreeMap<String, String> {
    let rows = rows.iter().filter(|row| fits(&row[code]));
    rows.map(|row| (row[code].clone(), row[name].clone()))
        .collect()
}

#[test]
fn municipalities_and_counties() {
    if folder().is_none() {
        return;
    }
    for (country, of, counties, municipalities, language, columns) in [
        (
            "no",
            ("fylke-no", "kommune-no"),
            "no-fylke-2024",
            "no-kommune-2024",
            "nb",
            [
                "fylkesnummer",
                "navn",
                "kommunenummer",
                "navn_offisielt",
                "fylkesnummer",
            ],
        ),
        (
            "se",
            ("lan-se", "kommun-se"),
            "se-lan",
            "se-kommun",
            "sv",
            ["lanskod", "namn", "kommunkod", "namn", "lanskod"],
        ),
    ] {
        let county = names(&rows(counties), columns[0], columns[1], |_| true);
        same(&list(of.0), language, &county, &[]);
        let rows = rows(municipalities);
        let mut all = names(&rows, columns[2], columns[3], |_| true);
        all.extend(county);
        let ours = list(of.1);
        same(&ours, language, &all, &[]);
        for row in &rows {
            let entry = ours.entry(&row[columns[2]]).unwrap();
            assert_eq!(entry.parent.as_ref(), Some(&row[columns[4]]));
        }
        let text = folder().unwrap().join(format!("{country}-neighbours.json"));
        let text = fs::read_to_string(text).unwrap();
        let theirs: BTreeMap<String, BTreeSet<String>> = serde_json::from_str(&text).unwrap();
        let mut borders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for entry in ours.entries.iter().filter(|entry| !entry.is_abstract) {
            borders.entry(entry.code.clone()).or_default();
            for other in &entry.neighbours {
                for (one, two) in [(&entry.code, other), (other, &entry.code)] {
                    borders.entry(one.clone()).or_default().insert(two.clone());
                }
            }
        }
        assert_eq!(borders, theirs, "{country}");
    }
}

#[test]
fn occupations() {
    if folder().is_none() {
        return;
    }
    let all: fn(&str) -> bool = |_| true;
    let no = list("styrk08");
    let theirs = rows("no-styrk08");
    // Hyphens that the print has left in the middle of a line.
    let split = [
        ("2144", "Sivilingeniører (maskin- og marinteknikk)"),
        (
            "2146",
            "Sivilingeniører (geofag, petroleumsteknologi, metallurgi mv.)",
        ),
        (
            "3132",
            "Kontrolloperatører ved forbrennings-, kjøle- og vannrenseanlegg mv.",
        ),
        ("3334", "Eiendomsmeglere og -forvaltere"),
        ("4321", "Lagermedarbeidere og materialforvaltere"),
        ("441", "Postbud, arkiv- og personalkontormedarbeidere"),
        ("5164", "Dyrepassere og -trenere mv."),
    ];
    same(&no, "nb", &names(&theirs, "code", "name_nb", all), &split);
    for row in &theirs {
        let entry = no.entry(&row["code"]).unwrap();
        assert_eq!(entry.parent.as_deref().unwrap_or_default(), row["parent"]);
    }

    let se = list("ssyk2012");
    let mut theirs = names(&rows("se-ssyk2012"), "code", "label", all);
    // Of two of one name we tell the level, as SCB does.
    for (code, name) in &mut theirs {
        let ours = label(&se, code, "sv");
        *name = name.replace(" - och", "- och");
        if let Some((ours, level)) = ours.split_once(", nivå ") {
            assert!(ours == name && code.ends_with(level), "{code}");
            *name = format!("{name}, nivå {level}");
        }
    }
    same(&se, "sv", &theirs, &[]);
    let mut maps: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows("se-ssyk2012-isco08") {
        let map = maps.entry(row["ssyk_or_af_code"].clone()).or_default();
        map.insert(row["isco08"].clone());
    }
    assert_eq!(maps.len(), 400);
    for (code, theirs) in maps {
        let ours = se.meant(&code).unwrap().maps.get("isco08");
        assert_eq!(
            ours.iter().cloned().collect::<BTreeSet<_>>(),
            theirs,
            "{code}"
        );
    }

    let isco = list("isco08");
    let theirs = names(&rows("isco08-en"), "code", "label_en", all);
    // Names with an apostrophe were lost there.
    let lost = [
        ("3151", "Ships' engineers"),
        ("531", "Child care workers and teachers' aides"),
        ("5312", "Teachers' aides"),
        ("835", "Ships' deck crews and related workers"),
        ("8350", "Ships' deck crews and related workers"),
    ];
    assert!(lost.iter().all(|(code, _)| theirs[*code] == "nan"));
    same(&isco, "en", &theirs, &lost);
}

#[test]
fn industries() {
    if folder().is_none() {
        return;
    }
    let upper: fn(&str) -> bool = |code| code.len() <= 2;
    let norwegian = names(&rows("no-sn2007"), "code", "name_nb", upper);
    same(&list("sn2007"), "nb", &norwegian, &[]);
    let swedish = names(&rows("se-sni2007"), "code", "label", upper);
    same(&list("sni2007"), "sv", &swedish, &[]);

    let eu = rows("nace-rev2.1-en-sv-da-fi");
    for (id, language) in [("sn2025", "en"), ("sni2025", "en"), ("sni2025", "sv")] {
        let mut theirs = names(&eu, "code", language, upper);
        let list = list(id);
        for (code, name) in &mut theirs {
            // Sections are in capitals there, and cut short.
            if code.len() == 1 {
                let ours = label(&list, code, language);
                let alike = name.to_lowercase().replace(" - and", "- and");
                assert_eq!(ours.to_lowercase(), alike, "{id} {code}");
                ours.clone_into(name);
            }
            *name = name.replace("n.e.c.", "not elsewhere classified");
        }
        same(&list, language, &theirs, &[]);
    }
}

#[test]
fn fields_of_education() {
    if folder().is_none() {
        return;
    }
    let theirs = names(&rows("isced-f2013"), "code", "label", |_| true);
    // There two codes have one name, and 0510 has the right to it.
    let wrong = [(
        "0519",
        "Biological and related sciences not elsewhere classified",
    )];
    assert_eq!(theirs["0519"], theirs["0510"]);
    same(&list("isced-f2013"), "en", &theirs, &wrong);
}
