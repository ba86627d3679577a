//! Short names between the wasm and its glue. wasm-bindgen names each import
//! and export after what it is, with a hash: text that no compression shrinks,
//! and it stands in both files.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// What wasm-opt prints when it has given short names.
#[derive(Deserialize)]
pub(super) struct Names {
    /// Module, name, short name.
    imports: Vec<(String, String, String)>,
    /// Name, short name.
    exports: Vec<(String, String)>,
}

impl Names {
    /// # Errors
    /// When it is not what wasm-opt prints.
    pub(super) fn read(printed: &[u8]) -> Result<Self> {
        serde_json::from_slice(printed).context("wasm-opt prints its names in another form")
    }

    /// The glue with the short names: what the wasm imports is exported under
    /// them, and the wasm's exports are called by them.
    ///
    /// # Errors
    /// When the wasm imports something that the glue does not export.
    pub(super) fn shorten(&self, glue: &str) -> Result<String> {
        let mut glue = glue.to_owned();
        let mut exported = Vec::new();
        for (_, name, short) in &self.imports {
            let function = format!("export function {name}(");
            ensure!(glue.contains(&function), "the glue has no {name}");
            glue = glue.replace(&function, &format!("function {name}("));
            exported.push(format!("{name} as {short}"));
        }
        let mut exports: Vec<_> = self.exports.iter().collect();
        // A name may be the beginning of another.
        exports.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        for (name, short) in exports {
            glue = glue.replace(&format!("wasm.{name}"), &format!("wasm.{short}"));
        }
        Ok(format!("{glue}\nexport {{ {} }};\n", exported.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = r#"{ "imports": [ ["./g.js", "__wbg_call_12", "a"] ],
        "exports": [ ["free", "b"], ["free_all", "c"] ] }"#;

    #[test]
    fn both_sides_get_the_same_names() {
        let names = Names::read(PRINTED.as_bytes()).unwrap();
        let glue = "export function __wbg_call_12(x) {}\nwasm.free(wasm.free_all);";
        assert_eq!(
            names.shorten(glue).unwrap(),
            "function __wbg_call_12(x) {}\nwasm.b(wasm.c);\nexport { __wbg_call_12 as a };\n"
        );
    }

    #[test]
    fn glue_that_lacks_an_import_is_refused() {
        let names = Names::read(PRINTED.as_bytes()).unwrap();
        assert!(names.shorten("export const __wbg_call_12 = 1;").is_err());
    }
}
