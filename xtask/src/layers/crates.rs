//! What a crate knows nothing of is absent from its dependency tree.

use std::time::Duration;

use anyhow::Result;

use super::Breach;
use crate::cargo;
use crate::place::Place;
use crate::run;
use crate::wasm::TARGET;

/// A crate, and the crates and `crate/feature`s that must not be in its tree.
struct Rule {
    package: &'static str,
    manifest: &'static str,
    /// Why, as the end of a sentence.
    because: &'static str,
    absent: &'static [&'static [&'static str]],
}

const WEB: &[&str] = &["gloo-net", "js-sys", "leptos", "wasm-bindgen", "web-sys"];
const SERVER: &[&str] = &[
    "axum",
    "hyper",
    "reqwest",
    "sqlx",
    "tokio",
    "tower",
    "tower-http",
];
const CLOCK_AND_CHANCE: &[&str] = &["chrono", "getrandom", "jiff", "rand", "time"];

/// Whatever fetches over HTTP, be it a part of a crate that serves.
const CLIENT: &[&str] = &[
    "attohttpc",
    "curl",
    "hyper-util/client",
    "hyper-util/client-legacy",
    "hyper/client",
    "isahc",
    "minreq",
    "reqwest",
    "ureq",
];

const RULES: [Rule; 5] = [
    Rule {
        package: "behov-schema",
        manifest: "crates/schema/Cargo.toml",
        because: "the formats know no web, server, clock or engine",
        absent: &[
            WEB,
            SERVER,
            CLOCK_AND_CHANCE,
            &[
                "behov-engine",
                "behov-codelists",
                "behov-collector",
                "behov",
            ],
        ],
    },
    Rule {
        package: "behov-codelists",
        manifest: "crates/codelists/Cargo.toml",
        because: "the code lists know their format, and no web, server, clock or engine",
        absent: &[
            WEB,
            SERVER,
            CLOCK_AND_CHANCE,
            &["behov-engine", "behov-collector", "behov"],
        ],
    },
    Rule {
        package: "behov-engine",
        manifest: "crates/engine/Cargo.toml",
        because: "the engine knows no web, server, clock or code list",
        absent: &[
            WEB,
            SERVER,
            CLOCK_AND_CHANCE,
            &["behov-codelists", "behov-collector", "behov"],
        ],
    },
    Rule {
        package: "behov",
        manifest: "Cargo.toml",
        because: "the widget knows no server, and carries no list and nothing for authors",
        absent: &[
            SERVER,
            &[
                "behov-codelists",
                "behov-collector",
                "schemars",
                "datalogic-rs",
            ],
            &["behov-schema/author", "behov-schema/json-schema"],
        ],
    },
    Rule {
        package: "behov-collector",
        manifest: "crates/collector/Cargo.toml",
        because: "the collector knows no widget, and fetches nothing that anybody names",
        absent: &[WEB, &["behov"], CLIENT],
    },
];

pub(super) fn check(place: &Place) -> Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    for rule in &RULES {
        let mut cargo = cargo::cargo(place);
        cargo.args([
            "tree",
            "--quiet",
            "--package",
            rule.package,
            "--prefix",
            "none",
        ]);
        cargo.args(["--edges", "normal,no-proc-macro", "--format", "{p}\t{f}"]);
        if rule.package == "behov" {
            cargo.args(["--target", TARGET]);
        }
        let tree = run::capture(&mut cargo, Duration::from_secs(120))?;
        breaches.extend(compare(rule, &tree));
    }
    Ok(breaches)
}

/// `tree` has one line a package: `name v1.2.3 …`, a tab, its features.
fn compare(rule: &Rule, tree: &str) -> Vec<Breach> {
    let names: Vec<String> = tree.lines().flat_map(names).collect();
    // An empty answer proves nothing.
    let known = names.first().is_some_and(|name| name == rule.package);
    let unknown = (!known).then(|| format!("cargo tells no tree of {}", rule.package));
    let forbidden = rule
        .absent
        .iter()
        .copied()
        .flatten()
        .filter(|name| names.iter().any(|present| present == *name));
    let present = forbidden.map(|name| format!("{name} is in the tree; {}", rule.because));
    let breach = |rule_text| Breach {
        file: rule.manifest.to_owned(),
        line: 1,
        rule: rule_text,
    };
    unknown.into_iter().chain(present).map(breach).collect()
}

/// The name of a line's package, and the same with each of its features.
fn names(line: &str) -> Vec<String> {
    let (package, features) = line.split_once('\t').unwrap_or((line, ""));
    let package = package.split(' ').next().unwrap_or_default();
    let features = features.split(' ').next().unwrap_or_default();
    let with = features
        .split(',')
        .filter(|feature| !feature.is_empty())
        .map(|feature| format!("{package}/{feature}"));
    std::iter::once(package.to_owned()).chain(with).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Rule = Rule {
        package: "behov-schema",
        manifest: "crates/schema/Cargo.toml",
        because: "it knows no web",
        absent: &[&["web-sys"], &["tokio"]],
    };

    #[test]
    fn a_tree_without_them_passes() {
        assert_eq!(
            compare(&RULE, "behov-schema v0.1.0 (here)\nserde v1.0.0\n"),
            []
        );
    }

    #[test]
    fn a_forbidden_crate_at_any_depth_is_named() {
        let breaches = compare(&RULE, "behov-schema v0.1.0\na v1.0.0\ntokio v1.0.0 (*)\n");
        assert_eq!(breaches.len(), 1);
        let shown = breaches[0].to_string();
        assert_eq!(
            shown,
            "crates/schema/Cargo.toml:1: tokio is in the tree; it knows no web"
        );
    }

    #[test]
    fn a_forbidden_feature_is_named() {
        let rule = Rule {
            absent: &[&["serde/derive"]],
            ..RULE
        };
        let without = "behov-schema v0.1.0 (here)\t\nserde v1.0.0\tdefault,std\n";
        assert_eq!(compare(&rule, without), []);
        let with = "behov-schema v0.1.0 (here)\t\nserde v1.0.0\tderive,std (*)\n";
        assert_eq!(compare(&rule, with).len(), 1);
    }

    #[test]
    fn a_client_in_a_crate_that_serves_is_named() {
        let collector = &RULES[4];
        let tree = |features| {
            format!("behov-collector v0.1.0 (here)\t\nhyper v1.0.0\tdefault,http1,{features}\n")
        };
        assert_eq!(compare(collector, &tree("server")), []);
        assert_eq!(compare(collector, &tree("client,server")).len(), 1);
    }

    #[test]
    fn an_empty_tree_proves_nothing() {
        assert_eq!(compare(&RULE, "").len(), 1);
    }
}
