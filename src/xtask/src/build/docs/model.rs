//! The types as the reference sees them: declarations with their comments, members, parameters and types.

/// One declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) comment: String,
    pub(super) line: usize,
    pub(super) kind: ItemKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// `interface X extends Y { ... }`
    Interface {
        parents: Vec<Type>,
        members: Vec<Member>,
    },
    /// `type X = ...`, its type parameters left out.
    Alias(Type),
    /// `const x: T`
    Const(Type),
    /// `function x(...): T`
    Function(Signature),
}

/// A property, a method or what stands under any key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) comment: String,
    pub(super) line: usize,
    pub(super) optional: bool,
    pub(super) kind: MemberKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MemberKind {
    Property(Type),
    Method(Signature),
    /// `[name: string]: T`, where the member's name is the key's.
    Index(Type),
}

/// What a function takes and gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signature {
    /// `E extends keyof Events`, as it stands between the angle brackets.
    pub(super) generics: Option<String>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) result: Type,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) optional: bool,
    pub(super) ty: Type,
}

/// A type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    /// A name with its arguments: `string`, `null`, `Promise<Tag[]>`.
    Name(String, Vec<Type>),
    /// A text, with its quotes, or a number.
    Literal(String),
    /// Each choice with the comment before it.
    Union(Vec<(String, Type)>),
    Intersection(Vec<Type>),
    Array(Box<Type>),
    Object(Vec<Member>),
    Function(Box<Signature>),
    /// `keyof T`
    Keys(Box<Type>),
    /// `T["key"]` and `T[K]`
    Access(Box<Type>, Box<Type>),
}

impl Type {
    /// The plain name, if it is nothing more.
    pub(super) fn plain(&self) -> Option<&str> {
        match self {
            Self::Name(name, arguments) if arguments.is_empty() => Some(name),
            _ => None,
        }
    }

    /// What a promise settles with; none when it is no promise.
    pub(super) fn promised(&self) -> Option<&Self> {
        match self {
            Self::Name(name, arguments) if name == "Promise" => arguments.first(),
            _ => None,
        }
    }

    /// Calls `visit` for every name in the type.
    pub(super) fn names<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        match self {
            Self::Name(name, arguments) => {
                visit(name);
                arguments.iter().for_each(|one| one.names(visit));
            }
            Self::Literal(_) => {}
            Self::Union(choices) => choices.iter().for_each(|(_, one)| one.names(visit)),
            Self::Intersection(parts) => parts.iter().for_each(|one| one.names(visit)),
            Self::Array(of) | Self::Keys(of) => of.names(visit),
            Self::Object(members) => members.iter().for_each(|one| one.kind.names(visit)),
            Self::Function(signature) => signature.names(visit),
            Self::Access(of, key) => {
                of.names(visit);
                key.names(visit);
            }
        }
    }
}

impl MemberKind {
    /// Calls `visit` for every name in the member's type.
    pub(super) fn names<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        match self {
            Self::Property(ty) | Self::Index(ty) => ty.names(visit),
            Self::Method(signature) => signature.names(visit),
        }
    }
}

impl Signature {
    fn names<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        self.parameters
            .iter()
            .for_each(|parameter| parameter.ty.names(visit));
        self.result.names(visit);
    }
}
