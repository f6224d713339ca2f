//! Types as text and as HTML, where known names are links.

use super::html::escape;
use super::model::{Member, MemberKind, Signature, Type};

/// A printed type: words, and of each whether it may be a link.
#[derive(Debug, Default)]
pub(super) struct Printed(Vec<(String, Mark)>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    /// A type that may have a page.
    Type,
    /// A type of the language.
    Word,
    Text,
    Name,
}

/// The longest line of a signature that is not broken.
const LINE: usize = 72;

impl Printed {
    /// A type on one line.
    pub(super) fn of(ty: &Type) -> Self {
        let mut printed = Self::default();
        printed.ty(ty, false);
        printed
    }

    /// A method as it is declared; a long one with a line for each parameter.
    pub(super) fn method(name: &str, signature: &Signature) -> Self {
        let mut printed = Self::default();
        printed.signature(name, signature, ": ", false);
        if printed.text().chars().count() > LINE {
            printed = Self::default();
            printed.signature(name, signature, ": ", true);
        }
        printed
    }

    /// Without marks.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// As HTML: `address` gives a type's page, if it has one.
    pub(super) fn html(&self, address: &dyn Fn(&str) -> Option<String>) -> String {
        let mut html = String::new();
        for (text, mark) in &self.0 {
            let inside = escape(text);
            let link = (*mark == Mark::Type).then(|| address(text)).flatten();
            match (link, mark) {
                (Some(link), _) => {
                    html.push_str(&format!("<a href=\"{}\">{inside}</a>", escape(&link)))
                }
                (None, Mark::None) => html.push_str(&inside),
                (None, Mark::Type | Mark::Word) => {
                    html.push_str(&format!("<b class=\"k\">{inside}</b>"))
                }
                (None, Mark::Text) => html.push_str(&format!("<b class=\"s\">{inside}</b>")),
                (None, Mark::Name) => html.push_str(&format!("<b class=\"f\">{inside}</b>")),
            }
        }
        html
    }

    fn push(&mut self, text: &str, mark: Mark) {
        self.0.push((text.to_owned(), mark));
    }

    fn ty(&mut self, ty: &Type, tight: bool) {
        match ty {
            Type::Name(name, arguments) => {
                let own = name.starts_with(|first: char| first.is_ascii_uppercase());
                self.push(name, if own { Mark::Type } else { Mark::Word });
                self.list("<", arguments.iter(), ", ", ">");
            }
            Type::Literal(text) => self.push(text, Mark::Text),
            Type::Union(choices) => self.joined(choices.iter().map(|(_, one)| one), " | ", tight),
            Type::Intersection(parts) => self.joined(parts.iter(), " & ", tight),
            Type::Array(of) => {
                self.ty(of, true);
                self.push("[]", Mark::None);
            }
            Type::Object(members) if members.iter().any(|one| !one.comment.is_empty()) => {
                self.push("{ … }", Mark::None);
            }
            Type::Object(members) => {
                self.push("{ ", Mark::None);
                for (at, member) in members.iter().enumerate() {
                    if at > 0 {
                        self.push("; ", Mark::None);
                    }
                    self.member(member);
                }
                self.push(" }", Mark::None);
            }
            Type::Function(signature) => self.signature("", signature, " => ", false),
            Type::Keys(of) => {
                self.push("keyof ", Mark::Word);
                self.ty(of, true);
            }
            Type::Access(of, key) => {
                self.ty(of, true);
                self.push("[", Mark::None);
                self.ty(key, false);
                self.push("]", Mark::None);
            }
        }
    }

    fn member(&mut self, member: &Member) {
        let mark = if member.optional { "?: " } else { ": " };
        match &member.kind {
            MemberKind::Property(ty) => {
                self.push(&format!("{}{mark}", member.name), Mark::None);
                self.ty(ty, false);
            }
            MemberKind::Index(ty) => {
                self.push(&format!("[{}: string]: ", member.name), Mark::None);
                self.ty(ty, false);
            }
            MemberKind::Method(signature) => self.signature(&member.name, signature, ": ", false),
        }
    }

    fn signature(&mut self, name: &str, signature: &Signature, before_result: &str, broken: bool) {
        self.push(name, Mark::Name);
        if let Some(generics) = &signature.generics {
            self.push(&format!("<{generics}>"), Mark::None);
        }
        self.push("(", Mark::None);
        for (at, parameter) in signature.parameters.iter().enumerate() {
            match (at, broken) {
                (_, true) => self.push("\n  ", Mark::None),
                (0, false) => {}
                (_, false) => self.push(", ", Mark::None),
            }
            let mark = if parameter.optional { "?: " } else { ": " };
            self.push(&format!("{}{mark}", parameter.name), Mark::None);
            self.ty(&parameter.ty, false);
            if broken {
                self.push(",", Mark::None);
            }
        }
        self.push(if broken { "\n)" } else { ")" }, Mark::None);
        self.push(before_result, Mark::None);
        self.ty(&signature.result, false);
    }

    fn joined<'a>(&mut self, parts: impl Iterator<Item = &'a Type>, between: &str, tight: bool) {
        if tight {
            self.push("(", Mark::None);
        }
        for (at, part) in parts.enumerate() {
            if at > 0 {
                self.push(between, Mark::None);
            }
            self.ty(part, !matches!(part, Type::Name(..) | Type::Literal(_)));
        }
        if tight {
            self.push(")", Mark::None);
        }
    }

    fn list<'a>(
        &mut self,
        open: &str,
        parts: impl ExactSizeIterator<Item = &'a Type>,
        between: &str,
        close: &str,
    ) {
        if parts.len() == 0 {
            return;
        }
        self.push(open, Mark::None);
        for (at, part) in parts.enumerate() {
            if at > 0 {
                self.push(between, Mark::None);
            }
            self.ty(part, false);
        }
        self.push(close, Mark::None);
    }
}
