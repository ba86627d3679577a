//! The columns of the shared schema: always there, in this order, whatever a
//! questionnaire asks, so that what reads one file reads the next.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Text,
    Number,
    /// True or false.
    Flag,
    /// One code.
    Code,
    /// Codes, with `|` between them.
    Codes,
    /// RFC 3339 in UTC.
    Time,
    /// What no column takes, as JSON.
    Json,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Flag => "true or false",
            Self::Code => "code",
            Self::Codes => "codes",
            Self::Time => "time",
            Self::Json => "JSON",
        }
    }
}

/// A field of the shared schema.
pub(super) enum Field {
    Of(Kind),
    /// A coded answer: a column for each of its [`PARTS`].
    Coded,
    /// How many rows there are.
    Rows,
}

use Field::{Coded, Of, Rows};
use Kind::{Code, Codes, Flag, Number, Text, Time};

/// The parts of a coded answer.
pub(super) const PARTS: [(&str, Kind); 5] = [
    ("code", Code),
    ("display", Text),
    ("system", Text),
    ("version", Text),
    ("text", Text),
];

/// What the collector says of an answer.
pub(super) const STORED: [(&str, Kind); 6] = [
    ("seq", Number),
    ("status", Code),
    ("received_at", Time),
    ("amended_by", Text),
    ("possible_duplicate", Flag),
    ("suspect", Flag),
];

/// What each row repeats of its answer: what it is joined by, and what rows
/// are most often counted by.
pub(super) const REPEATED: [(&str, Kind); 7] = [
    ("meta.id", Text),
    ("row", Number),
    ("seq", Number),
    ("status", Code),
    ("org.country", Code),
    ("org.municipality.code", Code),
    ("org.municipality.display", Text),
];

/// Where what has no column of its own stands.
pub(super) const MORE: &str = "more";

/// One line an answer; the columns of the questionnaires' own questions follow.
pub(super) const ANSWERS: [(&str, Field); 52] = [
    ("meta.id", Of(Text)),
    ("meta.replaces", Of(Text)),
    ("meta.schema", Of(Text)),
    ("meta.questionnaire.id", Of(Text)),
    ("meta.questionnaire.version", Of(Text)),
    ("meta.questionnaire.hash", Of(Text)),
    ("meta.campaign", Of(Text)),
    ("meta.region", Of(Text)),
    ("meta.mode", Of(Code)),
    ("meta.locale", Of(Text)),
    ("meta.channel", Of(Code)),
    ("meta.today", Of(Text)),
    ("meta.started_at", Of(Time)),
    ("meta.submitted_at", Of(Time)),
    ("meta.honeypot", Of(Flag)),
    ("meta.notice.version", Of(Text)),
    ("meta.notice.shown_at", Of(Time)),
    ("org.country", Of(Code)),
    ("org.name", Of(Text)),
    ("org.number_status", Of(Code)),
    ("org.number", Of(Text)),
    ("org.sector", Of(Code)),
    ("org.municipality", Coded),
    ("org.industry", Coded),
    ("org.employees", Of(Code)),
    ("org.employees_exact", Of(Number)),
    ("out.staff_1y", Of(Code)),
    ("rec.failed_recent", Of(Code)),
    ("gap.degree", Of(Code)),
    ("out.staff_3y", Of(Code)),
    ("rec.fail_reason", Of(Codes)),
    ("gap.consequence", Of(Codes)),
    ("out.need", Of(Code)),
    ("need", Rows),
    ("out.trn", Of(Code)),
    ("trn", Rows),
    ("out.int", Of(Code)),
    ("int", Rows),
    ("par.contribution", Of(Codes)),
    ("par.programme", Of(Codes)),
    ("par.statement", Of(Code)),
    ("bar.training", Of(Codes)),
    ("bar.main", Of(Code)),
    ("offer.know", Of(Code)),
    ("perm.contact", Of(Flag)),
    ("perm.share", Of(Code)),
    ("perm.feedback", Of(Flag)),
    ("con.name", Of(Text)),
    ("con.role", Of(Text)),
    ("con.email", Of(Text)),
    ("con.phone", Of(Text)),
    ("con.language", Of(Text)),
];

