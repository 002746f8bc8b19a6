//! What docs/performance.md promises, measured on the whole program.
//!
//! `cargo bench --bench whole` prints a table and writes nothing but a temporary folder. Each figure is a ratio of two
//! things measured in turns, a round of one and a round of the other; the median of the rounds' ratios counts, because
//! the machine may be busy with other things.
//!
//! ```text
//! cargo bench --bench whole                          all figures but the largest tenant
//! cargo bench --bench whole -- huge                  also 100,000 partners (needs 4 GB)
//! cargo bench --bench whole -- check cold scale      only these: check, cold, scale, memory, readers, formats,
//!                                                    stages, rules, reports
//! ```

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    unreachable_pub
)]

mod figures;
mod formats;
mod generate;
mod many;
mod measure;
mod process;
mod register;
mod reports;
mod rules;
mod stages;

use std::path::PathBuf;

use generate::Generated;

/// A tenant on disk, and what the figures need to know of it.
pub struct Tenant {
    pub partners: usize,
    pub folder: PathBuf,
    pub export_bytes: usize,
    pub register_bytes: usize,
}

/// A folder of generated tenants that goes away with this value.
pub struct Workshop(PathBuf);

impl Workshop {
    fn open() -> Workshop {
        let folder = std::env::temp_dir().join(format!("tenantlint-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        Workshop(folder)
    }

    pub fn tenant(&self, partners: usize) -> Tenant {
        let folder = self.0.join(partners.to_string());
        let generated = Generated::new(partners);
        generated.write(&folder).expect("the tenant is written");
        Tenant {
            partners,
            export_bytes: generated.export_bytes(),
            register_bytes: generated.register.len(),
            folder,
        }
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn main() {
    // Cargo adds `--bench`.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let huge = words.iter().any(|word| word == "huge");
    let chosen: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| *word != "huge")
        .collect();
    let all = [
        "check", "cold", "scale", "memory", "readers", "formats", "stages", "rules", "reports",
    ];
    if let Some(odd) = chosen.iter().find(|word| !all.contains(word)) {
        panic!("`{odd}` is none of {}", all.join(", "));
    }
    let wanted = |name: &str| chosen.is_empty() || chosen.contains(&name);
    let workshop = Workshop::open();
    println!("{:<58} {:>12} {:>10}", "figure", "measured", "promised");
    if wanted("check") {
        figures::check(&workshop);
    }
    if wanted("cold") {
        figures::cold();
    }
    if wanted("scale") {
        figures::scale(&workshop, huge);
    }
    if wanted("memory") {
        figures::memory(&workshop, huge);
    }
    if wanted("readers") {
        figures::readers(&workshop);
    }
    if wanted("formats") {
        formats::formats();
    }
    if wanted("stages") {
        stages::print(&workshop.tenant(10_000));
    }
    if wanted("rules") {
        rules::print(&workshop.tenant(10_000));
    }
    if wanted("reports") {
        reports::reports();
    }
}
