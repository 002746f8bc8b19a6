//! Bytes of a file into text: UTF-8, and the UTF-16 that Windows PowerShell writes.

use std::fmt;

/// How a file's text is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 after a byte order mark.
    Utf8Bom,
    /// UTF-16, low byte first, after a byte order mark.
    Utf16Le,
    /// UTF-16, high byte first, after a byte order mark.
    Utf16Be,
    /// UTF-16, low byte first, told by its NUL bytes.
    Utf16LeNoBom,
    /// UTF-16, high byte first, told by its NUL bytes.
    Utf16BeNoBom,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf8Bom => "UTF-8 with BOM",
            Encoding::Utf16Le => "UTF-16LE with BOM",
            Encoding::Utf16Be => "UTF-16BE with BOM",
            Encoding::Utf16LeNoBom => "UTF-16LE without BOM",
            Encoding::Utf16BeNoBom => "UTF-16BE without BOM",
        })
    }
}

/// Why bytes are not text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// The byte of the file, from 0, at which the fault begins.
    pub offset: usize,
    /// What was found there; one sentence without a full stop.
    pub message: String,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: {}", self.offset, self.message)
    }
}

impl std::error::Error for DecodeError {}

/// The text of a file, without its byte order mark. Plain UTF-8 is taken over, not copied.
///
/// # Errors
/// Bytes that are not UTF-8 and not UTF-16, a NUL character, UTF-32.
pub fn decode(bytes: Vec<u8>) -> Result<(String, Encoding), DecodeError> {
    match bytes.as_slice() {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            fail(0, "a byte order mark of UTF-32; save the file as UTF-8")
        }
        [0xEF, 0xBB, 0xBF, ..] => {
            let mut text = utf8(bytes)?;
            text.drain(..'\u{feff}'.len_utf8());
            Ok((text, Encoding::Utf8Bom))
        }
        [0xFF, 0xFE, rest @ ..] => Ok((utf16(rest, 2, u16::from_le_bytes)?, Encoding::Utf16Le)),
        [0xFE, 0xFF, rest @ ..] => Ok((utf16(rest, 2, u16::from_be_bytes)?, Encoding::Utf16Be)),
        _ => match utf16_by_nuls(&bytes) {
            Some(Encoding::Utf16LeNoBom) => Ok((
                utf16(&bytes, 0, u16::from_le_bytes)?,
                Encoding::Utf16LeNoBom,
            )),
            Some(encoding) => Ok((utf16(&bytes, 0, u16::from_be_bytes)?, encoding)),
            None => Ok((utf8(bytes)?, Encoding::Utf8)),
        },
    }
}

fn fail<T>(offset: usize, message: impl Into<String>) -> Result<T, DecodeError> {
    Err(DecodeError {
        offset,
        message: message.into(),
    })
}

/// Settings are mostly ASCII: in UTF-16 every other byte of them is NUL, in UTF-8 none is. A quarter of the pairs is
/// enough, so that names in other scripts do not hide it. On the other side there are few; in UTF-32 half as many.
fn utf16_by_nuls(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..512).unwrap_or(bytes);
    let (mut pairs, mut first, mut second) = (0, 0, 0);
    for pair in sample.chunks_exact(2) {
        pairs += 1;
        first += usize::from(pair.first() == Some(&0));
        second += usize::from(pair.last() == Some(&0));
    }
    if second * 4 >= pairs && second > first * 3 {
        Some(Encoding::Utf16LeNoBom)
    } else if first * 4 >= pairs && first > second * 3 {
        Some(Encoding::Utf16BeNoBom)
    } else {
        None
    }
}

fn utf8(bytes: Vec<u8>) -> Result<String, DecodeError> {
    let text = String::from_utf8(bytes).or_else(|error| {
        let offset = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(offset).copied().unwrap_or_default();
        match error.utf8_error().error_len() {
            Some(_) => fail(
                offset,
                format!("0x{byte:02x} is not UTF-8 here; the file is in another encoding"),
            ),
            None => fail(
                offset,
                "the file ends within a UTF-8 character; it may be cut off",
            ),
        }
    })?;
    match text
        .as_bytes()
        .contains(&0)
        .then(|| text.find('\0'))
        .flatten()
    {
        Some(offset) => fail(offset, "a NUL byte; the file is not text"),
        None => Ok(text),
    }
}

/// `bytes` begin at `offset` of the file.
fn utf16(bytes: &[u8], offset: usize, unit: fn([u8; 2]) -> u16) -> Result<String, DecodeError> {
    let (units, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        let message = "half of a UTF-16 character at the end (an odd number of bytes); the file may be cut off";
        return fail(offset + bytes.len() - 1, message);
    }
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut at = offset;
    for decoded in char::decode_utf16(units.iter().map(|pair| unit(*pair))) {
        match decoded {
            Ok('\0') => return fail(at, "a NUL character; the file is not text"),
            Ok(character) => {
                text.push(character);
                at += character.len_utf16() * 2;
            }
            Err(error) => {
                let half = error.unpaired_surrogate();
                return fail(
                    at,
                    format!("0x{half:04x} is half of a UTF-16 surrogate pair"),
                );
            }
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn be(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "{\"displayName\": \"Contoso é漢😀\"}";
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (
                marked(&[0xEF, 0xBB, 0xBF], text.as_bytes().to_vec()),
                Encoding::Utf8Bom,
            ),
            (marked(&[0xFF, 0xFE], le(text)), Encoding::Utf16Le),
            (marked(&[0xFE, 0xFF], be(text)), Encoding::Utf16Be),
            (le(text), Encoding::Utf16LeNoBom),
            (be(text), Encoding::Utf16BeNoBom),
        ] {
            assert_eq!(decode(bytes), Ok((text.to_owned(), encoding)), "{encoding}");
        }
        assert_eq!(decode(Vec::new()), Ok((String::new(), Encoding::Utf8)));
        assert_eq!(
            decode(vec![0xFF, 0xFE]),
            Ok((String::new(), Encoding::Utf16Le))
        );
    }

    #[test]
    fn plain_utf8_is_not_copied() {
        let bytes = b"tenants: []".to_vec();
        let place = bytes.as_ptr();
        assert_eq!(decode(bytes).unwrap().0.as_ptr(), place);
    }

    #[test]
    fn faults_name_the_byte() {
        for (bytes, offset, message) in [
            (b"ab\xE9c".to_vec(), 2, "0xe9"),
            (b"ab\xE6\xBC".to_vec(), 2, "cut off"),
            (b"\xEF\xBB\xBFab\xFF".to_vec(), 5, "0xff"),
            (b"abcdefghi\0".to_vec(), 9, "NUL"),
            (b"\xFF\xFEa\0b".to_vec(), 4, "odd number"),
            (b"\xFF\xFEa\0\x00\xD8b\0".to_vec(), 4, "0xd800"),
            (b"a\0b\0\x01\xDC".to_vec(), 4, "0xdc01"),
            (b"\xFE\xFF\0a\0\0".to_vec(), 4, "NUL"),
            (b"\xFF\xFE\0\0a\0\0\0".to_vec(), 0, "UTF-32"),
            (b"\0\0\xFE\xFF\0\0\0a".to_vec(), 0, "UTF-32"),
            (b"{\0\0\0}\0\0\0".to_vec(), 1, "NUL"),
        ] {
            let error = decode(bytes.clone()).unwrap_err();
            assert_eq!(error.offset, offset, "{bytes:?}: {error}");
            assert!(error.message.contains(message), "{bytes:?}: {error}");
        }
    }
}
