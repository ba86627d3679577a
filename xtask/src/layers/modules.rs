//! What a module of the widget knows nothing of is not named in its files.
//!
//! The widget is one crate, so the compiler lets every module reach every
//! other; this table does not.

use super::Breach;
use super::imports::{Import, imports};
use crate::sources::Source;

/// A module directly under `src/`.
struct Layer {
    module: &'static str,
    /// The other modules it may name.
    uses: &'static [&'static str],
    /// The crates it must not name.
    never: &'static [&'static str],
}

const LAYERS: [Layer; 9] = [
    Layer {
        module: "signal",
        uses: &[],
        never: &["behov_engine", "gloo_net", "web_sys"],
    },
    Layer {
        module: "ids",
        uses: &[],
        never: &["gloo_net", "leptos", "web_sys"],
    },
    Layer {
        module: "i18n",
        uses: &["signal"],
        never: &["gloo_net"],
    },
    // Signals over the engine: no element, no network.
    Layer {
        module: "state",
        uses: &["signal", "ids"],
        never: &["gloo_net", "js_sys", "web_sys"],
    },
    // Reads snapshots, dispatches events; where answers go is not its matter.
    Layer {
        module: "view",
        uses: &["state", "i18n", "signal", "ids"],
        never: &["gloo_net"],
    },
    // Bytes out, bytes in; it knows the wire and nothing of the session.
    Layer {
        module: "transport",
        uses: &[],
        never: &["behov_engine", "leptos"],
    },
    // Joins the others to the page they run in.
    Layer {
        module: "shell",
        uses: &["state", "view", "transport", "i18n", "ids"],
        never: &[],
    },
    // What a site in Leptos uses: an element, and what a loader does elsewhere.
    Layer {
        module: "component",
        uses: &["element", "i18n", "transport"],
        never: &["behov_engine", "gloo_net"],
    },
    // Puts one widget together for one element of the host.
    Layer {
        module: "element",
        uses: &["shell", "state", "view", "i18n", "ids"],
        never: &["gloo_net"],
    },
];

/// The breaches in one file; a file outside the widget has none.
pub(super) fn check(source: &Source) -> Vec<Breach> {
    let Some(module) = module_path(&source.path) else {
        return Vec::new();
    };
    // lib.rs and main.rs put the modules together: they may name all.
    let Some(own) = module.first() else {
        return Vec::new();
    };
    let Some(layer) = LAYERS.iter().find(|layer| layer.module == own.as_str()) else {
        let rule = format!("module `{own}` has no place among the layers in xtask/src/layers");
        return vec![source.breach(1, rule)];
    };
    let broken = imports(&source.text).into_iter().filter_map(|import| {
        let rule = broken_rule(layer, &module, &import)?;
        Some(source.breach(import.line, rule))
    });
    broken.collect()
}

fn broken_rule(layer: &Layer, module: &[String], import: &Import) -> Option<String> {
    let own = layer.module;
    if let Some(named) = named_module(module, &import.path) {
        let allowed = named == own || layer.uses.contains(&named);
        return (!allowed).then(|| format!("`{own}` must not know `{named}`"));
    }
    let first = import.path.first()?;
    let forbidden = layer.never.contains(&first.as_str());
    forbidden.then(|| format!("`{own}` must not know the crate `{first}`"))
}

/// The module under `src/` that a path leads to; none for another crate's.
fn named_module<'a>(module: &'a [String], path: &'a [String]) -> Option<&'a str> {
    let first = path.first()?;
    if first == "crate" {
        return path.get(1).map(String::as_str);
    }
    let ups = path
        .iter()
        .take_while(|segment| *segment == "super")
        .count();
    if ups == 0 {
        return None;
    }
    let left = module.len().saturating_sub(ups);
    if left > 0 {
        module.first()
    } else {
        path.get(ups)
    }
    .map(String::as_str)
}

/// `src/view/controls/text.rs` -> `view, controls, text`; none for a file that
/// is not the widget's.
fn module_path(path: &str) -> Option<Vec<String>> {
    let inner = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let mut segments: Vec<String> = inner.split('/').map(str::to_owned).collect();
    if segments.last().is_some_and(|last| last == "mod") || segments.len() == 1 {
        segments.retain(|segment| !["mod", "lib", "main"].contains(&segment.as_str()));
    }
    Some(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(path: &str, text: &str) -> Vec<String> {
        let source = Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        check(&source).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_the_table_allows_passes() {
        let text = "use crate::state::Handle;\nuse super::label::Label;\nuse leptos::prelude::*;";
        assert!(breaches("src/view/controls/text.rs", text).is_empty());
        assert!(breaches("src/state.rs", "use behov_engine::Session;").is_empty());
        assert!(breaches("src/main.rs", "use crate::transport::post;").is_empty());
        assert!(breaches("crates/engine/src/plan.rs", "use crate::transport;").is_empty());
    }

    #[test]
    fn a_layer_that_is_reached_around_is_named_with_its_line() {
        let text = "//! x\nuse crate::{i18n::Words, transport::post};";
        let expected = "src/view/page.rs:2: `view` must not know `transport`";
        assert_eq!(breaches("src/view/page.rs", text), [expected]);
        let expected = "src/state.rs:1: `state` must not know `view`";
        assert_eq!(
            breaches("src/state.rs", "fn f() { crate::view::draw() }"),
            [expected]
        );
    }

    #[test]
    fn the_way_over_super_is_no_way_around() {
        let text = "use super::super::super::transport::post;";
        let expected = "src/view/controls/text.rs:1: `view` must not know `transport`";
        assert_eq!(breaches("src/view/controls/text.rs", text), [expected]);
    }

    #[test]
    fn a_forbidden_crate_is_named() {
        let expected = "src/transport/post.rs:1: `transport` must not know the crate `leptos`";
        assert_eq!(
            breaches("src/transport/post.rs", "use leptos::prelude::*;"),
            [expected]
        );
    }

    #[test]
    fn a_module_without_a_place_is_named() {
        assert_eq!(breaches("src/helpers/mod.rs", "").len(), 1);
    }
}
