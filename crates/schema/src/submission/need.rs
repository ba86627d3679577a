//! `need[]`: recruitment need, one row an occupation.

use validator::Validate;

use super::Coded;
use super::macros::{codes, object};

object! {
    /// The need for one occupation.
    pub struct Need {
        /// SSYK2012 or STYRK-08, four digits; or what was typed.
        #[validate(nested)]
        pub occupation: Coded,
        #[validate(nested)]
        pub count: NeedCount,
        pub certainty: Certainty,
        #[validate(length(max = 8, code = "submission.length"))]
        pub reason: Vec<NeedReason>,
        /// The level of education.
        pub level: Level,
        /// Which kind of education: levels 5 and 6 hold two systems each.
        pub level_scheme: LevelScheme,
        pub difficulty: Difficulty,
        #[validate(length(max = 6, code = "submission.length"))]
        pub requirements: Vec<Requirement>,
        /// Whether someone with a YH or fagskole education would be hired.
        pub would_hire_yh: YesMaybeNoUnknown,
    }
}

object! {
    /// Persons, in intervals that do not overlap; sums are derived, never asked.
    pub struct NeedCount {
        /// Vacant now: 0-9999.
        #[validate(range(max = 9999, code = "submission.range"))]
        pub now: u16,
        /// Within one year: 0-9999.
        #[validate(range(max = 9999, code = "submission.range"))]
        pub y1: u16,
        /// After one year, within three: 0-9999.
        #[validate(range(max = 9999, code = "submission.range"))]
        pub y1_3: u16,
        /// After three years, within five: 0-9999.
        #[validate(range(max = 9999, code = "submission.range"))]
        pub y3_5: u16,
    }
}

codes! {
    /// How sure the need is.
    pub enum Certainty {
        Decided = "decided",
        Probable = "probable",
        Possible = "possible",
    }
}

codes! {
    /// Why people are needed: replacement or expansion.
    pub enum NeedReason {
        Growth = "growth",
        Retirement = "retirement",
        Turnover = "turnover",
        NewTechnology = "new_technology",
        GreenTransition = "green_transition",
        NewTaskOrRequirement = "new_task_or_requirement",
        TemporaryCover = "temporary_cover",
        Other = "other",
    }
}

codes! {
    /// A level of the European Qualifications Framework.
    pub enum Level {
        None = "none",
        Eqf2 = "eqf2",
        Eqf3 = "eqf3",
        Eqf4 = "eqf4",
        Eqf5 = "eqf5",
        Eqf6 = "eqf6",
        Eqf7 = "eqf7",
        Eqf8 = "eqf8",
        Unknown = "unknown",
    }
}

codes! {
    /// The kind of education that a level is meant in.
    pub enum LevelScheme {
        Gymnasium = "gymnasium",
        Vgs = "vgs",
        Fagbrev = "fagbrev",
        Yh = "yh",
        KvalificeradYh = "kvalificerad_yh",
        Fagskole = "fagskole",
        Bachelor = "bachelor",
        Master = "master",
        Phd = "phd",
    }
}

codes! {
    /// How hard it is to find such people.
    pub enum Difficulty {
        Easy = "easy",
        FairlyHard = "fairly_hard",
        VeryHard = "very_hard",
        TriedAndFailed = "tried_and_failed",
        NotTried = "not_tried",
    }
}

codes! {
    /// What the work demands besides education.
    pub enum Requirement {
        FagbrevYrkesbevis = "fagbrev_yrkesbevis",
        Authorisation = "authorisation",
        DrivingLicence = "driving_licence",
        SecurityClearance = "security_clearance",
        Language = "language",
        Other = "other",
    }
}

codes! {
    /// Yes, maybe, no, or do not know.
    pub enum YesMaybeNoUnknown {
        Yes = "yes",
        Maybe = "maybe",
        No = "no",
        Unknown = "unknown",
    }
}
