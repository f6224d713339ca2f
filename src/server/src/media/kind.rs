//! What media is: pictures by what they hold, films and recordings by what their host says.

/// A picture that browsers show. An SVG is none: it can hold more than a drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its media type.
    pub kind: &'static str,
    /// The file.
    pub content: Vec<u8>,
}

impl Picture {
    /// The picture in a file; none when it is none.
    #[must_use]
    pub fn of(content: Vec<u8>) -> Option<Self> {
        let kind = kind(&content)?;
        Some(Self { kind, content })
    }
}

/// Source: WHATWG MIME Sniffing, "Matching an image type pattern"; AV1 Image File Format 1.1, section 9.1.
fn kind(content: &[u8]) -> Option<&'static str> {
    if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some("image/png");
    }
    if content.starts_with(b"\xff\xd8\xff") {
        return Some("image/jpeg");
    }
    if content.starts_with(b"GIF87a") || content.starts_with(b"GIF89a") {
        return Some("image/gif");
    }
    if content.starts_with(b"RIFF") && content.get(8..14) == Some(b"WEBPVP") {
        return Some("image/webp");
    }
    let brand = content.get(4..12);
    (brand == Some(b"ftypavif") || brand == Some(b"ftypavis")).then_some("image/avif")
}

/// The media type of a film or a recording: what its host says, or where that says nothing, what the ending of its address stands for. None
/// for everything else.
pub(super) fn streamed(said: Option<&str>, path: &str) -> Option<String> {
    let said = said.unwrap_or_default().split(';').next();
    let said = said.unwrap_or_default().trim().to_ascii_lowercase();
    if said.is_empty() || said == "application/octet-stream" || said == "binary/octet-stream" {
        return by_ending(path).map(str::to_owned);
    }
    let is_media = said.starts_with("audio/") || said.starts_with("video/");
    (is_media || said == "application/ogg").then_some(said)
}

fn by_ending(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "mov" => "video/quicktime",
        "3gp" => "video/3gpp",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "mp3" => "audio/mpeg",
        "m4a" | "aac" => "audio/mp4",
        "wav" => "audio/wav",
        "amr" => "audio/amr",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_told_by_what_it_holds() {
        for (content, expected) in [
            (b"\x89PNG\r\n\x1a\n...".as_slice(), Some("image/png")),
            (b"\xff\xd8\xff\xe0", Some("image/jpeg")),
            (b"GIF89a", Some("image/gif")),
            (b"RIFF....WEBPVP8 ", Some("image/webp")),
            (b"\0\0\0\x1cftypavif", Some("image/avif")),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
            (b"<html>", None),
            (b"", None),
        ] {
            assert_eq!(kind(content), expected);
        }
    }

    #[test]
    fn films_and_recordings_alone_are_passed_on() {
        for (said, path, expected) in [
            (Some("Video/MP4; codecs=x"), "/a", Some("video/mp4")),
            (
                Some("application/octet-stream"),
                "/a.OGG",
                Some("audio/ogg"),
            ),
            (None, "/a.webm", Some("video/webm")),
            (Some("text/html"), "/a.mp4", None),
            (Some("image/svg+xml"), "/a.mp4", None),
            (None, "/a", None),
        ] {
            assert_eq!(streamed(said, path).as_deref(), expected);
        }
    }
}
