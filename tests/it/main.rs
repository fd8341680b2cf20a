//! Tests of the program from outside, in one binary.

mod causes;
mod chance;
mod comparison;
mod complaints;
mod decisions;
mod described;
mod documents;
mod edges;
mod explained;
mod facts;
mod laws;
mod luck;
mod metamorphic;
mod program;
mod promises;
mod recording;
mod reference_market;
mod schema;
mod script;
mod shown;
mod solve;
mod sweep;
mod threads;
mod tidy;
mod tour;
mod world;
