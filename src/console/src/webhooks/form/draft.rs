//! What the form of an endpoint holds.

use encaixe_api::id::{ChannelId, TokenId};
use encaixe_api::webhook::{
    Body, Endpoint, EndpointPatch, EventName, Header, MAX_RATE, NewEndpoint,
};

use crate::webhooks::events::has_body;

/// What a new endpoint begins with.
const PROPOSED: [EventName; 3] = [
    EventName::AttendanceStarted,
    EventName::AttendanceFinished,
    EventName::MessageReceived,
];

/// What the form holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) url: String,
    pub(crate) description: String,
    pub(crate) events: Vec<EventName>,
    pub(crate) some_channels: bool,
    /// Ids, one a line.
    pub(crate) channels: String,
    pub(crate) body: Body,
    pub(crate) ordered: bool,
    /// The token whose changes are left out; empty is none.
    pub(crate) left_out: String,
    /// As it was typed; empty is as many as come.
    pub(crate) rate: String,
    /// Names with values.
    pub(crate) headers: Vec<(String, String)>,
}

impl Draft {
    pub(crate) fn empty() -> Self {
        Self {
            url: String::new(),
            description: String::new(),
            events: PROPOSED.to_vec(),
            some_channels: false,
            channels: String::new(),
            body: Body::Standard,
            ordered: false,
            left_out: String::new(),
            rate: String::new(),
            headers: Vec::new(),
        }
    }

    pub(crate) fn of(endpoint: &Endpoint) -> Self {
        let token = endpoint.token.as_ref().filter(|_| endpoint.skip_own);
        let channels = endpoint.channels.iter().flatten();
        let channels: Vec<String> = channels.map(ToString::to_string).collect();
        let headers = endpoint.headers.iter();
        Self {
            url: endpoint.url.clone(),
            description: endpoint.description.clone(),
            events: endpoint.events.clone(),
            some_channels: endpoint.channels.is_some(),
            channels: channels.join("\n"),
            body: endpoint.body,
            ordered: endpoint.ordered,
            left_out: token.map(ToString::to_string).unwrap_or_default(),
            rate: endpoint
                .rate
                .map(|rate| rate.to_string())
                .unwrap_or_default(),
            headers: headers
                .map(|header| (header.name.clone(), header.value.clone()))
                .collect(),
        }
    }

    /// The form after the endpoint changed under it: what was typed stays, the rest is as it is now.
    pub(super) fn following(&self, before: &Self, now: &Self) -> Self {
        fn one<T: Clone + PartialEq>(typed: &T, before: &T, now: &T) -> T {
            if typed == before { now } else { typed }.clone()
        }
        Self {
            url: one(&self.url, &before.url, &now.url),
            description: one(&self.description, &before.description, &now.description),
            events: one(&self.events, &before.events, &now.events),
            some_channels: one(
                &self.some_channels,
                &before.some_channels,
                &now.some_channels,
            ),
            channels: one(&self.channels, &before.channels, &now.channels),
            body: one(&self.body, &before.body, &now.body),
            ordered: one(&self.ordered, &before.ordered, &now.ordered),
            left_out: one(&self.left_out, &before.left_out, &now.left_out),
            rate: one(&self.rate, &before.rate, &now.rate),
            headers: one(&self.headers, &before.headers, &now.headers),
        }
    }

    /// The rate that was typed: none is as many as come, an error is no rate.
    pub(super) fn rate(&self) -> Result<Option<u32>, ()> {
        let typed = self.rate.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let rate = typed.parse().ok();
        let rate = rate.filter(|rate| (1..=MAX_RATE).contains(rate));
        rate.map(Some).ok_or(())
    }

    /// The events that are chosen and have bodies.
    pub(super) fn events(&self) -> Vec<EventName> {
        let events = self.events.iter().copied();
        events.filter(|event| has_body(*event, self.body)).collect()
    }

    /// Whether anything is set that most endpoints do not have.
    pub(super) fn has_more(&self) -> bool {
        let plain = Self::empty();
        self.body != plain.body
            || self.ordered
            || !self.left_out.is_empty()
            || !self.rate.is_empty()
            || !self.headers.is_empty()
    }

