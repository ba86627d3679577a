//! The shared schema, `behov.submission/1`: what a widget sends, whatever the
//! questionnaire.
//!
//! An id's dot segments are its path: `org.name` lies at `/org/name`, the
//! row question `need.occupation` at `/need/0/occupation`. Absent means not
//! asked or left empty; there is no null. "Do not know" is a code.

mod check;
mod coded;
mod contact;
mod contribution;
mod deletable;
mod fit;
mod internship;
#[cfg(feature = "json-schema")]
mod json_schema;
mod macros;
mod meta;
mod need;
mod parse;
mod receipt;
mod situation;
mod training;
mod workplace;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use validator::Validate;

pub use coded::Coded;
pub use contact::{Con, Perm, Share};
pub use contribution::{Bar, Barrier, Contribution, Offer, Par, YesMaybeNo};
pub use deletable::{Deletable, DeletableError};
pub use fit::fit;
pub use internship::{Int, Mode, Month, Scheme, Supervisor, TrainingFirm, YesPartlyNo};
pub use meta::{Channel, Meta, Notice, QuestionnaireRef};
pub use need::{
    Certainty, Difficulty, Level, LevelScheme, Need, NeedCount, NeedReason, Requirement,
    YesMaybeNoUnknown,
};
pub use parse::{Parsed, parse};
pub use receipt::{Problem, Receipt, ReceiptStatus};
pub use situation::{
    Consequence, FailReason, FailedRecent, Gap, GapDegree, Out, Rec, Trend, YesNoUnknown,
};
pub use training::{TimeOfWork, TrainingFormat, TrainingLength, TrainingResult, TrainingTime, Trn};
pub use workplace::{EmployeeBand, NumberStatus, Org, Sector};

/// What this version of the crate writes as `meta.schema`.
pub const SCHEMA: &str = "behov.submission/1.0";

/// The minor version up to which unknown fields are errors.
pub const MINOR: u32 = 0;

/// One answer to one questionnaire.
#[derive(Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(deny_unknown_fields, transform = json_schema::never_null, transform = json_schema::together))]
pub struct Submission {
    #[validate(nested)]
    pub meta: Meta,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub org: Option<Org>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub out: Option<Out>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub rec: Option<Rec>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub gap: Option<Gap>,
    /// Recruitment need, at most 200 rows; `[]` is a real zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    #[cfg_attr(feature = "json-schema", schemars(length(max = 200)))]
    pub need: Option<Vec<Need>>,
    /// Training need, at most 200 rows; `[]` is a real zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    #[cfg_attr(feature = "json-schema", schemars(length(max = 200)))]
    pub trn: Option<Vec<Trn>>,
    /// Internship capacity, at most 200 rows; `[]` is a real zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    #[cfg_attr(feature = "json-schema", schemars(length(max = 200)))]
    pub int: Option<Vec<Int>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub par: Option<Par>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub bar: Option<Bar>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub offer: Option<Offer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub con: Option<Con>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub perm: Option<Perm>,
    /// A coordinator's own questions: owner -> name -> answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<BTreeMap<String, BTreeMap<String, Value>>>,
}

impl fmt::Debug for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Submission")
            .field("meta", &self.meta)
            .finish_non_exhaustive()
    }
}
