//! The YAML reader, beside yaml_serde.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| tenantlint_fuzz::yaml(data));
