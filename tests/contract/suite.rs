//! The contract suite: one set of cases, played in the real inbox page and in a host of the older dialect.

use anyhow::Result;
use encaixe_tests::scenario;

use crate::host::{Host, play};

#[tokio::test(flavor = "multi_thread")]
async fn the_contract_holds_on_the_channel() -> Result<()> {
    scenario(async |stage| play(&Host::real(stage, "suite").await?).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_contract_holds_in_a_host_of_the_older_dialect() -> Result<()> {
    scenario(async |stage| {
        let host = Host::classic(stage, "suite").await?;
        play(&host).await?;
        host.received_as_the_table_has_it().await
    })
    .await
}
