//! The terminal: the only place that prints.
//!
//! Results go to stdout; progress and complaints go to stderr, progress as a bar if that is a terminal
//! and as a plain line now and then if it is not.

use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::process::ExitCode;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

use indicatif::ProgressBar;
use indicatif::ProgressStyle;

use crate::experiment::Progress;

use super::complaint;
use super::failure::Failure;

/// Where the program speaks.
pub(super) struct Terminal {
    is_quiet: bool,
}

impl Terminal {
    pub(super) fn new(is_quiet: bool) -> Self {
        Self { is_quiet }
    }

    /// Prints a result.
    pub(super) fn say(&self, text: &str) {
        if !self.is_quiet {
            // Who closes the pipe has seen enough: what was stored is not lost by it.
            writeln!(io::stdout(), "{text}").ok();
        }
    }

    /// Prints a text that is meant for a file or another program, which may stop reading: whoever asks
    /// for it is never quiet.
    pub(super) fn pipe(text: &str) -> io::Result<()> {
        match io::stdout().write_all(text.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written,
        }
    }

    /// Shows how many of some replicates are finished.
    pub(super) fn progress(&self, replicates: u32, what: &str) -> Replicates {
        let bar = if self.is_quiet || !io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            let style =
                ProgressStyle::with_template("{msg} {bar:40} {pos}/{len} replicates, {eta} left");
            let style = style.expect("the template is well formed");
            ProgressBar::new(u64::from(replicates)).with_style(style).with_message(what.to_owned())
        };
        let lines = !self.is_quiet && !io::stderr().is_terminal();
        Replicates { bar, lines, of: replicates, done: AtomicU32::new(0) }
    }
}

/// Writes a line to stderr, if anybody reads it.
fn warn(text: &str) {
    writeln!(io::stderr(), "{text}").ok();
}

/// Progress through replicates.
pub(super) struct Replicates {
    bar: ProgressBar,
    lines: bool,
    of: u32,
    done: AtomicU32,
}

impl Progress for Replicates {
    fn finished(&self, _replicate: u32) {
        let finished = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.bar.inc(1);
        let quarter = self.of.div_ceil(4);
        if self.lines && (finished.is_multiple_of(quarter) || finished == self.of) {
            warn(&format!("{finished} of {} replicates", self.of));
        }
        if finished == self.of {
            self.bar.finish_and_clear();
        }
    }
}

/// Prints help, or what is wrong with the arguments; the exit code is 0 or 2.
pub(super) fn usage(message: &clap::Error) -> ExitCode {
    // Nothing can be done if the terminal does not take it.
    message.print().ok();
    if message.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

/// Prints why the program ends.
pub(super) fn report(failure: &Failure) -> ExitCode {
    match failure {
        Failure::Scenario(files) => {
            let colour = io::stderr().is_terminal();
            for complaints in files {
                warn(&complaint::render(complaints, colour));
            }
        }
        Failure::Arguments(error) | Failure::Other(error) => warn(&format!("error: {error:#}")),
    }
    failure.exit_code()
}
