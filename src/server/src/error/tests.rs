//! Answers that no handler wrote, and what the store refuses.

use axum::body::{Body, to_bytes};
use axum::http::StatusCode;
use axum::http::header::{ALLOW, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use encaixe_api::error::ErrorBody;
use encaixe_api::inbox::Uses;
use encaixe_api::inbox::message::MessageStatus;
use encaixe_api::integration::{Step, Working};

use super::{Error, normalize_error, panicked};
use crate::store::Refusal;
use crate::store::named::Kind;

async fn read(response: Response) -> (StatusCode, ErrorBody) {
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 4096).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap())
}

async fn code(response: Response) -> (StatusCode, String, String) {
    let (status, body) = read(response).await;
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
    let ours = normalize_error(foreign).await;
    assert_eq!(ours.headers()[ALLOW], "GET,HEAD");
    assert_eq!(ours.headers()[CONTENT_TYPE], "application/json");
    assert_eq!(code(ours).await.1, "method_not_allowed");
}

#[tokio::test]
async fn a_good_answer_passes_as_it_is() {
    let fine = normalize_error(Response::new(Body::from("yes"))).await;
    assert_eq!(fine.status(), StatusCode::OK);
    assert_eq!(to_bytes(fine.into_body(), 16).await.unwrap(), "yes");
}

/// The place of a refusal in the table below; a new one stops this from compiling.
const fn place(refusal: &Refusal) -> usize {
    match refusal {
        Refusal::NotFound(_) => 0,
        Refusal::TagNotFound => 1,
        Refusal::UnknownReference { .. } => 2,
        Refusal::TagInactive => 3,
        Refusal::NameTaken(..) => 4,
        Refusal::KeyTaken => 5,
        Refusal::InUse(..) => 6,
        Refusal::NobodyActive => 7,
        Refusal::EmailTaken => 8,
        Refusal::LastAdmin => 9,
        Refusal::CannedReplyShared => 10,
        Refusal::CannedReplyTaken => 11,
        Refusal::TooManyCannedReplies => 12,
        Refusal::AddressMissing => 13,
        Refusal::AddressTaken => 14,
        Refusal::SameContact => 15,
        Refusal::AlreadyMerged => 16,
        Refusal::MergeTooOld => 17,
        Refusal::MergedSince => 18,
        Refusal::ClosedForText => 19,
        Refusal::ClosedForRetry => 20,
        Refusal::NotSent => 21,
        Refusal::NotFailed(_) => 22,
        Refusal::StorageFull { .. } => 23,
        Refusal::TooManyKeys => 24,
        Refusal::LinkSpent => 25,
        Refusal::LinkExpired => 26,
        Refusal::ForNobody { .. } => 27,
        Refusal::TooManyDevPlugins => 28,
        Refusal::ClosedForStart => 29,
        Refusal::AlreadyStarted => 30,
        Refusal::AlreadyClosed => 31,
        Refusal::NotAskedFor(_) => 32,
        Refusal::AskedFor(_) => 33,
        Refusal::CategoryInactive(_) => 34,
        Refusal::CategoryAlone(_) => 35,
        Refusal::ItemInUse(_) => 36,
        Refusal::CarrierOff => 37,
        Refusal::PlugCarrier => 38,
        Refusal::Carries(_) => 39,
        Refusal::SameVersion(_) => 40,
        Refusal::OtherBrowser => 41,
        Refusal::WrongStep(..) => 42,
        Refusal::ChangedMeanwhile => 43,
        Refusal::WasPublished => 44,
        Refusal::IsSuspended => 45,
        Refusal::TooManyVersions => 46,
        Refusal::OfIntegration(_) => 47,
        Refusal::AlreadyInstalled => 48,
        Refusal::ClickSpent => 49,
        Refusal::ClickExpired => 50,
    }
}

