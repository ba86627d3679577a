//! Links within the checkout lead to a file, and to a heading of it.

use crate::markdown::{Document, documents, root};
use crate::none;

#[test]
fn every_link_leads_somewhere() {
    let documents = documents();
    let mut wrong = Vec::new();
    let mut followed = 0;
    for document in &documents {
        for (line, link) in &document.links {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            followed += 1;
            if let Err(why) = follow(document, link, &documents) {
                wrong.push(format!("{}:{line}: {link}: {why}", document.path));
            }
        }
    }
    assert!(followed > 0, "the documents have links");
    none(&wrong, "these links lead nowhere; correct them");
}

fn follow(from: &Document, link: &str, documents: &[Document]) -> Result<(), &'static str> {
    let (file, anchor) = match link.split_once('#') {
        Some((file, anchor)) => (file, Some(anchor)),
        None => (link, None),
    };
    let path = if file.is_empty() {
        from.path.clone()
    } else {
        within(&from.path, file).ok_or("it leaves the checkout")?
    };
    if !root().join(&path).exists() {
        return Err("there is no such file");
    }
    let Some(anchor) = anchor else {
        return Ok(());
    };
    let document = documents.iter().find(|document| document.path == path);
    let document = document.ok_or("only a document has headings")?;
    if document.anchors.contains(anchor) {
        Ok(())
    } else {
        Err("the document has no such heading")
    }
}

/// The path of `file` from the root, when `from` names it.
fn within(from: &str, file: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
