//! Any bytes at all to [`behov_fuzz::codelist`].

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| behov_fuzz::codelist(data));
