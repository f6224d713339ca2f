//! Reads the declarations of the SDK's types.
//!
//! The form it expects is a part of TypeScript: `interface`, `type`, `const`, `function` and `declare global { ... }` at the top,
//! with or without `export`; in an interface or an object type properties, methods and one key of any name; types of names,
//! literals, unions, intersections, arrays, objects, functions, `keyof` and access by key. Every declaration and member may
//! have a `/** ... */` before it. What is not among these is an error that names the line.

mod items;
mod lex;
mod types;

use anyhow::{Result, bail};

use self::lex::{Kind, Token};
use super::model::Item;

/// Every declaration, in the order of the file; those inside of `declare global` are left out, since they repeat the others.
pub(super) fn parse(source: &str) -> Result<Vec<Item>> {
    let tokens = lex::lex(source)?;
    let mut parser = Parser {
        source,
        tokens: &tokens,
        at: 0,
    };
    let mut items = Vec::new();
    while parser.peek().kind != Kind::End {
        items.extend(parser.item()?);
    }
    Ok(items)
}

/// A place in the tokens.
struct Parser<'a> {
    source: &'a str,
    tokens: &'a [Token],
    at: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> &'a Token {
        self.peek_after(0)
    }

    /// The token `count` after the next; the last one stays the last.
    fn peek_after(&self, count: usize) -> &'a Token {
        static END: Token = Token {
            kind: Kind::End,
            text: String::new(),
            line: 0,
            comment: String::new(),
        };
        self.tokens
            .get(self.at + count)
            .or_else(|| self.tokens.last())
            .unwrap_or(&END)
    }

    fn next(&mut self) -> &'a Token {
        let token = self.peek();
        self.at += 1;
        token
    }

    /// Takes the next token if it is this one.
    fn takes(&mut self, text: &str) -> bool {
        let found = self.is(text);
        if found {
            self.at += 1;
        }
        found
    }

    fn is(&self, text: &str) -> bool {
        let token = self.peek();
        token.text == text && matches!(token.kind, Kind::Sign | Kind::Word)
    }

    fn expect(&mut self, text: &str) -> Result<()> {
        if self.takes(text) {
            return Ok(());
        }
        self.wrong(&format!("`{text}`"))
    }

    fn word(&mut self, what: &str) -> Result<&'a Token> {
        if self.peek().kind == Kind::Word {
            return Ok(self.next());
        }
        self.wrong(what)
    }

    fn wrong<T>(&self, expected: &str) -> Result<T> {
        let token = self.peek();
        let line = self.source.lines().nth(token.line.saturating_sub(1));
        bail!(
            "line {} of index.d.ts, `{}`: {expected} is expected, and here is `{}`. The reference is made of plain declarations, see {}",
            token.line,
            line.unwrap_or_default().trim(),
            token.text,
            file!()
        )
    }
}
