//! The collector over HTTP: a real server on a free port, a real client, a
//! database in a folder of its own.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a helper that fails is a test that fails"
)]

mod admin;
mod answer;
mod app;
mod chain;
mod client;
mod codes;
mod connections;
mod contract;
mod embedding;
mod export;
mod hostile;
mod keeping;
mod life;
mod limits;
mod lists;
mod openapi;
mod privacy;
mod purging;
mod quarantine;
mod refusals;
mod start;
mod submit;
mod tables;
mod various;
mod workbook;
