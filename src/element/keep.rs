//! What only the page knows, kept while the view is drawn anew: what somebody
//! has opened, and where the focus is.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, NodeList, ShadowRoot};

use crate::ids;

/// How the page was before.
pub(super) struct Kept {
    /// They are out of the tree afterwards, and still know whether they are open.
    details: Option<NodeList>,
    focused: Option<Element>,
}

impl Kept {
    pub(super) fn of(root: &ShadowRoot) -> Self {
        Self {
            details: details(root),
            focused: root.active_element(),
        }
    }

    /// Makes the page so again. The parts stand in the same order in every
    /// language.
    pub(super) fn restore(self, root: &ShadowRoot) {
        if let Some((before, now)) = self.details.zip(details(root)) {
            for index in 0..now.length() {
                let at = |list: &NodeList| list.get(index)?.dyn_into::<Element>().ok();
                if at(&before).is_some_and(|one| one.has_attribute("open"))
                    && let Some(one) = at(&now)
                {
                    // The name of the attribute is a valid one.
                    let _ = one.set_attribute("open", "");
                }
            }
        }
        if let Some(focused) = self.focused
            && root.active_element().is_none()
        {
            let by_id = |id: &str| root.get_element_by_id(id)?.dyn_into::<HtmlElement>().ok();
            if let Some(element) = by_id(&focused.id()).or_else(|| by_id(ids::heading())) {
                let _ = element.focus();
            }
        }
    }
}

fn details(root: &ShadowRoot) -> Option<NodeList> {
    root.query_selector_all("details").ok()
}
