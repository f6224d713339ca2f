//! A descriptor as the text of a `lib/app.json`, keys in the order of the manual.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::parse::DEFAULT_FORMAT;
use super::{
    Authentication, Check, Condition, Descriptor, Field, FieldKind, Grant, Hosts, OAuth, Ping,
    Placement, TokenAuth, TokenBody,
};

/// JSON whose keys stay in their order.
enum Json {
    Text(String),
    Number(i64),
    Truth(bool),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::List(list) => serializer.collect_seq(list),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// An object that grows key by key.
#[derive(Default)]
struct Made(Vec<(String, Json)>);

impl Made {
    fn put(mut self, key: &str, value: Json) -> Self {
        self.0.push((key.to_owned(), value));
        self
    }

    fn text(self, key: &str, text: &str) -> Self {
        self.put(key, Json::Text(text.to_owned()))
    }

    fn maybe(self, key: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(key, text),
            None => self,
        }
    }

    /// A key that says no more than its absence does is left out.
    fn put_if(self, wanted: bool, key: &str, value: Json) -> Self {
        if wanted { self.put(key, value) } else { self }
    }

    fn done(self) -> Json {
        Json::Object(self.0)
    }
}

fn texts(texts: &[String]) -> Json {
    Json::List(texts.iter().cloned().map(Json::Text).collect())
}

fn pairs(pairs: &[(String, String)]) -> Json {
    let value = |text: &String| Json::Text(text.clone());
    Json::Object(
        pairs
            .iter()
            .map(|(key, text)| (key.clone(), value(text)))
            .collect(),
    )
}

impl Descriptor {
    /// The text of a `lib/app.json` that says this. It holds the secrets that the descriptor holds.
    #[must_use]
    pub fn to_json(&self) -> String {
        // A tree of texts, numbers and truths is always written.
        serde_json::to_string_pretty(&self.made()).unwrap_or_default()
    }

    fn made(&self) -> Json {
        let description = Made::default()
            .text("pt_BR", &self.description.pt_br)
            .text("en", &self.description.en);
        let environments = self.environments.iter().map(|one| {
            let made = Made::default()
                .text("uri", one.uri.as_str())
                .text("label", &one.label)
                .put_if(one.default, "default", Json::Truth(true));
            (one.key.clone(), made.done())
        });
        let hosts = match &self.hosts {
            Hosts::Written => None,
            Hosts::Listed(hosts) => Some(texts(hosts)),
            Hosts::Typed => Some(Json::Text("typed".to_owned())),
        };
        let made = Made::default()
            .text("app_id", &self.app_id)
            .text("name", &self.name)
            .text("color", &self.color)
            .put("description", description.done())
            .text("website", &self.website)
            .text("signup_url", &self.signup_url)
            .maybe("version", self.version.as_deref())
            .put("api_base_uri", Json::Object(environments.collect()));
        let made = match hosts {
            Some(hosts) => made.put("hosts", hosts),
            None => made,
        };
        made.put("authentication", self.authentication()).done()
    }

    fn authentication(&self) -> Json {
        let made = Made::default();
        let made = match &self.authentication {
            Authentication::OAuth(oauth) => made
                .text("type", "oauth_2")
                .put("oauth_access_fields", access(oauth))
                .put_if(
                    !oauth.authorize_params.is_empty(),
                    "query_string",
                    pairs(&oauth.authorize_params),
                )
                .put_if(!oauth.fields.is_empty(), "fields", fields(&oauth.fields)),
            Authentication::Basic(basic) => {
                let format = Some(basic.format.as_str()).filter(|format| *format != DEFAULT_FORMAT);
                made.text("type", "basic_auth")
                    .maybe("basic_auth_format", format)
                    .put("fields", fields(&basic.fields))
            }
            Authentication::Header(list) => made
                .text("type", "pass_through_header")
                .put("fields", fields(list)),
            Authentication::Query(list) => made
                .text("type", "pass_through_query_string")
                .put("fields", fields(list)),
            Authentication::None => made.text("type", "no_auth"),
        };
        match &self.ping {
            Some(ping) => made.put("ping_request", request(ping)),
            None => made,
        }
        .done()
    }
}

fn access(oauth: &OAuth) -> Json {
    let (placement, name) = match &oauth.placement {
        Placement::HeaderBearer => ("header_bearer", None),
        Placement::HeaderBasic => ("header_basic", None),
        Placement::QueryString(name) => ("query_string", Some(name.as_str())),
    };
    let yes = || Json::Truth(true);
    let url = |url: &Option<super::Template>| url.as_ref().map(|url| url.as_str().to_owned());
    Made::default()
        .text("client_id", &oauth.client_id)
        .text("client_secret", &oauth.client_secret)
        .maybe("authorize_url", url(&oauth.authorize_url).as_deref())
        .text("access_token_url", oauth.access_token_url.as_str())
        .maybe(
            "refresh_token_url",
            url(&oauth.refresh_token_url).as_deref(),
        )
        .text("access_token_placement", placement)
        .maybe(
            "access_token_on_query_string_replacement",
            name.filter(|name| *name != "access_token"),
        )
        .put_if(!oauth.scope.is_empty(), "scope", texts(&oauth.scope))
        .maybe(
            "scope_separator",
            Some(oauth.scope_separator.as_str()).filter(|separator| *separator != " "),
        )
        .text("response_type", &oauth.response_type)
        .maybe(
            "token_auth",
            (oauth.token_auth == TokenAuth::Basic).then_some("basic"),
        )
        .maybe(
            "token_body",
            (oauth.token_body == TokenBody::Json).then_some("json"),
        )
        .put_if(oauth.pkce, "pkce", yes())
        .put_if(
            oauth.grant == Grant::ClientCredentials,
            "client_credentials",
            yes(),
        )
        .done()
}

fn fields(fields: &[Field]) -> Json {
    Json::List(fields.iter().map(field).collect())
}

fn field(field: &Field) -> Json {
    let kind = match field.kind {
        FieldKind::Text => "text",
        FieldKind::Password => "password",
        FieldKind::Email => "email",
    };
    let checks = field.checks.iter().map(|check| {
        let (name, value) = match check {
            Check::MinLength(length) => ("min_length", Json::Number(i64::from(*length))),
            Check::MaxLength(length) => ("max_length", Json::Number(i64::from(*length))),
            Check::Pattern(pattern) => ("pattern", Json::Text(pattern.clone())),
        };
        Made::default()
            .text("name", name)
            .put("value", value)
            .done()
    });
    Made::default()
        .text("name", &field.name)
        .text("label", &field.label)
        .maybe("mapping", field.mapping.as_deref())
        .maybe("prefix", field.prefix.as_deref())
        .text("type", kind)
        .put_if(
            !field.checks.is_empty(),
            "validations",
            Json::List(checks.collect()),
        )
        .done()
}

fn request(ping: &Ping) -> Json {
    let made = Made::default()
        .text("method_name", &ping.method_name)
        .put_if(!ping.params.is_empty(), "params", pairs(&ping.params));
    let Some(status) = &ping.status else {
        return made.done();
    };
    let value = match &status.value {
        Condition::Truth(truth) => Json::Truth(*truth),
        Condition::Number(number) => Json::Number(*number),
        Condition::Text(text) => Json::Text(text.clone()),
    };
    let status = Made::default()
        .text("field", &status.field)
        .put("value", value);
    made.put("status", status.done()).done()
}
