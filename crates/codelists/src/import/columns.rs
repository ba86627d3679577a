//! What the columns of a table hold.

/// What one column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// The code, as text.
    Code,
    /// The code of the entry that this one is a part of.
    Parent,
    /// `x`, `1`, `yes` or `true`: it cannot be chosen.
    Abstract,
    /// What it is called in a language.
    Label(String),
    /// What else it is called, in a language; several.
    Synonyms(String),
    /// Codes of other origin that mean this entry; several.
    Aliases,
    /// The codes of the list with this id; several.
    Maps(String),
    /// The codes of the entries that border on this one; several.
    Neighbours,
}

/// Which column of a table holds what, by the name in its first line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(pub Vec<(String, Column)>);

impl Columns {
    /// What a column of this name holds: `code`, `parent`, `abstract`,
    /// `aliases`, `neighbours`, `label.<language>`, `synonyms.<language>`,
    /// `maps.<list>`.
    pub fn named(name: &str) -> Option<Column> {
        let (field, of) = name.split_once('.').unwrap_or((name, ""));
        Some(match (field, of) {
            ("code", "") => Column::Code,
            ("parent", "") => Column::Parent,
            ("abstract", "") => Column::Abstract,
            ("aliases", "") => Column::Aliases,
            ("neighbours", "") => Column::Neighbours,
            (_, "") => return None,
            ("label", language) => Column::Label(language.to_owned()),
            ("synonyms", language) => Column::Synonyms(language.to_owned()),
            ("maps", list) => Column::Maps(list.to_owned()),
            _ => return None,
        })
    }
}
