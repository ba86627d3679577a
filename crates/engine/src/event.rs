//! What happens to a session, and what comes of it.

use behov_schema::Finding;
use behov_schema::submission::{Channel, Receipt};
use serde_json::Value;

/// One question as it is asked: by its number, in a row by the row's id too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The number in the plan's outline.
    pub question: usize,
    /// The id of the row, which stays the same when rows before it go.
    pub row: Option<u32>,
}

impl Key {
    /// A question that stands in no row.
    pub fn top(question: usize) -> Self {
        Self {
            question,
            row: None,
        }
    }

    /// A question in a row.
    pub fn in_row(question: usize, row: u32) -> Self {
        Self {
            question,
            row: Some(row),
        }
    }
}

/// An answer as the control has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raw {
    /// What was typed, or the code that was chosen; empty for nothing.
    Text(String),
    /// Yes or no; a box ticked or not.
    Flag(bool),
    /// One of several boxes.
    Toggle { code: String, on: bool },
    /// One of several fields: of a date the year, month and day; of a matrix
    /// the code chosen in a line.
    Part { index: usize, text: String },
    /// An entry of the question's code list.
    Chosen(Chosen),
}

/// An entry of a code list, as it was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The id of the list.
    pub system: String,
    /// The version of the list.
    pub version: String,
    pub code: String,
    /// The label that was read.
    pub display: String,
    /// The label of what it is a part of; shown, not sent.
    pub within: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The answer in a control has changed.
    Answered {
        at: Key,
        raw: Raw,
    },
    /// The code list has come, and says which entry is meant by the code that
    /// an answer began with, or how a chosen one is called now; or that it knows
    /// no such code, which is then no answer. Not an answer itself: nobody did
    /// anything. Nothing, when the answer is another by now.
    Named {
        at: Key,
        entry: Option<Chosen>,
    },
    /// The respondent left a control.
    Left {
        at: Key,
    },
    RowAdded {
        at: Key,
    },
    RowRemoved {
        at: Key,
        row: u32,
    },
    /// The row that was removed last comes back, see [`Snapshot::gone`].
    RowRestored {
        at: Key,
    },
    /// To the next page, when this one has no findings.
    Next,
    Back,
    /// To a step that was reached before, and there to a question.
    GoTo {
        step: Step,
        then: Option<Key>,
    },
    /// From the review to one question and back again.
    Change {
        at: Key,
    },
    /// The respondent sends; `id` is a new UUID, `now` the time in RFC 3339.
    Send {
        id: String,
        now: String,
    },
    /// Whether something stands in the field that no human sees: what is sent
    /// says so.
    Honeypot(bool),
    /// The backend has stored the submission.
    Received(Receipt),
    /// The backend refuses the submission for these findings.
    Refused(Vec<Finding>),
    /// The submission did not get through.
    Failed(Failure),
    /// From the receipt to the next answer: for another workplace of the same
    /// firm, or by phone for another firm. `today` and `now` as a session
    /// starts with them.
    Another {
        today: String,
        now: String,
    },
    /// From the receipt back to the review, to correct what was sent: what is
    /// sent then replaces it.
    Corrected,
    /// The respondent goes on with what was kept of an earlier visit, a tree of
    /// [`Session::draft`](crate::Session::draft), in place of what there is.
    Resumed(Value),
    /// The respondent corrects an answer that was stored, the submission itself,
    /// in place of what there is.
    Reopened(Value),
    /// The respondent reads another language now.
    Locale(String),
    /// The page names the campaign, instead of the questionnaire's own.
    Campaign(Option<String>),
    /// The page names the region.
    Region(Option<String>),
    /// The page says how the answers come in.
    Channel(Channel),
}

/// What an event has changed, and what must be done outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The questions whose snapshot may be another; each once.
    pub touched: Vec<Key>,
    /// The stage may be another.
    pub stage: bool,
    pub effects: Vec<Effect>,
}

/// Something that must be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    Focus(Focus),
    Announce(Announce),
    Submit(Outgoing),
}

/// Where the eye, and so the focus, must go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The heading of the step.
    Heading,
    /// The error summary.
    Summary,
    Question(Key),
    /// The first field of a row that was added.
    NewRow {
        at: Key,
        row: u32,
    },
    /// The heading of a row.
    Row {
        at: Key,
        row: u32,
    },
    /// The button that brings back a row.
    Undo(Key),
}

