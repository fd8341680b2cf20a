//! What follows an event: week by week, a world with it less the same world without it, on the same luck.

use crate::quantity::Date;
use crate::quantity::ResearcherId;
use crate::quantity::UnitId;
use crate::random::Address;
use crate::random::Decision;
use crate::random::Luck;
use crate::scenario::Scenario;
use crate::stats::Estimate;
use crate::stats::PathBands;
use crate::stats::Peak;
use crate::stats::path_bands;
use crate::stats::peak;
use crate::stats::quantile;
use crate::stats::sum;

use super::History;
use super::MarketStep;
use super::Progress;
use super::UnitStep;
use super::run_replicates;

/// How often replicates are resampled for the simultaneous band and the interval of the half-life.
pub const RESAMPLES: u16 = 999;

/// The first and the last week that is looked at, counted from that of the event.
const WEEKS: [i32; 2] = [-26, 52];

/// A number that a firm has in every week.
#[derive(Debug, Clone, Copy)]
pub struct Series {
    /// How it is asked for.
    pub name: &'static str,
    /// What it is, for people.
    pub meaning: &'static str,
    /// Whether it counts what happens in a week; else it is a state at its end.
    pub is_count: bool,
    of: fn(&UnitStep) -> f64,
}

/// All series.
pub const SERIES: [Series; 10] = [
    series("quits", "people who leave for another firm", true, |step| f64::from(step.quits)),
    series("followers", "people who leave because somebody has left", true, |step| {
        f64::from(step.followers)
    }),
    series("hires", "people who come", true, |step| f64::from(step.hires)),
    series("retained", "people kept by a counter-offer", true, |step| f64::from(step.retained)),
    series("applications", "applications that people send by themselves", true, |step| {
        f64::from(step.own_applications)
    }),
    series("head-count", "people employed", false, |step| f64::from(step.state.headcount)),
    series("open-to-work", "people who are open to work", false, |step| {
        f64::from(step.state.open_to_work)
    }),
    series("vacancies", "open posts", false, |step| f64::from(step.state.vacancies)),
    series("turmoil", "turmoil", false, |step| step.state.turmoil),
    series("trust", "trust", false, |step| step.state.trust),
];

const fn series(
    name: &'static str,
    meaning: &'static str,
    is_count: bool,
    of: fn(&UnitStep) -> f64,
) -> Series {
    Series { name, meaning, is_count, of }
}

/// What is looked at: the worlds with and without an event, and a firm in both.
#[derive(Debug, Clone, Copy)]
pub struct Study<'a> {
    /// The world with the event and the one without it.
    pub worlds: [&'a Scenario; 2],
    /// The firm or group, in each of the two.
    pub unit: [UnitId; 2],
    /// The day of the event.
    pub event: Date,
}

/// What follows an event in one series.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// The weeks, counted from that of the event.
    pub weeks: Vec<i32>,
    /// The mean with the event, by week.
    pub with: Vec<f64>,
    /// The mean without it, by week.
    pub without: Vec<f64>,
    /// The paired difference, by week.
    pub bands: PathBands,
    /// The greatest response from the week of the event on, its place counted from that week; `None` where there is
    /// none at all.
    pub peak: Option<Peak>,
    /// The ends of the 95% interval of the half-life, which holds it; `None` is not within the time that is looked at.
    pub half_life: [Option<f64>; 2],
    /// The response added up from the week of the event on; `None` of a state.
    pub total: Option<Estimate>,
    /// Whether the two worlds differ before the event already, be it in other series or at other firms.
    pub differs_before: bool,
}

/// The responses of some series to an event, over the replicates 1 to `replicates`. Weeks are those of the steps of a
/// week; of shorter steps, those that begin on the weekday of the event.
pub fn responses(
    study: &Study<'_>,
    series: &[&Series],
    replicates: u32,
    progress: &dyn Progress,
) -> Vec<Response> {
    let paths = run_replicates(replicates, progress, |replicate| {
        let histories = study.worlds.map(|world| History::of(world, replicate));
        let worlds = [0, 1].map(|world| {
            let history = &histories[world];
            let weeks = Weeks::of(history, study.event);
            let of = |series: &&Series| weeks.path(history, study.unit[world], series);
            (series.iter().map(of).collect::<Vec<_>>(), weeks.numbers())
        });
        (worlds, study.differs_before(&histories))
    });
    let differs_before = paths.iter().any(|&(_, differs)| differs);
    let seed = study.worlds[0].run.seed;
    let of = |(number, series): (usize, &&Series)| {
        let pairs: Vec<[&[f64]; 2]> =
            paths.iter().map(|(worlds, _)| [0, 1].map(|world| &*worlds[world].0[number])).collect();
        let weeks = paths.first().map(|(worlds, _)| worlds[0].1.clone()).unwrap_or_default();
        Response { differs_before, ..response(&pairs, weeks, series, seed) }
    };
    series.iter().enumerate().map(of).collect()
}

