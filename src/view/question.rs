//! The frame of a question: label, mark, help, error, and how they are wired.

use behov_engine::{Event, Key, Raw, Snapshot};
use behov_schema::{LocalizedText, Question, QuestionType};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::controls;
use super::element::{El, Text, View, el, shown};
use super::inline::rich;
use super::press::when_released;
use crate::i18n::{Localized, Message, Words};
use crate::ids;
use crate::signal::Signal;
use crate::state::State;

/// What the frame follows; a keystroke that leaves it as it was stops here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Due {
    required: bool,
    /// What to do about the finding that is shown now, in words.
    error: Option<Localized>,
    /// The answer is still the one that was given beforehand.
    prefilled: bool,
    /// An answer was given beforehand, and is another now.
    edited: bool,
}

/// One question as it is asked, with all that its control needs.
#[derive(Clone, Copy)]
pub(super) struct Asked<'q> {
    pub(super) state: State,
    pub(super) words: Words,
    pub(super) at: Key,
    pub(super) question: &'q Question,
    pub(super) snapshot: Signal<Snapshot>,
    due: Signal<Due>,
}

/// The question while it is asked; nothing while it is hidden.
pub(super) fn question(state: State, words: Words, at: Key) -> View {
    let plan = state.plan();
    let Some(question) = plan.question(at.question).filter(|asked| !asked.hidden) else {
        return View::Nothing;
    };
    if question.visible_when.is_none() && question.empty_when.is_none() {
        return View::El(controls::view(state, words, at));
    }
    let snapshot = state.snapshot(at);
    let visible = Signal::memo(move || snapshot.with(|snapshot| snapshot.visible));
    shown(move || visible.get().then(|| controls::view(state, words, at)))
}

impl<'q> Asked<'q> {
    pub(super) fn new(state: State, words: Words, at: Key, question: &'q Question) -> Self {
        let snapshot = state.snapshot(at);
        let due = Signal::memo(move || {
            let plan = state.plan();
            snapshot.with(|snapshot| Due {
                required: snapshot.required,
                prefilled: snapshot.prefilled,
                edited: snapshot.edited,
                error: snapshot
                    .finding
                    .as_ref()
                    .zip(plan.question(at.question))
                    .map(|(finding, question)| words.finding(finding, question)),
            })
        });
        Self {
            state,
            words,
            at,
            question,
            snapshot,
            due,
        }
    }

