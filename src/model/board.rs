//! The callers' board: who calls, when somebody is called.
//!
//! A board has a fixed number of places. A firm claims places in absolute quanta of its weight - reach
//! times vacancies - at addresses that depend on its key alone; a call goes to a place drawn uniformly,
//! and a call to an empty place is no call. So a firm that grows changes only the calls that land on the
//! places it gains, and, where those were taken, on the few that are passed on. Drawing callers from
//! cumulative weights instead would re-deal nearly all of them; and to let a call to an empty place go on to
//! the next one changes twice as many of them.
//!
//! Where two claims want one place the smaller hash holds it and the other goes on to its next place.
//! That is deferred acceptance (Gale and Shapley 1962), so the outcome does not depend on the order in
//! which the firms come.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Column;
use crate::quantity::FirmId;
use crate::quantity::FirmKey;
use crate::quantity::PerClass;
use crate::quantity::ResearcherId;
use crate::quantity::mix;
use crate::random::Claims;
use crate::random::Luck;
use crate::random::Screen;
use crate::scenario::Scenario;
use crate::scenario::Vacancies;

use super::Model;
use super::parallel::for_each;
use super::rates::LEAST_TIGHTNESS;

/// The share of a board's places that are claimed at reference weight. Low, so that claims seldom meet
/// even in a tight market: where they do, a vacancy that opens in one of two worlds changes calls that
/// are none of its own, and differences between the worlds spread. At 0.5 the variance ratio of a paired
/// comparison of 300 firms was 4, at 0.125 it is 14, at 0.06 no better.
const REFERENCE_LOAD: f64 = 0.125;
/// The smallest board.
const FEWEST_PLACES: u64 = 256;
/// Claims for one place, at most; with more weight than that a claim stands for more. It takes more than
/// fifty times the reference weight, or a class that the nominal population lacks.
const MOST_CLAIMS: f64 = 8.0;
/// The greatest board: larger worlds have larger claims.
const MOST_PLACES: u64 = 1 << 24;
/// The reference weight of a class that the nominal population lacks.
const LEAST_REFERENCE: f64 = 1e-9;
/// After so many places tried in vain a claim is given up: the board is full.
const TRIES: u32 = 64;

/// What a firm claims: a place.
#[derive(Debug, Clone, Copy)]
struct Claim {
    firm: FirmId,
    number: u32,
    tried: u32,
    place: u32,
    hash: u32,
    /// How much of a quantum the claim is worth: 1 but for a firm's last one; 0 if it has been given up.
    height: f32,
}

/// Who calls from a place that is held.
#[derive(Debug, Clone, Copy)]
struct Caller {
    firm: FirmId,
    /// That of the claim.
    height: f32,
}

/// Places that are tried to find a caller.
const CALLS: u32 = 512;

/// The board of one class.
#[derive(Debug)]
pub(super) struct Board {
    /// Of each place which claim holds it, from 1; 0 if nobody does.
    places: Vec<u32>,
    claims: Vec<Claim>,
    /// Weight of one claim, unless there are too many of them.
    finest: f64,
    /// Weight of one claim at present.
    quantum: f64,
    /// Weight at which offers arrive at the class's rate.
    reference: f64,
    weight: f64,
    /// The weight of every firm that has any, in the order of the firms.
    weights: Vec<(FirmId, f64)>,
    /// One bit for each place: whether somebody holds it. Small enough to be asked for everybody.
    held: Vec<u64>,
    /// Of each word of these bits how many are set before it.
    before: Vec<u32>,
    /// Those who hold places, in the order of the places: what a call looks up lies close together.
    callers: Vec<Caller>,
    /// The share of the board that is claimed.
    claimed: f64,
}

