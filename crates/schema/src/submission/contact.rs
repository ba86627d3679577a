//! `con`, `perm`: whom to write to, and what is allowed.

use super::check;
use super::macros::{codes, object};

object! {
    /// A person at the workplace. Kept apart from the answer.
    pub struct Con {
        #[validate(length(max = 200, code = "submission.length"))]
        pub name: String,
        #[validate(length(max = 200, code = "submission.length"))]
        pub role: String,
        /// In the form [`answer::email`](crate::answer::email) gives it.
        #[validate(length(max = 254, code = "submission.length"))]
        pub email: String,
        #[validate(length(max = 50, code = "submission.length"))]
        pub phone: String,
        /// The language the person prefers (BCP 47).
        #[validate(custom(function = "check::language"))]
        #[cfg_attr(
            feature = "json-schema",
            schemars(regex(pattern = super::json_schema::LANGUAGE))
        )]
        pub language: String,
    }
}

object! {
    /// What the workplace permits.
    pub struct Perm {
        /// To be written to; needs `con.email`.
        pub contact: bool,
        pub share: Share,
        /// To be sent the result.
        pub feedback: bool,
    }
}

codes! {
    /// Who may see that the workplace answered.
    pub enum Share {
        AggregateOnly = "aggregate_only",
        PartnersNamed = "partners_named",
        NamedInApplication = "named_in_application",
    }
}
