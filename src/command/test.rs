//! `tenantlint test`: unit tests of rules, the exports on which each must and must not fire, and the lines that all of
//! them together run.

mod bench;
mod lines;
mod tally;

use super::Streams;
use crate::cli::{Colour, TestArgs};
use crate::engine::{EngineError, Library, Module, Trial};
use crate::exit::Exit;
use crate::report::human::View;
use crate::report::text::safe;
use crate::rule::{self, Store};
use crate::source::Sources;
use crate::terminal;
use bench::Bench;
use lines::Coverage;
use tally::Tally;

pub(super) fn run(args: &TestArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let store = match &args.path {
        Some(path) => Store::only(path),
        None => Store::built_in(),
    };
    let mut sources = Sources::default();
    let rules = rule::load_all(&store, &mut sources);
    let mut tally = Tally {
        lines_count: args.coverage,
        ..Tally::default()
    };
    for diagnostic in &rules.diagnostics {
        tally.broken += 1;
        writeln!(streams.out, "BROKEN  {}", safe(&diagnostic.message))?;
    }
    let helpers = store.library_tests.iter().filter(|module| !is_test(module));
    let shared = Library::new(&store.library, true)
        .and_then(|_| Trial::of(store.library.iter().chain(helpers)));
    match shared {
        Err(error) => {
            tally.broken += 1;
            writeln!(streams.out, "BROKEN  {}", safe(&said(&error)))?;
        }
        Ok(shared) => {
            let mut bench = Bench {
                args,
                shared,
                rules: &rules.rules,
                view: View {
                    style: terminal::style(Colour::Auto),
                    verbose: args.verbose,
                },
                tally,
                coverage: Coverage::default(),
            };
            for folder in &store.folders {
                if args.rule.is_empty() || args.rule.contains(&folder.id) {
                    bench.folder(folder, streams)?;
                }
            }
            if args.rule.is_empty() {
                shared_rego(&mut bench, &store, streams)?;
            }
            tally = bench.tally;
        }
    }
    tally.write(streams)?;
    Ok(tally.exit())
}

/// The unit tests of the shared Rego. Its lines are also run by the tests of the rules that use it.
fn shared_rego(
    bench: &mut Bench<'_>,
    store: &Store,
    streams: &mut Streams<'_>,
) -> std::io::Result<()> {
    for module in store.library_tests.iter().filter(|module| is_test(module)) {
        let trial = bench.shared.clone();
        bench.unit_tests(module, &module.path, &trial, streams)?;
        bench.coverage.add(&trial);
    }
    if bench.tally.failed + bench.tally.broken == 0 {
        for module in store.library.iter().take(store.library_own) {
            bench.tally.never_ran += bench.coverage.write(&module.path, module, streams)?;
        }
    }
    Ok(())
}

/// Tests, and not what tests import: that ends in `_test.rego` too, so that it is never part of a rule.
fn is_test(module: &Module) -> bool {
    module.text.lines().any(|line| line.starts_with("test_"))
}

fn said(error: &EngineError) -> String {
    match (error.line, error.column) {
        (Some(line), Some(column)) => {
            format!("{}:{line}:{column}: {}", error.path, error.message)
        }
        _ => format!("{}: {}", error.path, error.message),
    }
}
