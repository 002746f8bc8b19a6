//! Where the silence of a rule proves nothing: what it could not tell.

use std::collections::HashSet;

use super::ByRule;
use crate::finding::Outcome;
use crate::judge::Judgement;
use crate::rule::input::Ref;
use crate::waiver::{On, Waiver};

/// What rules could not tell.
pub(super) struct Unclear {
    subjects: HashSet<(String, On)>,
    /// Rules that judge a tenant as a whole: what they can't tell may be about anything in it.
    rules: HashSet<String>,
}

impl Unclear {
    pub(super) fn gather(by_rule: &ByRule<'_>, judgement: &Judgement) -> Unclear {
        let mut unclear = Unclear {
            subjects: HashSet::new(),
            rules: HashSet::new(),
        };
        let behind = judgement
            .behind
            .iter()
            .map(|(counted, finding)| (finding, *counted));
        let said = judgement
            .findings
            .iter()
            .zip(judgement.counted.iter().copied());
        let unknown = said.chain(behind).filter(|(finding, _)| {
            finding.outcome == Outcome::Unknown && by_rule.contains_key(finding.rule.as_str())
        });
        for (finding, counted) in unknown {
            match (counted, On::of(&finding.subject)) {
                (Ref::Tenant, _) | (_, None) => {
                    unclear.rules.insert(finding.rule.clone());
                }
                (_, Some(on)) => {
                    unclear.subjects.insert((finding.rule.clone(), on));
                }
            }
        }
        unclear
    }

    pub(super) fn is_about(&self, waiver: &Waiver) -> bool {
        self.rules.contains(&waiver.rule)
            || self
                .subjects
                .contains(&(waiver.rule.clone(), waiver.on.clone()))
    }
}
