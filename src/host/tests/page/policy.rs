//! The page's own policy keeps a frame from loading.

use encaixe_api::plugin::{FrameReason, FrameState};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{LIMITS, PLUGIN, Stage, origin};

#[wasm_bindgen_test]
async fn a_frame_that_the_pages_policy_refuses_is_blocked_and_no_other_is() {
    let beside = Stage::at(PLUGIN).await;
    // It holds for the rest of this page's tests, which need no other sources.
    let document = web_sys::window().unwrap().document().unwrap();
    let policy = document.create_element("meta").unwrap();
    policy
        .set_attribute("http-equiv", "Content-Security-Policy")
        .unwrap();
    policy
        .set_attribute("content", "frame-src 'self' data:")
        .unwrap();
    document.head().unwrap().append_child(&policy).unwrap();

    let elsewhere = origin().replace("127.0.0.1", "plugins.localhost");
    let stage = Stage::with(&format!("{elsewhere}{PLUGIN}?auth_secret=s"), LIMITS);
    stage.state(FrameState::Blocked).await;
    let status = stage.frame.status();
    assert_eq!(
        (status.reason, status.seen),
        (Some(FrameReason::Policy), None)
    );

    assert_eq!(beside.frame.status().state, FrameState::Connecting);
    beside.plugin("plugin.hello()");
    beside.state(FrameState::Verified).await;
}
