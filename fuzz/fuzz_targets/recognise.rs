//! A file through the whole program, in memory.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| tenantlint_fuzz::recognise(data));
