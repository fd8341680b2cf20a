//! The program: arguments, terminal, exit codes. The only room that may name all others.

mod amount;
mod arguments;
mod attribute;
mod causes;
mod check;
mod compare;
pub mod complaint;
mod digits;
mod event_study;
mod explain;
mod failure;
mod fork;
mod goal;
mod library;
mod manual;
mod new;
mod options;
mod outline;
mod produce;
mod recording;
mod report;
mod retold;
mod run;
mod schema;
mod shell;
mod solve;
mod stopwatch;
mod study;
mod sweep;
mod terminal;
mod typed;
mod varied;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use terminal::Terminal;

/// Runs the program on the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(help_or_mistake) => return terminal::usage(&help_or_mistake),
    };
    let terminal = Terminal::new(arguments.is_quiet());
    match arguments.execute(&terminal) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => terminal::report(&failure),
    }
}
