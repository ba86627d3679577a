//! The collector as a process under faults: no answer that was acknowledged is
//! lost, and none is stored twice.
//!
//! The ordinary run is bounded; with `BEHOV_FAULTS=long` it is the one of
//! `cargo xtask bench faults`. Each test says what it injected and what came
//! of it in a line that begins with `faults: `.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper that fails is a test that fails"
)]

mod backup;
mod disk;
mod kill;
mod locked;
mod office;
mod sender;
mod slow;
mod table;
mod trace;

/// Whether the long form is asked for.
fn is_long() -> bool {
    std::env::var_os("BEHOV_FAULTS").is_some_and(|form| form == "long")
}
