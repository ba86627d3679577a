//! Everything that is wrong with a questionnaire at once, in words, for those
//! who write one. The widget carries none of this.

mod core;
pub mod estimate;
mod follows;
mod frame;
mod list;
mod loose_ends;
mod places;
mod prefill;
mod regions;
mod repair;
mod repairs;
mod rules;
mod suggest;
mod syntax;
mod texts;
mod unknown_lists;
mod words;

use std::fmt;

use serde_json::Value;

use crate::core::{expand, written};
use crate::document::{Outline, check_all, too_large, too_many};
use crate::{Finding, Questionnaire, json, submission};
use places::Places;
use repairs::Repairs;

pub use list::{check_code_list, is_code_list};
pub use places::{placed, placed_at_values};
pub use prefill::explain_prefills;
pub use regions::{check_regions, is_regions};
pub use words::sentence;

/// How many findings are told at most; the last says that there are more.
pub const LIMIT: usize = 200;

/// How many are looked at: each is compared with the others.
const LOOKED_AT: usize = 5 * LIMIT;

/// To how many it is said what was probably meant: all ids are compared.
const SUGGESTED: usize = 50;

/// A finding and how much it weighs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub finding: Finding,
    pub severity: Severity,
}

/// With errors of `text` that were found elsewhere, at their values, and all in
/// the order of the text. That there are more has no place, and stands last.
pub fn with_errors(mut found: Vec<Judged>, text: &str, errors: Vec<Finding>) -> Vec<Judged> {
    let severity = Severity::Error;
    let judged = |finding| Judged { finding, severity };
    found.extend(placed_at_values(text, errors).into_iter().map(judged));
    found.sort_by_key(|found| {
        let place = found.finding.place;
        (
            place.is_none(),
            place.map(|place| (place.line, place.column)),
        )
    });
    found
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The questionnaire cannot be served.
    Error,
    /// It can be served, and is likely to mean something else than was meant.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Judged {
    fn new(finding: Finding) -> Self {
        let severity = match &*finding.code {
            "core.programmes_not_asked"
            | "core.said_of_hidden"
            | "core.statement_without_email"
            | "list.lost_zero"
            | "regions.twice"
            | "rule.unguarded"
            | "text.language" => Severity::Warning,
            // Written out, `true` or `false` may well be meant.
            "rule.constant" if finding.params.get("value").is_some() => Severity::Warning,
            _ => Severity::Error,
        };
        Self { finding, severity }
    }

    /// One line: `file:line:column: error[code]: sentence`, as [`plain`] text.
    pub fn line(&self, file: &impl fmt::Display) -> String {
        let code = &self.finding.code;
        let (severity, words) = (self.severity.name(), plain(&sentence(&self.finding)));
        match self.finding.place {
            Some(place) => format!(
                "{file}:{}:{}: {severity}[{code}]: {words}",
                place.line, place.column
            ),
            None => format!("{file}: {severity}[{code}]: {words}"),
        }
    }
}

