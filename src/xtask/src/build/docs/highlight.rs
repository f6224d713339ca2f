//! Colours for code: words of the language, texts, numbers, comments, names that are called, and the tags of HTML.

use super::html::escape;

const WORDS: [&str; 26] = [
    "async",
    "await",
    "catch",
    "const",
    "else",
    "export",
    "false",
    "for",
    "from",
    "function",
    "if",
    "import",
    "in",
    "let",
    "new",
    "null",
    "of",
    "return",
    "throw",
    "true",
    "try",
    "type",
    "undefined",
    "use",
    "while",
    "typeof",
];

/// Code as HTML. Languages that are not known are left plain.
pub(super) fn highlight(language: &str, code: &str) -> String {
    match language {
        "js" | "ts" | "json" => script(code),
        "html" => markup(code),
        _ => escape(code),
    }
}

fn mark(html: &mut String, class: &str, text: &str) {
    html.push_str(&format!("<b class=\"{class}\">{}</b>", escape(text)));
}

fn script(code: &str) -> String {
    let mut html = String::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' | '`' => text_length(rest, first),
            _ if is_name(first) => rest.find(|one| !is_name(one)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (text, after) = rest.split_at(length);
        match first {
            '/' if length > 1 => mark(&mut html, "c", text),
            // In JSON a text before a colon is a key.
            '"' if after.trim_start().starts_with(':') => mark(&mut html, "n", text),
            '"' | '\'' | '`' => mark(&mut html, "s", text),
            _ if first.is_ascii_digit() => mark(&mut html, "d", text),
            _ if WORDS.contains(&text) && !after.starts_with(':') => mark(&mut html, "k", text),
            _ if is_name(first) && after.starts_with('(') => mark(&mut html, "f", text),
            _ => html.push_str(&escape(text)),
        }
        rest = after;
    }
    html
}

fn is_name(one: char) -> bool {
    one.is_alphanumeric() || one == '_' || one == '$'
}

fn text_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, one) in rest.char_indices().skip(1) {
        if !escaped && one == quote {
            return at + 1;
        }
        escaped = one == '\\' && !escaped;
    }
    rest.len()
}

fn markup(code: &str) -> String {
    let mut html = String::new();
    let mut rest = code;
    let mut in_script = false;
    while !rest.is_empty() {
        if in_script {
            let (inside, after) = rest.split_at(rest.find("</script").unwrap_or(rest.len()));
            html.push_str(&script(inside));
            in_script = false;
            rest = after;
        } else if rest.starts_with("<!--") {
            let (comment, after) =
                rest.split_at(rest.find("-->").map_or(rest.len(), |end| end + 3));
            mark(&mut html, "c", comment);
            rest = after;
        } else if rest.starts_with('<') {
            let (tag, after) = rest.split_at(rest.find('>').map_or(rest.len(), |end| end + 1));
            in_script = tag.starts_with("<script");
            self::tag(&mut html, tag);
            rest = after;
        } else {
            let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            html.push_str(&escape(text));
            rest = after;
        }
    }
    html
}

fn tag(html: &mut String, tag: &str) {
    let name = tag.find([' ', '>', '\n']).unwrap_or(tag.len());
    let (name, mut rest) = tag.split_at(name);
    mark(html, "k", name);
    while let Some(at) = rest.find('"') {
        let (before, text) = rest.split_at(at);
        html.push_str(&escape(before));
        let (text, after) = text.split_at(text_length(text, '"'));
        mark(html, "s", text);
        rest = after;
    }
    match rest.strip_suffix('>') {
        Some(before) => {
            html.push_str(&escape(before));
            mark(html, "k", ">");
        }
        None => html.push_str(&escape(rest)),
    }
}
