//! A copy of a data folder in one file, made while a collector may run.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::{KeepError, name};
use crate::private;
use crate::server::{RECEIPT_KEY, database};
use crate::store::Sqlite;

/// Copies the database of a data folder, and the key of its receipt codes,
/// into `file`, which only its owner may read. Every answer that was
/// acknowledged before is in it.
///
/// # Errors
/// [`KeepError`]; `file` is not there then.
pub async fn backup(data: &Path, file: &Path) -> Result<(), KeepError> {
    let source = database(data);
    let key_file = data.join(RECEIPT_KEY);
    let key = fs::read(&key_file).map_err(KeepError::file(&key_file))?;
    if file.exists() {
        return Err(KeepError::Exists(file.to_owned()));
    }
    let part = part_of(file);
    // What a copy that was broken off has left; an empty file may be filled.
    let _ = fs::remove_file(&part);
    private::write(&part, b"").map_err(KeepError::file(&part))?;
    let copied = copy(&source, &part, &key).await;
    let named = copied.and_then(|()| name(&part, file).map_err(KeepError::file(file)));
    if named.is_err() {
        let _ = fs::remove_file(&part);
    }
    named
}

/// A name beside that of `file`, for what is not whole yet.
pub(super) fn part_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// One snapshot of `source`, without what was deleted in it, and the key.
async fn copy(source: &Path, part: &Path, key: &[u8]) -> Result<(), KeepError> {
    let failed = KeepError::database(source);
    let target = part.to_str().ok_or_else(|| {
        let error = io::Error::other("its path is not UTF-8");
        KeepError::File(part.to_owned(), error)
    })?;
    let mut connection = Sqlite::read(source).await.map_err(&failed)?;
    let copied = sqlx::query("VACUUM INTO ?1")
        .bind(target)
        .execute(&mut connection)
        .await;
    connection.close().await.map_err(&failed)?;
    copied.map_err(failed)?;

    let failed = KeepError::database(part);
    let options = SqliteConnectOptions::new().filename(part);
    let mut connection = options.connect().await.map_err(&failed)?;
    sqlx::query("CREATE TABLE backup (made_at TEXT NOT NULL, receipt_key BLOB NOT NULL) STRICT")
        .execute(&mut connection)
        .await
        .map_err(&failed)?;
    sqlx::query("INSERT INTO backup (made_at, receipt_key) VALUES (?1, ?2)")
        .bind(humantime::format_rfc3339_millis(SystemTime::now()).to_string())
        .bind(key)
        .execute(&mut connection)
        .await
        .map_err(&failed)?;
    connection.close().await.map_err(failed)
}