/// Recruitment need, one line an occupation.
pub(super) const NEED: [(&str, Field); 12] = [
    ("need.occupation", Coded),
    ("need.count.now", Of(Number)),
    ("need.count.y1", Of(Number)),
    ("need.count.y1_3", Of(Number)),
    ("need.count.y3_5", Of(Number)),
    ("need.reason", Of(Codes)),
    ("need.level", Of(Code)),
    ("need.level_scheme", Of(Code)),
    ("need.difficulty", Of(Code)),
    ("need.would_hire_yh", Of(Code)),
    ("need.certainty", Of(Code)),
    ("need.requirements", Of(Codes)),
];

/// Training need, one line a topic.
pub(super) const TRN: [(&str, Field); 8] = [
    ("trn.topic", Coded),
    ("trn.employees", Of(Number)),
    ("trn.when", Of(Code)),
    ("trn.format", Of(Codes)),
    ("trn.length", Of(Code)),
    ("trn.result", Of(Code)),
    ("trn.level", Of(Code)),
    ("trn.time", Of(Code)),
];

/// Places for interns, one line a scheme and area.
pub(super) const INT: [(&str, Field); 11] = [
    ("int.scheme", Of(Code)),
    ("int.area", Coded),
    ("int.places_year", Of(Number)),
    ("int.weeks", Of(Number)),
    ("int.supervisor", Of(Code)),
    ("int.mode", Of(Code)),
    ("int.period", Of(Codes)),
    ("int.housing", Of(Code)),
    ("int.travel", Of(Code)),
    ("int.from_year", Of(Number)),
    ("int.approved_training_firm", Of(Code)),
];

#[cfg(test)]
mod tests {
    use behov_schema::submission::Submission;
    use schemars::schema_for;
    use serde_json::Value;

    use super::*;

    /// The fields of a schema's object: ids, and what they lead to.
    fn fields(whole: &Value, of: &Value, id: &str, found: &mut Vec<(String, &'static str)>) {
        let of = match of["$ref"].as_str() {
            Some(reference) => whole.pointer(reference.trim_start_matches('#')).unwrap(),
            None => of,
        };
        let items = &of["items"];
        if let Some(properties) = of["properties"].as_object() {
            if properties.contains_key("display") {
                let parts: Vec<&String> = properties.keys().collect();
                assert!(
                    PARTS
                        .iter()
                        .all(|(part, _)| parts.contains(&&part.to_string()))
                );
                assert_eq!(parts.len(), PARTS.len());
                found.push((id.to_owned(), "coded"));
                return;
            }
            for (name, property) in properties {
                let dot = if id.is_empty() { "" } else { "." };
                fields(whole, property, &format!("{id}{dot}{name}"), found);
            }
        } else if let Some(rows) = items["$ref"].as_str().filter(|_| !id.contains('.')) {
            let row = whole.pointer(rows.trim_start_matches('#')).unwrap();
            found.push((id.to_owned(), "rows"));
            fields(whole, row, id, found);
        } else if of["type"] == "array" {
            found.push((id.to_owned(), "codes"));
        } else if of["type"] == "integer" {
            found.push((id.to_owned(), "number"));
        } else if of["type"] == "boolean" {
            found.push((id.to_owned(), "true or false"));
        } else if id != "x" {
            found.push((id.to_owned(), "text"));
        }
    }

    /// What the shared schema has, the tables have, and nothing else.
    #[test]
    fn every_field_of_the_shared_schema_has_its_column() {
        let whole = schema_for!(Submission).to_value();
        let mut expected = Vec::new();
        fields(&whole, &whole, "", &mut expected);
        let tables: [&[(&str, Field)]; 4] = [&ANSWERS, &NEED, &TRN, &INT];
        let kind = |field: &Field| match field {
            Coded => "coded",
            Rows => "rows",
            Of(Text | Code | Time | Kind::Json) => "text",
            Of(kind) => kind.name(),
        };
        let columns = tables.into_iter().flatten();
        let mut columns: Vec<_> = columns
            .map(|(name, field)| ((*name).to_owned(), kind(field)))
            .collect();
        expected.sort();
        columns.sort();
        assert_eq!(columns, expected);
        assert!(columns.len() > 75);
    }
}
