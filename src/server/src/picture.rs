//! Small pictures that people hand over for icons: told by what they hold, not by what they are called.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The most that one may weigh.
pub const MAX_BYTES: usize = 32 * 1024;

/// The most that one may measure either way. A small file can say that it is huge, and every agent's browser would unfold it.
pub const MAX_PIXELS: u32 = 1024;

/// What an SVG must not hold. It is only ever shown as a picture, where nothing of it would run; whoever opens it by
/// itself is kept from it by the policy that it is served with. This is the third lock on the same door.
const UNWANTED: [&str; 5] = [
    "<script",
    "<foreignobject",
    "<!entity",
    "<!doctype",
    "javascript:",
];

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its media type.
    pub kind: &'static str,
    /// The file.
    pub content: Vec<u8>,
}

/// Why something is not taken as a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is no address of the form `data:<type>;base64,<content>`.
    Form,
    /// It weighs more than [`MAX_BYTES`].
    TooLarge,
    /// It measures more than [`MAX_PIXELS`].
    TooManyPixels,
    /// It is none of PNG, WebP and SVG.
    Kind,
    /// It is an SVG with more in it than a drawing.
    Active,
}

impl Refusal {
    /// The code for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "invalid",
            Self::TooLarge => "too_large",
            Self::TooManyPixels => "too_many_pixels",
            Self::Kind => "not_a_picture",
            Self::Active => "active_content",
        }
    }

    /// What is wrong, and what is taken.
    #[must_use]
    pub fn message(self) -> String {
        match self {
            Self::Form => {
                "a picture is `data:image/png;base64,` (or webp, svg+xml) and its content in base64"
                    .to_owned()
            }
            Self::TooLarge => format!("a picture weighs at most {} KB", MAX_BYTES / 1024),
            Self::TooManyPixels => format!("a picture measures 1 to {MAX_PIXELS} pixels each way"),
            Self::Kind => {
                "a picture is a PNG, a WebP or an SVG; this file is none of them".to_owned()
            }
            Self::Active => {
                "an SVG is a drawing alone: no script, no foreign content, no document type"
                    .to_owned()
            }
        }
    }
}

impl Picture {
    /// Reads `data:<type>;base64,<content>`. The type that it names counts for nothing.
    ///
    /// # Errors
    /// It is not a picture that is taken.
    pub fn parse(address: &str) -> Result<Self, Refusal> {
        let rest = address.strip_prefix("data:").ok_or(Refusal::Form)?;
        let (_, content) = rest.split_once(";base64,").ok_or(Refusal::Form)?;
        if content.len() > MAX_BYTES / 3 * 4 + 8 {
            return Err(Refusal::TooLarge);
        }
        let content = STANDARD.decode(content).map_err(|_| Refusal::Form)?;
        if content.len() > MAX_BYTES {
            return Err(Refusal::TooLarge);
        }
        let kind = kind(&content)?;
        Ok(Self { kind, content })
    }
}

fn kind(content: &[u8]) -> Result<&'static str, Refusal> {
    if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        let size = (big_endian(content, 16), big_endian(content, 20));
        return measured("image/png", size);
    }
    if content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP") {
        return measured("image/webp", webp_size(content));
    }
    let text = str::from_utf8(content).map_err(|_| Refusal::Kind)?;
    let text = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_ascii_lowercase();
    let begins = text.starts_with("<svg")
        || (text.starts_with("<?xml") || text.starts_with("<!--")) && text.contains("<svg");
    if !begins {
        return Err(if text.starts_with("<!doctype") && text.contains("<svg") {
            Refusal::Active
        } else {
            Refusal::Kind
        });
    }
    if UNWANTED.iter().any(|word| text.contains(word)) || has_handler(&text) {
        return Err(Refusal::Active);
    }
    Ok("image/svg+xml")
}

/// Whether an attribute such as `onload=` stands in it.
fn has_handler(text: &str) -> bool {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.replace(" =", "=");
    text.split(|one: char| one.is_whitespace() || "\"'/".contains(one))
        .any(|part| {
            let name = part.split_once('=').map_or("", |(name, _)| name);
            name.len() > 4
                && name.starts_with("on")
                && name.chars().all(|one| one.is_ascii_alphabetic())
        })
}

