//! `sweep` from outside: common luck in every cell, and what an interruption leaves.

use std::ffi::OsStr;
use std::fs;
use std::fs::File;
use std::io::ErrorKind;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use tempfile::tempdir;

use crate::program::Row;
use crate::program::SMALL;
use crate::program::assert_redrawn;
use crate::program::braindrain;
use crate::program::complaint;
use crate::program::files;
use crate::program::rows;

fn sweep(folder: &Path, more: &[&str]) -> std::process::Output {
    braindrain(folder, &[&["sweep", SMALL, "--replicates", "2", "--out", "here"], more].concat())
}

/// Begins a sweep into the folder `here`, and ends it once it has kept a cell, whose file it gives.
fn kill_after_a_cell(program: impl AsRef<OsStr>, folder: &Path, arguments: &[&str]) -> PathBuf {
    let mut program = Command::new(program);
    program.args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    let mut begun = loop {
        match program.spawn() {
            // A file that has just been written is busy while a test beside this one begins a program.
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => {
                sleep(Duration::from_millis(1));
            }
            begun => break begun.expect("the program can be started"),
        }
    };
    let cell = folder.join(".here.cells/cell-0001.csv");
    while !cell.exists() && begun.try_wait().expect("it can be asked").is_none() {
        sleep(Duration::from_millis(1));
    }
    begun.kill().expect("it can be ended");
    begun.wait().expect("it has ended");
    cell
}

#[test]
fn a_cell_is_the_scenario_with_what_is_set_and_the_luck_of_all() {
    let root = tempdir().unwrap();
    let vary = ["--vary", "firm.maple.pay.level=1.33,1.6", "--vary", "firm.cedar.reach=1:2:2"];
    let asked = ["--outcome", "departures:cedar", "--outcome", "retention:maple"];
    let output = sweep(root.path(), &[vary.as_slice(), &asked].concat());
    assert!(output.status.success(), "{}", complaint(&output));
    let rows = rows(&root.path().join("here/sweep.csv"));
    assert_eq!(rows.len(), 5 * 2 * 2);
    // A cell that sets what is written already has the same histories.
    let values = |cell: &str| -> Vec<String> {
        let of_cell = rows.iter().filter(|row| row["cell"] == cell);
        of_cell.map(|row| row["value"].clone()).collect()
    };
    let settings = |cell: &str| {
        let of_cell = |row: &&Row| row["cell"] == cell;
        rows.iter().find(of_cell).expect("the cell has rows")["settings"].clone()
    };
    assert_eq!(settings("0"), "");
    assert_eq!(settings("1"), "firm.maple.pay.level=1.33; firm.cedar.reach=1");
    assert_eq!(settings("4"), "firm.maple.pay.level=1.6; firm.cedar.reach=2");
    assert_eq!(values("0"), values("1"));
    assert_ne!(values("0"), values("3"));
    // And one that sets something else has those of a run that sets it.
    let set = ["--set", "firm.maple.pay.level=1.6", "--set", "outcomes=['departures:cedar']"];
    let run = ["run", SMALL, "--replicates", "2", "--out", "run", "--no-charts"];
    assert!(braindrain(root.path(), &[run.as_slice(), &set].concat()).status.success());
    let read = |file: &str| -> serde_json::Value {
        serde_json::from_str(&fs::read_to_string(root.path().join(file)).unwrap()).unwrap()
    };
    let (alone, swept) = (read("run/summary.json"), read("here/summary.json"));
    assert_eq!(swept["scenarios"][3]["name"], "firm.maple.pay.level=1.6; firm.cedar.reach=1");
    assert_eq!(alone["scenarios"][0]["outcomes"][0], swept["scenarios"][3]["outcomes"][0]);
    assert_redrawn(&root.path().join("here"), &["report.html", "heat-map.svg", "heat-map.png"]);
}

#[test]
fn a_design_varies_what_is_a_whole_number_in_whole_numbers() {
    let root = tempdir().unwrap();
    let design = ["--design", "lhs", "--points", "5", "--outcome", "departures:cedar"];
    let vary = ["--vary", "firm-group.startups.count=20:24", "--no-charts"];
    let output = sweep(root.path(), &[design.as_slice(), &vary].concat());
    assert!(output.status.success(), "{}", complaint(&output));
    let rows = rows(&root.path().join("here/sweep.csv"));
    let counts =
        rows.iter().filter_map(|row| row["settings"].strip_prefix("firm-group.startups.count="));
    let mut counts: Vec<&str> = counts.collect();
    counts.sort_unstable();
    counts.dedup();
    assert_eq!(counts, ["20", "21", "22", "23", "24"], "each has a part of the range");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let root = tempdir().unwrap();
    let design = ["--design", "lhs", "--points", "3", "--vary", "firm.maple.pay.level=1:2"];
    let swept = |threads| {
        let more = [design.as_slice(), &["--force", "--threads", threads]].concat();
        let output = sweep(root.path(), &more);
        assert!(output.status.success(), "{}", complaint(&output));
        files(&root.path().join("here"))
    };
    assert!(swept("1") == swept("2"));
}

