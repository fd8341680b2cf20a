//! `completions` and `man`: what shells and readers of manuals want to know of the command line.

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;

use super::failure::Failure;
use super::terminal::Terminal;

/// Prints the completions of the command line for a shell.
pub(super) fn completions(shell: Shell, mut program: Command) -> Result<(), Failure> {
    let mut script = Vec::new();
    let name = program.get_name().to_owned();
    clap_complete::generate(shell, &mut program, name, &mut script);
    Ok(Terminal::pipe(&String::from_utf8_lossy(&script))?)
}

/// Prints the manual page of the program, or of one of its commands.
pub(super) fn page(command: Option<&str>, mut program: Command) -> Result<(), Failure> {
    program.build();
    let about = match command {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
            Failure::arguments(format!("there is no command `{name}` with a manual page"))
        })?,
    };
    let mut page = Vec::new();
    Man::new(about).render(&mut page)?;
    Ok(Terminal::pipe(&String::from_utf8_lossy(&page))?)
}
