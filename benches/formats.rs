//! How fast each format is read, as bytes a second over those of Graph's JSON: decode, parse, recognise, hold against
//! schemas. All formats hold the same invented partners.

mod print;

use tenantlint::load::{Bytes, load_bytes};
use tenantlint::source::Sources;

use crate::generate::Generated;
use crate::measure::{compare, core_seconds, line};

const PARTNERS: usize = 10_000;
const ROUNDS: usize = 5;

/// Print a line a format.
pub fn formats() {
    let generated = Generated::new(PARTNERS);
    let graph = generated.partners.clone();
    let value: serde_json::Value = serde_json::from_str(&graph).expect("JSON");
    let partners = value["value"].as_array().expect("a list");
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build()
        .expect("a pool");
    pool.install(|| {
        for (name, title, text) in print::all(&value, partners) {
            let load = |name: &str, text: &str| {
                let bytes = text.as_bytes().to_vec();
                core_seconds(|| {
                    let input = Bytes {
                        name: name.to_owned(),
                        named: true,
                        bytes: Ok(bytes),
                    };
                    let loaded = load_bytes(input, &[], &mut Sources::default());
                    assert_eq!(loaded.documents.len(), 1, "{name} is read");
                    let records = loaded.documents[0].reading.records.len();
                    assert_eq!(
                        records,
                        PARTNERS,
                        "{name}: {:?}",
                        loaded.diagnostics.first()
                    );
                    loaded
                })
            };
            let compared = compare(
                ROUNDS,
                || load(name, &text) / text.len() as f64,
                || load("partners.json", &graph) / graph.len() as f64,
            );
            line(
                &format!("{title}, bytes a second over Graph's JSON"),
                &format!("{:.2}x", 1.0 / compared.ratio),
                ">= 0.33x",
            );
            line(
                &format!(
                    "  {:.0} MB/s, {:.1} MB",
                    1.0 / compared.ours / 1e6,
                    text.len() as f64 / 1e6
                ),
                "",
                "",
            );
        }
    });
}
