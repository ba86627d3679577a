//! A questionnaire with all that follows from it once: table, graph, hash.

use behov_schema::document::{self, Graph, Node, Outline};
use behov_schema::{Finding, Page, Question, QuestionType, Questionnaire, json};
use serde_json::{Map, Value};

use crate::value;

/// A checked questionnaire, ready to be asked; made once, shared by sessions.
#[derive(Clone, Debug)]
pub struct Plan {
    questionnaire: Questionnaire,
    outline: Outline,
    graph: Graph,
    hash: String,
    /// How often rules are worked out as a session begins.
    evaluations: usize,
}

impl Plan {
    /// Reads and checks a questionnaire.
    ///
    /// # Errors
    /// As [`document::read`]: at least one finding, with its place in `text`.
    pub fn read(text: &str) -> Result<Self, Vec<Finding>> {
        let (questionnaire, document) = document::read_tree(text)?;
        let outline = Outline::new(&questionnaire);
        let graph = Graph::new(&questionnaire, &outline)
            .map_err(|_| vec![Finding::new("rule.cycle", "")])?;
        prefills(&questionnaire, &outline, text)?;
        let core = questionnaire.core.unwrap_or_default();
        let hashed = [("core", core.into()), ("document", document)];
        let hashed = hashed.map(|(name, value)| (name.to_owned(), value));
        // One by one: `collect` would sort them by code of its own.
        let mut members = Map::new();
        members.extend(hashed);
        let hash = json::hash(&Value::Object(members));
        Ok(Self {
            evaluations: document::evaluations(&questionnaire),
            questionnaire,
            outline,
            graph,
            hash,
        })
    }

    /// The document itself.
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// Every question by number.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// SHA-256 over the RFC 8785 form of `{"core":1,"document":…}`, in hex; the
    /// core's version is 0 where none is named.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The question with this number.
    pub fn question(&self, number: usize) -> Option<&Question> {
        self.outline.question(&self.questionnaire, number)
    }

    /// The page with this index.
    pub fn page(&self, index: usize) -> Option<&Page> {
        self.questionnaire.pages.get(index)
    }

    /// The numbers of the questions that stand on a page, those in rows left out.
    pub fn on_page(&self, page: usize) -> impl Iterator<Item = usize> + '_ {
        self.outline
            .iter()
            .filter(move |(_, entry)| entry.page == page && entry.row.is_none())
            .map(|(number, _)| number)
    }

    /// Whether a session may begin with this answer to the question with this
    /// id: one that could be given and changed, in the form of a question's
    /// `prefill`, and that nobody has to give in person.
    pub fn begins_with(&self, id: &str, value: &Value) -> bool {
        let number = self.outline.find(id);
        let Some(question) = number.and_then(|number| self.question(number)) else {
            return false;
        };
        let country = question.country.unwrap_or(self.questionnaire.country);
        Self::may_begin_with(question)
            && !question.read_only
            && value::begun(question, value, country).is_some()
    }

    /// Whether a question of this type may begin with an answer at all: a
    /// permission is given in person, or it is none.
    pub(crate) fn may_begin_with(question: &Question) -> bool {
        use QuestionType as T;
        !matches!(question.kind, T::Info | T::Computed | T::Rows | T::Consent)
    }

    /// The numbers of the questions in a row of `rows`.
    pub fn in_row(&self, rows: usize) -> std::ops::Range<usize> {
        self.outline.children(&self.questionnaire, rows)
    }

    /// The rows that a question stands in, and its index there.
    pub(crate) fn rows_of(&self, number: usize) -> Option<(usize, usize)> {
        self.outline.entry(number).and_then(|entry| entry.row)
    }

    pub(crate) fn readers(&self, node: Node) -> &[Node] {
        self.graph.readers(node)
    }

    pub(crate) fn across(&self, node: Node) -> bool {
        self.graph.across(node)
    }

    pub(crate) fn order(&self) -> &[Node] {
        self.graph.order()
    }

    /// How often rules are worked out as a session begins.
    pub(crate) fn evaluations(&self) -> usize {
        self.evaluations
    }

    pub(crate) fn rank(&self, node: Node) -> usize {
        self.graph.rank(node)
    }
}

/// An answer to begin with is one that could be given.
fn prefills(of: &Questionnaire, outline: &Outline, text: &str) -> Result<(), Vec<Finding>> {
    let wrong = |number| {
        let question = outline.question(of, number)?;
        let country = question.country.unwrap_or(of.country);
        if value::begun(question, question.prefill.as_ref()?, country).is_some() {
            return None;
        }
        let pointer = match outline.entry(number) {
            Some(entry) if outline.is_core(number) => {
                format!("/pages/{}/prefill/{}", entry.page, question.id)
            }
            _ => format!("{}/prefill", outline.pointer(number)),
        };
        Some(Finding::new("prefill.invalid", pointer))
    };
    let mut findings: Vec<Finding> = (0..outline.len()).filter_map(wrong).collect();
    json::place_each(text, &mut findings, false);
    if findings.is_empty() {
        Ok(())
    } else {
        Err(findings)
    }
}
