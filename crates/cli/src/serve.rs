//! `behov serve`: a collector, its log and its end.

use std::error::Error;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use behov_collector::{Config, Origin, Server};
use clap::Args;
use tokio::signal::unix::{SignalKind, signal};

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
    /// The longest answer, in bytes.
    #[arg(long, value_name = "BYTES", default_value_t = 256 * 1024)]
    body_limit: usize,
    /// How long a request may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    timeout: u64,
}

/// Serves until the process is told to end (SIGTERM, SIGINT).
pub(crate) async fn serve(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(false)
        .init();
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let server = Server::start(Config {
        listen: arguments.listen,
        data: arguments.data,
        questionnaires: arguments.questionnaires,
        widget: arguments.widget,
        site: arguments.site,
        allow_origins: arguments.allow_origins,
        body_limit: arguments.body_limit,
        timeout: Duration::from_secs(arguments.timeout),
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
