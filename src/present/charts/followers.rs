//! **followers**: who follows when a leader leaves? How fast people leave in the weeks around it,
//! against what chance alone would give at the rate of before.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::chart::Rule;
use crate::present::fan::BAND;
use crate::present::fan::Fan;
use crate::present::fold::FirmColumn;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::quantity::Date;
use crate::scenario::Step;
use crate::stats::mean;
use crate::stats::poisson_quantile;

use super::heights;
use super::mean_spread;

const DAYS_PER_WEEK: i32 = 7;
/// Weeks before the departure; as many after it.
const SPAN: i32 = 26;
/// A leader who leaves earlier than this after another one counts with him.
const WEEKS_APART: i32 = 8;

/// Quits per 100 staff and week around departures of leaders, over the band of chance, and below it
/// those who came to leave because somebody had left.
pub(super) fn followers(run: &Run<'_>) -> Option<Chart> {
    // Longer steps have no weeks.
    let around = (run.scenario.time.step != Step::Month).then(|| Around::of(run))?;
    let before = around.rate(|week| week.quits, -SPAN..0)?;
    let (focal, colour) = (run.label(run.focal()), run.colour(run.focal()));
    let grey = Mark::new(theme::STRONG, Form::StepBand(through(around.null(before))))
        .labelled("what chance alone\u{a0}would\u{a0}give".to_owned());
    let mut all = vec![grey];
    all.extend(around.marks(focal, colour, |week| week.quits));
    let anybody = around.rate(|week| week.followers, -SPAN..SPAN).is_some_and(|rate| rate > 0.0);
    let those = around.marks("Followers", colour, |week| week.followers).to_vec();
    let panels = [
        Some(panel(0.7, "Who leaves for another firm by choice, per 100 staff and week", all)),
        anybody.then(|| {
            panel(
                0.5,
                "Of these, who left because somebody had left before: a team-mate, a tie, a leader",
                those,
            )
        }),
    ];
    Some(Chart {
        title: format!("Who follows when a leader leaves {focal}"),
        subtitle: subtitle(run, &around, before),
        footnote: run.footnote(),
        rules: vec![around.rule()],
        panels: panels.into_iter().flatten().collect(),
    })
}

fn subtitle(run: &Run<'_>, around: &Around, before: f64) -> String {
    let departures = match around.departures {
        1 => "The weeks around one departure".to_owned(),
        many => format!(
            "The weeks around {many} departures, as far as the horizon reaches; they may hold another one, and those \
             within {WEEKS_APART} weeks count as one"
        ),
    };
    format!(
        "{departures}. Without those whom the scenario moves — {}. Grey: 5–95% of single histories if it had gone on \
         as in the half-year before, at {} per 100 and week (Poisson counts)",
        mean_spread(run),
        format::decimal(before, 2)
    )
}

fn panel(height: f64, title: &str, marks: Vec<Mark>) -> Panel {
    let x = Axis::numbers(f64::from(-SPAN), f64::from(SPAN), Unit::Difference)
        .titled("Weeks from the departure");
    let y = Axis::covering(heights(&marks).chain([0.0]), Unit::Plain).titled(title);
    Panel { height, x, y, marks, counts: None }
}

/// What happened in a week or a step, over all departures of a replicate.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Week {
    /// People at risk of leaving, times weeks.
    people: f64,
    /// People who left for another firm, and whom the scenario did not move.
    quits: f64,
    /// People who came to leave because somebody had left.
    followers: f64,
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

/// A step of the run.
#[derive(Debug)]
struct Stretch {
    start: Date,
    /// The day after the last.
    end: Date,
    week: Week,
}

/// By replicate, the weeks around departures; week 0 begins with the step in which the leader leaves.
#[derive(Debug)]
struct Around {
    /// How many departures a history has at most.
    departures: usize,
    replicates: BTreeMap<u32, BTreeMap<i32, Week>>,
}