/// What a screen reader is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announce {
    /// An answer that was left just now is wrong.
    Finding {
        at: Key,
    },
    /// `index`: where it stands, or stood, from nought.
    RowAdded {
        at: Key,
        index: usize,
    },
    RowRemoved {
        at: Key,
        index: usize,
    },
    RowRestored {
        at: Key,
        index: usize,
    },
    Sending,
    Failed,
}

/// A frozen submission: these very bytes are sent on every try.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// `meta.id`.
    pub id: String,
    /// The JSON text.
    pub body: String,
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outgoing")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// Why a submission did not get through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Neither the page nor the questionnaire says where answers go.
    NoEndpoint,
    /// No answer came: no network, or a server that cannot be reached.
    Network,
    /// No answer came in time.
    TimeOut,
    /// The backend answered with this HTTP status, or not with a receipt.
    Server(u16),
    /// The backend refuses it, and none of the questions is to blame.
    Refused(u16),
    /// The backend says that the questionnaire has not opened yet.
    TooEarly,
    /// The backend says that the questionnaire has closed.
    TooLate,
    /// It was not tried: another window goes on with these answers.
    Elsewhere,
}

impl Failure {
    /// Whether the same may get through when it is tried again.
    pub fn passes(self) -> bool {
        matches!(self, Self::Network | Self::TimeOut | Self::Server(_))
    }
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// The session began before the questionnaire opened: nothing is asked.
    #[default]
    Before,
    /// By the page's index in the document.
    Page(usize),
    Review,
    Receipt,
    /// The session began after the questionnaire had closed: nothing is asked.
    After,
}

/// How far the sending has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Sending {
    #[default]
    Idle,
    Busy,
    Failed(Failure),
    Sent(Receipt),
}

/// What a view may see of one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    pub visible: bool,
    pub required: bool,
    /// What was typed, or the code that was chosen, or the label of the entry.
    pub raw: String,
    /// The entry that `raw` is the label of.
    pub chosen: Option<Chosen>,
    /// The id of the code list that is searched now.
    pub list: Option<String>,
    /// The codes that are ticked, in the document's order; of a date the year,
    /// month and day as typed; of a matrix the code chosen in each line.
    pub parts: Vec<String>,
    /// Yes or no, when it was said.
    pub flag: Option<bool>,
    /// What a computed question comes to.
    pub computed: Option<Value>,
    /// The answer is the one that it began with.
    pub prefilled: bool,
    /// It began with an answer, and has another now.
    pub edited: bool,
    /// What is wrong, once it is due to be shown.
    pub finding: Option<Finding>,
    /// The ids of the rows, in order; they rise.
    pub rows: Vec<u32>,
    /// The row that was removed last and can be brought back, until rows of
    /// this question are added or removed or another page is shown.
    pub gone: Option<Gone>,
}

/// A row that was removed and can be brought back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Its id.
    pub row: u32,
    /// Where it stood, from nought.
    pub index: usize,
}

/// What a view may see of the whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stage {
    pub step: Step,
    /// The number of the step, from one.
    pub number: usize,
    /// How many steps there are, the review included.
    pub of: usize,
    /// What the last "next" or "send" found and is still wrong.
    pub summary: Vec<(Key, Finding)>,
    pub sending: Sending,
    /// One answer is being changed from the review.
    pub changing: bool,
    /// Something was answered and is not sent yet.
    pub unsent: bool,
    /// Somebody else holds the pen: the next answer is another firm's.
    pub assisted: bool,
    /// What was resumed and has no place any more.
    pub lost: Vec<Lost>,
}

impl Stage {
    /// Whether the answers are on their way, or have arrived: they are not
    /// changed now.
    pub fn is_away(&self) -> bool {
        matches!(self.sending, Sending::Busy | Sending::Sent(_))
    }
}

/// An answer whose question is gone, or means something else now.
#[derive(Clone, PartialEq, Eq)]
pub struct Lost {
    /// What was asked.
    pub label: String,
    /// What was answered, as it was read.
    pub text: String,
    /// As it stood in the draft, in which it stays.
    pub kept: Value,
}

impl std::fmt::Debug for Lost {
    /// Answers are private.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lost").finish_non_exhaustive()
    }
}
