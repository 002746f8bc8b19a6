//! What each fuzz target does with its bytes. A broken promise panics, and that is what the fuzzer looks for.

mod alike;
mod pipeline;
// One copy: the property tests of the program hold the readers to the same promises.
#[allow(dead_code)]
#[path = "../../tests/sound/mod.rs"]
mod sound;

use std::sync::Arc;

use tenantlint::source::{Encoding, Limits, read_powershell};

pub use pipeline::recognise;

/// Any bytes are decoded or refused, and a decoded text is what the bytes say.
pub fn decode(bytes: &[u8]) {
    match tenantlint::source::decode(bytes.to_vec()) {
        Ok((text, encoding)) => {
            assert!(!text.contains('\0'), "a NUL in {text:?}");
            assert_eq!(encode(&text, encoding), bytes, "{encoding}");
        }
        Err(error) => {
            assert!(error.offset < bytes.len(), "{error}");
            assert!(!error.message.is_empty(), "{error}");
        }
    }
}

fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    let marked = format!("\u{feff}{text}");
    let le = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8Bom => marked.into_bytes(),
        Encoding::Utf16Le => le(&marked),
        Encoding::Utf16Be => be(&marked),
        Encoding::Utf16LeNoBom => le(text),
        Encoding::Utf16BeNoBom => be(text),
    }
}

/// The JSON reader and serde_json read the same texts and find the same values; every place is right.
pub fn json(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        sound::agrees_with_serde_json(text);
    }
}

/// The YAML reader answers, what it answers is sound, and where yaml_serde reads the text too, they agree.
pub fn yaml(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        sound::yaml_is_sound(text);
        alike::agrees_with_yaml_serde(text);
    }
}

/// The reader of PowerShell data answers, and every place it names is one.
pub fn dsc(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match read_powershell(Arc::from(text), &Limits::default()) {
        // What a format leaves out may lie elsewhere than what is around it.
        Ok(tree) => sound::check_places(&tree, false),
        Err(error) => sound::check_error(text, &error),
    }
}
