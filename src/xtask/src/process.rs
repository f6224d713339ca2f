//! Starting other programs, with errors that name the program and say what to do.

use std::io::{BufRead as _, BufReader, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context as _, Result, anyhow, bail};

/// Runs a program with the terminal's own output; an exit status other than 0 is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = status(command)?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a program with the terminal's own output and returns how it ended.
pub(crate) fn status(command: &mut Command) -> Result<ExitStatus> {
    command
        .status()
        .map_err(|error| unstartable(command, &error))
}

/// Runs a program and returns what it wrote to standard output; what it wrote to standard error is in the error.
pub(crate) fn read(command: &mut Command) -> Result<Vec<u8>> {
    let output = command
        .output()
        .map_err(|error| unstartable(command, &error))?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!(
            "`{}` failed ({})\n{}",
            line(command),
            output.status,
            stderr.trim_end()
        );
    }
    Ok(output.stdout)
}

/// Runs a program, shows its standard output as it comes, and returns it with the exit status.
pub(crate) fn watch(command: &mut Command) -> Result<(ExitStatus, String)> {
    command.stdout(Stdio::piped());
    let mut child = command
        .spawn()
        .map_err(|error| unstartable(command, &error))?;
    let mut seen = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        let mut stdout = BufReader::new(stdout);
        loop {
            let from = seen.len();
            if stdout.read_until(b'\n', &mut seen)? == 0 {
                break;
            }
            // Another thread may show what another program wrote: whole lines alone.
            let mut shown = std::io::stdout().lock();
            shown.write_all(&seen[from..])?;
            shown.flush()?;
        }
    }
    let status = child
        .wait()
        .with_context(|| format!("waiting for `{}`", line(command)))?;
    Ok((status, String::from_utf8_lossy(&seen).into_owned()))
}

/// Runs a program, whose standard error the terminal shows, and returns its standard output with the exit status.
pub(crate) fn capture(command: &mut Command) -> Result<(ExitStatus, String)> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| unstartable(command, &error))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok((output.status, text))
}

/// Runs a program quietly, and returns all that it wrote with the exit status.
pub(crate) fn collect(command: &mut Command) -> Result<(ExitStatus, String)> {
    let output = command
        .output()
        .map_err(|error| unstartable(command, &error))?;
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Ok((output.status, text))
}

/// Runs cargo, shows what it is busy with as it comes, and returns what the compiler said with the exit status.
pub(crate) fn diagnose(command: &mut Command) -> Result<(ExitStatus, String)> {
    const BUSY: [&str; 7] = [
        "Blocking",
        "Checking",
        "Compiling",
        "Downloaded",
        "Downloading",
        "Finished",
        "Updating",
    ];
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .map_err(|error| unstartable(command, &error))?;
    let mut text = String::new();
    if let Some(stderr) = child.stderr.take() {
        for line in BufReader::new(stderr).lines() {
            let line = line?;
            let first = line.split_whitespace().next().unwrap_or_default();
            if line.starts_with(' ') && BUSY.contains(&first) {
                eprintln!("{line}");
            } else {
                text.push_str(&line);
                text.push('\n');
            }
        }
    }
    let status = child
        .wait()
        .with_context(|| format!("waiting for `{}`", line(command)))?;
    Ok((status, text))
}

/// The path of a program in `PATH`, if it is there.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths)
        .map(|folder| {
            folder
                .join(program)
                .with_extension(std::env::consts::EXE_EXTENSION)
        })
        .find(|path| path.is_file())
}

/// The cargo that started us, or else the one in `PATH`.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![
        program
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    ];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

fn unstartable(command: &Command, error: &std::io::Error) -> anyhow::Error {
    let program = command.get_program().to_string_lossy();
    if error.kind() == ErrorKind::NotFound {
        anyhow!("`{program}` is not installed, or not in PATH: install it and try again")
    } else {
        anyhow!("`{program}` could not be started: {error}")
    }
}
