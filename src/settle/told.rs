//! What is said of waivers themselves: findings that point into `waivers.yaml`.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::checks::{CHECKS, Check};
use super::{Account, Changed, Settling, State, note};
use crate::finding::{Finding, Label, Ledger, Outcome, Standing, Subject, SubjectKind};
use crate::report::text::shorten;
use crate::waiver::{On, Waiver};

/// What a check said of one waiver.
enum Said {
    Pass,
    NotApplicable,
    Fail {
        /// The member of the entry that is at fault.
        member: &'static str,
        message: String,
        label: String,
        /// What it is that is wrong: part of the finding's identity.
        value: Value,
        related: Option<Label>,
    },
}

/// The findings, and the outcome of each check for each waiver.
pub(super) fn tell(settling: &Settling<'_>, accounts: &[Account]) -> (Vec<Finding>, Ledger) {
    let mut findings = Vec::new();
    let mut ledger = Ledger::default();
    let firsts = firsts(settling);
    let entries = settling.waivers.entries.iter().zip(&settling.seen);
    for ((index, (waiver, seen)), account) in entries.enumerate().zip(accounts) {
        let teller = Teller {
            settling,
            waiver,
            tenant: seen.tenant.clone().unwrap_or_default(),
            name: account.subject.clone(),
        };
        for check in &CHECKS {
            let said = match (check.id, account.state) {
                (_, State::Elsewhere(_)) => Said::NotApplicable,
                ("waiver-duplicate", _) => teller.duplicate(firsts.get(&index).copied()),
                ("waiver-lifetime", _) => teller.lifetime(),
                ("waiver-ticket-missing", _) => teller.ticket(),
                ("waiver-unmatched", State::Untold(_)) => Said::NotApplicable,
                ("waiver-unmatched", State::Unmatched) => teller.unmatched(),
                ("waiver-void", State::Void) => teller.void(seen.changed.as_ref()),
                ("waiver-expired", State::Expired) => teller.expired(seen.met > 0),
                ("waiver-expiring", State::Expiring) => teller.expiring(),
                _ => Said::Pass,
            };
            let outcome = match said {
                Said::Pass => Outcome::Pass,
                Said::NotApplicable => Outcome::NotApplicable,
                fail @ Said::Fail { .. } => {
                    findings.extend(teller.finding(check, fail));
                    Outcome::Fail
                }
            };
            note(&mut ledger, check.id, outcome);
        }
    }
    (findings, ledger)
}

/// Of each waiver that repeats an earlier one: the earlier one's index.
fn firsts(settling: &Settling<'_>) -> HashMap<usize, usize> {
    let mut seen = HashMap::new();
    let mut firsts = HashMap::new();
    for (index, waiver) in settling.waivers.entries.iter().enumerate() {
        let accepted = waiver.accepted.as_ref();
        let accepted = accepted.map(|accepted| accepted.value.to_string());
        let key = (
            waiver.rule.as_str(),
            waiver.tenant.as_deref(),
            &waiver.on,
            waiver.path.as_deref(),
            accepted.unwrap_or_default(),
        );
        match seen.get(&key) {
            Some(first) => {
                firsts.insert(index, *first);
            }
            None => {
                seen.insert(key, index);
            }
        }
    }
    firsts
}

/// Speaks of one waiver.
struct Teller<'a> {
    settling: &'a Settling<'a>,
    waiver: &'a Waiver,
    tenant: String,
    name: String,
}