fn measured(
    kind: &'static str,
    (width, height): (Option<u32>, Option<u32>),
) -> Result<&'static str, Refusal> {
    let (width, height) = (width.ok_or(Refusal::Kind)?, height.ok_or(Refusal::Kind)?);
    let fits = |size: u32| (1..=MAX_PIXELS).contains(&size);
    if fits(width) && fits(height) {
        Ok(kind)
    } else {
        Err(Refusal::TooManyPixels)
    }
}

/// The size that a WebP says, in each of its three forms.
fn webp_size(content: &[u8]) -> (Option<u32>, Option<u32>) {
    match content.get(12..16) {
        Some(b"VP8X") => {
            let size = |at| little_endian(content, at, 3).map(|less_one| less_one + 1);
            (size(24), size(27))
        }
        Some(b"VP8 ") => {
            let size = |at| little_endian(content, at, 2).map(|scaled| scaled & 0x3fff);
            (size(26), size(28))
        }
        Some(b"VP8L") => {
            let bits = little_endian(content, 21, 4);
            (
                bits.map(|bits| (bits & 0x3fff) + 1),
                bits.map(|bits| ((bits >> 14) & 0x3fff) + 1),
            )
        }
        _ => (None, None),
    }
}

fn big_endian(content: &[u8], at: usize) -> Option<u32> {
    let bytes = content.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_be_bytes(bytes))
}

fn little_endian(content: &[u8], at: usize, count: usize) -> Option<u32> {
    let bytes = content.get(at..at + count)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |all, byte| all << 8 | u32::from(*byte)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(content: &[u8]) -> Refusal {
        let address = format!("data:image/png;base64,{}", STANDARD.encode(content));
        Picture::parse(&address).unwrap_err()
    }

    fn taken(content: &[u8]) -> &'static str {
        let address = format!("data:text/html;base64,{}", STANDARD.encode(content));
        Picture::parse(&address).unwrap().kind
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        file.extend(width.to_be_bytes());
        file.extend(height.to_be_bytes());
        file
    }

    #[test]
    fn a_picture_is_told_by_what_it_holds() {
        assert_eq!(taken(&png(64, 64)), "image/png");
        assert_eq!(
            taken(b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>"),
            "image/svg+xml"
        );
        assert_eq!(
            taken("\u{feff}<?xml version='1.0'?>\n<svg/>".as_bytes()),
            "image/svg+xml"
        );
        let mut webp = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0".to_vec();
        webp.extend([63, 0, 0, 63, 0, 0]);
        assert_eq!(taken(&webp), "image/webp");
    }

    #[test]
    fn what_is_large_or_something_else_is_refused() {
        assert_eq!(refused(&png(20_000, 64)), Refusal::TooManyPixels);
        assert_eq!(refused(&png(0, 64)), Refusal::TooManyPixels);
        assert_eq!(refused(b"\x89PNG\r\n\x1a\n"), Refusal::Kind);
        assert_eq!(refused(b"RIFF\0\0\0\0WEBPVP8?"), Refusal::Kind);
        assert_eq!(refused(b"GIF89a"), Refusal::Kind);
        assert_eq!(refused(b"<html><svg></svg></html>"), Refusal::Kind);
        assert_eq!(refused(&vec![b' '; MAX_BYTES + 1]), Refusal::TooLarge);
        assert_eq!(refused(&vec![b' '; MAX_BYTES * 4]), Refusal::TooLarge);
        for not in [
            "",
            "data:",
            "data:image/png,x",
            "data:image/png;base64,%%",
            "http://x/y.png",
        ] {
            assert_eq!(Picture::parse(not), Err(Refusal::Form), "{not}");
        }
    }

    #[test]
    fn an_svg_that_is_more_than_a_drawing_is_refused() {
        for inside in [
            "<svg><SCRIPT>alert(1)</SCRIPT></svg>",
            "<svg onload=\"alert(1)\"/>",
            "<svg><a href='JavaScript:alert(1)'/></svg>",
            "<svg><image/onerror='x'/></svg>",
            "<svg><foreignObject/></svg>",
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
            "<?xml version='1.0'?><!DOCTYPE svg><svg/>",
        ] {
            assert_eq!(refused(inside.as_bytes()), Refusal::Active, "{inside}");
        }
        // Words and names that only look like it.
        assert_eq!(
            taken(b"<svg><text>on=1, one=2</text><g id='on'/></svg>"),
            "image/svg+xml"
        );
    }
}
