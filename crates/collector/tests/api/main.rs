//! The collector over HTTP: a real server on a free port, a real client, a
//! database in a folder of its own.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a helper that fails is a test that fails"
)]

mod app;
mod client;
mod embedding;
mod export;
mod keeping;
mod privacy;
mod refusals;
mod start;
mod submit;
