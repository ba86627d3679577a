//! What depends on what: the order in which relevance is worked out.

use super::{Country, Outline, Questionnaire};
use crate::Rule;

/// Something whose state follows from answers: a question or a whole page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// By its number in the [`Outline`].
    Question(usize),
    /// By its index.
    Page(usize),
}

/// Which nodes to look at again when one has changed.
#[derive(Clone, Debug)]
pub struct Graph {
    questions: usize,
    /// By node: who reads it.
    readers: Vec<Vec<Node>>,
    /// Every node after all that its visibility or its value follows from.
    order: Vec<Node>,
    /// By node: its place in `order`.
    rank: Vec<usize>,
    /// The questions in rows whose rules read the other rows too.
    across: Vec<usize>,
}

/// A path that a rule reads and no question answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown<'q>(pub &'q str);

impl Graph {
    /// The graph of `questionnaire`.
    ///
    /// # Errors
    /// The nodes of a cycle, in order, when one depends on itself.
    pub fn new(questionnaire: &Questionnaire, outline: &Outline) -> Result<Self, Vec<Node>> {
        let questions = outline.len();
        let mut graph = Self {
            questions,
            readers: vec![Vec::new(); questions + questionnaire.pages.len()],
            order: Vec::new(),
            rank: Vec::new(),
            across: Vec::new(),
        };
        // What a node's visibility or value follows from; only this may not
        // turn in a circle.
        let mut sources: Vec<Vec<usize>> = vec![Vec::new(); graph.readers.len()];
        for (index, page) in questionnaire.pages.iter().enumerate() {
            let reads = reads(questionnaire, outline, page.visible_when.as_ref(), None);
            graph.connect(Node::Page(index), &reads, Some(&mut sources));
        }
        for (number, entry) in outline.iter() {
            let Some(question) = outline.question(questionnaire, number) else {
                continue;
            };
            let rows = entry.row.map(|(rows, _)| rows);
            let parent = rows.map_or(Node::Page(entry.page), Node::Question);
            let reads = |rule: &Option<Rule>| reads(questionnaire, outline, rule.as_ref(), rows);
            let mut follows = reads(&question.visible_when);
            follows.extend(reads(&question.empty_when));
            follows.extend(reads(&question.computed));
            follows.push(parent);
            if question.follows_country() {
                // Not its visibility but its meaning, which others may read.
                follows.extend(outline.find(Country::ANSWER).map(Node::Question));
            }
            let node = Node::Question(number);
            graph.connect(node, &follows, Some(&mut sources));
            for rule in [&question.required_when, &question.valid_when] {
                let reads = reads(rule);
                // The rows as a whole; what is shown or computed in a row
                // cannot read them, for it would read itself.
                if rows.is_some() && reads.contains(&parent) {
                    graph.across.push(number);
                }
                graph.connect(node, &reads, None);
            }
        }
        graph.sort(&sources)?;
        Ok(graph)
    }

    /// Who is to be looked at again when `node` has changed.
    pub fn readers(&self, node: Node) -> &[Node] {
        self.readers.get(self.slot(node)).map_or(&[], Vec::as_slice)
    }

    /// Every node, each after all that its visibility or its value follows from.
    pub fn order(&self) -> &[Node] {
        &self.order
    }

    /// The place of `node` in [`Graph::order`].
    pub fn rank(&self, node: Node) -> usize {
        self.rank.get(self.slot(node)).copied().unwrap_or_default()
    }

    /// Whether `node` is a question in rows that is to be looked at again in
    /// every row when one of them has changed.
    pub fn across(&self, node: Node) -> bool {
        matches!(node, Node::Question(number) if self.across.contains(&number))
    }

    fn slot(&self, node: Node) -> usize {
        match node {
            Node::Question(number) => number,
            Node::Page(index) => self.questions + index,
        }
    }

    fn node(&self, slot: usize) -> Node {
        match slot.checked_sub(self.questions) {
            None => Node::Question(slot),
            Some(index) => Node::Page(index),
        }
    }

    fn connect(&mut self, node: Node, reads: &[Node], mut sources: Option<&mut Vec<Vec<usize>>>) {
        // Node after node is connected: one that is there already is the last.
        for read in reads {
            let (slot, source) = (self.slot(node), self.slot(*read));
            if let Some(readers) = self.readers.get_mut(source)
                && readers.last() != Some(&node)
            {
                readers.push(node);
            }
            if let Some(of) = sources.as_mut().and_then(|sources| sources.get_mut(slot))
                && !of.contains(&source)
            {
                of.push(source);
            }
        }
    }

