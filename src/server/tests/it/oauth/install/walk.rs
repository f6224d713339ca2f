//! No way of edits, versions, agreements, pauses and changes of the page gives an integration more than a person agreed to last.

use encaixe_protocol::scope::Scope;
use encaixe_server::store::installation::Installed;
use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};
use url::Url;

use super::Shop;
use crate::support::expect;

/// The scopes that a walk plays with.
const SCOPES: [Scope; 4] = [
    Scope::ContactRead,
    Scope::ConversationRead,
    Scope::MessagesRead,
    Scope::NotesWrite,
];

/// Pages of it: two of one origin, and two of others.
const PAGES: [&str; 4] = [
    "https://crm.example/widget",
    "https://crm.example/other",
    "https://crm.example:8443/widget",
    "https://evil.example/widget",
];

const REDIRECTS: [&str; 3] = [
    "https://crm.example/back",
    "https://crm.example/back?shop=1",
    "https://evil.example/back",
];

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

    /// Some of them, at least the first of what is left.
    fn some<T: Copy>(&mut self, of: &[T]) -> Vec<T> {
        let start = self.roll(of.len());
        let count = 1 + self.roll(of.len() - start);
        of[start..start + count].to_vec()
    }

    /// What is written of the integration next.
    fn edit(&mut self) -> Value {
        let scopes: Vec<Value> = self
            .some(&SCOPES)
            .into_iter()
            .map(|scope| json!({"scope": scope.as_str()}))
            .collect();
        // One profile more often than the other, so that not each edit waits for a person.
        let profile = if self.roll(6) == 0 {
            "kommo"
        } else {
            "default"
        };
        // The same page most often.
        let page = PAGES[self.roll(6).saturating_sub(2)];
        json!({
            "scopes": scopes, "redirectUris": self.some(&REDIRECTS), "profile": profile,
            "widget": {"endpoint": page},
        })
    }
}

/// A walk, and what it has to know of the way.
struct Walk {
    shop: Shop,
    /// What is written.
    written: Value,
    /// What is published.
    published: Option<Value>,
    /// What a person agreed to last; none while it is not installed.
    agreed: Option<Value>,
    /// How often a person agreed.
    agreements: u32,
}

fn origin(page: &str) -> String {
    Url::parse(page).unwrap().origin().ascii_serialization()
}

fn is_success(status: StatusCode) -> bool {
    assert!(!status.is_server_error(), "{status}");
    status.is_success()
}

async fn tried(request: RequestBuilder) -> bool {
    is_success(request.send().await.unwrap().status())
}

impl Walk {
    /// What is in force for the company that makes it.
    fn in_force(&self) -> Value {
        self.published.as_ref().unwrap_or(&self.written).clone()
    }

    fn own(&self) -> String {
        format!("/api/integrations/{}", self.shop.id)
    }

    async fn installed(&self) -> Option<Installed> {
        let store = &self.shop.running.server.app().store;
        let id = self.shop.id.as_str().into();
        store.installation(&id).await.unwrap()
    }

    async fn publish(&mut self) {
        let (admin, own) = (&self.shop.admin, self.own());
        let steps = format!("{own}/steps");
        if !tried(admin.post_json(&steps, &json!({"step": "submit"}))).await {
            return;
        }
        let made: Value = admin.read(&own).await;
        let review = format!("/api/reviews/{}/steps", self.shop.id);
        let approve = json!({"step": "approve", "version": made["version"]});
        let _: Value = expect(admin.post_json(&review, &approve), StatusCode::OK).await;
        let publish = admin.post_json(&steps, &json!({"step": "publish"}));
        let _: Value = expect(publish, StatusCode::OK).await;
        self.published = Some(self.written.clone());
    }

    async fn install(&mut self) {
        let admin = &self.shop.admin;
        let listed: Value = admin
            .read(&format!("/api/marketplace/{}", self.shop.id))
            .await;
        let nonce = self.shop.click().await;
        let version = json!({"version": listed["version"], "stamp": listed["stamp"]});
        if tried(self.shop.asked(&nonce, version).await).await {
            self.agreed = Some(self.in_force());
            self.agreements += 1;
        }
    }

    async fn agree(&mut self) {
        let admin = &self.shop.admin;
        let now: Value = admin.read(&self.shop.path()).await;
        let version = now["waiting"]["version"].clone();
        if version.is_null() {
            return;
        }
        let agree = admin.patch(
            &self.shop.path(),
            &json!({"version": version, "stamp": now["waiting"]["stamp"]}),
        );
        let _: Value = expect(agree, StatusCode::OK).await;
        self.agreed = Some(self.in_force());
        self.agreements += 1;
    }

