//! Object ids, and the display names and UPNs that stand for them in some exports.
//!
//! Microsoft365DSC and UTCM look up each id in the exporting tenant's own directory and write what they find; what they
//! don't find stays an id. A name is neither unique nor the same in two directories, so ids are only ever compared with
//! ids, and names with names.

/// Whether a text has the form of an object id.
pub fn is_id(text: &str) -> bool {
    let text = text.trim();
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// What ids and names are compared by: casing and outer blanks don't count. An id never has the key of a name.
pub fn key(text: &str) -> String {
    let text = text.trim();
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::{is_id, key};

    #[test]
    fn ids_are_told_from_names() {
        assert!(is_id("22222222-2222-4222-8222-222222222222"));
        assert!(is_id("ABCDEFAB-2222-4222-8222-222222222222"));
        assert!(is_id("00000000-0000-0000-0000-000000000000"));
        for name in [
            "SG-Fabrikam Shared Channels",
            "anna@contoso.com",
            "{sourceTenantId}",
            "",
            "22222222-2222-4222-8222-22222222222",
            "22222222_2222-4222-8222-222222222222",
            "2222222g-2222-4222-8222-222222222222",
        ] {
            assert!(!is_id(name), "{name}");
        }
    }

    #[test]
    fn casing_and_outer_blanks_do_not_count() {
        assert_eq!(key(" SG-Fabrikam "), key("sg-fabrikam"));
        assert_eq!(key("SG-ÄRGER"), key("sg-ärger"));
        assert_ne!(key("SG Fabrikam"), key("SG-Fabrikam"));
    }
}
