//! What is sent of what the form holds.

use encaixe_api::integration::{
    IntegrationManifest, IntegrationProfile, Texts, WantedScope, Widget,
};
use encaixe_protocol::scope::Scope;

use super::{Draft, Row};

fn manifest() -> IntegrationManifest {
    IntegrationManifest {
        name: "Pedidos".to_owned(),
        redirect_uris: vec!["https://crm.example/a".to_owned()],
        scopes: vec![WantedScope {
            scope: Scope::Storage,
            reason: Texts {
                pt_br: "Para guardar o pedido".to_owned(),
                en: String::new(),
            },
        }],
        profile: IntegrationProfile::Kommo,
        install_url: Some("https://crm.example/install".to_owned()),
        ..IntegrationManifest::default()
    }
}

#[test]
fn what_is_not_touched_is_sent_as_it_was() {
    let widget = Some(Widget {
        endpoint: "https://crm.example/page".to_owned(),
        classic: true,
    });
    let with_both = IntegrationManifest {
        widget: widget.clone(),
        ..manifest()
    };
    let with_page = IntegrationManifest {
        widget,
        install_url: None,
        ..manifest()
    };
    for written in [
        IntegrationManifest::default(),
        manifest(),
        with_both,
        with_page,
    ] {
        assert_eq!(Draft::written(&written).manifest(), written);
    }
}

#[test]
fn rows_in_which_nothing_stands_are_not_sent() {
    let mut draft = Draft::written(&manifest());
    draft.add_row();
    assert!(draft.says_the_same(&Draft::written(&manifest())));
    draft.redirects.insert(
        0,
        Row {
            key: 7,
            text: " https://crm.example/b ".to_owned(),
        },
    );
    draft.add_row();
    let keys: Vec<u32> = draft.redirects.iter().map(|row| row.key).collect();
    assert_eq!(keys, [7, 0, 1, 8]);
    assert_eq!(
        draft.manifest().redirect_uris,
        ["https://crm.example/b", "https://crm.example/a"]
    );
}

#[test]
fn a_choice_hides_what_was_typed_and_keeps_it() {
    let mut draft = Draft::written(&manifest());
    draft.has_page = true;
    draft.endpoint = "https://crm.example/page".to_owned();
    let sent = draft.manifest();
    assert!(sent.widget.is_some() && sent.install_url.is_none());
    draft.has_page = false;
    let sent = draft.manifest();
    assert!(sent.widget.is_none() && sent.install_url.is_some());
    for asked in &mut draft.scopes {
        asked.is_wanted = !asked.is_wanted;
    }
    assert!(
        draft
            .sent_scopes()
            .all(|asked| asked.scope != Scope::Storage)
    );
    assert_eq!(draft.manifest().scopes.len(), Scope::EACH.len() - 1);
    for asked in &mut draft.scopes {
        asked.is_wanted = !asked.is_wanted;
    }
    assert_eq!(draft.manifest(), manifest());
}

#[test]
fn a_change_from_elsewhere_leaves_what_was_typed() {
    let before = Draft::written(&manifest());
    let mut typed = before.clone();
    typed.name = "Pedidos 2".to_owned();
    let now = Draft::written(&IntegrationManifest {
        profile: IntegrationProfile::Default,
        ..manifest()
    });
    let after = typed.following(&before, &now);
    assert_eq!(after.name, "Pedidos 2");
    assert_eq!(after.profile, IntegrationProfile::Default);
}