    /// One step of the walk; what it was.
    async fn step(&mut self, dice: &mut Dice) -> &'static str {
        let is_installed = self.agreed.is_some();
        match dice.roll(10) {
            0..=3 => {
                let edit = dice.edit();
                let own = self.own();
                if tried(self.shop.admin.patch(&own, &edit)).await {
                    self.written = edit;
                }
                "edit"
            }
            4 => {
                self.publish().await;
                "publish"
            }
            5 | 6 if is_installed => {
                self.agree().await;
                "agree"
            }
            7 if is_installed => {
                let paused = json!({"paused": dice.roll(2) == 0});
                let patch = self.shop.admin.patch(&self.shop.path(), &paused);
                let _: Value = expect(patch, StatusCode::OK).await;
                "pause"
            }
            8 if is_installed => {
                let scopes: Vec<&str> = dice
                    .some(&SCOPES)
                    .iter()
                    .map(|scope| scope.as_str())
                    .collect();
                let patch = if dice.roll(3) == 0 {
                    json!({"endpoint": PAGES[dice.roll(PAGES.len())]})
                } else {
                    json!({"scopes": scopes})
                };
                let plugin = self.installed().await.and_then(|one| one.plugin).unwrap();
                tried(
                    self.shop
                        .admin
                        .patch(&format!("/api/plugins/{plugin}"), &patch),
                )
                .await;
                "page"
            }
            9 if is_installed => {
                let out = self.shop.admin.delete(&self.shop.path());
                assert!(tried(out).await);
                self.agreed = None;
                "take out"
            }
            _ if !is_installed => {
                self.install().await;
                "install"
            }
            _ => "nothing",
        }
    }

    /// That there is nothing beyond what a person agreed to last, whether what changed was taken over by now or not.
    async fn holds(&self, step: &str) {
        let installed = self.installed().await;
        let Some(agreed) = &self.agreed else {
            assert_eq!(installed, None, "{step}");
            return;
        };
        let installed = installed.unwrap();
        let is_agreed = |scope: Scope| {
            let mut scopes = agreed["scopes"].as_array().unwrap().iter();
            scopes.any(|one| one["scope"] == scope.as_str())
        };
        let page = origin(agreed["widget"]["endpoint"].as_str().unwrap());
        let taken = installed.agreed.unwrap();
        for wanted in &taken.scopes {
            assert!(is_agreed(wanted.scope), "{step}: {wanted:?} of {agreed}");
        }
        for redirect in &taken.redirect_uris {
            let uris = agreed["redirectUris"].as_array().unwrap();
            assert!(uris.contains(&json!(redirect)), "{step}: {redirect}");
        }
        assert_eq!(json!(taken.profile), agreed["profile"], "{step}");
        assert_eq!(origin(&taken.widget.unwrap().endpoint), page, "{step}");

        let plugin = installed.plugin.unwrap();
        let shown: Value = self
            .shop
            .admin
            .read(&format!("/api/plugins/{plugin}"))
            .await;
        assert_eq!(origin(shown["endpoint"].as_str().unwrap()), page, "{step}");
        for scope in shown["scopes"].as_array().unwrap() {
            let scope = Scope::parse(scope.as_str().unwrap()).unwrap();
            assert!(is_agreed(scope), "{step}: {scope:?} of {agreed}");
        }
        // Of the newest code, since its server takes none.
        let store = &self.shop.running.server.app().store;
        let id = self.shop.id.as_str().into();
        for scope in store.granted_scopes(&id).await.unwrap().iter() {
            assert!(is_agreed(scope), "{step}: {scope:?} of {agreed}");
        }
    }
}

#[tokio::test]
async fn no_walk_gives_an_integration_more_than_a_person_agreed_to_last() {
    for seed in 1..=3 {
        let mut dice = Dice(seed);
        let shop = Shop::open().await;
        let mut walk = Walk {
            shop,
            written: Value::Null,
            published: None,
            agreed: None,
            agreements: 0,
        };
        let first = dice.edit();
        let edit = walk.shop.admin.patch(&walk.own(), &first);
        let _: Value = expect(edit, StatusCode::OK).await;
        walk.written = first;
        for round in 0..60 {
            let step = walk.step(&mut dice).await;
            walk.holds(&format!("seed {seed}, round {round}, {step}"))
                .await;
        }
        assert!(walk.agreements > 3, "{}", walk.agreements);
    }
}
