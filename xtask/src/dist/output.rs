//! The files of `dist/`: named, compressed beforehand, written once.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::compress::{self, Coding};
use crate::stamp::Input;
use crate::wasm::Build;

/// How much of a hash a name carries: 36 bits tell apart all that we will
/// ever release.
const HASH_DIGITS: usize = 9;

/// What a file is to the one who loads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The module that a page loads by name.
    Loader,
    /// Another form of it, loaded in its stead.
    OtherLoader,
    /// Fetched by the loader, always.
    Part,
    /// Fetched by the loader, after the first page is shown.
    Later,
    /// The words of one language; one of these is fetched.
    Words,
    /// A code list, fetched when a field that asks from it is touched.
    List,
    /// Not fetched by a page.
    Other,
}

/// A file to be served.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) content: Vec<u8>,
}

/// All files to be served.
#[derive(Clone, Debug, Default)]
pub(super) struct Output {
    files: Vec<File>,
}

impl Output {
    pub(super) fn files(&self) -> &[File] {
        &self.files
    }

    /// Adds a file under a fixed name.
    pub(super) fn named(&mut self, name: &str, role: Role, content: Vec<u8>) {
        self.files.push(File {
            name: name.to_owned(),
            role,
            content,
        });
    }

    /// Adds a file under a name with the hash of its content; returns the
    /// name.
    pub(super) fn hashed(&mut self, name: &str, role: Role, content: Vec<u8>) -> String {
        let mut hash = Input::new().with(&content).hash();
        hash.truncate(HASH_DIGITS);
        let name = match name.split_once('.') {
            Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
            None => format!("{name}-{hash}"),
        };
        self.named(&name, role, content);
        name
    }

    /// Makes `folder` hold these files and no others. A debug build is not
    /// compressed: nobody waits for it on a poor network.
    pub(super) fn write(&self, folder: &Path, build: Build) -> Result<()> {
        fs::create_dir_all(folder)?;
        let mut kept = BTreeSet::new();
        for file in &self.files {
            let path = folder.join(&file.name);
            let same = fs::read(&path).is_ok_and(|old| old == file.content);
            if !same {
                fs::create_dir_all(path.parent().unwrap_or(folder))?;
                write(&path, &file.content)?;
            }
            kept.insert(file.name.clone());
            for coding in Coding::ALL.iter().filter(|_| build == Build::Release) {
                let name = format!("{}.{}", file.name, coding.extension());
                let path = folder.join(&name);
                if !(same && path.is_file()) {
                    write(&path, &compress::compress(&file.content, *coding)?)?;
                }
                kept.insert(name);
            }
        }
        remove_others(folder, "", &kept)
    }
}

/// Removes the files of `folder` that are not among those kept; their names
/// begin with `within`.
fn remove_others(folder: &Path, within: &str, kept: &BTreeSet<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{within}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            remove_others(&entry.path(), &format!("{name}/"), kept)?;
        } else if !kept.contains(&name) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Writes a whole file or none: a server may be reading the folder.
fn write(path: &Path, content: &[u8]) -> Result<()> {
    let mut half = path.as_os_str().to_owned();
    half.push(".half");
    let half = Path::new(&half);
    fs::write(half, content).with_context(|| half.display().to_string())?;
    fs::rename(half, path).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_holds_just_these_files_and_their_compressed_forms() {
        let folder = std::env::temp_dir().join(format!("behov-output-{}", std::process::id()));
        let mut first = Output::default();
        let old = first.hashed("behov.js", Role::Part, b"old".to_vec());
        first.write(&folder, Build::Release).unwrap();
        assert!(folder.join(&old).is_file());

        first.named("lists/old.json", Role::List, b"{}".to_vec());
        first.write(&folder, Build::Debug).unwrap();
        let mut second = Output::default();
        let new = second.hashed("behov.js", Role::Part, b"new".repeat(1000));
        second.named("lists/new.json", Role::List, b"[]".to_vec());
        second.write(&folder, Build::Release).unwrap();
        let list = |name: &str| folder.join("lists").join(name);
        assert!(list("new.json").is_file() && list("new.json.br").is_file());
        assert!(!list("old.json").exists());
        let mut names: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "lists")
            .collect();
        names.sort();
        assert_eq!(
            names,
            [new.clone(), format!("{new}.br"), format!("{new}.gz")]
        );
        for name in &names[1..] {
            assert!(
                fs::metadata(folder.join(name)).unwrap().len() < 100,
                "{name}"
            );
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
