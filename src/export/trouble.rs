//! What an export says that can't be trusted, each in words and with what to do about it.

use crate::diagnostic::{Code, Diagnostic};

/// Graph answered with an error.
pub(super) fn graph_error(message: &str) -> Diagnostic {
    Diagnostic::new(Code::GraphError, message).help(
        "export again and save the answer of a request that succeeded (Policy.Read.All reads these settings)",
    )
}

/// A list that goes on elsewhere. Other pages may lie beside it, but no page says which comes before it: one that is missing
/// in the middle would not be missed.
pub(super) fn page_missing() -> Diagnostic {
    Diagnostic::new(
        Code::PageMissing,
        "this file is one page of a longer list: whether the other pages are here too can't be told",
    )
    .help("follow `@odata.nextLink` until it is gone and join the pages into one `value` without the link; PowerShell's `-All` does so, e.g. `Get-MgPolicyCrossTenantAccessPolicyPartner -All`")
}

/// A list that counts more than it holds.
pub(super) fn list_cut(count: usize, length: usize) -> Diagnostic {
    let message = format!(
        "this list says that there are {count}, and holds {length}: what is not in it is not judged"
    );
    Diagnostic::new(Code::PageMissing, message)
        .help("export the list again and save it whole, all pages joined into one `value`")
}

/// `partners: null`.
pub(super) fn partners_null() -> Diagnostic {
    Diagnostic::new(
        Code::PartnersNull,
        "the list of partners is null: it was not exported, and says nothing about who is a partner",
    )
    .help("export it again; a tenant without partners gives an empty list, `[]`")
}

/// A list of partners that is text or the like.
pub(super) fn not_a_list() -> Diagnostic {
    Diagnostic::new(
        Code::ExportTruncated,
        "the list of partners is not a list: what it said is lost",
    )
    .help("export it again with `| ConvertTo-Json -Depth 10`")
}

/// Something among records that is no record: it may be one that lost its keys.
pub(super) fn stray(is_text: bool) -> Diagnostic {
    if is_text {
        Diagnostic::new(
            Code::ExportTruncated,
            "this stands among settings, but is text: a record was cut off here, and what it said is lost",
        )
        .help("`ConvertTo-Json` stops at depth 2 unless told otherwise: export again with `| ConvertTo-Json -Depth 10`")
    } else {
        Diagnostic::new(
            Code::RecordUnknown,
            "this stands among settings, but is no record that tenantlint knows: it lacks the keys that tell whose settings it holds",
        )
        .help("a partner has `tenantId` and at least one section, a default `isServiceDefault`; export it whole, without `$select`")
    }
}

/// What a mapping of the config takes for a record, and is a text, a list or nothing.
pub(super) fn stray_in_house(what: &str) -> Diagnostic {
    Diagnostic::new(
        Code::RecordUnknown,
        format!("the config says that this is a record, but it is {what}: it is not judged"),
    )
    .help("write it as an object, with the keys that the mapping names, or mend `record` under `formats` in tenantlint.yaml")
}

/// A record of the recycle bin.
pub(super) fn deleted() -> Diagnostic {
    Diagnostic::new(
        Code::RecordDeleted,
        "this record is in the recycle bin: it is not judged",
    )
}

/// The verdict of another tool.
pub(super) fn result_file(title: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ResultFile,
        format!("this is {title}: the verdict of another tool, not settings"),
    )
    .help("check the export that the tool read, not what it wrote")
}
