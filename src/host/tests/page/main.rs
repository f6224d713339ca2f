//! Frames in a real browser, with the pages in `tests/pages` as plugins: a file for each behaviour.

#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails says so by a panic; clippy does not know these for tests"
)]

mod apps;
mod binding;
mod bounds;
mod calling;
mod classic;
mod closing;
mod codec;
mod leaving;
mod mounting;
mod policy;
mod scopes;
mod support;
mod verifying;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
