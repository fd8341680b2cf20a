//! **followers**: who follows when a leader leaves? How fast people leave in the weeks around it,
//! against what chance alone would give at the rate of before.

mod weeks;

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
use crate::present::format;
use crate::present::format::Unit;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::scenario::Step;
use crate::stats::mean;
use crate::stats::poisson_quantile;

use super::heights;
use super::mean_spread;
use weeks::SPAN;
use weeks::WEEKS_APART;
use weeks::Week;
use weeks::common;
use weeks::leaders;
use weeks::stretches;
use weeks::weeks_around;
use weeks::within;

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
        Some(panel(
            &around,
            0.7,
            "Who leaves for another firm by choice, per 100 staff and week",
            all,
        )),
        anybody.then(|| {
            panel(
                &around,
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
            "The weeks around {many} departures, as far as the horizon holds them for each; they may hold another one, \
             and those within {WEEKS_APART} weeks count as one"
        ),
    };
    format!(
        "{departures}. Without those whom the scenario moves — {}. Grey: 5–95% of single histories if it had gone on \
         as in the {} weeks before, at {} per 100 and week (Poisson counts)",
        mean_spread(run),
        -around.horizon()[0],
        format::decimal(before, 2)
    )
}

fn panel(around: &Around, height: f64, title: &str, marks: Vec<Mark>) -> Panel {
    let [from, to] = around.horizon().map(f64::from);
    let x = Axis::numbers(from, to, Unit::Difference).titled("Weeks from the departure");
    let y = Axis::covering(heights(&marks).chain([0.0]), Unit::Plain).titled(title);
    Panel { height, x, y, marks, counts: None }
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
            let departures: Vec<BTreeMap<i32, Week>> = within(leaders(run, replicate), &stretches)
                .into_iter()
                .map(|leader| weeks_around(&stretches, leader))
                .collect();
            around.departures = around.departures.max(departures.len());
            let weeks = common(&departures);
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

    /// From the first of the weeks to the end of the last.
    fn horizon(&self) -> [i32; 2] {
        let mut weeks = self.replicates.values().flat_map(BTreeMap::keys);
        let first = weeks.clone().min().copied().unwrap_or(-SPAN);
        [first, weeks.next_back().map_or(SPAN, |last| last + 1)]
    }

    /// Leaves out the weeks that some replicate lacks, since the firm had nobody or since one of its
    /// departures lies nearer to an end of the horizon.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::quantity::Date;
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
    fn the_line_ends_where_the_horizon_no_longer_covers_every_departure() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        let run = Run::new(&scenario, &tables);
        let first = leaders(&run, 1)[0];
        let last = stretches(&run)[&1].last().unwrap().end;
        let mut moved = |to: Date| {
            let mut later = sample::tables().events;
            later.retain(|row| row.detail.starts_with("research-chief"));
            for row in &mut later {
                row.date = to;
            }
            tables.events.extend(later);
            followers(&Run::new(&scenario, &tables)).unwrap()
        };
        // Too near to the end of the horizon: it does not count.
        let chart = moved(last.plus(-7 * WEEKS_APART + 1));
        assert!(chart.subtitle.starts_with("The weeks around one departure. "));
        assert_eq!((chart.panels[0].x.low, chart.panels[0].x.high), (-26.0, 26.0));
        let chart = moved(last.plus(-70));
        assert!(first.plus(7 * WEEKS_APART) < last.plus(-70));
        assert!(chart.subtitle.starts_with("The weeks around 2 departures, "));
        assert_eq!((chart.panels[0].x.low, chart.panels[0].x.high), (-26.0, 10.0));
        let marks = chart.panels.iter().flat_map(|panel| &panel.marks);
        assert!(marks.filter_map(Mark::end).all(|[week, _]| week <= 10.0));
    }

    #[test]
    fn without_a_leader_who_leaves_there_is_no_chart() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.events.retain(|row| &*row.kind != "departure");
        assert_eq!(followers(&Run::new(&scenario, &tables)), None);
        assert_eq!(followers(&Run::new(&scenario, &Tables::default())), None);
    }
}
