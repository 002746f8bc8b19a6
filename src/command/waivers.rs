use super::Streams;
use crate::exit::Exit;
pub(super) fn run(
    _args: &crate::cli::WaiversArgs,
    _streams: &mut Streams<'_>,
) -> std::io::Result<Exit> {
    Ok(Exit::Usage)
}
