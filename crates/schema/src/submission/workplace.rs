//! `org`: the workplace that answers.

use validator::Validate;

use super::Coded;
use super::macros::{codes, object};
use crate::document::Country;

object! {
    /// The workplace that answers.
    pub struct Org {
        /// Decides number, municipality and occupation systems.
        pub country: Country,
        /// The organisation number: 9 digits (NO) or 10 (SE). Never a
        /// personal number, not even a sole trader's.
        #[validate(length(max = 10, code = "submission.length"))]
        #[cfg_attr(
            feature = "json-schema",
            schemars(regex(pattern = super::json_schema::ORGANISATION_NUMBER))
        )]
        pub number: String,
        /// Why there is no number.
        pub number_status: NumberStatus,
        #[validate(length(max = 200, code = "submission.length"))]
        pub name: String,
        pub sector: Sector,
        /// NO kommunenummer or SE kommunkod, with its system.
        #[validate(nested)]
        pub municipality: Coded,
        /// Section or division of SN2025 or SNI2025; those of 2007 are accepted.
        #[validate(nested)]
        pub industry: Coded,
        /// The number of employees as a band.
        pub employees: EmployeeBand,
        /// The number of employees itself, where it is asked: 0-9999.
        #[validate(range(max = 9999, code = "submission.range"))]
        pub employees_exact: u16,
    }
}

codes! {
    /// Whether the organisation number is told.
    pub enum NumberStatus {
        Given = "given",
        Withheld = "withheld",
        /// The number would be a personal one.
        SoleTrader = "sole_trader",
    }
}

codes! {
    /// Who owns the workplace.
    pub enum Sector {
        Private = "private",
        Municipal = "municipal",
        RegionalCounty = "regional_county",
        State = "state",
        NonProfit = "non_profit",
        SoleTrader = "sole_trader",
    }
}

codes! {
    /// Employees, as a band.
    pub enum EmployeeBand {
        None = "0",
        From1 = "1-4",
        From5 = "5-9",
        From10 = "10-19",
        From20 = "20-49",
        From50 = "50-99",
        From100 = "100-249",
        From250 = "250+",
    }
}
