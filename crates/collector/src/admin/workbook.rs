//! A workbook as the body of an answer.
//!
//! It can be sent only when all of it has been read, and is put together by
//! code that waits for disks: on a thread where one may wait.

use std::io::{self, Write};

use axum::body::Bytes;
use http_body_util::channel::Sender;
use tokio::runtime::Handle;

use super::Data;
use crate::export::{Book, ExportError, Surveyed};

/// How much is sent at a time.
const PIECE: usize = 64 * 1024;

/// Puts the workbook together and sends it. When that fails the answer breaks
/// off, so that nobody takes it for whole.
pub(super) fn send(surveyed: Surveyed, data: Data, sender: Sender<Bytes, ExportError>) {
    let handle = Handle::current();
    tokio::task::spawn_blocking(move || {
        let mut out = Out {
            handle,
            sender,
            piece: Vec::new(),
        };
        let book = out.handle.block_on(Book::read(surveyed, &data));
        match book.and_then(|book| book.save(&mut out)) {
            Ok(()) => {}
            Err(error) => {
                tracing::error!(%error, "an export broke off");
                out.sender.abort(error);
            }
        }
    });
}

struct Out {
    handle: Handle,
    sender: Sender<Bytes, ExportError>,
    piece: Vec<u8>,
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::take(&mut self.piece));
        let sent = self.handle.block_on(self.sender.send_data(piece));
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}
