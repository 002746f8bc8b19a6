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

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["tenantId", "status", "agreement"];
        assert_eq!(nearest("tenantID", names), Some("tenantId"));
        assert_eq!(nearest("agrement", names), Some("agreement"));
        assert_eq!(nearest("colour", names), None);
    }
}
