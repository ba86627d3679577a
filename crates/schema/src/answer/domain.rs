//! Domain names, as addresses and links hold them.

/// Whether `domain` could stand on the internet: at least two labels of 1 to
/// 63 bytes (RFC 1035, 2.3.4), letters of any script (RFC 5890), the last
/// label no number.
pub(super) fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(is_letter)
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(is_label)
        && !top.chars().all(|c| c.is_ascii_digit())
}

/// Which letters other scripts have is for the registries to say; tables of
/// them would weigh more in the widget than all the rest of this file.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || !(c.is_ascii() || c.is_whitespace() || c.is_control())
}
