//! Settings: the defaults, then a file, then `ENCAIXE_*` variables, then flags.

mod rules;
mod values;

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use encaixe_api::plugin_url::PageOrigin;
use serde::{Deserialize, Serialize};
use toml::Table;

pub(crate) use self::values::language;
use self::values::{at_least_one, days, heartbeat};
use crate::check;
use crate::delivery::Timing;
use crate::initial_workspace::{Empty, InitialWorkspace};
use crate::outgoing::Exceptions;
use crate::vault::Vault;

/// The documented list of every setting.
pub const DEFAULTS: &str = include_str!("../config.default.toml");

/// The file that is read from the data folder when no other is named.
const FILE: &str = "config.toml";

/// How long nobody uses a company that is closed then.
const COMPANY_IDLE: Duration = Duration::from_secs(10 * 60);

/// What the server runs by.
#[derive(Debug, Clone)]
pub struct Config {
    /// The data folder.
    pub data: PathBuf,
    /// The port of the page and the API; 0 takes a free one.
    pub port: u16,
    /// The port of the demo plugin; 0 takes a free one.
    pub plugin_port: u16,
    /// The address to listen on; none is this machine alone.
    pub listen: Option<IpAddr>,
    /// Where browsers find the page; none is `http://127.0.0.1` and the port.
    pub public_url: Option<PageOrigin>,
    /// Whether to open the browser.
    pub open: bool,
    /// A folder that is served instead of the embedded files.
    pub assets: Option<PathBuf>,
    /// How long the body of a request may take to come.
    pub body_timeout: Duration,
    /// How many connections each port holds at once.
    pub max_connections: usize,
    /// What to log.
    pub log: String,
    /// How often a stream of changes shows that it lives.
    pub heartbeat: Duration,
    /// For how many days what happened is kept.
    pub event_days: u32,
    /// The file with the keys that secrets are sealed by; none is the data folder's own.
    pub vault_key_file: Option<PathBuf>,
    /// For how many days the audit log is kept.
    pub audit_days: u32,
    /// For how many days deliveries of webhooks are kept that are over.
    pub delivery_days: u32,
    /// The times that decide about webhooks, which are no setting.
    pub timing: Timing,
    /// The program that runs the scripts of apps as `run-script`; none is this one.
    pub script_program: Option<PathBuf>,
    /// Whether webhooks and calls of apps may go to this machine itself, also without https.
    pub delivery_allow_loopback: bool,
    /// Certificates that are trusted beside those of the system, for webhooks and calls of apps.
    pub delivery_extra_ca_file: Option<PathBuf>,
    /// Hosts and networks of one's own that the server may ask.
    pub outgoing_allow: Exceptions,
    /// How many companies beside the first are open at once, unless more are used.
    pub companies_open: usize,
    /// How long nobody uses a company that is closed then, which is no setting.
    pub company_idle: Duration,
    /// Whether the keys of Plug's bodies are spelt as Plug spells them.
    pub plug_compat_names: bool,
    /// What a new data folder begins with.
    pub initial: InitialWorkspace,
}

/// The command line of `encaixe serve`.
#[derive(Debug, Default, Args)]
pub struct Flags {
    /// The data folder
    #[arg(
        long,
        value_name = "DIR",
        env = "ENCAIXE_DATA",
        default_value = "./data"
    )]
    pub data: PathBuf,
    /// The settings file [default: config.toml in the data folder]
    #[arg(long, value_name = "FILE", env = "ENCAIXE_CONFIG")]
    pub config: Option<PathBuf>,
    /// Do not open the browser
    #[arg(long)]
    pub no_open: bool,
    /// Those that were given, by flag or variable
    #[command(flatten)]
    pub settings: Settings,
}

