//! What an API token is made with.

use encaixe_api::access::{MAX_TOKEN_DAYS, NewToken};
use encaixe_api::error::FieldError;
use encaixe_api::role::Role;
use encaixe_protocol::scope::{Grants, Scope, Scopes};

use super::{Checked, NAME_CHARS, collect_error, field_error, name};

/// A token's name, and scopes of apps alone: the role says the rest.
///
/// # Errors
/// What is wrong, field by field.
pub fn new_token(new: &NewToken) -> Result<NewToken, Vec<FieldError>> {
    let mut errors = Vec::new();
    let kept = name(&new.name, NAME_CHARS);
    let kept = collect_error(&mut errors, kept);
    collect_error(&mut errors, scopes(new.scopes.as_ref()));
    collect_error(&mut errors, only(new));
    collect_error(&mut errors, days(new.days));
    match kept {
        Some(name) if errors.is_empty() => Ok(NewToken {
            name,
            ..new.clone()
        }),
        _ => Err(errors),
    }
}

/// Refuses a list that has another scope than those of apps.
fn scopes(scopes: Option<&Grants>) -> Checked<()> {
    if scopes.is_some_and(|scopes| scopes.named() != Scopes::NONE) {
        let message = "a token has scopes of apps alone, such as `app:asana`; its role says what else it may do";
        return Err(field_error("scopes", "invalid", message));
    }
    Ok(())
}

/// Refuses to narrow to nothing or to everything, and what no scope reaches.
fn only(new: &NewToken) -> Checked<()> {
    let Some(only) = &new.only else { return Ok(()) };
    let message = if *only == Grants::NONE {
        "name at least one scope, or leave it out for all that the role may do"
    } else if only.named().has(Scope::All) {
        "leave it out for all that the role may do; `*` is no scope to narrow to"
    } else if new.role == Role::Developer {
        "a developer's token reaches nothing that a scope opens; leave it out"
    } else if new
        .scopes
        .as_ref()
        .is_some_and(|apps| *apps != Grants::NONE)
    {
        "name the apps here too, and leave `scopes` out"
    } else {
        return Ok(());
    };
    Err(field_error("only", "invalid", message))
}

fn days(days: Option<u32>) -> Checked<()> {
    if days.is_none_or(|days| (1..=MAX_TOKEN_DAYS).contains(&days)) {
        return Ok(());
    }
    let message =
        format!("from 1 to {MAX_TOKEN_DAYS} days, or left out for a token without an end");
    Err(field_error("days", "invalid", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(name: &str, scopes: Option<&str>) -> Result<NewToken, Vec<String>> {
        let new = NewToken {
            name: name.to_owned(),
            role: Role::Agent,
            scopes: scopes.and_then(Grants::parse),
            only: None,
            days: None,
        };
        new_token(&new).map_err(|errors| errors.into_iter().map(|error| error.path).collect())
    }

    #[test]
    fn a_token_has_a_name_and_scopes_of_apps_alone() {
        for scopes in [None, Some(""), Some("app:asana app:jira")] {
            let kept = checked(" ERP ", scopes).unwrap();
            assert_eq!(kept.name, "ERP");
            assert_eq!(kept.scopes, scopes.and_then(Grants::parse));
        }
        for scopes in ["storage", "app:asana notes:write", "*"] {
            assert_eq!(checked("ERP", Some(scopes)).unwrap_err(), ["scopes"]);
        }
        assert_eq!(checked("", Some("*")).unwrap_err(), ["name", "scopes"]);
    }

    #[test]
    fn it_is_narrowed_to_some_scopes_and_ends_within_ten_years() {
        let refused = |only: Option<&str>, days, role| {
            let new = NewToken {
                name: "ERP".to_owned(),
                role,
                scopes: None,
                only: only.map(|only| Grants::parse(only).unwrap()),
                days,
            };
            let errors = new_token(&new).err().unwrap_or_default();
            errors
                .into_iter()
                .map(|error| error.path)
                .collect::<Vec<_>>()
        };
        for (only, days) in [
            (None, None),
            (Some("contact:read app:asana"), Some(1)),
            (None, Some(3_650)),
        ] {
            assert_eq!(refused(only, days, Role::Admin), [""; 0], "{only:?}");
        }
        for (only, days, role, wrong) in [
            (Some(""), None, Role::Admin, "only"),
            (Some("*"), None, Role::Agent, "only"),
            (Some("contact:read"), None, Role::Developer, "only"),
            (None, Some(0), Role::Agent, "days"),
            (None, Some(3_651), Role::Agent, "days"),
        ] {
            assert_eq!(refused(only, days, role), [wrong]);
        }
    }
}
