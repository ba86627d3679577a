//! Code lists: each is fetched once for the whole page, however many fields
//! and widgets search in it, and read without holding up who types.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use behov_engine::search::Index;
use behov_schema::codelist::Reading;
use js_sys::Date;
use leptos::task::spawn_local;
use web_sys::{AbortController, Url};

use super::pause::pause;
use super::{Report, Shell};
use crate::state::{Listed, State};
use crate::transport::{self, Absent};

/// So many entries are read between two looks at the clock.
const STEP: usize = 50;

thread_local! {
    /// The lists of the page, by address.
    static LISTS: RefCell<Vec<(String, List)>> = const { RefCell::new(Vec::new()) };
}

enum List {
    Loading {
        /// Who waits for it, and by which id.
        waiting: Vec<(Shell, State, String)>,
        abort: AbortController,
    },
    Ready(Arc<Index>),
}

impl Shell {
    /// Gives `state` the list with this id as soon as it is there.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn list(&self, id: &str, state: State) {
        let (shell, id) = (self.clone(), id.to_owned());
        // Later, as any other answer: who wants it may be being drawn.
        spawn_local(async move {
            if shell.0.stopped.get() {
                return;
            }
            match shell.list_url(&id, state) {
                Some(url) => wait_for(url, (shell, state, id)).await,
                None => shell.tell(state, &id, Err("codelist.network")),
            }
        });
    }

    /// The document's own list, relative to it; else the one that lies with
    /// the widget's files.
    fn list_url(&self, id: &str, state: State) -> Option<String> {
        let plan = state.plan();
        let own = plan.questionnaire().codelists.get(id);
        let url = match own {
            Some(address) => Url::new_with_base(address, &self.0.files.document),
            None => Url::new_with_base(&["codelists/", id, ".json"].concat(), &self.0.files.widget),
        };
        Some(url.ok()?.href())
    }

    fn tell(&self, state: State, id: &str, list: Result<Arc<Index>, &'static str>) {
        match list {
            Ok(index) if index.list().id == id => state.listed(id, Listed::Ready(index)),
            Ok(_) => self.tell(state, id, Err("codelist.format")),
            Err(code) => {
                state.listed(id, Listed::Failed);
                (self.0.report)(Report::Error(code));
            }
        }
    }

    /// Waits for no list any more; what nobody waits for need not come.
    pub(super) fn forgo_lists(&self) {
        LISTS.with_borrow_mut(|lists| {
            lists.retain_mut(|(_, list)| match list {
                List::Loading { waiting, abort } => {
                    waiting.retain(|(shell, ..)| !Rc::ptr_eq(&shell.0, &self.0));
                    if waiting.is_empty() {
                        abort.abort();
                    }
                    !waiting.is_empty()
                }
                List::Ready(_) => true,
            });
        });
    }
}

/// Waits for the list at `url` with all others who do.
async fn wait_for(url: String, who: (Shell, State, String)) {
    let Ok(abort) = AbortController::new() else {
        return;
    };
    let known = LISTS.with_borrow_mut(|lists| {
        let known = lists.iter_mut().find(|(known, _)| *known == url);
        match known.map(|(_, list)| list) {
            Some(List::Ready(index)) => Some(Ok(index.clone())),
            Some(List::Loading { waiting, .. }) => {
                waiting.push(who.clone());
                Some(Err(()))
            }
            None => {
                let (waiting, abort) = (vec![who.clone()], abort.clone());
                lists.push((url.clone(), List::Loading { waiting, abort }));
                None
            }
        }
    });
    let (shell, state, id) = who;
    match known {
        Some(Ok(index)) => {
            return shell.tell(state, &id, Ok(index));
        }
        Some(Err(())) => return,
        None => {}
    }
    let read = read(&url, &abort, &id).await;
    let waiting = LISTS.with_borrow_mut(|lists| {
        // Not that of another one who has begun since this one was given up.
        let mine = |(_, list): &(String, List)| match list {
            List::Loading { abort: own, .. } => *own == abort,
            List::Ready(_) => false,
        };
        let (url, list) = lists.swap_remove(lists.iter().position(mine)?);
        // What failed may be tried again.
        if let Ok(index) = &read {
            lists.push((url, List::Ready(index.clone())));
        }
        match list {
            List::Loading { waiting, .. } => Some(waiting),
            List::Ready(_) => None,
        }
    });
    for (shell, state, id) in waiting.into_iter().flatten() {
        shell.tell(state, &id, read.clone());
    }
}

/// The list with this id that lies at `url`.
async fn read(url: &str, abort: &AbortController, id: &str) -> Result<Arc<Index>, &'static str> {
    let (text, _) = transport::get(url, abort)
        .await
        .map_err(|absent| match absent {
            Absent::Network => "codelist.network",
            Absent::Status => "codelist.status",
        })?;
    let broken = |_| "codelist.format";
    let mut clock = Date::now();
    let mut reading = Reading::new(text);
    while reading.step(STEP).map_err(broken)? {
        pause(&mut clock).await;
    }
    let list = reading.finish().map_err(broken)?;
    if list.id != id {
        return Err("codelist.format");
    }
    let mut index = Index::new(list);
    while index.step(STEP) {
        pause(&mut clock).await;
    }
    Ok(Arc::new(index))
}
