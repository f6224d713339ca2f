//! The process of a script: what it has, and what becomes of the server when it ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use encaixe_api::app::PingOutcome::{Passed, ScriptFailed};
use encaixe_server::script::{Event, Outcome, Runner};

use super::{Service, asker, by, is, returning, runner};

const ENDED: &str = "The script's process ended before it was through.";

/// Scripts' processes that this test's process has made and that hold a certain text in their memory's name: the program's, by its link.
#[cfg(target_os = "linux")]
fn children(program: &Path) -> Vec<PathBuf> {
    let own = std::process::id().to_string();
    let all = fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| Some(entry.ok()?.path()));
    let ours = all.filter(|process| {
        let Ok(stat) = fs::read_to_string(process.join("stat")) else {
            return false;
        };
        let parent = stat
            .rsplit(')')
            .next()
            .and_then(|rest| rest.split_whitespace().nth(1));
        let command = fs::read(process.join("cmdline")).unwrap_or_default();
        let begins = [program.as_os_str().as_encoded_bytes(), b"\0"].concat();
        parent == Some(own.as_str()) && command.starts_with(&begins)
    });
    ours.collect()
}

/// A link to the program under a name of its own, by which its processes are told from those of other tests.
#[cfg(target_os = "linux")]
fn linked(folder: &Path) -> PathBuf {
    let link = folder.join("program");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_encaixe"), &link).unwrap();
    link
}

