//! Through a rule, with what is known to be answered at each place.

use serde_json::Value;

use super::clash::{can_be, can_hold, comparable};
use super::constant;
use super::guard::{answered, beside_nothing, variable};
use super::meaning::{Found, Kind, Meaning, Read, Scope};
use crate::Finding;
use crate::author::suggest;
use crate::rule::{Call, Expr, Operator};

/// One rule under way.
pub(super) struct Walk<'q, 'f> {
    meaning: Meaning<'q>,
    findings: &'f mut Vec<Finding>,
    /// What has been told to be unguarded: once in a rule is enough.
    unguarded: Vec<&'q str>,
}

/// Where an operand stands, and what is known there.
#[derive(Clone, Copy)]
struct Here<'a, 'q> {
    call: &'q Call,
    at: &'a str,
    scope: Scope,
    given: &'a [&'q str],
}

impl<'q, 'f> Walk<'q, 'f> {
    pub(super) fn new(meaning: Meaning<'q>, findings: &'f mut Vec<Finding>) -> Self {
        Self {
            meaning,
            findings,
            unguarded: Vec::new(),
        }
    }

    /// `given`: the paths that are known to be answered.
    pub(super) fn expr(&mut self, expr: &'q Expr, at: &str, scope: Scope, given: &[&'q str]) {
        match expr {
            Expr::Value(_) => {}
            Expr::List(list) => {
                for (index, expr) in list.iter().enumerate() {
                    self.expr(expr, &format!("{at}/{index}"), scope, given);
                }
            }
            Expr::Call(call) => {
                let here = Here {
                    call,
                    at,
                    scope,
                    given,
                };
                self.call(here);
            }
        }
    }

    fn call(&mut self, here: Here<'_, 'q>) {
        match here.call.operator() {
            Operator::Var => self.variable(here),
            Operator::And => return self.in_turn(here, true),
            Operator::Or => return self.in_turn(here, false),
            Operator::If | Operator::Ternary => return self.choose(here),
            Operator::In => self.contains(here),
            Operator::Equal
            | Operator::StrictEqual
            | Operator::NotEqual
            | Operator::StrictNotEqual
            | Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => self.compare(here),
            Operator::Add
            | Operator::Subtract
            | Operator::Multiply
            | Operator::Divide
            | Operator::Remainder
            | Operator::Min
            | Operator::Max => self.calculate(here),
            operator if operator.iterates() => return self.iterate(here),
            _ => {}
        }
        for (index, operand) in here.call.operands().iter().enumerate() {
            self.expr(operand, &here.pointer(index), here.scope, here.given);
        }
    }

    /// A path inside an iterator leads to a question of the row.
    fn variable(&mut self, here: Here<'_, 'q>) {
        let Some(Expr::Value(Value::String(path))) = here.call.operands().first() else {
            return;
        };
        if let Found::Nothing = self.meaning.find(path, here.scope) {
            let finding = Finding::new("rule.unknown_id", here.pointer(0)).with("id", path);
            self.findings.push(finding.with("inside", "rows"));
        }
    }

    /// `and`, `or`: an operand is reached when those before it hold, or do not.
    fn in_turn(&mut self, here: Here<'_, 'q>, hold: bool) {
        let mut given = here.given.to_vec();
        for (index, operand) in here.call.operands().iter().enumerate() {
            self.expr(operand, &here.pointer(index), here.scope, &given);
            given.extend(answered(operand, hold));
        }
    }

    fn choose(&mut self, here: Here<'_, 'q>) {
        let mut given = here.given.to_vec();
        let operands = here.call.operands();
        for (index, operand) in operands.iter().enumerate() {
            let is_result = index % 2 == 1;
            let mut known = given.clone();
            if let Some(condition) = operands.get(index.wrapping_sub(1)).filter(|_| is_result) {
                known.extend(answered(condition, true));
                given.extend(answered(condition, false));
            }
            self.expr(operand, &here.pointer(index), here.scope, &known);
        }
    }

    fn iterate(&mut self, here: Here<'_, 'q>) {
        let operator = here.call.operator();
        for (index, operand) in here.call.operands().iter().enumerate() {
            let at = here.pointer(index);
            if index != 1 {
                self.expr(operand, &at, here.scope, here.given);
                continue;
            }
            let rows = here
                .call
                .operands()
                .first()
                .and_then(|collection| self.meaning.elements(collection, here.scope));
            let scope = match rows {
                None => Scope::Unknown,
                Some(rows) if operator == Operator::Reduce => Scope::Step(rows),
                Some(rows) => Scope::Element(rows),
            };
            self.expr(operand, &at, scope, &[]);
        }
        if matches!(operator, Operator::All | Operator::Some | Operator::None) {
            self.guarded(here, 0);
        }
    }

    fn compare(&mut self, here: Here<'_, 'q>) {
        self.constant(here);
        let operands = here.call.operands();
        for (index, pair) in operands.windows(2).enumerate() {
            let [left, right] = pair else { continue };
            self.beside(here, (index, left), (index + 1, right), false);
            self.beside(here, (index + 1, right), (index, left), true);
        }
    }

    /// One operand of a comparison and its neighbour; `turned`: which stands
    /// before it.
    fn beside(
        &mut self,
        here: Here<'_, 'q>,
        (index, operand): (usize, &'q Expr),
        (other_index, other): (usize, &'q Expr),
        turned: bool,
    ) {
        let Some((path, read, default)) = self.read(operand, here.scope) else {
            return;
        };
        let operator = here.call.operator();
        let equals = matches!(
            operator,
            Operator::Equal | Operator::NotEqual | Operator::StrictEqual | Operator::StrictNotEqual
        );
        let constant = match other {
            Expr::Value(constant) => Some(constant),
            _ => None,
        };
        if let Some(constant) = constant
            && Some(constant) != default
            && !comparable(operator, &read.kind, constant)
        {
            self.clash(path, &read.kind, constant, here.pointer(other_index));
            return;
        }
        let counts = match constant {
            // What is not answered is the same as these, but for `===`.
            Some(constant) if equals => {
                !constant.is_null()
                    && beside_nothing(Operator::Equal, constant, turned) == Some(true)
                    && matches!(operator, Operator::Equal | Operator::NotEqual)
            }
            Some(Value::String(_)) => false,
            _ => !equals && self.may_be_number(other, here.scope),
        };
        if counts {
            self.guarded(here, index);
        }
    }

    fn calculate(&mut self, here: Here<'_, 'q>) {
        for (index, operand) in here.call.operands().iter().enumerate() {
            let Some((path, read, _)) = self.read(operand, here.scope) else {
                continue;
            };
            if read.kind.may_be_number() {
                self.guarded(here, index);
            } else {
                let finding = Finding::new("rule.type_clash", here.pointer(index))
                    .with("id", path)
                    .with("kind", read.kind.name());
                self.findings
                    .push(finding.with("operator", here.call.operator().name()));
            }
        }
    }

    /// A comparison that reads nothing, though it names a question.
    fn constant(&mut self, here: Here<'_, 'q>) {
        if let Some((index, id)) = constant::compared(self.meaning, here.call, here.scope) {
            let finding = Finding::new("rule.constant", here.pointer(index));
            self.findings.push(finding.with("id", id));
        }
    }

    fn contains(&mut self, here: Here<'_, 'q>) {
        self.constant(here);
        let [needle, haystack] = here.call.operands() else {
            return;
        };
        if let (Some((path, read, default)), Expr::Value(Value::Array(list))) =
            (self.read(needle, here.scope), haystack)
        {
            for (index, constant) in list.iter().enumerate() {
                if Some(constant) != default && !can_be(&read.kind, constant, true) {
                    let at = format!("{}/{index}", here.pointer(1));
                    self.clash(path, &read.kind, constant, at);
                }
            }
        }
        if let (Expr::Value(constant), Some((path, read, _))) =
            (needle, self.read(haystack, here.scope))
            && !can_hold(&read.kind, constant)
        {
            self.clash(path, &read.kind, constant, here.pointer(0));
        }
    }

    fn clash(&mut self, path: &str, kind: &Kind<'_>, constant: &Value, at: String) {
        let mut finding = Finding::new("rule.type_clash", at)
            .with("id", path)
            .with("kind", kind.name())
            .with("value", brief(kind, constant));
        if !kind.codes().is_empty() {
            let codes: Vec<&str> = kind.codes().iter().take(12).copied().collect();
            let more = if codes.len() < kind.codes().len() {
                ", …"
            } else {
                ""
            };
            finding = finding.with("codes", codes.join(", ") + more);
        }
        let near = constant.as_str().and_then(|word| {
            let others = kind.codes().iter().copied().filter(|code| *code != word);
            suggest::nearest(word, others)
        });
        self.findings.push(match near {
            Some(near) => finding.with("suggestion", near),
            None => finding,
        });
    }

    /// Tells that an operand may have no answer, once for each path.
    fn guarded(&mut self, here: Here<'_, 'q>, index: usize) {
        let Some(operand) = here.call.operands().get(index) else {
            return;
        };
        let Some(path) = variable(operand) else {
            return;
        };
        let Found::Read(read) = self.meaning.find(path, here.scope) else {
            return;
        };
        if read.may_lack && !here.given.contains(&path) && !self.unguarded.contains(&path) {
            self.unguarded.push(path);
            let finding = Finding::new("rule.unguarded", here.pointer(index)).with("id", path);
            self.findings
                .push(finding.with("operator", here.call.operator().name()));
        }
    }

    /// What a `var` reads, with the value that it has for no answer.
    fn read(&self, expr: &'q Expr, scope: Scope) -> Option<(&'q str, Read<'q>, Option<&'q Value>)> {
        let Expr::Call(call) = expr else { return None };
        let (path, default) = match (call.operator(), call.operands()) {
            (Operator::Var, [Expr::Value(Value::String(path))]) => (path, None),
            (Operator::Var, [Expr::Value(Value::String(path)), Expr::Value(default)]) => {
                (path, Some(default))
            }
            _ => return None,
        };
        match self.meaning.find(path, scope) {
            Found::Read(read) => Some((path, read, default)),
            Found::Nothing | Found::Unclear => None,
        }
    }

    /// Whether an operand can be a number, so that nothing beside it is 0.
    fn may_be_number(&self, expr: &'q Expr, scope: Scope) -> bool {
        match expr {
            Expr::Value(_) => true,
            Expr::List(_) => false,
            Expr::Call(call) => match call.operator() {
                Operator::Cat | Operator::Substr => false,
                _ => self.read(expr, scope).is_none_or(|(_, read, _)| {
                    read.kind.may_be_number() && read.kind != Kind::Text
                }),
            },
        }
    }
}

impl Here<'_, '_> {
    fn pointer(&self, operand: usize) -> String {
        self.call.pointer(self.at, operand)
    }
}

/// A constant as it is written, cut where it is long; beside codes bare.
fn brief(kind: &Kind<'_>, constant: &Value) -> String {
    let text = match constant.as_str() {
        Some(code) if !kind.codes().is_empty() => code.to_owned(),
        _ => constant.to_string(),
    };
    text.chars().take(60).collect()
}
