//! What each rule costs: one run over all partners, in chunks for the rules that judge partners.

use tenantlint::engine::Datum;
use tenantlint::judge::chunk_size;
use tenantlint::rule::input::Builder;
use tenantlint::rule::{self, Scope};
use tenantlint::session::{Own, Session};

use crate::Tenant;
use crate::measure::{core_seconds, line, median};
use crate::stages::inputs;

const ROUNDS: usize = 3;

pub fn print(tenant: &Tenant) {
    let mut session = Session::open(&inputs(tenant), &Own::default(), &|| {})
        .ok()
        .expect("a session");
    let rules = rule::load(
        &session.store,
        &session.config,
        session.profile,
        &mut session.sources,
    );
    let whole = session.whole_of(&session.tenants[0]);
    let builder = Builder::default();
    let frame = whole.frame(&builder);
    let partners: Vec<Datum> = (0..tenant.partners)
        .filter_map(|index| whole.partner(&builder, index))
        .collect();
    let all = [frame.with("partners", Datum::list(partners.iter().cloned()))];
    let chunks: Vec<Datum> = partners
        .chunks(chunk_size(tenant.partners))
        .map(|chunk| frame.with("partners", Datum::list(chunk.iter().cloned())))
        .collect();
    let mut costs: Vec<(f64, &str, &str)> = Vec::new();
    for rule in &rules.rules {
        let (inputs, scope) = match rule.metadata.custom.scope {
            Scope::Partner => (chunks.as_slice(), "in chunks"),
            _ => (all.as_slice(), "as a whole"),
        };
        let inputs: Vec<Datum> = inputs
            .iter()
            .map(|input| input.with("options", rule.options.clone()))
            .collect();
        let times = (0..ROUNDS).map(|_| {
            core_seconds(|| {
                inputs
                    .iter()
                    .map(|input| rule.check.run(input).expect("the rule runs"))
                    .collect::<Vec<_>>()
            })
        });
        costs.push((median(times.collect()), rule.id.as_str(), scope));
    }
    costs.sort_by(|one, other| other.0.total_cmp(&one.0));
    let total: f64 = costs.iter().map(|cost| cost.0).sum();
    let note = format!("rules over {} partners, one core", tenant.partners);
    line(&note, &format!("{:.0} ms", total * 1e3), "");
    for (took, id, scope) in costs {
        line(
            &format!("  {id} ({scope})"),
            &format!("{:.0} ms", took * 1e3),
            "",
        );
    }
}
