//! `tenantlint schema NAME`: the JSON Schemas that are built in, for editors and other programs.

use super::Streams;
use crate::cli::SchemaArgs;
use crate::exit::Exit;
use crate::report::text::safe;
use crate::{schema, suggest};

pub(super) fn run(args: &SchemaArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let Some(name) = &args.name else {
        list(streams)?;
        return Ok(Exit::Clean);
    };
    if let Some(text) = schema::text(name) {
        streams.out.write_all(text.as_bytes())?;
        return Ok(Exit::Clean);
    }
    let names = schema::texts().into_iter().map(|(name, _)| name);
    let help = match suggest::nearest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`tenantlint schema` lists them".to_owned(),
    };
    writeln!(
        streams.err,
        "error: there is no schema `{}`: {help}",
        safe(name)
    )?;
    Ok(Exit::Usage)
}

/// Each name with what the schema says it is of.
fn list(streams: &mut Streams<'_>) -> std::io::Result<()> {
    let texts = schema::texts();
    let wide = texts.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, text) in texts {
        let source: serde_json::Value = serde_json::from_str(text)?;
        let title = source.get("title").and_then(|title| title.as_str());
        writeln!(streams.out, "{name:wide$}  {}", title.unwrap_or_default())?;
    }
    Ok(())
}
