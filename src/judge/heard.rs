//! What a rule said, held against what it may say, and the outcome for each subject that follows from it.

use std::collections::BTreeSet;

use super::Raw;
use crate::engine::{Datum, Said};
use crate::finding::Outcome;
use crate::rule::input::Ref;
use crate::rule::{Rule, Scope};

/// What a rule said, sorted by subject.
pub(super) struct Heard {
    scope: Scope,
    fail: Vec<(Ref, Datum)>,
    unknown: Vec<(Ref, Datum)>,
    failing: BTreeSet<Ref>,
    unclear: BTreeSet<Ref>,
    applicable: Option<BTreeSet<Ref>>,
}

impl Heard {
    /// # Errors
    /// The rule spoke of something it may not judge, or left out what it must say.
    pub(super) fn new(
        rule: &Rule,
        said: Said,
        subjects: &[Ref],
        ignored: Option<Ref>,
    ) -> Result<Heard, String> {
        let scope = rule.metadata.custom.scope;
        let read = |items: Vec<Datum>, needs: &str| -> Result<Vec<(Ref, Datum)>, String> {
            let mut heard = Vec::with_capacity(items.len());
            for item in items {
                let on = item.get("on").ok_or("an entry lacks `on`")?;
                let on = may_judge(scope, &on, subjects, ignored)?;
                if item.get_text(needs).is_none() {
                    return Err(format!("an entry lacks the text `{needs}`"));
                }
                if let Some(on) = on {
                    heard.push((on, item));
                }
            }
            Ok(heard)
        };
        let fail = read(said.fail, "message")?;
        let unknown = read(said.unknown, "reason")?;
        let applicable = said
            .applicable
            .map(|items| {
                items
                    .iter()
                    .filter_map(|item| may_judge(scope, item, subjects, ignored).transpose())
                    .collect::<Result<BTreeSet<Ref>, String>>()
            })
            .transpose()?;
        let refs = |said: &[(Ref, Datum)]| said.iter().map(|(on, _)| *on).collect();
        Ok(Heard {
            scope,
            failing: refs(&fail),
            unclear: refs(&unknown),
            fail,
            unknown,
            applicable,
        })
    }

    pub(super) fn outcome(&self, subject: Ref) -> Outcome {
        // A tenant rule has one subject, whatever its entries are about.
        let among = |set: &BTreeSet<Ref>| match self.scope {
            Scope::Tenant => !set.is_empty(),
            _ => set.contains(&subject),
        };
        if among(&self.failing) {
            Outcome::Fail
        } else if among(&self.unclear) {
            Outcome::Unknown
        } else if self.applicable.as_ref().is_some_and(|set| !among(set)) {
            Outcome::NotApplicable
        } else {
            Outcome::Pass
        }
    }

    /// A subject that fails is not also unknown: what can't be told of it stands behind the failure. A tenant rule has
    /// one subject.
    pub(super) fn raws(self, rule: usize) -> impl Iterator<Item = Raw> {
        let whole = self.scope == Scope::Tenant;
        let failing = self.failing;
        let raw = move |outcome, behind, (on, datum)| Raw {
            rule,
            outcome,
            on,
            counted: if whole { Ref::Tenant } else { on },
            behind,
            datum,
        };
        let fail = self.fail.into_iter();
        let unknown = self.unknown.into_iter();
        fail.map(move |said| raw(Outcome::Fail, false, said))
            .chain(unknown.map(move |said| {
                let fails = if whole {
                    !failing.is_empty()
                } else {
                    failing.contains(&said.0)
                };
                raw(Outcome::Unknown, fails, said)
            }))
    }
}

/// The subject an entry is about; `None` when it is to be passed over.
fn may_judge(
    scope: Scope,
    on: &Datum,
    subjects: &[Ref],
    ignored: Option<Ref>,
) -> Result<Option<Ref>, String> {
    let text = on.as_text().unwrap_or_default();
    let on = Ref::read(text).ok_or_else(|| format!("`{text}` is no ref of the input"))?;
    if Some(on) == ignored {
        return Ok(None);
    }
    if scope == Scope::Tenant || subjects.binary_search(&on).is_ok() || subjects.contains(&on) {
        return Ok(Some(on));
    }
    Err(format!(
        "it speaks of `{text}`, which a rule of scope {} with its subjects may not judge",
        scope.as_str()
    ))
}
