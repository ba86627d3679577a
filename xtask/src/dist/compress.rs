//! Compression beforehand, at the strongest level: it is done once and
//! downloaded many times.

use std::io::Write;

use anyhow::Result;
use brotli::CompressorWriter;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

/// A content coding of HTTP (RFC 9110, 8.4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Gzip,
    Brotli,
}

impl Coding {
    pub(super) const ALL: [Self; 2] = [Self::Gzip, Self::Brotli];

    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Brotli => "br",
        }
    }
}

/// gzip at level 9, Brotli at quality 11.
pub(super) fn compress(content: &[u8], coding: Coding) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    match coding {
        Coding::Gzip => {
            let mut encoder = GzEncoder::new(&mut packed, Compression::best());
            encoder.write_all(content)?;
            encoder.finish()?;
        }
        Coding::Brotli => {
            let parameters = BrotliEncoderParams {
                quality: 11,
                lgwin: 22,
                size_hint: content.len(),
                ..Default::default()
            };
            let mut encoder = CompressorWriter::with_params(&mut packed, 1 << 16, &parameters);
            encoder.write_all(content)?;
        }
    }
    Ok(packed)
}
