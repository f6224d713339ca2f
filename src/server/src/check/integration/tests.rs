//! What a draft may lack, and what is submitted may not.

use encaixe_api::integration::ModeratorStep;

use super::*;

fn page() -> PageOrigin {
    PageOrigin::parse("https://inbox.example").unwrap()
}

fn named(name: &str) -> IntegrationManifest {
    IntegrationManifest {
        name: name.to_owned(),
        ..IntegrationManifest::default()
    }
}

fn paths<T>(checked: Result<T, Vec<FieldError>>) -> Vec<String> {
    let errors = checked.err().unwrap_or_default();
    errors.into_iter().map(|error| error.path).collect()
}

#[test]
fn a_draft_may_lack_texts_but_asks_for_each_scope_once() {
    let wanted = |scope| WantedScope {
        scope,
        reason: Texts::default(),
    };
    let draft = |scopes| IntegrationManifest {
        scopes,
        ..named(" CRM ")
    };
    let (kept, _) = whole(draft(vec![wanted(Scope::Storage)]), &page()).unwrap();
    assert_eq!(kept.name, "CRM");
    let twice = vec![
        wanted(Scope::Storage),
        wanted(Scope::Storage),
        wanted(Scope::All),
    ];
    let wrong = paths(whole(draft(twice), &page()));
    assert_eq!(wrong, ["scopes[1].scope", "scopes[2].scope"]);
}

#[test]
fn each_part_of_a_manifest_is_looked_at() {
    let bad = IntegrationManifest {
        logo: Some("data:image/png;base64,AAAA".to_owned()),
        revocation_url: Some("http://crm.example/bye".to_owned()),
        install_url: Some("crm.example".to_owned()),
        widget: Some(Widget {
            endpoint: "https://inbox.example/widget".to_owned(),
            classic: false,
        }),
        ..named("CRM")
    };
    let wrong = paths(whole(bad, &page()));
    let all = ["logo", "revocationUrl", "installUrl", "widget.endpoint"];
    assert_eq!(wrong, all);
    let blank = IntegrationManifest {
        logo: Some(String::new()),
        revocation_url: Some(" ".to_owned()),
        ..named("CRM")
    };
    assert_eq!(whole(blank, &page()).unwrap().0, named("CRM"));
}

#[test]
fn what_is_submitted_is_whole_and_reached_by_others() {
    let least = ["description", "redirectUris", "installUrl"];
    assert_eq!(paths(complete(&named("CRM"))), least);
    let mut manifest = IntegrationManifest {
        description: Texts {
            en: "Shows orders.".to_owned(),
            ..Texts::default()
        },
        redirect_uris: vec!["https://crm.example/cb".to_owned()],
        install_url: Some("https://crm.example/".to_owned()),
        ..named("CRM")
    };
    assert_eq!(complete(&manifest), Ok(()));
    manifest
        .redirect_uris
        .push("http://127.0.0.1/cb".to_owned());
    manifest.widget = Some(Widget {
        endpoint: "http://crm.localhost:5173/".to_owned(),
        classic: false,
    });
    let wrong = paths(complete(&manifest));
    assert_eq!(wrong, ["redirectUris[1]", "widget.endpoint"]);
}

#[test]
fn who_stops_or_refuses_says_why() {
    let step = Step::Moderator(ModeratorStep::Suspend);
    assert_eq!(reason(step, " ").unwrap_err().path, "reason");
    assert_eq!(reason(step, " spam ").unwrap(), "spam");
    let approve = Step::Moderator(ModeratorStep::Approve);
    assert_eq!(reason(approve, "").unwrap(), "");
    let long = "a".repeat(STEP_REASON_CHARS + 1);
    assert_eq!(reason(approve, &long).unwrap_err().code, "too_long");
}