impl Board {
    fn new(reference: f64) -> Self {
        let places = (reference / REFERENCE_LOAD).ceil().max(1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        let places = (places as u64).min(MOST_PLACES).next_power_of_two().max(FEWEST_PLACES);
        let quantum = reference / (REFERENCE_LOAD * places as f64);
        let count = usize::try_from(places).expect("a board fits the memory");
        Self {
            places: vec![0; count],
            claims: Vec::new(),
            finest: quantum,
            quantum,
            reference,
            weight: 0.0,
            weights: Vec::new(),
            held: vec![0; count.div_ceil(64)],
            before: vec![0; count.div_ceil(64)],
            callers: Vec::new(),
            claimed: 0.0,
        }
    }

    /// Makes the board ready for claims of so much weight together.
    fn clear(&mut self, weight: f64) {
        for claim in self.claims.drain(..) {
            let place = claim.place as usize;
            (self.places[place], self.held[place >> 6]) = (0, 0);
        }
        self.weight = weight;
        let overload = weight / (self.finest * MOST_CLAIMS * self.places.len() as f64);
        // Whole powers of two, so that two worlds mostly have the same claims.
        self.quantum = self.finest * overload.max(1.0).log2().ceil().exp2();
    }

    /// Lets firms claim their places anew, each as many as its weight is worth.
    fn fill(&mut self, luck: &Luck, keys: &Column<FirmId, FirmKey>, weights: Vec<(FirmId, f64)>) {
        if self.weights == weights {
            return;
        }
        self.clear(weights.iter().map(|&(_, weight)| weight).sum());
        let hashes = luck.claims();
        for &(firm, weight) in &weights {
            let mut left = weight / self.quantum;
            let mut number = 0;
            while left > 0.0 {
                #[expect(clippy::cast_possible_truncation, reason = "a height needs few digits")]
                let height = left.min(1.0) as f32;
                self.claims.push(Claim { firm, number, tried: 0, place: 0, hash: 0, height });
                self.settle(&hashes, keys);
                left -= 1.0;
                number += 1;
            }
        }
        self.weights = weights;
        self.close();
    }

    /// Finds a place for the last claim, and for whomever it drives away.
    #[expect(clippy::cast_possible_truncation, reason = "two halves of 64 bits; below 2^32 claims")]
    fn settle(&mut self, hashes: &Claims, keys: &Column<FirmId, FirmKey>) {
        let mask = self.places.len() - 1;
        let mut number = self.claims.len() - 1;
        loop {
            let claim = &mut self.claims[number];
            if claim.tried == TRIES {
                claim.height = 0.0;
                return;
            }
            let key = keys[claim.firm];
            let hash = hashes.at(key, claim.number, claim.tried);
            (claim.place, claim.hash) = ((hash >> 32) as u32 & mask as u32, hash as u32);
            claim.tried += 1;
            let claim = *claim;
            let holder = &mut self.places[claim.place as usize];
            if *holder == 0 {
                *holder = number as u32 + 1;
                return;
            }
            let held = &self.claims[*holder as usize - 1];
            let by_name = || (key, claim.number).cmp(&(keys[held.firm], held.number));
            if claim.hash.cmp(&held.hash).then_with(by_name).is_lt() {
                let driven_away = *holder as usize - 1;
                *holder = number as u32 + 1;
                number = driven_away;
            }
        }
    }

    /// Ends the claiming: from now on calls are answered.
    fn close(&mut self) {
        let mut heights = 0.0;
        for &Claim { place, height, .. } in self.claims.iter().filter(|claim| claim.height > 0.0) {
            self.held[place as usize >> 6] |= 1 << (place & 63);
            heights += f64::from(height);
        }
        self.claimed = heights / self.places.len() as f64;
        self.callers.clear();
        for (word, (&bits, before)) in self.held.iter().zip(&mut self.before).enumerate() {
            *before = u32::try_from(self.callers.len()).expect("fewer than 2^32 places");
            let mut left = bits;
            while left != 0 {
                let place = word << 6 | left.trailing_zeros() as usize;
                let Claim { firm, height, .. } = self.claims[self.places[place] as usize - 1];
                self.callers.push(Caller { firm, height });
                left &= left - 1;
            }
        }
    }

    /// The place that a word stands for: its lower half.
    #[inline]
    fn place(&self, word: u64) -> usize {
        #[expect(clippy::cast_possible_truncation, reason = "the lower half")]
        let place = word as u32 as usize;
        place & (self.places.len() - 1)
    }

    /// Whether a call by this word goes to a place that somebody holds.
    #[inline]
    pub(super) fn is_held(&self, word: u64) -> bool {
        let place = self.place(word);
        self.held[place >> 6] >> (place & 63) & 1 == 1
    }

    /// Of so many calls to somebody, numbered from `first` on, those that go to a place which somebody holds: their
    /// numbers and words.
    #[inline]
    pub(super) fn held_calls(
        &self,
        screen: &Screen,
        id: ResearcherId,
        first: u16,
        count: u16,
    ) -> impl Iterator<Item = (u16, u64)> {
        let numbers = (0..count).map(move |number| first.wrapping_add(number));
        let words = numbers.map(move |number| (number, screen.word(id, number)));
        words.filter(|&(_, word)| self.is_held(word))
    }

    /// The firm of a call that goes on until it is answered: the first that holds a place of the sequence which
    /// begins with a random word.
    pub(super) fn first_caller(&self, word: u64) -> Option<FirmId> {
        const STRIDE: u64 = 0x9e37_79b9_7f4a_7c15;
        if self.claimed <= 0.0 {
            return None;
        }
        let mut state = word;
        for _ in 0..CALLS {
            let caller = if self.is_held(state) { self.caller(state) } else { None };
            if caller.is_some() {
                return caller;
            }
            state = mix(state.wrapping_add(STRIDE));
        }
        None
    }

    /// The firm at a place, if any, by one random word: its lower half is the place, its upper half is held
    /// against the height of the claim.
    #[inline]
    pub(super) fn caller(&self, word: u64) -> Option<FirmId> {
        if !self.is_held(word) {
            return None;
        }
        let Caller { firm, height } = self.callers[self.number(word)];
        let mark = (word >> 32) as f64 / 4_294_967_296.0;
        (mark < f64::from(height)).then_some(firm)
    }

    /// How many places are held before that of a word.
    #[inline]
    fn number(&self, word: u64) -> usize {
        let place = self.place(word);
        let lower = self.held[place >> 6] & ((1 << (place & 63)) - 1);
        (self.before[place >> 6] + lower.count_ones()) as usize
    }

    /// Some bits of the firm of a call, for reading it ahead. Whether the place is held nobody could predict.
    #[inline]
    pub(super) fn bits(&self, word: u64) -> u32 {
        self.callers.get(self.number(word)).map_or(0, |caller| caller.firm.0)
    }

    /// The share of the board that is claimed.
    pub(super) fn claimed(&self) -> f64 {
        self.claimed
    }

    /// What is left of calls where hardly a place is held: 1 from [`LEAST_TIGHTNESS`] on, and below it the share of it.
    pub(super) fn scarcity(&self) -> f64 {
        (self.claimed / (LEAST_TIGHTNESS * self.load_at_reference())).min(1.0)
    }

    /// Places that are drawn for one call, so that it is to a place which somebody holds, as far as it is one.
    pub(super) fn places_per_call(&self) -> f64 {
        if self.claimed > 0.0 { self.scarcity() / self.claimed } else { 0.0 }
    }

    /// The share of the places that are claimed where tightness is 1: less than [`REFERENCE_LOAD`] while the
    /// nominal population is smaller than it will be.
    pub(super) fn load_at_reference(&self) -> f64 {
        self.reference / (self.finest * self.places.len() as f64)
    }

    /// Weight of all claims: open posts times reach.
    pub(super) fn weight(&self) -> f64 {
        self.weight
    }

    /// The weight of one firm's claims.
    pub(super) fn weight_of(&self, firm: FirmId) -> f64 {
        let position = self.weights.binary_search_by_key(&firm, |&(firm, _)| firm);
        position.map_or(0.0, |position| self.weights[position].1)
    }

    /// The weight at which offers arrive at the class's rate.
    pub(super) fn reference(&self) -> f64 {
        self.reference
    }

    /// Total weight of the claims against the reference: tightness.
    pub(super) fn tightness(&self) -> f64 {
        self.weight / self.reference
    }
}

/// One board for each class.
#[derive(Debug)]
pub(super) struct Boards(pub(super) PerClass<Board>);

impl Boards {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let greatest = scenario.population.greatest(scenario.time);
        Self(PerClass::from_fn(|class| Board::new(reference_vacancies(scenario, class, greatest))))
    }

