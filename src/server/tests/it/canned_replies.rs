//! Canned replies: everybody's and one's own.

use encaixe_api::inbox::Page;
use encaixe_api::inbox::canned_reply::CannedReply;
use encaixe_api::live::Change;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Running, Visitor, done, expect, refused};

const PATH: &str = "/api/canned-replies";

async fn names(visitor: &Visitor) -> Vec<String> {
    let page: Page<CannedReply> = visitor.read(PATH).await;
    page.items.into_iter().map(|reply| reply.name).collect()
}

async fn create(visitor: &Visitor, name: &str, shared: bool) -> CannedReply {
    let body = json!({"name": name, "text": "Oi, {{contact.first_name}}!", "shared": shared});
    expect(visitor.post_json(PATH, &body), StatusCode::CREATED).await
}

#[tokio::test]
async fn shared_ones_are_admins_to_change_and_ones_own_are_nobody_elses() {
    let running = Running::start().await;
    let (admin, agent, program) = (
        running.admin().await,
        running.agent().await,
        running.program().await,
    );
    let (_, mark) = running.told(0).await;
    let shared = create(&admin, "Prazo", true).await;
    let own = create(&agent, "Área de entrega", false).await;
    assert!(shared.shared && !own.shared);
    assert_eq!(names(&agent).await, ["Área de entrega", "Prazo"]);
    assert_eq!(names(&admin).await, ["Prazo"]);
    assert_eq!(names(&program).await, ["Prazo"]);
    assert_eq!(
        running.told(mark).await.0,
        [Change::CannedReplies, Change::Audit, Change::CannedReplies]
    );

    let (of_all, of_agent) = (
        format!("{PATH}/{}", shared.id),
        format!("{PATH}/{}", own.id),
    );
    let body = json!({"text": "Até sexta."});
    refused(agent.patch(&of_all, &body), 403).await;
    refused(agent.delete(&of_all), 403).await;
    refused(admin.patch(&of_agent, &body), 404).await;
    refused(admin.delete(&of_agent), 404).await;
    refused(
        agent.post_json(PATH, &json!({"name": "X", "text": "x", "shared": true})),
        403,
    )
    .await;
    let changed: CannedReply = expect(agent.patch(&of_agent, &body), StatusCode::OK).await;
    assert_eq!(
        (changed.name.as_str(), changed.text.as_str()),
        ("Área de entrega", "Até sexta.")
    );
    done(agent.delete(&of_agent), 204).await;
    done(admin.delete(&of_all), 204).await;
    refused(admin.delete(&of_all), 404).await;
    assert!(names(&agent).await.is_empty());
}

#[tokio::test]
async fn what_is_wrong_with_a_reply_is_told_by_field() {
    let running = Running::start().await;
    let (admin, program) = (running.admin().await, running.program().await);
    create(&admin, "Prazo", true).await;
    // One's own may be called as a shared one.
    let own = create(&admin, "PRAZO", false).await;
    let other = create(&admin, "Frete", false).await;
    let long = "x".repeat(10_001);
    for (body, path, code) in [
        (
            json!({"name": "prázo", "text": "x", "shared": true}),
            "name",
            "taken",
        ),
        (json!({"name": " ", "text": "x"}), "name", "empty"),
        (
            json!({"name": "x".repeat(61), "text": "x"}),
            "name",
            "too_long",
        ),
        (json!({"name": "X", "text": " \n"}), "text", "empty"),
        (json!({"name": "X", "text": long}), "text", "too_long"),
        (
            json!({"name": "X", "text": "{{contact.nome}}"}),
            "text",
            "unknown_variable",
        ),
        (
            json!({"name": "X", "text": "{{field.none}}"}),
            "text",
            "unknown_variable",
        ),
    ] {
        let error = refused(admin.post_json(PATH, &body), 422).await;
        let field = &error.fields[0];
        assert_eq!((field.path.as_str(), field.code.as_str()), (path, code));
    }
    let body =
        json!({"name": "X", "text": "{{field.cpf}} {{session.motivo}} {{ não é variável }}"});
    expect::<Value>(admin.post_json(PATH, &body), StatusCode::CREATED).await;
    let error = refused(
        program.post_json(PATH, &json!({"name": "X", "text": "x"})),
        422,
    )
    .await;
    assert_eq!(error.fields[0].path, "shared");
    let taken = json!({"name": "frete"});
    let error = refused(admin.patch(&format!("{PATH}/{}", own.id), &taken), 422).await;
    assert_eq!(error.fields[0].code, "taken");
    let same: CannedReply = expect(
        admin.patch(&format!("{PATH}/{}", other.id), &taken),
        StatusCode::OK,
    )
    .await;
    assert_eq!(same.name, "frete");
}
