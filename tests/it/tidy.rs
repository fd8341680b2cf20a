//! The house rules, held by the standard library alone: borders of rooms, length of files and
//! functions, lists that have to be complete, and texts that belong to no machine.
//!
//! Each rule is a function from texts to complaints, which has a test of its own on a text that
//! breaks it; and it is then asked about the sources.

mod budget;
mod lists;
mod places;
mod rooms;
mod source;
mod strays;
