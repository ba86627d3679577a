//! A link as a QR code (ISO/IEC 18004).

use std::fmt::Write as _;

use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around the code: four, says the standard.
const QUIET: usize = 4;

/// What every file begins with.
const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ";

/// Whether a file has a name that ours have: `2480.svg`, `region-coast.svg`.
pub(super) fn is_name(file: &str) -> bool {
    let code = |name: &str| name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    let name = file.strip_suffix(".svg");
    name.is_some_and(|name| code(name) || name.starts_with("region-"))
}

/// Whether an SVG file is the code of a link to a form.
pub(super) fn is_ours(svg: &str) -> bool {
    let title = svg.split("<title>").nth(1).unwrap_or_default();
    let title = title.split("</title>").next().unwrap_or_default();
    svg.starts_with(HEAD) && title.contains("#behov:")
}

/// An SVG file: dark modules on a light ground, a module a unit, with the link
/// as its title. Level M, of which 15 % may be lost.
///
/// # Errors
/// When the link is longer than a QR code can be (2331 bytes).
pub(super) fn svg(link: &str) -> Result<String, QrError> {
    let code = QrCode::with_error_correction_level(link, EcLevel::M)?;
    let width = code.width();
    let mut dark = String::new();
    for (index, _) in code
        .to_colors()
        .iter()
        .enumerate()
        .filter(|(_, color)| **color == Color::Dark)
    {
        let (x, y) = (index % width + QUIET, index / width + QUIET);
        // Writing to a string cannot fail.
        let _ = write!(dark, "M{x} {y}h1v1h-1z");
    }
    let side = width + 2 * QUIET;
    let title = super::page::escaped(link);
    Ok(format!(
        "{HEAD}{side} {side}\" role=\"img\" shape-rendering=\"crispEdges\"><title>{title}</title><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"{dark}\"/></svg>\n"
    ))
}
