//! Numbers in few bytes.

/// So many numbers, as a power of two, stand in one block.
const BITS: u32 = 12;
const BLOCK: usize = 1 << BITS;

/// Numbers, each in as many bytes as the most demanding of its block needs; none ever loses a bit. Blocks are small and
/// stay where they are: a lane that grows needs no more memory than it has numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Lane {
    blocks: Vec<Block>,
    len: usize,
}

impl Lane {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The number at a place.
    pub(super) fn get(&self, place: usize) -> f64 {
        self.blocks[place >> BITS].get(place & (BLOCK - 1))
    }

    /// Puts a number at a place, which is there.
    pub(super) fn set(&mut self, place: usize, number: f64) {
        self.blocks[place >> BITS].set(place & (BLOCK - 1), number);
    }

    /// Makes the lane longer, if it is shorter.
    pub(super) fn grow(&mut self, length: usize, blank: f64) {
        while self.len < length {
            let filled = self.len & (BLOCK - 1);
            if filled == 0 {
                self.blocks.push(Block::Bytes(Vec::new()));
            }
            let more = (BLOCK - filled).min(length - self.len);
            let block = self.blocks.last_mut().expect("there is one with room");
            block.grow(filled + more, blank);
            self.len += more;
        }
    }

    /// Adds a number at the end.
    pub(super) fn push(&mut self, number: f64) {
        self.grow(self.len + 1, 0.0);
        self.set(self.len - 1, number);
    }

    /// Makes room for one number more in each of the rows that have so many, before a column.
    pub(super) fn widen(&mut self, columns: usize, column: usize, blank: f64) {
        let mut wider = Self::default();
        for place in 0..self.len {
            if place % columns == column {
                wider.push(blank);
            }
            wider.push(self.get(place));
            if column == columns && place % columns == columns - 1 {
                wider.push(blank);
            }
        }
        *self = wider;
    }
}

#[derive(Debug, Clone)]
enum Block {
    Bytes(Vec<u8>),
    Short(Vec<u16>),
    Long(Vec<u32>),
    Real(Vec<f64>),
}

impl Block {
    fn get(&self, place: usize) -> f64 {
        match self {
            Self::Bytes(numbers) => numbers[place].into(),
            Self::Short(numbers) => numbers[place].into(),
            Self::Long(numbers) => numbers[place].into(),
            Self::Real(numbers) => numbers[place],
        }
    }

    fn set(&mut self, place: usize, number: f64) {
        self.make_room_for(number);
        match self {
            Self::Bytes(numbers) => numbers[place] = whole(number).expect("there is room"),
            Self::Short(numbers) => numbers[place] = whole(number).expect("there is room"),
            Self::Long(numbers) => numbers[place] = whole(number).expect("there is room"),
            Self::Real(numbers) => numbers[place] = number,
        }
    }

    fn grow(&mut self, length: usize, blank: f64) {
        self.make_room_for(blank);
        match self {
            Self::Bytes(numbers) => numbers.resize(length, whole(blank).expect("there is room")),
            Self::Short(numbers) => numbers.resize(length, whole(blank).expect("there is room")),
            Self::Long(numbers) => numbers.resize(length, whole(blank).expect("there is room")),
            Self::Real(numbers) => numbers.resize(length, blank),
        }
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
            let lane = of(&[7.0, 300.0, last, 1.0]);
            let found: Vec<u64> = (0..lane.len()).map(|place| lane.get(place).to_bits()).collect();
            assert_eq!(found, [7.0, 300.0, last, 1.0].map(f64::to_bits));
        }
    }

    fn of(numbers: &[f64]) -> Lane {
        let mut lane = Lane::default();
        for &number in numbers {
            lane.push(number);
        }
        lane
    }

    fn numbers(lane: &Lane) -> Vec<f64> {
        (0..lane.len()).map(|place| lane.get(place)).collect()
    }

    #[test]
    fn whole_numbers_take_the_bytes_that_the_largest_of_the_block_needs() {
        let block = |last: f64| of(&[1.0, last]).blocks.remove(0);
        assert!(matches!(block(255.0), Block::Bytes(_)));
        assert!(matches!(block(256.0), Block::Short(_)));
        assert!(matches!(block(65_536.0), Block::Long(_)));
        assert!(matches!(block(0.5), Block::Real(_)));
        let mut lane = Lane::default();
        lane.grow(BLOCK, 0.5);
        lane.grow(2 * BLOCK + 7, 3.0);
        assert!(matches!(lane.blocks[..], [Block::Real(_), Block::Bytes(_), Block::Bytes(_)]));
        assert_eq!(
            (lane.len(), lane.get(BLOCK - 1), lane.get(2 * BLOCK + 6)),
            (2 * BLOCK + 7, 0.5, 3.0)
        );
    }

    #[test]
    fn a_column_makes_room_in_every_row() {
        for (column, expected) in [
            (0, [9.0, 1.0, 2.0, 9.0, 3.0, 4.0]),
            (1, [1.0, 9.0, 2.0, 3.0, 9.0, 4.0]),
            (2, [1.0, 2.0, 9.0, 3.0, 4.0, 9.0]),
        ] {
            let mut lane = of(&[1.0, 2.0, 3.0, 4.0]);
            lane.widen(2, column, 9.0);
            assert_eq!(numbers(&lane), expected);
        }
        let mut none = Lane::default();
        none.widen(0, 0, 9.0);
        assert_eq!(none.len(), 0);
    }
}