    /// Kahn's algorithm; what is left over holds a cycle.
    fn sort(&mut self, sources: &[Vec<usize>]) -> Result<(), Vec<Node>> {
        let mut readers: Vec<Vec<usize>> = vec![Vec::new(); sources.len()];
        let mut open: Vec<usize> = sources.iter().map(Vec::len).collect();
        for (slot, sources) in sources.iter().enumerate() {
            for source in sources {
                if let Some(readers) = readers.get_mut(*source) {
                    readers.push(slot);
                }
            }
        }
        let mut ready: Vec<usize> = (0..sources.len())
            .rev()
            .filter(|slot| open.get(*slot) == Some(&0))
            .collect();
        self.rank = vec![usize::MAX; sources.len()];
        while let Some(slot) = ready.pop() {
            if let Some(rank) = self.rank.get_mut(slot) {
                *rank = self.order.len();
            }
            self.order.push(self.node(slot));
            for reader in readers.get(slot).into_iter().flatten() {
                if let Some(open) = open.get_mut(*reader) {
                    *open -= 1;
                    if *open == 0 {
                        ready.push(*reader);
                    }
                }
            }
        }
        match self.rank.iter().position(|rank| *rank == usize::MAX) {
            None => Ok(()),
            Some(start) => Err(self.cycle(start, sources)),
        }
    }

    /// Walks back from a node that could not be ordered until one comes again.
    fn cycle(&self, start: usize, sources: &[Vec<usize>]) -> Vec<Node> {
        let mut path = vec![start];
        loop {
            let next = path
                .last()
                .and_then(|slot| sources.get(*slot))
                .and_then(|sources| {
                    sources
                        .iter()
                        .find(|source| self.rank.get(**source) == Some(&usize::MAX))
                });
            let Some(next) = next else { break };
            if let Some(first) = path.iter().position(|slot| slot == next) {
                path.drain(..first);
                break;
            }
            path.push(*next);
        }
        path.reverse();
        path.into_iter().map(|slot| self.node(slot)).collect()
    }
}

/// The nodes that a rule reads, for a rule that stands in a row of `rows`.
fn reads(
    of: &Questionnaire,
    outline: &Outline,
    rule: Option<&Rule>,
    rows: Option<usize>,
) -> Vec<Node> {
    let Some(rule) = rule else { return Vec::new() };
    let mut nodes = Vec::new();
    for path in rule.reads().paths {
        for number in resolve(of, outline, path, rows).unwrap_or_default() {
            nodes.push(Node::Question(number));
        }
    }
    nodes
}

/// The questions that `path` reads, for a rule that stands in a row of `rows`;
/// none for what the clock and the questionnaire give.
///
/// # Errors
/// [`Unknown`] when the path leads to no answer.
pub fn resolve<'p>(
    of: &Questionnaire,
    outline: &Outline,
    path: &'p str,
    rows: Option<usize>,
) -> Result<Vec<usize>, Unknown<'p>> {
    if let Some(number) = outline.find(path) {
        let of_rows = outline
            .entry(number)
            .and_then(|entry| entry.row)
            .map(|(rows, _)| rows);
        if of_rows.is_none() || of_rows == rows {
            return Ok((number..outline.children(of, number).end.max(number + 1)).collect());
        }
    }
    // need.0.level: one question of one row, by the row's index.
    for (dot, _) in path.match_indices('.') {
        let (head, tail) = (
            path.get(..dot),
            path.get(dot + 1..).and_then(|tail| tail.split_once('.')),
        );
        if let (Some(head), Some((index, rest))) = (head, tail)
            && index.bytes().all(|byte| byte.is_ascii_digit())
            && let Some(number) = outline.find(head)
            && let Some(child) = outline.find(&format!("{head}.{rest}"))
            && outline.children(of, number).contains(&child)
        {
            return Ok(vec![number, child]);
        }
    }
    // x.owner.matrix.line: one line of a matrix.
    if let Some((head, line)) = path.rsplit_once('.')
        && let Some(number) = outline.find(head)
        && let Some(question) = outline.question(of, number)
        && question.lines.iter().any(|known| known.code == line)
    {
        return resolve(of, outline, head, rows).map_err(|_| Unknown(path));
    }
    if path == "meta.today" || path == Country::ANSWER {
        return Ok(Vec::new());
    }
    Err(Unknown(path))
}
