//! One respondent, driven by ids instead of numbers.

use std::sync::Arc;

use behov_engine::{
    Changes, Effect, Event, Focus, Key, Outgoing, Plan, Raw, Session, Snapshot, Start,
};
use behov_schema::submission::{Channel, Receipt, ReceiptStatus};
use serde_json::{Value, json};

pub const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
pub const NOW: &str = "2026-11-21T10:05:00Z";

pub struct Respondent {
    pub session: Session,
}

/// How a session starts.
pub fn start() -> Start {
    Start {
        locale: "sv".into(),
        today: "2026-11-21".into(),
        started_at: "2026-11-21T10:00:00Z".into(),
        campaign: None,
        region: None,
        channel: Channel::SelfService,
        prefill: Vec::new(),
    }
}

/// A whole document around some pages.
pub fn document(pages: Value) -> Value {
    let text = |text: &str| json!({ "sv": text });
    json!({
        "format": "behov.questionnaire/1", "id": "prov", "version": "1.0.0", "country": "SE",
        "languages": ["sv"], "title": text("Prov"),
        "controller": {
            "name": "Exempelkommunen", "contact": "dataskydd@example.org", "notice_version": "1",
            "purpose": text("p"), "basis": text("b"), "recipients": text("r"),
            "retention": text("k"), "rights": text("d")
        },
        "pages": pages
    })
}

/// A question of a type, with more fields.
pub fn question(id: &str, kind: &str, more: Value) -> Value {
    let mut question = json!({ "id": id, "type": kind, "label": { "sv": id } });
    for (name, value) in more.as_object().unwrap() {
        question[name] = value.clone();
    }
    question
}

pub fn choices(codes: &[&str]) -> Value {
    codes
        .iter()
        .map(|code| json!({ "code": code, "label": { "sv": format!("ord {code}") } }))
        .collect()
}

pub fn page(id: &str, questions: Value) -> Value {
    json!({ "id": id, "title": { "sv": id }, "questions": questions })
}

pub fn plan(pages: Value) -> Plan {
    plan_with(pages, json!({}))
}

/// A plan of a document with more fields.
pub fn plan_with(pages: Value, more: Value) -> Plan {
    let mut document = document(pages);
    for (name, value) in more.as_object().unwrap() {
        document[name] = value.clone();
    }
    Plan::read(&document.to_string()).unwrap()
}

/// One page with these questions.
pub fn asking(questions: Value) -> Respondent {
    Respondent::new(json!([page("a", questions)]))
}

impl Respondent {
    pub fn new(pages: Value) -> Self {
        Self::with(plan(pages))
    }

    pub fn with(plan: Plan) -> Self {
        Self::begun(plan, "2026-11-21T10:00:00Z")
    }

    /// Whose session began at this time.
    pub fn begun(plan: Plan, started_at: &str) -> Self {
        let start = Start {
            started_at: started_at.into(),
            ..start()
        };
        Self {
            session: Session::new(Arc::new(plan), start),
        }
    }

    pub fn top(&self, id: &str) -> Key {
        Key::top(self.number(id))
    }

    /// A question in the row that stands at `index`.
    pub fn cell(&self, rows: &str, index: usize, id: &str) -> Key {
        Key::in_row(
            self.number(id),
            self.session.snapshot(self.top(rows)).rows[index],
        )
    }

    pub fn number(&self, id: &str) -> usize {
        self.session
            .plan()
            .outline()
            .find(id)
            .unwrap_or_else(|| panic!("no question {id}"))
    }

    pub fn write(&mut self, at: Key, text: &str) -> Changes {
        self.session.apply(Event::Answered {
            at,
            raw: Raw::Text(text.into()),
        })
    }

    pub fn type_in(&mut self, id: &str, text: &str) -> Changes {
        self.write(self.top(id), text)
    }

    pub fn flag(&mut self, id: &str, flag: bool) -> Changes {
        let at = self.top(id);
        self.session.apply(Event::Answered {
            at,
            raw: Raw::Flag(flag),
        })
    }

    pub fn toggle(&mut self, id: &str, code: &str, on: bool) -> Changes {
        let at = self.top(id);
        self.session.apply(Event::Answered {
            at,
            raw: Raw::Toggle {
                code: code.into(),
                on,
            },
        })
    }

    pub fn leave(&mut self, id: &str) -> Changes {
        let at = self.top(id);
        self.session.apply(Event::Left { at })
    }

    pub fn add_row(&mut self, id: &str) -> Changes {
        let at = self.top(id);
        self.session.apply(Event::RowAdded { at })
    }

    pub fn remove_row(&mut self, id: &str, index: usize) -> Changes {
        let at = self.top(id);
        let row = self.session.snapshot(at).rows[index];
        self.session.apply(Event::RowRemoved { at, row })
    }

    /// Brings back the row that was removed last.
    pub fn restore_row(&mut self, id: &str) -> Changes {
        let at = self.top(id);
        self.session.apply(Event::RowRestored { at })
    }

    pub fn next(&mut self) -> Changes {
        self.session.apply(Event::Next)
    }

    pub fn see(&self, id: &str) -> Snapshot {
        self.session.snapshot(self.top(id))
    }

    pub fn sees(&self, id: &str) -> bool {
        self.see(id).visible
    }

    /// The code of the finding that is shown.
    pub fn told(&self, at: Key) -> Option<String> {
        self.session
            .snapshot(at)
            .finding
            .map(|finding| finding.code.into_owned())
    }

    pub fn send(&mut self) -> Changes {
        self.send_as(ID)
    }

    pub fn send_as(&mut self, id: &str) -> Changes {
        self.session.apply(Event::Send {
            id: id.into(),
            now: NOW.into(),
        })
    }

    /// To the review and off; what is sent.
    pub fn submit(&mut self) -> Value {
        while matches!(self.session.stage().step, behov_engine::Step::Page(_)) {
            let changes = self.next();
            assert_eq!(
                focus(&changes),
                Some(Focus::Heading),
                "{:?}",
                self.session.stage().summary
            );
        }
        body(&outgoing(&self.send()).expect("nothing is sent"))
    }
}

pub fn focus(changes: &Changes) -> Option<Focus> {
    changes.effects.iter().find_map(|effect| match effect {
        Effect::Focus(focus) => Some(*focus),
        _ => None,
    })
}

pub fn outgoing(changes: &Changes) -> Option<Outgoing> {
    changes.effects.iter().find_map(|effect| match effect {
        Effect::Submit(outgoing) => Some(outgoing.clone()),
        _ => None,
    })
}

pub fn body(outgoing: &Outgoing) -> Value {
    serde_json::from_str(&outgoing.body).unwrap()
}

pub fn receipt(id: &str) -> Receipt {
    Receipt {
        id: id.into(),
        code: "ABCD".into(),
        received_at: NOW.into(),
        status: ReceiptStatus::Stored,
        deletable: None,
    }
}
