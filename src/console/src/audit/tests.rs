//! Each kind of entry has a sentence in each language, and what is new is put before what is shown.

use encaixe_api::audit::AuditKind;
use encaixe_api::inbox::Page;
use encaixe_api::integration::{DeveloperStep, ModeratorStep};
use encaixe_ui::i18n::{Locale, Words};
use serde_json::{from_value, json};

use super::AuditEntry;
use super::filter::Filter;
use super::sentence::{key, more, sentence};
use crate::shown::Shown;

fn entry(id: u32, kind: AuditKind, details: serde_json::Value) -> AuditEntry {
    from_value(json!({
        "id": id.to_string(), "at": "2026-11-29T12:00:00.000Z", "area": kind.area(), "kind": kind,
        "actor": {"kind": "member", "id": "101", "name": "Ana", "member": null},
        "object": {"kind": "tag", "id": "1", "name": "VIP"}, "details": details,
    }))
    .unwrap()
}

#[test]
fn each_kind_has_a_sentence_in_each_language() {
    encaixe_ui::i18n::add(encaixe_ui::texts!());
    for locale in Locale::ALL {
        let words = Words::of(locale);
        for kind in AuditKind::ALL {
            assert!(
                words.find(&key(*kind)).is_some(),
                "{locale:?}: {}",
                key(*kind)
            );
        }
        let developer = DeveloperStep::ALL.iter().map(|step| step.as_str());
        let moderator = ModeratorStep::ALL.iter().map(|step| step.as_str());
        for step in developer.chain(moderator).chain(["later"]) {
            let details = json!({"step": step, "version": 3});
            let said = sentence(&words, &entry(1, AuditKind::IntegrationStepped, details));
            assert!(said.contains("VIP") && !said.contains("audit-"), "{said}");
        }
        let kind = AuditKind::FrameState;
        for state in [
            "verified", "classic", "blocked", "left", "failed", "stopped",
        ] {
            let said = sentence(&words, &entry(1, kind, json!({"state": state})));
            assert!(said.contains("VIP") && !said.contains("audit-"), "{said}");
        }
        for link in ["member", "token", "command_line", "system"] {
            let said = sentence(
                &words,
                &entry(1, AuditKind::SignedIn, json!({"link": link})),
            );
            assert!(!said.contains("audit-"), "{said}");
        }
    }
}

#[test]
fn what_changed_is_told_in_words() {
    encaixe_ui::i18n::add(encaixe_ui::texts!());
    let changed = json!({"fields": ["isActive", "name", "agentsMakeTags", "later"], "on": false});
    let entry = entry(1, AuditKind::TagChanged, changed);
    let said = more(&Words::of(Locale::En), &entry).unwrap();
    assert_eq!(said, "switched off, name, agents can make tags, later");
}

#[test]
fn why_a_request_failed_is_told_as_it_was() {
    encaixe_ui::i18n::add(encaixe_ui::texts!());
    let failed = json!({"failure": "it answered 500"});
    let entry = entry(1, AuditKind::IntegrationHookFailed, failed);
    for locale in Locale::ALL {
        let said = more(&Words::of(locale), &entry);
        assert_eq!(said.as_deref(), Some("it answered 500"));
    }
}

#[test]
fn what_is_new_is_put_before_what_is_shown() {
    let page = |ids: &[u32]| Page {
        items: ids
            .iter()
            .map(|id| entry(*id, AuditKind::TagCreated, json!({})))
            .collect(),
        next: Some(format!("after {ids:?}")),
    };
    let shown = Shown::new(&Filter::default(), &page(&[3, 2, 1]));
    let ids = |shown: &Shown<Filter, AuditEntry>| -> Vec<String> {
        let items = shown.items.iter();
        items.map(|one| one.id.to_string()).collect()
    };
    assert_eq!(shown.fresh(&page(&[3, 2, 1])), Some(0));
    assert_eq!(shown.fresh(&page(&[5, 4, 3])), Some(2));
    let grown = shown.grown(&page(&[5, 4, 3]));
    assert_eq!(ids(&grown), ["5", "4", "3", "2", "1"]);
    assert_eq!(grown.next, shown.next, "what is older begins where it did");
    // More than a page came: what lies between is not there, so it begins anew.
    assert_eq!(shown.fresh(&page(&[9, 8, 7])), None);
    assert_eq!(ids(&shown.grown(&page(&[9, 8, 7]))), ["9", "8", "7"]);
}
