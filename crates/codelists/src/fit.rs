//! Whether what a questionnaire says in codes are codes of the list they are
//! of: its choices, its answers to begin with and its regions.

use behov_schema::codelist::CodeList;
use behov_schema::document::{Country, Outline};
use behov_schema::regions::Region;
use behov_schema::{Finding, Question, QuestionType, Questionnaire};
use serde_json::Value;

use crate::known::{has, known, list};

/// A `code.not_in_list` at the code of every choice, and every answer to begin
/// with, that names one of our lists and is no code of it that can be an
/// answer: the collector would refuse whoever chooses it, or sends it as it
/// is. A `regions.municipality` at every municipality that there is not. The
/// pointers lead into the document.
pub fn fit(questionnaire: &Questionnaire) -> Vec<Finding> {
    let outline = Outline::new(questionnaire);
    let mut findings = Vec::new();
    for (number, entry) in outline.iter() {
        let Some(question) = outline.question(questionnaire, number) else {
            continue;
        };
        let at = outline.pointer(number);
        findings.extend(choices(question, &at));
        let pointer = match outline.is_core(number) {
            true => format!("/pages/{}/prefill/{}", entry.page, question.id),
            false => format!("{at}/prefill"),
        };
        let asked = outline.find(Country::ANSWER).is_some();
        findings.extend(begun(question, questionnaire, asked, pointer));
    }
    // A list of the questionnaire's own may know others.
    if ours(questionnaire, municipality_list(questionnaire.country)).is_some() {
        findings.extend(fit_regions(questionnaire.country, &questionnaire.regions));
    }
    findings
}

/// A `regions.municipality` at every municipality of `regions`, which stand
/// under `/regions`, that the country does not have. What is no code at all is
/// told by the check of the form.
pub fn fit_regions(country: Country, regions: &[Region]) -> Vec<Finding> {
    let id = municipality_list(country);
    let elsewhere = match country {
        Country::Norway => municipality_list(Country::Sweden),
        Country::Sweden => municipality_list(Country::Norway),
    };
    let (Some(own), Some(other)) = (list(id), list(elsewhere)) else {
        return Vec::new();
    };
    let is_code = |code: &str| code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit());
    let mut findings = Vec::new();
    for (region, Region { municipalities, .. }) in regions.iter().enumerate() {
        for (index, code) in municipalities.iter().enumerate() {
            if !is_code(code) || has(id, code) != Some(false) {
                continue;
            }
            let pointer = format!("/regions/{region}/municipalities/{index}");
            let finding = Finding::new("regions.municipality", pointer).with("code", code);
            let finding = finding.with("list", id).with("version", &own.version);
            findings.push(match label(other, code) {
                Some(name) => finding.with("elsewhere", name),
                None => finding,
            });
        }
    }
    findings
}

/// The id of the list that has the municipalities of a country.
pub fn municipality_list(country: Country) -> &'static str {
    match country {
        Country::Norway => "kommune-no",
        Country::Sweden => "kommun-se",
    }
}

fn choices(question: &Question, at: &str) -> Vec<Finding> {
    let Some(of) = &question.system else {
        return Vec::new();
    };
    let choices = question.choices.iter().enumerate();
    let lacking =
        choices.filter(|(_, choice)| known(&of.system, &of.version, &choice.code) == Some(false));
    lacking
        .map(|(index, choice)| {
            Finding::new("code.not_in_list", format!("{at}/choices/{index}/code"))
                .with("code", &choice.code)
                .with("list", &of.system)
                .with("version", &of.version)
        })
        .collect()
}

/// What is wrong with the answer to begin with of a `code` question; `asked`:
/// the country is answered, so that the list of either may be the one.
fn begun(question: &Question, of: &Questionnaire, asked: bool, pointer: String) -> Option<Finding> {
    let prefill = question.prefill.as_ref()?;
    if question.kind != QuestionType::Code {
        return None;
    }
    let countries: &[Country] = match asked {
        true => &[Country::Norway, Country::Sweden],
        false => &[of.country],
    };
    let of_country = |country: &Country| question.list_in(*country);
    let lists: Vec<&str> = countries.iter().filter_map(of_country).collect();
    let finding = Finding::new("code.not_in_list", pointer);
    let member = |name| prefill.get(name).and_then(Value::as_str);
    let (system, version, code) = match prefill {
        Value::String(code) => (None, None, code.as_str()),
        // Own words are the words that they are.
        _ => (member("system"), member("version"), member("code")?),
    };
    let finding = finding.with("code", code);
    if let Some(system) = system.filter(|system| !lists.contains(system)) {
        let list = lists.first().copied().unwrap_or_default();
        return Some(finding.with("list", list).with("system", system));
    }
    let named = lists
        .into_iter()
        .filter(|id| system.is_none_or(|system| system == *id));
    // A list that is not ours may have any code.
    let lists: Vec<&CodeList> = named.map(|id| ours(of, id)).collect::<Option<_>>()?;
    let fits = |list: &&CodeList| {
        has(&list.id, code) == Some(true) && version.is_none_or(|version| version == list.version)
    };
    if lists.iter().any(fits) {
        return None;
    }
    let first = lists.first()?;
    let finding = finding
        .with("list", &first.id)
        .with("version", &first.version);
    Some(match (version, by_name(first, code)) {
        (Some(version), _) if version != first.version => finding.with("found", version),
        (None, Some(meant)) => finding.with("suggestion", meant),
        _ => finding.with("begun", true),
    })
}

/// The list that lies with the widget under this id, unless the questionnaire
/// has one of its own in its stead.
fn ours(of: &Questionnaire, id: &str) -> Option<&'static CodeList> {
    list(id).filter(|_| of.codelists.get(id).is_none())
}

fn label(list: &'static CodeList, code: &str) -> Option<&'static str> {
    let entry = list.entries.iter().find(|entry| entry.code == code)?;
    let label = entry.label.get("", &list.languages);
    label.map(|(label, _)| label)
}

/// The code of the entry that is called this.
fn by_name<'l>(list: &'l CodeList, name: &str) -> Option<&'l str> {
    let name = name.trim().to_lowercase();
    let called = |text: &str| text.to_lowercase() == name;
    let mut entries = list.entries.iter().filter(|entry| !entry.is_abstract);
    let entry = entries.find(|entry| entry.label.iter().any(|(_, label)| called(label)))?;
    Some(&entry.code)
}
