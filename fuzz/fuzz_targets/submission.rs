//! Any bytes at all to [`behov_fuzz::submission`].

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| behov_fuzz::submission(data));