#[tokio::test]
async fn each_refusal_of_the_store_has_its_status_its_code_and_its_field() {
    let uses = Uses {
        count: 3,
        more: false,
    };
    let unknown = Refusal::UnknownReference {
        field: "members[1]".to_owned(),
        what: "member",
    };
    let full = Refusal::StorageFull { used: 7, asked: 9 };
    let invalid = |path, code| (422, "invalid", vec![(path, code)]);
    let table = [
        (Refusal::NotFound("contact"), (404, "not_found", vec![])),
        (
            Refusal::TagNotFound,
            (404, "not_found", vec![("tag", "not_found")]),
        ),
        (unknown, invalid("members[1]", "not_found")),
        (Refusal::TagInactive, invalid("tag", "inactive")),
        (
            Refusal::NameTaken(Kind::Group, "Sales".to_owned()),
            invalid("name", "taken"),
        ),
        (Refusal::KeyTaken, invalid("placeholder", "taken")),
        (Refusal::InUse(Kind::Tag, uses), invalid("id", "in_use")),
        (Refusal::NobodyActive, invalid("members", "empty")),
        (Refusal::EmailTaken, invalid("email", "taken")),
        (Refusal::LastAdmin, (422, "last_admin", vec![])),
        (Refusal::CannedReplyShared, (403, "forbidden", vec![])),
        (Refusal::CannedReplyTaken, invalid("name", "taken")),
        (Refusal::TooManyCannedReplies, invalid("name", "too_many")),
        (Refusal::AddressMissing, invalid("identifier", "missing")),
        (Refusal::AddressTaken, invalid("identifier", "taken")),
        (Refusal::SameContact, invalid("contact", "same")),
        (Refusal::AlreadyMerged, invalid("contact", "merged")),
        (Refusal::MergeTooOld, invalid("merge", "too_late")),
        (Refusal::MergedSince, invalid("merge", "merged")),
        (Refusal::ClosedForText, invalid("type", "closed")),
        (Refusal::ClosedForRetry, invalid("conversation", "closed")),
        (Refusal::NotSent, invalid("message", "not_sent")),
        (
            Refusal::NotFailed(MessageStatus::Read),
            invalid("status", "not_failed"),
        ),
        (full, (413, "too_large", vec![])),
        (Refusal::TooManyKeys, (413, "too_large", vec![])),
        (Refusal::LinkSpent, (410, "link_spent", vec![])),
        (Refusal::LinkExpired, (410, "link_expired", vec![])),
        (
            Refusal::ForNobody {
                field: "groups",
                noun: "group",
            },
            invalid("groups", "empty"),
        ),
        (Refusal::TooManyDevPlugins, invalid("endpoint", "too_many")),
        (Refusal::ClosedForStart, invalid("conversation", "closed")),
        (Refusal::AlreadyStarted, invalid("attendance", "started")),
        (Refusal::AlreadyClosed, invalid("status", "closed")),
        (Refusal::NotAskedFor("report"), invalid("report", "off")),
        (
            Refusal::AskedFor("categories[0].item".to_owned()),
            invalid("categories[0].item", "missing"),
        ),
        (
            Refusal::CategoryInactive("categories[0].category".to_owned()),
            invalid("categories[0].category", "inactive"),
        ),
        (
            Refusal::CategoryAlone("categories[1]".to_owned()),
            invalid("categories[1]", "too_many"),
        ),
        (
            Refusal::ItemInUse("Atraso".to_owned()),
            invalid("items", "in_use"),
        ),
        (Refusal::CarrierOff, invalid("channel", "not_connected")),
        (Refusal::PlugCarrier, invalid("carrier", "invalid")),
        (Refusal::Carries("id"), invalid("id", "in_use")),
        (
            Refusal::SameVersion("3".to_owned()),
            invalid("version", "taken"),
        ),
        (Refusal::OtherBrowser, (403, "forbidden", vec![])),
        (
            Refusal::WrongStep(Working::default(), Step::Edit),
            (409, "wrong_state", vec![]),
        ),
        (
            Refusal::ChangedMeanwhile,
            (409, "changed_meanwhile", vec![]),
        ),
        (Refusal::WasPublished, (409, "wrong_state", vec![])),
        (Refusal::IsSuspended, (409, "wrong_state", vec![])),
        (Refusal::TooManyVersions, (409, "wrong_state", vec![])),
        (
            Refusal::OfIntegration("endpoint"),
            invalid("endpoint", "installed"),
        ),
        (Refusal::AlreadyInstalled, (409, "wrong_state", vec![])),
        (Refusal::ClickSpent, (410, "click_spent", vec![])),
        (Refusal::ClickExpired, (410, "click_expired", vec![])),
    ];
    for (number, (refusal, expected)) in table.into_iter().enumerate() {
        assert_eq!(place(&refusal), number, "{refusal:?}");
        let answer = Error::from(refusal.clone()).into_response();
        let (status, body) = read(answer).await;
        let fields = body.error.fields.iter();
        let fields = fields.map(|field| (field.path.as_str(), field.code.as_str()));
        let told = (
            status.as_u16(),
            body.error.code.as_str(),
            fields.collect::<Vec<_>>(),
        );
        assert_eq!(told, expected, "{refusal:?}");
    }
}
