//! Which place in the document an offset lies in, also in a text that is no JSON.

use jsonc_parser::tokens::{Token, TokenAndRange};

use super::super::parse::Path;

/// Where the first object or list begins that lies too deep.
pub(super) fn too_deep(tokens: &[TokenAndRange], most: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for token in tokens {
        match token.token {
            Token::OpenBrace | Token::OpenBracket => depth += 1,
            Token::CloseBrace | Token::CloseBracket => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            return Some(token.range.start);
        }
    }
    None
}

/// One object or list that is open.
enum Open<'a> {
    /// With the key before the value that is being read.
    Object(Option<&'a str>),
    List(usize),
}

/// The places of some offsets, which are in their order.
pub(super) fn paths(text: &str, offsets: &[usize]) -> Vec<String> {
    let mut paths = Vec::with_capacity(offsets.len());
    let mut open = Vec::new();
    let mut last_text = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    for &offset in offsets {
        while at < offset.min(bytes.len()) {
            let next = skip(text, at);
            match bytes[at] {
                b'{' => open.push(Open::Object(None)),
                b'[' => open.push(Open::List(0)),
                b'}' | b']' => {
                    open.pop();
                }
                b':' => {
                    if let Some(Open::Object(key)) = open.last_mut() {
                        *key = last_text;
                    }
                }
                b',' => match open.last_mut() {
                    Some(Open::Object(key)) => *key = None,
                    Some(Open::List(index)) => *index += 1,
                    None => {}
                },
                b'"' | b'\'' => last_text = text.get(at + 1..next.saturating_sub(1).max(at + 1)),
                _ => {}
            }
            at = next;
        }
        paths.push(written(&open));
    }
    paths
}

/// Where the first text begins that does not end in its line, before an offset.
pub(super) fn unclosed(text: &str, until: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < until.min(bytes.len()) {
        let end = skip(text, at);
        if matches!(bytes[at], b'"' | b'\'') && (end > bytes.len() || bytes[end - 1] != bytes[at]) {
            return Some(at);
        }
        at = end;
    }
    None
}

/// Where the token at an offset ends; one past the text where a text in quotes has no end.
fn skip(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at..];
    let length = match rest {
        [quote @ (b'"' | b'\''), inside @ ..] => {
            let mut escaped = false;
            let end = inside.iter().position(|byte| {
                let ends = !escaped && (byte == quote || *byte == b'\n');
                escaped = !escaped && *byte == b'\\';
                ends
            });
            end.map_or(rest.len() + 1, |end| end + 2)
        }
        [b'/', b'/', ..] => rest
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .unwrap_or(rest.len()),
        [b'/', b'*', inside @ ..] => inside
            .windows(2)
            .position(|pair| pair == b"*/")
            .map_or(rest.len(), |end| end + 4),
        _ => 1,
    };
    at + length
}

fn written(open: &[Open]) -> String {
    // Only what is open counts, so that this is as deep as the document at most.
    fn next(path: &Path, rest: &[Open]) -> String {
        match rest {
            [Open::Object(Some(key)), rest @ ..] => next(&path.key(key), rest),
            [Open::List(index), rest @ ..] => next(&path.index(*index), rest),
            [Open::Object(None), ..] | [] => path.to_string(),
        }
    }
    let shown = &open[..open.len().min(super::MAX_DEPTH)];
    next(&Path::Root, shown)
}

#[cfg(test)]
mod tests {
    use super::{paths, unclosed};

    #[test]
    fn a_text_that_does_not_end_in_its_line_is_found() {
        let text = "{\"a\": \"b\", // \"\n\"c\": \"d,\n\"e\": 1}";
        assert_eq!(unclosed(text, text.len()), text.find("\"d"));
        assert_eq!(unclosed("[\"a", 3), Some(1));
        assert_eq!(unclosed("[\"a\\\"b\"]", 8), None);
    }

    #[test]
    fn the_place_of_an_offset_is_what_is_open_there() {
        let text = r#"{"a": {"b": [1, {"c": "}"}, 2], // "x": {
            "d": 3 /* ] */, 'e'"#;
        let path = |needle: &str| paths(text, &[text.find(needle).unwrap()]).remove(0);
        assert_eq!(path("1"), "a.b[0]");
        assert_eq!(path("2]"), "a.b[2]");
        assert_eq!(path("\"}\""), "a.b[1].c");
        assert_eq!(path("3"), "a.d");
        assert_eq!(path("'e'"), "a");
    }
}
