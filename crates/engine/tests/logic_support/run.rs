//! What the tests of the rules share: a rule to its value, and when values are
//! alike.

use behov_engine::logic::{Scope, eval};
use behov_schema::Rule;
use serde_json::Value;

/// The value of a rule, or the name of the error. A rule that is refused while
/// it is parsed, for the number of its operands, has invalid arguments.
pub fn run(rule: &Value, data: &Value, row: Option<(&str, &Value)>) -> Result<Value, String> {
    let rule: Rule = match serde_json::from_str(&rule.to_string()) {
        Ok(rule) => rule,
        Err(error) if error.to_string().starts_with("rule.syntax") => {
            return Err("Invalid Arguments".to_owned());
        }
        Err(error) => return Err(error.to_string()),
    };
    match eval(&rule, &Scope::new(data, row)) {
        Ok(value) => Ok(value.into_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether two values are the same JSON, numbers by value: 2 is 2.0. The last
/// digit of a double may differ: serde_json does not always read it as written,
/// and sums may be made in another order.
pub fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            a == b || (a - b).abs() <= 4.0 * f64::EPSILON * a.abs().max(b.abs())
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| alike(a, b)))
        }
        _ => a == b,
    }
}
