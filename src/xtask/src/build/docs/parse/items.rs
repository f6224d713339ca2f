//! Declarations and their members.

use anyhow::Result;

use super::super::model::{Item, ItemKind, Member, MemberKind, Parameter, Signature, Type};
use super::Parser;
use super::lex::Kind;

impl Parser<'_> {
    /// The next declaration; none for what holds only others.
    pub(super) fn item(&mut self) -> Result<Option<Item>> {
        let first = self.peek();
        let (comment, line) = (first.comment.clone(), first.line);
        if self.takes("export") && self.is("{") {
            self.skip_block()?;
            let _ = self.takes(";");
            return Ok(None);
        }
        let _ = self.takes("declare");
        if self.takes("global") {
            self.skip_block()?;
            return Ok(None);
        }
        let keyword = self
            .word("`interface`, `type`, `const` or `function`")?
            .text
            .as_str();
        let name = match keyword {
            "interface" | "type" | "const" | "function" => self.word("a name")?.text.clone(),
            _ => {
                self.at -= 1;
                return self.wrong("`interface`, `type`, `const` or `function`");
            }
        };
        let kind = match keyword {
            "interface" => {
                let _ = self.generics()?;
                let mut parents = Vec::new();
                if self.takes("extends") {
                    parents.push(self.ty()?);
                    while self.takes(",") {
                        parents.push(self.ty()?);
                    }
                }
                let members = self.members()?;
                ItemKind::Interface { parents, members }
            }
            "type" => {
                let _ = self.generics()?;
                self.expect("=")?;
                let ty = self.ty()?;
                self.expect(";")?;
                ItemKind::Alias(ty)
            }
            "const" => {
                self.expect(":")?;
                let ty = self.ty()?;
                self.expect(";")?;
                ItemKind::Const(ty)
            }
            _ => {
                let signature = self.signature(":")?;
                self.expect(";")?;
                ItemKind::Function(signature)
            }
        };
        Ok(Some(Item {
            name,
            comment,
            line,
            kind,
        }))
    }

    /// `{ member; member; }`
    pub(super) fn members(&mut self) -> Result<Vec<Member>> {
        self.expect("{")?;
        let mut members = Vec::new();
        while !self.takes("}") {
            members.push(self.member()?);
            if !self.takes(";") && !self.takes(",") && !self.is("}") {
                return self.wrong("`;`");
            }
        }
        Ok(members)
    }

    fn member(&mut self) -> Result<Member> {
        let first = self.peek();
        let (comment, line) = (first.comment.clone(), first.line);
        let named = |text: &str| text != ":" && text != "?" && text != "(" && text != "<";
        if self.is("readonly") && named(&self.peek_after(1).text) {
            self.at += 1;
        }
        if self.takes("[") {
            let name = self.word("the name of a key")?.text.clone();
            self.expect(":")?;
            self.ty()?;
            self.expect("]")?;
            self.expect(":")?;
            let kind = MemberKind::Index(self.ty()?);
            return Ok(Member {
                name,
                comment,
                line,
                optional: false,
                kind,
            });
        }
        let name = match self.peek().kind {
            Kind::Text => self.next().text.trim_matches(['"', '\'']).to_owned(),
            _ => self.word("the name of a member")?.text.clone(),
        };
        let optional = self.takes("?");
        let kind = if self.is("(") || self.is("<") {
            MemberKind::Method(self.signature(":")?)
        } else {
            self.expect(":")?;
            MemberKind::Property(self.ty()?)
        };
        Ok(Member {
            name,
            comment,
            line,
            optional,
            kind,
        })
    }

    /// `<E extends ...>(a: A, b?: B): R`, with what stands before the result.
    pub(super) fn signature(&mut self, before_result: &str) -> Result<Signature> {
        let generics = self.generics()?;
        self.expect("(")?;
        let mut parameters = Vec::new();
        while !self.takes(")") {
            let name = self.word("the name of a parameter")?.text.clone();
            let optional = self.takes("?");
            self.expect(":")?;
            let ty = self.ty()?;
            parameters.push(Parameter { name, optional, ty });
            if !self.takes(",") && !self.is(")") {
                return self.wrong("`,` or `)`");
            }
        }
        self.expect(before_result)?;
        let result: Type = self.ty()?;
        Ok(Signature {
            generics,
            parameters,
            result,
        })
    }

    /// The words between angle brackets, if there are any.
    fn generics(&mut self) -> Result<Option<String>> {
        if !self.takes("<") {
            return Ok(None);
        }
        let mut words = Vec::new();
        while !self.takes(">") {
            if self.peek().kind == Kind::End {
                return self.wrong("`>`");
            }
            words.push(self.next().text.as_str());
        }
        Ok(Some(words.join(" ")))
    }

    fn skip_block(&mut self) -> Result<()> {
        self.expect("{")?;
        let mut open = 1;
        while open > 0 {
            match (self.peek().kind, self.next().text.as_str()) {
                (Kind::End, _) => {
                    self.at -= 1;
                    return self.wrong("`}`");
                }
                (Kind::Sign, "{") => open += 1,
                (Kind::Sign, "}") => open -= 1,
                _ => {}
            }
        }
        Ok(())
    }
}
