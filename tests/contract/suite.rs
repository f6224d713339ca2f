//! The contract suite: one set of cases, played in the real inbox page and in a host of the classic dialect, with every build
//! of the SDK.

use anyhow::Result;
use encaixe_tests::build::Build;
use encaixe_tests::scenario;

use crate::host::{Host, play};

#[tokio::test(flavor = "multi_thread")]
async fn the_contract_holds_on_the_channel() -> Result<()> {
    on_the_channel(Build::Script).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_contract_holds_on_the_channel_with_the_module() -> Result<()> {
    on_the_channel(Build::Module).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_contract_holds_on_the_channel_with_the_wasm_beside_the_module() -> Result<()> {
    on_the_channel(Build::Slim).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_contract_holds_on_the_channel_without_wasm() -> Result<()> {
    on_the_channel(Build::PlainScript).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_contract_holds_on_the_channel_with_the_module_without_wasm() -> Result<()> {
    on_the_channel(Build::PlainModule).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_contract_holds_in_a_host_of_the_classic_dialect() -> Result<()> {
    in_the_classic_dialect(Build::Script).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_contract_holds_in_a_host_of_the_classic_dialect_without_wasm() -> Result<()> {
    in_the_classic_dialect(Build::PlainScript).await
}

async fn on_the_channel(build: Build) -> Result<()> {
    scenario(async |stage| play(&Host::real(stage, "suite", build).await?).await).await
}

async fn in_the_classic_dialect(build: Build) -> Result<()> {
    scenario(async |stage| {
        let host = Host::classic(stage, "suite", build).await?;
        play(&host).await?;
        host.received_as_the_table_has_it().await
    })
    .await
}
