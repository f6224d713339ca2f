//! Which scope each command needs, from the protocol's list of commands.

use anyhow::{Context as _, Result, ensure};

/// Commands by their name on the wire, with the names of their scopes: from the last word of the lines
/// `AddTag = add_tag, Conversation, Machine, TagsWrite;` of `commands!`, from those of the entities where it is `by_entity`, and of the
/// app that a call names where it is `by_app`.
pub(super) fn needs(
    commands: &str,
    scopes: &str,
    entities: &str,
) -> Result<Vec<(String, Vec<String>)>> {
    let name = |variant: &str| -> Result<String> {
        let line = format!("    {variant} = \"");
        let found = scopes.lines().find_map(|one| one.strip_prefix(&line));
        let found = found.with_context(|| format!("no scope `{variant}` in scope.rs"))?;
        Ok(found.trim_end_matches("\";").to_owned())
    };
    let of_entities: Vec<&str> = entities
        .lines()
        .filter_map(|line| line.split_once("=> Scope::")?.1.strip_suffix(','))
        .collect();
    ensure!(
        !of_entities.is_empty(),
        "no line `Self::Contact => Scope::ContactWrite,` in set_property.rs"
    );
    let body = commands
        .rsplit_once("commands! {")
        .context("no `commands!` in command/mod.rs")?
        .1;
    let mut found = Vec::new();
    for line in body.lines() {
        let Some((_, line)) = line
            .trim()
            .strip_suffix(';')
            .and_then(|line| line.split_once(" = "))
        else {
            continue;
        };
        let parts: Vec<&str> = line.split(", ").collect();
        let needs = match parts.get(3) {
            Some(&"none") => Vec::new(),
            Some(&"by_entity") => of_entities
                .iter()
                .map(|scope| name(scope))
                .collect::<Result<_>>()?,
            Some(&"by_app") => vec!["app:<app_id>".to_owned()],
            Some(scope) => vec![name(scope)?],
            None => continue,
        };
        if let Some(wire) = parts.first() {
            found.push(((*wire).to_owned(), needs));
        }
    }
    ensure!(
        !found.is_empty(),
        "no line of `commands!` in command/mod.rs names a scope"
    );
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::needs;

    #[test]
    fn what_a_command_needs_is_read_from_its_line() {
        let commands = "commands! {\n    Ask = ask, Page, Human, none;\n    Put = put, Page, Machine, TagsWrite;\n    \
            Set = set, Optional, Machine, by_entity;\n    Call = call, Page, Service, by_app;\n}\n";
        let scopes = "scopes! {\n    TagsWrite = \"tags:write\";\n    One = \"one:write\";\n    Two = \"two:write\";\n}\n";
        let entities = "            Self::A => Scope::One,\n            Self::B => Scope::Two,\n";
        let of = |wire: &str, names: &[&str]| {
            let names = names.iter().map(|name| (*name).to_owned());
            (wire.to_owned(), names.collect::<Vec<_>>())
        };
        let expected = [
            of("ask", &[]),
            of("put", &["tags:write"]),
            of("set", &["one:write", "two:write"]),
            of("call", &["app:<app_id>"]),
        ];
        assert_eq!(needs(commands, scopes, entities).unwrap(), expected);
        assert!(needs("commands! {\n}\n", scopes, entities).is_err());
        assert!(needs(commands, "", entities).is_err());
    }
}
