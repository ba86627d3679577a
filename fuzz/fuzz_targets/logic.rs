//! Any bytes at all to [`behov_fuzz::logic`].

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| behov_fuzz::logic(data));
