//! How long to wait before the next try.

/// Tries at most, the first included, before the respondent is asked.
const TRIES: u32 = 4;

/// The longest wait in seconds that somebody is kept looking at.
const PATIENCE: u32 = 60;

/// Seconds until the next try after `tries` of them have failed (1 is the
/// first), or nothing when the widget stops trying by itself.
///
/// The wait doubles: up to 4, 8 and 16 seconds, of which at least half.
/// `random`, from 0 up to 1, decides the rest, so that a thousand widgets do
/// not come back in the same second. `after` is what the backend asks for: it
/// is never shortened; beyond a minute the respondent decides.
pub fn delay(tries: u32, after: Option<u32>, random: f64) -> Option<u32> {
    if !(1..TRIES).contains(&tries) {
        return None;
    }
    let longest = 4 << (tries - 1);
    let own = longest / 2 + (f64::from(longest / 2) * random) as u32;
    let wait = own.max(after.unwrap_or(0));
    (wait <= PATIENCE).then_some(wait)
}

/// The longest wait between two rounds of tries, in seconds: a day.
pub const DAY: u32 = 86_400;

/// Seconds until a round of tries begins by itself after `rounds` have failed
/// (1 is the first): up to 5, 10, 20, 40 and at last 80 minutes, of which at
/// least half; `random` decides the rest. `after` is what the backend asks
/// for, and not shortened where it is no more than a day.
pub fn rest(rounds: u32, after: Option<u32>, random: f64) -> u32 {
    let longest = 300 << rounds.saturating_sub(1).min(4);
    let own = longest / 2 + (f64::from(longest / 2) * random) as u32;
    own.max(after.unwrap_or(0)).min(DAY)
}

#[cfg(test)]
mod tests {
    use super::{delay, rest};

    #[test]
    fn the_wait_doubles_and_ends() {
        let shortest = [1, 2, 3, 4, 5].map(|tries| delay(tries, None, 0.0));
        assert_eq!(shortest, [Some(2), Some(4), Some(8), None, None]);
        let longest = [1, 2, 3, 4].map(|tries| delay(tries, None, 0.999));
        assert_eq!(longest, [Some(3), Some(7), Some(15), None]);
        assert_eq!(delay(0, None, 0.5), None);
    }

    #[test]
    fn what_the_backend_asks_for_is_never_shortened() {
        assert_eq!(delay(1, Some(30), 0.5), Some(30));
        assert_eq!(delay(3, Some(1), 0.0), Some(8));
        assert_eq!(delay(1, Some(60), 0.0), Some(60));
        assert_eq!(delay(1, Some(61), 0.0), None);
        assert_eq!(delay(1, Some(u32::MAX), 0.0), None);
        assert_eq!(rest(1, Some(3600), 0.5), 3600);
        assert_eq!(rest(4, Some(60), 0.0), 1200);
        assert_eq!(rest(1, Some(u32::MAX), 0.0), 86_400);
    }

    #[test]
    fn between_rounds_it_rests_longer_and_longer() {
        let shortest = [1, 2, 3, 4, 5, 6, 99].map(|rounds| rest(rounds, None, 0.0));
        assert_eq!(shortest, [150, 300, 600, 1200, 2400, 2400, 2400]);
        assert_eq!(rest(1, None, 0.999), 299);
        assert_eq!(rest(0, None, 0.0), 150);
    }
}
