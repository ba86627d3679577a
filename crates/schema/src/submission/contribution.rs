//! `par`, `bar`, `offer`: what the workplace can give, and what stands in its way.

use super::internship::YesPartlyNo;
use super::macros::{codes, object};

object! {
    /// What the workplace can contribute to an education.
    pub struct Par {
        #[validate(length(max = 9, code = "submission.length"))]
        pub contribution: Vec<Contribution>,
        /// "May we contact you for a signed letter of intent?"
        pub statement: YesMaybeNo,
        /// Planned programmes, by the codes of the questionnaire.
        #[validate(length(max = 50, code = "submission.length"))]
        pub programme: Vec<String>,
    }
}

object! {
    /// What keeps staff from training.
    pub struct Bar {
        #[validate(length(max = 14, code = "submission.length"))]
        pub training: Vec<Barrier>,
        /// The one that weighs most.
        pub main: Barrier,
    }
}

object! {
    /// What is known of offers.
    pub struct Offer {
        /// Whether one knows where to find offers.
        pub know: YesPartlyNo,
    }
}

codes! {
    /// A way to contribute.
    pub enum Contribution {
        SteeringGroup = "steering_group",
        Curriculum = "curriculum",
        Lecturer = "lecturer",
        StudyVisit = "study_visit",
        RealCaseOrThesis = "real_case_or_thesis",
        EquipmentOrPremises = "equipment_or_premises",
        CoFinancing = "co_financing",
        RecruitStudents = "recruit_students",
        None = "none",
    }
}

codes! {
    /// Yes, maybe or no.
    pub enum YesMaybeNo {
        Yes = "yes",
        Maybe = "maybe",
        No = "no",
    }
}

codes! {
    /// Something that keeps staff from training.
    pub enum Barrier {
        Time = "time",
        Cost = "cost",
        NoCoverForAbsent = "no_cover_for_absent",
        DistanceTravel = "distance_travel",
        NoRelevantOffer = "no_relevant_offer",
        DoNotKnowOffers = "do_not_know_offers",
        TooLong = "too_long",
        StartDatesDoNotFit = "start_dates_do_not_fit",
        EntryRequirements = "entry_requirements",
        StaffInterest = "staff_interest",
        DigitalSkillsOrNet = "digital_skills_or_net",
        Language = "language",
        None = "none",
        Other = "other",
    }
}
