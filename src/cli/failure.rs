//! Why the program could not do what it was asked, and the exit code that says so.

use std::path::Path;
use std::process::ExitCode;

use crate::record::StoreError;
use crate::scenario::Complaints;

/// Something that ends the program.
#[derive(Debug)]
pub(super) enum Failure {
    /// Scenarios with mistakes.
    Scenario(Vec<Complaints>),
    /// Arguments that cannot be followed.
    Arguments(anyhow::Error),
    /// Everything else.
    Other(anyhow::Error),
}

impl Failure {
    /// Arguments that cannot be followed, for a reason in words.
    pub(super) fn arguments(reason: impl Into<String>) -> Self {
        Self::Arguments(anyhow::Error::msg(reason.into()))
    }

    /// 2 if scenario or arguments are wrong, else 1.
    pub(super) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Scenario(_) | Self::Arguments(_) => ExitCode::from(2),
            Self::Other(_) => ExitCode::FAILURE,
        }
    }

    /// A run that exists is not overwritten.
    pub(super) fn taken(folder: &Path) -> Self {
        Self::arguments(format!(
            "`{0}` exists already, and nothing is overwritten: choose another folder with `--out`, or \
             replace the run that is in it with `--force`",
            folder.display()
        ))
    }
}

impl From<Complaints> for Failure {
    fn from(complaints: Complaints) -> Self {
        Self::Scenario(vec![complaints])
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Other(error.into())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Exists { folder } => Self::taken(&folder),
            error @ (StoreError::NotARun { .. }
            | StoreError::NotReplaceable { .. }
            | StoreError::Busy { .. }
            | StoreError::Foreign { .. }
            | StoreError::Unfinished { .. }
            | StoreError::OtherCells { .. }) => Self::Arguments(error.into()),
            error => Self::Other(error.into()),
        }
    }
}
