//! A server that cannot be told, and one that was let in again meanwhile.

use std::time::Duration;

use axum::http::Method;
use encaixe_api::audit::AuditKind;
use encaixe_protocol::scope::Scope;
use encaixe_server::time;
use reqwest::StatusCode;
use serde_json::Value;

use super::super::Program;
use super::{next_once, start, take_out};
use crate::audit::log;
use crate::support::expect;
use crate::webhooks::{Receiver, Reply};

#[tokio::test(flavor = "multi_thread")]
async fn who_took_it_out_finds_that_its_server_could_not_be_told_and_why() {
    let running = start(&[10]).await;
    let admin = running.admin().await;
    let program = Program::new(&running, "kommo").await;
    let mut receiver =
        Receiver::that(|got| Reply::with(if got.method == Method::GET { 500 } else { 200 })).await;
    take_out(&running, &program.id, &receiver.url).await;
    for method in [Method::GET, Method::GET, Method::POST] {
        assert_eq!(receiver.next().await.method, method);
    }
    next_once(&running, |next| next.is_none()).await;
    let entries = log(&admin, "kind=integration_hook_failed").await;
    assert_eq!(entries.len(), 1);
    let entry = &entries[0];
    assert_eq!(entry.kind, AuditKind::IntegrationHookFailed);
    assert_eq!(entry.object.id.as_deref(), Some(program.id.as_str()));
    assert_eq!(entry.object.name.as_deref(), Some("CRM"));
    assert_eq!(entry.details.failure.as_deref(), Some("it answered 500"));

    // One that was told, although it knows no events, is not noted.
    receiver.now(|got| Reply::with(if got.method == Method::GET { 200 } else { 500 }));
    take_out(&running, &program.id, &receiver.url).await;
    for method in [Method::GET, Method::POST, Method::POST] {
        assert_eq!(receiver.next().await.method, method);
    }
    next_once(&running, |next| next.is_none()).await;
    assert_eq!(log(&admin, "kind=integration_hook_failed").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn allowing_it_again_holds_the_farewell_back_and_only_taking_the_code_ends_it() {
    let running = start(&[]).await;
    let program = Program::new(&running, "default").await;
    let mut receiver = Receiver::start().await;
    // Somebody allowed it, and closed the window: no server ever heard of that.
    program.code_with(&[Scope::ContactRead], None, 0).await;
    take_out(&running, &program.id, &receiver.url).await;
    assert_eq!(receiver.next().await.method, Method::GET);
    assert_eq!(receiver.next().await.method, Method::POST);
    next_once(&running, |next| next.is_none()).await;

    // Somebody allowed it, and its server is about to take the code.
    let code = program.code().await;
    take_out(&running, &program.id, &receiver.url).await;
    next_once(&running, |next| next.is_some_and(|at| at > time::now())).await;
    receiver.none(Duration::from_millis(50)).await;
    let _: Value = expect(program.exchange(&code), StatusCode::OK).await;
    take_out(&running, &program.id, &receiver.url).await;
    next_once(&running, |next| next.is_some_and(|at| at > time::now())).await;
    receiver.none(Duration::from_millis(50)).await;
}
