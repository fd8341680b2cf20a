//! A vector that can be indexed by one kind of id only.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Index as IndexBy;
use std::ops::IndexMut as IndexMutBy;

/// A position in a [`Column`].
pub trait Index: Copy {
    /// The position as a number, from 0.
    fn position(self) -> usize;
    /// The id at a position.
    fn at(position: usize) -> Self;
}

/// One value of type `T` for each id of type `I`, from position 0 on without gaps.
#[derive(Clone, PartialEq, Eq)]
pub struct Column<I, T> {
    values: Vec<T>,
    id: PhantomData<fn(I)>,
}

impl<I: Index, T> Column<I, T> {
    /// An empty column.
    pub const fn new() -> Self {
        Self { values: Vec::new(), id: PhantomData }
    }

    /// Adds a value and gives the id under which it can be found.
    pub fn push(&mut self, value: T) -> I {
        self.values.push(value);
        I::at(self.values.len() - 1)
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = I> + use<I, T> {
        (0..self.values.len()).map(I::at)
    }

    /// All values, in the order of their ids.
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// All values, in the order of their ids, to be changed.
    pub fn values_mut(&mut self) -> &mut [T] {
        &mut self.values
    }

    /// All ids with their values.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (I, &T)> {
        self.values.iter().enumerate().map(|(position, value)| (I::at(position), value))
    }
}

impl<I: Index, T> Default for Column<I, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I, T> From<Vec<T>> for Column<I, T> {
    fn from(values: Vec<T>) -> Self {
        Self { values, id: PhantomData }
    }
}

impl<I: Index, T> FromIterator<T> for Column<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(iter: A) -> Self {
        Self::from(iter.into_iter().collect::<Vec<_>>())
    }
}

impl<I: Index, T> IndexBy<I> for Column<I, T> {
    type Output = T;

    fn index(&self, index: I) -> &T {
        &self.values[index.position()]
    }
}

impl<I: Index, T> IndexMutBy<I> for Column<I, T> {
    fn index_mut(&mut self, index: I) -> &mut T {
        &mut self.values[index.position()]
    }
}

impl<I, T: fmt::Debug> fmt::Debug for Column<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.values.fmt(f)
    }
}
