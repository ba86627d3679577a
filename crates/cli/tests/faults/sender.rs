//! A plain sender, which sees connections refused and cut.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// What came back: the status, and everything.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub text: String,
}

/// A connection that waits for nothing longer than half a minute.
pub fn connect(address: SocketAddr) -> io::Result<TcpStream> {
    let limit = Duration::from_secs(30);
    let stream = TcpStream::connect_timeout(&address, limit)?;
    stream.set_read_timeout(Some(limit))?;
    stream.set_write_timeout(Some(limit))?;
    Ok(stream)
}

/// The head of a request to post so many bytes.
pub fn head(length: usize) -> String {
    format!(
        "POST /api/v1/submissions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    )
}

/// Sends one submission.
pub fn post(address: SocketAddr, body: &str) -> io::Result<Answer> {
    let mut stream = connect(address)?;
    stream.write_all((head(body.len()) + body).as_bytes())?;
    read(stream)
}

/// What comes until the other side closes; it is an answer only when whole.
pub fn read(mut stream: TcpStream) -> io::Result<Answer> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let status = text
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let whole = text
        .split_once("\r\n\r\n")
        .is_some_and(|(_, body)| body.ends_with('}'));
    match status {
        Some(status) if whole => Ok(Answer { status, text }),
        _ => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}
