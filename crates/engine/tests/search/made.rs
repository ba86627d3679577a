//! A list as long as they come, made of syllables.

use serde_json::{Value, json};

use behov_engine::search::Index;

use crate::{index, list};

/// Numbers that look thrown, the same each time.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % sides
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 32] = [
            "må", "la", "re", "snic", "ka", "elek", "tri", "ker", "lä", "ra", "in", "ge", "njör",
            "mon", "tör", "svet", "sa", "ma", "skin", "fö", "rare", "sjuk", "skö", "ters", "kun",
            "dan", "han", "dla", "plat", "slagare", "bygg", "vård",
        ];
        let syllables = 2 + self.roll(4);
        (0..syllables).map(|_| SYLLABLES[self.roll(32)]).collect()
    }

    fn name(&mut self) -> String {
        let words = 1 + self.roll(3);
        let words: Vec<String> = (0..words).map(|_| self.word()).collect();
        words.join(" ")
    }
}

/// 10,000 entries in 200 groups, each with a label and three synonyms.
pub fn ten_thousand() -> Index {
    let mut dice = Dice(7);
    let group = |number: usize| format!("{number:03}");
    let groups: Vec<Value> = (0..200)
        .map(|number| {
            json!({ "code": group(number), "label": { "sv": dice.name() }, "abstract": true })
        })
        .collect();
    let entries = (0..10_000).map(|number| {
        let synonyms = [dice.name(), dice.name(), dice.name()];
        json!({
            "code": format!("{}{:02}", group(number / 50), number % 50),
            "label": { "sv": dice.name() },
            "synonyms": { "sv": synonyms },
            "parent": group(number / 50),
        })
    });
    let entries = entries.collect::<Vec<_>>();
    index(list(groups.into_iter().chain(entries).collect()))
}
