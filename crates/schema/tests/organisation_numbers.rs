//! The public vectors of organisationsnummer/meta, where they are present.

use std::path::Path;

use behov_schema::answer::organisation_number::parse;
use behov_schema::document::Country;
use serde_json::Value;

#[test]
fn swedish_vectors() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/conformance/organisationsnummer.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: the shared vectors are not here");
        return;
    };
    let vectors: Vec<Value> = serde_json::from_str(&text).unwrap();
    let (mut accepted, mut personal, mut refused) = (0, 0, 0);
    for vector in &vectors {
        let is_personal = vector["type"] == "Enskild firma";
        for field in ["input", "long_format", "short_format", "separated_format"] {
            let Some(number) = vector.get(field).and_then(Value::as_str) else {
                continue;
            };
            match parse(number, Country::Sweden) {
                Ok(digits) => {
                    assert!(!is_personal && vector["valid"] == true, "{vector}");
                    assert_eq!(digits.len(), 10);
                    accepted += 1;
                }
                Err(finding) if is_personal && vector["valid"] == true => {
                    assert_eq!(
                        finding.code, "organisation_number.personal_number",
                        "{vector}"
                    );
                    assert!(finding.params.iter().all(|(_, value)| value == "SE"));
                    personal += 1;
                }
                Err(_) => {
                    assert!(is_personal || vector["valid"] == false, "{vector}");
                    refused += 1;
                }
            }
        }
    }
    println!("{accepted} forms accepted, {personal} personal, {refused} refused");
    assert!(accepted > 0 && personal > 0 && refused > 0);
}
