//! The weeks around departures of leaders, and what happens in them.

use std::collections::BTreeMap;
use std::iter::Sum;

use crate::present::Run;
use crate::present::fold::FirmColumn;
use crate::quantity::Date;

const DAYS_PER_WEEK: i32 = 7;
/// Weeks before the departure; as many after it.
pub(super) const SPAN: i32 = 26;
/// A leader who leaves earlier than this after another one counts with him.
pub(super) const WEEKS_APART: i32 = 8;

/// What happened in a week or a step, over all departures of a replicate.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Week {
    /// People at risk of leaving, times weeks.
    pub(super) people: f64,
    /// People who left for another firm, and whom the scenario did not move.
    pub(super) quits: f64,
    /// People who came to leave because somebody had left.
    pub(super) followers: f64,
}

impl Week {
    fn plus(self, other: Self) -> Self {
        Self {
            people: self.people + other.people,
            quits: self.quits + other.quits,
            followers: self.followers + other.followers,
        }
    }
}

impl Sum for Week {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::default(), Self::plus)
    }
}

/// A step of the run.
#[derive(Debug)]
pub(super) struct Stretch {
    start: Date,
    /// The day after the last.
    pub(super) end: Date,
    week: Week,
}

/// The departures that have some weeks of the horizon on both sides; all of them if none has.
pub(super) fn within(leaders: Vec<Date>, stretches: &[Stretch]) -> Vec<Date> {
    let days = WEEKS_APART * DAYS_PER_WEEK;
    let (first, last) = (stretches.first(), stretches.last());
    let is_within = |leader: &&Date| {
        first.is_some_and(|first| first.start.plus(days) <= **leader)
            && last.is_some_and(|last| leader.plus(days) <= last.end)
    };
    let inside: Vec<Date> = leaders.iter().filter(is_within).copied().collect();
    if inside.is_empty() { leaders } else { inside }
}

/// The sums over departures, of the weeks that all of them have: where one lies nearer to an end of the horizon
/// than the others, what the line shows would otherwise change with it.
pub(super) fn common(departures: &[BTreeMap<i32, Week>]) -> BTreeMap<i32, Week> {
    let sum = |number: i32| {
        let weeks = departures.iter().map(|weeks| weeks.get(&number).copied());
        weeks.sum::<Option<Week>>().filter(|week| week.people > 0.0)
    };
    (-SPAN..SPAN).filter_map(|number| Some((number, sum(number)?))).collect()
}

/// The steps around the one in which a leader leaves, in the weeks that they lie in.
pub(super) fn weeks_around(stretches: &[Stretch], leader: Date) -> BTreeMap<i32, Week> {
    let mut weeks: BTreeMap<i32, Week> = BTreeMap::new();
    let holds = |stretch: &&Stretch| stretch.start <= leader && leader < stretch.end;
    let Some(anchor) = stretches.iter().find(holds) else { return weeks };
    for stretch in stretches {
        let days = stretch.start.days() - anchor.start.days();
        let number = days.div_euclid(DAYS_PER_WEEK);
        if (-SPAN..SPAN).contains(&number) {
            let week = weeks.entry(number).or_default();
            *week = week.plus(stretch.week);
        }
    }
    weeks
}

/// The steps of the focal firm by replicate; who moves since the scenario says so is not counted.
pub(super) fn stretches(run: &Run<'_>) -> BTreeMap<u32, Vec<Stretch>> {
    let [headcount, quits, followers] =
        [FirmColumn::Headcount, FirmColumn::Quits, FirmColumn::Followers]
            .map(|column| run.firm(run.focal(), column));
    let of_replicate = |(&replicate, headcount): (&u32, &Vec<f64>)| {
        let moved = moved(run, replicate);
        let steps = quits.dates.windows(2).zip(headcount).zip(1..);
        let stretches = steps.map(|((days, people), step): (_, usize)| {
            let (start, end) = (days[0], days[1]);
            let weeks = f64::from(end.days() - start.days()) / f64::from(DAYS_PER_WEEK);
            let scripted = moved.iter().filter(|(day, _)| start <= *day && *day < end);
            let scripted: f64 = scripted.map(|(_, number)| number).sum();
            let week = Week {
                people: people * weeks,
                quits: (quits.replicates[&replicate][step] - scripted).max(0.0),
                followers: followers.replicates[&replicate][step],
            };
            Stretch { start, end, week }
        });
        (replicate, stretches.collect())
    };
    headcount.replicates.iter().map(of_replicate).collect()
}

/// Departures by script from the focal firm in a replicate: the days, and what is said of them.
fn departures<'a>(run: &'a Run<'_>, replicate: u32) -> impl Iterator<Item = (Date, &'a str)> {
    let of = |replicate| run.fold.departures.get(&replicate).into_iter().flatten();
    of(None).chain(of(Some(replicate))).map(|(date, detail)| (*date, &**detail))
}

/// How many people such departures move to other firms, and when: a detail begins with their number, or
/// with the role of the only one, and ends with where to.
fn moved(run: &Run<'_>, replicate: u32) -> Vec<(Date, f64)> {
    let stay_in_the_market =
        departures(run, replicate).filter(|(_, detail)| !detail.ends_with(" out of the market"));
    let number = |detail: &str| detail.split(' ').next()?.parse().ok();
    stay_in_the_market.map(|(date, detail)| (date, number(detail).unwrap_or(1.0))).collect()
}

/// When those leave who have a role, without those who do so soon after another one.
pub(super) fn leaders(run: &Run<'_>, replicate: u32) -> Vec<Date> {
    let has_role = |(_, detail): &(Date, &str)| {
        let who = detail.split(' ').next();
        run.scenario.roles.iter().any(|role| Some(&*role.name) == who)
    };
    let found = departures(run, replicate).filter(has_role).map(|(date, _)| date);
    let mut dates: Vec<Date> = found.collect();
    dates.sort();
    let mut apart: Vec<Date> = Vec::new();
    for date in dates {
        let soonest = apart.last().map(|last| last.plus(WEEKS_APART * DAYS_PER_WEEK));
        if soonest.is_none_or(|soonest| date >= soonest) {
            apart.push(date);
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    #[test]
    fn departures_that_are_eight_weeks_apart_count_each() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        let run = Run::new(&scenario, &tables);
        let first = leaders(&run, 1);
        assert_eq!(first.len(), 1, "there is one a fortnight later");
        let (mut later, mut staff) = (tables.events.clone(), tables.events.clone());
        for (rows, weeks) in [(&mut later, 8), (&mut staff, -8)] {
            rows.retain(|row| row.detail.starts_with("research-chief"));
            rows[0].date = first[0].plus(7 * weeks);
        }
        staff[0].detail = "3 star to meta".into();
        tables.events.extend(later.into_iter().chain(staff));
        let run = Run::new(&scenario, &tables);
        assert_eq!(leaders(&run, 1), [first[0], first[0].plus(56)]);
        assert!(moved(&run, 1).contains(&(first[0].plus(-56), 3.0)));
    }
}
