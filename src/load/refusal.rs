//! Why a file was not read, in words.

use super::{Failure, Refused, whole_file};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Language, MAX_FILE_BYTES, ReadCode};
use crate::written::read_error;

/// What to say of a file that could not be read or parsed.
pub(super) fn refusal(
    name: &str,
    file: FileId,
    language: Language,
    failure: &Failure,
) -> Diagnostic {
    match failure {
        Failure::Refused(Refused::Unreadable(reason)) => Diagnostic::new(
            Code::FileUnreadable,
            format!("{name} could not be read: {reason}"),
        )
        .label(whole_file(file)),
        Failure::Refused(Refused::TooLarge(size)) => Diagnostic::new(
            Code::FileTooLarge,
            format!(
                "{name} is {} MiB: files over {} MiB are not read",
                size >> 20,
                MAX_FILE_BYTES >> 20
            ),
        )
        .label(whole_file(file)),
        Failure::Encoding(reason) => Diagnostic::new(
            Code::EncodingInvalid,
            format!("{name} is neither UTF-8 nor UTF-16: {reason}"),
        )
        .help("save it as UTF-8, or export it again")
        .label(whole_file(file)),
        Failure::Syntax(error) => {
            let code = match error.code {
                ReadCode::JsonInvalid => Code::JsonInvalid,
                ReadCode::YamlInvalid => Code::YamlInvalid,
                ReadCode::PowerShellInvalid => Code::PowershellInvalid,
                ReadCode::ListingInvalid => Code::ListingInvalid,
                ReadCode::CsvInvalid => Code::CsvInvalid,
                ReadCode::ValueCut => Code::ValueCut,
                ReadCode::DuplicateKey => Code::KeyDuplicate,
                ReadCode::NumberInvalid => Code::NumberInvalid,
                ReadCode::TooDeep | ReadCode::TooLarge => Code::NestingTooDeep,
                ReadCode::AliasLimit => Code::AliasLimit,
            };
            read_error(file, error, code).read_as(&language.to_string())
        }
    }
}
