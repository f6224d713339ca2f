//! What the live console knows of the commands: their arguments as fields, with the values of the reference's examples.

use serde_json::{Value, json};

use super::comment::Parts;
use super::example;
use super::library::Command;
use super::model::{Parameter, Type};
use super::pages::Group;
use super::print::Printed;
use super::site::{ROOT, Sources};

/// `commands.json`: every command that can be run, in the order of the navigation, and the events and errors.
pub(super) fn data(sources: &Sources) -> Value {
    let mut commands = Vec::new();
    for group in Group::ALL {
        let own = sources
            .library
            .commands
            .iter()
            .filter(|one| Group::of(sources, one) == group && one.settles().is_some());
        commands.extend(own.map(|one| command(one, group)));
    }
    let events: Vec<_> = sources.library.events.iter().map(|one| &one.name).collect();
    let errors: serde_json::Map<String, Value> = sources
        .library
        .errors
        .iter()
        .map(|(code, about)| (code.clone(), json!(about)))
        .collect();
    json!({"commands": commands, "events": events, "errors": errors})
}

fn command(command: &Command, group: Group) -> Value {
    let parts = Parts::of(&command.comment);
    let code = parts.example().unwrap_or_default();
    let examples = example::arguments(&command.name, code);
    let parameters: Vec<Value> = command
        .signature()
        .map(|signature| signature.parameters.as_slice())
        .unwrap_or_default()
        .iter()
        .enumerate()
        .map(|(at, one)| parameter(&parts, one, examples.get(at).cloned().flatten()))
        .collect();
    json!({
        "name": command.name,
        "wire": command.wire_name(),
        "group": group.key(),
        "summary": parts.summary(),
        "bound": command.bound,
        "reference": format!("{ROOT}/commands/{}", command.name),
        "parameters": parameters,
        "result": command.settles().map(|of| Printed::of(of).text()),
    })
}

fn parameter(parts: &Parts<'_>, parameter: &Parameter, example: Option<String>) -> Value {
    let field = Field::of(&parameter.ty);
    let about = parts
        .params
        .iter()
        .find(|(name, _)| *name == parameter.name);
    let mut value = json!({
        "name": parameter.name,
        "optional": parameter.optional,
        "type": Printed::of(&parameter.ty).text(),
        "field": field.name(),
        "nullable": nullable(&parameter.ty),
    });
    if let Field::Choice(choices) = field {
        value["choices"] = json!(choices);
    }
    if let Some((_, about)) = about {
        value["about"] = json!(about);
    }
    if let Some(example) = example {
        value["example"] = json!(example);
    }
    value
}

/// How an argument is edited.
enum Field {
    Id,
    Text,
    Number,
    Switch,
    Choice(Vec<String>),
    /// As JSON.
    Json,
}

impl Field {
    fn of(ty: &Type) -> Self {
        match ty {
            Type::Union(choices) => {
                let real: Vec<&Type> = choices
                    .iter()
                    .map(|(_, one)| one)
                    .filter(|one| one.plain() != Some("null"))
                    .collect();
                if let [only] = real.as_slice() {
                    return Self::of(only);
                }
                let texts: Option<Vec<String>> = real.iter().map(|one| literal(one)).collect();
                texts.map_or(Self::Json, Self::Choice)
            }
            Type::Literal(_) => literal(ty).map_or(Self::Json, |text| Self::Choice(vec![text])),
            _ => match ty.plain() {
                Some("Id") => Self::Id,
                Some("string") => Self::Text,
                Some("number") => Self::Number,
                Some("boolean") => Self::Switch,
                _ => Self::Json,
            },
        }
    }

    const fn name(&self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::Number => "number",
            Self::Switch => "switch",
            Self::Choice(_) => "choice",
            Self::Json => "json",
        }
    }
}

fn literal(ty: &Type) -> Option<String> {
    match ty {
        Type::Literal(text) => text.strip_prefix('"')?.strip_suffix('"').map(str::to_owned),
        _ => None,
    }
}

fn nullable(ty: &Type) -> bool {
    matches!(ty, Type::Union(choices) if choices.iter().any(|(_, one)| one.plain() == Some("null")))
}