impl Study<'_> {
    /// Whether two histories on the same luck differ in any step that ends by the event.
    fn differs_before(&self, [with, without]: &[History; 2]) -> bool {
        let [here, there] = self.worlds;
        let steps = with.dates.iter().take_while(|&&date| date <= self.event).count();
        let early = |history: &History, unit: UnitId| -> Vec<UnitStep> {
            history.steps_of(unit).take(steps).map(|(_, step)| *step).collect()
        };
        let differs = |unit: UnitId| {
            let other = there.unit_named(here.unit_name(unit));
            other.is_some_and(|other| early(with, unit) != early(without, other))
        };
        let market = |history: &History| history.market.iter().take(steps).copied().collect();
        let [one, two]: [Vec<MarketStep>; 2] = [with, without].map(market);
        one != two || here.unit_ids().any(differs)
    }
}

/// The weeks around an event, by the steps of a history.
struct Weeks {
    /// The week of each step, but for the first date, which has none.
    of_step: Vec<i32>,
}

impl Weeks {
    fn of(history: &History, event: Date) -> Self {
        let begins = || history.dates.iter().zip(history.dates.iter().skip(1));
        let holds = begins().find(|&(&from, &to)| from <= event && event < to);
        let origin = holds.map_or(event, |(&from, _)| from);
        let week = |(&from, _): (&Date, &Date)| (from.days() - origin.days()).div_euclid(7);
        Self { of_step: begins().map(week).collect() }
    }

    /// The weeks that are looked at and have a step.
    fn numbers(&self) -> Vec<i32> {
        let mut weeks = self.of_step.clone();
        weeks.dedup();
        weeks.retain(|week| (WEEKS[0]..=WEEKS[1]).contains(week));
        weeks
    }

    /// A series of a unit by week: counts are added up, and of states the last one is taken.
    fn path(&self, history: &History, unit: UnitId, series: &Series) -> Vec<f64> {
        let values: Vec<f64> =
            history.steps_of(unit).skip(1).map(|(_, step)| (series.of)(step)).collect();
        let steps: Vec<(i32, f64)> = self.of_step.iter().copied().zip(values).collect();
        let weeks = steps.chunk_by(|one, other| one.0 == other.0);
        let seen = weeks.filter(|week| (WEEKS[0]..=WEEKS[1]).contains(&week[0].0));
        let value = |week: &[(i32, f64)]| {
            let mut values = week.iter().map(|step| step.1);
            if series.is_count { values.sum() } else { values.next_back().unwrap_or(0.0) }
        };
        seen.map(value).collect()
    }
}

fn response(pairs: &[[&[f64]; 2]], weeks: Vec<i32>, series: &Series, seed: u64) -> Response {
    let difference = |[with, without]: &[&[f64]; 2]| -> Vec<f64> {
        with.iter().zip(*without).map(|(with, without)| with - without).collect()
    };
    let paths: Vec<Vec<f64>> = pairs.iter().map(difference).collect();
    let resamples: Vec<Resample> =
        (0..RESAMPLES).map(|number| Resample::new(seed, number, paths.len())).collect();
    let signs: Vec<Vec<bool>> = resamples.iter().map(|resample| resample.signs.clone()).collect();
    let bands = path_bands(&paths, &signs);
    let event = weeks.iter().position(|&week| week >= 0).unwrap_or(weeks.len());
    let after = |path: &[f64]| path.get(event..).unwrap_or_default().to_vec();
    let mean: Vec<f64> = bands.mean.iter().map(|estimate| estimate.mean).collect();
    let peak_of = |path: &[f64]| peak(&after(path));
    let half_life =
        |found: Option<Peak>| found.and_then(|peak| peak.half_life).unwrap_or(f64::INFINITY);
    let found = peak_of(&mean);
    let half_lives = resamples.iter().map(|resample| half_life(peak_of(&resample.mean(&paths))));
    let total = || Estimate::of(paths.iter().map(|path| sum(after(path))));
    let over = |world: usize| {
        let at = |week: usize| Estimate::of(pairs.iter().map(|pair| pair[world][week])).mean;
        (0..weeks.len()).map(at).collect()
    };
    Response {
        with: over(0),
        without: over(1),
        peak: found,
        half_life: match paths.len() {
            0 | 1 => [None; 2],
            _ => interval(half_lives.collect(), half_life(found)),
        },
        total: series.is_count.then(total),
        weeks,
        bands,
        differs_before: false,
    }
}

/// The ends of a 95% interval; what is infinite is not known. Resampled means jump about more than the mean does, and
/// so fall sooner: where their interval leaves out what was found, it is broadened as far as that.
fn interval(mut values: Vec<f64>, found: f64) -> [Option<f64>; 2] {
    values.sort_by(f64::total_cmp);
    // Between two that are infinite there is no number.
    let end = |p| Some(quantile(&values, p)).filter(|end| end.is_finite()).unwrap_or(f64::INFINITY);
    [end(0.025).min(found), end(0.975).max(found)]
        .map(|end| Some(end).filter(|end| end.is_finite()))
}

