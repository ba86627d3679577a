//! `trn[]`: training need of present staff, one row a topic.

use validator::Validate;

use super::Coded;
use super::macros::{codes, object};
use super::need::Level;

object! {
    /// The need for training in one topic.
    pub struct Trn {
        /// One of the core's topics, or what was typed.
        #[validate(nested)]
        pub topic: Coded,
        /// Persons, 0-9999. One person may count in several topics, so a sum
        /// over rows counts training occasions.
        #[validate(range(max = 9999, code = "submission.range"))]
        pub employees: u16,
        pub when: TrainingTime,
        #[validate(length(max = 6, code = "submission.length"))]
        pub format: Vec<TrainingFormat>,
        pub length: TrainingLength,
        pub result: TrainingResult,
        pub level: Level,
        pub time: TimeOfWork,
    }
}

codes! {
    /// When the training should begin.
    pub enum TrainingTime {
        Now = "now",
        Within6m = "within_6m",
        Within1y = "within_1y",
        Y1To3 = "y1_3",
    }
}

codes! {
    /// Where and how it is taught.
    pub enum TrainingFormat {
        OnlineSelfPaced = "online_self_paced",
        OnlineLive = "online_live",
        GatheringsPlusOnline = "gatherings_plus_online",
        ClassroomLocal = "classroom_local",
        AtWorkplace = "at_workplace",
        Any = "any",
    }
}

codes! {
    /// How long it may be; one week is 1.5 sp/hp or 5 YHp.
    pub enum TrainingLength {
        Hours = "hours",
        D1To2 = "d1_2",
        D3To5 = "d3_5",
        /// At most 7.5 sp/hp or 25 YHp.
        W1To5 = "w1_5",
        /// At most 30 sp/hp or 100 YHp.
        W6To20 = "w6_20",
        Longer = "longer",
        Unknown = "unknown",
    }
}

codes! {
    /// What it should lead to.
    pub enum TrainingResult {
        None = "none",
        CourseCertificate = "course_certificate",
        IndustryCertificate = "industry_certificate",
        Credits = "credits",
        Degree = "degree",
        TradeCertificate = "trade_certificate",
    }
}

codes! {
    /// When staff can be away.
    pub enum TimeOfWork {
        WorkHours = "work_hours",
        Evening = "evening",
        Weekend = "weekend",
        LowSeason = "low_season",
    }
}
