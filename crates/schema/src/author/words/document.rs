//! What the questionnaire says, and what the shared schema holds.

use super::{Params, Words, object};

/// The sentences of ids, texts, choices and ranges.
pub(super) fn document(of: &Params<'_>) -> Words {
    let (id, field) = (of.get("id"), of.field());
    Some(match &*of.0.code {
        "version.invalid" => "A version is three numbers without leading zeros: 1.0.0.".into(),
        "id.invalid" if field == "code" && of.has("id") => format!(
            "`{id}` cannot be the code of a line. Use lower-case letters, digits and _, a letter first, at most 40 characters."
        )
        .into(),
        "id.invalid" if field == "code" => "A code has 1 to 64 characters.".into(),
        "id.invalid" if is_list(of) => format!(
            "`{id}` cannot be the id of a code list. Use lower-case letters, digits and -, a letter first, at most 64 characters."
        )
        .into(),
        "id.invalid" => match object(of.0.pointer.trim_end_matches("/id")) {
            "the file" => format!(
                "`{id}` cannot be the id. Use lower-case letters, digits and -, a letter first, at most 64 characters."
            ),
            of @ ("a programme" | "a region") => format!(
                "`{id}` cannot be the id of {of}. Use lower-case letters, digits, - and _, at most 64 characters."
            ),
            "a page" => format!(
                "`{id}` cannot be the id of a page. Use lower-case letters, digits and _, a letter first, at most 40 characters."
            ),
            _ => format!(
                "`{id}` cannot be the id of a question. Use one of the shared schema, such as org.name, or your own as x.owner.name: lower-case letters, digits and _ between the dots, a letter first, at most 40 characters."
            ),
        }
        .into(),
        "id.duplicate" if field == "section" => format!(
            "The section `{id}` is named already. Name it once: its own questions can all stand there."
        )
        .into(),
        "id.duplicate" => format!("`{id}` is the id of an earlier one too. Give this one another id.").into(),
        "id.prefix" => format!(
            "This id lies inside `{id}`, which is another question. Rename one of the two."
        )
        .into(),
        "languages.missing" => "Name at least one language, such as [\"sv\"].".into(),
        "languages.invalid" => format!(
            "`{}` is no language tag. Write one in lower case: sv, nb, nn, en.",
            of.get("language")
        )
        .into(),
        "languages.duplicate" => {
            format!("The language `{}` stands twice. Keep one.", of.get("language")).into()
        }
        "text.missing" => format!(
            "The words in `{}` are missing in `{field}`. Add them.",
            of.get("language")
        )
        .into(),
        "text.too_long" => format!(
            "The words in `{}` in `{field}` have more than {} characters. Make them shorter.",
            of.get("language"),
            of.get("max")
        )
        .into(),
        "text.link" => format!(
            "`{}` is no address that can be a link, so that the marks are shown as they are. Begin it with https://, http:// or mailto:.",
            of.get("link")
        )
        .into(),
        "text.language" => {
            let (language, times) = (of.get("language"), of.get("times"));
            let more = if times == "1" { String::new() } else { format!(", here and in others, {times} texts in all") };
            format!("`{language}` is not among the `languages`: nobody reads these words{more}. Add it there, or remove them.").into()
        }
        "document.too_many" if of.get("field").starts_with("page_") => format!(
            "There are too many {} on this page, those of every row and line counted: it has at most {}. Make several pages.",
            of.get("field").trim_start_matches("page_"),
            of.get("max")
        )
        .into(),
        "document.too_many" => format!(
            "There are too many {}: a questionnaire has at most {}. Take some out, or make several questionnaires.",
            match of.get("field") {
                "codelists" => "code lists",
                other => other,
            },
            of.get("max")
        )
        .into(),
        "pages.empty" => "There is no page. Add at least one.".into(),
        "questions.empty" => "There is no question here. Add at least one.".into(),
        "field.not_for_type" if of.get("field") == "folded" => {
            "What is always required cannot stand under \"More details\". Remove `folded` or `required`.".into()
        }
        "field.not_for_type" if of.get("field") == "read_only" => {
            "`read_only` stands only beside `prefill`. Remove it, or write the answer to show.".into()
        }
        "field.not_for_type" => format!(
            "`{}` says nothing about a question of this type. Remove it, or change the type.",
            of.get("field")
        )
        .into(),
        "choices.missing" => {
            "There is too little to choose from. Add `choices`, each with a code and a label; a matrix has `lines` too.".into()
        }
        "choices.duplicate" => format!(
            "The code `{}` stands twice in this question. Give each choice its own.",
            of.get("code")
        )
        .into(),
        "time.invalid" => format!(
            "`{field}` must be a date and a time with seconds and zone: 2026-11-30T16:00:00+01:00."
        )
        .into(),
        "range.empty" if field == "closes_at" => {
            "`closes_at` must be later than `opens_at`.".into()
        }
        "range.empty" if of.has("max") => {
            format!("`{field}` must be from 1 to {}.", of.get("max")).into()
        }
        "range.empty" if field == "decimals" => "`decimals` must be from 0 to 6.".into(),
        "range.empty" if matches!(field, "earliest" | "latest") => format!(
            "`{field}` must be a day, 2026-12-31 (of a month question a month, 2026-12), and `earliest` not after `latest`."
        )
        .into(),
        "range.empty" if field == "max_length" => "`max_length` must be 1 or more.".into(),
        "range.empty" if field == "min_rows" => {
            "`min_rows` is greater than `max_rows` (10 when absent). Correct one of them.".into()
        }
        "range.empty" => "`min` is greater than `max`, or the type allows no such range: a scale goes at most ten points from `min` to a greater `max`, a year is from 1000 to 9999. Where one is absent docs/format.md has what counts.".into(),
        "rows.nested" => "Rows cannot stand in rows. Take the inner ones out.".into(),
        "rows.row_id" => {
            let rows = of.get("rows");
            format!("A question in the rows `{rows}` has an id that begins with `{rows}.`. Put that before it.").into()
        }
        "list.unknown" => {
            let meant = of.meant();
            format!("There is no code list `{id}`.{meant} Correct the id, or say in `codelists` where it lies.").into()
        }
        "list.address" => {
            "Write where the list lies as a path beside this file, such as codelists/yrken.json: no https:, no host, letters without å, ä, ö, æ and ø. It must lie on the same server.".into()
        }
        "regions.source" => "Say who drew the regions up, and as of when.".into(),
        "regions.empty" if field == "municipalities" => {
            "The region has no municipality. Add the code of one.".into()
        }
        "regions.empty" => "There is no region. Add at least one.".into(),
        "regions.municipality" if of.has("elsewhere") => format!(
            "`{}` is {}, in the other country. A region has municipalities of the file's `country`.",
            of.get("code"),
            of.get("elsewhere")
        )
        .into(),
        "regions.municipality" if of.has("list") => format!(
            "The list `{}`, version {}, has no municipality `{}`: no answer would lie in the region by it. Correct the code.",
            of.get("list"),
            of.get("version"),
            of.get("code")
        )
        .into(),
        "regions.municipality" => format!(
            "`{}` is no code of a municipality. Write its four digits, with the zeros.",
            of.get("code")
        )
        .into(),
        "regions.twice" => format!(
            "{} is in the region `{}` already, which has it. Take it out of one of them.",
            of.get("code"),
            of.get("region")
        )
        .into(),
        "campaign.invalid" => {
            "A campaign has 1 to 64 lower-case letters a to z, digits, - and _: host-2026. An answer with another one would be refused.".into()
        }
        "controller.name" => {
            "There is no name here. Write that of the legal person that answers for the personal data.".into()
        }
        "controller.dpo" => {
            "This is neither an e-mail address nor a web address. Write where the data protection officer is reached: ombud@example.org, or https://example.org/dataskydd.".into()
        }
        "controller.notice_version" => {
            "The version of the notice has 1 to 64 characters: \"1\". An answer with another one would be refused.".into()
        }
        "controller.contact" => {
            "This is no e-mail address. Write one that people can write to: info@example.org.".into()
        }
        _ => return None,
    })
}

