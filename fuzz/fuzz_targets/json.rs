//! The JSON reader, beside serde_json.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| tenantlint_fuzz::json(data));
