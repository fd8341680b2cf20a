//! Runs that are stored, interrupted, changed and read again.

use std::error::Error;

use tempfile::TempDir;
use tempfile::tempdir;

use super::super::Kind;
use super::super::Replicate;
use super::super::ScenarioRecord;
use super::super::World;
use super::super::events::tests::eventful;
use super::super::events::tests::smallest;
use super::super::manifest::tests::manifest_of;
use super::super::table_file::tests::full_tables;
use super::*;

pub(super) fn comparison() -> StoredRun {
    let tables = full_tables();
    StoredRun { manifest: manifest_of(&tables), tables }
}

pub(super) fn environment() -> Environment {
    let machine = "a small one".to_owned();
    Environment { sources: None, machine, threads: 2, wall_seconds: 1.5 }
}

fn page(text: &str) -> Artefact {
    Artefact { name: "report.html".to_owned(), bytes: text.into() }
}

/// A folder that goes away, and a store of a run inside.
pub(super) fn place() -> (TempDir, Store) {
    let root = tempdir().unwrap();
    let store = Store::new(root.path().join("runs/calm"));
    (root, store)
}

pub(super) fn stored() -> (TempDir, Store) {
    let (root, store) = place();
    store.write(&comparison(), &environment(), &[page("first")]).unwrap();
    (root, store)
}

/// All of a stored run.
pub(super) fn read(store: &Store) -> Result<StoredRun, StoreError> {
    let manifest = store.read_manifest()?;
    let tables = store.read_tables(&manifest, &mut |_| {})?;
    Ok(StoredRun { manifest, tables })
}

/// The names of all files in a folder, hidden ones too.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

#[test]
fn a_stored_run_is_read_back() {
    let (_root, store) = stored();
    assert_eq!(read(&store).unwrap(), comparison());
}

#[test]
fn nothing_but_whole_files_is_left() {
    let (root, store) = stored();
    let expected = [
        "cascades.csv",
        "comparison.csv",
        "decisions.csv",
        "environment.json",
        "events.csv",
        "facts.csv",
        "firms.csv",
        "flows.csv",
        "foundings.csv",
        "letter.csv",
        "manifest.json",
        "market.csv",
        "migration.csv",
        "offers.csv",
        "outcomes.csv",
        "persons.csv",
        "positions.csv",
        "regions.csv",
        "report.html",
        "spells.csv",
    ];
    assert_eq!(names(store.folder()), expected);
    assert_eq!(names(&root.path().join("runs")), ["calm"]);
}

#[test]
fn the_same_run_is_stored_in_the_same_bytes() {
    let ((_one, first), (_other, second)) = (stored(), stored());
    for name in names(first.folder()) {
        let bytes = |store: &Store| fs::read(store.folder().join(&name)).unwrap();
        assert_eq!(bytes(&first), bytes(&second), "{name}");
    }
}

#[test]
fn a_run_of_one_scenario_has_no_comparison() {
    let (_root, store) = place();
    let mut run = comparison();
    run.manifest.kind = Kind::Run;
    run.manifest.tables.remove("comparison");
    run.tables.comparison.clear();
    run.manifest.tables.remove("persons");
    run.tables.persons.clear();
    store.write(&run, &environment(), &[]).unwrap();
    assert!(!names(store.folder()).contains(&"comparison.csv".to_owned()));
    assert_eq!(read(&store).unwrap(), run);
}

#[test]
fn an_existing_run_is_refused_and_left_alone() {
    let (_root, store) = stored();
    let error = store.write(&comparison(), &environment(), &[page("second")]).unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }));
    assert!(error.to_string().contains("calm`, which exists already"), "{error}");
    assert_eq!(fs::read_to_string(store.folder().join("report.html")).unwrap(), "first");
    assert!(store.check_free().is_err_and(|error| matches!(error, StoreError::Exists { .. })));
}

#[test]
fn an_empty_folder_is_free_and_a_file_is_not() {
    let (_root, store) = place();
    fs::create_dir_all(store.folder()).unwrap();
    store.write(&comparison(), &environment(), &[]).unwrap();
    assert_eq!(read(&store).unwrap(), comparison());
    let file = Store::new(store.folder().join("firms.csv"));
    assert!(matches!(file.check_free(), Err(StoreError::Exists { .. })));
    assert!(matches!(read(&file), Err(StoreError::NotARun { .. })));
    let nameless = Store::new(store.folder().join(".."));
    assert!(matches!(nameless.check_free(), Err(StoreError::Exists { .. })));
}

