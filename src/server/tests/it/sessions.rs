//! Where somebody is signed in, who sees it, and the end of it.

use encaixe_api::access::Session;
use encaixe_api::id::MemberId;
use encaixe_api::inbox::Page;
use encaixe_api::live::Change;
use reqwest::header::{COOKIE, USER_AGENT};

use crate::support::{ANA, BRUNO, Running, Visitor, cookie, done, refused};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";

async fn of(visitor: &Visitor, path: &str) -> Vec<Session> {
    let page: Page<Session> = visitor.read(path).await;
    page.items
}

#[tokio::test]
async fn ones_own_sessions_are_listed_and_ended_one_by_one_and_all_others_at_once() {
    let running = Running::start().await;
    let first = running.agent().await;
    let second = running.agent().await;
    let link = running.link(BRUNO).await;
    let asked = running.page().post(&link).header(USER_AGENT, FIREFOX);
    let third = cookie(&asked.send().await.unwrap());

    let list = of(&second, "/api/me/sessions").await;
    assert_eq!(list.len(), 3);
    let firefox = &list[0];
    assert_eq!(
        (firefox.browser.as_deref(), firefox.system.as_deref()),
        (Some("Firefox"), Some("Linux"))
    );
    assert_eq!(firefox.last_used_at, None);
    let current: Vec<bool> = list.iter().map(|one| one.current).collect();
    assert_eq!(current, [false, true, false]);
    assert!(list[1].last_used_at.is_some());

    done(
        second.delete(&format!("/api/me/sessions/{}", firefox.id)),
        204,
    )
    .await;
    let ended = running.stranger().get("/api/me").header(COOKIE, &third);
    refused(ended, 401).await;
    refused(
        second.delete(&format!("/api/me/sessions/{}", firefox.id)),
        404,
    )
    .await;

    done(second.delete("/api/me/sessions"), 204).await;
    refused(first.get("/api/me"), 401).await;
    assert_eq!(of(&second, "/api/me/sessions").await.len(), 1);
}

#[tokio::test]
async fn an_admin_sees_and_ends_a_members_sessions_and_others_do_not() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let agent = running.agent().await;
    let other = running.agent().await;
    let path = format!("/api/members/{BRUNO}/sessions");
    let (_, mark) = running.told(0).await;
    let list = of(&admin, &path).await;
    assert_eq!(list.len(), 2);
    assert!(list.iter().all(|one| !one.current));
    done(admin.delete(&format!("{path}/{}", list[1].id)), 204).await;
    refused(agent.get("/api/me"), 401).await;
    let of_bruno = Change::Sessions {
        member: MemberId::new(BRUNO),
    };
    assert_eq!(running.told(mark).await.0, [of_bruno, Change::Audit]);

    // Of another member's sessions not even the id is good.
    let own = &of(&admin, "/api/me/sessions").await[0];
    refused(admin.delete(&format!("{path}/{}", own.id)), 404).await;
    refused(other.delete(&format!("/api/me/sessions/{}", own.id)), 404).await;
    refused(other.get(&format!("/api/members/{ANA}/sessions")), 403).await;
    refused(other.delete(&format!("/api/members/{ANA}/sessions")), 403).await;
    refused(admin.get("/api/members/nobody/sessions"), 404).await;

    done(admin.delete(&path), 204).await;
    refused(other.get("/api/me"), 401).await;
    let program = running.program().await;
    assert_eq!(of(&program, "/api/me/sessions").await, []);
}

#[tokio::test]
async fn who_signs_in_again_in_the_same_browser_leaves_no_session_behind() {
    let running = Running::start().await;
    let agent = running.agent().await;
    for _ in 0..5 {
        let link = running.link(BRUNO).await;
        let again = running.page().post(&link).header(COOKIE, agent.cookie());
        assert_eq!(again.send().await.unwrap().status(), 200);
    }
    // The first was replaced; the others came from browsers of their own, as far as the server can tell.
    refused(agent.get("/api/me"), 401).await;
    let list = of(&running.agent().await, "/api/me/sessions").await;
    assert_eq!(list.len(), 6);
}

#[tokio::test]
async fn a_stream_ends_at_once_with_its_session() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let mut events = agent.get("/api/events").send().await.unwrap();
    done(
        running
            .admin()
            .await
            .delete(&format!("/api/members/{BRUNO}/sessions")),
        204,
    )
    .await;
    let ended = async { while events.chunk().await.unwrap().is_some() {} };
    let limit = std::time::Duration::from_secs(10);
    tokio::time::timeout(limit, ended).await.unwrap();
}

#[tokio::test]
async fn a_link_says_whom_it_signs_in_without_being_spent() {
    let running = Running::start().await;
    let link = running.link(BRUNO).await;
    let admin = running.admin().await;
    for visitor in [&admin, &running.stranger()] {
        let found: serde_json::Value = visitor.read(&format!("{link}/who")).await;
        assert_eq!(found["member"]["id"], BRUNO);
    }
    assert_eq!(
        running.page().post(&link).send().await.unwrap().status(),
        200
    );
    let error = refused(admin.get(&format!("{link}/who")), 410).await;
    assert_eq!(error.code, "link_spent");
    refused(admin.get("/sign-in/none/who"), 404).await;
}
