//! A collector from start to stop.

use std::fs;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::answer::Answers;
use crate::cors::Gate;
use crate::files::Files;
use crate::library::Library;
use crate::limit::{self, Clients};
use crate::receipt::ReceiptCodes;
use crate::router::Parts;
use crate::store::{Sqlite, Writer};
use crate::submissions::{Intake, review_waiting};
use crate::{Config, StartError, connections, private, retention, router};

/// The name of the database in the data folder.
const DATABASE: &str = "behov.db";

/// The name of the key of the receipt codes in the data folder.
pub(crate) const RECEIPT_KEY: &str = "receipt.key";

/// A collector that has everything it needs and listens.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    database: PathBuf,
    questionnaires: usize,
    app: Router,
    writer: JoinHandle<Result<(), sqlx::Error>>,
    retention: JoinHandle<()>,
    quarantine: JoinHandle<()>,
    connections: usize,
    clients: Arc<Clients>,
    timeout: Duration,
}

impl Server {
    /// Reads the questionnaires, opens the database and begins to listen.
    ///
    /// # Errors
    /// What is missing or broken; nothing is listened on then.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        let served = [config.widget.as_deref(), config.site.as_deref()];
        let served: Vec<_> = served.into_iter().flatten().collect();
        let library = Library::read(&config.questionnaires, &served)?;
        let questionnaires = library.len();
        private::folder(&config.data)
            .map_err(|error| StartError::File(config.data.clone(), error))?;
        for folder in [&config.widget, &config.site].into_iter().flatten() {
            fs::read_dir(folder).map_err(|error| StartError::File(folder.clone(), error))?;
        }
        let codes = ReceiptCodes::open(&config.data.join(RECEIPT_KEY))?;
        let database = database(&config.data);
        let listen = |error| StartError::Listen(config.listen, error);
        let listener = TcpListener::bind(config.listen).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let store = if config.unsynced {
            Sqlite::open_unsynced(&database).await
        } else {
            Sqlite::open(&database).await
        };
        let store = store.map_err(|error| StartError::Database(database.clone(), error))?;
        let (sender, writer) = Writer::start(store);
        let data = Arc::from(config.data);
        let answers = Answers {
            data: Arc::clone(&data),
            writer: sender.clone(),
            deletable: config.respondent_delete,
            clock: config.clock.clone(),
        };
        let library = Arc::new(library);
        let quarantine = review_waiting(Arc::clone(&library), sender.clone(), database.clone());
        let intake = Intake {
            library,
            codes: Arc::new(codes),
            writer: sender.clone(),
            deletable: config.respondent_delete,
            body_limit: config.body_limit,
            least: Duration::from_secs(config.least_seconds.into()),
            work: config.work,
            clock: config.clock.clone(),
        };
        let clock = config.clock;
        let files = Files::new(config.widget.as_deref(), config.site.as_deref());
        let gate = Gate::new(config.allow_origins);
        let clients = Arc::new(Clients::new(config.trusted_proxies));
        let rate = config.rate_limit;
        let app = router::router(Parts {
            intake,
            answers,
            gate,
            sending: limit::Gate::new(rate, &clients),
            codes: limit::Gate::new(rate.of_codes(), &clients),
            data,
            admin_token: config.admin_token,
            files,
            timeout: config.timeout,
        });
        let retention = retention::keep(sender, clock, config.contact_days, retention::DAY);
        Ok(Self {
            listener,
            address,
            database,
            questionnaires,
            app,
            writer,
            retention: tokio::spawn(retention),
            quarantine: tokio::spawn(quarantine),
            connections: config.connections,
            clients,
            timeout: config.timeout,
        })
    }

    /// Where it listens, with the port that was taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The file of the database.
    pub fn database(&self) -> &Path {
        &self.database
    }

    /// How many questionnaires it receives answers to.
    pub fn questionnaires(&self) -> usize {
        self.questionnaires
    }

    /// Serves until `stop` is ready; then takes no new request, answers those
    /// it has, writes what waits, and closes the database.
    ///
    /// # Errors
    /// When the database fails for good.
    pub async fn run(self, stop: impl Future<Output = ()>) -> io::Result<()> {
        let clients = self.clients;
        connections::serve(
            self.listener,
            self.app,
            self.timeout,
            self.connections,
            move |peer| clients.holder(peer),
            stop,
        )
        .await;
        // Each holds an end of the writer's, which ends with the last of them.
        self.quarantine.abort();
        self.retention.abort();
        tracing::info!("writing what waits");
        self.writer
            .await
            .map_err(io::Error::other)?
            .map_err(io::Error::other)
    }
}

/// The database file in a data folder.
pub(crate) fn database(data: &Path) -> PathBuf {
    data.join(DATABASE)
}
