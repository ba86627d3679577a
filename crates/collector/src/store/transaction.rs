//! Transactions, begun and ended in so many words.
//!
//! Not by sqlx's own: after a COMMIT that failed, on a full disk, it takes the
//! next transaction for a part of one that is still open, and says that it is
//! committed though nothing was written. These words fail then, and whoever
//! has seen one fail lets go of the connection.

use sqlx::SqliteConnection;

/// Begins, and takes the one place of who writes.
pub(super) async fn begin(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query("BEGIN IMMEDIATE").execute(connection).await?;
    Ok(())
}

/// Makes what was done since [`begin`] durable.
pub(super) async fn commit(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query("COMMIT").execute(connection).await?;
    Ok(())
}
