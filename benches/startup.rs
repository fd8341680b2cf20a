//! The program as a process: how long it takes to say something at all. Help comes within 10 ms.

use std::process::Command;
use std::process::Output;

use divan::Bencher;

fn answer(arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_braindrain"));
    program.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    let output = program.output().expect("the program can be started");
    assert!(output.status.success(), "{output:?}");
    output
}

/// `braindrain --help`.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn help(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| answer(&["--help"]));
}

/// `braindrain check` of a small and of the largest scenario.
#[divan::bench(args = ["minimal.toml", "ai-talent.toml"], sample_count = 20, sample_size = 1)]
fn check(bencher: Bencher<'_, '_>, file: &str) {
    let path = format!("scenarios/{file}");
    bencher.bench_local(|| answer(&["check", &path]));
}

fn main() {
    divan::main();
}
