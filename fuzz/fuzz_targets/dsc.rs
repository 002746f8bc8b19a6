//! The reader of PowerShell data.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| tenantlint_fuzz::dsc(data));
