//! What the operator decides, with a default for everything.

use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use crate::{AdminToken, Clock, Deletable, RateLimit, TrustedProxy, Work};

/// How a collector runs.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The folder of the database and the receipt key; made when missing.
    pub data: PathBuf,
    /// The folder that holds `<id>/<version>.json`; may be missing.
    pub questionnaires: PathBuf,
    /// The widget's `dist` folder.
    pub widget: Option<PathBuf>,
    /// The folder of a website to show around the widget.
    pub site: Option<PathBuf>,
    /// The origins whose pages may send submissions, besides our own.
    pub allow_origins: Vec<Origin>,
    /// What opens the admin addresses; without it they are closed.
    pub admin_token: Option<AdminToken>,
    /// What respondents may delete of their own answers.
    pub respondent_delete: Deletable,
    /// The longest body of a submission, in bytes.
    pub body_limit: usize,
    /// How long the head of a request may take to come, how long the request
    /// may then take to be answered, and how long an answer may stand still.
    pub timeout: Duration,
    /// The most connections at a time; who comes then waits. One client may hold
    /// a quarter of them.
    pub connections: usize,
    /// How often one client may send.
    pub rate_limit: RateLimit,
    /// The proxies whose word is taken for who sends.
    pub trusted_proxies: Vec<TrustedProxy>,
    /// After how many days contact data are deleted.
    pub contact_days: Option<NonZeroU32>,
    /// What is told of an answer that was written in fewer seconds.
    pub least_seconds: u32,
    /// What a sender must work out first.
    pub work: Option<Work>,
    /// Commits without syncing, so that a loss of power loses answers: only for
    /// the test that must notice. No option of the command sets it.
    #[doc(hidden)]
    pub unsynced: bool,
    /// What time it is when a submission comes in.
    pub clock: Clock,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data: "data".into(),
            questionnaires: "questionnaires".into(),
            widget: None,
            site: None,
            allow_origins: Vec::new(),
            admin_token: None,
            respondent_delete: Deletable::default(),
            body_limit: 256 * 1024,
            timeout: Duration::from_secs(30),
            connections: 512,
            rate_limit: RateLimit::ANSWERS,
            trusted_proxies: Vec::new(),
            contact_days: None,
            least_seconds: 5,
            work: None,
            unsynced: false,
            clock: Clock::default(),
        }
    }
}

/// An origin as browsers send it (RFC 6454, 7), or `*` for all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// Why a text is no origin.
#[derive(Debug, PartialEq, Eq)]
pub struct OriginError;

impl Origin {
    /// Whether a request with the header `Origin: <header>` comes from here.
    pub(crate) fn covers(&self, header: &str) -> bool {
        self.0 == "*" || self.0 == header
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        if matches!(text, "*" | "null") {
            return Ok(Self(text.to_owned()));
        }
        let text = text.strip_suffix('/').unwrap_or(text).to_ascii_lowercase();
        let (scheme, host) = text.split_once("://").ok_or(OriginError)?;
        let is_host = !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ', '*']);
        if !matches!(scheme, "http" | "https") || !is_host {
            return Err(OriginError);
        }
        // Browsers leave the scheme's own port out.
        let default_port = if scheme == "http" { ":80" } else { ":443" };
        Ok(Self(
            text.strip_suffix(default_port).unwrap_or(&text).to_owned(),
        ))
    }
}

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "expected an origin such as `https://www.example.org`: scheme and host, no path",
        )
    }
}

impl std::error::Error for OriginError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_read_as_browsers_send_them() {
        for (text, header) in [
            ("https://www.example.org", "https://www.example.org"),
            ("https://www.example.org/", "https://www.example.org"),
            ("HTTPS://Www.Example.Org:443", "https://www.example.org"),
            ("http://localhost:8000", "http://localhost:8000"),
            ("null", "null"),
            ("*", "https://anything.example"),
        ] {
            assert!(text.parse::<Origin>().unwrap().covers(header), "{text}");
        }
        assert!(
            !"https://example.org"
                .parse::<Origin>()
                .unwrap()
                .covers("https://example.org.evil.example")
        );
        for text in [
            "",
            "example.org",
            "https://",
            "ftp://example.org",
            "https://example.org/path",
            "https://*.example.org",
            "https://user@example.org",
        ] {
            assert_eq!(text.parse::<Origin>(), Err(OriginError), "{text}");
        }
    }
}
