//! What a setting may be.

use std::time::Duration;

use encaixe_api::access::LOCALES;

/// The named language; when none is named, that of the system where it is one of ours.
pub(crate) fn language(named: &str) -> anyhow::Result<Option<String>> {
    if !named.is_empty() {
        anyhow::ensure!(
            LOCALES.contains(&named),
            "language: {named} is none of {}",
            LOCALES.join(", ")
        );
        return Ok(Some(named.to_owned()));
    }
    // Source: POSIX.1-2024, 8.2 Internationalization Variables.
    let system = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|text| !text.is_empty()));
    Ok(system
        .filter(|text| text.starts_with("pt"))
        .map(|_| "pt-BR".to_owned()))
}

pub(super) fn at_least_one(key: &str, value: Option<u32>) -> anyhow::Result<u32> {
    match value.unwrap_or_default() {
        0 => anyhow::bail!("{key}: 0 would let nothing in; it is 1 or more"),
        value => Ok(value),
    }
}

pub(super) fn heartbeat(seconds: u32) -> anyhow::Result<Duration> {
    anyhow::ensure!(
        (1..=300).contains(&seconds),
        "heartbeat: {seconds} is not between 1 and 300 seconds"
    );
    Ok(Duration::from_secs(seconds.into()))
}

pub(super) fn days(key: &str, value: Option<u32>) -> anyhow::Result<u32> {
    let days = value.unwrap_or_default();
    anyhow::ensure!(
        (1..=3_650).contains(&days),
        "{key}: {days} is not between 1 and 3650 days"
    );
    Ok(days)
}
