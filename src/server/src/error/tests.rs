//! Answers that no handler wrote.

use axum::body::{Body, to_bytes};
use axum::http::StatusCode;
use axum::http::header::{ALLOW, CONTENT_TYPE};
use axum::response::Response;
use encaixe_api::error::ErrorBody;

use super::{panicked, shape};

async fn code(response: Response) -> (StatusCode, String, String) {
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 4096).await.unwrap();
    let body: ErrorBody = serde_json::from_slice(&bytes).unwrap();
    (status, body.error.code, body.error.message)
}

#[tokio::test]
async fn a_panic_is_told_as_a_fixed_sentence() {
    for panic in [
        Box::new("the secret") as Box<dyn std::any::Any + Send>,
        Box::new("the secret".to_owned()),
        Box::new(7),
    ] {
        let (status, code, message) = code(panicked(panic)).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(code, "internal");
        assert!(!message.contains("secret"));
    }
}

#[tokio::test]
async fn an_answer_from_outside_gets_our_shape_and_keeps_its_headers() {
    let foreign = Response::builder()
        .status(StatusCode::METHOD_NOT_ALLOWED)
        .header(ALLOW, "GET,HEAD")
        .header(CONTENT_TYPE, "text/plain; charset=utf-8")
        .body(Body::from("no"))
        .unwrap();
    let ours = shape(foreign).await;
    assert_eq!(ours.headers()[ALLOW], "GET,HEAD");
    assert_eq!(ours.headers()[CONTENT_TYPE], "application/json");
    assert_eq!(code(ours).await.1, "method_not_allowed");
}

#[tokio::test]
async fn a_good_answer_passes_as_it_is() {
    let fine = shape(Response::new(Body::from("yes"))).await;
    assert_eq!(fine.status(), StatusCode::OK);
    assert_eq!(to_bytes(fine.into_body(), 16).await.unwrap(), "yes");
}
