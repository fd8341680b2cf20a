//! Several questions that everybody is asked in a step, answered by one hash.

use crate::quantity::ResearcherId;

use super::Screen;

/// How many questions one hash has room for.
pub const QUESTIONS: usize = 6;
/// Bits of a number that the hash has: its head.
const HEAD: u32 = 9;
/// Bits of a number that only those need who might pass: its tail.
const TAIL: u32 = 32 - HEAD;
/// Each head has one bit more for the comparison.
const FIELD: u32 = HEAD + 1;
/// The bits of all heads, and the bit above each.
const HEADS: u64 = every((1 << HEAD) - 1);
const GUARDS: u64 = every(1 << HEAD);

/// A number in the place of every head.
const fn every(field: u64) -> u64 {
    let mut all = 0;
    let mut question = 0;
    while question < QUESTIONS {
        all |= field << (FIELD as usize * question);
        question += 1;
    }
    all
}

/// Six numbers for everybody, of 32 bits each, in one step.
///
/// The upper bits of all six come from one hash of the [`Screen`], so that nearly everybody is passed over
/// by one subtraction; the lower bits come from another one, which is made for those alone whose upper bits
/// do not settle the question. So all six are whole numbers of 32 bits, and asking costs a sixth.
#[derive(Debug, Clone, Copy)]
pub struct Sieve {
    heads: Screen,
    tails: Screen,
}

/// The heads of one researcher's numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Heads(u64);

/// Bounds of the questions: a number passes that lies below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds(u64);

/// Which questions somebody's heads leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open(u64);

impl Bounds {
    /// The bounds of the questions, in their order.
    pub fn new(bounds: [u32; QUESTIONS]) -> Self {
        let mut word = GUARDS;
        for (question, bound) in bounds.into_iter().enumerate() {
            word |= u64::from(bound >> TAIL) << (FIELD as usize * question);
        }
        Self(word)
    }

    /// Which questions cannot be settled with No by the heads alone.
    #[inline]
    pub fn open(self, heads: Heads) -> Open {
        Open(self.0.wrapping_sub(heads.0) & GUARDS)
    }
}

impl Open {
    /// Whether there is any.
    #[inline]
    pub fn any(self) -> bool {
        self.0 != 0
    }

    /// Whether a question is the only one.
    #[inline]
    pub fn is_only(self, question: usize) -> bool {
        self.0 == 1 << (FIELD as usize * question + HEAD as usize)
    }

    /// Whether a question is among them.
    #[inline]
    pub fn has(self, question: usize) -> bool {
        self.0 >> (FIELD as usize * question) & (1 << HEAD) != 0
    }
}

impl Heads {
    /// Whether the head of a number does not settle with No whether it lies below a bound.
    #[inline]
    pub fn may_pass(self, question: usize, bound: u32) -> bool {
        self.of(question) <= bound >> TAIL
    }

    #[inline]
    fn of(self, question: usize) -> u32 {
        #[expect(clippy::cast_possible_truncation, reason = "few bits")]
        let head = (self.0 >> (FIELD as usize * question)) as u32 & ((1 << HEAD) - 1);
        head
    }
}

impl Sieve {
    pub(super) fn new(heads: Screen, tails: Screen) -> Self {
        Self { heads, tails }
    }

    /// The heads of somebody's numbers.
    #[inline]
    pub fn heads(&self, researcher: ResearcherId) -> Heads {
        Heads(self.heads.word(researcher, 0) & HEADS)
    }

    /// The whole number of somebody for a question.
    #[inline]
    pub fn number(&self, researcher: ResearcherId, heads: Heads, question: usize) -> u32 {
        #[expect(clippy::cast_possible_truncation, reason = "the bits of a tail")]
        let tail = (self.tails.word(researcher, question as u16) >> (64 - TAIL)) as u32;
        heads.of(question) << TAIL | tail
    }
}

#[cfg(test)]
mod tests {
    use super::super::Luck;
    use super::*;
    use crate::quantity::Date;

    #[test]
    fn a_question_is_left_open_where_the_number_lies_below_the_bound_and_hardly_ever_else() {
        let sieve = Luck::new(7, 1).sieve(Date::from_days(19_678));
        let bounds = [0, 1 << 20, 1 << 24, 1 << 28, 1 << 30, u32::MAX];
        let word = Bounds::new(bounds);
        let mut false_alarms = 0;
        for id in (0..50_000).map(ResearcherId) {
            let heads = sieve.heads(id);
            let open = word.open(heads);
            for (question, bound) in bounds.into_iter().enumerate() {
                let passes = sieve.number(id, heads, question) < bound;
                assert!(open.has(question) || !passes);
                assert_eq!(open.has(question), heads.may_pass(question, bound));
                false_alarms += u32::from(open.has(question) && !passes);
            }
            let asked = (0..QUESTIONS).filter(|&question| open.has(question));
            let asked: Vec<usize> = asked.collect();
            assert_eq!(open.any(), !asked.is_empty());
            assert!((0..QUESTIONS).all(|one| open.is_only(one) == (asked == [one])));
        }
        // At most one head of 512 for each question.
        assert!(false_alarms < 6 * (50_000 >> 9), "{false_alarms}");
    }
}
