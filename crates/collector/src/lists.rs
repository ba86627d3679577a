//! The code lists that lie beside the questionnaires, under the addresses that
//! the questionnaires' own lead to: `codelists/yrken.json` beside `/q/a.json`
//! and beside `/q/a/1.0.0.json`.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use crate::beside::{Beside, decoded};
use crate::library::{Document, Library};
use crate::{files, questionnaires};

/// What lies under which path, without `/q/`.
#[derive(Debug, Default)]
pub(crate) struct Lists(HashMap<String, Document>);

impl Lists {
    /// Offers a list under a path. An operator cannot know which of two is
    /// meant by the same one.
    ///
    /// # Errors
    /// When another list is offered there.
    pub(crate) fn offer(&mut self, path: String, list: &Beside) -> Result<(), String> {
        let text = Bytes::copy_from_slice(list.text.as_bytes());
        match self.0.get(&path) {
            Some(other) if other.text != text => Err(format!(
                "{}: error: another code list lies at /q/{path}: give the file another name, and each questionnaire its own",
                list.file.display()
            )),
            Some(_) => Ok(()),
            None => {
                self.0.insert(path, Document::new(text));
                Ok(())
            }
        }
    }

    fn get(&self, path: &str) -> Option<&Document> {
        self.0.get(&decoded(path.strip_prefix("/q/")?)?)
    }
}

/// Answers where a list is asked for, and lets everything else through.
pub(crate) async fn serve(
    State(library): State<Arc<Library>>,
    request: Request,
    next: Next,
) -> Response {
    let asked = matches!(*request.method(), Method::GET | Method::HEAD);
    let list = library.lists.get(request.uri().path());
    let Some(list) = list.filter(|_| asked) else {
        return next.run(request).await;
    };
    let mut response = questionnaires::send(list, questionnaires::NEWEST, request.headers());
    files::asset_headers(questionnaires::NEWEST, response.headers_mut());
    response
}
