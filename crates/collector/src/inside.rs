//! The text of a file that lies in a folder, and nowhere else.

use std::fs;
use std::path::{Component, Path};

/// Bytes of a file at most: several times the longest code list there is.
const MOST: u64 = 16 * 1024 * 1024;

/// The text of the file at `path` in `folder`; none, where there is no such
/// file, or it is too large, or no text.
///
/// What is no plain file (a pipe would never end) is not opened, and no link
/// leads out of the folder.
pub(crate) fn read(folder: &Path, path: &Path) -> Option<String> {
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    if !path.components().all(plain) {
        return None;
    }
    let file = folder.join(path).canonicalize().ok()?;
    let folder = folder.canonicalize().ok()?;
    let about = file.metadata().ok()?;
    if !file.starts_with(folder) || !about.is_file() || about.len() > MOST {
        return None;
    }
    fs::read_to_string(file).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::process::Command;

    #[test]
    fn what_lies_in_the_folder_is_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("lists")).unwrap();
        fs::write(folder.path().join("lists/a.json"), "{}").unwrap();
        let read = |path: &str| read(folder.path(), Path::new(path));
        assert_eq!(read("lists/a.json").as_deref(), Some("{}"));
        for path in ["lists", "b.json", "../a.json", "/etc/hostname", ""] {
            assert_eq!(read(path), None, "{path}");
        }
    }

    #[test]
    fn what_is_too_large_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = fs::File::create(folder.path().join("a.json")).unwrap();
        file.set_len(MOST + 1).unwrap();
        assert_eq!(read(folder.path(), Path::new("a.json")), None);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_and_no_pipe_is_waited_for() {
        let (outside, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("a.json"), "{}").unwrap();
        let site = root.path().join("site");
        fs::create_dir(&site).unwrap();
        fs::write(site.join("own.json"), "{}").unwrap();
        let link = |to: &Path, at: &str| std::os::unix::fs::symlink(to, root.path().join(at));
        link(&outside.path().join("a.json"), "site/a.json").unwrap();
        link(outside.path(), "site/folder").unwrap();
        link(&site.join("own.json"), "site/b.json").unwrap();
        link(&site, "current").unwrap();
        for path in ["a.json", "folder/a.json"] {
            assert_eq!(read(&site, Path::new(path)), None, "{path}");
        }
        // A folder that is a link itself is one that somebody named.
        let read = |path: &str| read(&root.path().join("current"), Path::new(path));
        assert_eq!(read("b.json").as_deref(), Some("{}"));
        let made = Command::new("mkfifo").arg(site.join("pipe.json")).status();
        assert!(made.unwrap().success());
        assert_eq!(read("pipe.json"), None);
    }
}
