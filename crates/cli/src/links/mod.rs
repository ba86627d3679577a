//! `behov links`: a campaign link for each municipality and each region.

mod groups;
mod page;
mod qr;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use behov_engine::Plan;
use behov_schema::author::{self, Judged, Severity};
use behov_schema::regions::{self, Region};
use clap::{Args, ValueEnum};

use crate::check;
use groups::Group;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The questionnaire.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The address of the page that the form stands on, without a #.
    #[arg(long, value_name = "URL")]
    url: String,
    /// A division into regions, instead of the questionnaire's own.
    #[arg(long, value_name = "FILE")]
    regions: Option<PathBuf>,
    /// The campaign that the answers belong to, instead of the questionnaire's own.
    #[arg(long, value_name = "NAME")]
    campaign: Option<String>,
    /// For people, for a spreadsheet, or a page to print, with QR codes.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// A folder for the QR codes, one SVG file a link.
    #[arg(long, value_name = "DIR")]
    qr: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Csv,
    Html,
}

/// Writes the links to standard output, and what is left out to the other.
pub(crate) fn links(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    check_url(&arguments.url)?;
    let plan = plan(&arguments.file)?;
    let questionnaire = plan.questionnaire();
    let division = match &arguments.regions {
        Some(file) => division(file, &plan)?,
        None => questionnaire.regions.clone(),
    };
    let campaign = arguments.campaign.as_deref();
    let groups = groups::groups(&plan, &division, &arguments.url, campaign)?;
    if let Some(folder) = &arguments.qr {
        write_codes(&groups, folder)?;
    }
    let mut out = io::stdout().lock();
    match arguments.format {
        Format::Text => text(&groups, &mut out)?,
        Format::Csv => csv(&groups, &mut out)?,
        Format::Html => out.write_all(page::page(questionnaire, &groups)?.as_bytes())?,
    }
    Ok(out.flush()?)
}

fn check_url(url: &str) -> Result<(), String> {
    let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"));
    let host = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    let plain = |c: char| c.is_ascii_graphic() && !"#<>\"".contains(c);
    if host && url.chars().all(plain) {
        return Ok(());
    }
    Err(format!(
        "`{url}` is no address of a page: begin with https://, percent-encode what is not ASCII, and leave out #"
    ))
}

/// The plan of a questionnaire without an error.
fn plan(file: &Path) -> Result<Plan, Box<dyn std::error::Error>> {
    let (found, plan) =
        behov_collector::check(&fs::read(file).map_err(unreadable(file))?, file.parent());
    plan.ok_or_else(|| wrong(file, &found))
}

/// The regions of a file without an error, which are of the questionnaire's
/// country.
fn division(file: &Path, plan: &Plan) -> Result<Vec<Region>, Box<dyn std::error::Error>> {
    let text = fs::read_to_string(file).map_err(unreadable(file))?;
    let found = check::regions(&text);
    if found.iter().any(|found| found.severity == Severity::Error) {
        return Err(wrong(file, &found));
    }
    for warning in &found {
        eprintln!("{}", warning.line(&file.display()));
    }
    let division = regions::read(&text).map_err(|finding| finding.to_string())?;
    if division.country != plan.questionnaire().country {
        return Err("the regions and the questionnaire are of different countries".into());
    }
    Ok(division.regions)
}

fn unreadable(file: &Path) -> impl FnOnce(io::Error) -> String {
    move |error| format!("cannot read `{}`: {error}", file.display())
}

/// Everything that is wrong with a file, a line each.
fn wrong(file: &Path, found: &[Judged]) -> Box<dyn std::error::Error> {
    let lines = found.iter().map(|found| found.line(&file.display()));
    let lines: Vec<String> = lines.collect();
    format!("mend this first:\n{}", lines.join("\n")).into()
}

/// Writes the QR codes, and takes away those that an earlier run left and that
/// are no link of this one: a printed one would lead to the wrong place.
fn write_codes(groups: &[Group], folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    fs::create_dir_all(folder)?;
    let mut written = Vec::new();
    for group in groups {
        let region = group.region.as_ref();
        let region = region.map(|region| (format!("region-{}.svg", region.code), region));
        let places = group.places.iter();
        let places = places.map(|place| (format!("{}.svg", place.code), place));
        for (name, place) in region.into_iter().chain(places) {
            fs::write(folder.join(&name), qr::svg(&place.link)?)?;
            written.push(name);
        }
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_stale = qr::is_name(&name) && !written.contains(&name.to_string());
        if is_stale && fs::read_to_string(&path).is_ok_and(|text| qr::is_ours(&text)) {
            fs::remove_file(&path)?;
            eprintln!(
                "behov: {}: removed, no link leads there now",
                path.display()
            );
        }
    }
    Ok(())
}

fn text(groups: &[Group], out: &mut impl Write) -> io::Result<()> {
    for group in groups {
        let indent = match &group.region {
            Some(region) => {
                writeln!(out, "{} {}", author::plain(&region.name), region.link)?;
                "  "
            }
            None => "",
        };
        for place in &group.places {
            let name = author::plain(&place.name);
            writeln!(out, "{indent}{} {name} {}", place.code, place.link)?;
        }
    }
    Ok(())
}

/// A text that no spreadsheet takes for a formula: those begin with one of
/// these characters (OWASP, "CSV injection").
fn cell(text: &str) -> String {
    let text = author::plain(text);
    if text.trim_start().starts_with(['=', '+', '-', '@']) {
        format!("'{text}")
    } else {
        text
    }
}

/// RFC 4180, with a header.
fn csv(groups: &[Group], out: &mut impl Write) -> csv::Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(["kind", "code", "name", "region", "link"])?;
    for group in groups {
        let region = group.region.as_ref();
        let code = region.map_or("", |region| region.code.as_str());
        let all = region.map(|region| ("region", region)).into_iter();
        let places = group.places.iter().map(|place| ("municipality", place));
        for (kind, place) in all.chain(places) {
            let own = [place.code.as_str(), &place.name, code].map(cell);
            let [code, name, region] = own.each_ref().map(String::as_str);
            out.write_record([kind, code, name, region, &place.link])?;
        }
    }
    Ok(out.flush()?)
}
