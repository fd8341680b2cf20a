//! The four classes of researchers.

use std::fmt;
use std::ops::Index as IndexBy;
use std::ops::IndexMut as IndexMutBy;

use schemars::JsonSchema;
use serde::Deserialize;

/// What kind of work somebody is known for; part of a researcher's identity, never changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Class {
    /// One of the few hundred people whom every laboratory knows by name.
    Star,
    /// Publishes, or leads a line of research.
    Researcher,
    /// Builds and trains large models.
    Engineer,
    /// Puts models into products.
    Applied,
}

/// All classes, in the order in which tables and charts show them.
pub const CLASSES: [Class; 4] = [Class::Star, Class::Researcher, Class::Engineer, Class::Applied];

impl Class {
    /// The name of the class in scenario files and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Star => "star",
            Self::Researcher => "researcher",
            Self::Engineer => "engineer",
            Self::Applied => "applied",
        }
    }

    /// The class of this name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        CLASSES.into_iter().find(|class| class.name() == name)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One value for each class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PerClass<T>(pub [T; 4]);

impl<T> PerClass<T> {
    /// The value that `value_of` gives for each class.
    pub fn from_fn(mut value_of: impl FnMut(Class) -> T) -> Self {
        Self(CLASSES.map(&mut value_of))
    }

    /// The classes with their values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Class, &T)> {
        CLASSES.into_iter().zip(&self.0)
    }
}

impl<T> IndexBy<Class> for PerClass<T> {
    type Output = T;

    fn index(&self, index: Class) -> &T {
        &self.0[index as usize]
    }
}

impl<T> IndexMutBy<Class> for PerClass<T> {
    fn index_mut(&mut self, index: Class) -> &mut T {
        &mut self.0[index as usize]
    }
}
