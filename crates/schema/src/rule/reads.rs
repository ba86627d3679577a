//! Which answers a rule reads, so that it is evaluated again when one of them
//! changes and no sooner.

use serde_json::Value;

use super::{Call, Expr, Operator};

/// The data that a rule reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads<'a> {
    /// The paths, each once, in the order they stand in the rule.
    pub paths: Vec<&'a str>,
    /// Some path is not written as a text: it is computed, or it is the whole
    /// of the data (`{"var": ""}`).
    pub dynamic: bool,
}

impl<'a> Reads<'a> {
    /// Adds what `expr` reads. The body of an iterator is left out: it reads
    /// the elements of the collection, and the collection has been added.
    pub(super) fn add(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Value(_) => {}
            Expr::List(list) => list.iter().for_each(|expr| self.add(expr)),
            Expr::Call(call) => self.add_call(call),
        }
    }

    fn add_call(&mut self, call: &'a Call) {
        let operands = call.operands();
        match call.operator() {
            Operator::Var => match operands.split_first() {
                Some((path, default)) => {
                    self.add_path(path);
                    default.iter().for_each(|expr| self.add(expr));
                }
                None => self.dynamic = true,
            },
            Operator::Missing => operands.iter().for_each(|expr| self.add_paths(expr)),
            Operator::MissingSome => {
                if let [count, paths] = operands {
                    self.add(count);
                    self.add_paths(paths);
                }
            }
            operator if operator.iterates() => {
                for (at, expr) in operands.iter().enumerate() {
                    if at != 1 {
                        self.add(expr);
                    }
                }
            }
            _ => operands.iter().for_each(|expr| self.add(expr)),
        }
    }

    /// A path, or a list of paths.
    fn add_paths(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Value(Value::Array(values)) => {
                values.iter().for_each(|value| self.add_text(value));
            }
            Expr::List(list) => list.iter().for_each(|expr| self.add_path(expr)),
            expr => self.add_path(expr),
        }
    }

    fn add_path(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Value(value) => self.add_text(value),
            computed => {
                self.dynamic = true;
                self.add(computed);
            }
        }
    }

    fn add_text(&mut self, path: &'a Value) {
        match path.as_str() {
            None | Some("") => self.dynamic = true,
            Some(path) if self.paths.contains(&path) => {}
            Some(path) => self.paths.push(path),
        }
    }
}
