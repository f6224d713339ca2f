//! What a descriptor says, once it was read.

use serde::{Deserialize, Serialize};

use super::Template;

/// An app as its descriptor has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Descriptor {
    /// What it is called by programs: lower case, digits and `_`.
    pub app_id: String,
    /// What it is called by people.
    pub name: String,
    /// Its colour, `#` and six hexadecimal digits.
    pub color: String,
    /// What it does.
    pub description: Localized,
    /// Its home page.
    pub website: String,
    /// Where an account of it is made.
    pub signup_url: String,
    /// Changes with each upload; none where none was written.
    pub version: Option<String>,
    /// Where its API is: at least one, exactly one of them the default.
    pub environments: Vec<Environment>,
    /// Which other hosts a call may go to.
    pub hosts: Hosts,
    /// How calls show who makes them.
    pub authentication: Authentication,
    /// A call that proves the credentials, where the descriptor declares one.
    pub ping: Option<Ping>,
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = AppDescription))]
pub struct Localized {
    /// Brazilian Portuguese.
    #[serde(rename = "pt_BR")]
    pub pt_br: String,
    /// English.
    pub en: String,
}

/// One place where the API is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = AppEnvironment))]
pub struct Environment {
    /// Its key in `api_base_uri`, such as `production`.
    pub key: String,
    /// What calls' paths are put behind, fields as `{{name}}`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub uri: Template,
    /// What people call it.
    pub label: String,
    /// Whether it is taken where nobody chooses.
    pub default: bool,
}

/// Which hosts an app may be at, beside those that are written out in its addresses.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Hosts {
    /// None.
    #[default]
    Written,
    /// These: host names, or `*.` and a name for whole labels below it.
    Listed(Vec<String>),
    /// The one that an admin types and confirms when connecting.
    Typed,
}

/// How calls show who makes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Authentication {
    /// `oauth_2`
    OAuth(Box<OAuth>),
    /// `basic_auth`
    Basic(BasicAuth),
    /// `pass_through_header`: each field with a mapping is a header.
    Header(Vec<Field>),
    /// `pass_through_query_string`: each field is a parameter.
    Query(Vec<Field>),
    /// `no_auth`
    None,
}

/// HTTP Basic (RFC 7617).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BasicAuth {
    /// What is encoded, with `{username}` and `{password}` in it.
    pub format: String,
    /// What a person fills in; `mapping` is `username` or `password`.
    pub fields: Vec<Field>,
}

/// OAuth 2 (RFC 6749).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OAuth {
    /// Who we are to the app, or a placeholder for it.
    pub client_id: String,
    /// The secret that goes with it, or a placeholder for it.
    pub client_secret: String,
    /// Where the person is sent; none with [`Grant::ClientCredentials`].
    pub authorize_url: Option<Template>,
    /// Where a code becomes a token.
    pub access_token_url: Template,
    /// Where a token is renewed; without it, it never is.
    pub refresh_token_url: Option<Template>,
    /// Where the token goes in a call.
    pub placement: Placement,
    /// What is asked for.
    pub scope: Vec<String>,
    /// What stands between two scopes; a space where nothing else is said.
    pub scope_separator: String,
    /// `response_type` of the authorize request, and the parameter in which the code may come back beside `code`.
    pub response_type: String,
    /// Further parameters of the authorize request.
    pub authorize_params: Vec<(String, String)>,
    /// How we show who we are when we ask for a token.
    pub token_auth: TokenAuth,
    /// How that request is written.
    pub token_body: TokenBody,
    /// Whether the request is tied to its answer by PKCE (RFC 7636).
    pub pkce: bool,
    /// How a token is got.
    pub grant: Grant,
    /// What a person fills in for the addresses; none is a credential.
    pub fields: Vec<Field>,
}

/// Where an access token goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Placement {
    /// `Authorization: Bearer <token>`
    HeaderBearer,
    /// `Authorization: Basic <token>`, as it is.
    HeaderBasic,
    /// A parameter of that name.
    QueryString(String),
}

/// How a client shows who it is at the token address (RFC 6749, section 2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum TokenAuth {
    /// In the body.
    #[default]
    Body,
    /// By HTTP Basic.
    Basic,
}

/// How a token is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum TokenBody {
    /// `application/x-www-form-urlencoded`
    #[default]
    Form,
    /// `application/json`
    Json,
}

/// How a token is got (RFC 6749, section 1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Grant {
    /// A person agrees on a page of the app.
    #[default]
    AuthorizationCode,
    /// By who we are alone.
    ClientCredentials,
}

/// What a person fills in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name: lower case, digits and `_`.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// The header, or which part of Basic; none is for addresses alone, but for `pass_through_query_string`.
    pub mapping: Option<String>,
    /// Stands before the value, with a space between.
    pub prefix: Option<String>,
    /// What it holds.
    pub kind: FieldKind,
    /// What it has to be like.
    pub checks: Vec<Check>,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A text.
    Text,
    /// A text that is not shown.
    Password,
    /// An address of electronic mail.
    Email,
}

/// One thing that a value has to be like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = AppFieldCheck))]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// At least so many characters.
    MinLength(u32),
    /// At most so many characters.
    MaxLength(u32),
    /// The whole value is matched by this regular expression.
    Pattern(String),
}

/// `authentication.ping_request`: a GET that proves the credentials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ping {
    /// The path behind the base URI, such as `/users/me`.
    pub method_name: String,
    /// Its query.
    pub params: Vec<(String, String)>,
    /// What the answer has to hold beside a good status.
    pub status: Option<PingStatus>,
}

/// A field of the answer that says whether it is a good one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PingStatus {
    /// The field's name; a dot leads into an object.
    pub field: String,
    /// What it is.
    pub value: Condition,
}

/// What a field of an answer is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Condition {
    /// A truth.
    Truth(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
}

impl Descriptor {
    /// What a person fills in, in the order of the form.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        match &self.authentication {
            Authentication::OAuth(oauth) => &oauth.fields,
            Authentication::Basic(basic) => &basic.fields,
            Authentication::Header(fields) | Authentication::Query(fields) => fields,
            Authentication::None => &[],
        }
    }

    /// The addresses in which a field may stand.
    pub fn addresses(&self) -> impl Iterator<Item = &Template> {
        let oauth = match &self.authentication {
            Authentication::OAuth(oauth) => Some(oauth.as_ref()),
            _ => None,
        };
        let of_oauth = oauth.into_iter().flat_map(|oauth| {
            let token = [
                Some(&oauth.access_token_url),
                oauth.refresh_token_url.as_ref(),
            ];
            token
                .into_iter()
                .chain([oauth.authorize_url.as_ref()])
                .flatten()
        });
        self.environments.iter().map(|one| &one.uri).chain(of_oauth)
    }

    /// Whether a field stands in an address: then it is for that alone, and no call sends it.
    #[must_use]
    pub fn is_for_address(&self, field: &str) -> bool {
        self.addresses()
            .any(|address| address.fields().any(|one| one == field))
    }
}
