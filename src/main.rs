//! The program `braindrain`.

use std::process::ExitCode;

fn main() -> ExitCode {
    braindrain::cli::main()
}
