//! What is said of the core: the ids of the shared schema, asked of its types,
//! so that a misspelt one can be corrected; and what an author who changes the
//! core needs to know.

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::forward_to_deserialize_any;

use super::repairs::{Repairs, lies_in};
use crate::document::Outline;
use crate::submission::{
    Bar, Con, Gap, Int, Need, NeedCount, Offer, Org, Out, Par, Perm, Rec, Trn,
};
use crate::{Finding, Questionnaire};

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

/// Of what `expand` found about the core, what its author can act on: nothing
/// about a section of which nobody knows which it is. A question that the core
/// asks already says so.
pub(super) fn told(found: Vec<Finding>, of: &Questionnaire, repairs: &Repairs) -> Vec<Finding> {
    let known = |finding: &Finding| {
        let mut parts = finding.pointer.split('/').skip(1);
        match (parts.next(), parts.next()) {
            (Some("pages"), Some(page)) => !repairs.leave_open(&format!("/pages/{page}/section")),
            _ => !repairs.cover(&finding.pointer),
        }
    };
    let mut told: Vec<Finding> = found.into_iter().filter(known).collect();
    let outline = Outline::new(of);
    for finding in &mut told {
        let id = finding.params.get("id").unwrap_or_default().to_owned();
        let asked = outline.iter().find(|(number, _)| {
            let question = outline.question(of, *number);
            outline.is_core(*number) && question.is_some_and(|question| question.id == id)
        });
        let page = asked.and_then(|(_, entry)| of.pages.get(entry.page));
        let hidden = || of.pages.iter().find(|page| page.hide.contains(&id));
        let (name, page) = match page {
            Some(page) => ("asked", Some(page)),
            None => ("hidden", hidden()),
        };
        if let Some(page) = page.filter(|_| finding.code == "core.redefined") {
            finding.params.push(name.into(), page.id.clone());
        }
    }
    told
}

/// Whether a finding says no more than what is `told` of the core: of a core
/// question that is asked again, or of one that cannot be hidden.
pub(super) fn follows(finding: &Finding, told: &[Finding]) -> bool {
    let id = |finding: &Finding| finding.params.get("id").map(str::to_owned);
    let code = &*finding.code;
    told.iter().any(|earlier| match &*earlier.code {
        _ if earlier.pointer == finding.pointer => true,
        "core.redefined" => {
            let question = earlier.pointer.strip_suffix("/id");
            let inside = question.is_some_and(|question| lies_in(&finding.pointer, question));
            inside && code.starts_with("core.")
        }
        "core.cannot_hide" => match code {
            "core.said_of_hidden" => id(earlier) == id(finding),
            "core.contact_without_email" | "core.statement_without_email" => {
                earlier.params.get("id") == Some("con.email")
            }
            _ => false,
        },
        _ => false,
    })
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
