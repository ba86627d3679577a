//! Stories told through the engine's boundary: answer, go on, see.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a story that cannot go on has failed"
)]

mod another;
mod code;
mod dice;
mod draft;
mod fill;
mod given;
mod life;
mod navigation;
mod prefill;
mod properties;
mod relevance;
mod review;
mod row_cost;
mod rows;
mod sending;
mod support;
mod trust;
mod types;
mod undo;
