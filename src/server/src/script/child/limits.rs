//! What the process may use, as the system holds it. JavaScript reaches nothing of the system in any case; this is for the day on which the engine
//! has a hole.

/// Bounds the process, and lets go of what it inherited beside its pipes. What the system refuses stays as it is.
#[cfg(target_os = "linux")]
pub(super) fn apply() {
    use nix::sys::resource::{Resource, setrlimit};

    use crate::script::{MEMORY, TIME};

    close_inherited();
    let memory = u64::try_from(MEMORY).unwrap_or(u64::MAX);
    let bounds = [
        // The script's, and the longest answer as a line and as JavaScript.
        (Resource::RLIMIT_DATA, memory + 128 * 1024 * 1024),
        (Resource::RLIMIT_CPU, TIME.as_secs() + 2),
        // No further file or connection can be opened, none be written, and no process be made.
        (Resource::RLIMIT_NOFILE, 0),
        (Resource::RLIMIT_FSIZE, 0),
        (Resource::RLIMIT_NPROC, 0),
        (Resource::RLIMIT_CORE, 0),
    ];
    for (what, most) in bounds {
        let _ = setrlimit(what, most, most);
    }
}

/// Elsewhere the engine's own bounds and the server's clock hold.
#[cfg(not(target_os = "linux"))]
pub(super) fn apply() {}

/// Closes each descriptor but the three that every process has.
#[cfg(target_os = "linux")]
fn close_inherited() {
    let Ok(folder) = std::fs::read_dir("/proc/self/fd") else {
        return;
    };
    let names = folder.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let open: Vec<i32> = names.filter_map(|name| name.parse().ok()).collect();
    for descriptor in open {
        if descriptor > 2 {
            // The one of the folder itself is closed already.
            let _ = nix::unistd::close(descriptor);
        }
    }
}
