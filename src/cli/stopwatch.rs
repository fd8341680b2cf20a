//! Time and machine: what goes into the environment of a run, and into no result.

use crate::record::Environment;

/// What stands for the sources that the program was built from (`build.rs`).
pub(super) const SOURCES: &str = env!("BRAINDRAIN_SOURCES");

/// Measures how long a run takes.
pub(super) struct Stopwatch {
    #[expect(clippy::disallowed_types, reason = "the clock belongs to this room")]
    started: std::time::Instant,
}

impl Stopwatch {
    #[expect(clippy::disallowed_types, reason = "the clock belongs to this room")]
    pub(super) fn start() -> Self {
        Self { started: std::time::Instant::now() }
    }

    /// Seconds since the start.
    pub(super) fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// Where and how fast something was made.
    pub(super) fn environment(&self) -> Environment {
        Environment {
            sources: Some(SOURCES.to_owned()),
            machine: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            threads: rayon::current_num_threads(),
            wall_seconds: self.seconds(),
        }
    }
}
