//! What the declarations mean for a reader: which members are commands, which are bound, which events and errors there are.

use anyhow::{Context as _, Result, ensure};

use super::model::{Item, ItemKind, Member, MemberKind, Signature, Type};
use super::parse::parse;

/// The interface of the page's object, and the others that have a meaning of their own.
const FACE: &str = "Kinbox";
const EVENTS: &str = "Events";
const ERRORS: &str = "ErrorCode";
const BOUND: &str = "BoundCommands";

/// The declarations, looked at in several ways.
pub(super) struct Library {
    items: Vec<Item>,
    /// What a plugin can ask for, in the order of the file.
    pub(super) commands: Vec<Command>,
    /// `on` and those like it.
    pub(super) listening: Vec<Command>,
    /// What the page's object knows without a call.
    pub(super) properties: Vec<Member>,
    /// The events, with their data.
    pub(super) events: Vec<Event>,
    /// Codes of errors and what they mean.
    pub(super) errors: Vec<(String, String)>,
}

/// A method of the page's object, with all its overloads.
pub(super) struct Command {
    /// `addTag`, `storage.get`
    pub(super) name: String,
    pub(super) comment: String,
    pub(super) overloads: Vec<Signature>,
    /// Whether a listener's second argument has it too.
    pub(super) bound: bool,
}

/// An event.
pub(super) struct Event {
    pub(super) name: String,
    pub(super) comment: String,
    pub(super) data: Type,
}

impl Command {
    /// The overload without a callback.
    pub(super) fn signature(&self) -> Option<&Signature> {
        let calls_back = |signature: &&Signature| {
            let function = |ty: &Type| matches!(ty, Type::Function(_));
            signature.parameters.iter().any(|one| function(&one.ty))
        };
        let plain = self.overloads.iter().find(|one| !calls_back(one));
        plain.or_else(|| self.overloads.first())
    }

    /// What it settles with; none when it gives no promise.
    pub(super) fn settles(&self) -> Option<&Type> {
        self.signature()?.result.promised()
    }

    /// Its name on the wire: `storage_get`.
    pub(super) fn wire_name(&self) -> String {
        snake(&self.name)
    }
}

impl Library {
    /// Reads the declarations and finds in them what the reference is about.
    pub(super) fn read(source: &str) -> Result<Self> {
        let items = parse(source)?;
        let find = |name: &str| {
            let found = items.iter().find(|item| item.name == name && is_type(item));
            found.with_context(|| format!("no `{name}` is declared; the reference is made of it"))
        };
        let bound = picked(find(BOUND)?)?;
        let mut commands = Vec::new();
        let mut properties = Vec::new();
        for member in members(find(FACE)?)? {
            let is_bound = bound.contains(&member.name);
            match &member.kind {
                MemberKind::Method(signature) => {
                    add(&mut commands, "", member, signature, is_bound);
                }
                MemberKind::Property(Type::Object(inside)) => {
                    for inner in inside {
                        let MemberKind::Method(signature) = &inner.kind else {
                            continue;
                        };
                        let prefix = format!("{}.", member.name);
                        add(&mut commands, &prefix, inner, signature, is_bound);
                    }
                    properties.push(member.clone());
                }
                _ => properties.push(member.clone()),
            }
        }
        for name in &bound {
            let begins = |one: &Command| {
                one.name == *name
                    || one
                        .name
                        .strip_prefix(name.as_str())
                        .is_some_and(|rest| rest.starts_with('.'))
            };
            ensure!(
                commands.iter().any(begins),
                "`{BOUND}` names `{name}`, which `{FACE}` does not have"
            );
        }
        let (listening, commands) = commands.into_iter().partition(listens);
        let events = members(find(EVENTS)?)?
            .iter()
            .map(event)
            .collect::<Result<_>>()?;
        let errors = choices(find(ERRORS)?)?;
        Ok(Self {
            commands,
            listening,
            properties,
            events,
            errors,
            items,
        })
    }

    /// The type of that name.
    pub(super) fn item(&self, name: &str) -> Option<&Item> {
        self.items
            .iter()
            .find(|item| item.name == name && is_type(item))
    }

    /// The types that have a place on the page of types: all but those that have pages of their own.
    pub(super) fn types(&self) -> impl Iterator<Item = &Item> {
        let own = [FACE, EVENTS, ERRORS];
        self.items
            .iter()
            .filter(move |item| is_type(item) && !own.contains(&item.name.as_str()))
    }