/// Texts of a file as a terminal may show them: one column a character, and
/// nothing that moves the cursor, changes colours or turns the direction.
pub fn plain(text: &str) -> String {
    let moves = |c: char| {
        c.is_control()
            || matches!(c, '\u{feff}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|c| if moves(c) { ' ' } else { c })
        .collect()
}

/// Everything that is wrong with the questionnaire that `text` is, in the
/// order of the text, at most [`LIMIT`]; nothing, when it can be served.
///
/// Each finding has a JSON Pointer into the text as it is written and, but
/// for `findings.more`, a line and a column. A text that is not JSON has that
/// one finding. What is wrong only because something else is (a rule that
/// names a question whose id is broken) is not told until that is mended.
///
/// Besides the codes of [`document::read`](crate::document::read) and
/// [`submission::fit`] there are `campaign.invalid`, `controller.*`,
/// `prefill.invalid` of a permission, `regions.*`, `rule.constant`,
/// `rule.unguarded` (as `regions.twice` a warning), `rule.type_clash`, `rule.unknown_id` inside
/// `some` and its like, `list.unknown` and `findings.more`.
pub fn check(text: &str) -> Vec<Judged> {
    if let Some(finding) = too_large(text) {
        return vec![Judged::new(finding)];
    }
    let tree = match json::read_tree(text) {
        Ok(tree) => tree,
        Err(finding) => return vec![Judged::new(syntax::explained(*finding, text))],
    };
    let mut findings = Vec::new();
    let mut repairs = Repairs::default();
    json::duplicate_keys(text, &mut |finding| {
        // Nobody knows which of the two is meant.
        repairs.make(finding.pointer.clone());
        findings.push(finding);
        findings.len() <= LIMIT
    });
    let mut reading = repair::read(tree, text.len(), repairs);
    let mut found: Vec<(Finding, bool)> = std::mem::take(&mut reading.faults);
    let mut whole = reading.questionnaire.take();
    let mendable = whole.is_some();
    if let Some(mut questionnaire) = whole.take() {
        let mut of_core = expand(&mut questionnaire);
        of_core.truncate(LOOKED_AT);
        let mut told = core::told(of_core, &questionnaire, &reading.repairs);
        let mut rest = of_content(&questionnaire, &reading.tree, &reading.repairs);
        rest.retain(|finding| !core::follows(finding, &told));
        for finding in &mut told {
            finding.pointer = reading.repairs.written(&finding.pointer);
        }
        let all = told.into_iter().chain(rest);
        found.extend(all.map(|finding| (finding, true)));
    }
    let more = !mendable || found.len() + findings.len() > LIMIT;
    findings.extend(Places::new(text).place(found, LIMIT));
    findings.sort_by_key(|finding| finding.place.map(|place| (place.line, place.column)));
    findings.truncate(LIMIT);
    if more {
        findings.push(Finding::new("findings.more", ""));
    }
    findings.into_iter().map(Judged::new).collect()
}

/// As [`check`], for the bytes of a file: they must be UTF-8.
pub fn check_bytes(bytes: &[u8]) -> Vec<Judged> {
    match utf8(bytes) {
        Ok(text) => check(text),
        Err(judged) => vec![*judged],
    }
}

/// The text of a file.
fn utf8(bytes: &[u8]) -> Result<&str, Box<Judged>> {
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let valid = String::from_utf8_lossy(valid);
        let finding = Finding::new("json.syntax", "")
            .with("reason", "encoding")
            .at(Some(json::place(&valid, valid.len())));
        Box::new(Judged::new(finding))
    })
}

/// What the form alone does not hold, without what follows from a repair.
fn of_content(questionnaire: &Questionnaire, tree: &Value, repairs: &Repairs) -> Vec<Finding> {
    let too_many = too_many(questionnaire);
    if !too_many.is_empty() {
        return too_many;
    }
    let mut findings = check_all(questionnaire);
    findings.extend(submission::fit(questionnaire));
    findings.extend(frame::check(questionnaire));
    findings.extend(prefill::permissions(questionnaire));
    findings.extend(loose_ends::check(questionnaire));
    findings.extend(texts::check(tree, &questionnaire.languages));
    findings.extend(unknown_lists::check(questionnaire));
    findings.extend(crate::regions::municipalities(&questionnaire.regions));
    findings.truncate(LOOKED_AT);
    let kept = findings
        .iter()
        .filter(|finding| !follows::follows(finding, &findings, tree, repairs));
    let mut kept: Vec<Finding> = kept.cloned().collect();
    kept.extend(rules::check(questionnaire, repairs));
    kept.truncate(LOOKED_AT);
    for (number, finding) in kept.iter_mut().enumerate() {
        if number < SUGGESTED {
            suggest_for(finding, questionnaire);
        }
        finding.pointer = repairs.written(written(&finding.pointer));
    }
    kept
}

/// Adds the id that was probably meant; of one in rows, that it is.
fn suggest_for(finding: &mut Finding, questionnaire: &Questionnaire) {
    let known = match &*finding.code {
        "rule.unknown_id" => {
            let outline = Outline::new(questionnaire);
            if let Some((rows, path)) = in_rows(finding, questionnaire, &outline) {
                finding.params.push("rows".into(), rows);
                finding.params.push("path".into(), path);
                return;
            }
            outline.ids().iter().map(|(id, _)| id.clone()).collect()
        }
        "core.unknown_id" => core::ids(),
        "list.unknown" => unknown_lists::ids(questionnaire),
        _ => return,
    };
    let written = finding.params.get("id").unwrap_or_default();
    let others = known.iter().map(String::as_str).filter(|id| *id != written);
    if let Some(meant) = suggest::nearest(written, others).map(str::to_owned) {
        finding.params.push("suggestion".into(), meant);
    }
}

/// The rows that the question stands in whose id is not known where a rule
/// names it, and the path to it there.
fn in_rows(
    finding: &Finding,
    questionnaire: &Questionnaire,
    outline: &Outline,
) -> Option<(String, String)> {
    let id = finding.params.get("id")?;
    let (rows, _) = outline.entry(outline.find(id)?)?.row?;
    let rows = &outline.question(questionnaire, rows)?.id;
    let path = id.strip_prefix(rows.as_str())?.strip_prefix('.')?;
    let inside = finding.params.get("inside").is_some();
    (!inside).then(|| (rows.clone(), path.to_owned()))
}
