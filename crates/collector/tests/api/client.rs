//! A plain HTTP client that takes every status for an answer.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;
use ureq::http::{HeaderMap, Request};

use crate::contract;

/// Speaks to one collector.
#[derive(Clone)]
pub struct Client {
    pub address: SocketAddr,
    agent: ureq::Agent,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .accept_encoding("")
            .build();
        Self {
            address,
            agent: config.new_agent(),
        }
    }

    pub fn post(&self, body: impl Into<Vec<u8>>, headers: &[(&str, &str)]) -> Answer {
        self.send("POST", "/api/v1/submissions", headers, body.into())
    }

    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, Vec::new())
    }

    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).unwrap();
        let mut response = self.agent.run(request).unwrap();
        let answer = Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response
                .body_mut()
                .with_config()
                .limit(u64::MAX)
                .read_to_vec()
                .unwrap(),
        };
        contract::check(method, path, &answer);
        answer
    }

    /// The answer as it came over the wire: the client above decodes a body
    /// whose coding some other crate of the workspace has taught it.
    pub fn get_undecoded(&self, path: &str, accepts: &str) -> Answer {
        let mut stream = self.raw();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\
             Accept-Encoding: {accepts}\r\n\r\n",
            self.address
        )
        .unwrap();
        Answer::read(stream)
    }

    /// A connection on which a test writes what it likes.
    pub fn raw(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream
    }

    /// The head of a request to post `length` bytes on a raw connection.
    pub fn begin_post(&self, length: usize) -> TcpStream {
        let mut stream = self.raw();
        write!(
            stream,
            "POST /api/v1/submissions HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n",
            self.address
        )
        .unwrap();
        stream
    }
}

/// Everything that comes until the other side closes.
pub fn read_all(mut stream: TcpStream) -> String {
    let mut text = Vec::new();
    stream.read_to_end(&mut text).unwrap();
    String::from_utf8(text).unwrap()
}

impl Answer {
    /// All that comes until the other side closes, as it came over the wire.
    pub fn read(mut stream: TcpStream) -> Self {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        let headers = lines.map(|line| line.split_once(": ").unwrap());
        Answer {
            status: status.parse().unwrap(),
            headers: headers
                .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
                .collect::<HeaderMap>(),
            body: answer[end + 4..].to_vec(),
        }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Asserts a problem of this status; gives `(code, pointer)` of its errors.
    #[track_caller]
    pub fn problem(&self, status: u16) -> Vec<(String, String)> {
        let text = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status, status, "{text}");
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{text}"
        );
        let problem = self.json();
        assert_eq!(problem["status"], status, "{text}");
        assert!(
            problem["type"]
                .as_str()
                .unwrap()
                .starts_with("urn:behov:problem:"),
            "{text}"
        );
        assert!(!problem["title"].as_str().unwrap().is_empty());
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let errors = problem["errors"]
            .as_array()
            .expect("errors is always there");
        errors
            .iter()
            .map(|error| (text(&error["code"]), text(&error["pointer"])))
            .collect()
    }
}