/// Every setting: a flag, a variable of the environment and a key of the settings file. One that is missing comes from the layer
/// below, the last of which is `config.default.toml`.
#[derive(Debug, Default, Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The port of the page and the API [default: 7070]; 0 takes a free one
    #[arg(long, value_name = "N", env = "ENCAIXE_PORT")]
    pub port: Option<u16>,
    /// The port of the demo plugin [default: 7071]; 0 takes a free one
    #[arg(long, value_name = "N", env = "ENCAIXE_PLUGIN_PORT")]
    pub plugin_port: Option<u16>,
    /// Where browsers find the page [default: http://127.0.0.1 and the port]
    #[arg(long, value_name = "URL", env = "ENCAIXE_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// The address to listen on [default: this machine alone]
    #[arg(long, value_name = "ADDR", env = "ENCAIXE_LISTEN")]
    pub listen: Option<String>,
    /// Only the variable; the flag is `--no-open`
    #[arg(long, hide = true, env = "ENCAIXE_OPEN")]
    pub open: Option<bool>,
    /// A folder to serve instead of the files inside the program
    #[arg(long, value_name = "DIR", env = "ENCAIXE_ASSETS")]
    pub assets: Option<String>,
    /// How many seconds the body of a request may take to come [default: 30]
    #[arg(long, value_name = "SECONDS", env = "ENCAIXE_BODY_TIMEOUT")]
    pub body_timeout: Option<u32>,
    /// How many connections each port holds at once [default: 480]
    #[arg(long, value_name = "N", env = "ENCAIXE_MAX_CONNECTIONS")]
    pub max_connections: Option<u32>,
    /// What to log [default: info]
    #[arg(long, value_name = "WHAT", env = "ENCAIXE_LOG")]
    pub log: Option<String>,
    /// Seconds between two signs of life of a stream of changes [default: 15]
    #[arg(long, value_name = "SECONDS", env = "ENCAIXE_HEARTBEAT")]
    pub heartbeat: Option<u32>,
    /// For how many days what happened is kept [default: 30]
    #[arg(long, value_name = "DAYS", env = "ENCAIXE_EVENT_DAYS")]
    pub event_days: Option<u32>,
    /// The file with the keys that secrets are sealed by [default: vault.key in the data folder]
    #[arg(long, value_name = "FILE", env = "ENCAIXE_VAULT_KEY_FILE")]
    pub vault_key_file: Option<String>,
    /// For how many days the audit log is kept [default: 365]
    #[arg(long, value_name = "DAYS", env = "ENCAIXE_AUDIT_DAYS")]
    pub audit_days: Option<u32>,
    /// For how many days deliveries of webhooks are kept that are over [default: 30]
    #[arg(long, value_name = "DAYS", env = "ENCAIXE_DELIVERY_DAYS")]
    pub delivery_days: Option<u32>,
    /// Webhooks and calls of apps may go to this machine itself, also without https
    #[arg(long, num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "BOOL", env = "ENCAIXE_DELIVERY_ALLOW_LOOPBACK")]
    pub delivery_allow_loopback: Option<bool>,
    /// Certificates in PEM that webhooks and calls of apps trust beside those of the system
    #[arg(long, value_name = "FILE", env = "ENCAIXE_DELIVERY_EXTRA_CA_FILE")]
    pub delivery_extra_ca_file: Option<String>,
    /// Hosts and networks of your own that the server may ask, separated by commas
    #[arg(long, value_name = "HOSTS", env = "ENCAIXE_OUTGOING_ALLOW")]
    pub outgoing_allow: Option<String>,
    /// How many companies beside the first are open at once [default: 32]
    #[arg(long, value_name = "N", env = "ENCAIXE_COMPANIES_OPEN")]
    pub companies_open: Option<u32>,
    /// Whether the keys of Plug's bodies are spelt as Plug spells them [default: true]
    #[arg(long, num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "BOOL", env = "ENCAIXE_PLUG_COMPAT_NAMES")]
    pub plug_compat_names: Option<bool>,
    /// A new data folder begins without the demo: one admin, no conversations
    #[arg(long, num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "BOOL", env = "ENCAIXE_EMPTY")]
    pub empty: Option<bool>,
    /// With --empty: the company's name [default: Inbox]
    #[arg(long, value_name = "NAME", env = "ENCAIXE_WORKSPACE")]
    pub workspace: Option<String>,
    /// With --empty: the admin's name [default: Admin]
    #[arg(long, value_name = "NAME", env = "ENCAIXE_ADMIN_NAME")]
    pub admin_name: Option<String>,
    /// With --empty: the admin's e-mail address [default: admin@localhost]
    #[arg(long, value_name = "EMAIL", env = "ENCAIXE_ADMIN_EMAIL")]
    pub admin_email: Option<String>,
    /// With --empty: the language that it begins in, en or pt-BR [default: that of the system, else en]
    #[arg(long, value_name = "LANGUAGE", env = "ENCAIXE_LANGUAGE")]
    pub language: Option<String>,
}