#[cfg(target_os = "linux")]
async fn child(program: &Path) -> PathBuf {
    for _ in 0..400 {
        // Once it may open no file any more, it is what it is going to be.
        let ready = |process: &PathBuf| {
            let limits = fs::read_to_string(process.join("limits")).unwrap_or_default();
            let files = limits
                .lines()
                .find(|line| line.starts_with("Max open files"));
            files.is_some_and(|line| line.split_whitespace().nth(3) == Some("0"))
        };
        if let Some(found) = children(program).into_iter().find(ready) {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("no process of {}", program.display());
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn it_has_an_empty_environment_two_pipes_and_no_folder() {
    let service = Service::start().await;
    let folder = tempfile::tempdir().unwrap();
    let program = linked(folder.path());
    let runner = Runner::new(program.clone());
    let script = "exports.ping = (plg, event) => plg.axios.get(event.meta.baseURI + '/slow', { timeout: 3000 }).catch(() => {})";
    let running = by(&runner, &service, script);
    let looking = async {
        let process = child(&program).await;
        assert_eq!(fs::read(process.join("environ")).unwrap(), b"");
        assert_eq!(fs::read_link(process.join("cwd")).unwrap(), Path::new("/"));
        let command = fs::read(process.join("cmdline")).unwrap();
        assert!(command.ends_with(b"/program\0run-script\0"));
        let mut open: Vec<_> = fs::read_dir(process.join("fd"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        open.sort();
        let names: Vec<_> = open
            .iter()
            .map(|path| path.file_name().unwrap().to_str().unwrap())
            .collect();
        assert_eq!(names, ["0", "1", "2"]);
        let leads = |place: usize| fs::read_link(&open[place]).unwrap().display().to_string();
        // Tokio's pipes are pairs of sockets on some systems.
        for place in [0, 1] {
            assert!(
                leads(place).starts_with("pipe:") || leads(place).starts_with("socket:"),
                "{}",
                leads(place)
            );
        }
        assert_eq!(leads(2), "/dev/null");
        let limits = fs::read_to_string(process.join("limits")).unwrap();
        for what in [
            "Max open files",
            "Max file size",
            "Max processes",
            "Max core file size",
        ] {
            let line = limits.lines().find(|line| line.starts_with(what)).unwrap();
            let mut values = line[what.len()..].split_whitespace();
            assert_eq!(
                (values.next(), values.next()),
                (Some("0"), Some("0")),
                "{line}"
            );
        }
    };
    let (found, ()) = tokio::join!(running, looking);
    is(&found, Passed, "The app takes the credentials.");
    assert_eq!(children(&program), Vec::<PathBuf>::new());
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn one_that_is_killed_ends_its_ping_alone() {
    let service = Service::start().await;
    let folder = tempfile::tempdir().unwrap();
    let program = linked(folder.path());
    let runner = Runner::new(program.clone());
    let script = "exports.ping = (plg, event) => plg.axios.get(event.meta.baseURI + '/slow')";
    let running = by(&runner, &service, script);
    let killing = async {
        let process = child(&program).await;
        let id = process.file_name().unwrap().to_owned();
        assert!(
            std::process::Command::new("kill")
                .arg("-KILL")
                .arg(id)
                .status()
                .unwrap()
                .success()
        );
    };
    let (found, ()) = tokio::join!(running, killing);
    is(&found, ScriptFailed, ENDED);
    let next = by(&runner, &service, "exports.ping = async () => {}").await;
    assert_eq!(next.outcome, Passed);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn none_is_left_when_the_ping_is_given_up_or_its_time_is_over() {
    let service = Service::start().await;
    let folder = tempfile::tempdir().unwrap();
    let program = linked(folder.path());
    let runner = Runner::new(program.clone());
    let endless = "exports.ping = () => { for (;;) {} }";
    tokio::select! {
        found = by(&runner, &service, endless) => panic!("{found:?}"),
        _ = child(&program) => {}
    }
    gone(&program).await;
    let found = by(
        &runner.within(Duration::from_millis(300)),
        &service,
        endless,
    )
    .await;
    assert_eq!(found.outcome, ScriptFailed, "{found:?}");
    gone(&program).await;
}

#[cfg(target_os = "linux")]
async fn gone(program: &Path) {
    for _ in 0..200 {
        if children(program).is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{:?}", children(program));
}

#[tokio::test]
async fn a_program_that_speaks_otherwise_ends_the_ping() {
    let folder = tempfile::tempdir().unwrap();
    let of = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        #[cfg(unix)]
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        path
    };
    let programs = [
        folder.path().join("missing"),
        of("ends", "exit 0"),
        of("fails", "exit 3"),
        of("dies", "kill -KILL $$"),
        of("echoes", "read -r line; echo \"$line\"; read -r line"),
        of("babbles", "while :; do echo y; done"),
        of(
            "never-ends-a-line",
            "while :; do printf 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; done",
        ),
        of(
            "says-what-is-none",
            "echo '{\"end\":\"fine\"}'; read -r line; read -r line",
        ),
    ];
    for program in programs {
        let runner = Runner::new(program.clone());
        let run = runner
            .run(
                "exports.ping = async () => {}",
                &Event::default(),
                &asker(true),
            )
            .await;
        assert_eq!(run.outcome, Outcome::Crashed, "{}", program.display());
    }
    let hangs =
        Runner::new(of("hangs", "read -r line; read -r line")).within(Duration::from_millis(200));
    let run = hangs.run("", &Event::default(), &asker(true)).await;
    assert_eq!(run.outcome, Outcome::TimedOut { waiting: false });
}

#[tokio::test]
async fn a_script_reaches_neither_the_pipes_nor_the_system() {
    let service = Service::start().await;
    let names = "['std', 'os', 'print', 'scriptArgs', 'load', 'fetch', 'XMLHttpRequest', 'WebSocket', 'Deno', 'Bun', 'Worker', 'host', 'library']";
    let found = returning(&service, &format!("{{ throw {names}.filter((name) => typeof globalThis[name] !== 'undefined').join() || 'none' }}")).await;
    assert_eq!(found.message, "none");
    let found = returning(&service, "{ process.exit(0) }").await;
    assert!(found.message.starts_with("TypeError: "), "{found:?}");
    for module in ["std", "os", "fs", "/etc/passwd", "./index.js"] {
        let found = returning(&service, &format!("import('{module}')")).await;
        assert_ne!(found.outcome, Passed, "{found:?}");
    }
    // What it writes is nobody's message, and whatever it makes of the language does not make it pass.
    for begin in [
        "console.log('{\"end\":\"passed\"}')",
        "JSON.stringify = () => '{\"end\":\"passed\"}'",
        "Object.prototype.toJSON = () => ({ end: 'passed' })",
        "Promise.prototype.then = function () { return this }; globalThis.Promise = undefined",
        "for (const name of Object.getOwnPropertyNames(globalThis)) try { globalThis[name] = undefined } catch {}",
        "Array.prototype.map = Object.entries = Map.prototype.get = WeakMap.prototype.get = () => { throw 1 }",
        "Object.defineProperty(Object.prototype, 'then', { get() { throw 2 } })",
        "Error.prepareStackTrace = () => { throw 3 }; Error.stackTraceLimit = { valueOf() { throw 4 } }",
        "Symbol.prototype[Symbol.toPrimitive] = String.prototype.toWellFormed = Array.prototype[Symbol.iterator] = null",
    ] {
        let script = format!(
            "{begin}\nexports.ping = (plg, event) => (async () => {{ await plg.axios.get(event.meta.baseURI + '/status/401'); throw 'no' }})()"
        );
        let found = by(&runner(), &service, &script).await;
        assert_ne!(found.outcome, Passed, "{begin}: {found:?}");
    }
}

#[tokio::test]
async fn one_script_knows_nothing_of_another() {
    let service = Service::start().await;
    let runner = runner();
    let first = by(
        &runner,
        &service,
        "globalThis.kept = Object.prototype.kept = 1; exports.ping = async () => {}",
    )
    .await;
    assert_eq!(first.outcome, Passed);
    let second = by(
        &runner,
        &service,
        "exports.ping = async () => { if (typeof kept !== 'undefined' || ({}).kept) throw 'kept' }",
    )
    .await;
    is(&second, Passed, "The app takes the credentials.");
}
