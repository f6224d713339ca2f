//! A folder of an earlier version, with secrets of descriptors in the clear.

use encaixe_api::descriptor::parse;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::api::{Api, Reply};
use super::{connect, descriptor, field, path_of, start_in, upload};
use crate::support::expect;
use crate::upgrade::pool;
use crate::vault::Search;

const SECRET: &str = "do-ping-0a1b2c3d4e5f";

#[tokio::test(flavor = "multi_thread")]
async fn the_next_start_seals_what_an_earlier_version_left_of_descriptors_and_it_is_used_as_before()
{
    let running = start_in(tempfile::tempdir().unwrap()).await;
    let admin = running.admin().await;
    let api = Api::that(|_| Reply::with(200, "{}")).await;
    let ping = json!({"method_name": "/me", "params": {"app_token": SECRET}});
    let fields = json!([field("key", &json!({"mapping": "X-Key"}))]);
    let authentication =
        json!({"type": "pass_through_header", "fields": fields, "ping_request": ping});
    let text = descriptor("loja", &api.origin, &authentication, &json!({}));
    upload(&admin, &text).await;
    let connection = connect(&admin, "loja", json!({"key": "chave-40"})).await;
    let folder = running.stop().await;
    let data = folder.path().join("data");
    assert_eq!(Search::new([SECRET]).within(&data), [""; 0]);

    let pool = pool(&data).await;
    let said = serde_json::to_string(&parse(&text).descriptor.unwrap()).unwrap();
    sqlx::query("UPDATE app_version SET descriptor = $1, text = $2")
        .bind(&said)
        .bind(format!("{text}\n// password: {SECRET}"))
        .execute(&pool)
        .await
        .unwrap();
    for statement in [
        "ALTER TABLE app DROP COLUMN descriptor",
        "DELETE FROM _sqlx_migrations WHERE version = 42",
    ] {
        sqlx::query(statement).execute(&pool).await.unwrap();
    }
    pool.close().await;
    assert!(!Search::new([SECRET]).within(&data).is_empty());

    let running = start_in(folder).await;
    assert_eq!(Search::new([SECRET]).within(&data), [""; 0]);
    let admin = running.admin().await;
    let ping = admin.post(&format!("{}/ping", path_of(&connection)));
    let found: Value = expect(ping, StatusCode::OK).await;
    assert_eq!(found["outcome"], "passed", "{found}");
    assert_eq!(api.last().query, format!("app_token={SECRET}"));
    let files: Value = admin.read("/api/apps/loja/files").await;
    let files = files["descriptor"].as_str().unwrap();
    assert!(files.ends_with("// password: ***"), "{files}");
    // Nobody is asked to make plugins' secrets anew for it.
    let standing: Value = admin.read("/api/plugins/secrets").await;
    assert_eq!(standing["rotationOffered"], false);
}
