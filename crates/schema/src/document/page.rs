//! A page: the questions a respondent sees at once.

use serde::Serialize;
use serde_json::Value;

use super::Question;
use crate::core::{ById, Section};
use crate::json::{Fault, Node, Read, fields, over_a_tree};
use crate::{LocalizedText, Rule};

/// The questions a respondent sees at once, under one heading: either the
/// coordinator's own, with `id`, `title` and `questions`, or a `section` of
/// the core, to which own questions may be added.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(transform = json_schema::either))]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Unique among the pages: lower-case letters, digits, `_`; begins with a
    /// letter. A section's is its name, and is not written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The section of the core that the page is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "json-schema", schemars(with = "Section"))]
    pub section: Option<Section>,
    /// The heading; of a section that of the core, when absent.
    #[serde(default)]
    pub title: LocalizedText,
    /// A sentence or two under the heading; of a section those of the core,
    /// when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<LocalizedText>,
    /// The page is shown when this rule is truthy; always, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible_when: Option<Rule>,
    /// `section`: optional questions of the section that are not asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hide: Vec<String>,
    /// `section`: other help texts for its questions.
    #[serde(default, skip_serializing_if = "ById::is_empty")]
    pub help: ById<LocalizedText>,
    /// `section`: the answers to begin with, as `prefill` of a question.
    #[serde(default, skip_serializing_if = "ById::is_empty")]
    pub prefill: ById<Value>,
    /// At least one, in the order shown; of a section those that follow the
    /// questions of the core, and there may be none.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// How many of the questions are the core's; they come first. None, until
    /// the document is expanded.
    #[serde(skip)]
    pub core: usize,
}

/// A page with a coordinator's own questions.
struct Own {
    id: String,
    title: LocalizedText,
    intro: Option<LocalizedText>,
    visible_when: Option<Rule>,
    questions: Vec<Question>,
}

fields! {
    Own
    required {
        id,
        title,
        questions,
    }
    optional {
        intro,
        visible_when,
    }
}

/// A section, and what a coordinator says of it.
struct Named {
    section: Section,
    title: LocalizedText,
    intro: Option<LocalizedText>,
    visible_when: Option<Rule>,
    hide: Vec<String>,
    help: ById<LocalizedText>,
    prefill: ById<Value>,
    questions: Vec<Question>,
}

fields! {
    Named
    required {
        section,
    }
    optional {
        title,
        intro,
        visible_when,
        hide,
        help,
        prefill,
        questions,
    }
}

impl Read for Page {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        let named = node.object("an object")?.contains_key("section");
        if named {
            let Named {
                section,
                title,
                intro,
                visible_when,
                hide,
                help,
                prefill,
                questions,
            } = Named::read(node)?;
            return Ok(Self {
                id: String::new(),
                section: Some(section),
                title,
                intro,
                visible_when,
                hide,
                help,
                prefill,
                questions,
                core: 0,
            });
        }
        let own = Own::read(node)?;
        Ok(Self {
            id: own.id,
            title: own.title,
            intro: own.intro,
            visible_when: own.visible_when,
            questions: own.questions,
            ..Self::default()
        })
    }

    fn blank() -> Self {
        Self::default()
    }
}

over_a_tree!(Page);

#[cfg(feature = "json-schema")]
mod json_schema {
    use schemars::Schema;
    use serde_json::json;

    /// What only a section has, and what only an own page has.
    pub(super) fn either(schema: &mut Schema) {
        let only = |fields: &[&str]| {
            let none = fields.iter().map(|field| json!({ "required": [field] }));
            json!({ "anyOf": none.collect::<Vec<_>>() })
        };
        let forms = json!([
            { "required": ["section"], "not": only(&["id"]) },
            {
                "required": ["id", "title", "questions"],
                "not": only(&["section", "hide", "help", "prefill"])
            },
        ]);
        schema.insert("oneOf".to_owned(), forms);
        schema.remove("required");
    }
}
