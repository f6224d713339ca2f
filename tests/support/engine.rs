//! The browsers' engines that tests run in.

/// An engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Engine {
    /// Chromium, in which every browser test runs.
    #[default]
    Chromium,
    /// Firefox, for what depends on the engine: attacks, the keyboard, the order of loads and messages.
    Firefox,
}

/// Makes two tests of one scenario: `<name>::in_chromium` and `<name>::in_firefox`.
///
/// ```ignore
/// in_each_engine! {
///     /// Why it matters.
///     a_page_that_does_this_gets_nothing(stage) {
///         let agent = stage.admin().await?;
///         Ok(())
///     }
/// }
/// ```
#[macro_export]
macro_rules! in_each_engine {
    ($($(#[$about:meta])* $name:ident($stage:ident) $play:block)+) => {$(
        $(#[$about])*
        mod $name {
            use super::*;

            async fn play($stage: &$crate::Stage) -> anyhow::Result<()> $play

            #[tokio::test(flavor = "multi_thread")]
            async fn in_chromium() -> anyhow::Result<()> {
                $crate::scenario_in($crate::Engine::Chromium, play).await
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn in_firefox() -> anyhow::Result<()> {
                $crate::scenario_in($crate::Engine::Firefox, play).await
            }
        }
    )+};
}
