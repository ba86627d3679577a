//! The focus goes where the eye must go.

use behov_engine::Focus;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollLogicalPosition, ShadowRoot};

use crate::ids;
use crate::view::into_view;

/// A bar at the top of the page is no higher, in pixels: `reset.css` leaves as
/// much room.
const BAR: f64 = 95.0;

/// Moves the focus. Whether the element is there already.
pub(super) fn focus(root: &ShadowRoot, focus: Focus) -> bool {
    let Some((element, shown)) = target(root, focus) else {
        return false;
    };
    let Ok(control) = element.dyn_into::<HtmlElement>() else {
        return false;
    };
    // Label and error stand above the control and are to be seen with it.
    let block = match focus {
        // A page, or what is wrong on it, is read from its beginning.
        Focus::Heading | Focus::Summary if !begins_in_sight(&shown) => ScrollLogicalPosition::Start,
        _ => ScrollLogicalPosition::Nearest,
    };
    // What lies in a closed fold is not there to the focus.
    if let Ok(Some(fold)) = control.closest("details:not([open])") {
        let _ = fold.set_attribute("open", "");
    }
    let quiet = FocusOptions::new();
    quiet.set_prevent_scroll(true);
    let _ = control.focus_with_options(&quiet);
    into_view(&shown, block);
    true
}

/// What takes the focus, and what is to be seen.
fn target(root: &ShadowRoot, focus: Focus) -> Option<(Element, Element)> {
    let by_id = |id: &str| root.get_element_by_id(id);
    let found = match focus {
        Focus::Heading => by_id(ids::heading()),
        Focus::Summary => by_id(ids::summary()),
        Focus::Row { at, row } => by_id(&ids::row_title(at, row)),
        // One adds a row to write in it; its heading is seen above the field.
        Focus::NewRow { at, row } => {
            let title = by_id(&ids::row_title(at, row))?;
            let body = by_id(&ids::row_body(at, row));
            let field = body.and_then(|body| {
                let fields = body.query_selector("input, select, textarea");
                fields.ok().flatten()
            });
            return Some((field.unwrap_or_else(|| title.clone()), title));
        }
        Focus::Undo(at) => by_id(&ids::undo(at)),
        Focus::Question(at) => {
            let name = ids::field(at);
            // Of several options the chosen one, else the first.
            let chosen = || {
                let selector = ["[name=\"", &name, "\"]:checked"].concat();
                root.query_selector(&selector).ok().flatten()
            };
            // Of the lines of a matrix the first that has no answer.
            let lacking = || {
                let selector = ["[name^=\"", &name, "-l\"][aria-invalid]"].concat();
                root.query_selector(&selector).ok().flatten()
            };
            by_id(&name)
                .or_else(chosen)
                .or_else(lacking)
                .or_else(|| by_id(&ids::option(at, 0)))
                .or_else(|| by_id(&ids::add_row(at)))
        }
    }?;
    let around = match focus {
        Focus::Question(_) => "[part~=question]",
        Focus::Heading | Focus::Summary => "form",
        _ => return Some((found.clone(), found)),
    };
    let around = found.closest(around).ok().flatten();
    Some((found.clone(), around.unwrap_or(found)))
}

/// Whether it begins in the upper half of the window, and below what a page may
/// keep there.
fn begins_in_sight(element: &Element) -> bool {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    let top = element.get_bounding_client_rect().top();
    height.is_some_and(|height| (BAR..height / 2.0).contains(&top))
}
