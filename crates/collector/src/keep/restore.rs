//! A data folder from a copy that was made of one.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, Row};

use super::backup::part_of;
use super::{KeepError, name};
use crate::private;
use crate::server::{RECEIPT_KEY, database};

/// Makes the database and the receipt key in the folder `data` from `file`;
/// says how many submissions there are.
///
/// # Errors
/// [`KeepError`]; nothing that is there already is overwritten.
pub async fn restore(file: &Path, data: &Path) -> Result<u64, KeepError> {
    let (target, key_file) = (database(data), data.join(RECEIPT_KEY));
    for taken in [&target, &key_file] {
        if taken.exists() {
            return Err(KeepError::Exists(taken.clone()));
        }
    }
    if !file.is_file() {
        let error = io::ErrorKind::NotFound.into();
        return Err(KeepError::File(file.to_owned(), error));
    }
    private::folder(data).map_err(KeepError::file(data))?;
    let part = part_of(&target);
    let _ = fs::remove_file(&part);
    private::write(&part, b"").map_err(KeepError::file(&part))?;
    let restored = async {
        copy(file, &part).map_err(KeepError::file(file))?;
        let (count, key) = take_key(&part)
            .await
            .map_err(|_| KeepError::NoBackup(file.to_owned()))?
            .ok_or_else(|| KeepError::NoBackup(file.to_owned()))?;
        private::write(&key_file, &key).map_err(KeepError::file(&key_file))?;
        name(&part, &target).map_err(KeepError::file(&target))?;
        Ok(count)
    };
    let restored = restored.await;
    if restored.is_err() {
        let _ = fs::remove_file(&part);
    }
    restored
}

/// Copies the bytes alone: who may read the copy says nothing of who may read
/// the database.
fn copy(file: &Path, part: &Path) -> io::Result<()> {
    let mut part = OpenOptions::new().write(true).open(part)?;
    io::copy(&mut File::open(file)?, &mut part)?;
    part.sync_all()
}

/// Takes the key out of the copy, and counts what is in it; nothing when it is
/// not whole.
async fn take_key(part: &Path) -> Result<Option<(u64, Vec<u8>)>, sqlx::Error> {
    let options = SqliteConnectOptions::new().filename(part);
    let options = options.pragma("secure_delete", "ON");
    let mut connection = options.connect().await?;
    let row = sqlx::query("PRAGMA integrity_check")
        .fetch_one(&mut connection)
        .await?;
    let whole = row.try_get::<&str, _>(0)? == "ok";
    let row = sqlx::query("SELECT receipt_key FROM backup")
        .fetch_one(&mut connection)
        .await?;
    let key: Vec<u8> = row.try_get(0)?;
    let row = sqlx::query("SELECT count(*) FROM submission")
        .fetch_one(&mut connection)
        .await?;
    let count = row.try_get::<i64, _>(0)?.unsigned_abs();
    sqlx::query("DROP TABLE backup")
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    Ok(whole.then_some((count, key)))
}
