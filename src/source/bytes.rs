//! The bytes of a file or a stream, never more than a file may have: what a path leads to may have no end.

use std::io::Read;
use std::path::Path;

use super::MAX_FILE_BYTES;
use super::discover::plain_io_error;

/// Why bytes were not read.
#[derive(Debug)]
pub enum Refused {
    Unreadable(String),
    TooLarge(u64),
}

/// All bytes of a file.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Refused> {
    let unreadable = |error: std::io::Error| Refused::Unreadable(plain_io_error(&error));
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > MAX_FILE_BYTES {
        return Err(Refused::TooLarge(size));
    }
    read_stream(file, size)
}

/// All bytes of a stream; `size` is how many there may be.
pub fn read_stream(stream: impl Read, size: u64) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    stream
        .take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Refused::Unreadable(plain_io_error(&error)))?;
    let read = bytes.len() as u64;
    if read > MAX_FILE_BYTES {
        return Err(Refused::TooLarge(read));
    }
    Ok(bytes)
}
