//! What goes with every answer besides the answers, and what the notice says
//! of who asks: each in the form that the shared schema or the form needs.

use crate::answer::{email, url};
use crate::document::is_name;
use crate::{Finding, Questionnaire};

/// Characters at most of the version of a notice, as in the shared schema.
const NOTICE: usize = 64;

/// `campaign.invalid`, `controller.*`: with a campaign or a version of another
/// form every answer would be refused; a name or an address that is none would
/// stand in the notice.
pub(super) fn check(of: &Questionnaire) -> Vec<Finding> {
    let controller = &of.controller;
    let version = controller.notice_version.chars().count();
    let fits = [
        (
            "campaign.invalid",
            "/campaign",
            of.campaign.as_deref().is_none_or(is_name),
        ),
        (
            "controller.name",
            "/controller/name",
            !controller.name.trim().is_empty(),
        ),
        (
            "controller.dpo",
            "/controller/dpo",
            controller.dpo.as_deref().is_none_or(is_address),
        ),
        (
            "controller.notice_version",
            "/controller/notice_version",
            (1..=NOTICE).contains(&version),
        ),
    ];
    let wrong = fits.into_iter().filter(|(.., fits)| !fits);
    wrong
        .map(|(code, pointer, _)| Finding::new(code, pointer))
        .collect()
}

/// What the notice can make a link of: an e-mail address, or a web address
/// with its scheme.
fn is_address(text: &str) -> bool {
    let letter = text.strip_prefix("mailto:").unwrap_or(text);
    let page = text.starts_with("https://") || text.starts_with("http://");
    email::parse(letter).is_ok() || (page && url::parse(text).is_ok())
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_ombudsman_has_a_letter_box_or_a_page() {
        for text in [
            "ombud@example.org",
            "mailto:ombud@example.org",
            "https://example.org/dataskydd",
        ] {
            assert!(is_address(text), "{text}");
        }
        for text in ["ombud", "", "www.example.org", "https://", "Anna Ombud"] {
            assert!(!is_address(text), "{text}");
        }
    }
}