#[test]
fn a_place_that_cannot_be_written_is_refused_before_the_run() {
    let (root, store) = place();
    store.check_writable().unwrap();
    assert_eq!(names(&root.path().join("runs")), [""; 0]);
    fs::write(root.path().join("file"), "").unwrap();
    let nowhere = Store::new(root.path().join("file/calm"));
    assert!(matches!(nowhere.check_writable(), Err(StoreError::Refused { .. })));
}

#[test]
fn what_an_interrupted_run_has_left_does_not_get_into_the_next() {
    let (root, store) = place();
    let partial = root.path().join("runs/.calm.partial");
    fs::create_dir_all(&partial).unwrap();
    fs::write(partial.join(".lock"), "").unwrap();
    fs::write(partial.join("old.csv"), "half a li").unwrap();
    assert!(matches!(read(&store), Err(StoreError::NotARun { .. })));
    store.write(&comparison(), &environment(), &[]).unwrap();
    assert!(!names(store.folder()).contains(&"old.csv".to_owned()));
    assert!(!partial.exists());
}

#[test]
fn a_run_that_cannot_be_finished_leaves_nothing() {
    let (root, store) = place();
    let nameless = Artefact { name: "no-such-folder/chart.svg".to_owned(), bytes: Vec::new() };
    let error = store.write(&comparison(), &environment(), &[nameless]).unwrap_err();
    assert!(error.to_string().starts_with("cannot write `"), "{error}");
    assert!(error.to_string().contains("chart.svg"), "{error}");
    assert!(error.source().is_some());
    assert_eq!(names(&root.path().join("runs")), [""; 0]);
}

#[test]
fn a_changed_table_is_named() {
    let (_root, store) = stored();
    let path = store.folder().join("flows.csv");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("outside", "openai")).unwrap();
    let error = read(&store).unwrap_err();
    assert!(matches!(error, StoreError::Changed { .. }));
    assert!(error.to_string().contains("the table `flows` was changed"), "{error}");
    fs::write(&path, text).unwrap();
    assert_eq!(read(&store).unwrap(), comparison());
}

#[test]
fn a_changed_scenario_is_named() {
    let (_root, store) = place();
    let mut run = comparison();
    let digest = Digest::of_text("graduates = 1");
    let text = "graduates = 2".to_owned();
    run.manifest.scenarios.push(ScenarioRecord {
        name: "calm".to_owned(),
        digest,
        text,
        left_out: Vec::new(),
    });
    store.write(&run, &environment(), &[]).unwrap();
    let error = read(&store).unwrap_err();
    assert!(error.to_string().contains("the text of the scenario `calm` was changed"), "{error}");
}

#[test]
fn a_lost_table_and_a_broken_manifest_are_named() {
    let (_root, store) = stored();
    fs::remove_file(store.folder().join("firms.csv")).unwrap();
    let error = read(&store).unwrap_err();
    assert!(error.to_string().starts_with("cannot read the table `"), "{error}");
    fs::write(store.folder().join("manifest.json"), "{}").unwrap();
    let error = read(&store).unwrap_err();
    assert!(error.to_string().starts_with("cannot understand the manifest `"), "{error}");
}

#[test]
fn artefacts_are_replaced_and_the_run_stays_as_it_was() {
    let (_root, store) = stored();
    let before = names(store.folder());
    store.replace_artefacts(&[page("second")]).unwrap();
    assert_eq!(fs::read_to_string(store.folder().join("report.html")).unwrap(), "second");
    assert_eq!(names(store.folder()), before);
    assert_eq!(read(&store).unwrap(), comparison());
}

#[test]
fn a_run_is_replaced_with_all_that_was_in_its_folder_if_that_is_asked_for() {
    let (root, store) = stored();
    fs::write(store.folder().join("old.png"), "old").unwrap();
    let store = store.replacing();
    store.check_free().unwrap();
    store.write(&comparison(), &environment(), &[page("second")]).unwrap();
    assert_eq!(fs::read_to_string(store.folder().join("report.html")).unwrap(), "second");
    assert!(!names(store.folder()).contains(&"old.png".to_owned()));
    assert_eq!(names(&root.path().join("runs")), ["calm"]);
}

