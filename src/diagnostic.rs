//! What tenantlint itself says about its input: broken files, misread values, mistakes in the files people write.
//!
//! Rules judge settings; diagnostics say why something could not be read or trusted. Every code is listed here once.

use crate::exit::Exit;
use crate::finding::{Label, Level};

/// One thing that is wrong with an input, located where it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub message: String,
    pub help: Option<String>,
    pub labels: Vec<Label>,
}

impl Diagnostic {
    pub fn new(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            message: message.into(),
            help: None,
            labels: Vec::new(),
        }
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub fn label(mut self, label: Label) -> Diagnostic {
        self.labels.push(label);
        self
    }

    /// Says what the file was taken for, so that a wrong guess shows.
    #[must_use]
    pub fn read_as(mut self, what: &str) -> Diagnostic {
        let line = format!("the file was read as {what}");
        self.help = Some(match self.help.take() {
            Some(help) => format!("{help}\n{line}"),
            None => line,
        });
        self
    }

    pub fn level(&self) -> Level {
        self.code.level()
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $exit:ident $level:ident $description:literal;)*) => {
        /// The kinds of diagnostics.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($variant),* }

        impl Code {
            /// Every code, in the order of this file.
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            fn facts(self) -> (&'static str, Exit, Level, &'static str) {
                match self {
                    $(Code::$variant => ($name, Exit::$exit, Level::$level, $description)),*
                }
            }
        }
    };
}

codes! {
    FileUnreadable "file-unreadable" Input Error "A file or folder could not be read.";
    FileTooLarge "file-too-large" Input Error "A file is larger than the limit.";
    EncodingInvalid "encoding-invalid" Input Error "A file is neither UTF-8 nor UTF-16.";
    JsonInvalid "json-invalid" Input Error "A text is not JSON.";
    YamlInvalid "yaml-invalid" Input Error "A text is not YAML, or uses YAML that is not accepted.";
    PowershellInvalid "powershell-invalid" Input Error "A text is not PowerShell data, or is broken.";
    ListingInvalid "listing-invalid" Input Error "A text is not what Format-List prints.";
    CsvInvalid "csv-invalid" Input Error "A text is not CSV with a header.";
    ValueCut "value-cut" Input Error "PowerShell shortened a printed value with an ellipsis: what it said is lost.";
    KeyDuplicate "key-duplicate" Input Error "An object has the same key twice.";
    NumberInvalid "number-invalid" Input Error "A number is not finite or too long.";
    NestingTooDeep "nesting-too-deep" Input Error "Values are nested deeper than the limit.";
    AliasLimit "alias-limit" Input Error "YAML aliases expand beyond the limit.";
    TypeWrong "type-wrong" Input Error "A value has the wrong type, such as a boolean written as text.";
    ValueUnknown "value-unknown" Input Error "A value is none of those that Microsoft documents.";
    KeyMissing "key-missing" Input Error "A record lacks a key without which it says nothing.";
    ShapeWrong "shape-wrong" Input Error "A value does not have the shape its record demands.";
    ExportTruncated "export-truncated" Input Error "An export was cut off: nested values became text.";
    GraphError "graph-error" Input Error "A file holds an error from Graph instead of settings.";
    PageMissing "page-missing" Input Error "A file holds one page of a longer list.";
    PlanIncomplete "plan-incomplete" Input Error "A Terraform plan is partial: planning failed, or leaves something for a later run.";
    PartnersNull "partners-null" Input Error "The list of partners is null, not a list.";
    PartnersLost "partners-lost" Input Error "The tool that wrote an export loses partners, and no other file brings them.";
    DefaultMissing "default-missing" Input Error "Partners inherit from a default that is not in the input.";
    RecordTwice "record-twice" Input Error "A tenant has two records where one is in force.";
    RecordUnknown "record-unknown" Input Error "Something among records is no record, and may be one that lost its keys.";
    PartnerMissing "partner-missing" Input Error "A record belongs to a partner that is not in the input.";
    TenantEmpty "tenant-empty" Input Error "A tenant of the config has no files.";
    TenantUnknown "tenant-unknown" Input Error "Nobody can tell which tenant a file, or a part of it, belongs to.";
    ResultFile "result-file" Input Error "A file is the result of another tool, not an export.";
    NotRecognised "not-recognised" Input Error "A file given by name holds no settings that tenantlint knows.";
    KeyUnknown "key-unknown" Clean Info "A record has a key that tenantlint does not know, and so does not judge.";
    CommandFailed "command-failed" Clean Info "A tool could not read some settings: they are unknown.";
    TargetRepeated "target-repeated" Input Error "A list names one user again where another was: who it was is lost.";
    SnapshotPartial "snapshot-partial" Input Error "A snapshot says that it could not read all that was asked of it.";
    RecordAbsent "record-absent" Clean Info "A configuration says that a record is not there.";
    RecordDeleted "record-deleted" Clean Info "A record is in the recycle bin and is not judged.";
    ConfigInvalid "config-invalid" Usage Error "The config is wrong.";
    RegisterInvalid "register-invalid" Usage Error "The register of partners is wrong.";
    WaiversInvalid "waivers-invalid" Usage Error "The file of waivers is wrong.";
    BaselineInvalid "baseline-invalid" Usage Error "The baseline is wrong.";
    RevisionInvalid "revision-invalid" Usage Error "Git can't tell what changed since a revision.";
    ChangedSince "changed-since" Clean Info "What `--changed-since` leaves out, or why it leaves out nothing.";
    ReportInvalid "report-invalid" Input Error "A report to be merged is broken, or of another version.";
    ReportsApart "reports-apart" Input Error "Reports to be merged do not belong together, or one is missing.";
    RuleInvalid "rule-invalid" Rule Error "A rule could not be loaded.";
    RuleFailed "rule-failed" Rule Error "A rule failed or ran into a limit.";
}

impl Code {
    pub fn as_str(self) -> &'static str {
        self.facts().0
    }

    /// The code of that name.
    pub fn of(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// How a run ends that has such a diagnostic.
    pub fn exit(self) -> Exit {
        self.facts().1
    }

    pub fn level(self) -> Level {
        self.facts().2
    }

    pub fn description(self) -> &'static str {
        self.facts().3
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Code;

    #[test]
    fn every_code_has_a_name_of_its_own_and_a_sentence() {
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(
            Code::ALL
                .iter()
                .all(|code| code.description().ends_with('.'))
        );
    }
}
