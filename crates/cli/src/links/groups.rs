//! Which links there are.

use behov_codelists::municipality_list;
use behov_engine::{Link, Plan};
use behov_schema::codelist::{CodeList, Entry};
use behov_schema::document::{Country, is_name};
use behov_schema::regions::{Region, region_of};

/// The question that a link answers beforehand.
const MUNICIPALITY: &str = "org.municipality";

/// A region and its municipalities; or all of a country, without a region.
pub(super) struct Group {
    pub(super) region: Option<Place>,
    pub(super) places: Vec<Place>,
}

/// A region or a municipality, and the link that says it.
pub(super) struct Place {
    /// The id of the region; the code of the municipality.
    pub(super) code: String,
    pub(super) name: String,
    pub(super) link: String,
}

/// A link for each region of `division` and each of their municipalities; for
/// every municipality of the country, where there is no division.
///
/// Municipalities that the questionnaire does not take are told and left out.
pub(super) fn groups(
    plan: &Plan,
    division: &[Region],
    url: &str,
    campaign: Option<&str>,
) -> Result<Vec<Group>, Box<dyn std::error::Error>> {
    if let Some(name) = campaign.filter(|name| !is_name(name)) {
        return Err(format!(
            "`{name}` cannot be a campaign: lower-case letters, digits, - and _, at most 64"
        )
        .into());
    }
    let questionnaire = plan.questionnaire();
    let list = municipalities(questionnaire.country)?;
    let language = questionnaire.languages.first();
    let language = language.map_or("", String::as_str);
    let link = |place: &[(&str, &str)]| {
        let named = campaign.map(|name| ("campaign", name));
        let pairs: Vec<String> = place
            .iter()
            .copied()
            .chain(named)
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let said = pairs.join("&");
        let heeded = !Link::read(plan, &said).ignored;
        heeded.then(|| format!("{url}#behov:{said}"))
    };
    let municipality = |code: &str, region: Option<&str>| -> Result<Option<Place>, String> {
        let entry = list.entry(code).filter(|entry| !entry.is_abstract);
        let entry = entry.ok_or_else(|| format!("there is no municipality {code}"))?;
        let name = name(entry, list, language);
        let region = region.map(|region| ("region", region));
        let said: Vec<_> = [(MUNICIPALITY, code)].into_iter().chain(region).collect();
        let place = link(&said).map(|link| Place {
            code: code.to_owned(),
            name,
            link,
        });
        if place.is_none() && !division.is_empty() {
            eprintln!("behov: the questionnaire does not offer {code}: left out");
        }
        Ok(place)
    };
    let mut groups = Vec::new();
    for region in division {
        let id = region.id.as_str();
        let name = region.name.get(language, &questionnaire.languages);
        let own =
            |code: &&String| region_of(division, code).is_some_and(|first| first.id == region.id);
        let places = region.municipalities.iter().filter(own);
        let places = places.map(|code| municipality(code, Some(id)));
        groups.push(Group {
            region: link(&[("region", id)]).map(|link| Place {
                code: id.to_owned(),
                name: name.unwrap_or_default().0.to_owned(),
                link,
            }),
            places: taken(places)?,
        });
    }
    if division.is_empty() {
        let all = list.entries.iter().filter(|entry| !entry.is_abstract);
        groups.push(Group {
            region: None,
            places: taken(all.map(|entry| municipality(&entry.code, None)))?,
        });
    }
    if groups.iter().all(|group| group.places.is_empty()) {
        return Err(format!(
            "the questionnaire takes no {MUNICIPALITY} from a link: ask for it as a `code`, or a `choice`, outside of rows"
        )
        .into());
    }
    Ok(groups)
}

/// What a municipality is called; with its county where two are called so.
fn name(entry: &Entry, list: &CodeList, language: &str) -> String {
    let called = |entry: &Entry| {
        let label = entry.label.get(language, &list.languages);
        label.unwrap_or_default().0.to_owned()
    };
    let name = called(entry);
    let same = |other: &&Entry| !other.is_abstract && called(other) == name;
    let county = entry.parent.as_ref().and_then(|code| list.entry(code));
    match county.filter(|_| list.entries.iter().filter(same).count() > 1) {
        Some(county) => format!("{name} ({})", called(county)),
        None => name,
    }
}

fn taken(
    places: impl Iterator<Item = Result<Option<Place>, String>>,
) -> Result<Vec<Place>, String> {
    places.filter_map(Result::transpose).collect()
}

/// The list that has the country's municipalities.
fn municipalities(country: Country) -> Result<&'static CodeList, &'static str> {
    let list = behov_codelists::list(municipality_list(country));
    list.ok_or("the list of municipalities is not here")
}