#[test]
fn what_is_no_run_is_not_replaced() {
    let (root, store) = place();
    fs::create_dir_all(store.folder()).unwrap();
    fs::write(store.folder().join("thesis.txt"), "years of work").unwrap();
    for store in [
        store.clone().replacing(),
        Store::new(store.folder().join("thesis.txt")).replacing(),
        Store::new(store.folder().join("..")).replacing(),
    ] {
        let error = store.write(&comparison(), &environment(), &[]).unwrap_err();
        assert!(matches!(error, StoreError::NotReplaceable { .. }), "{error}");
    }
    assert_eq!(names(store.folder()), ["thesis.txt"]);
    assert_eq!(names(&root.path().join("runs")), ["calm"]);
}

#[test]
fn a_run_that_cannot_be_finished_replaces_nothing() {
    let (root, store) = stored();
    let nameless = Artefact { name: "no-such-folder/chart.svg".to_owned(), bytes: Vec::new() };
    store.clone().replacing().write(&comparison(), &environment(), &[nameless]).unwrap_err();
    assert_eq!(read(&store).unwrap(), comparison());
    assert_eq!(names(&root.path().join("runs")), ["calm"]);
}

#[test]
fn whoever_dies_between_the_two_renames_leaves_the_old_run() {
    let (root, store) = stored();
    let replaced = root.path().join("runs/.calm.replaced");
    fs::rename(store.folder(), &replaced).unwrap();
    assert_eq!(read(&store).unwrap(), comparison());
    assert!(!replaced.exists());
    fs::rename(store.folder(), &replaced).unwrap();
    assert!(store.check_free().is_err_and(|error| matches!(error, StoreError::Exists { .. })));
    // Whoever dies after them leaves the new one, and the next one clears away the old.
    fs::create_dir(&replaced).unwrap();
    store.replacing().write(&comparison(), &environment(), &[]).unwrap();
    assert_eq!(names(&root.path().join("runs")), ["calm"]);
}

#[test]
fn a_run_that_is_given_up_while_it_is_written_leaves_nothing() {
    let (root, store) = place();
    let writing = store.begin(Kind::Run).unwrap();
    assert_eq!(names(&root.path().join("runs")), [".calm.partial"]);
    drop(writing);
    assert_eq!(names(&root.path().join("runs")), [""; 0]);
}

/// What is scripted is known last, and stands first; digests are those of the files.
#[test]
fn tables_that_grow_replicate_by_replicate_are_those_of_all_at_once() {
    let (_root, store) = place();
    let (scenario, mut all) = (smallest(), Tables::default());
    let (mut world, mut writing) = (World::new(&scenario), store.begin(Kind::Run).unwrap());
    for history in eventful(&scenario) {
        let replicate = Replicate::of(Kind::Run, &scenario, &history);
        writing.add(&replicate).unwrap();
        world.add(&replicate);
        all.firms.extend(replicate.tables.firms);
        all.events.extend(replicate.tables.events);
    }
    let end = world.tables(Tables::default());
    writing.conclude(&end).unwrap();
    let run = crate::scenario::Run { seed: 7, replicates: 3 };
    let manifest = Manifest::of(Kind::Run, String::new(), run, &[&scenario], writing.digests());
    writing.finish(&manifest, &environment(), &[]).unwrap();
    let found = read(&store).unwrap().tables;
    assert_eq!(found.events, [end.events, all.events].concat());
    assert_eq!((found.firms == all.firms, found.outcomes), (true, end.outcomes));
    assert!(names(store.folder()).iter().all(|name| !name.starts_with('.')));
}

#[test]
fn a_replicate_is_known_again_among_all_that_were_stored() {
    let (_root, store) = place();
    let scenario = smallest();
    let mut writing = store.begin(Kind::Run).unwrap();
    let histories = eventful(&scenario);
    let replicates: Vec<Replicate> =
        histories.iter().map(|history| Replicate::of(Kind::Run, &scenario, history)).collect();
    for replicate in &replicates {
        writing.add(replicate).unwrap();
    }
    let run = crate::scenario::Run { seed: 7, replicates: 3 };
    let manifest = Manifest::of(Kind::Run, String::new(), run, &[&scenario], writing.digests());
    writing.finish(&manifest, &environment(), &[]).unwrap();
    let retold =
        |manifest: &Manifest, replicate| store.retold(manifest, &scenario.name, replicate).unwrap();
    assert!(replicates.iter().all(|replicate| retold(&manifest, replicate) == Retold::Same));
    let mut history = histories[1].clone();
    history.market[0].contacts += 1;
    let other = Replicate::of(Kind::Run, &scenario, &history);
    assert_eq!(retold(&manifest, &other), Retold::Otherwise("market"));
    let nothing = Manifest { tables: std::collections::BTreeMap::new(), ..manifest };
    assert_eq!(retold(&nothing, &other), Retold::Unknown);
}
