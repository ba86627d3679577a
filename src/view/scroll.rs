//! What is looked at is seen.

use web_sys::{Element, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Scrolls until an element is seen at `block` of the window, with the room
/// that the sheet leaves around it. At once: it is a jump in the page, not a
/// journey, and so the same under reduced motion.
pub fn into_view(element: &Element, block: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(ScrollBehavior::Instant);
    options.set_block(block);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
