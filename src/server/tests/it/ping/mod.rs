//! Pings, against a real service, in the real process.

mod axios;
mod bounds;
mod declared;
mod process;
mod scripts;

use std::path::PathBuf;
use std::time::Duration;

use encaixe_api::app::{PingOutcome, PingResult};
use encaixe_api::descriptor::{
    Authentication, Descriptor, Environment, Field, FieldKind, Hosts, Localized, Template,
};
use encaixe_server::apps::ping::ping;
use encaixe_server::outgoing::{Client, Failure, Request, Rules};
use encaixe_server::script::{Ask, Event, Runner, ScriptAnswer, ScriptRequest, Unasked};

pub(crate) use self::scripts::LAHAR;
pub(crate) use self::service::Service;

mod service;

/// What the service takes.
pub(crate) const TOKEN: &str = "good-token/1";

/// Asks as the server does, and follows nothing.
struct Asker(Client);

impl Ask for Asker {
    async fn ask(&self, request: ScriptRequest) -> Result<ScriptAnswer, Unasked> {
        let request = Request {
            method: request.method.parse().unwrap(),
            url: request.url.parse().unwrap(),
            headers: request.headers,
            body: request.body.unwrap_or_default().into_bytes(),
            timeout: None,
        };
        let answer = self
            .0
            .send(request)
            .await
            .map_err(|failure| match failure {
                Failure::Refused(why) => Unasked::Refused(why.to_string()),
                Failure::Time(_) => Unasked::TimedOut(failure.to_string()),
                Failure::Long(..) => Unasked::TooLong(failure.to_string()),
                Failure::Request(_) => Unasked::Invalid(failure.to_string()),
                _ => Unasked::Failed(failure.to_string()),
            })?;
        Ok(ScriptAnswer {
            status: answer.status,
            status_text: String::new(),
            headers: answer.headers,
            body: String::from_utf8_lossy(&answer.body).into_owned(),
        })
    }
}

fn asker(loopback: bool) -> Asker {
    let rules = Rules {
        loopback,
        ..Rules::default()
    };
    Asker(Client::new(rules).unwrap())
}

fn runner() -> Runner {
    Runner::new(PathBuf::from(env!("CARGO_BIN_EXE_encaixe")))
}

/// One that gives a script 2 seconds.
fn hurried() -> Runner {
    runner().within(Duration::from_secs(2))
}

fn descriptor() -> Descriptor {
    let field = Field {
        name: "token_api_lahar".to_owned(),
        label: "Token".to_owned(),
        mapping: None,
        prefix: None,
        kind: FieldKind::Text,
        checks: Vec::new(),
    };
    Descriptor {
        app_id: "lahar".to_owned(),
        name: "Lahar".to_owned(),
        color: "#89324F".to_owned(),
        description: Localized {
            pt_br: String::new(),
            en: String::new(),
        },
        website: String::new(),
        signup_url: String::new(),
        version: None,
        environments: vec![Environment {
            key: "production".to_owned(),
            uri: Template::new("https://app.lahar.example"),
            label: "Production".to_owned(),
            default: true,
        }],
        hosts: Hosts::Written,
        authentication: Authentication::Query(vec![field]),
        ping: None,
    }
}

fn event(service: &Service, token: &str) -> Event {
    Event {
        base_uri: service.url.clone(),
        auth: [("token_api_lahar".to_owned(), token.to_owned())].into(),
    }
}

/// Pings the service by a script, with the right token.
async fn by(runner: &Runner, service: &Service, script: &str) -> PingResult {
    let event = event(service, TOKEN);
    ping(
        runner,
        &descriptor(),
        Some(script),
        &event,
        &[],
        &asker(true),
    )
    .await
}

/// The same with a script that ends with an expression, which `ping` returns.
async fn returning(service: &Service, expression: &str) -> PingResult {
    let script = format!("exports.ping = (plg, event) => {expression};");
    by(&runner(), service, &script).await
}

#[track_caller]
fn is(found: &PingResult, outcome: PingOutcome, message: &str) {
    assert_eq!(
        (found.outcome, found.message.as_str()),
        (outcome, message),
        "{found:?}"
    );
}