/// The sentences of `core.*`.
pub(super) fn core(of: &Params<'_>) -> Words {
    let id = of.get("id");
    Some(match &*of.0.code {
        "core.unknown_id" => {
            let meant = of.meant();
            format!(
                "The shared schema has no `{id}`.{meant} Correct it, or make the question your own: x.owner.name."
            )
            .into()
        }
        "core.wrong_type" if is_outside_its_rows(of) => {
            let rows = id.split('.').next().unwrap_or_default();
            format!("`{id}` is asked in rows. Put the question into the `questions` of the rows `{rows}`.").into()
        }
        "core.wrong_type" => {
            let held = held(of.get("expected"));
            format!("In `{id}` the shared schema holds {held}. Change the type, or the id.").into()
        }
        "core.unknown_code" => match of.get("expected") {
            "" => format!("The shared schema has no such code in `{id}`. Use one of its codes."),
            codes => format!("The shared schema has no such code in `{id}`. Its codes: {codes}."),
        }
        .into(),
        "core.out_of_range" => {
            let field = of.field();
            let limit = if field == "min" { "greater" } else { "smaller" };
            format!(
                "The shared schema holds less in `{id}` than this lets through. Write a {limit} `{field}`."
            )
            .into()
        }
        "core.unknown_version" => format!(
            "There is no such version of the core here. Write {}.",
            of.get("known")
        )
        .into(),
        "core.not_in_section" => {
            let section = of.get("section");
            format!("The section `{section}` has no question `{id}`, or not in this country. Correct the id, or remove it.").into()
        }
        "core.cannot_hide" if id == "con.email" => {
            "`con.email` must be asked: who gives a permission, or will sign a statement of intent, is reached by it. It is asked of nobody else. Remove it here.".into()
        }
        "core.cannot_hide" => format!(
            "`{id}` must be asked: without it the answers could not be added up with those of others. Remove it here."
        )
        .into(),
        "core.redefined" if of.has("asked") => format!(
            "The section `{}` asks `{id}` already, and what it means cannot be changed: its label, type, unit and codes are the core's. Remove this question, or make it your own: x.owner.name.",
            of.get("asked")
        )
        .into(),
        "core.redefined" if of.has("hidden") => format!(
            "`{id}` belongs to the section `{}`, which hides it. Take it out of `hide`, or make the question your own: x.owner.name.",
            of.get("hidden")
        )
        .into(),
        "core.redefined" => format!(
            "`{id}` belongs to the core, which gives it its meaning, type, unit and codes. Name its section instead, or make the question your own: x.owner.name."
        )
        .into(),
        "core.statement_without_email" => {
            "`par.statement` asks whether you may get in touch, and nobody is asked for an address. Name the section `contact` too, or ask for `con.email`.".into()
        }
        "core.programmes_not_asked" => {
            "Nobody is asked about these programmes: `par.programme` is a question of the section `contribution`. Name it, or remove the programmes.".into()
        }
        "core.said_of_hidden" => format!(
            "`{id}` is hidden here, so that what `{}` says of it has no effect. Remove the one or the other.",
            of.get("field")
        )
        .into(),
        "core.contact_without_email" => {
            "A permission to write needs an address: ask for `con.email` too.".into()
        }
        _ => return None,
    })
}

/// What a field of the shared schema holds, by the type that reads it.
fn held(of: &str) -> &str {
    match of {
        "a string" => "a text",
        "a boolean" => "true or false",
        "a sequence" => "a list (`rows` or `choices`)",
        "u8" | "u16" | "u32" | "u64" => "a whole number, 0 or more",
        "struct Coded" => "a coded answer (a `code`, or a `text` or `choice` with `system`)",
        _ => "another type of answer",
    }
}

/// Whether it is about the id of a code list.
fn is_list(of: &Params<'_>) -> bool {
    let field = of.field();
    let own = of.0.pointer.starts_with("/codelists/");
    own || field == "list" || of.0.pointer.ends_with(&format!("/lists/{field}"))
}

/// Whether the question's id lies in rows of the shared schema, and the
/// question in none.
fn is_outside_its_rows(of: &Params<'_>) -> bool {
    of.get("expected") == "a sequence"
        && ["need.", "trn.", "int."]
            .iter()
            .any(|rows| of.get("id").starts_with(rows))
        && of.0.pointer.matches("/questions/").count() == 1
}
