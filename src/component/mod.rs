//! The questionnaire as a component of a site that is written in Leptos.

mod comments;
mod message;
mod seat;
mod sheet;
mod told;
pub mod words;

use std::rc::Rc;

use behov_schema::submission::Channel;
use leptos::html::Div;
use leptos::prelude::*;

use seat::{Seat, Source};
use told::Callbacks;
pub use told::{Problem, Ready, Received};
use words::BuiltIn;

/// A needs questionnaire in a Leptos site (0.8, rendered in the browser).
///
/// It is what `<behov-questionnaire>` is elsewhere: pages of questions, a
/// review, sending with retries, a receipt. It draws into an open shadow root
/// on a `div` of its own, so that neither the site's styles nor its own reach
/// across; `::part()` and the `--behov-*` properties work as in
/// `docs/embedding.md`, and attributes such as `attr:class` go to the `div`.
/// It needs no file beside the site's wasm and no wasm export.
///
/// What is written in it is gone when its parent removes it, and so is every
/// timer, listener and request. `src` and `document` start anew when they
/// change; everything else takes effect at once and keeps every answer.
///
/// # Examples
/// A whole site:
/// ```no_run
/// use behov::{Questionnaire, words};
/// use leptos::prelude::*;
///
/// leptos::mount::mount_to_body(|| {
///     let sent = RwSignal::new(false);
///     view! {
///         <h1>"Kraftsamling YH"</h1>
///         <Questionnaire
///             src="/q/kraftsamling-yh.json"
///             endpoint="/api/v1/submissions"
///             words=[words::SV, words::EN]
///             on_received=move |_| sent.set(true)
///         >
///             <p>"Enkäten hämtas …"</p>
///         </Questionnaire>
///         <p>{move || sent.get().then_some("Tack!")}</p>
///     }
/// });
/// ```
#[component]
pub fn Questionnaire(
    /// The languages whose interface words are built into the site. Another
    /// language of a questionnaire has the words of its country's, Norwegian or
    /// Swedish, or else the first.
    #[prop(into)]
    words: Vec<BuiltIn>,
    /// Where the questionnaire lies: absolute, or relative to the page.
    #[prop(optional, into)]
    src: MaybeProp<String>,
    /// The questionnaire itself, a JSON text; wins over `src`. An endpoint that
    /// it names is one of the page's own origin.
    #[prop(optional, into)]
    document: MaybeProp<String>,
    /// Where answers are posted. Wins over the endpoint that the questionnaire
    /// names.
    #[prop(optional, into)]
    endpoint: MaybeProp<String>,
    /// The language of the form, a BCP 47 tag. Without it the nearest `lang` of
    /// the page counts; a language that the questionnaire lacks gives its
    /// first. Where it has several the respondent may choose another.
    #[prop(optional, into)]
    language: MaybeProp<String>,
    /// The campaign that the answers belong to: `a-z`, `0-9`, `-`, `_`; 1-64.
    /// Wins over the one that the questionnaire names. One of another form is
    /// left out, and told.
    #[prop(optional, into)]
    campaign: MaybeProp<String>,
    /// The region that the answers belong to, where the municipality that is
    /// answered lies in none of the questionnaire's; as `campaign`.
    #[prop(optional, into)]
    region: MaybeProp<String>,
    /// Answers to begin with: a JSON object of question id and answer, as it
    /// is stored. Counts at the start of a questionnaire.
    #[prop(optional, into)]
    prefill: MaybeProp<String>,
    /// How the answers come about; by the respondent, where it is not said.
    #[prop(optional, into)]
    channel: MaybeProp<Channel>,
    /// The form can be read and nothing in it can be answered or pressed. What
    /// was answered stays.
    #[prop(optional, into)]
    disabled: MaybeProp<bool>,
    /// For how many days what is written is kept on the device, or `off` for
    /// shared computers; 30 days otherwise. Counts at the start of a
    /// questionnaire.
    #[prop(optional, into)]
    draft: MaybeProp<String>,
    /// Where the folder `codelists/` lies, for questions that search in a code
    /// list: absolute, or relative to the page, which is also where it is
    /// looked for otherwise. Counts at the start of a questionnaire.
    #[prop(optional, into)]
    files: MaybeProp<String>,
    /// The form is shown.
    #[prop(optional, into)]
    on_ready: Option<Callback<Ready>>,
    /// Another step is shown: the id of a page, `review`, `receipt`, or `after`
    /// when the next answer is begun too late.
    #[prop(optional, into)]
    on_step: Option<Callback<String>>,
    /// Another language is read, because the site or the respondent chose it.
    #[prop(optional, into)]
    on_language: Option<Callback<String>>,
    /// A receipt has come.
    #[prop(optional, into)]
    on_received: Option<Callback<Received>>,
    /// The form cannot be shown, or something in it does not work.
    #[prop(optional, into)]
    on_error: Option<Callback<Problem>>,
    /// The fallback: shown until the form is, and for as long as it cannot be.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let callbacks = Callbacks {
        ready: on_ready,
        step: on_step,
        language: on_language,
        received: on_received,
        error: on_error,
    };
    let host = NodeRef::<Div>::new();
    let seats = StoredValue::new_local(None::<Rc<Seat>>);
    let seat = move || {
        let host = host.get()?;
        let taken = seats.try_get_value().flatten();
        taken.or_else(|| {
            let seat = Seat::new(host.into(), words.clone(), callbacks).ok();
            seats.set_value(seat.clone());
            seat
        })
    };
    // The attributes are there before the questionnaire that reads them.
    for (name, value) in [
        ("endpoint", endpoint),
        ("lang", language),
        ("campaign", campaign),
        ("region", region),
        ("files", files),
        ("prefill", prefill),
        ("draft", draft),
    ] {
        let seat = seat.clone();
        Effect::new(move |_| {
            if let Some(seat) = seat() {
                seat.set(name, value.get());
            }
        });
    }
    let disabled_seat = seat.clone();
    Effect::new(move |_| {
        if let Some(seat) = disabled_seat() {
            let disabled = disabled.get() == Some(true);
            seat.set("disabled", disabled.then(String::new));
        }
    });
    let channel_seat = seat.clone();
    Effect::new(move |_| {
        if let Some(seat) = channel_seat() {
            let channel = channel
                .get()
                .map(|channel| Channel::code(channel).to_owned());
            seat.set("channel", channel);
        }
    });
    Effect::new(move |_| {
        let document = document.get().map(Source::Document);
        let source = document.or_else(|| src.get().map(Source::Src));
        if let Some(seat) = seat() {
            match source {
                Some(source) => seat.begin(source),
                None => seat.end(),
            }
        }
    });
    on_cleanup(move || {
        if let Some(seat) = seats.try_update_value(Option::take).flatten() {
            seat.end();
        }
    });
    view! { <div node_ref=host>{children.map(|children| children())}</div> }
}
