//! What an API token is made with.

use encaixe_api::access::NewToken;
use encaixe_api::error::FieldError;
use encaixe_protocol::scope::{Grants, Scopes};

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

#[cfg(test)]
mod tests {
    use encaixe_api::role::Role;

    use super::*;

    fn checked(name: &str, scopes: Option<&str>) -> Result<NewToken, Vec<String>> {
        let new = NewToken {
            name: name.to_owned(),
            role: Role::Agent,
            scopes: scopes.and_then(Grants::parse),
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
}
