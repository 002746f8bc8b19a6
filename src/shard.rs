//! `--shard K/N`: the tenants of a run, split over the jobs of a pipeline.
//!
//! Whose a tenant is depends on its name and the number of shards alone: the first 16 hexadecimal digits of the SHA-256 of
//! the name, as a number, modulo N, plus one. Every job reads all the exports, for only together they say which tenants
//! there are; it judges its own.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::digest;

/// More jobs than anyone has.
const MOST: u32 = 10_000;
/// Digits of a digest that make a number of 64 bits.
const DIGITS: usize = 16;

/// One job's share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// From 1.
    pub index: u32,
    pub count: u32,
}

impl Shard {
    /// Whether the tenant of this name falls to this shard. Every name falls to exactly one.
    pub fn takes(self, tenant: &str) -> bool {
        let digest = digest::of(tenant.as_bytes());
        let number = digest
            .get(..DIGITS)
            .and_then(|digits| u64::from_str_radix(digits, 16).ok())
            .unwrap_or_default();
        number.checked_rem(u64::from(self.count)) == Some(u64::from(self.index.saturating_sub(1)))
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let shard = text.split_once('/').and_then(|(index, count)| {
            Some(Shard {
                index: index.parse().ok()?,
                count: count.parse().ok()?,
            })
        });
        match shard {
            Some(shard) if (1..=shard.count).contains(&shard.index) && shard.count <= MOST => {
                Ok(shard)
            }
            _ => Err(format!(
                "a shard is K/N, such as 1/4, with K from 1 to N and N at most {MOST}"
            )),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_shard_is_k_of_n() {
        assert_eq!(
            "2/3".parse::<Shard>().unwrap(),
            Shard { index: 2, count: 3 }
        );
        for text in [
            "", "1", "0/2", "3/2", "1/0", "0/0", "a/b", "1/2/3", "1/10001", "-1/2",
        ] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }

    /// Pipelines of other versions share the work; the split is a promise.
    #[test]
    fn the_split_stays_as_it_is() {
        let shard_of = |name: &str, count| {
            (1..=count).find(|index| {
                let index = *index;
                Shard { index, count }.takes(name)
            })
        };
        // Their digests begin with 11f0b04eda61baeb and 9715c1064d8f324e.
        assert_eq!(shard_of("contoso", 4), Some(4));
        assert_eq!(shard_of("fabrikam", 4), Some(3));
    }

    proptest! {
        #[test]
        fn every_name_falls_to_exactly_one(name in ".*", count in 1u32..50) {
            let takers = (1..=count).filter(|index| Shard { index: *index, count }.takes(&name));
            prop_assert_eq!(takers.count(), 1);
        }
    }
}
