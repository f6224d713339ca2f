//! `ping_request`: the request that a descriptor declares.

use encaixe_api::app::PingOutcome::{
    self, AddressRefused, CredentialsRefused, NoPing, Passed, RateLimited, Refused, RightsMissing,
    ServiceDown,
};
use encaixe_api::app::PingResult;
use encaixe_api::descriptor::{Condition, Ping, PingStatus};
use encaixe_server::apps::ping::ping;

use super::{Service, TOKEN, asker, descriptor, event, is, runner};

async fn declared(
    service: &Service,
    name: &str,
    params: &[(&str, &str)],
    status: Option<(&str, Condition)>,
) -> PingResult {
    let mut descriptor = descriptor();
    descriptor.ping = Some(Ping {
        method_name: name.to_owned(),
        params: params
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        status: status.map(|(field, value)| PingStatus {
            field: field.to_owned(),
            value,
        }),
    });
    // A script that is there as well is not asked.
    let script = Some("throw 'asked'");
    ping(
        &runner(),
        &descriptor,
        script,
        &event(service, TOKEN),
        &[],
        &asker(true),
    )
    .await
}

#[tokio::test]
async fn the_request_is_a_get_of_the_path_behind_the_base_uri_with_the_parameters() {
    let service = Service::start().await;
    let found = declared(
        &service,
        "/echo",
        &[("a b", "ç&d"), ("limit", "1"), ("token_api_lahar", "x")],
        None,
    )
    .await;
    is(&found, Passed, "The app takes the credentials.");
    let line = format!(
        "GET {}/echo?a+b=%C3%A7%26d&limit=1&token_api_lahar=***",
        service.url
    );
    assert_eq!((found.request, found.status), (Some(line), Some(200)));
    let found = declared(&service, "echo?fixed=1", &[("a", "1")], None).await;
    assert_eq!(
        found.request,
        Some(format!("GET {}/echo?fixed=1&a=1", service.url))
    );
}

#[tokio::test]
async fn the_status_of_the_answer_says_which_it_was() {
    let service = Service::start().await;
    let cases: [(u16, PingOutcome); 7] = [
        (204, Passed),
        (307, AddressRefused),
        (401, CredentialsRefused),
        (403, RightsMissing),
        (404, Refused),
        (429, RateLimited),
        (502, ServiceDown),
    ];
    for (status, outcome) in cases {
        let found = declared(&service, &format!("/status/{status}"), &[], None).await;
        assert_eq!(
            (found.outcome, found.status),
            (outcome, Some(status)),
            "{found:?}"
        );
    }
    let found = declared(&service, "/huge", &[], None).await;
    assert_eq!((found.outcome, found.status), (Refused, None), "{found:?}");
}

#[tokio::test]
async fn a_field_of_the_answer_has_to_be_what_is_declared() {
    let service = Service::start().await;
    let text = |text: &str| Condition::Text(text.to_owned());
    for (field, value) in [
        ("ok", Condition::Truth(true)),
        ("code", Condition::Number(1)),
        ("data.state", text("active")),
    ] {
        let found = declared(&service, "/me", &[], Some((field, value))).await;
        is(&found, Passed, "The app takes the credentials.");
    }
    for (field, value) in [
        ("ok", Condition::Truth(false)),
        ("ok", text("true")),
        ("code", Condition::Number(2)),
        ("data.state", text("Active")),
        ("data.state.more", text("active")),
        ("missing", text("")),
    ] {
        let found = declared(&service, "/me", &[], Some((field, value))).await;
        is(&found, Refused, "Trial is over");
    }
    let found = declared(&service, "/echo", &[], Some(("method", text("POST")))).await;
    is(
        &found,
        Refused,
        "`method` of the answer is \"GET\", and should be \"POST\".",
    );
    let found = declared(&service, "/text", &[], Some(("ok", Condition::Truth(true)))).await;
    is(
        &found,
        Refused,
        "The answer has no `ok`, which should be true.",
    );
}

#[tokio::test]
async fn what_may_not_be_asked_is_told_and_nothing_to_ask_is_no_ping() {
    let service = Service::start().await;
    let mut descriptor = descriptor();
    let event = event(&service, TOKEN);
    let found = ping(&runner(), &descriptor, None, &event, &[], &asker(true)).await;
    assert_eq!((found.outcome, found.request), (NoPing, None));
    descriptor.ping = Some(Ping {
        method_name: "/echo".to_owned(),
        params: Vec::new(),
        status: None,
    });
    let found = ping(&runner(), &descriptor, None, &event, &[], &asker(false)).await;
    assert_eq!(
        (found.outcome, found.status),
        (AddressRefused, None),
        "{found:?}"
    );
    assert_eq!(service.requests(), 0);
}
