//! How much memory a program takes at most.

use std::fs;
use std::io;
use std::process::Command;

/// The largest resident size of a program, in MiB, as it could be seen while it ran: `VmHWM` of `/proc/PID/status`, read
/// again and again. The last look is a few microseconds before its end.
///
/// # Errors
/// It could not be started, or did not exit 0.
pub(crate) fn peak(command: &mut Command) -> io::Result<f64> {
    let own_name = fs::read_to_string("/proc/self/comm")?;
    let mut child = command.spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        let text = fs::read_to_string(&status).unwrap_or_default();
        let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
        // Before it becomes another program it is a copy of this one.
        if value("Name:") == Some(own_name.trim()) {
            continue;
        }
        let kib = value("VmHWM:").and_then(|size| size.split(' ').next()?.parse().ok());
        peak = peak.max(kib.unwrap_or_default());
    };
    if ended.success() {
        Ok(f64::from(peak) / 1024.0)
    } else {
        Err(io::Error::other(format!("{}: {ended}", command.get_program().display())))
    }
}
