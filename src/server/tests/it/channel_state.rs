//! Whether a channel is connected, as whoever carries its messages says.

use encaixe_api::inbox::channel::{Channel, ChannelState};
use encaixe_api::live::Change;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Running, Visitor, expect, refused};

const PATH: &str = "/api/channels/501/state";

async fn tell(who: &Visitor, state: Value) -> ChannelState {
    let channel: Channel = expect(who.put_json(PATH, &state), StatusCode::OK).await;
    channel.state.unwrap()
}

#[tokio::test]
async fn a_channel_says_whether_it_is_connected_and_since_when() {
    let running = Running::start().await;
    let program = running.program().await;
    let all: Value = program.read("/api/channels").await;
    assert_eq!(all["items"][0]["state"], Value::Null);
    let up = tell(&program, json!({"connected": true})).await;
    assert_eq!((up.connected, &up.error), (true, &None));
    let (_, mark) = running.told(0).await;
    assert_eq!(tell(&program, json!({"connected": true})).await, up);
    assert_eq!(running.told(mark).await.0, []);

    let down = tell(
        &program,
        json!({"connected": false, "error": " o celular saiu "}),
    )
    .await;
    assert_eq!(down.error.as_deref(), Some("o celular saiu"));
    assert!(down.since >= up.since);
    assert_eq!(running.told(mark).await.0, [Change::Workspace]);
    // Another error alone leaves the time as it is.
    let other = tell(&program, json!({"connected": false, "error": "sem rede"})).await;
    assert_eq!(
        (other.since, other.error.as_deref()),
        (down.since, Some("sem rede"))
    );
    let up = tell(&program, json!({"connected": true})).await;
    assert_eq!(up.error, None);
    // The state is no part of what admins change.
    let ana = running.admin().await;
    let renamed: Channel = expect(
        ana.patch("/api/channels/501", &json!({"name": "Loja"})),
        StatusCode::OK,
    )
    .await;
    assert_eq!(renamed.state, Some(up));
}

#[tokio::test]
async fn a_state_that_cannot_be_is_refused() {
    let running = Running::start().await;
    let program = running.program().await;
    let long = "a".repeat(501);
    for (state, path, code) in [
        (
            json!({"connected": true, "error": "sem rede"}),
            "error",
            "unexpected",
        ),
        (
            json!({"connected": false, "error": long}),
            "error",
            "too_long",
        ),
        (
            json!({"connected": false, "since": "x"}),
            "since",
            "unknown",
        ),
    ] {
        let error = refused(program.put_json(PATH, &state), 422).await;
        let told = (error.fields[0].path.as_str(), error.fields[0].code.as_str());
        assert_eq!(told, (path, code), "{state}");
    }
    let none = program.put_json("/api/channels/none/state", &json!({"connected": true}));
    assert_eq!(refused(none, 404).await.code, "not_found");
}
