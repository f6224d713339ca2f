//! What a descriptor says, without its secrets.

use serde_json::Value;

use super::named::{HIDDEN, LEAST, address_shown, in_address, is_placeholder, names_a_secret};
use super::{Authentication, Descriptor, Template};

/// The values of a descriptor that are secrets: the client's, and those of parameters whose names say so.
#[must_use]
pub fn secret_values(descriptor: &Descriptor) -> Vec<String> {
    let mut values = Vec::new();
    take(&mut descriptor.clone(), &mut values);
    values
}

/// The descriptor with `***` in place of its secrets, wherever else they stand too.
#[must_use]
pub fn without_secrets(descriptor: &Descriptor) -> Descriptor {
    let mut shown = descriptor.clone();
    let mut values = Vec::new();
    take(&mut shown, &mut values);
    values.retain(|value| value.len() >= LEAST);
    if values.is_empty() {
        return shown;
    }
    let Ok(mut tree) = serde_json::to_value(&shown) else {
        return shown;
    };
    replace(&mut tree, &values);
    serde_json::from_value(tree).unwrap_or(shown)
}

/// Takes the secrets out of their places.
fn take(descriptor: &mut Descriptor, values: &mut Vec<String>) {
    if let Authentication::OAuth(oauth) = &mut descriptor.authentication {
        if !is_placeholder(&oauth.client_secret) {
            values.push(std::mem::take(&mut oauth.client_secret));
        }
        HIDDEN.clone_into(&mut oauth.client_secret);
        parameters(&mut oauth.authorize_params, values);
        let addresses = [
            Some(&mut oauth.access_token_url),
            oauth.authorize_url.as_mut(),
            oauth.refresh_token_url.as_mut(),
        ];
        for template in addresses.into_iter().flatten() {
            address(template, values);
        }
    }
    if let Some(ping) = &mut descriptor.ping {
        parameters(&mut ping.params, values);
    }
}

fn parameters(parameters: &mut [(String, String)], values: &mut Vec<String>) {
    for (name, value) in parameters {
        if names_a_secret(name) && !is_placeholder(value) {
            values.push(std::mem::replace(value, HIDDEN.to_owned()));
        }
    }
}

fn address(template: &mut Template, values: &mut Vec<String>) {
    let text = template.as_str();
    let found = in_address(text);
    if !found.is_empty() {
        let found = found
            .into_iter()
            .filter_map(|(from, to)| text.get(from..to));
        values.extend(found.map(str::to_owned));
        *template = Template::new(address_shown(text));
    }
}

fn replace(tree: &mut Value, values: &[String]) {
    match tree {
        Value::String(text) => {
            for value in values {
                if text.contains(value.as_str()) {
                    *text = text.replace(value.as_str(), HIDDEN);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, values)),
        Value::Object(fields) => fields.values_mut().for_each(|one| replace(one, values)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
