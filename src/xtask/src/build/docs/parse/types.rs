//! Types, from the loosest to the tightest: unions, intersections, arrays and access, and what these are made of.

use anyhow::Result;

use super::super::model::Type;
use super::Parser;
use super::lex::Kind;

impl Parser<'_> {
    pub(super) fn ty(&mut self) -> Result<Type> {
        let mut choices = Vec::new();
        let mut comment = self.peek().comment.clone();
        let _ = self.takes("|");
        loop {
            choices.push((comment, self.intersection()?));
            comment = self.peek().comment.clone();
            if !self.takes("|") {
                break;
            }
        }
        Ok(match <[_; 1]>::try_from(choices) {
            Ok([(_, only)]) => only,
            Err(choices) => Type::Union(choices),
        })
    }

    fn intersection(&mut self) -> Result<Type> {
        let mut parts = vec![self.tight()?];
        while self.takes("&") {
            parts.push(self.tight()?);
        }
        Ok(match <[_; 1]>::try_from(parts) {
            Ok([only]) => only,
            Err(parts) => Type::Intersection(parts),
        })
    }

    fn tight(&mut self) -> Result<Type> {
        let mut ty = self.single()?;
        while self.takes("[") {
            ty = if self.takes("]") {
                Type::Array(Box::new(ty))
            } else {
                let key = self.ty()?;
                self.expect("]")?;
                Type::Access(Box::new(ty), Box::new(key))
            };
        }
        Ok(ty)
    }

    fn single(&mut self) -> Result<Type> {
        let token = self.peek();
        match (token.kind, token.text.as_str()) {
            (Kind::Text, _) => Ok(Type::Literal(self.next().text.clone())),
            (Kind::Sign, "{") => Ok(Type::Object(self.members()?)),
            (Kind::Sign, "(") if self.is_function() => {
                Ok(Type::Function(Box::new(self.signature("=>")?)))
            }
            (Kind::Sign, "(") => {
                self.at += 1;
                let ty = self.ty()?;
                self.expect(")")?;
                Ok(ty)
            }
            (Kind::Word, "keyof") => {
                self.at += 1;
                Ok(Type::Keys(Box::new(self.tight()?)))
            }
            (Kind::Word, word) if word.starts_with(|first: char| first.is_ascii_digit()) => {
                Ok(Type::Literal(self.next().text.clone()))
            }
            (Kind::Word, _) => {
                let name = self.next().text.clone();
                let mut arguments = Vec::new();
                if self.takes("<") {
                    arguments.push(self.ty()?);
                    while self.takes(",") {
                        arguments.push(self.ty()?);
                    }
                    self.expect(">")?;
                }
                Ok(Type::Name(name, arguments))
            }
            _ => self.wrong("a type"),
        }
    }

    /// Whether the bracket opens the parameters of a function: nothing, or a name with a colon or a question mark.
    fn is_function(&self) -> bool {
        let (first, second) = (self.peek_after(1), self.peek_after(2));
        first.text == ")" || (first.kind == Kind::Word && matches!(second.text.as_str(), ":" | "?"))
    }
}
