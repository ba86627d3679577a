//! `int[]`: places for interns and apprentices, one row a scheme and area.

use validator::Validate;

use super::Coded;
use super::macros::{codes, object};

object! {
    /// The capacity for one scheme in one area.
    pub struct Int {
        pub scheme: Scheme,
        /// YH area, NO vgs programme or ISCED-F broad field; or what was typed.
        #[validate(nested)]
        pub area: Coded,
        /// Places a year: 0-9999.
        #[validate(range(max = 9999, code = "submission.range"))]
        pub places_year: u16,
        /// Weeks a place, 1-52; absent for apprentices. 20 weeks = 100 YHp.
        #[validate(range(min = 1, max = 52, code = "submission.range"))]
        pub weeks: u16,
        #[validate(length(max = 13, code = "submission.length"))]
        pub period: Vec<Month>,
        pub supervisor: Supervisor,
        pub mode: Mode,
        pub housing: YesPartlyNo,
        pub travel: YesPartlyNo,
        /// The first year: 2000-2100.
        #[validate(range(min = 2000, max = 2100, code = "submission.range"))]
        pub from_year: u16,
        /// Approved as lærebedrift (NO).
        pub approved_training_firm: TrainingFirm,
    }
}

codes! {
    /// LIA, praksis and lærling differ in law and length.
    pub enum Scheme {
        LiaYh = "lia_yh",
        Fagskole = "fagskole",
        University = "university",
        /// Lærling.
        ApprenticeNo = "apprentice_no",
        /// Gymnasial lärling, APL.
        ApprenticeSe = "apprentice_se",
        /// Fagbrev på jobb, komvux.
        AdultTrade = "adult_trade",
        LabourMarket = "labour_market",
        Other = "other",
    }
}

codes! {
    /// A month by its number, or any.
    pub enum Month {
        January = "1",
        February = "2",
        March = "3",
        April = "4",
        May = "5",
        June = "6",
        July = "7",
        August = "8",
        September = "9",
        October = "10",
        November = "11",
        December = "12",
        Any = "any",
    }
}

codes! {
    /// Whether there is someone to supervise.
    pub enum Supervisor {
        Available = "available",
        NeedsTraining = "needs_training",
        NotAvailable = "not_available",
        Unknown = "unknown",
    }
}

codes! {
    /// Where the intern works.
    pub enum Mode {
        OnSite = "on_site",
        PartlyRemote = "partly_remote",
        Remote = "remote",
    }
}

codes! {
    /// Yes, partly or no.
    pub enum YesPartlyNo {
        Yes = "yes",
        Partly = "partly",
        No = "no",
    }
}

codes! {
    /// Approval as a training firm.
    pub enum TrainingFirm {
        Yes = "yes",
        Applying = "applying",
        No = "no",
        Unknown = "unknown",
    }
}
