//! Apps from the outside: the round trip of `oauth_2` and its tokens against a provider that is not ours.

mod browser;
mod oauth;
mod provider;
