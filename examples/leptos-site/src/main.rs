//! A small Leptos site with questionnaires in it.
//!
//! `cargo xtask site` builds it into `target/site`; `trunk serve` in this
//! folder does too, for those who develop with Trunk.

use behov::{Channel, Questionnaire, words};
use leptos::prelude::*;

fn main() {
    leptos::mount::mount_to_body(Site);
}

/// What is asked, for the form that needs no network to be shown.
const BUILT_IN: &str = include_str!("../questionnaires/kurs-i-bygda/1.0.0.json");

#[component]
fn Site() -> impl IntoView {
    let told = RwSignal::new(Vec::<String>::new());
    let tell = move |what: String| told.update(|told| told.push(what));
    let src = RwSignal::new("/q/kurs-i-bygda.json".to_owned());
    let endpoint = RwSignal::new("/api/v1/submissions".to_owned());
    let language = RwSignal::new("nb".to_owned());
    let shown = RwSignal::new(true);
    let both = RwSignal::new(false);
    let paused = RwSignal::new(false);
    view! {
        <h1>"Kurs i bygda"</h1>
        <p>
            <Text name="Skjema" value=src/>
            <Text name="Mottaker" value=endpoint/>
            <Text name="Språk" value=language/>
            <Switch name="Vis skjemaet" on=shown/>
            <Switch name="Vis ett til" on=both/>
            <Switch name="Ta pause" on=paused/>
        </p>
        <Show when=move || shown.get()>
            <section aria-label="Skjemaet">
                <Questionnaire
                    attr:class="survey"
                    words=[words::NB, words::NN, words::EN]
                    src
                    endpoint
                    language
                    campaign="bygda-2026"
                    channel=Channel::SelfService
                    disabled=paused
                    on_ready=move |ready: behov::Ready| tell(format!("ready {}", ready.id))
                    on_step=move |step: String| tell(format!("step {step}"))
                    on_language=move |tag: String| tell(format!("language {tag}"))
                    on_received=move |received: behov::Received| tell(format!("received {}", received.id))
                    on_error=move |problem: behov::Problem| tell(format!("error {}", problem.code))
                >
                    <p>"Skjemaet hentes …"</p>
                </Questionnaire>
            </section>
        </Show>
        <Show when=move || both.get()>
            <section aria-label="Ett til">
                <Questionnaire words=[words::NN] document=BUILT_IN endpoint language="nn"/>
            </section>
        </Show>
        <ol aria-label="Hva siden får vite">
            {move || told.get().into_iter().map(|what| view! { <li>{what}</li> }).collect_view()}
        </ol>
    }
}

/// A field of the site's own.
#[component]
fn Text(name: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! { <label>{name} " " <input bind:value=value/></label> }
}

/// A box of the site's own.
#[component]
fn Switch(name: &'static str, on: RwSignal<bool>) -> impl IntoView {
    view! { <label><input type="checkbox" bind:checked=on/> {name}</label> }
}
