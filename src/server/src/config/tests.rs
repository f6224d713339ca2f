//! Which layer counts, and what is refused.

use std::path::Path;

use super::{Config, DEFAULTS, Empty, First, Flags, Layer};

fn flags(data: &Path) -> Flags {
    Flags {
        data: data.to_owned(),
        ..Flags::default()
    }
}

#[test]
fn the_default_file_holds_every_setting() {
    let all: Layer = toml::from_str(DEFAULTS).unwrap();
    assert_eq!(all.port, Some(7070));
    assert_eq!(all.plugin_port, Some(7071));
    assert_eq!(all.listen.as_deref(), Some(""));
    assert_eq!(all.public_url.as_deref(), Some(""));
    assert_eq!(all.open, Some(true));
    assert_eq!(all.assets.as_deref(), Some(""));
    assert_eq!(
        (all.body_timeout, all.max_connections),
        (Some(30), Some(480))
    );
    assert_eq!(all.log.as_deref(), Some("info"));
    assert_eq!((all.heartbeat, all.event_days), (Some(15), Some(30)));
    assert_eq!(all.empty, Some(false));
    assert_eq!(all.workspace.as_deref(), Some("Inbox"));
    assert_eq!(all.admin_name.as_deref(), Some("Admin"));
    assert_eq!(all.admin_email.as_deref(), Some("admin@localhost"));
    assert_eq!(all.language.as_deref(), Some(""));
}

#[test]
fn an_empty_workspace_is_called_as_its_settings_say() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        Config::resolve(flags(folder.path())).unwrap().first,
        First::Demo
    );
    let config = Config::resolve(Flags {
        empty: Some(true),
        admin_email: Some(" Lia@Padaria.example".into()),
        language: Some("pt-BR".into()),
        ..flags(folder.path())
    });
    let empty = Empty {
        workspace: "Inbox".into(),
        name: "Admin".into(),
        email: "lia@padaria.example".into(),
        language: Some("pt-BR".into()),
    };
    assert_eq!(config.unwrap().first, First::Empty(empty));
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
        port: Some(9),
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
                listen: Some("here".into()),
                ..flags(empty.path())
            },
            "listen",
        ),
        (
            Flags {
                public_url: Some("https://example.com/inbox".into()),
                ..flags(empty.path())
            },
            "public-url",
        ),
        (
            Flags {
                body_timeout: Some(0),
                ..flags(empty.path())
            },
            "body-timeout: 0",
        ),
        (
            Flags {
                max_connections: Some(0),
                ..flags(empty.path())
            },
            "max-connections: 0",
        ),
        (
            Flags {
                event_days: Some(0),
                ..flags(empty.path())
            },
            "event-days: 0",
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
                admin_email: Some("lia".into()),
                ..flags(empty.path())
            },
            "admin-email: lia",
        ),
        (
            Flags {
                workspace: Some(" ".into()),
                ..flags(empty.path())
            },
            "workspace: a name has 1 to 80",
        ),
    ] {
        let error = format!("{:#}", Config::resolve(wrong).unwrap_err());
        assert!(error.contains(name), "{error}");
    }
}
