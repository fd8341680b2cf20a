//! Numbers in few bytes.

/// Numbers, each in as many bytes as the most demanding of them needs; none ever loses a bit.
#[derive(Debug, Clone)]
pub(super) enum Lane {
    Bytes(Vec<u8>),
    Short(Vec<u16>),
    Long(Vec<u32>),
    Real(Vec<f64>),
}

impl Default for Lane {
    fn default() -> Self {
        Self::Bytes(Vec::new())
    }
}

impl Lane {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Bytes(numbers) => numbers.len(),
            Self::Short(numbers) => numbers.len(),
            Self::Long(numbers) => numbers.len(),
            Self::Real(numbers) => numbers.len(),
        }
    }

    /// The number at a place.
    pub(super) fn get(&self, place: usize) -> f64 {
        match self {
            Self::Bytes(numbers) => numbers[place].into(),
            Self::Short(numbers) => numbers[place].into(),
            Self::Long(numbers) => numbers[place].into(),
            Self::Real(numbers) => numbers[place],
        }
    }

    /// Puts a number at a place, which is there.
    pub(super) fn set(&mut self, place: usize, number: f64) {
        self.make_room_for(number);
        match self {
            Self::Bytes(numbers) => numbers[place] = whole(number).expect("there is room"),
            Self::Short(numbers) => numbers[place] = whole(number).expect("there is room"),
            Self::Long(numbers) => numbers[place] = whole(number).expect("there is room"),
            Self::Real(numbers) => numbers[place] = number,
        }
    }

    /// Makes the lane longer, if it is shorter.
    pub(super) fn grow(&mut self, length: usize, blank: f64) {
        if self.len() >= length {
            return;
        }
        self.make_room_for(blank);
        match self {
            Self::Bytes(numbers) => numbers.resize(length, whole(blank).expect("there is room")),
            Self::Short(numbers) => numbers.resize(length, whole(blank).expect("there is room")),
            Self::Long(numbers) => numbers.resize(length, whole(blank).expect("there is room")),
            Self::Real(numbers) => numbers.resize(length, blank),
        }
    }

    /// Makes room for one number more in each of the rows that have so many, before a column.
    pub(super) fn widen(&mut self, columns: usize, column: usize, blank: f64) {
        self.make_room_for(blank);
        let wider = |row: Vec<f64>| {
            let (before, after) = row.split_at(column.min(row.len()));
            [before, &[blank], after].concat()
        };
        let rows = self.len().checked_div(columns).unwrap_or(0);
        let row =
            |row: usize| (row * columns..(row + 1) * columns).map(|cell| self.get(cell)).collect();
        let numbers: Vec<f64> = (0..rows).flat_map(|number| wider(row(number))).collect();
        *self = Self::of(&numbers);
    }

    fn of(numbers: &[f64]) -> Self {
        let mut lane = Self::default();
        numbers.iter().for_each(|&number| lane.push(number));
        lane
    }

    /// Adds a number at the end.
    pub(super) fn push(&mut self, number: f64) {
        let place = self.len();
        self.grow(place + 1, 0.0);
        self.set(place, number);
    }

    /// Takes wider numbers, if this one does not fit.
    fn make_room_for(&mut self, number: f64) {
        match self {
            Self::Bytes(numbers) if whole::<u8>(number).is_none() => {
                *self = match whole::<u16>(number) {
                    Some(_) => Self::Short(numbers.iter().map(|&number| number.into()).collect()),
                    None => Self::Long(numbers.iter().map(|&number| number.into()).collect()),
                };
            }
            Self::Short(numbers) if whole::<u16>(number).is_none() => {
                *self = Self::Long(numbers.iter().map(|&number| number.into()).collect());
            }
            Self::Long(numbers) if whole::<u32>(number).is_none() => {
                *self = Self::Real(numbers.iter().map(|&number| number.into()).collect());
                return;
            }
            Self::Bytes(_) | Self::Short(_) | Self::Long(_) | Self::Real(_) => return,
        }
        self.make_room_for(number);
    }
}

/// A number as a whole one of some width, if it is one, to the last bit.
fn whole<N: TryFrom<u32>>(number: f64) -> Option<N> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what does not come back as it was is none"
    )]
    let candidate = number as u32;
    let is_it = f64::from(candidate).to_bits() == number.to_bits();
    N::try_from(candidate).ok().filter(|_| is_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_to_the_last_bit_however_wide() {
        let numbers = [0.0, 255.0, 256.0, 65_535.0, 65_536.0, 4_294_967_295.0, 4_294_967_296.0];
        let odd = [-0.0, -1.0, 1.0 / 3.0, f64::MAX, f64::NAN, f64::INFINITY, 5e-324];
        for last in numbers.into_iter().chain(odd) {
            let mut lane = Lane::default();
            [7.0, 300.0, last, 1.0].into_iter().for_each(|number| lane.push(number));
            let found: Vec<u64> = (0..lane.len()).map(|place| lane.get(place).to_bits()).collect();
            assert_eq!(found, [7.0, 300.0, last, 1.0].map(f64::to_bits));
        }
    }

    #[test]
    fn whole_numbers_take_the_bytes_that_the_largest_needs() {
        let lane = |last: f64| Lane::of(&[1.0, last]);
        assert!(matches!(lane(255.0), Lane::Bytes(_)));
        assert!(matches!(lane(256.0), Lane::Short(_)));
        assert!(matches!(lane(65_536.0), Lane::Long(_)));
        assert!(matches!(lane(0.5), Lane::Real(_)));
    }

    #[test]
    fn a_column_makes_room_in_every_row() {
        let mut lane = Lane::of(&[1.0, 2.0, 3.0, 4.0]);
        lane.widen(2, 1, 0.0);
        let found: Vec<f64> = (0..lane.len()).map(|place| lane.get(place)).collect();
        assert_eq!(found, [1.0, 0.0, 2.0, 3.0, 0.0, 4.0]);
    }
}
