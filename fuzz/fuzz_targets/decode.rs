//! Bytes of a file into text.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| tenantlint_fuzz::decode(data));
