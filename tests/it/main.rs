//! Tests of the program from outside, in one binary.

mod chance;
mod laws;
mod luck;
mod threads;
mod tidy;
mod world;
