//! Connections: taken, bounded in time, and let go in good order.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::limit::Peer;

/// How long to wait when no connection can be taken.
const PAUSE: Duration = Duration::from_secs(1);

/// Serves `app` until `stop` is ready; then takes no new connection and
/// finishes the requests that are under way. What is still being read by then
/// after a little more than `limit` breaks off: on return nothing of `app` is
/// left, and whoever waits for its end waits for no reader.
///
/// A connection is closed when the head of its next request has not come
/// within `limit`, or when it has taken nothing of an answer for so long. How
/// long a request waits for its answer is for the router to bound. There are
/// at most `most` at a time; who comes then waits to be taken.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Router,
    limit: Duration,
    most: usize,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limit);
    let connections = GracefulShutdown::new();
    let mut tasks = JoinSet::new();
    let room = Arc::new(Semaphore::new(most));
    let mut stop = pin!(stop);
    loop {
        let next = async {
            // Nobody closes the semaphore.
            let place = Arc::clone(&room).acquire_owned().await;
            (take(&listener).await, place)
        };
        let ((stream, peer), place) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        let app = app.clone().map_request(move |mut request: Request<_>| {
            request.extensions_mut().insert(Peer(peer.ip()));
            request
        });
        let service = TowerToHyperService::new(app);
        let connection = http.serve_connection(TokioIo::new(bounded(stream, limit)), service);
        let connection = connections.watch(connection);
        // Of those that have ended nothing is kept.
        while tasks.try_join_next().is_some() {}
        tasks.spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    // A connection that neither speaks nor closes must not hold the stop, nor
    // one that takes an endless answer. Every request has its answer by then,
    // or at least the beginning of it: what was to be stored is told or waits
    // in the writer, who writes it whether or not anybody is there to be told.
    let patience = limit + Duration::from_secs(1);
    let finished = tokio::time::timeout(patience, connections.shutdown()).await;
    if finished.is_err() {
        tracing::warn!("stopped while answers were still being read: they break off");
    }
    tasks.shutdown().await;
}

/// The next connection.
async fn take(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(taken) => return taken,
            // The other side has left again.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
                ) => {}
            // Too many are open: some will be closed.
            Err(error) => {
                tracing::warn!(%error, "no connection can be taken now");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// A stream on which no write waits longer than `limit`.
fn bounded(stream: TcpStream, limit: Duration) -> Pin<Box<TimeoutStream<TcpStream>>> {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limit));
    Box::pin(stream)
}
