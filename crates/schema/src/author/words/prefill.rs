//! What could be the answer to begin with.

use super::{Params, Words};

/// The sentences of `prefill.*`.
pub(super) fn prefill(of: &Params<'_>) -> Words {
    if of.0.code != "prefill.invalid" {
        return None;
    }
    let (codes, least, most) = (of.get("codes"), of.get("min"), of.get("max"));
    let may = match of.get("kind") {
        "consent" => {
            return Some("A permission is given in person, or it is none: it can never be filled in beforehand. Remove this.".into());
        }
        "rows" => {
            return Some("Rows have no answer to begin with. Give one to the questions in them, each by its id: it counts in every row.".into());
        }
        "computed" | "info" => {
            return Some("Nobody answers this question. Remove the answer.".into());
        }
        "yes_no" => "true or false, without quotation marks".to_owned(),
        "choice" => format!("one of its codes in quotation marks: {codes}"),
        "choices" => format!(
            "a list of its codes, [\"…\"], in their order and each once, what stands alone alone: {codes}"
        ),
        "matrix" => format!("the line's code and that of its choice, {{ \"line\": \"code\" }}: {codes}"),
        "integer" | "year" | "scale" => {
            format!("a whole number from {least} to {most}, without quotation marks")
        }
        "decimal" => format!(
            "a number from {least} to {most} with at most {} decimals and a point before them, without quotation marks",
            of.get("decimals")
        ),
        "text" => format!("one line of text, without blanks around it, at most {most} characters"),
        "textarea" => format!("a text without blanks around it, at most {most} characters"),
        "date" => "a day between `earliest` and `latest`: \"2026-12-31\"".to_owned(),
        "month" => "a month between `earliest` and `latest`: \"2026-12\"".to_owned(),
        "email" => "an e-mail address: \"info@example.org\"".to_owned(),
        "phone" => "a telephone number with + and country code, digits alone: \"+46701234567\"".to_owned(),
        "url" => "a whole web address: \"https://example.org\"".to_owned(),
        "organisation_number" => "an organisation number, its digits alone, in quotation marks".to_owned(),
        "code" if of.has("words") => {
            "an entry of the list in whole: { \"system\": …, \"version\": …, \"code\": …, \"display\": … }".to_owned()
        }
        "code" => {
            "a code of the list in quotation marks; an entry in whole, { \"system\": …, \"version\": …, \"code\": …, \"display\": … }; or own words, { \"text\": … }".to_owned()
        }
        _ => "one that fits its type, its choices and its limits, in the form it is stored in".to_owned(),
    };
    Some(format!("Nobody could give this answer to the question. Write {may}.").into())
}