    /// Says to the session what the control holds now.
    pub(super) fn answer(&self) -> impl Fn(Raw) + Copy + 'static {
        let (state, at) = (self.state, self.at);
        move |raw| state.dispatch(Event::Answered { at, raw })
    }

    /// The frame of one field.
    pub(super) fn field(&self, data_type: &'static str, control: El) -> El {
        let label = el("label")
            .class("q-label")
            .part("label")
            .attr("for", ids::field(self.at));
        let frame = self
            .frame("div", data_type)
            .child(self.name(label, true))
            .child_if(self.help());
        self.prefilled(frame).view(self.error()).child(control)
    }

    /// The frame of several boxes or buttons, or of rows.
    pub(super) fn group(&self, data_type: &'static str) -> El {
        let (state, at) = (self.state, self.at);
        let radios = matches!(
            self.question.kind,
            QuestionType::Choice | QuestionType::Scale | QuestionType::YesNo
        );
        let legend = el("legend").class("q-label").part("label");
        let fieldset = self
            .frame("fieldset", data_type)
            .on("focusout", move |event| {
                if leaves(event) {
                    left(state, at);
                }
            });
        let fieldset = if radios {
            self.claims(fieldset.attr("role", "radiogroup"))
        } else {
            fieldset
        };
        let fieldset = self
            .described(fieldset, &[])
            .child(self.name(legend, radios))
            .child_if(self.help());
        self.prefilled(fieldset).view(self.error())
    }

    /// The outermost element.
    pub(super) fn frame(&self, tag: &'static str, data_type: &'static str) -> El {
        let due = self.due;
        let marked = self.is_marked();
        el(tag)
            .part("question")
            .attr("data-type", data_type)
            .attr_of("class", move || {
                let class = due.with(|due| match (due.error.is_some(), marked && due.edited) {
                    (false, false) => "q",
                    (true, false) => "q q-bad",
                    (false, true) => "q q-edited",
                    (true, true) => "q q-bad q-edited",
                });
                Some(class.into())
            })
    }

    /// Whether an answer was given beforehand that is marked as such.
    fn is_marked(&self) -> bool {
        let given = |snapshot: &Snapshot| snapshot.prefilled || snapshot.edited;
        self.snapshot.with_untracked(given) && !self.question.read_only
    }

    /// The mark of an answer that was given beforehand, until it is another.
    fn prefilled(&self, frame: El) -> El {
        if !self.is_marked() {
            return frame;
        }
        let (due, words, at) = (self.due, self.words, self.at);
        frame.child_of(move || {
            due.with(|due| due.prefilled).then(|| {
                el("p")
                    .class("q-prefilled")
                    .attr("id", ids::prefilled(at))
                    .text(words.text(Message::QuestionPrefilled))
            })
        })
    }

    /// Fills a label with the question and the mark, which is not heard where
    /// the control itself says that an answer is required.
    pub(super) fn name(&self, label: El, silent_mark: bool) -> El {
        let (due, words) = (self.due, self.words);
        let mark = move || {
            el("span")
                .class("q-mark")
                .attr_if("aria-hidden", silent_mark.then_some("true"))
                .text(words.text(Message::QuestionRequired))
        };
        let label = self.words_of(label, self.question.label.as_ref()).text(" ");
        if self.question.required_when.is_none() {
            return label.child_if(self.question.required.then(mark));
        }
        let required = Signal::memo(move || due.with(|due| due.required));
        label.child_of(move || required.get().then(mark))
    }

    /// A text inside an element that holds other things too.
    pub(super) fn words_of(&self, element: El, text: Option<&LocalizedText>) -> El {
        match text {
            None => element,
            Some(text) => element.said(self.words.localize(text)),
        }
    }

    pub(super) fn help(&self) -> Option<El> {
        let text = self.words.localize(self.question.help.as_ref()?);
        let help = el("div")
            .class("q-help")
            .part("help")
            .attr("id", ids::help(self.at));
        Some(rich(help, self.words, text))
    }

    pub(super) fn error(&self) -> View {
        let (due, words, at) = (self.due, self.words, self.at);
        shown(move || {
            let error = due.with(|due| due.error.clone())?;
            let prefix = format!("{} ", words.text(Message::ErrorPrefix));
            Some(
                el("p")
                    .class("q-error")
                    .part("error")
                    .attr("id", ids::error(at))
                    .child(el("span").class("sign").attr("aria-hidden", "true"))
                    .child(
                        el("span")
                            .child(el("span").class("sr").text(prefix))
                            .said(error),
                    ),
            )
        })
    }

    /// What the control says of itself: whether an answer is needed, and
    /// whether this one is wrong.
    pub(super) fn claims(&self, control: El) -> El {
        let due = self.due;
        let control = self.invalid(control);
        if self.question.required_when.is_none() {
            return control.attr_if("aria-required", self.question.required.then_some("true"));
        }
        control.attr_of("aria-required", move || {
            due.with(|due| due.required.then(|| "true".into()))
        })
    }

    pub(super) fn invalid(&self, control: El) -> El {
        let due = self.due;
        control.attr_of("aria-invalid", move || {
            due.with(|due| due.error.is_some().then(|| "true".into()))
        })
    }

    /// Points at what describes the control: the error, `between`, the help,
    /// and that the answer was given beforehand.
    pub(super) fn described(&self, control: El, between: &[String]) -> El {
        let between = between.to_vec();
        self.described_by(control, move || between.clone())
    }

    /// The same, where what stands between comes and goes.
    pub(super) fn described_by(
        &self,
        control: El,
        between: impl Fn() -> Vec<String> + Send + Sync + 'static,
    ) -> El {
        self.described_boxed(control, Box::new(between))
    }

    fn described_boxed(
        &self,
        control: El,
        between: Box<dyn Fn() -> Vec<String> + Send + Sync>,
    ) -> El {
        let (due, at) = (self.due, self.at);
        let help = self.question.help.as_ref().map(|_| ids::help(at));
        let marked = self.is_marked();
        control.attr_of("aria-describedby", move || {
            let (bad, mark) = due.with(|due| (due.error.is_some(), marked && due.prefilled));
            let mut all: Vec<String> = bad.then(|| ids::error(at)).into_iter().collect();
            all.extend(between());
            all.extend(help.clone());
            all.extend(mark.then(|| ids::prefilled(at)));
            (!all.is_empty()).then(|| Text::from(all.join(" ")))
        })
    }

    /// A field that is typed in and is the whole answer.
    pub(super) fn typed(&self, tag: &'static str, after: &[String]) -> El {
        let (state, at) = (self.state, self.at);
        let field = self
            .written(tag, ids::field(at), None)
            .on("blur", move |_| left(state, at));
        self.described(self.claims(field), after)
    }

    /// A field that holds the answer, or one part of it, as it was typed.
    pub(super) fn written(&self, tag: &'static str, id: String, part: Option<usize>) -> El {
        let (snapshot, answer) = (self.snapshot, self.answer());
        el(tag)
            .class("q-field")
            .part("field")
            .attr("id", id)
            .value_of(move || {
                snapshot.with(|snapshot| match part {
                    None => snapshot.raw.clone(),
                    Some(index) => snapshot.parts.get(index).cloned().unwrap_or_default(),
                })
            })
            .on("input", move |event| {
                let text = event_target_value(event);
                answer(match part {
                    None => Raw::Text(text),
                    Some(index) => Raw::Part { index, text },
                });
            })
    }
}

/// Says to the session that a control was left.
pub(super) fn left(state: State, at: Key) {
    when_released(move || state.dispatch(Event::Left { at }));
}

/// Whether the focus goes out of the element that listens, not from one of
/// its parts to another.
pub(super) fn leaves(event: &web_sys::Event) -> bool {
    let group = event.current_target().and_then(as_node);
    let to = event
        .dyn_ref::<web_sys::FocusEvent>()
        .and_then(web_sys::FocusEvent::related_target)
        .and_then(as_node);
    group.is_some_and(|group| !group.contains(to.as_ref()))
}

fn as_node(target: web_sys::EventTarget) -> Option<web_sys::Node> {
    target.dyn_into().ok()
}
