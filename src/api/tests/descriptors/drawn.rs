//! Descriptors that are drawn by a seed: the same seed makes the same one.

use encaixe_api::descriptor::{
    Authentication, BasicAuth, Check, Condition, Descriptor, Environment, Field, FieldKind, Grant,
    Hosts, Localized, OAuth, Ping, PingStatus, Placement, Template, TokenAuth, TokenBody,
};

/// What draws: SplitMix64.
pub(crate) struct Drawn(u64);

const TEXTS: [&str; 6] = [
    "Token",
    "Ação \"rápida\"",
    "a\\b/c",
    "emoji 🐢",
    "// no comment",
    "{{not_a_field}}",
];
const NAMES: [&str; 6] = ["token", "api_key", "e_mail", "site2", "x", "region"];
const WORDS: [&str; 5] = [
    "read",
    "https://a.example/auth/x",
    "a:b",
    "offline_access",
    "a,b",
];

impl Drawn {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).unwrap()
    }

    pub(crate) fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn truth(&mut self) -> bool {
        self.below(2) == 0
    }

    fn text(&mut self) -> String {
        (*self.of(&TEXTS)).to_owned()
    }

    fn word(&mut self) -> String {
        (*self.of(&WORDS)).to_owned()
    }

    pub(crate) fn descriptor(&mut self) -> Descriptor {
        let kind = self.below(5);
        let fields = if kind == 4 {
            Vec::new()
        } else {
            self.fields(kind)
        };
        let hosts = match self.below(3) {
            _ if fields.is_empty() => Hosts::Written,
            0 => Hosts::Typed,
            1 => Hosts::Listed(vec!["*.shop.example".to_owned(), "b.example".to_owned()]),
            _ => Hosts::Written,
        };
        let environments = self.environments(&hosts, &fields);
        let authentication = self.authentication(kind, fields);
        Descriptor {
            app_id: (*self.of(&["a", "nfe_io", "app_2"])).to_owned(),
            name: self.text(),
            color: (*self.of(&["#000000", "#89324F", "#abcdef"])).to_owned(),
            description: Localized {
                pt_br: self.text(),
                en: format!("{}\n{}", self.text(), self.text()),
            },
            website: "https://app.example/#top".to_owned(),
            signup_url: "http://app.example/signup?a=b&c={d}".to_owned(),
            version: self.truth().then(|| "1.0-rc.1".to_owned()),
            environments,
            hosts,
            authentication,
            ping: self.truth().then(|| self.ping()),
        }
    }

    fn environments(&mut self, hosts: &Hosts, fields: &[Field]) -> Vec<Environment> {
        let count = 1 + self.below(3);
        let default = self.below(count);
        (0..count)
            .map(|at| Environment {
                key: format!("env-{at}"),
                uri: self.uri(at, hosts, fields),
                label: self.text(),
                default: at == default,
            })
            .collect()
    }

    /// The first one has what the hosts ask for.
    fn uri(&mut self, at: usize, hosts: &Hosts, fields: &[Field]) -> Template {
        let name = fields.first().map(|field| field.name.clone());
        let path = match &name {
            Some(name) if self.truth() => format!("/v1/{{{{{name}}}}}/x-{{{{{name}}}}}"),
            _ => "/v1/".to_owned(),
        };
        let origin = match (hosts, name) {
            (Hosts::Typed, Some(name)) if at == 0 || self.truth() => format!("{{{{{name}}}}}"),
            (Hosts::Listed(_), Some(name)) if self.truth() => {
                format!("https://{{{{{name}}}}}.shop.example:8443")
            }
            _ => "https://api.app.example".to_owned(),
        };
        Template::new(format!("{origin}{path}"))
    }

    fn fields(&mut self, kind: usize) -> Vec<Field> {
        let least = usize::from(kind != 0);
        let count = least + self.below(NAMES.len() - least + 1);
        (0..count)
            .map(|at| Field {
                name: NAMES[at].to_owned(),
                label: self.text(),
                mapping: match kind {
                    1 => ["username", "password"]
                        .get(at)
                        .map(|part| (*part).to_owned()),
                    2 if self.truth() => Some(format!("X-Key-{at}")),
                    _ => None,
                },
                prefix: (kind == 2 && self.truth()).then(|| "Token v2".to_owned()),
                kind: *self.of(&[FieldKind::Text, FieldKind::Password, FieldKind::Email]),
                checks: self.checks(),
            })
            .collect()
    }

    fn checks(&mut self) -> Vec<Check> {
        let all = [
            Check::MinLength(0),
            Check::Pattern("[a-z]+|\\d{2}".to_owned()),
            Check::MaxLength(64),
        ];
        all.into_iter().filter(|_| self.truth()).collect()
    }

    fn authentication(&mut self, kind: usize, fields: Vec<Field>) -> Authentication {
        match kind {
            0 => Authentication::OAuth(Box::new(self.oauth(fields))),
            1 if fields.len() == 1 => Authentication::Basic(BasicAuth {
                format: "{username}:".to_owned(),
                fields,
            }),
            1 => Authentication::Basic(BasicAuth {
                format: (*self.of(&["{username}:{password}", "{username}/token:{password}"]))
                    .to_owned(),
                fields,
            }),
            2 => Authentication::Header(fields),
            3 => Authentication::Query(fields),
            _ => Authentication::None,
        }
    }

    fn oauth(&mut self, fields: Vec<Field>) -> OAuth {
        let grant = *self.of(&[Grant::AuthorizationCode, Grant::ClientCredentials]);
        let url = |path: &str| Template::new(format!("https://login.app.example/{path}"));
        let by_page = grant == Grant::AuthorizationCode || self.truth();
        let placements = [
            Placement::HeaderBearer,
            Placement::HeaderBasic,
            Placement::QueryString("access_token".to_owned()),
            Placement::QueryString("t[0]".to_owned()),
        ];
        let params = [
            ("prompt".to_owned(), self.text()),
            ("access_type".to_owned(), String::new()),
            ("a-1".to_owned(), "0".to_owned()),
        ];
        OAuth {
            client_id: "PLUGA_CLIENT_ID".to_owned(),
            client_secret: (*self.of(&["PLUGA_CLIENT_SECRET", "s3cret \"x\""])).to_owned(),
            authorize_url: by_page.then(|| url("authorize?tenant=a")),
            access_token_url: url("token"),
            refresh_token_url: self.truth().then(|| url("token")),
            placement: self.of(&placements).clone(),
            scope: (0..self.below(4)).map(|_| self.word()).collect(),
            scope_separator: (*self.of(&[" ", ",", "+"])).to_owned(),
            response_type: (*self.of(&["code", "auth_code"])).to_owned(),
            authorize_params: params.into_iter().filter(|_| self.truth()).collect(),
            token_auth: *self.of(&[TokenAuth::Body, TokenAuth::Basic]),
            token_body: *self.of(&[TokenBody::Form, TokenBody::Json]),
            pkce: self.truth(),
            grant,
            fields,
        }
    }

    fn ping(&mut self) -> Ping {
        let conditions = [
            Condition::Truth(true),
            Condition::Number(-3),
            Condition::Text("ok".to_owned()),
        ];
        Ping {
            method_name: (*self.of(&["/me", "/v2/users.json"])).to_owned(),
            params: vec![("fields".to_owned(), self.text())],
            status: self.truth().then(|| PingStatus {
                field: "data.ok".to_owned(),
                value: self.of(&conditions).clone(),
            }),
        }
    }
}