impl Teller<'_> {
    fn waiver(&self) -> String {
        format!("the waiver of {} for {}", self.waiver.rule, self.name)
    }

    fn expired(&self, met: bool) -> Said {
        let expires = self.waiver.acceptance.expires;
        let open = if met {
            ", and what it accepted is still there"
        } else {
            ""
        };
        Said::Fail {
            member: "expires",
            message: format!("{} expired on {expires}{open}", self.waiver()),
            label: "the last day on which it held".to_owned(),
            value: json!(expires.to_string()),
            related: None,
        }
    }

    fn expiring(&self) -> Said {
        let expires = self.waiver.acceptance.expires;
        let left = match self.settling.days_left(self.waiver) {
            0 => "today is its last day".to_owned(),
            1 => "1 day is left".to_owned(),
            days => format!("{days} days are left"),
        };
        Said::Fail {
            member: "expires",
            message: format!("{} expires on {expires}: {left}", self.waiver()),
            label: "the last day on which it holds".to_owned(),
            value: json!(expires.to_string()),
            related: None,
        }
    }

    fn void(&self, changed: Option<&Changed>) -> Said {
        let Some(changed) = changed else {
            return Said::Pass;
        };
        let accepted = self.waiver.accepted.as_ref();
        let accepted = accepted.map_or(Value::Null, |accepted| accepted.value.clone());
        let short = |value: &Value| shorten(&value.to_string(), 60).into_owned();
        let setting = match changed.setting.as_str() {
            "" => "what it is about".to_owned(),
            setting => setting.to_owned(),
        };
        Said::Fail {
            member: "accepted",
            message: format!(
                "{} is void: it accepts {}, and {setting} is now {}",
                self.waiver(),
                short(&accepted),
                short(&changed.value)
            ),
            label: "this value was accepted".to_owned(),
            value: json!([accepted, changed.value]),
            related: changed.label.clone().map(|label| Label {
                text: "and this is in force now".to_owned(),
                primary: false,
                ..label
            }),
        }
    }

    fn unmatched(&self) -> Said {
        Said::Fail {
            member: "rule",
            message: format!("nothing here matches {}", self.waiver()),
            label: "accepts what is not found".to_owned(),
            value: Value::Null,
            related: None,
        }
    }

    /// Measured from `created`, but from today when that lies ahead.
    fn lifetime(&self) -> Said {
        let Some(limit) = self.settling.waiving.max_lifetime else {
            return Said::NotApplicable;
        };
        let expires = self.waiver.acceptance.expires;
        let Some(created) = self.waiver.created else {
            return Said::Fail {
                member: "expires",
                message: format!(
                    "{} lacks `created`: nobody can tell whether it lasts longer than the {limit} that are allowed",
                    self.waiver()
                ),
                label: "counted from no day".to_owned(),
                value: json!([null, expires.to_string()]),
                related: None,
            };
        };
        let from = created.min(self.settling.as_of);
        // A limit beyond the calendar is none.
        let last = from.checked_add(limit);
        if last.is_ok_and(|last| expires > last) {
            return Said::Fail {
                member: "expires",
                message: format!(
                    "{} lasts longer than the {limit} that are allowed",
                    self.waiver()
                ),
                label: format!("more than {limit} after {from}"),
                value: json!([created.to_string(), expires.to_string()]),
                related: Some(self.label("created", "created here", false)),
            };
        }
        Said::Pass
    }

    fn ticket(&self) -> Said {
        if !self.settling.waiving.require_ticket {
            return Said::NotApplicable;
        }
        if self.waiver.acceptance.ticket.is_some() {
            return Said::Pass;
        }
        Said::Fail {
            member: "rule",
            message: format!("{} names no ticket", self.waiver()),
            label: "lacks `ticket`".to_owned(),
            value: Value::Null,
            related: None,
        }
    }

    fn duplicate(&self, first: Option<usize>) -> Said {
        let entries = &self.settling.waivers.entries;
        let Some(first) = first.and_then(|index| entries.get(index)) else {
            return Said::Pass;
        };
        let waivers = self.settling.waivers;
        Said::Fail {
            member: "rule",
            message: format!("{} stands here a second time", self.waiver()),
            label: "the second".to_owned(),
            value: Value::Null,
            related: Some(waivers.label(first, "rule", "the first", false)),
        }
    }

    fn label(&self, member: &str, text: &str, primary: bool) -> Label {
        self.settling
            .waivers
            .label(self.waiver, member, text, primary)
    }

    fn finding(&self, check: &Check, said: Said) -> Option<Finding> {
        let Said::Fail {
            member,
            message,
            label,
            value,
            related,
        } = said
        else {
            return None;
        };
        let mut labels = vec![self.label(member, &label, true)];
        labels.extend(related);
        Some(Finding {
            rule: check.id.to_owned(),
            level: check.level,
            outcome: Outcome::Fail,
            tenant: self.tenant.clone(),
            subject: Subject {
                kind: SubjectKind::File,
                id: self.id(),
                name: self.waiver(),
            },
            setting: member.to_owned(),
            message,
            expected: None,
            actual: None,
            value,
            labels,
            help: Some(check.help.to_owned()),
            standing: Standing::Open,
        })
    }

    /// The same in every run, wherever in the file the entry stands.
    fn id(&self) -> String {
        let on = match &self.waiver.on {
            On::Tenant => "tenant",
            On::Partner(id) | On::Policy(id) => id,
        };
        let path = self.waiver.path.as_deref().unwrap_or_default();
        [self.waiver.rule.as_str(), on, path]
            .join(" ")
            .trim_end()
            .to_owned()
    }
}
