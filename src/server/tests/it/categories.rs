//! Attendance categories and their items.

use encaixe_api::inbox::Names;
use encaixe_api::inbox::category::Category;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Running, Visitor, done, expect, refused};

const PATH: &str = "/api/attendance-categories";

async fn made(admin: &Visitor, new: Value) -> Category {
    expect(admin.post_json(PATH, &new), StatusCode::CREATED).await
}

fn names(of: &Category) -> Vec<&str> {
    of.items.iter().map(|item| item.name.as_str()).collect()
}

#[tokio::test]
async fn a_category_has_a_name_a_colour_a_place_and_items() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let new = json!({"name": " Reclamação ", "items": [{"name": "Atraso"}, {"name": "Defeito", "isActive": false}]});
    let one = made(&ana, new).await;
    assert_eq!((one.name.as_str(), one.is_active), ("Reclamação", true));
    assert!(one.color.starts_with('#'), "{}", one.color);
    assert_eq!(names(&one), ["Atraso", "Defeito"]);
    assert!(!one.items[1].is_active);
    let directory: Names = bruno.read("/api/workspace").await;
    assert_eq!(directory.categories.last(), Some(&one));

    // Items are given whole, in their order: renamed, new, left out.
    let path = format!("{PATH}/{}", one.id);
    let items = json!([{"name": "Novo"}, {"id": one.items[1].id, "name": "Atraso"}]);
    let patch = json!({"items": items, "position": 0, "color": "#ABCDEF", "name": "Queixa"});
    let after: Category = expect(ana.patch(&path, &patch), StatusCode::OK).await;
    assert_eq!(names(&after), ["Novo", "Atraso"]);
    assert_eq!(after.items[1].id, one.items[1].id);
    assert_eq!(
        (after.items[0].is_active, after.items[1].is_active),
        (true, false)
    );
    assert_eq!(
        (after.name.as_str(), after.color.as_str()),
        ("Queixa", "#abcdef")
    );
    let directory: Names = bruno.read("/api/workspace").await;
    assert_eq!(directory.categories[0], after);
    done(ana.delete(&path), 204).await;
    assert_eq!(refused(ana.delete(&path), 404).await.code, "not_found");
    for request in [
        bruno.post_json(PATH, &json!({"name": "X"})),
        bruno.patch(&path, &json!({})),
        bruno.delete(&path),
    ] {
        assert_eq!(refused(request, 403).await.code, "forbidden");
    }
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused_with_its_place() {
    let running = Running::start().await;
    let ana = running.admin().await;
    let one = made(
        &ana,
        json!({"name": "Queixa", "items": [{"name": "Atraso"}]}),
    )
    .await;
    let path = format!("{PATH}/{}", one.id);
    let many: Vec<Value> = (0..101)
        .map(|n| json!({"name": format!("Item {n}")}))
        .collect();
    let own = &one.items[0].id;
    for (patch, field, code) in [
        (json!({"name": "venda"}), "name", "taken"),
        (json!({"name": " "}), "name", "empty"),
        (json!({"color": "red"}), "color", "invalid"),
        (json!({"items": [{"name": ""}]}), "items[0].name", "empty"),
        (
            json!({"items": [{"name": "Ação"}, {"name": "acao"}]}),
            "items[1].name",
            "taken",
        ),
        (
            json!({"items": [{"id": "none", "name": "X"}]}),
            "items[0].id",
            "not_found",
        ),
        (
            json!({"items": [{"id": own, "name": "X"}, {"id": own, "name": "Y"}]}),
            "items[1].id",
            "repeated",
        ),
        (json!({"items": many}), "items", "too_many"),
    ] {
        let error = refused(ana.patch(&path, &patch), 422).await;
        let told = (error.fields[0].path.as_str(), error.fields[0].code.as_str());
        assert_eq!(told, (field, code), "{patch}");
    }
    let all: Value = ana.read(PATH).await;
    let last = all["items"].as_array().unwrap().last().unwrap();
    assert_eq!(last["items"][0]["name"], "Atraso");
}

#[tokio::test]
async fn what_attendances_have_is_switched_off_and_not_deleted() {
    let running = Running::start().await;
    let ana = running.admin().await;
    let _: Value = expect(
        ana.patch("/api/workspace", &json!({"closingCategory": "may"})),
        StatusCode::OK,
    )
    .await;
    let one = made(
        &ana,
        json!({"name": "Queixa", "items": [{"name": "Atraso"}, {"name": "Defeito"}]}),
    )
    .await;
    let path = format!("{PATH}/{}", one.id);
    let chosen = json!([{"category": one.id, "item": one.items[0].id}]);
    let close = json!({"status": "closed", "categories": chosen});
    let _: Value = expect(ana.patch("/api/conversations/955", &close), StatusCode::OK).await;
    let error = refused(ana.delete(&path), 422).await;
    assert_eq!(error.fields[0].code, "in_use");
    let items = json!([{"id": one.items[1].id, "name": "Defeito"}]);
    let error = refused(ana.patch(&path, &json!({"items": items})), 422).await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("items", "in_use")
    );
    // One that nobody chose goes.
    let items = json!([{"id": one.items[0].id, "name": "Demora", "isActive": false}]);
    let patch = json!({"items": items, "isActive": false});
    let after: Category = expect(ana.patch(&path, &patch), StatusCode::OK).await;
    assert_eq!((names(&after), after.is_active), (vec!["Demora"], false));
    let all: Value = ana.read(PATH).await;
    assert_eq!(all["items"][3]["uses"], json!({"count": 1, "more": false}));
}