impl Config {
    /// Lays the flags over the file over the defaults.
    ///
    /// # Errors
    /// When the file cannot be read or holds what is no setting, or a value is not one.
    pub fn resolve(flags: Flags) -> anyhow::Result<Self> {
        let mut given = flags.settings;
        if flags.no_open {
            given.open = Some(false);
        }
        let mut merged: Table = toml::from_str(DEFAULTS).context("config.default.toml")?;
        for layer in [file(&flags.data, flags.config.as_deref())?, given] {
            merged.extend(Table::try_from(layer)?);
        }
        let all: Settings = merged.try_into()?;
        let initial = all.initial()?;
        let text = |value: Option<String>| value.filter(|text| !text.is_empty());
        Ok(Self {
            data: flags.data,
            port: all.port.unwrap_or_default(),
            plugin_port: all.plugin_port.unwrap_or_default(),
            listen: text(all.listen)
                .map(|text| {
                    text.parse()
                        .with_context(|| format!("listen: {text} is no IP address"))
                })
                .transpose()?,
            public_url: text(all.public_url)
                .map(|text| {
                    PageOrigin::parse(&text).with_context(|| {
                        format!("public-url: {text} is not http(s)://host[:port] without a path")
                    })
                })
                .transpose()?,
            open: all.open.unwrap_or_default(),
            assets: text(all.assets).map(PathBuf::from),
            body_timeout: Duration::from_secs(
                at_least_one("body-timeout", all.body_timeout)?.into(),
            ),
            max_connections: at_least_one("max-connections", all.max_connections)?
                .try_into()
                .context("max-connections")?,
            log: all.log.unwrap_or_default(),
            heartbeat: heartbeat(all.heartbeat.unwrap_or_default())?,
            event_days: days("event-days", all.event_days)?,
            audit_days: days("audit-days", all.audit_days)?,
            delivery_days: days("delivery-days", all.delivery_days)?,
            timing: Timing::default(),
            script_program: None,
            vault_key_file: text(all.vault_key_file).map(PathBuf::from),
            delivery_allow_loopback: all.delivery_allow_loopback.unwrap_or_default(),
            delivery_extra_ca_file: text(all.delivery_extra_ca_file).map(PathBuf::from),
            outgoing_allow: (all.outgoing_allow.unwrap_or_default())
                .parse()
                .map_err(|wrong| anyhow::anyhow!("outgoing-allow: {wrong}"))?,
            companies_open: at_least_one("companies-open", all.companies_open)?
                .try_into()
                .context("companies-open")?,
            company_idle: COMPANY_IDLE,
            plug_compat_names: all.plug_compat_names.unwrap_or_default(),
            initial,
        })
    }

    /// The file with the keys that secrets are sealed by.
    #[must_use]
    pub fn vault_key(&self) -> PathBuf {
        let named = self.vault_key_file.clone();
        named.unwrap_or_else(|| Vault::file_in(&self.data))
    }
}

impl Settings {
    /// Names and address are checked also where they are not needed, so that a wrong one shows at once.
    fn initial(&self) -> anyhow::Result<InitialWorkspace> {
        let name = |key: &str, value: &Option<String>| {
            check::name(value.as_deref().unwrap_or_default(), check::NAME_CHARS)
                .map_err(|wrong| anyhow::anyhow!("{key}: {}", wrong.message))
        };
        let email = self.admin_email.as_deref().unwrap_or_default();
        let empty = Empty {
            workspace: name("workspace", &self.workspace)?,
            name: name("admin-name", &self.admin_name)?,
            email: check::email(email)
                .map_err(|wrong| anyhow::anyhow!("admin-email: {email}: {}", wrong.message))?,
            language: language(self.language.as_deref().unwrap_or_default())?,
        };
        Ok(if self.empty == Some(true) {
            InitialWorkspace::Empty(empty)
        } else {
            InitialWorkspace::Demo
        })
    }
}

/// The named file, which must be there, or the one in the data folder, which need not.
fn file(data: &Path, named: Option<&Path>) -> anyhow::Result<Settings> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => {
            let path = data.join(FILE);
            if !path.exists() {
                return Ok(Settings::default());
            }
            path
        }
    };
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("the settings file {} cannot be read", path.display()))?;
    toml::from_str(&text).with_context(|| format!("the settings file {}", path.display()))
}

#[cfg(test)]
mod tests;
