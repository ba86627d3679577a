//! Files for a server of files, out of whose folder no link leads.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_http::services::fs::{Backend, TokioBackend, TokioFile};

/// What lies in a folder, followed through links as far as they stay in it. The
/// folder may be a link itself: it is one that somebody named.
#[derive(Clone, Debug)]
pub(crate) struct Confined(Arc<Path>);

impl Confined {
    pub(crate) fn new(folder: &Path) -> Self {
        Self(folder.into())
    }

    /// Where the file really lies.
    async fn find(self, path: PathBuf) -> io::Result<PathBuf> {
        let file = tokio::fs::canonicalize(path).await?;
        let folder = tokio::fs::canonicalize(self.0).await?;
        if file.starts_with(folder) {
            Ok(file)
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }
}

impl Backend for Confined {
    type File = TokioFile;
    type Metadata = Metadata;
    type OpenFuture = <TokioBackend as Backend>::OpenFuture;
    type MetadataFuture = <TokioBackend as Backend>::MetadataFuture;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        let confined = self.clone();
        Box::pin(async move { TokioBackend.open(confined.find(path).await?).await })
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        let confined = self.clone();
        Box::pin(async move { TokioBackend.metadata(confined.find(path).await?).await })
    }
}
