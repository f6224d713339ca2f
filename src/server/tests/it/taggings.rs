//! Who put a tag on.

use encaixe_api::access::Me;
use encaixe_api::inbox::author::{Author, AuthorKind};
use encaixe_api::inbox::conversation::{Conversation, Tagging};
use encaixe_api::plugin::PLUGIN_HEADER;
use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::support::{Running, expect};

#[tokio::test]
async fn a_tag_says_whether_a_member_a_plugin_or_a_program_put_it_on() {
    let server = Running::start().await;
    let (admin, program) = (server.admin().await, server.program().await);
    let (demo, me) = (
        server.demo_plugin().await,
        admin.read::<Me>("/api/me").await,
    );
    let path = "/api/conversations/953";
    let mut whole: Conversation = admin.read(path).await;
    for Tagging { tag, .. } in whole.taggings {
        expect::<Value>(admin.delete(&format!("{path}/tags/{tag}")), StatusCode::OK).await;
    }

    let tags = ["301", "302", "303"].map(|tag| format!("{path}/tags/{tag}"));
    expect::<Value>(admin.put(&tags[0]), StatusCode::OK).await;
    expect::<Value>(
        admin.put(&tags[1]).header(PLUGIN_HEADER, &demo),
        StatusCode::OK,
    )
    .await;
    expect::<Value>(program.put(&tags[2]), StatusCode::OK).await;
    // Whoever puts it on again changes nothing.
    expect::<Value>(program.put(&tags[0]), StatusCode::OK).await;
    // The name is the one of then.
    let renamed = serde_json::json!({"name": "Another"});
    expect::<Value>(
        admin
            .request(Method::PATCH, &format!("/api/plugins/{demo}"))
            .json(&renamed),
        StatusCode::OK,
    )
    .await;

    whole = admin.read(path).await;
    let by: Vec<Option<Author>> = whole.taggings.iter().map(|one| one.by.clone()).collect();
    let author = |kind, member: Option<_>, name: Option<&str>| {
        let name = name.map(str::to_owned);
        Some(Author { kind, member, name })
    };
    let member = me.member.id.clone();
    assert_eq!(
        by,
        [
            author(AuthorKind::Member, Some(member.clone()), None),
            author(AuthorKind::Plugin, Some(member), Some("Demo")),
            author(AuthorKind::Token, None, Some("program")),
        ]
    );
    let tags: Vec<_> = whole.taggings.iter().map(|one| one.tag.clone()).collect();
    assert_eq!(tags, whole.summary.tags);
    assert!(whole.taggings.iter().all(|one| one.at.is_some()));
}
