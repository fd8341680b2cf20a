//! Numbers of many replicates, in few bytes: what charts keep of long tables.

use std::collections::BTreeMap;

use crate::quantity::Date;

use super::lane::Lane;
use super::paths::Paths;

/// Series of numbers by replicate and place, such as a date. Whole numbers take no more bytes than the largest
/// of their series needs; no number ever loses a bit.
#[derive(Debug, Clone)]
pub(super) struct Grid<K, P> {
    /// The places, ascending.
    places: Vec<P>,
    /// The replicates with their rows, which are in the order in which they came.
    replicates: BTreeMap<u32, usize>,
    /// By series, one number for each replicate and place: all places of a replicate stand together.
    series: BTreeMap<K, Lane>,
    /// What stands where nothing was added.
    blank: f64,
}

impl<K, P> Default for Grid<K, P> {
    fn default() -> Self {
        Self::blank(0.0)
    }
}

impl<K, P> Grid<K, P> {
    /// An empty grid, with what stands where nothing is added: 0, or what is no number.
    pub(super) fn blank(blank: f64) -> Self {
        let (places, replicates, series) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        Self { places, replicates, series, blank }
    }
}

impl<K: Ord, P: Ord + Copy> Grid<K, P> {
    /// Adds to the number of a series in a replicate at a place.
    pub(super) fn add(&mut self, series: K, (replicate, place): (u32, P), number: f64) {
        let column = self.column(place);
        let row = self.row(replicate);
        let cells = self.replicates.len() * self.places.len();
        let lane = self.series.entry(series).or_default();
        lane.grow(cells, self.blank);
        let cell = row * self.places.len() + column;
        let before = lane.get(cell);
        lane.set(cell, if before.is_nan() { number } else { before + number });
    }

    /// The position of a place, which is made if it is new: with the first replicate, as a rule, so that little
    /// has to make room.
    fn column(&mut self, place: P) -> usize {
        let found = match self.places.last() {
            Some(last) if *last < place => Err(self.places.len()),
            _ => self.places.binary_search(&place),
        };
        found.unwrap_or_else(|column| {
            // One row alone grows at its end.
            if column < self.places.len() || self.replicates.len() > 1 {
                for lane in self.series.values_mut() {
                    lane.widen(self.places.len(), column, self.blank);
                }
            }
            self.places.insert(column, place);
            column
        })
    }

    fn row(&mut self, replicate: u32) -> usize {
        let next = self.replicates.len();
        *self.replicates.entry(replicate).or_insert(next)
    }

    /// The places, ascending.
    pub(super) fn places(&self) -> &[P] {
        &self.places
    }

    /// The replicates, ascending; none of a series to which nothing was added.
    pub(super) fn replicates(&self, series: &K) -> impl ExactSizeIterator<Item = u32> {
        let count = if self.series.contains_key(series) { self.replicates.len() } else { 0 };
        self.replicates.keys().copied().take(count)
    }

    /// The series that were added to.
    pub(super) fn series(&self) -> impl Iterator<Item = &K> {
        self.series.keys()
    }

    /// The numbers of a series at all places, by replicate; nothing of a series to which nothing was added.
    pub(super) fn rows(&self, series: &K) -> impl Iterator<Item = (u32, Vec<f64>)> + use<'_, K, P> {
        let lane = self.series.get(series);
        lane.into_iter().flat_map(move |lane| {
            self.replicates.iter().map(move |(&replicate, &row)| (replicate, self.cells(lane, row)))
        })
    }

    /// The numbers of a series at all places in a replicate; none if there is no such series or replicate.
    pub(super) fn of(&self, series: &K, replicate: u32) -> Option<Vec<f64>> {
        let row = *self.replicates.get(&replicate)?;
        Some(self.cells(self.series.get(series)?, row))
    }

    fn cells(&self, lane: &Lane, row: usize) -> Vec<f64> {
        let places = self.places.len();
        let cell = |cell| if cell < lane.len() { lane.get(cell) } else { self.blank };
        (row * places..(row + 1) * places).map(cell).collect()
    }

    /// The sum of a series over all replicates and places.
    pub(super) fn sum(&self, series: &K) -> f64 {
        self.series.get(series).map_or(0.0, |lane| (0..lane.len()).map(|cell| lane.get(cell)).sum())
    }
}

impl<K: Ord> Grid<K, Date> {
    /// A series over time; empty if nothing was added to it.
    pub(super) fn paths(&self, series: &K) -> Paths {
        let replicates: BTreeMap<u32, Vec<f64>> = self.rows(series).collect();
        let dates = if replicates.is_empty() { Vec::new() } else { self.places.clone() };
        Paths { dates, replicates }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_where_they_were_added_and_blanks_elsewhere() {
        let mut grid: Grid<&str, u32> = Grid::default();
        grid.add("a", (7, 20), 3.0);
        grid.add("a", (7, 10), 1.0);
        grid.add("a", (2, 20), 0.1);
        grid.add("a", (2, 20), 0.2);
        grid.add("b", (7, 30), 70_000.0);
        assert_eq!(grid.places(), [10, 20, 30]);
        let rows: Vec<(u32, Vec<f64>)> = grid.rows(&"a").collect();
        assert_eq!(rows, [(2, vec![0.0, 0.1 + 0.2, 0.0]), (7, vec![1.0, 3.0, 0.0])]);
        assert_eq!(grid.of(&"b", 7), Some(vec![0.0, 0.0, 70_000.0]));
        assert_eq!(grid.of(&"b", 2), Some(vec![0.0; 3]));
        assert_eq!((grid.of(&"b", 1), grid.of(&"c", 2)), (None, None));
        assert_eq!((grid.rows(&"c").count(), grid.sum(&"b")), (0, 70_000.0));
    }

    #[test]
    fn what_was_never_added_is_no_number_where_that_is_asked_for() {
        let mut grid: Grid<u8, u32> = Grid::blank(f64::NAN);
        grid.add(0, (1, 1), 0.5);
        grid.add(0, (2, 2), 0.0);
        let rows: Vec<Vec<f64>> = grid.rows(&0).map(|(_, row)| row).collect();
        assert!(rows[0][1].is_nan() && rows[1][0].is_nan());
        assert_eq!([rows[0][0], rows[1][1]].map(f64::to_bits), [0.5_f64, 0.0].map(f64::to_bits));
    }
}
