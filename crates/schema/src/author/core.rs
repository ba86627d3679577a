//! The ids of the shared schema, asked of its types, so that a misspelt one
//! can be corrected.

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::forward_to_deserialize_any;

use crate::submission::{
    Bar, Con, Gap, Int, Need, NeedCount, Offer, Org, Out, Par, Perm, Rec, Trn,
};

type Names = &'static [&'static str];

/// Every id of the shared schema.
pub(super) fn ids() -> Vec<String> {
    let objects: [(&str, Names); 13] = [
        ("org", fields::<Org>()),
        ("out", fields::<Out>()),
        ("rec", fields::<Rec>()),
        ("gap", fields::<Gap>()),
        ("need", fields::<Need>()),
        ("need.count", fields::<NeedCount>()),
        ("trn", fields::<Trn>()),
        ("int", fields::<Int>()),
        ("par", fields::<Par>()),
        ("bar", fields::<Bar>()),
        ("offer", fields::<Offer>()),
        ("con", fields::<Con>()),
        ("perm", fields::<Perm>()),
    ];
    let of = |(object, names): (&str, Names)| {
        let id = |name: &&str| format!("{object}.{name}");
        names.iter().map(id).collect::<Vec<_>>()
    };
    objects.into_iter().flat_map(of).collect()
}

/// The fields that a struct reads.
fn fields<'de, T: Deserialize<'de>>() -> Names {
    let mut names: Names = &[];
    // Fails by design: what is asked for is known before anything is read.
    let _: Result<T, serde::de::value::Error> = T::deserialize(Ask(&mut names));
    names
}

/// Answers no question, and remembers what was asked.
struct Ask<'a>(&'a mut Names);

impl<'de> Deserializer<'de> for Ask<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(Error::custom("nothing"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: Names,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        *self.0 = fields;
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string
        bytes byte_buf option unit unit_struct newtype_struct seq tuple
        tuple_struct map enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_tell_their_ids() {
        let ids = ids();
        for id in ["org.municipality", "need.count.y1", "perm.contact"] {
            assert!(ids.iter().any(|known| known == id), "{id}");
        }
        assert!(ids.len() > 60, "{ids:?}");
    }
}
