//! Walks over the steps, in a store of its own.

use encaixe_api::company::Slug;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{
    DeveloperStep, IntegrationManifest, IntegrationPatch, ModeratorStep, Step,
};

use super::super::cursor::Cursor;
use super::super::server::ServerStore;
use super::{Edit, MOST_VERSIONS, Registered, Taken};
use crate::vault::Vault;

/// Numbers that look like chance and are the same at each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

fn taken(step: Step) -> Taken<'static> {
    Taken {
        step,
        version: None,
        manifest: None,
        actor: "Ana",
        reason: "because",
    }
}

async fn read(store: &ServerStore, made: &Registered) -> Registered {
    let found = store.integration(&made.integration.id).await.unwrap();
    found.unwrap()
}

async fn made(store: &ServerStore, vault: &Vault) -> Registered {
    let new = IntegrationManifest {
        name: "0".to_owned(),
        ..IntegrationManifest::default()
    };
    let made = store.add_integration(None, &new, None, "ens_x", vault);
    let made = made.await.unwrap().unwrap().unwrap();
    store.integration(&made.id).await.unwrap().unwrap()
}

#[tokio::test]
async fn no_walk_of_steps_publishes_what_no_moderator_took_or_changes_what_was_submitted() {
    let folder = tempfile::tempdir().unwrap();
    let store = ServerStore::open(folder.path()).await.unwrap();
    let vault = Vault::at(Vault::file_in(folder.path()));
    vault.make().unwrap();
    let steps = Step::all();
    for seed in 1..=8 {
        let mut dice = Dice(seed);
        let first = made(&store, &vault).await;
        let id = first.integration.id.clone();
        let mut submitted = std::collections::BTreeMap::new();
        let mut approved = std::collections::BTreeSet::new();
        let mut moved = Vec::new();
        for round in 0..80 {
            let before = read(&store, &first).await;
            let step = steps[dice.roll(steps.len())];
            let is_done = if step == Step::Edit {
                let patch = IntegrationPatch {
                    name: Some(format!("{round}-{seed}")),
                    ..IntegrationPatch::default()
                };
                let edit = store.edit_integration(None, &id, Edit::Part(&patch), None, "Ana");
                edit.await.unwrap().is_ok()
            } else {
                let step = store.step_integration(&id, &taken(step)).await;
                step.unwrap().is_ok()
            };
            let after = read(&store, &first).await;
            if !is_done {
                assert_eq!(after, before, "{step:?}");
                continue;
            }
            if before.working.state != after.working.state {
                moved.push(step.as_str());
            }
            match step {
                Step::Developer(DeveloperStep::Submit) => {
                    let name = after.integration.manifest.name.clone();
                    assert_eq!(submitted.insert(after.working.version, name), None);
                }
                Step::Moderator(ModeratorStep::Approve) => {
                    approved.insert(after.working.version);
                }
                _ => {}
            }
            if let Some(published) = &after.published {
                assert!(approved.contains(&published.version), "{step:?}");
                let name = &published.manifest.name;
                assert_eq!(submitted.get(&published.version), Some(name));
                let other = Slug::parse("padaria");
                let elsewhere = after.in_force(other.as_ref()).unwrap();
                assert_eq!(elsewhere, (published.version, &published.manifest));
                assert_eq!(after.in_force(None), Some(elsewhere));
            }
            let newest = Cursor::newest();
            let versions = store.integration_versions(&id, &newest, MOST_VERSIONS);
            for version in versions.await.unwrap().items {
                let name = &version.manifest.name;
                assert_eq!(submitted.get(&version.version), Some(name));
            }
        }
        let newest = Cursor::newest();
        let history = store.integration_history(&id, &newest, 200);
        let history = history.await.unwrap().items.into_iter().rev();
        // Each step by which the version moved is there, edits as well.
        let of_all = ["retire", "offer", "suspend", "lift"];
        let told: Vec<String> = history
            .map(|one| one.step)
            .filter(|step| !of_all.contains(&step.as_str()))
            .collect();
        assert_eq!(told, moved, "{seed}");
    }
    store.close().await;
}

#[tokio::test]
async fn who_looked_at_another_version_or_another_text_takes_no_step() {
    let folder = tempfile::tempdir().unwrap();
    let store = ServerStore::open(folder.path()).await.unwrap();
    let vault = Vault::at(Vault::file_in(folder.path()));
    vault.make().unwrap();
    let made = made(&store, &vault).await;
    let id = &made.integration.id;
    let submit = Step::Developer(DeveloperStep::Submit);
    let other = IntegrationManifest::default();
    for wrong in [
        Taken {
            version: Some(2),
            ..taken(submit)
        },
        Taken {
            manifest: Some(&other),
            ..taken(submit)
        },
    ] {
        let step = store.step_integration(id, &wrong).await.unwrap();
        assert_eq!(step, Err(super::super::Refusal::ChangedMeanwhile));
    }
    assert_eq!(read(&store, &made).await, made);
    store.close().await;
}

#[tokio::test]
async fn which_companies_have_it_may_be_noted_twice_and_goes_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = ServerStore::open(folder.path()).await.unwrap();
    let vault = Vault::at(Vault::file_in(folder.path()));
    vault.make().unwrap();
    let made = made(&store, &vault).await;
    let id = &made.integration.id;
    let nobody = IntegrationId::new("nobody");
    for _ in 0..2 {
        store.note_installed(id, None).await.unwrap();
        store.note_installed(&nobody, None).await.unwrap();
    }
    assert_eq!(
        store.installed_by(None).await.unwrap().as_slice(),
        std::slice::from_ref(id)
    );
    assert_eq!(store.installed_counts().await.unwrap().get(id), Some(&1));
    for _ in 0..2 {
        store.note_uninstalled(id, None).await.unwrap();
    }
    assert_eq!(store.installed_count(id).await.unwrap(), 0);
    store.note_installed(id, None).await.unwrap();
    let removed = store.remove_integration(None, id).await.unwrap().unwrap();
    assert_eq!(removed.as_deref(), Some("0"));
    assert!(store.installed_by(None).await.unwrap().is_empty());
    store.close().await;
}
