//! `waivers.yaml`: findings that somebody accepts, why, and until when.

pub mod append;
mod dangling;

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::finding::{
    Acceptance, Finding, Label, ORDERED, Subject, SubjectKind, is_ordered, normal,
};
use crate::schema;
use crate::source::{FileId, NodeId, Sources, from_node};
use crate::tenant::{ids, teams};
use crate::written::{self, Written, label_of};

pub use dangling::Known;

/// Waivers in one file: whoever accepts more than this has a rule to change.
const MOST: usize = 10_000;

/// The waivers of a file, in its order.
pub struct Waivers {
    written: Written,
    pub entries: Vec<Waiver>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiver {
    pub node: NodeId,
    pub rule: String,
    /// `None`: the only tenant there is.
    pub tenant: Option<String>,
    pub on: On,
    /// `None`: whatever the rule finds on the subject.
    pub path: Option<String>,
    /// `None`: any value.
    pub accepted: Option<Accepted>,
    pub created: Option<Date>,
    pub acceptance: Arc<Acceptance>,
}

/// A value accepted, in normal form.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// Null: nothing is set.
    pub value: Value,
    /// The same for a setting whose order means something.
    in_order: Value,
}

impl Accepted {
    fn new(written: Value) -> Accepted {
        Accepted {
            in_order: normal(ORDERED, written.clone()),
            value: normal("", written),
        }
    }

    /// Whether this is the value of the setting at `path`, which is in normal form.
    fn is(&self, path: &str, value: &Value) -> bool {
        if is_ordered(path) {
            self.in_order == *value
        } else {
            self.value == *value
        }
    }
}

/// What a waiver is about, in the form by which subjects are compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum On {
    /// The tenant as a whole, or its default.
    Tenant,
    /// By tenant id, in lower case.
    Partner(String),
    /// By the key of its Identity.
    Policy(String),
}

impl On {
    /// None for a subject that is not the tenants' own.
    pub fn of(subject: &Subject) -> Option<On> {
        match subject.kind {
            SubjectKind::Tenant | SubjectKind::Default => Some(On::Tenant),
            SubjectKind::Partner => Some(On::partner(&subject.id)),
            SubjectKind::Policy => Some(On::policy(&subject.id)),
            SubjectKind::File => None,
        }
    }

    pub fn partner(id: &str) -> On {
        On::Partner(ids::key(id))
    }

    pub fn policy(identity: &str) -> On {
        On::Policy(teams::key_of(identity))
    }
}

/// An entry as it stands in the file; `accepted` is read beside it, because null is a value and not the lack of one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EntryFile {
    rule: String,
    tenant: Option<String>,
    partner: Option<String>,
    policy: Option<String>,
    path: Option<String>,
    reason: String,
    owner: String,
    approved_by: Option<String>,
    ticket: Option<String>,
    created: Option<String>,
    expires: String,
}

impl Waivers {
    pub fn load(path: &Path, sources: &mut Sources) -> Result<Waivers, Vec<Diagnostic>> {
        let written = written::load(path, &schema::WAIVERS, Code::WaiversInvalid, sources)?;
        Waivers::read(written)
    }

    /// Read a text that is not, or not yet, in a file.
    pub fn of_text(name: &str, file: FileId, text: Arc<str>) -> Result<Waivers, Vec<Diagnostic>> {
        let written = written::parse(name, file, text, &schema::WAIVERS, Code::WaiversInvalid)?;
        Waivers::read(written)
    }

    fn read(written: Written) -> Result<Waivers, Vec<Diagnostic>> {
        let list = written
            .root()
            .and_then(|root| written.tree.get(root, "waivers"));
        let nodes: Vec<NodeId> = list
            .map(|list| written.tree.children(list).collect())
            .unwrap_or_default();
        if let Some(one) = nodes.get(MOST) {
            let message = format!("there are more than {MOST} waivers: change the rule instead");
            return Err(vec![written.mistake(
                *one,
                Code::WaiversInvalid,
                message,
                "the first too many",
            )]);
        }
        let mut entries = Vec::with_capacity(nodes.len());
        let mut mistakes = Vec::new();
        for node in nodes {
            match entry(&written, node) {
                Ok(entry) => entries.push(entry),
                Err(mistake) => mistakes.push(*mistake),
            }
        }
        if mistakes.is_empty() {
            Ok(Waivers { written, entries })
        } else {
            Err(mistakes)
        }
    }

    pub fn written(&self) -> &Written {
        &self.written
    }

    /// The line on which an entry begins.
    pub fn line(&self, waiver: &Waiver, sources: &Sources) -> u32 {
        let start = self.label(waiver, "rule", "", true).span.start;
        let file = sources.get(self.written.file);
        file.map_or(0, |file| file.position(start).line)
    }

    /// A label on a member of an entry, or on the entry where it lacks the member.
    pub fn label(&self, waiver: &Waiver, member: &str, text: &str, primary: bool) -> Label {
        let tree = &self.written.tree;
        let node = tree
            .get(waiver.node, member)
            .or_else(|| tree.get(waiver.node, "rule"))
            .unwrap_or(waiver.node);
        label_of(tree, self.written.file, node, text, primary)
    }
}

fn entry(written: &Written, node: NodeId) -> Result<Waiver, Box<Diagnostic>> {
    let tree = &written.tree;
    let mistake = |member: &str, message: String, label: &str| {
        let node = tree.get(node, member).unwrap_or(node);
        Box::new(written.mistake(node, Code::WaiversInvalid, message, label))
    };
    let file: EntryFile =
        from_node(tree, node).map_err(|error| mistake("", error.message, "here"))?;
    let day = |member: &str, text: &str| {
        let no_day = || format!("{text} is no day of the calendar");
        text.parse::<Date>()
            .map_err(|_| mistake(member, no_day(), "no such day"))
    };
    let on = match (&file.partner, &file.policy) {
        (Some(_), Some(_)) => {
            let message = "a waiver is about a partner or about a policy, not both".to_owned();
            return Err(mistake("policy", message, "and a partner is named, too"));
        }
        (Some(id), None) => On::partner(id),
        (None, Some(identity)) => On::policy(identity),
        (None, None) => On::Tenant,
    };
    let accepted = tree
        .get(node, "accepted")
        .map(|node| from_node(tree, node))
        .transpose()
        .map_err(|error| mistake("accepted", error.message, "here"))?
        .map(Accepted::new);
    let expires = day("expires", &file.expires)?;
    let created = file.created.as_deref().map(|text| day("created", text));
    Ok(Waiver {
        node,
        rule: file.rule,
        tenant: file.tenant,
        on,
        path: file.path,
        accepted,
        created: created.transpose()?,
        acceptance: Arc::new(Acceptance {
            reason: file.reason,
            owner: file.owner,
            approved_by: file.approved_by,
            ticket: file.ticket,
            expires,
        }),
    })
}

impl Waiver {
    /// Whether the waiver is about this finding, whatever its value. The rule and the subject are the same already.
    pub fn is_about(&self, finding: &Finding) -> bool {
        self.tenant
            .as_ref()
            .is_none_or(|tenant| *tenant == finding.tenant)
            && self
                .path
                .as_ref()
                .is_none_or(|path| *path == finding.setting)
    }

    /// Whether `value`, which is in normal form and stands at `path`, is the one accepted.
    pub fn accepts(&self, path: &str, value: &Value) -> bool {
        let accepted = self.accepted.as_ref();
        accepted.is_none_or(|accepted| accepted.is(path, value))
    }

    /// It holds through its last day.
    pub fn is_expired(&self, as_of: Date) -> bool {
        self.acceptance.expires < as_of
    }
}