/// One resampling of replicates.
struct Resample {
    /// Whether each replicate keeps its sign.
    signs: Vec<bool>,
    /// The replicates that stand in for all, by position.
    drawn: Vec<usize>,
}

impl Resample {
    fn new(seed: u64, number: u16, replicates: usize) -> Self {
        // The draws are of no replicate: those begin with 1.
        let luck = Luck::new(seed, 0);
        let address = Address::of(Decision::Resample, ResearcherId::NONE, Date::default());
        let mut draws = luck.at(address.number(number));
        let signs = (0..replicates).map(|_| draws.below(2) == 0).collect();
        let bound = replicates as u64;
        let mut one = || usize::try_from(draws.below(bound)).expect("it is a position");
        Self { signs, drawn: (0..replicates).map(|_| one()).collect() }
    }

    /// The mean of the paths that are drawn.
    fn mean(&self, paths: &[Vec<f64>]) -> Vec<f64> {
        let places = paths.first().map_or(0, Vec::len);
        let count = self.drawn.len() as f64;
        let at = |place: usize| self.drawn.iter().map(|&path| paths[path][place]).sum::<f64>();
        (0..places).map(|place| at(place) / count).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(step: i32, quits: &[u32]) -> History {
        let start = Date::new(2022, 1, 3).unwrap();
        let days = (0..).map(|number| start.plus(number * step));
        let unit = |&quits: &u32| vec![UnitStep { quits, ..UnitStep::default() }].into();
        History {
            dates: days.take(quits.len() + 1).collect(),
            units: std::iter::once(&0).chain(quits).map(unit).collect(),
            ..History::default()
        }
    }

    #[test]
    fn weeks_are_counted_from_the_step_of_the_event() {
        let history = history(7, &[1, 2, 3, 4]);
        let weeks = Weeks::of(&history, Date::new(2022, 1, 20).unwrap());
        assert_eq!(weeks.numbers(), [-2, -1, 0, 1]);
        assert_eq!(weeks.path(&history, UnitId(0), &SERIES[0]), [1.0, 2.0, 3.0, 4.0]);
    }

    #[test]
    fn days_are_added_up_to_weeks_that_begin_with_the_event() {
        let history = history(1, &[1; 20]);
        let weeks = Weeks::of(&history, Date::new(2022, 1, 6).unwrap());
        assert_eq!(weeks.numbers(), [-1, 0, 1, 2]);
        assert_eq!(weeks.path(&history, UnitId(0), &SERIES[0]), [3.0, 7.0, 7.0, 3.0]);
    }

    #[test]
    fn a_decay_that_all_replicates_share_has_its_half_life_and_total_without_doubt() {
        let weeks: Vec<i32> = (-2..30).collect();
        let value =
            |&week: &i32| if week < 0 { 0.0 } else { 8.0 * (-f64::from(week) / 4.0).exp2() };
        let (with, without): (Vec<f64>, Vec<f64>) =
            (weeks.iter().map(|week| value(week) + 3.0).collect(), vec![3.0; weeks.len()]);
        let pairs = vec![[&*with, &*without]; 5];
        let found = response(&pairs, weeks.clone(), &SERIES[0], 1);
        let close = |found: Option<f64>, wanted: f64| (found.unwrap() - wanted).abs() < 1e-9;
        assert_eq!(found.peak.unwrap().at, 0);
        assert!(close(found.peak.unwrap().half_life, 4.0), "{:?}", found.peak);
        assert!(found.half_life.iter().all(|end| close(*end, 4.0)), "{:?}", found.half_life);
        let sum: f64 = weeks.iter().map(value).sum();
        assert!(close(found.total.map(|total| total.mean), sum));
        assert!(found.bands.simultaneous[..2].iter().flatten().all(|end| end.abs() < 1e-12));
    }

    #[test]
    fn an_interval_holds_what_was_found() {
        let close = |found: Option<f64>, wanted: f64| (found.unwrap() - wanted).abs() < 1e-9;
        let [low, high] = interval(vec![1.0, 2.0, 3.0], 0.25);
        assert!(close(low, 0.25) && close(high, 2.95), "{low:?} {high:?}");
        let [low, high] = interval(vec![1.0, 2.0, 3.0], f64::INFINITY);
        assert!(close(low, 1.05) && high.is_none(), "{low:?} {high:?}");
        let [low, high] = interval(vec![1.0, f64::INFINITY, f64::INFINITY], 2.0);
        assert!(close(low, 2.0) && high.is_none(), "{low:?} {high:?}");
    }

    #[test]
    fn resamples_follow_from_the_seed() {
        let (one, two) = (Resample::new(1, 3, 40), Resample::new(1, 3, 40));
        assert!(one.drawn == two.drawn && one.signs == two.signs);
        assert_ne!(one.drawn, Resample::new(2, 3, 40).drawn);
        assert!(one.drawn.iter().all(|&replicate| replicate < 40));
    }
}
