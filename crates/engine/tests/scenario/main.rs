//! Stories told through the engine's boundary: answer, go on, see.

mod navigation;
mod properties;
mod relevance;
mod review;
mod rows;
mod sending;
mod support;
