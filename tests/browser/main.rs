//! The widget in a real browser.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails, and says where"
)]

mod away;
mod clock;
mod contract;
mod controls;
mod fallback;
mod given;
mod language;
mod life;
mod lifecycle;
mod lists;
mod notes;
mod sending;
mod stand;
mod steps;
mod support;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
