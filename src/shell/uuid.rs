//! Ids of submissions.

/// A UUID of version 7 (RFC 9562, 5.7), lower-case with hyphens, from the
/// Unix time in milliseconds (48 bits) and ten random bytes, of which 74 bits
/// are used.
pub(super) fn version_7(milliseconds: u64, random: [u8; 10]) -> String {
    let [_, _, time @ ..] = milliseconds.to_be_bytes();
    let [r0, r1, r2, r3, r4, r5, r6, r7, r8, r9] = random;
    let rest = [
        (r0 & 0x0f) | 0x70,
        r1,
        (r2 & 0x3f) | 0x80,
        r3,
        r4,
        r5,
        r6,
        r7,
        r8,
        r9,
    ];
    let mut uuid = String::with_capacity(36);
    for (index, byte) in time.into_iter().chain(rest).enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            uuid.push('-');
        }
        for half in [byte >> 4, byte & 0x0f] {
            uuid.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    uuid
}

/// The time in an id of version 7, in milliseconds.
pub(super) fn time(id: &str) -> Option<u64> {
    let digits = [id.get(..8)?, id.get(9..13)?].concat();
    u64::from_str_radix(&digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::{time, version_7};

    #[test]
    fn the_time_is_read_again() {
        assert_eq!(
            time(&version_7(0x017F_22E2_79B0, [7; 10])),
            Some(0x017F_22E2_79B0)
        );
        for id in [
            "",
            "017f22e2",
            "017f22e2-79b",
            "017f22e2-79bx-",
            "ååååååååå",
        ] {
            assert_eq!(time(id), None, "{id}");
        }
    }

    #[test]
    fn the_example_of_the_standard() {
        // RFC 9562, A.6: 017F22E2-79B0-7CC3-98C4-DC0C0C07398F.
        let random = [0xc, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];
        let uuid = version_7(0x017F_22E2_79B0, random);
        assert_eq!(uuid, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    }

    #[test]
    fn version_and_variant_stand_whatever_the_bytes() {
        let all = version_7(u64::MAX, [0xff; 10]);
        assert_eq!(all, "ffffffff-ffff-7fff-bfff-ffffffffffff");
        let none = version_7(0, [0; 10]);
        assert_eq!(none, "00000000-0000-7000-8000-000000000000");
    }
}