#[test]
fn whoever_is_killed_goes_on_to_the_same_bytes() {
    let root = tempdir().unwrap();
    let vary = ["--vary", "firm.maple.pay.level=1:1.5:6"];
    assert!(sweep(root.path(), &vary).status.success());
    fs::rename(root.path().join("here"), root.path().join("whole")).unwrap();

    let arguments = [["sweep", SMALL, "--replicates", "2", "--out", "here"].as_slice(), &vary];
    let cell =
        kill_after_a_cell(env!("CARGO_BIN_EXE_braindrain"), root.path(), &arguments.concat());
    assert!(cell.exists() && !root.path().join("here").exists());

    let refused = sweep(root.path(), &vary);
    assert_eq!(refused.status.code(), Some(2));
    assert!(complaint(&refused).contains("`--resume`"), "{}", complaint(&refused));
    let other = sweep(root.path(), &["--vary", "firm.maple.pay.level=1:1.6:6", "--resume"]);
    assert_eq!(other.status.code(), Some(2));
    assert!(complaint(&other).contains("another question"), "{}", complaint(&other));

    let resumed = sweep(root.path(), &[vary.as_slice(), &["--resume"]].concat());
    assert!(resumed.status.success(), "{}", complaint(&resumed));
    let [whole, here] = ["whole", "here"].map(|folder| files(&root.path().join(folder)));
    assert!(whole == here);
    assert!(!root.path().join(".here.cells").exists());
}

/// Another build of the program, which does the same: with a byte more at its end, which not every system allows.
#[test]
fn cells_of_another_build_are_not_taken_up() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let root = tempdir().unwrap();
    let another = root.path().join("another");
    fs::copy(env!("CARGO_BIN_EXE_braindrain"), &another).unwrap();
    File::options().append(true).open(&another).unwrap().write_all(b"\n").unwrap();

    let vary = ["--vary", "firm.maple.pay.level=1:1.5:6"];
    let arguments = [["sweep", SMALL, "--replicates", "2", "--out", "here"].as_slice(), &vary];
    let cell = kill_after_a_cell(&another, root.path(), &arguments.concat());
    let kept = fs::read(&cell).unwrap();
    let refused = sweep(root.path(), &[vary.as_slice(), &["--resume"]].concat());
    assert_eq!(refused.status.code(), Some(2));
    assert!(complaint(&refused).contains("question or program"), "{}", complaint(&refused));
    assert!(fs::read(&cell).unwrap() == kept);
}

#[test]
fn what_is_wrong_is_said_before_anything_runs() {
    let root = tempdir().unwrap();
    let level = "firm.maple.pay.level=1:2:3";
    let table: [(&[&str], &str); 12] = [
        (&["--vary", "firm.maple.pay.lvel=1:2:3"], "did you mean `level`?"),
        (&["--vary", "firm.maple.pay.lvel=1:2:3"], "--> --vary:1:16"),
        (&["--vary", "firm.maple.pay.level=-1:2:2"], "1 | firm.maple.pay.level=-1:2:2\n"),
        (&["--vary", level, "--outcome", "departurs:cedar"], "1 | departurs:cedar\n"),
        (&["--vary", "firm.cedar.reach=1:2", "--design", "sobol", "--points", "0"], "at least 1"),
        (&["--vary", "firm.maple.pay.level=-1:2:2"], "found -1"),
        (&["--vary", level, "--outcome", "departurs:cedar"], "did you mean `departures`?"),
        (&["--vary", "run.seed=1,2"], "luck is shared"),
        (&["--vary", "time.end=2023-06-01,2023-07-01"], "different horizons"),
        (&["--vary", "focal=maple,cedar"], "other outcomes"),
        (&["--vary", level, "--vary", level], "varied twice"),
        (&["--vary", level, "--design", "sobl"], "similar value exists: 'sobol'"),
    ];
    for (more, reason) in table {
        let output = sweep(root.path(), more);
        let said = complaint(&output);
        assert_eq!(output.status.code(), Some(2), "{more:?}: {said}");
        assert!(said.contains(reason), "{more:?}: {said}");
        // Complaints that are the same in all cells are said once.
        assert!(said.matches("error:").count() == 1, "{said}");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    }
}
