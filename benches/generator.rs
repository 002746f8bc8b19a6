//! Writes an invented tenant to a folder. It needs nothing but the standard library:
//!
//! ```text
//! rustc -O --edition 2024 -o /tmp/generate benches/generator.rs
//! /tmp/generate 1000 /tmp/tenant
//! ```

mod generate;
mod register;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (Some(partners), Some(folder), 2) = (
        words.first().and_then(|word| word.parse().ok()),
        words.get(1),
        words.len(),
    ) else {
        eprintln!("usage: generate PARTNERS FOLDER");
        return ExitCode::from(2);
    };
    let generated = generate::Generated::new(partners);
    if let Err(error) = generated.write(Path::new(folder)) {
        eprintln!("{folder}: {error}");
        return ExitCode::FAILURE;
    }
    println!(
        "{partners} partners, {} bytes of Entra exports; judge them with --as-of {}",
        generated.export_bytes(),
        generate::AS_OF
    );
    ExitCode::SUCCESS
}
