//! A zip archive in memory: entries stored, not packed, in the order given, all of 1 January 1980.
//!
//! Stored, because what packs today may pack otherwise tomorrow, and the same run must give the same bytes. Written here,
//! because that is all of the format that this needs.

/// The layout of the format that says "UTF-8 names".
const UTF8: u16 = 1 << 11;
/// 2.0, the first that knows stored files in folders.
const VERSION: u16 = 20;
/// Made by Unix, so that the permissions count.
const MADE_BY: u16 = 3 << 8 | VERSION;
/// A plain file that its owner may write and everybody may read.
const MODE: u32 = 0o100_644 << 16;
/// 1 January 1980, where the calendar of the format begins.
const DAY: u16 = 1 << 5 | 1;

/// The archive of these entries; `None` when they are too large or too many for the format.
pub(super) fn archive(entries: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in entries {
        let offset = u32::try_from(out.len()).ok()?;
        let about = about(name, bytes)?;
        put32(&mut out, 0x0403_4b50);
        out.extend(&about);
        put16(&mut out, 0);
        out.extend(name.as_bytes());
        out.extend(bytes);
        put32(&mut directory, 0x0201_4b50);
        put16(&mut directory, MADE_BY);
        directory.extend(&about);
        // No extra field, no comment, the first disk, no internal attributes.
        for _ in 0..4 {
            put16(&mut directory, 0);
        }
        put32(&mut directory, MODE);
        put32(&mut directory, offset);
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(entries.len()).ok()?;
    let (start, size) = (out.len(), directory.len());
    out.extend(directory);
    put32(&mut out, 0x0605_4b50);
    for number in [0, 0, count, count] {
        put16(&mut out, number);
    }
    put32(&mut out, u32::try_from(size).ok()?);
    put32(&mut out, u32::try_from(start).ok()?);
    put16(&mut out, 0);
    Some(out)
}

/// What the head of an entry and the directory both say, up to the length of the name.
fn about(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let size = u32::try_from(bytes.len()).ok()?;
    let mut about = Vec::new();
    for number in [VERSION, UTF8, 0, 0, DAY] {
        put16(&mut about, number);
    }
    for number in [crc32(bytes), size, size] {
        put32(&mut about, number);
    }
    put16(&mut about, u16::try_from(name.len()).ok()?);
    Some(about)
}

fn put16(out: &mut Vec<u8>, number: u16) {
    out.extend(number.to_le_bytes());
}

fn put32(out: &mut Vec<u8>, number: u32) {
    out.extend(number.to_le_bytes());
}

/// The checksum of the format, four bits at a time.
fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = table();
    let step = |crc: u32, nibble: u32| {
        let index = ((crc ^ nibble) & 15) as usize;
        (crc >> 4) ^ TABLE.get(index).copied().unwrap_or_default()
    };
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        let byte = u32::from(*byte);
        step(step(crc, byte), byte >> 4)
    })
}

#[allow(clippy::indexing_slicing)]
const fn table() -> [u32; 16] {
    let mut table = [0; 16];
    let mut index = 0;
    while index < table.len() {
        let mut crc = index as u32;
        let mut bit = 0;
        while bit < 4 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            };
            bit += 1;
        }
        table[index] = crc;
        index += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_known_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn the_same_entries_give_the_same_bytes() {
        let entries = [
            ("a.json".to_owned(), b"{}".to_vec()),
            ("b/c.txt".to_owned(), Vec::new()),
        ];
        let once = archive(&entries);
        assert!(once.is_some());
        assert_eq!(once, archive(&entries));
    }
}
