//! What a descriptor says, without its secrets.

use serde_json::Value;

use super::looks::{secrets_in, shown};
use super::named::{HIDDEN, LEAST, is_placeholder, names_a_secret};
use super::{Authentication, Condition, Descriptor, Field, Template};
use crate::app::Problem;

/// The values of a descriptor that are secrets: the client's, those of parameters whose names say so, and what looks like one. Short ones,
/// which may stand in any text, are left out.
#[must_use]
pub fn secret_values(descriptor: &Descriptor) -> Vec<String> {
    let mut values = Vec::new();
    take(&mut descriptor.clone(), &mut values);
    values.retain(|value| value.len() >= LEAST);
    values
}

/// The parameters of the ping whose names say that they hold a secret.
pub fn secret_parameters(descriptor: &Descriptor) -> impl Iterator<Item = &str> {
    let parameters = descriptor.ping.iter().flat_map(|ping| &ping.params);
    let names = parameters.map(|(name, _)| name.as_str());
    names.filter(|name| names_a_secret(name))
}

/// Takes secrets out of what a problem quotes of its file, as far as they are told by how they look.
pub fn hide_in(problem: &mut Problem) {
    let key = problem.path.rsplit('.').next().unwrap_or_default();
    problem.found = shown(key, &problem.found);
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
    match serde_json::from_value(tree) {
        Ok(replaced) => with_names(replaced, &shown),
        Err(_) => shown,
    }
}

/// What programs know an app by, as it was: a secret that is the same word gives nothing away there.
fn with_names(mut shown: Descriptor, of: &Descriptor) -> Descriptor {
    shown.app_id.clone_from(&of.app_id);
    shown.version.clone_from(&of.version);
    shown.hosts.clone_from(&of.hosts);
    for (environment, of) in shown.environments.iter_mut().zip(&of.environments) {
        environment.key.clone_from(&of.key);
    }
    if let (Authentication::OAuth(shown), Authentication::OAuth(of)) =
        (&mut shown.authentication, &of.authentication)
    {
        shown.client_id.clone_from(&of.client_id);
        shown.scope.clone_from(&of.scope);
        shown.response_type.clone_from(&of.response_type);
        shown.placement.clone_from(&of.placement);
    }
    let fields: &mut [Field] = match &mut shown.authentication {
        Authentication::OAuth(oauth) => &mut oauth.fields,
        Authentication::Basic(basic) => &mut basic.fields,
        Authentication::Header(fields) | Authentication::Query(fields) => fields,
        Authentication::None => &mut [],
    };
    for (field, of) in fields.iter_mut().zip(of.fields()) {
        field.name.clone_from(&of.name);
        field.mapping.clone_from(&of.mapping);
    }
    shown
}

/// Takes the secrets out of their places.
fn take(descriptor: &mut Descriptor, values: &mut Vec<String>) {
    for environment in &mut descriptor.environments {
        address("uri", &mut environment.uri, values);
    }
    match &mut descriptor.authentication {
        Authentication::OAuth(oauth) => {
            if !is_placeholder(&oauth.client_secret) {
                values.push(std::mem::take(&mut oauth.client_secret));
            }
            HIDDEN.clone_into(&mut oauth.client_secret);
            parameters(&mut oauth.authorize_params, values);
            let addresses = [
                ("access_token_url", Some(&mut oauth.access_token_url)),
                ("authorize_url", oauth.authorize_url.as_mut()),
                ("refresh_token_url", oauth.refresh_token_url.as_mut()),
            ];
            for (key, template) in addresses {
                if let Some(template) = template {
                    address(key, template, values);
                }
            }
            prefixes(&mut oauth.fields, values);
        }
        Authentication::Basic(basic) => {
            cut("basic_auth_format", &mut basic.format, values);
            prefixes(&mut basic.fields, values);
        }
        Authentication::Header(fields) | Authentication::Query(fields) => {
            prefixes(fields, values);
        }
        Authentication::None => {}
    }
    if let Some(ping) = &mut descriptor.ping {
        cut("method_name", &mut ping.method_name, values);
        parameters(&mut ping.params, values);
        if let Some(status) = &mut ping.status
            && let Condition::Text(text) = &mut status.value
        {
            cut("value", text, values);
        }
    }
}

fn prefixes(fields: &mut [Field], values: &mut Vec<String>) {
    for prefix in fields.iter_mut().filter_map(|field| field.prefix.as_mut()) {
        cut("prefix", prefix, values);
    }
}

fn parameters(parameters: &mut [(String, String)], values: &mut Vec<String>) {
    for (name, value) in parameters {
        if !names_a_secret(name) {
            cut(name, value, values);
        } else if !is_placeholder(value) {
            values.push(std::mem::replace(value, HIDDEN.to_owned()));
        }
    }
}

fn address(key: &str, template: &mut Template, values: &mut Vec<String>) {
    let mut text = template.as_str().to_owned();
    cut(key, &mut text, values);
    if text != template.as_str() {
        *template = Template::new(text);
    }
}

/// Takes the secrets out of the text of a key, and leaves `***` in their places.
fn cut(key: &str, text: &mut String, values: &mut Vec<String>) {
    for (from, to) in secrets_in(key, text).into_iter().rev() {
        if let Some(value) = text.get(from..to) {
            values.push(value.to_owned());
            text.replace_range(from..to, HIDDEN);
        }
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