    /// What the module exports beside types.
    pub(super) fn values(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| !is_type(item))
    }

    /// What is said of the page's object as a whole.
    pub(super) fn about(&self) -> &str {
        self.item(FACE).map_or("", |item| &item.comment)
    }

    /// The interfaces and aliases that a type names, and those that they name, each once, in the order of reading.
    pub(super) fn closure<'a>(&'a self, roots: &[&'a Type]) -> Vec<&'a Item> {
        let mut found: Vec<&Item> = Vec::new();
        let mut waiting: Vec<&str> = Vec::new();
        for root in roots {
            root.names(&mut |name| waiting.push(name));
        }
        let mut at = 0;
        while let Some(name) = waiting.get(at).copied() {
            at += 1;
            let Some(item) = self.item(name) else {
                continue;
            };
            if name == FACE || name == EVENTS || found.iter().any(|known| known.name == name) {
                continue;
            }
            found.push(item);
            let mut inner = Vec::new();
            match &item.kind {
                ItemKind::Interface { parents, members } => {
                    parents
                        .iter()
                        .for_each(|one| one.names(&mut |name| inner.push(name)));
                    members
                        .iter()
                        .for_each(|one| one.kind.names(&mut |name| inner.push(name)));
                }
                ItemKind::Alias(ty) => ty.names(&mut |name| inner.push(name)),
                ItemKind::Const(_) | ItemKind::Function(_) => {}
            }
            waiting.extend(inner);
        }
        found
    }
}

/// `storage.get` as `storage_get`, `addTag` as `add_tag`.
pub(super) fn snake(name: &str) -> String {
    let mut text = String::new();
    for one in name.chars() {
        match one {
            '.' => text.push('_'),
            _ if one.is_ascii_uppercase() => {
                text.push('_');
                text.push(one.to_ascii_lowercase());
            }
            _ => text.push(one),
        }
    }
    text
}

fn add(
    commands: &mut Vec<Command>,
    prefix: &str,
    member: &Member,
    signature: &Signature,
    bound: bool,
) {
    let name = format!("{prefix}{}", member.name);
    if let Some(known) = commands.iter_mut().find(|one| one.name == name) {
        known.overloads.push(signature.clone());
        return;
    }
    commands.push(Command {
        name,
        comment: member.comment.clone(),
        overloads: vec![signature.clone()],
        bound,
    });
}

/// Whether a method is about an event of the list.
fn listens(command: &Command) -> bool {
    let generic = |one: &Signature| {
        one.generics
            .as_deref()
            .is_some_and(|text| text.contains(EVENTS))
    };
    command.overloads.iter().any(generic)
}

fn event(member: &Member) -> Result<Event> {
    let MemberKind::Property(data) = &member.kind else {
        anyhow::bail!("line {}: an event is `name: data`", member.line);
    };
    Ok(Event {
        name: member.name.clone(),
        comment: member.comment.clone(),
        data: data.clone(),
    })
}

fn is_type(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Interface { .. } | ItemKind::Alias(_))
}

fn members(item: &Item) -> Result<&[Member]> {
    match &item.kind {
        ItemKind::Interface { members, .. } => Ok(members),
        _ => anyhow::bail!("line {}: `{}` has to be an interface", item.line, item.name),
    }
}

/// The choices of a union of texts, with their comments.
fn choices(item: &Item) -> Result<Vec<(String, String)>> {
    let ItemKind::Alias(Type::Union(choices)) = &item.kind else {
        anyhow::bail!(
            "line {}: `{}` has to be a choice of texts",
            item.line,
            item.name
        );
    };
    let read = |(comment, ty): &(String, Type)| match ty {
        Type::Literal(text) => Ok((text.trim_matches('"').to_owned(), comment.clone())),
        _ => anyhow::bail!(
            "line {}: `{}` has a choice that is no text",
            item.line,
            item.name
        ),
    };
    choices.iter().map(read).collect()
}

/// The names in `Pick<X, "a" | "b">`.
fn picked(item: &Item) -> Result<Vec<String>> {
    let names = match &item.kind {
        ItemKind::Alias(Type::Name(pick, arguments)) if pick == "Pick" => arguments.get(1),
        _ => None,
    };
    let mut found = Vec::new();
    if let Some(Type::Union(choices)) = names {
        for (_, choice) in choices {
            if let Type::Literal(text) = choice {
                found.push(text.trim_matches('"').to_owned());
            }
        }
    }
    ensure!(
        !found.is_empty(),
        "line {}: `{}` has to be `Pick<{FACE}, \"a\" | \"b\">`",
        item.line,
        item.name
    );
    Ok(found)
}
