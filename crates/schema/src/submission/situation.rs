//! `out`, `rec`, `gap`: how the workplace is doing.

use super::macros::{codes, object};

object! {
    /// The outlook, and whether there is any need at all.
    ///
    /// `need`, `trn` and `int` open the rows of the same name. A no is a real
    /// zero: with it there are no rows.
    pub struct Out {
        /// Staff in one year (NAV: 12 months).
        pub staff_1y: Trend,
        /// Staff in three years.
        pub staff_3y: Trend,
        /// Whether people will be recruited: opens `/need`.
        pub need: YesNoUnknown,
        /// Whether present staff need training: opens `/trn`.
        pub trn: YesNoUnknown,
        /// Whether there are places for interns or apprentices: opens `/int`.
        pub int: YesNoUnknown,
    }
}

object! {
    /// Recruitment in the past; the question states the reference period.
    pub struct Rec {
        pub failed_recent: FailedRecent,
        /// Asked when a post was not filled as wished.
        #[validate(length(max = 12, code = "submission.length"))]
        pub fail_reason: Vec<FailReason>,
    }
}

object! {
    /// The competence gap today.
    pub struct Gap {
        pub degree: GapDegree,
        #[validate(length(max = 9, code = "submission.length"))]
        pub consequence: Vec<Consequence>,
    }
}

codes! {
    /// Which way staff numbers go.
    pub enum Trend {
        Increase = "increase",
        Unchanged = "unchanged",
        Decrease = "decrease",
        Unknown = "unknown",
    }
}

codes! {
    /// Yes, no, or do not know.
    pub enum YesNoUnknown {
        Yes = "yes",
        No = "no",
        Unknown = "unknown",
    }
}

codes! {
    /// What became of the latest attempt to recruit.
    pub enum FailedRecent {
        NoAttempt = "no_attempt",
        Filled = "filled",
        FilledLowerOrOtherCompetence = "filled_lower_or_other_competence",
        NotFilled = "not_filled",
    }
}

codes! {
    /// Why a post was not filled.
    pub enum FailReason {
        TooFewQualified = "too_few_qualified",
        NoApplicants = "no_applicants",
        Education = "education",
        CertificateLicence = "certificate_licence",
        Experience = "experience",
        Language = "language",
        PersonalQualities = "personal_qualities",
        PayTerms = "pay_terms",
        Housing = "housing",
        CommutingLocation = "commuting_location",
        PartnerJob = "partner_job",
        Other = "other",
    }
}

codes! {
    /// How large the gap is (NHO's scale).
    pub enum GapDegree {
        None = "none",
        Some = "some",
        Large = "large",
        Unknown = "unknown",
    }
}

codes! {
    /// What the gap leads to.
    pub enum Consequence {
        LostCustomers = "lost_customers",
        DeclinedOrders = "declined_orders",
        PostponedExpansion = "postponed_expansion",
        ReducedActivity = "reduced_activity",
        OvertimeStress = "overtime_stress",
        LoweredRequirements = "lowered_requirements",
        Outsourced = "outsourced",
        None = "none",
        Other = "other",
    }
}
