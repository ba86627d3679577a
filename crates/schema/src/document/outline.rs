//! Every question of a questionnaire in one flat table, found by number.

use super::{Page, Question, QuestionType, Questionnaire};

/// Where each question stands. Numbers run in document order; the questions
/// of a row follow their rows.
#[derive(Clone, Debug)]
pub struct Outline {
    entries: Vec<Entry>,
    /// Ids and numbers, sorted, for the search by id.
    ids: Vec<(String, usize)>,
    /// How many questions of each page are the core's; they come first.
    core: Vec<usize>,
}

/// One question's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The page's index.
    pub page: usize,
    /// The question's index on the page; for a row's question that of its rows.
    pub index: usize,
    /// The number of the rows and the index among their questions.
    pub row: Option<(usize, usize)>,
}

impl Outline {
    /// The table of `questionnaire`.
    pub fn new(questionnaire: &Questionnaire) -> Self {
        let mut entries = Vec::new();
        let mut ids = Vec::new();
        for (page, Page { questions, .. }) in questionnaire.pages.iter().enumerate() {
            for (index, question) in questions.iter().enumerate() {
                let rows = entries.len();
                ids.push((question.id.clone(), rows));
                entries.push(Entry {
                    page,
                    index,
                    row: None,
                });
                for (child, question) in question.questions.iter().enumerate() {
                    ids.push((question.id.clone(), entries.len()));
                    entries.push(Entry {
                        page,
                        index,
                        row: Some((rows, child)),
                    });
                }
            }
        }
        ids.sort_unstable();
        let core = questionnaire.pages.iter().map(|page| page.core).collect();
        Self { entries, ids, core }
    }

    /// How many questions there are, those in rows included.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no question at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The place of question `number`.
    pub fn entry(&self, number: usize) -> Option<Entry> {
        self.entries.get(number).copied()
    }

    /// The questions in order: number and place.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Entry)> + '_ {
        self.entries.iter().copied().enumerate()
    }

    /// The question with this number.
    pub fn question<'q>(&self, of: &'q Questionnaire, number: usize) -> Option<&'q Question> {
        let entry = self.entry(number)?;
        let question = of.pages.get(entry.page)?.questions.get(entry.index)?;
        match entry.row {
            None => Some(question),
            Some((_, child)) => question.questions.get(child),
        }
    }

    /// The number of the first question with this id.
    pub fn find(&self, id: &str) -> Option<usize> {
        let first = self.ids.partition_point(|(known, _)| known.as_str() < id);
        self.ids
            .get(first)
            .filter(|(known, _)| known == id)
            .map(|(_, number)| *number)
    }

    /// The ids of all questions, sorted, each with its number.
    pub fn ids(&self) -> &[(String, usize)] {
        &self.ids
    }

    /// A JSON Pointer to the question in the document as it is written; for
    /// one of the core to the name of its section.
    pub fn pointer(&self, number: usize) -> String {
        let Some(Entry { page, index, row }) = self.entry(number) else {
            return String::new();
        };
        if self.is_core(number) {
            return format!("/pages/{page}/section");
        }
        let own = index - self.core.get(page).map_or(0, |core| *core);
        match row {
            None => format!("/pages/{page}/questions/{own}"),
            Some((_, child)) => format!("/pages/{page}/questions/{own}/questions/{child}"),
        }
    }

    /// Whether the question is one of the core.
    pub fn is_core(&self, number: usize) -> bool {
        self.entry(number).is_some_and(|Entry { page, index, .. }| {
            self.core.get(page).is_some_and(|core| index < *core)
        })
    }

    /// The numbers of the questions in a row of `rows`, when it is one.
    pub fn children(&self, of: &Questionnaire, rows: usize) -> std::ops::Range<usize> {
        match self.question(of, rows) {
            Some(question) if question.kind == QuestionType::Rows => {
                rows + 1..rows + 1 + question.questions.len()
            }
            _ => rows..rows,
        }
    }
}
