//! The program `braindrain`.

fn main() {}