    fn channels(&self) -> Option<Vec<ChannelId>> {
        let ids = self.channels.lines().map(ChannelId::new);
        self.some_channels.then(|| ids.collect())
    }

    /// Lines without a name and a value are none.
    fn headers(&self) -> Vec<Header> {
        let typed = self.headers.iter();
        let typed = typed.map(|(name, value)| (name.trim(), value.trim()));
        typed
            .filter(|(name, value)| !name.is_empty() || !value.is_empty())
            .map(|(name, value)| Header {
                name: name.to_owned(),
                value: value.to_owned(),
            })
            .collect()
    }

    fn token(&self) -> Option<TokenId> {
        (!self.left_out.is_empty()).then(|| TokenId::new(&self.left_out))
    }

    /// The request that makes an endpoint of it.
    pub(crate) fn into_new(self) -> NewEndpoint {
        NewEndpoint {
            url: self.url.trim().to_owned(),
            events: self.events(),
            channels: self.channels(),
            enabled: None,
            description: Some(self.description.trim().to_owned()),
            headers: Some(self.headers()),
            rate: self.rate().unwrap_or_default(),
            body: Some(self.body),
            ordered: Some(self.ordered),
            skip_own: Some(!self.left_out.is_empty()),
            token: self.token(),
        }
    }

    /// The request that changes an endpoint to it: only what was changed is sent, so that nothing of another admin's is undone.
    pub(crate) fn into_patch(self, known: &Self) -> EndpointPatch {
        fn one<T: PartialEq, S>(known: &T, draft: &T, sent: impl FnOnce() -> S) -> Option<S> {
            (known != draft).then(sent)
        }
        let places = |draft: &Self| (draft.some_channels, draft.channels.clone());
        // Another body has other events.
        let events = |draft: &Self| (draft.events.clone(), draft.body);
        EndpointPatch {
            url: one(&known.url, &self.url, || self.url.trim().to_owned()),
            events: one(&events(known), &events(&self), || self.events()),
            channels: one(&places(known), &places(&self), || self.channels()),
            enabled: None,
            description: one(&known.description, &self.description, || {
                self.description.trim().to_owned()
            }),
            headers: one(&known.headers, &self.headers, || self.headers()),
            rate: one(&known.rate, &self.rate, || self.rate().unwrap_or_default()),
            body: one(&known.body, &self.body, || self.body),
            ordered: one(&known.ordered, &self.ordered, || self.ordered),
            skip_own: one(&known.left_out, &self.left_out, || {
                !self.left_out.is_empty()
            }),
            token: self
                .token()
                .filter(|_| known.left_out != self.left_out)
                .map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{json, to_value};

    use super::{Body, Draft, EventName};

    #[test]
    fn only_what_was_changed_is_sent() {
        let known = Draft::empty();
        let mut draft = known.clone();
        assert_eq!(
            to_value(draft.clone().into_patch(&known)).unwrap(),
            json!({})
        );
        draft.rate = " 20 ".to_owned();
        draft.some_channels = true;
        draft.channels = "1\n2".to_owned();
        draft.headers = vec![
            (" x-key ".to_owned(), "a".to_owned()),
            (String::new(), String::new()),
        ];
        let sent = to_value(draft.clone().into_patch(&known)).unwrap();
        let expected = json!({"rate": 20, "channels": ["1", "2"], "headers": [{"name": "x-key", "value": "a"}]});
        assert_eq!(sent, expected);
        let back = to_value(known.clone().into_patch(&draft)).unwrap();
        assert_eq!(back, json!({"rate": null, "channels": null, "headers": []}));
    }

    #[test]
    fn plug_has_no_body_for_some_events_and_a_rate_has_bounds() {
        let mut draft = Draft::empty();
        draft.events = vec![EventName::MessageReceived, EventName::ContactChanged];
        draft.body = Body::Plug;
        assert_eq!(draft.events(), [EventName::MessageReceived]);
        for (typed, read) in [
            ("", Ok(None)),
            ("1000", Ok(Some(1_000))),
            ("0", Err(())),
            ("1001", Err(())),
            ("x", Err(())),
        ] {
            draft.rate = typed.to_owned();
            assert_eq!(draft.rate(), read, "{typed}");
        }
    }
}
