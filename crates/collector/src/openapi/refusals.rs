//! What the document says of refusals: their own words.

use std::collections::BTreeMap;

use axum::http::header;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

use crate::problem::Refusal;

/// The responses of an address that refuses with these; what shares a status
/// shares a response.
pub(crate) fn refusals(refusals: &[Refusal]) -> BTreeMap<String, RefOr<Response>> {
    let mut statuses: BTreeMap<String, Vec<&Refusal>> = BTreeMap::new();
    for refusal in refusals {
        let status = refusal.status().as_str().to_owned();
        statuses.entry(status).or_default().push(refusal);
    }
    let described = |(status, refusals): (String, Vec<&Refusal>)| (status, response(&refusals));
    statuses.into_iter().map(described).collect()
}

fn response(refusals: &[&Refusal]) -> RefOr<Response> {
    let titles = refusals.iter().map(|refusal| {
        let (kind, title) = refusal.kind();
        format!("`urn:behov:problem:{kind}`: {title}.")
    });
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem")));
    let mut response = ResponseBuilder::new()
        .description(titles.collect::<Vec<_>>().join(" "))
        .content("application/problem+json", problem.build());
    for (name, _) in refusals.iter().filter_map(|refusal| refusal.header()) {
        let (kind, description) = if name == header::RETRY_AFTER {
            (Type::Integer, "Seconds to wait before the next try.")
        } else {
            (Type::String, "What is asked for.")
        };
        let header = HeaderBuilder::new()
            .schema(ObjectBuilder::new().schema_type(kind))
            .description(Some(description));
        response = response.header(name.as_str(), header.build());
    }
    response.build().into()
}