impl Around {
    fn of(run: &Run<'_>) -> Self {
        let mut around = Self { departures: 0, replicates: BTreeMap::new() };
        for (replicate, stretches) in stretches(run) {
            let leaders = leaders(run, replicate);
            around.departures = around.departures.max(leaders.len());
            let mut weeks: BTreeMap<i32, Week> = BTreeMap::new();
            for leader in leaders {
                add(&mut weeks, &stretches, leader);
            }
            weeks.retain(|_, week| week.people > 0.0);
            if !weeks.is_empty() {
                around.replicates.insert(replicate, weeks);
            }
        }
        around.keep_common();
        around
    }

    fn rule(&self) -> Rule {
        let label = if self.departures == 1 { "The leader leaves" } else { "A leader leaves" };
        Rule { at: 0.0, label: label.to_owned(), detail: "in week 0".to_owned() }
    }

    /// Leaves out the weeks that some replicate lacks, since the firm had nobody.
    fn keep_common(&mut self) {
        let lacking: Vec<i32> = (-SPAN..SPAN)
            .filter(|week| self.replicates.values().any(|weeks| !weeks.contains_key(week)))
            .collect();
        for weeks in self.replicates.values_mut() {
            weeks.retain(|week, _| !lacking.contains(week));
        }
    }

    /// How many of 100 people do something in a week, over all replicates and the weeks of a range; none
    /// if there was nobody.
    fn rate(&self, what: fn(&Week) -> f64, range: Range<i32>) -> Option<f64> {
        let weeks = self.replicates.values().flat_map(|weeks| weeks.range(range.clone()));
        let (mut people, mut sum) = (0.0, 0.0);
        for (_, week) in weeks {
            people += week.people;
            sum += what(week);
        }
        (people > 0.0).then(|| sum / people * 100.0)
    }

    /// The weeks in order, each with all replicates.
    fn weeks(&self) -> BTreeMap<i32, Vec<Week>> {
        let mut weeks: BTreeMap<i32, Vec<Week>> = BTreeMap::new();
        for (&number, &week) in self.replicates.values().flatten() {
            weeks.entry(number).or_default().push(week);
        }
        weeks
    }

    /// How many of 100 people do something, week by week.
    fn fan(&self, what: fn(&Week) -> f64) -> Fan {
        let rate = |week: &Week| what(week) / week.people * 100.0;
        let weeks = self.weeks().into_iter();
        Fan::of(weeks.map(|(number, all)| (f64::from(number), all.iter().map(rate).collect())))
    }

    /// From the 5% to the 95% quantile of a single history in which so many of 100 people leave in
    /// every week: place, low and high.
    fn null(&self, rate: f64) -> Vec<[f64; 3]> {
        let edges = |(number, all): (i32, Vec<Week>)| {
            let people = mean(&all.iter().map(|week| week.people).collect::<Vec<_>>());
            let [low, high] = BAND
                .map(|p| f64::from(poisson_quantile(rate / 100.0 * people, p)) / people * 100.0);
            [f64::from(number), low, high]
        };
        self.weeks().into_iter().map(edges).collect()
    }

    /// The band, and the mean with the rates before and after as its label.
    fn marks(&self, name: &str, colour: Colour, what: fn(&Week) -> f64) -> [Mark; 2] {
        let fan = self.fan(what);
        let rates = [-SPAN..0, 0..SPAN].map(|range| self.rate(what, range).unwrap_or(0.0));
        let [before, after] = rates.map(|rate| format::decimal(rate, 2));
        let label = format!("{name}: mean\u{a0}{before}\u{a0}before, {after}\u{a0}after");
        [
            Mark::new(colour, Form::StepBand(through(fan.band(BAND)))),
            Mark::new(colour, Form::Steps(through(fan.mean()))).labelled(label),
        ]
    }
}

/// The steps, with a last point where the last week ends.
fn through<const N: usize>(mut steps: Vec<[f64; N]>) -> Vec<[f64; N]> {
    if let Some(&last) = steps.last() {
        let mut end = last;
        end[0] += 1.0;
        steps.push(end);
    }
    steps
}

/// Adds the steps around the one in which a leader leaves to the weeks that they lie in.
fn add(weeks: &mut BTreeMap<i32, Week>, stretches: &[Stretch], leader: Date) {
    let holds = |stretch: &&Stretch| stretch.start <= leader && leader < stretch.end;
    let Some(anchor) = stretches.iter().find(holds) else { return };
    for stretch in stretches {
        let days = stretch.start.days() - anchor.start.days();
        let number = days.div_euclid(DAYS_PER_WEEK);
        if (-SPAN..SPAN).contains(&number) {
            let week = weeks.entry(number).or_default();
            *week = week.plus(stretch.week);
        }
    }
}

