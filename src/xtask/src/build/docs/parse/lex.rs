//! Words, signs and comments of a declaration file, each with its line.

use anyhow::{Result, bail};

/// One word or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) line: usize,
    /// The comment that stands before it; the last one when there are several.
    pub(super) comment: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, a keyword or a number.
    Word,
    /// A text, with its quotes.
    Text,
    /// `=>`, or one character.
    Sign,
    /// After the last.
    End,
}

/// Cuts a file into tokens; an `End` is the last.
pub(super) fn lex(source: &str) -> Result<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = source;
    let mut line = 1;
    let mut comment = String::new();
    while let Some(first) = rest.chars().next() {
        let (kind, length) = match first {
            _ if first.is_whitespace() => (None, first.len_utf8()),
            _ if rest.starts_with("/*") => {
                let Some(end) = rest.find("*/") else {
                    bail!("line {line}: this comment has no end");
                };
                if let Some(body) = rest.get(3..end)
                    && rest.starts_with("/**")
                {
                    comment = without_stars(body);
                }
                (None, end + 2)
            }
            _ if rest.starts_with("//") => (None, rest.find('\n').unwrap_or(rest.len())),
            '"' | '\'' => {
                let inside = rest.get(1..).unwrap_or_default();
                match inside.find([first, '\n']) {
                    Some(end) if inside[end..].starts_with(first) => (Some(Kind::Text), end + 2),
                    _ => bail!("line {line}: this text has no end"),
                }
            }
            _ if is_word(first) => {
                let end = rest.find(|one| !is_word(one)).unwrap_or(rest.len());
                (Some(Kind::Word), end)
            }
            _ if rest.starts_with("=>") => (Some(Kind::Sign), 2),
            _ => (Some(Kind::Sign), first.len_utf8()),
        };
        let (text, after) = rest.split_at(length);
        if let Some(kind) = kind {
            tokens.push(Token {
                kind,
                text: text.to_owned(),
                line,
                comment: std::mem::take(&mut comment),
            });
        }
        line += text.matches('\n').count();
        rest = after;
    }
    tokens.push(Token {
        kind: Kind::End,
        text: "the end of the file".to_owned(),
        line,
        comment: String::new(),
    });
    Ok(tokens)
}

fn is_word(one: char) -> bool {
    one.is_alphanumeric() || one == '_' || one == '$'
}

/// The text of a comment, the stars at the beginnings of its lines taken off.
fn without_stars(body: &str) -> String {
    let lines: Vec<&str> = body
        .lines()
        .map(|line| {
            let line = line.trim();
            let line = line.strip_prefix('*').unwrap_or(line);
            line.strip_prefix(' ').unwrap_or(line)
        })
        .collect();
    lines.join("\n").trim().to_owned()
}
