//! Every control: the contract that all keep, and what it has of its own.

mod choice;
mod choices;
mod code;
mod computed;
mod consent;
mod date;
mod decimal;
mod email;
mod info;
mod integer;
mod matrix;
mod organisation_number;
mod phone;
mod rows;
mod scale;
mod select;
mod text;
mod textarea;
mod url;
mod year;
mod yes_no;

use crate::contract::Hand;
use crate::stand::Stand;

/// Types this into the one field.
struct Types(&'static str, &'static str);

impl Hand for Types {
    async fn answer(&self, stand: &Stand) {
        stand.type_in(self.0, self.1).await;
    }

    fn shows_answer(&self, stand: &Stand) -> bool {
        stand.value(self.0) == self.1
    }
}

/// Clicks this box or button, by its label.
struct Ticks(&'static str);

impl Ticks {
    fn label(&self, stand: &Stand) -> String {
        format!("label[for='{}']", stand.one(self.0).id())
    }
}

impl Hand for Ticks {
    async fn answer(&self, stand: &Stand) {
        stand.click(&self.label(stand)).await;
    }

    fn shows_answer(&self, stand: &Stand) -> bool {
        stand.ticked(self.0)
    }
}
