//! A coded answer: a code with its system, or what was typed until it is coded.

use validator::ValidationError;

use super::macros::object;

object! {
    /// Either `{system, version, code, display?}` or `{text}`, never both.
    ///
    /// A code means nothing without its system and the system's version; a
    /// municipality code not even without its country, which the system names.
    #[validate(schema(function = "one_form"))]
    #[cfg_attr(
        feature = "json-schema",
        schemars(transform = super::json_schema::one_form)
    )]
    pub struct Coded {
        /// Such as `kommun-se`, `kommune-no`, `ssyk2012`, `styrk08`, `sni2025`.
        #[validate(length(min = 1, max = 64, code = "submission.length"))]
        pub system: String,
        /// The year or number of the version, as text.
        #[validate(length(min = 1, max = 64, code = "submission.length"))]
        pub version: String,
        /// As text, so that `0301` keeps its zero.
        #[validate(length(min = 1, max = 64, code = "submission.length"))]
        pub code: String,
        /// The words that the respondent saw.
        #[validate(length(min = 1, max = 500, code = "submission.length"))]
        pub display: String,
        /// What the respondent typed.
        #[validate(length(min = 1, max = 200, code = "submission.length"))]
        pub text: String,
    }
}

fn one_form(coded: &Coded) -> Result<(), ValidationError> {
    let parts = [&coded.system, &coded.version, &coded.code];
    let fits = if coded.text.is_some() {
        parts.iter().all(|part| part.is_none()) && coded.display.is_none()
    } else {
        parts.iter().all(|part| part.is_some())
    };
    if fits {
        Ok(())
    } else {
        Err(ValidationError::new("submission.coded"))
    }
}
