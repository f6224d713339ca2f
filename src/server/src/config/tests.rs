//! Which layer counts, and what is refused.

use std::path::Path;

use clap::{Args as _, Command};
use toml::Table;

use super::{Config, DEFAULTS, Empty, Flags, InitialWorkspace, Settings};

fn flags(data: &Path) -> Flags {
    Flags {
        data: data.to_owned(),
        ..Flags::default()
    }
}

#[test]
fn the_default_file_holds_and_documents_every_setting() {
    let defaults: Table = toml::from_str(DEFAULTS).unwrap();
    let command = Settings::augment_args(Command::new("serve"));
    let mut keys = Vec::new();
    for argument in command.get_arguments() {
        let key = argument.get_id().as_str().replace('_', "-");
        let variable = argument.get_env().unwrap().to_str().unwrap();
        assert!(defaults.contains_key(&key), "{key}");
        assert!(DEFAULTS.contains(&format!("{variable}, --")), "{variable}");
        keys.push(key);
    }
    assert_eq!(defaults.len(), keys.len());
    let all: Settings = defaults.try_into().unwrap();
    assert_eq!((all.port, all.plugin_port), (Some(7070), Some(7071)));
    assert_eq!(all.admin_email.as_deref(), Some("admin@localhost"));
}

#[test]
fn an_empty_workspace_is_called_as_its_settings_say() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        Config::resolve(flags(folder.path())).unwrap().initial,
        InitialWorkspace::Demo
    );
    let config = Config::resolve(Flags {
        settings: Settings {
            empty: Some(true),
            admin_email: Some(" Lia@Padaria.example".into()),
            language: Some("pt-BR".into()),
            ..Settings::default()
        },
        ..flags(folder.path())
    });
    let empty = Empty {
        workspace: "Inbox".into(),
        name: "Admin".into(),
        email: "lia@padaria.example".into(),
        language: Some("pt-BR".into()),
    };
    assert_eq!(config.unwrap().initial, InitialWorkspace::Empty(empty));
}

#[test]
fn a_flag_counts_more_than_the_file_and_the_file_more_than_the_default() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("config.toml"),
        "port = 1\nplugin-port = 2\npublic-url = \"https://inbox.example.com\"\n",
    )
    .unwrap();
    let config = Config::resolve(Flags {
        settings: Settings {
            port: Some(9),
            ..Settings::default()
        },
        no_open: true,
        ..flags(folder.path())
    })
    .unwrap();
    assert_eq!((config.port, config.plugin_port), (9, 2));
    assert!(!config.open);
    assert_eq!(config.log, "info");
    assert_eq!(
        config.public_url.unwrap().as_origin(),
        "https://inbox.example.com"
    );
}

#[test]
fn what_is_no_setting_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.toml"), "prot = 1\n").unwrap();
    let error = Config::resolve(flags(folder.path())).unwrap_err();
    assert!(format!("{error:#}").contains("prot"));

    let empty = tempfile::tempdir().unwrap();
    for (wrong, name) in [
        (
            Flags {
                settings: Settings {
                    listen: Some("here".into()),
                    ..Settings::default()
                },
                ..flags(empty.path())
            },
            "listen",
        ),
        (
            Flags {
                settings: Settings {
                    public_url: Some("https://example.com/inbox".into()),
                    ..Settings::default()
                },
                ..flags(empty.path())
            },
            "public-url",
        ),
        (
            Flags {
                settings: Settings {
                    body_timeout: Some(0),
                    ..Settings::default()
                },
                ..flags(empty.path())
            },
            "body-timeout: 0",
        ),
        (
            Flags {
                settings: Settings {
                    max_connections: Some(0),
                    ..Settings::default()
                },
                ..flags(empty.path())
            },
            "max-connections: 0",
        ),
        (
            Flags {
                settings: Settings {
                    event_days: Some(0),
                    ..Settings::default()
                },
                ..flags(empty.path())
            },
            "event-days: 0",
        ),
        (
            Flags {
                settings: Settings {
                    audit_days: Some(3_651),
                    ..Settings::default()
                },
                ..flags(empty.path())
            },
            "audit-days: 3651",
        ),
        (
            Flags {
                settings: Settings {
                    outgoing_allow: Some("erp.local, 10.0.0.0/33".into()),
                    ..Settings::default()
                },
                ..flags(empty.path())
            },
            "outgoing-allow: 10.0.0.0/33 is no network",
        ),
        (
            Flags {
                config: Some("missing.toml".into()),
                ..flags(empty.path())
            },
            "missing.toml",
        ),
        (
            Flags {
                settings: Settings {
                    admin_email: Some("lia".into()),
                    ..Settings::default()
                },
                ..flags(empty.path())
            },
            "admin-email: lia",
        ),
        (
            Flags {
                settings: Settings {
                    workspace: Some(" ".into()),
                    ..Settings::default()
                },
                ..flags(empty.path())
            },
            "workspace: a name has 1 to 80",
        ),
    ] {
        let error = format!("{:#}", Config::resolve(wrong).unwrap_err());
        assert!(error.contains(name), "{error}");
    }
}
