//! What was changed in a tree so that it could be read on.

/// The changes; every pointer leads into the tree as it is after them.
#[derive(Debug, Default)]
pub(super) struct Repairs {
    /// A misspelt field: where it is now, and where it is written.
    renamed: Vec<(String, String)>,
    /// A value that stands for one that is missing or cannot be read.
    made: Vec<String>,
    /// The word that was probably meant, in place of a misspelt one.
    guessed: Vec<String>,
    /// A rule's operands in place of the operator that cannot be read.
    loosened: Vec<String>,
}

impl Repairs {
    pub(super) fn rename(&mut self, now: String, written: String) {
        self.renamed.push((now, written));
    }

    pub(super) fn make(&mut self, pointer: String) {
        self.made.push(pointer);
    }

    pub(super) fn loosen(&mut self, pointer: &str, operator: &str) {
        self.loosened.push(pointer.to_owned());
        self.rename(pointer.to_owned(), format!("{pointer}/{operator}"));
    }

    pub(super) fn guess(&mut self, pointer: String) {
        self.guessed.push(pointer);
    }

    /// Whether this lies at or inside what we put there ourselves.
    pub(super) fn cover(&self, pointer: &str) -> bool {
        let mut ours = self.made.iter().chain(&self.guessed);
        ours.any(|outer| lies_in(pointer, outer))
    }

    /// Whether something that we changed stands at or inside this.
    pub(super) fn touch(&self, pointer: &str) -> bool {
        let mut ours = self.made.iter().chain(&self.guessed).chain(&self.loosened);
        ours.any(|inner| lies_in(inner, pointer))
    }

    /// Whether nobody knows what should stand there.
    pub(super) fn leave_open(&self, pointer: &str) -> bool {
        self.made.iter().any(|outer| lies_in(pointer, outer))
    }

    /// Whether a question, the id of one or a section is among what is not
    /// known, so that an id which is not found may be the one that is missing.
    pub(super) fn hide_ids(&self) -> bool {
        self.made.iter().any(|pointer| {
            let mut segments = pointer.rsplit('/');
            let (last, outer) = (segments.next(), segments.next());
            matches!(last, Some("" | "id" | "pages" | "questions" | "section"))
                || matches!(outer, Some("pages" | "questions"))
        })
    }

    /// The pointer as the text has it.
    pub(super) fn written(&self, pointer: &str) -> String {
        let back = |pointer: String, (now, written): &(String, String)| match pointer
            .strip_prefix(now.as_str())
        {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("{written}{rest}"),
            _ => pointer,
        };
        self.renamed.iter().rev().fold(pointer.to_owned(), back)
    }
}

/// Whether `inner` is `outer` or lies in it.
pub(super) fn lies_in(inner: &str, outer: &str) -> bool {
    inner
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
