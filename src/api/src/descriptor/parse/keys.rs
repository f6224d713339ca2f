//! Which keys there are, and where each belongs.

/// An object of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Place {
    Top,
    Description,
    Environment,
    Authentication,
    OAuth,
    Field,
    Validation,
    Ping,
    PingStatus,
}

/// Each object, with what it is called in sentences and its keys.
pub(in super::super) const PLACES: [(Place, &str, &[&str]); 9] = [
    (
        Place::Top,
        "at the top of the file",
        &[
            "app_id",
            "name",
            "color",
            "description",
            "website",
            "signup_url",
            "version",
            "api_base_uri",
            "hosts",
            "authentication",
        ],
    ),
    (Place::Description, "in `description`", &["pt_BR", "en"]),
    (
        Place::Environment,
        "in an environment, as `api_base_uri.production`",
        &["uri", "label", "default"],
    ),
    (
        Place::Authentication,
        "in `authentication`",
        &[
            "type",
            "oauth_access_fields",
            "query_string",
            "basic_auth_format",
            "fields",
            "ping_request",
        ],
    ),
    (
        Place::OAuth,
        "in `authentication.oauth_access_fields`",
        &[
            "client_id",
            "client_secret",
            "authorize_url",
            "access_token_url",
            "refresh_token_url",
            "access_token_placement",
            "access_token_on_query_string_replacement",
            "scope",
            "scope_separator",
            "response_type",
            "token_auth",
            "token_body",
            "pkce",
            "client_credentials",
        ],
    ),
    (
        Place::Field,
        "in a field of `authentication.fields`",
        &["name", "label", "mapping", "prefix", "type", "validations"],
    ),
    (
        Place::Validation,
        "in one of a field's `validations`",
        &["name", "value"],
    ),
    (
        Place::Ping,
        "in `authentication.ping_request`",
        &["method_name", "params", "status"],
    ),
    (
        Place::PingStatus,
        "in `authentication.ping_request.status`",
        &["field", "value"],
    ),
];

/// Words that are keys of the format, and may well be parameters of an app's authorize address.
pub(in super::super) const COMMON: [&str; 14] = [
    "name", "color", "version", "website", "en", "uri", "label", "default", "value", "params",
    "status", "field", "prefix", "hosts",
];

impl Place {
    /// The object around this one, where that is another of the format.
    fn around(self) -> Self {
        match self {
            Self::Top | Self::Description | Self::Environment | Self::Authentication => Self::Top,
            Self::OAuth | Self::Field | Self::Ping => Self::Authentication,
            Self::Validation => Self::Field,
            Self::PingStatus => Self::Ping,
        }
    }

    /// What it is called in sentences.
    pub(super) fn called(self) -> &'static str {
        PLACES
            .iter()
            .find(|(place, ..)| *place == self)
            .map_or("", |(_, called, _)| called)
    }

    /// Its keys.
    pub(in super::super) fn keys(self) -> &'static [&'static str] {
        PLACES
            .iter()
            .find(|(place, ..)| *place == self)
            .map_or(&[], |(.., keys)| keys)
    }

    /// Whether the format has this key, and not here.
    pub(in super::super) fn is_elsewhere(self, key: &str) -> bool {
        let common = self == Self::OAuth && COMMON.contains(&key);
        !common
            && !self.keys().contains(&key)
            && PLACES.iter().any(|(.., keys)| keys.contains(&key))
    }

    /// Where a key of the format belongs that is not of this object, as a hint.
    pub(super) fn home(self, key: &str) -> String {
        let around = self.around();
        if around != self && around.keys().contains(&key) {
            return format!("it belongs {}", around.called());
        }
        let homes: Vec<_> = PLACES
            .iter()
            .filter(|(.., keys)| keys.contains(&key))
            .map(|(_, called, _)| *called)
            .collect();
        format!("it belongs {}", homes.join(" or "))
    }

    /// The key of this object that somebody may have meant.
    pub(super) fn near(self, key: &str) -> Option<&'static str> {
        if key.len() > 60 {
            return None;
        }
        let plain = |key: &str| {
            key.chars()
                .filter(|one| one.is_ascii_alphanumeric())
                .map(|one| one.to_ascii_lowercase())
                .collect::<String>()
        };
        let meant = plain(key);
        self.keys().iter().copied().find(|known| {
            let (least, most) = (known.len().saturating_sub(2), known.len() + 2);
            if !(least..=most).contains(&key.len()) {
                return false;
            }
            let known = plain(known);
            let far = known.len() / 4;
            known == meant || far > 0 && strsim::osa_distance(&known, &meant) <= far.min(2)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_key_that_is_nearly_one_is_told_which_was_meant() {
        assert_eq!(Place::Top.near("appId"), Some("app_id"));
        assert_eq!(Place::Top.near("autentication"), Some("authentication"));
        assert_eq!(Place::Description.near("pt-BR"), Some("pt_BR"));
        assert_eq!(Place::Description.near("pt_br"), Some("pt_BR"));
        assert_eq!(Place::Description.near("es"), None);
        assert_eq!(
            Place::OAuth.near("refresh_token_ulr"),
            Some("refresh_token_url")
        );
        assert_eq!(Place::OAuth.near("access_type"), None);
        assert_eq!(Place::OAuth.near("prompt"), None);
    }

    #[test]
    fn a_key_of_another_object_is_told_where_it_belongs() {
        assert!(Place::Ping.is_elsewhere("type") && Place::Ping.is_elsewhere("fields"));
        assert_eq!(Place::Ping.home("type"), "it belongs in `authentication`");
        assert_eq!(
            Place::Authentication.home("api_base_uri"),
            "it belongs at the top of the file"
        );
        assert!(!Place::OAuth.is_elsewhere("version") && !Place::Top.is_elsewhere("icon"));
    }
}
