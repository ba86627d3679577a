//! Digits, and the double that they stand for.

/// The largest power of ten that is a double (2^53 > 5^22).
const EXACT: i32 = 22;

/// The digits of a number, as many as fit, and the power of ten they lack.
#[derive(Default)]
pub(super) struct Digits {
    pub(super) read: u64,
    pub(super) lost: i32,
    /// There were more than fit.
    pub(super) full: bool,
}

impl Digits {
    /// Takes one more; it stands for `power` more of the power of ten.
    pub(super) fn add(&mut self, digit: u64, power: i32) {
        let longer = self.read.checked_mul(10);
        let longer = longer.and_then(|longer| longer.checked_add(digit));
        match longer.filter(|_| !self.full) {
            Some(longer) => self.read = longer,
            None => {
                self.full = true;
                self.lost += 1;
            }
        }
        self.lost += power;
    }

    pub(super) fn double(&self) -> f64 {
        let ten = |power: i32| (0..power).fold(1.0, |ten, _| ten * 10.0);
        let mut double = self.read as f64;
        // Beyond what a double can hold there is only zero and too much.
        let mut left = self.lost.clamp(-700, 700);
        while left != 0 && double != 0.0 {
            let step = left.abs().min(EXACT);
            if left > 0 {
                double *= ten(step);
                left -= step;
            } else {
                double /= ten(step);
                left += step;
            }
        }
        double
    }
}