/// The steps of the focal firm by replicate; who moves since the scenario says so is not counted.
fn stretches(run: &Run<'_>) -> BTreeMap<u32, Vec<Stretch>> {
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
fn leaders(run: &Run<'_>, replicate: u32) -> Vec<Date> {
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
    use crate::record::FirmRow;
    use crate::record::Tables;

    #[test]
    fn more_leave_after_the_leader_than_chance_gives_and_some_of_them_follow() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = followers(&Run::new(&scenario, &tables)).unwrap();
        assert_eq!(chart.panels.len(), 2);
        let marks = &chart.panels[0].marks;
        let (Form::StepBand(null), Form::Steps(line)) = (&marks[0].form, &marks[2].form) else {
            panic!("a band, and a line");
        };
        assert_eq!((null.len(), line.len()), (53, 53));
        let above = |from: f64, to: f64| {
            let pairs =
                line.iter().zip(null).filter(|(point, _)| from <= point[0] && point[0] < to);
            pairs.filter(|(point, edge)| point[1] > edge[2]).count()
        };
        assert_eq!(above(-26.0, 0.0), 0);
        assert!(above(0.0, 26.0) > 3);
        let label = chart.panels[1].marks[1].label.as_ref().unwrap();
        assert!(label.starts_with("Followers: mean\u{a0}0.00\u{a0}before, 0."), "{label}");
        assert!(
            chart.subtitle.starts_with("The weeks around one departure. "),
            "{}",
            chart.subtitle
        );
    }

    #[test]
    fn a_week_has_the_people_and_the_quits_of_its_step_less_those_whom_the_scenario_moves() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        let focal = |row: &&FirmRow| &*row.firm == "openai" && row.replicate == 1;
        let steps: Vec<FirmRow> = tables.firms.iter().filter(focal).cloned().collect();
        let leader = tables.events.iter().find(|row| row.detail.starts_with("research-chief"));
        let step = steps.iter().position(|row| row.date > leader.unwrap().date).unwrap();
        let find = |tables: &Tables| {
            let around = Around::of(&Run::new(&scenario, tables));
            [-1, 0].map(|week| around.replicates[&1][&week])
        };
        let [before, week] = find(&tables);
        let close = |found: f64, expected: u32| (found - f64::from(expected)).abs() < 1e-9;
        assert!(close(before.people, steps[step - 2].headcount));
        assert!(close(before.quits, steps[step - 1].quits));
        assert!(close(week.quits, steps[step].quits - 1));
        tables.events.iter_mut().for_each(|row| {
            row.detail = (*row.detail).replace(" to meta", " out of the market").into();
        });
        assert!(close(find(&tables)[1].quits, steps[step].quits));
    }

    #[test]
    fn departures_that_are_eight_weeks_apart_count_each() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        let run = Run::new(&scenario, &tables);
        let first = leaders(&run, 1);
        assert_eq!(first.len(), 1, "there is one a fortnight later");
        let (mut later, mut staff) = (tables.events.clone(), tables.events.clone());
        for (rows, weeks) in [(&mut later, 8), (&mut staff, -8)] {
            rows.retain(|row| row.detail.starts_with("research-chief"));
            rows[0].date = first[0].plus(7 * weeks).to_string().into();
        }
        staff[0].detail = "3 star to meta".into();
        tables.events.extend(later.into_iter().chain(staff));
        let run = Run::new(&scenario, &tables);
        assert_eq!(leaders(&run, 1), [first[0], first[0].plus(56)]);
        assert!(moved(&run, 1).contains(&(first[0].plus(-56), 3.0)));
    }

    #[test]
    fn without_a_leader_who_leaves_there_is_no_chart() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.events.retain(|row| &*row.kind != "departure");
        assert_eq!(followers(&Run::new(&scenario, &tables)), None);
        assert_eq!(followers(&Run::new(&scenario, &Tables::default())), None);
    }
}
