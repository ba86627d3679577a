//! The operators that a rule may use, with their names and how many operands
//! each takes.

/// An operator of JSONLogic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    Var,
    Missing,
    MissingSome,
    Equal,
    StrictEqual,
    NotEqual,
    StrictNotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Not,
    Truthy,
    If,
    Ternary,
    In,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Min,
    Max,
    Cat,
    Substr,
    Merge,
    Map,
    Filter,
    Reduce,
    All,
    Some,
    None,
}

/// One operator's line in the table.
struct Entry {
    operator: Operator,
    name: &'static str,
    least: usize,
    most: usize,
}

const MANY: usize = usize::MAX;

const TABLE: &[Entry] = &[
    entry(Operator::Var, "var", 0, 2),
    entry(Operator::Missing, "missing", 0, MANY),
    entry(Operator::MissingSome, "missing_some", 2, 2),
    entry(Operator::Equal, "==", 2, MANY),
    entry(Operator::StrictEqual, "===", 2, MANY),
    entry(Operator::NotEqual, "!=", 2, MANY),
    entry(Operator::StrictNotEqual, "!==", 2, MANY),
    entry(Operator::Less, "<", 2, MANY),
    entry(Operator::LessOrEqual, "<=", 2, MANY),
    entry(Operator::Greater, ">", 2, MANY),
    entry(Operator::GreaterOrEqual, ">=", 2, MANY),
    entry(Operator::And, "and", 0, MANY),
    entry(Operator::Or, "or", 0, MANY),
    entry(Operator::Not, "!", 0, 1),
    entry(Operator::Truthy, "!!", 0, 1),
    entry(Operator::If, "if", 0, MANY),
    entry(Operator::Ternary, "?:", 3, 3),
    entry(Operator::In, "in", 2, 2),
    entry(Operator::Add, "+", 1, MANY),
    entry(Operator::Subtract, "-", 1, 2),
    entry(Operator::Multiply, "*", 1, MANY),
    entry(Operator::Divide, "/", 2, 2),
    entry(Operator::Remainder, "%", 2, 2),
    entry(Operator::Min, "min", 1, MANY),
    entry(Operator::Max, "max", 1, MANY),
    entry(Operator::Cat, "cat", 0, MANY),
    entry(Operator::Substr, "substr", 2, 3),
    entry(Operator::Merge, "merge", 0, MANY),
    entry(Operator::Map, "map", 2, 2),
    entry(Operator::Filter, "filter", 2, 2),
    entry(Operator::Reduce, "reduce", 2, 3),
    entry(Operator::All, "all", 2, 2),
    entry(Operator::Some, "some", 2, 2),
    entry(Operator::None, "none", 2, 2),
];

impl Operator {
    /// Every operator, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|entry| entry.operator)
    }

    /// The operator that JSON writes as `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        TABLE
            .iter()
            .find(|entry| entry.name == name)
            .map(|entry| entry.operator)
    }

    /// How JSON writes it.
    pub fn name(self) -> &'static str {
        self.entry().map_or("", |entry| entry.name)
    }

    /// Whether it may stand with `count` operands.
    pub(super) fn takes(self, count: usize) -> bool {
        self.entry()
            .is_some_and(|entry| (entry.least..=entry.most).contains(&count))
    }

    /// Whether its operands must be written as a list: `{"and": true}` is
    /// more likely a slip than a conjunction of one, and the suite refuses it.
    pub(super) fn needs_list(self) -> bool {
        matches!(self, Self::And | Self::Or | Self::If | Self::Ternary)
    }

    /// Whether its second operand is a body that is evaluated once for each
    /// element of its first, and reads that element instead of the answers.
    pub fn iterates(self) -> bool {
        matches!(
            self,
            Self::Map | Self::Filter | Self::Reduce | Self::All | Self::Some | Self::None
        )
    }

    fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|entry| entry.operator == self)
    }
}

const fn entry(operator: Operator, name: &'static str, least: usize, most: usize) -> Entry {
    Entry {
        operator,
        name,
        least,
        most,
    }
}
