//! Tools that lose partners: what they leave of the list is superseded by a file that brings all, and said without one.
//!
//! So far that is EntraExporter: its version 2 writes no partner, its version 3 only the last. Source: entra.md 4.3.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::export::{Kind, PartnerList, Partners, Record};
use crate::tenant::{Document, text};
use crate::written::label_of;

/// What shows that a tenant's cross-tenant access was exported, so that its partners should be there too.
const ACCESS: [Kind; 3] = [Kind::PolicyRoot, Kind::Default, Kind::Partner];

pub(super) fn loses_partners(document: &Document) -> bool {
    document.reading.carries.partners == Partners::Lost
}

/// The partners of the whole lists among the documents, in lower case; `None` when there is no whole list.
pub(super) fn brought_elsewhere(documents: &[Document], of: &[usize]) -> Option<HashSet<String>> {
    let of = || of.iter().filter_map(|index| documents.get(*index));
    // Nobody asks in the usual case.
    if !of().any(loses_partners) {
        return None;
    }
    let mut whole = of().filter(|document| brings_all(document)).peekable();
    whole.peek()?;
    let ids = whole.flat_map(|document| {
        let records = document.reading.records.iter();
        records.filter_map(|record| partner(document, *record))
    });
    Some(ids.collect())
}

fn brings_all(document: &Document) -> bool {
    let loses = matches!(
        document.reading.carries.partners,
        Partners::Lost | Partners::Some
    );
    document.reading.partners == PartnerList::Present && !loses
}

/// Whether the record is a partner of a whole list. One that is not contradicts the list, and is judged.
pub(super) fn is_in(whole: &HashSet<String>, document: &Document, record: Record) -> bool {
    partner(document, record).is_some_and(|id| whole.contains(&id))
}

fn partner(document: &Document, record: Record) -> Option<String> {
    let id = text(&document.tree, record.node, "tenantId")?;
    (record.kind == Kind::Partner).then(|| id.to_ascii_lowercase())
}

/// That partners were lost, at the first record of cross-tenant access.
pub(super) fn say(documents: &[Document], of: &[usize]) -> Option<Diagnostic> {
    let mut lossy = of
        .iter()
        .filter_map(|index| documents.get(*index))
        .filter(|document| loses_partners(document));
    let (document, record) = lossy.find_map(|document| {
        let mut records = document.reading.records.iter();
        Some((
            document,
            records.find(|record| ACCESS.contains(&record.kind))?,
        ))
    })?;
    let label = label_of(
        &document.tree,
        document.file,
        record.node,
        "written by EntraExporter",
        true,
    );
    let diagnostic = Diagnostic::new(
        Code::PartnersLost,
        "EntraExporter does not export all partners: its version 2 writes none, its version 3 only the last one",
    );
    let help = format!(
        "export them with `{} > partners.json` (or save the answer of GET /beta/policies/crossTenantAccessPolicy/partners, which also says when there are none) and put the file beside the folders of this export",
        Kind::Partner.export()
    );
    Some(diagnostic.help(help).label(label))
}