    /// Measures tightness against a nominal population from now on. Places and claims stay as they are.
    pub(super) fn measure_against(&mut self, scenario: &Scenario, researchers: f64) {
        for class in CLASSES {
            self.0[class].reference = reference_vacancies(scenario, class, researchers);
        }
    }

    /// Boards on which firms stand with posts instead of vacancies: where people at the start come from.
    pub(super) fn of_posts(model: &Model<'_>, sizes: &Column<FirmId, f64>) -> Self {
        let scenario = model.scenario;
        let board = |class| {
            let posts = scenario.population.greatest(scenario.time) * scenario.classes[class].share;
            let mut board = Board::new(posts.max(LEAST_REFERENCE));
            let per_head = reference_per_head(scenario);
            let weights = model.firms.plan.iter().map(|(firm, plan)| {
                let posts = match plan.vacancies {
                    Vacancies::Limited => f64::from(plan.posts(sizes[firm], class)),
                    // As many posts as have its constant number of vacancies at the reference.
                    Vacancies::Unlimited if sizes[firm] > 0.0 => {
                        scenario.classes[class].share / per_head
                    }
                    Vacancies::Unlimited => 0.0,
                };
                (firm, posts * plan.reach)
            });
            board.fill(&model.luck, &model.firms.key, weights.collect());
            board
        };
        Self(PerClass::from_fn(board))
    }
}

