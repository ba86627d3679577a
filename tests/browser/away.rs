//! While the answers are away, and when they come too late.

use behov_engine::{Announce, Event, Failure};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::steps::at_review;

const LEAD: &str = "Kontrollera att svaren stämmer. Du kan ändra dem innan du skickar.";

#[wasm_bindgen_test]
async fn while_sending_nothing_else_can_be_pressed_and_all_says_why() {
    let stand = at_review().await;
    let others = ".review-change button, form > .nav .button:not(.primary)";
    let marked = || {
        let others = stand.all(others);
        assert_eq!(others.len(), 5, "four answers and the way back");
        let away = others.iter();
        let away = away.filter(|one| one.get_attribute("aria-disabled").as_deref() == Some("true"));
        away.count()
    };
    assert_eq!(marked(), 0);
    assert!(stand.texts(".intro").contains(&LEAD.to_owned()));
    stand.submit().await;
    assert_eq!(marked(), 5);
    assert!(
        stand
            .texts(".intro")
            .contains(&"Svaren skickas …".to_owned())
    );
    let change = &stand.all(".review-change button")[0];
    assert_eq!(stand.described(change), ["Svaren skickas …"]);
    stand.assert_wired();
    for (pressed, other) in stand.all(others).into_iter().enumerate() {
        other.click();
        crate::stand::settle().await;
        assert_eq!(stand.text(".heading"), "Granska och skicka");
        let told = stand.announced(Announce::Sending);
        assert_eq!(told, pressed + 2, "at the start, and at every press");
    }
    assert_eq!(stand.submissions(), 1);

    stand.apply(Event::Failed(Failure::Network)).await;
    assert_eq!(marked(), 0);
    assert!(stand.texts(".intro").contains(&LEAD.to_owned()));
    stand.click("form > .nav .button:not(.primary)").await;
    assert_eq!(stand.text(".heading"), "Sida 2");
}

#[wasm_bindgen_test]
async fn what_came_too_late_can_be_saved_and_is_not_tried_again() {
    let stand = at_review().await;
    stand.submit().await;
    stand.apply(Event::Failed(Failure::TooLate)).await;
    let said = stand.text(".message .message-text");
    assert!(said.contains("Enkäten har stängt"), "{said}");
    assert!(said.contains("info@example.org"), "{said}");
    assert_eq!(stand.texts(".message button"), ["Spara som fil"]);
}
