//! `encaixe webhook`: for those who write a receiver.

mod listen;
mod rules;
mod score;
mod seen;

use std::time::Duration;

use clap::{Args, Subcommand};

use crate::delivery::sign::Secret;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Take webhooks, print each, and say whether its signature, id and time hold
    Listen(Listen),
}

#[derive(Debug, Args)]
pub(super) struct Listen {
    /// The port on this machine; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 9009)]
    port: u16,
    /// What the sender signs with, `whsec_...`; several, with commas between, as during a rotation
    #[arg(long, value_name = "SECRET", value_delimiter = ',', value_parser = secret, env = "ENCAIXE_WEBHOOK_SECRET", hide_env_values = true)]
    secret: Vec<Secret>,
    /// What is answered, one after the other; the last one from then on
    #[arg(long, value_name = "STATUS", value_delimiter = ',', default_value = "200", value_parser = clap::value_parser!(u16).range(200..600))]
    answer: Vec<u16>,
    /// How long each answer takes, such as 20s or 300ms
    #[arg(long, value_name = "TIME", default_value = "0s", value_parser = duration)]
    slow: Duration,
    /// Judge the sender by the rules of Standard Webhooks: answer so that it has to show what it does, and print a table
    #[arg(long, conflicts_with_all = ["answer", "slow"])]
    score: bool,
}

pub(super) async fn run(command: Command) -> anyhow::Result<()> {
    let Command::Listen(listen) = command;
    listen::run(listen).await
}

fn secret(text: &str) -> Result<Secret, String> {
    Secret::parse(text).map_err(|wrong| wrong.to_string())
}

/// A whole number with `s` or `ms`.
fn duration(text: &str) -> Result<Duration, String> {
    let (number, unit): (&str, fn(u64) -> Duration) = match text.strip_suffix("ms") {
        Some(number) => (number, Duration::from_millis),
        None => (
            text.strip_suffix('s').unwrap_or_default(),
            Duration::from_secs,
        ),
    };
    let number = number.parse().map_err(|_| "say 20s or 300ms".to_owned())?;
    Ok(unit(number))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::duration;

    #[test]
    fn a_time_is_a_whole_number_of_seconds_or_milliseconds() {
        assert_eq!(duration("20s"), Ok(Duration::from_secs(20)));
        assert_eq!(duration("0s"), Ok(Duration::ZERO));
        assert_eq!(duration("300ms"), Ok(Duration::from_millis(300)));
        for wrong in ["20", "20m", "2h", "s", "ms", "-1s", "1.5s", "20 s", ""] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }
}
