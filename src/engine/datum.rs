//! The JSON-like values that rules read and give.

use std::cell::RefCell;
use std::collections::BTreeMap;

use regorus::Value;

/// A value as rules see it. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Datum(Value);

impl From<Value> for Datum {
    fn from(value: Value) -> Datum {
        Datum(value)
    }
}

impl Datum {
    pub const NULL: Datum = Datum(Value::Null);

    pub fn bool(value: bool) -> Datum {
        Datum(Value::Bool(value))
    }

    pub fn int(value: i64) -> Datum {
        Datum(Value::from(value))
    }

    pub fn text(value: &str) -> Datum {
        Datum(Value::String(value.into()))
    }

    /// `None` is null: absence is for what rules must never miss.
    pub fn optional<T>(value: Option<T>, datum: impl FnOnce(T) -> Datum) -> Datum {
        value.map_or(Datum::NULL, datum)
    }

    pub fn list(items: impl IntoIterator<Item = Datum>) -> Datum {
        let items: Vec<Value> = items.into_iter().map(|item| item.0).collect();
        Datum(Value::from(items))
    }

    pub fn texts<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Datum {
        Datum::list(items.into_iter().map(|item| Datum::text(item.as_ref())))
    }

    /// An object; the keys are texts, the last of two equal keys wins.
    pub fn object(members: impl IntoIterator<Item = (Datum, Datum)>) -> Datum {
        let members: BTreeMap<Value, Value> = members
            .into_iter()
            .map(|(key, value)| (key.0, value.0))
            .collect();
        Datum(regorus::value::Object::from(members).into_value())
    }

    /// This object with one member replaced or added.
    #[must_use]
    pub fn with(&self, key: &str, value: Datum) -> Datum {
        let Value::Object(object) = &self.0 else {
            return self.clone();
        };
        let mut object = object.as_ref().clone();
        object.insert(Value::String(key.into()), value.0);
        Datum(object.into_value())
    }

    pub fn get(&self, key: &str) -> Option<Datum> {
        let Value::Object(object) = &self.0 else {
            return None;
        };
        object.get(&Value::String(key.into())).cloned().map(Datum)
    }

    /// A text member of an object.
    pub fn get_text(&self, key: &str) -> Option<String> {
        self.get(key)?.as_text().map(str::to_owned)
    }

    pub fn as_text(&self) -> Option<&str> {
        match &self.0 {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    pub fn is_null(&self) -> bool {
        self.0 == Value::Null
    }

    /// Whether a list, set or object has no items; anything else has none.
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Value::Array(items) => items.len() == 0,
            Value::Set(items) => items.len() == 0,
            Value::Object(items) => items.len() == 0,
            _ => true,
        }
    }

    /// The items of an array or a set.
    pub fn items(&self) -> Vec<Datum> {
        match &self.0 {
            Value::Array(items) => items.iter().cloned().map(Datum).collect(),
            Value::Set(items) => items.iter().cloned().map(Datum).collect(),
            _ => Vec::new(),
        }
    }

    pub fn from_json(value: serde_json::Value) -> Datum {
        Datum(Value::from(value))
    }

    /// Sets become arrays.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::to_value(&self.0).unwrap_or(serde_json::Value::Null)
    }

    pub(super) fn value(&self) -> &Value {
        &self.0
    }
}

/// Fixed words (member names, values such as `own`), made once and shared by all objects that a worker builds.
///
/// What a worker builds it judges itself, so the shared counts stay in that core's cache. A word is found by where its
/// literal lies, which is cheaper than comparing texts; the same word at two places is merely made twice.
pub struct Words {
    slots: RefCell<Vec<Option<(&'static str, Datum)>>>,
}

const SLOTS: usize = 512;

impl Default for Words {
    fn default() -> Words {
        Words {
            slots: RefCell::new(vec![None; SLOTS]),
        }
    }
}

impl Words {
    pub fn get(&self, word: &'static str) -> Datum {
        let place = word.as_ptr() as usize;
        let at = (place ^ (place >> 9) ^ word.len().rotate_left(5)) % SLOTS;
        let mut slots = self.slots.borrow_mut();
        match slots.get_mut(at) {
            Some(Some((known, datum))) if std::ptr::eq(*known, word) => datum.clone(),
            Some(slot) => {
                let datum = Datum::text(word);
                *slot = Some((word, datum.clone()));
                datum
            }
            None => Datum::text(word),
        }
    }
}
