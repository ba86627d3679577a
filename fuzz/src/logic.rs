//! A rule on data: the rule stands on the first line, the data after it.

use behov_engine::logic::{Scope, eval, truthy};
use behov_schema::{Rule, json};
use serde_json::Value;

/// A rule has a value or an error, the same each time; and it is read as it
/// was printed.
pub(crate) fn logic(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (rule, data) = text.split_once('\n').unwrap_or((&text, "null"));
    let Ok(rule) = json::read::<Rule>(rule) else {
        return;
    };
    let printed = serde_json::to_string(&rule).unwrap_or_default();
    assert_eq!(json::read::<Rule>(&printed).as_ref(), Ok(&rule));
    // What the rule reads is what its questions' order follows from.
    rule.reads();
    let data: Value = json::read(data).unwrap_or_default();
    let row = data.pointer("/need/0").map(|row| ("need", row));
    for row in [None, row] {
        let scope = Scope::new(&data, row);
        let value = eval(&rule, &scope);
        assert_eq!(value, eval(&rule, &scope));
        if let Ok(value) = value {
            truthy(&value);
            assert!(serde_json::to_string(&value).is_ok());
        }
    }
}
