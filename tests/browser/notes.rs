//! An outside that only writes down what it is asked to do.

use std::cell::{Cell, RefCell};

use behov::state::{Outside, State};
use behov_engine::{Effect, Stage};

/// What the outside was asked to do.
#[derive(Default)]
pub struct Notes {
    pub effects: RefCell<Vec<Effect>>,
    ids: Cell<u32>,
    pub lists: RefCell<Vec<String>>,
    pub hints: RefCell<Vec<String>>,
}

impl Outside for Notes {
    fn run(&self, effect: Effect, _: State) {
        self.effects.borrow_mut().push(effect);
    }

    fn staged(&self, _: &Stage) {}

    fn id(&self) -> String {
        self.ids.set(self.ids.get() + 1);
        format!("01900000-0000-7000-8000-{:012}", self.ids.get())
    }

    fn now(&self) -> String {
        "2026-03-02T08:30:00Z".to_owned()
    }

    fn today(&self) -> String {
        "2026-03-03".to_owned()
    }

    fn read_in(&self, _: &str) {}

    fn hurry(&self, state: State) {
        state.wait(None);
    }

    fn fetch_list(&self, id: &str, _: State) {
        self.lists.borrow_mut().push(id.to_owned());
    }

    fn hint(&self, sentence: Box<dyn Fn() -> String>) {
        self.hints.borrow_mut().push(sentence());
    }
}
