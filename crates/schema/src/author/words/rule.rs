//! What rules say.

use super::{Params, Words};

/// The sentences of `rule.*`.
pub(super) fn rule(of: &Params<'_>) -> Words {
    let (id, operator) = (of.get("id"), of.get("operator"));
    Some(match &*of.0.code {
        "rule.syntax" => format!(
            "This is no rule: {}. A rule is {{ \"operator\": [ … ] }} with as many operands as the operator takes.",
            if of.has("reason") { of.get("reason") } else { "it cannot be read" }
        )
        .into(),
        "rule.unsupported_operator" => {
            let advice = match of.meant() {
                meant if meant.is_empty() => {
                    " docs/format.md lists the operators under \"Rules\".".to_owned()
                }
                meant => meant,
            };
            format!("`{operator}` is no operator.{advice}").into()
        }
        "rule.unknown_id" if of.has("inside") => format!(
            "A row has no answer `{id}`. Inside `some`, `all`, `none`, `map`, `filter` the path begins in the row (`level`, not `need.level`); inside `reduce` with `current.` or `accumulator`."
        )
        .into(),
        "rule.unknown_id" if of.has("rows") => {
            let (rows, path) = (of.get("rows"), of.get("path"));
            format!(
                "`{id}` has an answer in every row of `{rows}`. Outside of them ask whether some row has what you look for: {{ \"some\": [{{ \"var\": [\"{rows}\", []] }}, {{ … {{ \"var\": \"{path}\" }} … }}] }}."
            )
            .into()
        }
        "rule.unknown_id" => format!(
            "No question has the id `{id}`, or it stands in other rows.{} Correct the id.",
            of.meant()
        )
        .into(),
        "rule.dynamic_path" => {
            "A path must be written out: { \"var\": \"org.name\" }, never computed.".into()
        }
        "rule.cycle" => format!(
            "These wait for each other: {}. Take one of them out of a rule of the others.",
            of.get("ids")
        )
        .into(),
        "rule.unguarded" => match operator {
            "some" | "all" | "none" => format!(
                "`{id}` may be hidden, and `{operator}` of nothing cannot be evaluated. Write [] for that case: {{ \"var\": [\"{id}\", []] }}."
            ),
            "==" | "!=" => format!(
                "While `{id}` has no answer it counts as 0 and as false here. Write `{operator}=`, which tells them apart."
            ),
            _ => format!(
                "While `{id}` has no answer it counts as 0 in `{operator}`. Say what counts then, {{ \"var\": [\"{id}\", 0] }}, or ask first whether it is answered, {{ \"and\": [{{ \"!\": [{{ \"missing\": [\"{id}\"] }}] }}, … ] }}."
            ),
        }
        .into(),
        "rule.constant" if of.has("id") => format!(
            "No answer is read here: `{id}` is only a text. Write {{ \"var\": \"{id}\" }} for the answer to the question."
        )
        .into(),
        "rule.constant" if of.has("value") => format!(
            "This is {} whatever is answered. Remove it, or write a rule that reads an answer: {{ \"==\": [{{ \"var\": \"out.need\" }}, \"yes\"] }}.",
            of.get("value")
        )
        .into(),
        "rule.constant" => {
            "This rule reads no answer, so that it says the same whatever is answered. Name the question that it is about: { \"var\": \"out.need\" }.".into()
        }
        "rule.type_clash" => clash(of).into(),
        _ => return None,
    })
}

fn clash(of: &Params<'_>) -> String {
    let (id, value, meant) = (of.get("id"), of.get("value"), of.meant());
    match of.get("kind") {
        kind if !of.has("value") => format!(
            "`{id}` is a {kind}; `{}` takes numbers. Name a question whose answer is a number.",
            of.get("operator")
        ),
        "code" => format!(
            "`{id}` is never `{value}`.{meant} Its codes are: {}.",
            of.get("codes")
        ),
        "list of codes" => format!(
            "`{id}` is a list of codes and never `{value}` itself.{meant} Ask with `in`, and one of its codes ({}): {{ \"in\": [\"code\", {{ \"var\": \"{id}\" }}] }}.",
            of.get("codes")
        ),
        "list of rows" => format!(
            "`{id}` is a list of rows and never `{value}`. Ask its rows with `some`, `all` or `none`."
        ),
        "matrix" => format!(
            "`{id}` is a matrix and never `{value}`. Ask one of its lines: {{ \"var\": \"{id}.line\" }}."
        ),
        "nothing" => format!("`{id}` is a text to read: it has no answer."),
        "true or false" => format!(
            "`{id}` is true or false, never `{value}`. Write true or false, without quotation marks."
        ),
        kind => format!("`{id}` is a {kind}, never `{value}`."),
    }
}
