//! How many requests one client may make.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use governor::Quota;

/// How many requests one client may make at once, and how many more each
/// second after that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit(Option<(NonZeroU32, NonZeroU32)>);

/// The text is no rate limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimitError;

impl RateLimit {
    /// Nobody is refused.
    pub const OFF: Self = Self(None);

    /// Enough for a hundred firms behind one address within ten minutes, each
    /// with several tries.
    pub(crate) const ANSWERS: Self = Self::of(120, 1);

    /// For whoever reads or deletes answers by their codes.
    const CODES: Self = Self::of(30, 1);

    const fn of(burst: u32, per_second: u32) -> Self {
        match (NonZeroU32::new(burst), NonZeroU32::new(per_second)) {
            (Some(burst), Some(per_second)) => Self(Some((burst, per_second))),
            _ => Self(None),
        }
    }

    /// The limit for receipt codes where answers have this one.
    pub(crate) fn of_codes(self) -> Self {
        if self == Self::OFF { self } else { Self::CODES }
    }

    pub(super) fn quota(self) -> Option<Quota> {
        let (burst, per_second) = self.0?;
        Some(Quota::per_second(per_second).allow_burst(burst))
    }
}

impl FromStr for RateLimit {
    type Err = RateLimitError;

    fn from_str(text: &str) -> Result<Self, RateLimitError> {
        if text == "off" {
            return Ok(Self::OFF);
        }
        let (burst, per_second) = text.split_once('/').unwrap_or((text, "1"));
        let number = |text: &str| text.parse().map_err(|_| RateLimitError);
        Ok(Self(Some((number(burst)?, number(per_second)?))))
    }
}

impl fmt::Display for RateLimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected `off`, or such as `120/1`: 120 at once, then 1 a second")
    }
}

impl std::error::Error for RateLimitError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read() {
        assert_eq!("off".parse(), Ok(RateLimit::OFF));
        assert_eq!("120/1".parse(), Ok(RateLimit::ANSWERS));
        assert_eq!("120".parse(), Ok(RateLimit::ANSWERS));
        for text in [
            "", "0", "0/1", "1/0", "1/", "/1", "-1", "1/1/1", "1.5", "none",
        ] {
            assert_eq!(text.parse::<RateLimit>(), Err(RateLimitError), "{text}");
        }
    }
}
