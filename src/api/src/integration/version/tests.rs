//! What a company has to agree to again, field by field.

use encaixe_protocol::scope::Scope;

use super::*;
use crate::integration::{IntegrationProfile, WantedScope, Widget};

fn wanted(scope: Scope) -> WantedScope {
    WantedScope {
        scope,
        reason: Texts::default(),
    }
}

fn widget(endpoint: &str, classic: bool) -> Option<Widget> {
    Some(Widget {
        endpoint: endpoint.to_owned(),
        classic,
    })
}

/// One with two scopes, a page and two redirect URIs.
fn whole() -> IntegrationManifest {
    IntegrationManifest {
        name: "CRM".to_owned(),
        redirect_uris: vec![
            "https://crm.example/a".to_owned(),
            "https://crm.example/b".to_owned(),
        ],
        scopes: vec![wanted(Scope::ContactRead), wanted(Scope::ConversationRead)],
        widget: widget("https://crm.example/panel", false),
        ..IntegrationManifest::default()
    }
}

#[test]
fn the_same_less_of_it_and_other_texts_need_nobodys_word() {
    let before = whole();
    assert!(!before.is_wider_than(&before));
    let mut other = whole();
    other.scopes.reverse();
    other.redirect_uris.reverse();
    assert!(!other.is_wider_than(&before), "in another order");
    let less = IntegrationManifest {
        scopes: vec![wanted(Scope::ContactRead)],
        redirect_uris: vec!["https://crm.example/b".to_owned()],
        ..whole()
    };
    assert!(!less.is_wider_than(&before));
    let without = IntegrationManifest {
        widget: None,
        ..whole()
    };
    assert!(!without.is_wider_than(&before));
    let texts = IntegrationManifest {
        name: "CRM 2".to_owned(),
        description: Texts {
            pt_br: "Clientes".to_owned(),
            en: "Customers".to_owned(),
        },
        logo: Some("data:image/png;base64,AA==".to_owned()),
        revocation_url: Some("https://crm.example/out".to_owned()),
        widget: widget("https://crm.example/other?page=2", false),
        ..whole()
    };
    assert!(!texts.is_wider_than(&before));
}

#[test]
fn each_thing_more_makes_it_wider() {
    let before = whole();
    let mut scope = whole();
    scope.scopes.push(wanted(Scope::NotesWrite));
    let mut redirect = whole();
    redirect.redirect_uris[1] = "https://crm.example/b/".to_owned();
    let profile = IntegrationManifest {
        profile: IntegrationProfile::Kommo,
        ..whole()
    };
    for wider in [&scope, &redirect, &profile] {
        assert!(wider.is_wider_than(&before), "{wider:?}");
    }
    assert!(before.is_wider_than(&profile), "other rules either way");
    for (endpoint, classic) in [
        ("https://crm.example:8443/panel", false),
        ("http://crm.example/panel", false),
        ("https://evil.example/panel", false),
        ("https://crm.example.evil.example/panel", false),
        ("https://crm.example/panel", true),
    ] {
        let moved = IntegrationManifest {
            widget: widget(endpoint, classic),
            ..whole()
        };
        assert!(moved.is_wider_than(&before), "{endpoint} {classic}");
    }
    let without = IntegrationManifest {
        widget: None,
        ..whole()
    };
    assert!(before.is_wider_than(&without), "a page where none was");
}

/// Whether it is asked again for each step of a way must not matter: nothing is gained by going there in small ones.
#[test]
fn what_needs_nobodys_word_step_by_step_needs_none_at_once() {
    let mut all = Vec::new();
    for bits in 0..16_u8 {
        let has = |bit: u8| bits & (1 << bit) != 0;
        let scopes = [Scope::ContactRead, Scope::ConversationRead];
        let mut one = whole();
        one.scopes = scopes
            .into_iter()
            .zip([has(0), has(1)])
            .filter(|(_, is)| *is)
            .map(|(scope, _)| wanted(scope))
            .collect();
        if has(2) {
            one.redirect_uris.truncate(1);
        }
        if has(3) {
            one.widget = None;
        }
        all.push(one);
    }
    for a in &all {
        for b in &all {
            for c in &all {
                if !b.is_wider_than(a) && !c.is_wider_than(b) {
                    assert!(!c.is_wider_than(a), "{a:?}\n{b:?}\n{c:?}");
                }
            }
        }
    }
}
