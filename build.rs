//! Tells the program which sources it is built from: what is stored by one build is told from what another one stores.

use std::fs;
use std::hash::DefaultHasher;
use std::hash::Hasher;
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for place in ["Cargo.lock", "src"] {
        println!("cargo::rerun-if-changed={place}");
        add(Path::new(place), &mut hasher)?;
    }
    println!("cargo::rustc-env=BRAINDRAIN_SOURCES={:016x}", hasher.finish());
    Ok(())
}

/// Adds a file, or all files of a folder in the order of their names.
fn add(place: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if place.is_dir() {
        let mut inside = fs::read_dir(place)?.collect::<io::Result<Vec<_>>>()?;
        inside.sort_by_key(fs::DirEntry::file_name);
        return inside.iter().try_for_each(|entry| add(&entry.path(), hasher));
    }
    hasher.write(place.to_string_lossy().replace('\\', "/").as_bytes());
    hasher.write(&fs::read(place)?);
    Ok(())
}
