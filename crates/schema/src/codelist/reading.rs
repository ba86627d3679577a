//! A code list read entry by entry: a page that reads a long one can go on
//! with other things in between.

use serde_json::{Map, Value};

use super::{CodeList, Entry};
use crate::json::{Node, Read, value_at};

/// The text is no code list. What is wrong with it [`super::read()`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

/// A code list of which some has been read.
#[derive(Debug)]
pub struct Reading {
    text: String,
    at: usize,
    head: Map<String, Value>,
    entries: Vec<Entry>,
    /// Where in the text it is.
    inside: Inside,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    List,
    Entries,
    Nothing,
}

impl Reading {
    /// Nothing has been read yet.
    pub fn new(text: String) -> Self {
        Self {
            text,
            at: 0,
            head: Map::new(),
            entries: Vec::new(),
            inside: Inside::List,
        }
    }

    /// Reads so many entries more, or fields of the list; whether there is
    /// more to read.
    ///
    /// # Errors
    /// [`Broken`].
    pub fn step(&mut self, entries: usize) -> Result<bool, Broken> {
        if self.at == 0 {
            self.space();
            self.opens(b'{')?;
        }
        for _ in 0..entries {
            match self.inside {
                Inside::List => self.member()?,
                Inside::Entries => {
                    let entry = self.value()?;
                    let entry = Entry::read(Node::root(&entry)).map_err(|_| Broken)?;
                    self.entries.push(entry);
                    self.goes_on(b']', Inside::List)?;
                    if self.inside == Inside::List {
                        self.goes_on(b'}', Inside::Nothing)?;
                    }
                }
                Inside::Nothing => return Ok(false),
            }
        }
        Ok(self.inside != Inside::Nothing)
    }

    /// The list, once everything has been read.
    ///
    /// # Errors
    /// [`Broken`].
    pub fn finish(self) -> Result<CodeList, Broken> {
        if self.inside != Inside::Nothing || self.at < self.text.len() {
            return Err(Broken);
        }
        let head = Value::Object(self.head);
        let list = CodeList::read(Node::root(&head)).map_err(|_| Broken)?;
        Ok(CodeList {
            entries: self.entries,
            ..list
        })
    }

    /// A member of the list itself.
    fn member(&mut self) -> Result<(), Broken> {
        let Value::String(name) = self.value()? else {
            return Err(Broken);
        };
        self.opens(b':')?;
        let entries = name == "entries" && self.peek() == Some(b'[');
        let value = if entries {
            self.opens(b'[')?;
            // What is in it is read one by one.
            Value::Array(Vec::new())
        } else {
            self.value()?
        };
        if self.head.insert(name, value).is_some() {
            return Err(Broken);
        }
        if entries && self.peek() != Some(b']') {
            self.inside = Inside::Entries;
            return Ok(());
        }
        if entries {
            self.opens(b']')?;
        }
        self.goes_on(b'}', Inside::Nothing)
    }

    fn value(&mut self) -> Result<Value, Broken> {
        let (value, at) = value_at(&self.text, self.at).map_err(|_| Broken)?;
        self.at = at;
        Ok(value)
    }

    /// A comma, or the end of what is being read.
    fn goes_on(&mut self, end: u8, outside: Inside) -> Result<(), Broken> {
        if self.peek() == Some(end) {
            self.inside = outside;
            return self.opens(end);
        }
        self.opens(b',')
    }

    fn opens(&mut self, byte: u8) -> Result<(), Broken> {
        if self.peek() != Some(byte) {
            return Err(Broken);
        }
        self.at += 1;
        self.space();
        Ok(())
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }
}
