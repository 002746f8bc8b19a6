//! Where reports go: standard output, files, and the summary of a job on GitHub.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::Streams;
use crate::cli::{Forms, OutputFile, ReportFormat};
use crate::exit::Exit;
use crate::report::diagnostic::Style;
use crate::report::text::safe;
use crate::report::{self, Report, human};
use crate::source::{Sources, discover};

/// Where GitHub wants the summary of a step.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Why no report can be written: two of them in one file.
pub(super) fn named_twice<Format>(outputs: &[OutputFile<Format>]) -> Option<String> {
    let mut seen = HashSet::new();
    let twice = outputs
        .iter()
        .find(|output| !seen.insert(place(&output.path)))?;
    Some(format!(
        "two reports would go to {}: give each a file of its own",
        discover::display(&twice.path)
    ))
}

/// Why no report can be written: one of them would overwrite a file that was read, or lie in a folder of rules. `skipped`
/// were looked at and hold nothing for this tool; an earlier report may be among them.
pub(super) fn overwrites<Format>(
    outputs: &[OutputFile<Format>],
    sources: &Sources,
    skipped: &[(String, String)],
    rule_folders: &[PathBuf],
) -> Option<String> {
    if outputs.is_empty() {
        return None;
    }
    let skipped: HashSet<&str> = skipped.iter().map(|(path, _)| path.as_str()).collect();
    let read: HashSet<PathBuf> = sources
        .paths()
        .filter(|path| !skipped.contains(path))
        .map(|path| place(Path::new(path)))
        .collect();
    let folders: Vec<PathBuf> = rule_folders.iter().map(|folder| place(folder)).collect();
    outputs.iter().find_map(|output| {
        let place = place(&output.path);
        let shown = discover::display(&output.path);
        if read.contains(&place) {
            return Some(format!(
                "a report would overwrite {shown}, which this run reads"
            ));
        }
        let inside = folders.iter().any(|folder| place.starts_with(folder));
        inside.then(|| format!("a report would go to {shown}, in a folder of rules"))
    })
}

/// Say why the run does not begin.
pub(super) fn refuse(mistake: &str, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    writeln!(streams.err, "error: {}", safe(mistake))?;
    Ok(Exit::Usage)
}

/// Write every report that was asked for. What can't be written to a file is said, and the run does not end as checked.
pub(super) fn write(
    forms: &Forms,
    view: human::View,
    report: &Report,
    sources: &Sources,
    streams: &mut Streams<'_>,
) -> std::io::Result<Exit> {
    let in_a_file = human::View {
        style: Style::plain(),
        verbose: view.verbose,
    };
    let most = forms.max_findings;
    let mut written = write_files(&forms.output, streams, &|format, out| {
        report::write(format, report, sources, &in_a_file, most, out)
    })?;
    if forms.format == ReportFormat::Github
        && let Some(path) = std::env::var_os(STEP_SUMMARY).filter(|path| !path.is_empty())
    {
        let path = PathBuf::from(path);
        if let Err(error) = summarise(&path, report, sources) {
            written = written.max(unwritten(&path, &error, streams)?);
        }
    }
    report::write(forms.format, report, sources, &view, most, streams.out)?;
    Ok(written)
}

/// Write the files beside a report. What can't be written is said, and the run does not end as checked.
pub(super) fn write_files<Format: Copy>(
    outputs: &[OutputFile<Format>],
    streams: &mut Streams<'_>,
    write: &dyn Fn(Format, &mut dyn Write) -> std::io::Result<()>,
) -> std::io::Result<Exit> {
    let mut exit = Exit::Clean;
    for output in outputs {
        let written = to_file(&output.path, &mut |out| write(output.format, out));
        if let Err(error) = written {
            exit = exit.max(unwritten(&output.path, &error, streams)?);
        }
    }
    Ok(exit)
}

fn unwritten(
    path: &Path,
    error: &std::io::Error,
    streams: &mut Streams<'_>,
) -> std::io::Result<Exit> {
    let reason = match error.kind() {
        ErrorKind::PermissionDenied => "no permission to write it".to_owned(),
        ErrorKind::NotFound => "there is no such folder".to_owned(),
        _ => discover::plain_io_error(error),
    };
    let path = discover::display(path);
    writeln!(
        streams.err,
        "error: {} could not be written: {reason}",
        safe(&path)
    )?;
    Ok(Exit::Defect)
}

/// Add to the summary of the step, within what GitHub takes.
fn summarise(path: &Path, report: &Report, sources: &Sources) -> std::io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    let taken = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let mut text = Vec::new();
    report::write_step_summary(report, sources, taken, &mut text)?;
    file.write_all(&text)
}

/// Write a file all at once, so that nobody ever reads half a report: beside it first, then in its place.
fn to_file(
    path: &Path,
    write: &mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>,
) -> std::io::Result<()> {
    // Through a symbolic link, to the file that it names.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let there = fs::metadata(&target).ok();
    if there.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(std::io::Error::other("it is a folder"));
    }
    if there.as_ref().is_some_and(|there| !there.is_file()) {
        // A pipe or a device is nothing to put another file in the place of.
        let mut out = BufWriter::new(OpenOptions::new().write(true).open(&target)?);
        write(&mut out)?;
        return out.flush();
    }
    let permissions = there.map(|there| there.permissions());
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(std::io::Error::other("it is read-only"));
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = target.with_file_name(name);
    let file = File::create_new(&beside)?;
    let written = fill(file, permissions, write).and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn fill(
    file: File,
    permissions: Option<fs::Permissions>,
    write: &mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    let file = out
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error)?;
    permissions.map_or(Ok(()), |permissions| file.set_permissions(permissions))
}

/// The one name of a file, whether it is there yet or not.
fn place(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let folder = absolute
            .parent()
            .and_then(|folder| folder.canonicalize().ok());
        match (folder, absolute.file_name()) {
            (Some(folder), Some(name)) => folder.join(name),
            _ => absolute,
        }
    })
}
