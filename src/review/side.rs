//! One side of a change: its tenants, with every partner resolved.

use std::collections::HashMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::finding::Label;
use crate::locate::Locator;
use crate::register::Register;
use crate::rule::input::{Ref, Whole};
use crate::tenant::effective::Partner;

/// All tenants of one side. They share a register and a day.
pub struct Side<'a> {
    pub tenants: Vec<TenantSide<'a>>,
}

impl<'a> Side<'a> {
    pub fn of(wholes: &'a [Whole<'a>]) -> Side<'a> {
        Side {
            tenants: wholes.iter().map(TenantSide::new).collect(),
        }
    }

    /// The register, and the day on which agreements are judged.
    pub fn register(&self) -> Option<(&'a Register, Date)> {
        let whole = self.tenants.first()?.whole;
        Some((whole.register?, whole.as_of))
    }
}

/// One tenant of one side.
pub struct TenantSide<'a> {
    pub whole: &'a Whole<'a>,
    pub locator: Locator<'a>,
    /// In the order of the tenant's records.
    pub partners: Vec<Partner>,
    /// Index of a partner, by its id in lower case. Of twins, the first.
    by_id: HashMap<String, usize>,
    /// The further entries of partners that have more than one.
    twins: HashMap<String, Vec<usize>>,
}

impl<'a> TenantSide<'a> {
    pub fn new(whole: &'a Whole<'a>) -> TenantSide<'a> {
        let tenant = whole.tenant;
        let partners: Vec<Partner> = tenant
            .partners
            .par_iter()
            .filter_map(|record| {
                tenant.resolve_partner(whole.documents, *record, whole.default.as_ref())
            })
            .collect();
        let mut by_id = HashMap::with_capacity(partners.len());
        let mut twins: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, partner) in partners.iter().enumerate() {
            let first = *by_id.entry(partner.tenant_id.clone()).or_insert(index);
            if first != index {
                let of_partner = twins.entry(partner.tenant_id.clone()).or_default();
                of_partner.push(index);
            }
        }
        TenantSide {
            whole,
            locator: Locator::new(whole),
            partners,
            by_id,
            twins,
        }
    }

    pub fn name(&self) -> &str {
        &self.whole.tenant.profile.name
    }

    pub fn partner(&self, tenant_id: &str) -> Option<(usize, &Partner)> {
        let index = *self.by_id.get(tenant_id)?;
        Some((index, self.partners.get(index)?))
    }

    /// The entries of a partner after its first.
    pub fn twins(&self, tenant_id: &str) -> Vec<(usize, &Partner)> {
        let indices = self.twins.get(tenant_id).into_iter().flatten();
        indices
            .filter_map(|index| Some((*index, self.partners.get(*index)?)))
            .collect()
    }

    /// The place of a setting of a partner, or of the default when the partner has no entry.
    pub fn labels(&self, partner: Option<usize>, path: &str, text: &str) -> Vec<Label> {
        let on = partner.map_or(Ref::Default, Ref::Partner);
        self.locator.labels(on, path, text)
    }
}

/// A tenant before and after. One that only one side has is a pair with nothing.
pub(super) type Pair<'s, 'a> = (Option<&'s TenantSide<'a>>, Option<&'s TenantSide<'a>>);

/// The tenants of both sides that belong together: by id, else by name.
pub(super) fn pairs<'s, 'a>(base: &'s Side<'a>, head: &'s Side<'a>) -> Vec<Pair<'s, 'a>> {
    let mut left: Vec<&TenantSide<'a>> = base.tenants.iter().collect();
    let mut pairs: Vec<Pair<'s, 'a>> = Vec::new();
    for after in &head.tenants {
        let found = left
            .iter()
            .position(|before| same_id(before, after))
            .or_else(|| {
                left.iter()
                    .position(|before| before.name() == after.name() && !other_id(before, after))
            });
        pairs.push((found.map(|at| left.remove(at)), Some(after)));
    }
    // A tenant whose name follows from its folder, and whose id nothing tells, may have moved.
    if let ([before], [(None, Some(after))]) = (left.as_slice(), pairs.as_slice())
        && !other_id(before, after)
    {
        return vec![(Some(*before), Some(*after))];
    }
    pairs.extend(left.into_iter().map(|before| (Some(before), None)));
    pairs
}

fn ids<'t>(one: &'t TenantSide<'_>, other: &'t TenantSide<'_>) -> Option<(&'t str, &'t str)> {
    let id = |side: &'t TenantSide<'_>| side.whole.tenant.profile.tenant_id.as_deref();
    Some((id(one)?, id(other)?))
}

fn same_id(one: &TenantSide<'_>, other: &TenantSide<'_>) -> bool {
    ids(one, other).is_some_and(|(one, other)| one == other)
}

fn other_id(one: &TenantSide<'_>, other: &TenantSide<'_>) -> bool {
    ids(one, other).is_some_and(|(one, other)| one != other)
}
