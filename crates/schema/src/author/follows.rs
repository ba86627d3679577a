//! What is wrong only because something else is: told after that is mended.

use serde_json::Value;

use super::repairs::Repairs;
use super::suggest;
use crate::Finding;

/// Whether `finding`, one of `all` about the mended `tree`, says nothing that
/// its author could act on yet.
pub(super) fn follows(finding: &Finding, all: &[Finding], tree: &Value, of: &Repairs) -> bool {
    let at = finding.pointer.as_str();
    if of.cover(at) || is_of_a_double_section(at, all) {
        return true;
    }
    let param = |name: &str| finding.params.get(name).unwrap_or_default();
    let open = |question: &str, members: &[&str]| {
        let member = |name: &&str| of.leave_open(&format!("{question}/{name}"));
        members.iter().any(member)
    };
    match &*finding.code {
        "text.missing" => {
            let language = param("language");
            is_no_language(language, all) || open(at, &[language])
        }
        "text.language" => all
            .iter()
            .any(|finding| finding.code.starts_with("languages.")),
        "core.statement_without_email" | "core.programmes_not_asked" => of.hide_ids(),
        "rule.unknown_id" => of.hide_ids() || is_broken(param("id"), all, tree),
        "rule.cycle" => param("ids").split(' ').any(|id| is_double(id, all)),
        "core.contact_without_email" => of.hide_ids() || is_broken("con.email", all, tree),
        code => {
            let Some(question) = question_of(at) else {
                return false;
            };
            let named = ["type", param("field")];
            let outer = question.rsplit_once("/questions/").map(|(outer, _)| outer);
            open(question, &named)
                || open(question, members(code))
                || code == "core.unknown_code"
                    && (open(at, &["code"]) || told(all, "id.invalid", &format!("{at}/code")))
                || code.starts_with("core.") && has(all, "id.invalid", question)
                || code.starts_with("core.") && has(all, "rows.row_id", question)
                || code == "rows.row_id"
                    && outer.is_some_and(|rows| open(rows, &["id"]) || has(all, "id.invalid", rows))
        }
    }
}

/// The fields of a question that the finding is about, besides the one that
/// it points to.
fn members(code: &str) -> &'static [&'static str] {
    match code {
        "choices.missing" => &["choices", "lines"],
        "questions.empty" => &["questions"],
        "json.missing_field" => &["lists"],
        "range.empty" => &[
            "min", "max", "min_rows", "max_rows", "earliest", "latest", "decimals",
        ],
        _ if code.starts_with("core.") => &[
            "id",
            "system",
            "list",
            "lists",
            "choices",
            "lines",
            "min",
            "max",
            "max_length",
        ],
        _ => &[],
    }
}

/// The pointer of the question that `pointer` leads to or into.
fn question_of(pointer: &str) -> Option<&str> {
    let (outer, inner) = pointer.rsplit_once("/questions/")?;
    let index = inner.find('/').unwrap_or(inner.len());
    pointer.get(..outer.len() + "/questions/".len() + index)
}

/// Whether the id of `question` has this finding.
fn has(all: &[Finding], code: &str, question: &str) -> bool {
    told(all, code, &format!("{question}/id"))
}

fn told(all: &[Finding], code: &str, pointer: &str) -> bool {
    all.iter()
        .any(|finding| finding.code == code && finding.pointer == pointer)
}

/// Whether `id` is likely to be that of a question whose id is malformed.
fn is_broken(id: &str, all: &[Finding], tree: &Value) -> bool {
    let malformed = |finding: &&Finding| {
        matches!(&*finding.code, "id.invalid" | "rows.row_id") && finding.pointer.ends_with("/id")
    };
    let last = |id: &str| id.rsplit('.').next().map(str::to_owned);
    all.iter().filter(malformed).any(|finding| {
        let written = tree.pointer(&finding.pointer).and_then(Value::as_str);
        written.is_some_and(|written| {
            suggest::nearest(id, std::iter::once(written)).is_some() || last(id) == last(written)
        })
    })
}

/// Whether what stands among the languages is none, so that no text is in it.
fn is_no_language(language: &str, all: &[Finding]) -> bool {
    all.iter().any(|finding| {
        finding.code == "languages.invalid"
            && finding.pointer.starts_with("/languages/")
            && finding.params.get("language") == Some(language)
    })
}

/// Whether it is about a question of a section that is named twice.
fn is_of_a_double_section(pointer: &str, all: &[Finding]) -> bool {
    let section = pointer.strip_suffix("/id");
    section.is_some_and(|at| at.ends_with("/section") && told(all, "id.duplicate", at))
}

/// Whether more than one question has this id.
fn is_double(id: &str, all: &[Finding]) -> bool {
    all.iter()
        .any(|finding| finding.code == "id.duplicate" && finding.params.get("id") == Some(id))
}
