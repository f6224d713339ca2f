//! Whether a connection that was made for one version of an app can be used with another.

use encaixe_api::descriptor::{Authentication, Descriptor};

use super::address::{self, Fields};
use crate::check;

/// Why it cannot, if it cannot, in words for people.
#[must_use]
pub fn misfit(
    before: &Descriptor,
    after: &Descriptor,
    environment: &str,
    fields: &Fields,
    confirmed: Option<&str>,
) -> Option<String> {
    let version = after.version.as_deref();
    let version = version.map_or_else(
        || "the new version".to_owned(),
        |it| format!("version `{it}`"),
    );
    let Some(base) = after.environments.iter().find(|one| one.key == environment) else {
        return Some(format!("{version} has no environment `{environment}`"));
    };
    if std::mem::discriminant(&before.authentication)
        != std::mem::discriminant(&after.authentication)
    {
        return Some(format!("{version} has another kind of authentication"));
    }
    for field in after.fields() {
        let value = fields.get(&field.name).map(String::as_str);
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return Some(format!("{version} asks for `{}`", field.name));
        };
        if let Err(wrong) = check::app::value(field, value) {
            return Some(format!("{version}: `{}`: {}", field.name, wrong.message));
        }
    }
    if let Err(wrong) = address::fill(&base.uri, fields, &after.hosts, confirmed) {
        return Some(format!("{version}: {wrong}"));
    }
    if let (Authentication::OAuth(before), Authentication::OAuth(after)) =
        (&before.authentication, &after.authentication)
        && after
            .scope
            .iter()
            .any(|scope| !before.scope.contains(scope))
    {
        return Some(format!("{version} asks for more than was agreed to"));
    }
    None
}

/// The values of an app's fields: those that addresses use, and the others. Values of fields that it does not have are left out.
#[must_use]
pub fn apart(descriptor: &Descriptor, mut fields: Fields) -> (Fields, Fields) {
    fields.retain(|name, _| descriptor.fields().iter().any(|field| field.name == *name));
    fields
        .into_iter()
        .partition(|(name, _)| descriptor.is_for_address(name))
}
