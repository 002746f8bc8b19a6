//! serde over a [`Tree`] node, so that files people write become structs and every error keeps its place.

#[cfg(test)]
mod tests;

use std::fmt;

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::tree::{Children, Kind, NodeId, Span, Tree};

/// Why a value does not fit its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeError {
    /// What was expected and what was found.
    pub message: String,
    /// The innermost value or key that is at fault; for a missing field the object that lacks it.
    pub span: Option<Span>,
}

impl DeError {
    fn at(mut self, span: Option<Span>) -> DeError {
        self.span = self.span.or(span);
        self
    }
}

impl fmt::Display for DeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DeError {}

impl de::Error for DeError {
    fn custom<T: fmt::Display>(message: T) -> DeError {
        DeError {
            message: message.to_string(),
            span: None,
        }
    }
}

/// Reads the value `id` as a `T`, by canonical keys.
///
/// # Errors
/// The first value that does not fit, with its place.
pub fn from_node<T: DeserializeOwned>(tree: &Tree, id: NodeId) -> Result<T, DeError> {
    let reader = Reader { tree, id };
    reader.here(T::deserialize(reader))
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    tree: &'a Tree,
    id: NodeId,
}

impl Reader<'_> {
    fn here<T>(&self, result: Result<T, DeError>) -> Result<T, DeError> {
        result.map_err(|error| error.at(Some(self.tree.span(self.id))))
    }

    /// Whole numbers first, so that a large one keeps its last digits.
    fn number<'de, V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value, DeError> {
        let text = self.tree.number_text(self.id).unwrap_or_default();
        if let Ok(number) = text.parse() {
            visitor.visit_u64(number)
        } else if let Ok(number) = text.parse() {
            visitor.visit_i64(number)
        } else {
            visitor.visit_f64(text.parse().map_err(de::Error::custom)?)
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = DeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        let Reader { tree, id } = self;
        self.here(match tree.kind(id) {
            Kind::Null | Kind::Unknown => visitor.visit_unit(),
            Kind::Bool => visitor.visit_bool(tree.as_bool(id).unwrap_or_default()),
            Kind::Number => self.number(visitor),
            Kind::String => visitor.visit_str(tree.as_str(id).unwrap_or_default()),
            Kind::Array => visitor.visit_seq(Items {
                tree,
                left: tree.children(id),
            }),
            Kind::Object => visitor.visit_map(Members {
                tree,
                left: tree.children(id),
                value: None,
            }),
        })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        self.here(if self.tree.is_null(self.id) {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DeError> {
        self.here(visitor.visit_newtype_struct(self))
    }

    /// A unit variant is its name; a variant with content is an object with one member.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DeError> {
        let Reader { tree, id } = self;
        let mut members = tree.children(id);
        self.here(
            match (
                tree.as_str(id),
                tree.kind(id),
                members.next(),
                members.next(),
            ) {
                (Some(name), ..) => visitor.visit_enum(name.into_deserializer()),
                (None, Kind::Object, Some(id), None) => visitor.visit_enum(Reader { tree, id }),
                _ => Err(de::Error::custom(
                    "expected a name, or an object with one member",
                )),
            },
        )
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

struct Items<'a> {
    tree: &'a Tree,
    left: Children<'a>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = DeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, DeError> {
        let Some(id) = self.left.next() else {
            return Ok(None);
        };
        let item = Reader {
            tree: self.tree,
            id,
        };
        item.here(seed.deserialize(item)).map(Some)
    }
}

struct Members<'a> {
    tree: &'a Tree,
    left: Children<'a>,
    /// The member whose key was read last.
    value: Option<NodeId>,
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = DeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, DeError> {
        self.value = self.left.next();
        let Some(id) = self.value else {
            return Ok(None);
        };
        let key = self.tree.key(id).unwrap_or_default();
        let key = seed.deserialize(key.into_deserializer());
        key.map(Some)
            .map_err(|error: DeError| error.at(self.tree.key_span(id)))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, DeError> {
        let Some(id) = self.value.take() else {
            return Err(de::Error::custom("a value was asked for before its key"));
        };
        let member = Reader {
            tree: self.tree,
            id,
        };
        member.here(seed.deserialize(member))
    }
}

/// As an enum, a reader is the one member of an object: the key names the variant.
impl<'de> EnumAccess<'de> for Reader<'_> {
    type Error = DeError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), DeError> {
        let name = self.tree.key(self.id).unwrap_or_default();
        let variant = seed.deserialize(name.into_deserializer());
        variant
            .map(|variant| (variant, self))
            .map_err(|error: DeError| error.at(self.tree.key_span(self.id)))
    }
}

impl<'de> VariantAccess<'de> for Reader<'_> {
    type Error = DeError;

    fn unit_variant(self) -> Result<(), DeError> {
        let fits = if self.tree.is_null(self.id) {
            Ok(())
        } else {
            Err(de::Error::custom("expected no content"))
        };
        self.here(fits)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, DeError> {
        self.here(seed.deserialize(self))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, DeError> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DeError> {
        self.deserialize_any(visitor)
    }
}