/// Open posts for each head at which offers arrive at their class's rate; by default where nobody calls.
fn reference_per_head(scenario: &Scenario) -> f64 {
    scenario.mechanisms.recruiting.unwrap_or_default().reference_tightness.get()
}

/// The vacancies of a class at which its offers arrive at the class's rate, in a nominal population.
fn reference_vacancies(scenario: &Scenario, class: Class, researchers: f64) -> f64 {
    let heads = researchers * scenario.classes[class].share;
    (reference_per_head(scenario) * heads).max(LEAST_REFERENCE)
}

impl Model<'_> {
    /// Lets all firms claim their places anew.
    ///
    /// A firm that cannot run out of posts stands for as many vacancies as its reach says, split over
    /// the classes as the nominal population is.
    pub(super) fn claim_places(&mut self, sizes: &Column<FirmId, f64>) {
        let (scenario, luck, firms) = (self.scenario, &self.luck, &self.firms);
        let researchers = scenario.population.researchers.at(self.clock.start());
        self.boards.measure_against(scenario, researchers);
        for_each(&mut self.boards.0.0, self.people.len(), |number, board| {
            let class = CLASSES[number];
            let weights = firms.plan.iter().map(|(firm, plan)| {
                let posts = match plan.vacancies {
                    Vacancies::Limited => f64::from(firms.open[firm][class]),
                    Vacancies::Unlimited if sizes[firm] > 0.0 => scenario.classes[class].share,
                    Vacancies::Unlimited => 0.0,
                };
                (firm, posts * plan.reach)
            });
            let weights = weights.filter(|&(_, weight)| weight > 0.0).collect();
            board.fill(luck, &firms.key, weights);
        });
    }
}
