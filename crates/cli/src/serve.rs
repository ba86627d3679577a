//! `behov serve`: a collector, its log and its end.

use std::env;
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::Duration;

use behov_collector::{
    AdminToken, AdminTokenError, Config, Deletable, Origin, RateLimit, Server, TrustedProxy, Work,
};
use clap::Args;
use tokio::signal::unix::{SignalKind, signal};

/// Where the environment may hold the admin token.
const ADMIN_TOKEN: &str = "BEHOV_ADMIN_TOKEN";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The folder of the database and the receipt key; made when missing.
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// The folder that holds <id>/<version>.json; read at the start.
    #[arg(long, value_name = "DIR", default_value = "questionnaires")]
    questionnaires: PathBuf,
    /// The widget's dist folder.
    #[arg(long, value_name = "DIR")]
    widget: Option<PathBuf>,
    /// The folder of a website to show around the widget.
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// An origin whose pages may send answers, such as https://www.example.org;
    /// may be repeated. Pages served here always may.
    #[arg(long = "allow-origin", value_name = "ORIGIN")]
    allow_origins: Vec<Origin>,
    /// A file that holds the admin token, which opens the addresses that read
    /// answers out; without it they are closed. BEHOV_ADMIN_TOKEN in the
    /// environment may hold the token instead.
    #[arg(long, value_name = "FILE")]
    admin_token_file: Option<PathBuf>,
    /// What a receipt code may delete: off, contact (the contact data) or all.
    #[arg(long, value_name = "WHAT", default_value = "contact")]
    respondent_delete: Deletable,
    /// The longest answer, in bytes.
    #[arg(long, value_name = "BYTES", default_value_t = 256 * 1024)]
    body_limit: usize,
    /// How long the head of a request may take to come, how long it may then
    /// wait for its answer, and how long an answer may stand still.
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    timeout: u64,
    /// The most connections at a time; who comes then waits. One client may hold
    /// a quarter of them.
    #[arg(long, value_name = "NUMBER", default_value_t = 512)]
    connections: usize,
    /// How many answers one client may send at once, and then each second;
    /// or off. Programs on this machine have no limit.
    #[arg(long, value_name = "BURST/SECOND", default_value = "120/1")]
    rate_limit: RateLimit,
    /// The address, or range of addresses, of a proxy whose X-Forwarded-For
    /// or Forwarded tells who sends; may be repeated.
    #[arg(long = "trusted-proxy", value_name = "CIDR")]
    trusted_proxies: Vec<TrustedProxy>,
    /// Delete contact data after so many days; they are kept without it.
    #[arg(long, value_name = "DAYS")]
    contact_days: Option<NonZeroU32>,
    /// Mark answers as suspect that were written in fewer seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    least_seconds: u32,
    /// Take only answers whose sender has worked out a number: so many bits,
    /// 1 to 24, each twice the work of the one before.
    #[arg(long, value_name = "BITS")]
    proof_of_work: Option<Work>,
}

/// Serves until the process is told to end (SIGTERM, SIGINT).
pub(crate) async fn serve(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(false)
        .init();
    let admin_token = admin_token(arguments.admin_token_file.as_deref())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let server = Server::start(Config {
        listen: arguments.listen,
        data: arguments.data,
        questionnaires: arguments.questionnaires,
        widget: arguments.widget,
        site: arguments.site,
        allow_origins: arguments.allow_origins,
        admin_token,
        respondent_delete: arguments.respondent_delete,
        body_limit: arguments.body_limit,
        timeout: Duration::from_secs(arguments.timeout),
        connections: arguments.connections,
        rate_limit: arguments.rate_limit,
        trusted_proxies: arguments.trusted_proxies,
        contact_days: arguments.contact_days,
        least_seconds: arguments.least_seconds,
        work: arguments.proof_of_work,
        ..Config::default()
    })
    .await?;
    announce(&server)?;
    let stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    server.run(stop).await?;
    Ok(())
}

/// The token in the file, or else in the environment. It is no argument:
/// everybody on the machine can read those.
fn admin_token(file: Option<&Path>) -> Result<Option<AdminToken>, String> {
    let (place, text) = match (file, env::var_os(ADMIN_TOKEN)) {
        (Some(file), _) => {
            let place = format!("`{}`", file.display());
            let text = fs::read_to_string(file).map_err(|error| format!("{place}: {error}"))?;
            (place, text)
        }
        (None, Some(text)) => (ADMIN_TOKEN.to_owned(), text.to_string_lossy().into_owned()),
        (None, None) => return Ok(None),
    };
    let token = text.parse();
    token
        .map(Some)
        .map_err(|error: AdminTokenError| format!("{place}: {error}"))
}

/// One line on standard output, for people and for scripts that wait for it.
fn announce(server: &Server) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "listening on http://{}, database {}, questionnaires {}",
        server.address(),
        server.database().display(),
        server.questionnaires()
    )?;
    out.flush()
}
