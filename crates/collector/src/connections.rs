//! Connections: taken, bounded in time, and let go in good order.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
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
use crate::shares::Shares;

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
/// at most `most` at a time; who comes then waits to be taken. Of those each
/// client that has a number by `who` may hold its share; what it opens beyond
/// that is closed.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Router,
    limit: Duration,
    most: usize,
    who: impl Fn(IpAddr) -> Option<u64>,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limit);
    let connections = GracefulShutdown::new();
    let mut tasks = JoinSet::new();
    let room = Arc::new(Semaphore::new(most));
    let shares = Shares::new(most);
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
        let share = match who(peer.ip()).map(|holder| shares.take(holder)) {
            Some(None) => {
                tracing::debug!("a client has its share of the connections");
                continue;
            }
            taken => taken.flatten(),
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
            drop((place, share));
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    /// What comes of a request on a connection of its own.
    async fn ask(address: SocketAddr) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        let mut answer = String::new();
        // One that is closed at once may be so before or after this.
        let _ = stream.write_all(request).await;
        let _ = stream.read_to_string(&mut answer).await;
        answer
    }

    #[tokio::test]
    async fn one_client_cannot_hold_all_connections() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        // Whose connection the next is; 0 is a proxy's.
        let client = Arc::new(AtomicU64::new(1));
        let who = {
            let client = Arc::clone(&client);
            move |_| Some(client.load(Ordering::Relaxed)).filter(|client| *client > 0)
        };
        let app = Router::new().route("/", get(async || "here"));
        let limit = Duration::from_secs(60);
        tokio::spawn(serve(listener, app, limit, 8, who, std::future::pending()));
        let mut held = Vec::new();
        for _ in 0..2 {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(b"GET / HT").await.unwrap();
            held.push(stream);
        }
        assert_eq!(ask(address).await, "", "it has its share");
        for (other, why) in [(2, "another client"), (0, "a proxy")] {
            client.store(other, Ordering::Relaxed);
            let answer = ask(address).await;
            assert!(answer.ends_with("here"), "{why}: {answer}");
        }
        client.store(1, Ordering::Relaxed);
        held.pop();
        let again = async {
            while ask(address).await.is_empty() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let again = tokio::time::timeout(Duration::from_secs(20), again).await;
        assert!(again.is_ok(), "what it gives back it may take again");
    }
}
