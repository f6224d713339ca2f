//! The page on which an admin agrees: what it shows, where it leads, and where it leads nobody.

use encaixe_protocol::scope::Scope;
use encaixe_server::oauth::token::{self, Kind};
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use super::{CHALLENGE, Program, REDIRECT, consent, decide, fault, opened, query, whole};
use crate::support::{ANA, Running, Visitor, expect, header, refused};

/// What a careful program asks with.
fn careful<'a>(id: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![
        ("response_type", "code"),
        ("client_id", id),
        ("redirect_uri", REDIRECT),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    for (name, value) in more {
        all.retain(|(known, _)| known != name);
        if !value.is_empty() {
            all.push((name, value));
        }
    }
    all
}

/// What a page holds for its script.
fn embedded(text: &str, id: &str) -> Value {
    let begin = text.split_once(&format!("id=\"{id}\">"));
    let begin = begin.unwrap_or_else(|| panic!("{id}: {text}")).1;
    serde_json::from_str(begin.split_once("</script>").unwrap().0).unwrap()
}

/// The status and the text of a page, which sends nobody anywhere and can be in no frame.
async fn page(by: &Visitor, address: &str) -> (u16, String) {
    let answer = by.get(address).send().await.unwrap();
    let status = answer.status().as_u16();
    assert_eq!(header(&answer, "location"), "");
    assert_eq!(header(&answer, "cross-origin-opener-policy"), "");
    assert_eq!(header(&answer, "cache-control"), "no-store");
    let policy = header(&answer, "content-security-policy");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    (status, answer.text().await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_agrees_and_the_program_reads_what_was_agreed_to() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let admin = running.admin().await;
    let asked = careful(
        &program.id,
        &[("state", "a&b {{x}}"), ("scope", "contact:read tags:write")],
    );
    let address = consent(&asked);
    let (status, text) = page(&admin, &address).await;
    assert_eq!(status, 200);
    let place = format!(
        "<span class=\"place\">{}</span>",
        running.origin().replace("http://", "")
    );
    let me: Value = admin.read("/api/me").await;
    let (name, email) = (&me["member"]["name"], &me["member"]["email"]);
    let who = format!(
        "<b>{} ({})</b>",
        name.as_str().unwrap(),
        email.as_str().unwrap()
    );
    for part in [
        "CRM",
        "Ver contatos",
        "etiquetas",
        "https://crm.example",
        &place,
        &who,
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Ler mensagens"), "{text}");
    let english = admin
        .get(&address)
        .header("accept-language", "en")
        .send()
        .await
        .unwrap();
    assert!(english.text().await.unwrap().contains("See contacts"));

    let shown = opened(&admin, &address).await;
    let told: Value = expect(decide(&admin, shown, "allow"), StatusCode::OK).await;
    let location = told["location"].as_str().unwrap();
    assert!(location.starts_with(&format!("{REDIRECT}?")), "{location}");
    let told = query(location);
    let names: Vec<&str> = told.keys().map(String::as_str).collect();
    assert_eq!(names, ["code", "iss", "referer", "state"]);
    assert_eq!(
        (told["state"].as_str(), &told["iss"]),
        ("a&b {{x}}", &running.origin())
    );
    assert_eq!(told["referer"], running.origin().replace("http://", ""));
    let tokens: Value = expect(program.exchange(&told["code"]), StatusCode::OK).await;
    assert_eq!(tokens["scope"], "contact:read tags:write");
    let contact: Value = program.with(&tokens).read("/api/contacts/7001").await;
    assert_ne!(contact["name"], "");
    let about = program.about(&tokens["access_token"]).await;
    assert_eq!(about["sub"], ANA);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_agree_is_sent_back_without_a_code() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let admin = running.admin().await;
    let shown = opened(&admin, &consent(&careful(&program.id, &[("state", "s")]))).await;
    let told: Value = expect(decide(&admin, shown, "deny"), StatusCode::OK).await;
    let told = query(told["location"].as_str().unwrap());
    let expected = [
        ("error", "access_denied"),
        ("iss", &running.origin()),
        ("state", "s"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(told.into_iter().collect::<Vec<_>>(), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let admin = running.admin().await;
    let id = program.id.as_str();
    for (address, status) in [
        (consent(&careful("x", &[])), 404),
        (consent(&careful("", &[("client_id", "")])), 404),
        (
            consent(&careful(id, &[("redirect_uri", "https://evil.example/")])),
            400,
        ),
        (
            consent(&careful(
                id,
                &[("redirect_uri", "https://crm.example/callback/")],
            )),
            400,
        ),
        (
            consent(&careful(id, &[("redirect_uri", "http://127.0.0.1/cb")])),
            400,
        ),
        (format!("{}&client_id=x", consent(&careful(id, &[]))), 400),
        // What is no UTF-8 is not mended: it would come back as something else.
        (format!("{}&state=%FF", consent(&careful(id, &[]))), 400),
    ] {
        for by in [&admin, &running.stranger()] {
            let (found, text) = page(by, &address).await;
            assert_eq!(found, status, "{address}: {text}");
            assert!(!text.contains("<form"), "{text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_admin_who_is_signed_in_may_agree() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let path = format!("/api/integrations/{}", program.id);
    let admin = running.admin().await;
    let elsewhere = "https://crm.example/other";
    let two = json!({"redirectUris": [REDIRECT, elsewhere]});
    let _: Value = expect(admin.patch(&path, &two), StatusCode::OK).await;
    let state = ("state", "\"><script>");
    let address = consent(&careful(&program.id, &[state]));
    let (status, text) = page(&running.stranger(), &address).await;
    assert_eq!(status, 403);
    assert!(text.contains("Entre primeiro"), "{text}");
    assert!(
        text.contains("href=\"?response_type=code&amp;client_id="),
        "the way back: {text}"
    );
    assert!(!text.contains("\"><script>"), "{text}");
    let agent = running.agent().await;
    let no_admin = "Só um admin pode permitir um programa";
    let (status, text) = page(&agent, &address).await;
    assert!(status == 403 && text.contains(no_admin), "{status} {text}");
    // They may sign in as one, wait until somebody does, or say no.
    assert!(text.contains("id=\"sign-in\""), "{text}");
    let cancelled = embedded(&text, "cancelled");
    let cancelled = query(cancelled["location"].as_str().unwrap());
    assert_eq!(cancelled["error"], "access_denied");
    // Nobody leads a stranger to what no moderator looked at.
    let (_, text) = page(&running.stranger(), &address).await;
    assert!(!text.contains("id=\"cancelled\""), "{text}");
    // A token is nobody here.
    let program_token = running.program().await;
    let (_, text) = page(&program_token, &address).await;
    assert!(text.contains("Entre primeiro"), "{text}");

    // What one admin was shown no other browser sends, and no other page.
    let shown = opened(&admin, &address).await;
    let other = running.signed_in(ANA).await;
    let old: Value = expect(decide(&other, shown.clone(), "allow"), StatusCode::GONE).await;
    assert!(old["title"].is_string() && old["text"].is_string());
    let foreign = running.admin().await;
    let foreign = foreign.at_origin(Some("https://evil.example"));
    let error = refused(decide(&foreign, shown.clone(), "allow"), 403).await;
    assert_eq!(error.code, "wrong_origin");
    let request = decide(&agent, shown.clone(), "allow");
    let told: Value = expect(request, StatusCode::FORBIDDEN).await;
    assert_eq!(told["title"], no_admin);
    assert!(told.get("location").is_none(), "{told}");
    // Nor for anything else than it said.
    let with = |pairs: &[(&str, &str)]| {
        let mut shown = shown.clone();
        let address = consent(&careful(&program.id, pairs));
        address["/oauth?".len()..].clone_into(&mut shown[0].1);
        shown
    };
    assert_eq!(with(&[state]), shown, "what was shown itself");
    let another = "a".repeat(43);
    let challenge = ("code_challenge", another.as_str());
    for other in [
        &[("state", "x")][..],
        &[],
        &[state, ("redirect_uri", elsewhere)],
        &[state, challenge],
    ] {
        let request = decide(&admin, with(other), "allow");
        let told: Value = expect(request, StatusCode::GONE).await;
        assert!(told.get("location").is_none(), "{told}");
    }
    let more = |name: &str, value: &str| {
        let mut shown = shown.clone();
        shown[0].1 = format!("{}&{name}={value}", shown[0].1);
        shown
    };
    let _: Value = expect(
        decide(&admin, more("scope", "storage"), "allow"),
        StatusCode::GONE,
    )
    .await;
    let _: Value = expect(
        decide(&admin, more("mode", "post_message"), "allow"),
        StatusCode::GONE,
    )
    .await;
    let _: Value = expect(
        decide(&admin, more("state", "x"), "allow"),
        StatusCode::BAD_REQUEST,
    )
    .await;
    let _: Value = expect(
        decide(&admin, shown.clone(), "perhaps"),
        StatusCode::BAD_REQUEST,
    )
    .await;
    let fewer = json!({"scopes": [{"scope": "storage"}]});
    let _: Value = expect(admin.patch(&path, &fewer), StatusCode::OK).await;
    let _: Value = expect(decide(&admin, shown, "allow"), StatusCode::GONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_agrees_to_words_that_changed_after_they_were_shown() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let admin = running.admin().await;
    let address = consent(&careful(&program.id, &[]));
    let integration = format!("/api/integrations/{}", program.id);
    let reason = json!([{"scope": "storage", "reason": {"en": "To keep what you chose."}}]);
    let ana = format!("/api/members/{ANA}");
    for (path, patch) in [
        (integration.as_str(), json!({"scopes": reason})),
        (
            integration.as_str(),
            json!({"description": {"en": "Shows orders."}}),
        ),
        ("/api/workspace", json!({"name": "Another"})),
        // Who agrees is among them.
        (ana.as_str(), json!({"name": "Ana Paula"})),
    ] {
        let shown = opened(&admin, &address).await;
        let _: Value = expect(admin.patch(path, &patch), StatusCode::OK).await;
        let _: Value = expect(decide(&admin, shown, "allow"), StatusCode::GONE).await;
    }
    let shown = opened(&admin, &address).await;
    let _: Value = expect(decide(&admin, shown, "allow"), StatusCode::OK).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_allows_nothing_in_the_moment_in_which_it_comes_up() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let (_, text) = page(&running.admin().await, &consent(&careful(&program.id, &[]))).await;
    let button = |value: &str| {
        let begin = text.find(&format!("name=\"decision\" value=\"{value}\""));
        text[begin.unwrap()..].split_once('>').unwrap().0.to_owned()
    };
    assert!(button("allow").ends_with(" disabled"), "{text}");
    assert!(!button("deny").contains("disabled"), "{text}");
    for part in [
        "SEEN = 700",
        "\"visibilitychange\", wait",
        "\"focus\", wait",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_learns_what_it_asked_wrongly_once_an_admin_is_there() {
    let running = Running::start().await;
    let (program, kommo) = (
        Program::new(&running, "default").await,
        Program::new(&running, "kommo").await,
    );
    let admin = running.admin().await;
    let (id, theirs) = (program.id.as_str(), kommo.id.as_str());
    let plain = [("code_challenge", ""), ("code_challenge_method", "")];
    let with = |id, more: &[(&'static str, &'static str)]| consent(&careful(id, more));
    let long = "a".repeat(44);
    for (address, error) in [
        (with(id, &plain), "invalid_request"),
        (with(theirs, &plain), "invalid_request"),
        (with(id, &[("code_challenge", "")]), "invalid_request"),
        (
            with(id, &[("code_challenge_method", "plain")]),
            "invalid_request",
        ),
        (
            with(id, &[("code_challenge_method", "")]),
            "invalid_request",
        ),
        (
            consent(&careful(id, &[("code_challenge", &long)])),
            "invalid_request",
        ),
        (with(id, &[("response_type", "")]), "invalid_request"),
        (
            with(id, &[("response_type", "token")]),
            "unsupported_response_type",
        ),
        (with(id, &[("scope", "contact:delete")]), "invalid_scope"),
        (with(id, &[("scope", "*")]), "invalid_scope"),
    ] {
        let answer = admin.get(&address).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{address}");
        assert_eq!(header(&answer, "cross-origin-opener-policy"), "");
        let told = query(&header(&answer, "location"));
        assert_eq!(told["error"], error, "{address}");
        assert!(told.contains_key("iss") && told.contains_key("error_description"));
        assert_eq!(page(&running.stranger(), &address).await.0, 403);
    }
    // A program for Kommo needs no PKCE, and names no address and no response type.
    let shown = opened(
        &admin,
        &consent(&[("client_id", theirs), ("state", "s"), ("mode", "popup")]),
    )
    .await;
    let told: Value = expect(decide(&admin, shown, "allow"), StatusCode::OK).await;
    let code = query(told["location"].as_str().unwrap())["code"].clone();
    let body = json!({"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT});
    let mut made_up = body.clone();
    made_up["code_verifier"] = json!(super::VERIFIER);
    assert_eq!(
        fault(kommo.ask(made_up)).await,
        (400, "invalid_grant".to_owned())
    );
    let tokens: Value = expect(kommo.ask(body), StatusCode::OK).await;
    let names: Vec<&str> = tokens
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        names,
        [
            "access_token",
            "account",
            "expires_in",
            "refresh_token",
            "server_time",
            "token_type"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_tells_the_page_that_opened_it_at_the_origin_of_the_redirect_uri() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let admin = running.admin().await;
    let asked = careful(
        &program.id,
        &[("mode", "post_message"), ("state", "</script>")],
    );
    let shown = opened(&admin, &consent(&asked)).await;
    let told: Value = expect(decide(&admin, shown.clone(), "allow"), StatusCode::OK).await;
    assert_eq!(told["origin"], "https://crm.example");
    assert_eq!(told["message"]["state"], "</script>");
    assert_eq!(told["message"]["iss"], running.origin());
    let code = told["message"]["code"].as_str().unwrap();
    let _: Value = expect(program.exchange(code), StatusCode::OK).await;
    let told: Value = expect(decide(&admin, shown, "deny"), StatusCode::OK).await;
    assert_eq!(told["message"]["error"], "access_denied");
    assert_eq!(told["message"]["iss"], running.origin());

    let wrong = careful(
        &program.id,
        &[
            ("mode", "post_message"),
            ("state", "</script>{{form}}"),
            ("scope", "*"),
        ],
    );
    let (status, text) = page(&admin, &consent(&wrong)).await;
    assert_eq!(status, 200);
    let told = embedded(&text, "told");
    assert_eq!(told["message"]["error"], "invalid_scope");
    assert_eq!(told["message"]["state"], "</script>{{form}}");
    assert_eq!(told["message"]["iss"], running.origin());
    // Its script says whether anybody was told; where the opener is gone, nobody was.
    for part in [
        "data-done-text=\"A página que a abriu já foi avisada.\"",
        "data-alone=\"A página que abriu esta janela não está mais aberta\"",
        "say(texts.alone, texts.aloneText)",
        "data-unsure=\"A página que abriu esta janela não responde\"",
        "say(texts.unsure, texts.unsureText)",
        "event.data?.heard === true",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("<h1>Você pode fechar"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_on_the_own_machine_listens_on_any_port() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let reserved = json!({"name": "CLI", "redirectUris": ["http://127.0.0.1/cb?state=x"]});
    let error = refused(admin.post_json("/api/integrations", &reserved), 422).await;
    assert_eq!(error.fields[0].code, "reserved");
    let new = json!({"name": "CLI", "redirectUris": ["http://127.0.0.1/cb"]});
    let made: Value = expect(
        admin.post_json("/api/integrations", &new),
        StatusCode::CREATED,
    )
    .await;
    let id = made["id"].as_str().unwrap();
    let address = consent(&careful(
        id,
        &[("redirect_uri", "http://127.0.0.1:41234/cb")],
    ));
    let shown = opened(&admin, &address).await;
    let told: Value = expect(decide(&admin, shown, "allow"), StatusCode::OK).await;
    let location = told["location"].as_str().unwrap();
    assert!(
        location.starts_with("http://127.0.0.1:41234/cb?code=enk_"),
        "{location}"
    );
    let exchange = json!({
        "grant_type": "authorization_code", "code": query(location)["code"], "redirect_uri": "http://127.0.0.1:41234/cb",
        "code_verifier": super::VERIFIER, "client_id": id, "client_secret": made["secret"],
    });
    let request = running
        .stranger()
        .post_json("/oauth2/access_token", &exchange);
    let tokens: Value = expect(request, StatusCode::OK).await;
    assert_eq!(tokens["scope"], "");
    let by = running.with_token(tokens["access_token"].as_str().unwrap());
    assert_eq!(
        refused(by.get("/api/contacts/7001"), 403).await.scope,
        Some(Scope::ContactRead.into())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_consents_at_once_are_two_families_and_one_installation() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let (one, two) = (running.admin().await, running.admin().await);
    let address = consent(&careful(&program.id, &[("state", "s")]));
    let agree = async |by: &Visitor| -> Value {
        let told: Value = expect(
            decide(by, opened(by, &address).await, "allow"),
            StatusCode::OK,
        )
        .await;
        let code = query(told["location"].as_str().unwrap())["code"].clone();
        expect(program.exchange(&code), StatusCode::OK).await
    };
    let (first, second) = tokio::join!(agree(&one), agree(&two));
    let revoke = json!({"client_id": program.id, "client_secret": program.secret, "token": first["refresh_token"]});
    let _: Value = expect(
        program.visitor.post_json("/oauth2/revoke", &revoke),
        StatusCode::OK,
    )
    .await;
    assert_eq!(program.about(&first["access_token"]).await["active"], false);
    assert_eq!(program.about(&second["access_token"]).await["active"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_integration_that_was_stopped_is_let_in_nowhere_and_no_token_works() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let admin = running.admin().await;
    let tokens = program.tokens(&[Scope::ContactRead]).await;
    let by = program.with(&tokens);
    let code = program.code().await;
    let put = async |stands: &'static str| {
        let options = SqliteConnectOptions::new().filename(running.data().join("server.db"));
        let mut database = options.connect().await.unwrap();
        let done = sqlx::query(stands);
        assert_eq!(
            done.execute(&mut database).await.unwrap().rows_affected(),
            1
        );
        database.close().await.unwrap();
    };
    let address = consent(&careful(&program.id, &[("state", "s")]));
    for stands in [
        "UPDATE integration SET is_suspended = TRUE",
        "UPDATE integration SET is_suspended = TRUE, published = 1, published_at = 1",
    ] {
        put(stands).await;
        assert_eq!(page(&admin, &address).await.0, 403);
        refused(by.get("/api/contacts/7001"), 401).await;
        assert_eq!(
            program.about(&tokens["access_token"]).await,
            json!({"active": false})
        );
        for request in [
            program.refresh(&tokens["refresh_token"]),
            program.exchange(&code),
        ] {
            // Whoever was told that it is not good would throw it away.
            let answer = request.send().await.unwrap();
            assert_eq!(answer.headers()["retry-after"], "300");
            let (status, body) = whole(answer).await;
            assert_eq!(
                (status, &body["error"]),
                (503, &json!("temporarily_unavailable"))
            );
            let description = body["error_description"].as_str().unwrap();
            assert!(description.contains("suspended"), "{description}");
        }
        // Of what is not its own nothing is told, as ever.
        let unknown = token::new(Kind::Code, None).unwrap();
        let unknown = fault(program.exchange(&unknown)).await;
        assert_eq!(unknown, (400, "invalid_grant".to_owned()));
    }
    put("UPDATE integration SET is_suspended = FALSE, is_retired = TRUE").await;
    assert_eq!(page(&admin, &address).await.0, 200, "whoever has it");
    let _: Value = by.read("/api/contacts/7001").await;
    put("UPDATE integration SET is_retired = FALSE, published = NULL, published_at = NULL").await;
    let _: Value = expect(program.refresh(&tokens["refresh_token"]), StatusCode::OK).await;
    let _: Value = expect(program.exchange(&code), StatusCode::OK).await;
}
