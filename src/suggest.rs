//! "Did you mean …?": the nearest known name.

/// The candidate that is near enough to `text` to be what was meant.
pub(crate) fn nearest<'a>(
    text: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    const NEAR: f64 = 0.82;
    let text = text.trim().to_ascii_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            let score = strsim::jaro_winkler(&text, &candidate.to_ascii_lowercase());
            (score, candidate)
        })
        .filter(|(score, _)| *score >= NEAR)
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then_with(|| y.cmp(x)))
        .map(|(_, candidate)| candidate)
}

/// A canonical name in the spelling of `raw`: snake_case as Terraform has it, PascalCase as PowerShell has it.
pub(crate) fn spelt_like(name: &str, raw: &str) -> String {
    let mut characters = name.chars();
    if raw.contains('_') {
        return snake_case(name);
    }
    match characters.next() {
        Some(first) if raw.starts_with(|first: char| first.is_ascii_uppercase()) => {
            format!("{}{}", first.to_ascii_uppercase(), characters.as_str())
                .replacen("B2b", "B2B", 1)
        }
        _ => name.to_owned(),
    }
}

fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 8);
    let mut before = '_';
    let mut characters = name.chars().peekable();
    while let Some(character) = characters.next() {
        let next_is_small = characters.peek().is_some_and(char::is_ascii_lowercase);
        if character.is_ascii_uppercase()
            && before != '_'
            && (!before.is_ascii_uppercase() || next_is_small)
        {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
        before = character;
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::{nearest, spelt_like};

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["tenantId", "status", "agreement"];
        assert_eq!(nearest("tenantID", names), Some("tenantId"));
        assert_eq!(nearest("agrement", names), Some("agreement"));
        assert_eq!(nearest("colour", names), None);
    }

    #[test]
    fn names_are_spelt_as_the_file_spells() {
        let inbound = "b2bDirectConnectInbound";
        for (name, raw, spelt) in [
            (inbound, "b2bDirectConectInbound", inbound),
            (inbound, "B2BDirectConectInbound", "B2BDirectConnectInbound"),
            (inbound, "b2b_direct_conect", "b2b_direct_connect_inbound"),
            (
                "m365CollaborationInbound",
                "m365_colab",
                "m365_collaboration_inbound",
            ),
            (
                "isHybridAzureADJoinedDeviceAccepted",
                "is_hybrid",
                "is_hybrid_azure_ad_joined_device_accepted",
            ),
            (
                "AllowTeamsConsumer",
                "AllowTeamsConsumr",
                "AllowTeamsConsumer",
            ),
        ] {
            assert_eq!(spelt_like(name, raw), spelt);
        }
    }
}
