//! What charts, answer and page are made from: scenarios, and what is kept of tables.

use std::sync::Arc;

use crate::quantity::Date;
use crate::record::ComparisonRow;
use crate::record::FactRow;
use crate::record::Tables;
use crate::scenario::Event;
use crate::scenario::Scenario;
use crate::scenario::compared_outcomes;

use super::Paths;
use super::changes::same_event;
use super::chart::Rule;
use super::fact;
use super::fold::FirmColumn;
use super::fold::Fold;
use super::fold::MarketColumn;
use super::format;
use super::palette::Palette;
use super::theme::Colour;

/// How many destinations are worth a line of their own.
const DESTINATIONS: usize = 4;

/// One scenario, with what is drawn of its tables.
#[derive(Debug, Clone)]
pub struct Run<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    pub(super) fold: Arc<Fold>,
    palette: Palette,
}

/// A kind of event that nobody scripted, at one firm or group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arisen<'a> {
    /// The word of the table.
    pub kind: &'a str,
    /// The name of the firm or group; empty if it is the whole market.
    pub firm: &'a str,
    /// In which share of the histories it happened.
    pub share: f64,
    /// How often it happened in a history, in the mean.
    pub mean: f64,
}

/// A baseline and an alternative on the same luck.
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
    /// What is compared with.
    pub baseline: Run<'a>,
    /// What is different.
    pub alternative: Run<'a>,
}

impl<'a> Run<'a> {
    /// A run of one scenario, without rows as yet.
    pub fn empty(scenario: &'a Scenario) -> Self {
        Self { scenario, fold: Arc::new(Fold::new(scenario)), palette: Palette::of([scenario]) }
    }

    /// A run of one scenario with its tables, which may have rows of other scenarios as well.
    pub fn new(scenario: &'a Scenario, tables: &Tables) -> Self {
        let mut run = Self::empty(scenario);
        run.add(tables);
        run
    }

    /// Adds the rows of some tables that are of the scenario: those of a table come in its order, in pieces of
    /// any size.
    pub fn add(&mut self, tables: &Tables) {
        Arc::make_mut(&mut self.fold).add(tables);
    }

    /// The name of the focal firm in tables.
    pub fn focal(&self) -> &'a str {
        self.scenario.unit_name(self.scenario.focal)
    }

    /// The name in charts of a firm or group; its name in tables if the scenario does not have it.
    pub fn label<'n>(&self, name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.scenario.unit_named(name).map_or(name, |unit| self.scenario.label(unit))
    }

    /// The colour of a firm or group.
    pub fn colour(&self, name: &str) -> Colour {
        self.palette.colour(name)
    }

    /// How many replicates the tables have.
    pub fn replicates(&self) -> usize {
        self.fold.firms.replicates(&(self.focal().into(), FirmColumn::Headcount)).len()
    }

    /// A column of the table of firms, for one firm or group.
    pub fn firm(&self, name: &str, column: FirmColumn) -> Paths {
        self.fold.firms.paths(&(name.into(), column))
    }

    /// A column of the table of the market; none if a field of it is empty.
    pub fn market(&self, column: MarketColumn) -> Option<Paths> {
        let paths = self.fold.market.paths(&column);
        let is_whole = !paths.replicates.values().flatten().any(|value| value.is_nan());
        (is_whole && !paths.replicates.is_empty()).then_some(paths)
    }

    /// What happened by itself: by kind and firm, the most frequent first.
    pub fn arisen(&self) -> Vec<Arisen<'_>> {
        let found = &self.fold.arisen;
        let histories = self.replicates().max(1) as f64;
        let mut all: Vec<Arisen<'_>> = found
            .series()
            .map(|series| {
                let some = found.rows(series).filter(|(_, counts)| counts[0] > 0.0).count();
                let share = some as f64 / histories;
                let mean = found.sum(series) / histories;
                Arisen { kind: &series.0, firm: &series.1, share, mean }
            })
            .collect();
        all.sort_by(|one, other| other.mean.total_cmp(&one.mean));
        all
    }

    /// The facts of the scenario, and what came of them.
    pub fn facts(&self) -> Vec<&FactRow> {
        fact::in_order(self.fold.facts.iter())
    }

    /// How many people have left the focal firm for other firms, step by step.
    pub fn departures(&self) -> Paths {
        self.firm(self.focal(), FirmColumn::Quits).cumulative()
    }

    /// How many people have left the focal firm for another firm or group, at the ends of months.
    pub fn departures_to(&self, to: &str) -> Paths {
        let (start, end) = (self.scenario.time.start, self.scenario.time.end);
        let ends = (1..).map(|ahead| start.first_of_month(ahead)).take_while(|&date| date < end);
        let dates: Vec<Date> = std::iter::once(start).chain(ends).chain([end]).collect();
        let leavers = &self.fold.leavers;
        let places: Vec<usize> = leavers
            .places()
            .iter()
            .map(|&month| {
                let month = month.month_number() - start.month_number() + 1;
                usize::try_from(month).unwrap_or(usize::MAX)
            })
            .collect();
        let of_replicate = |replicate: u32| {
            let mut values = vec![0.0; dates.len()];
            let moves = leavers.of(&to.into(), replicate).unwrap_or_default();
            for (&place, moves) in places.iter().zip(moves) {
                if let Some(value) = values.get_mut(place) {
                    *value += moves;
                }
            }
            (replicate, values)
        };
        let headcount = (self.focal().into(), FirmColumn::Headcount);
        let replicates = self.fold.firms.replicates(&headcount).map(of_replicate).collect();
        Paths { dates, replicates }.cumulative()
    }

    /// The firms and groups that most people of the focal firm go to, at most four, with their shares
    /// of all moves, from the greatest down.
    pub fn destinations(&self) -> Vec<(&str, f64)> {
        let leavers = &self.fold.leavers;
        let moves: Vec<(&str, f64)> = leavers.series().map(|to| (&**to, leavers.sum(to))).collect();
        let all: f64 = moves.iter().map(|(_, moves)| moves).sum();
        let mut shares: Vec<_> = moves.into_iter().map(|(to, moves)| (to, moves / all)).collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        shares.truncate(DESTINATIONS);
        shares
    }

    /// In which share of the histories a firm or group takes people of the focal firm, and no other takes more.
    pub fn share_first(&self, to: &str) -> f64 {
        let leavers = &self.fold.leavers;
        let gone = |to: &Arc<str>, replicate| {
            leavers.of(to, replicate).map_or(0.0, |moves| moves.iter().sum::<f64>())
        };
        let is_first = |&replicate: &u32| {
            let here = gone(&to.into(), replicate);
            here > 0.0 && leavers.series().all(|other| gone(other, replicate) <= here)
        };
        let headcount = (self.focal().into(), FirmColumn::Headcount);
        let first = self.fold.firms.replicates(&headcount).filter(is_first).count();
        first as f64 / self.replicates().max(1) as f64
    }

    /// What the replicates say about an outcome, in ascending order.
    pub fn values(&self, outcome: &str) -> Vec<f64> {
        let mut values = self.fold.outcomes.get(outcome).cloned().unwrap_or_default();
        values.sort_by(f64::total_cmp);
        values
    }

    /// The events of the scenario that are about the focal firm, as rules through charts over dates.
    pub fn rules(&self) -> Vec<Rule> {
        one_a_day(self.events().map(|event| rule(event, "")))
    }

    fn events(&self) -> impl Iterator<Item = &'a Event> {
        let Scenario { focal, roles, events, .. } = self.scenario;
        events.iter().filter(|event| event.concerns(*focal, roles))
    }

    /// The footnote of every chart.
    pub fn footnote(&self) -> String {
        footnote(self.scenario)
    }

    /// What lines and bands mean, such as `median of 100 simulated histories with 5–95% band`.
    pub fn spread(&self) -> String {
        match self.replicates() {
            1 => "one simulated history, hence no band".to_owned(),
            many => format!("median of {many} simulated histories with 5–95% band"),
        }
    }

    /// What stands in the place of [`Run::spread`] where all histories are alike.
    pub fn alike(&self) -> String {
        match self.replicates() {
            1 => self.spread(),
            many => format!("the same in all {many} simulated histories"),
        }
    }
}

impl<'a> Comparison<'a> {
    /// A comparison of two scenarios of different names, both of which have rows in the tables.
    pub fn new(baseline: &'a Scenario, alternative: &'a Scenario, tables: &Tables) -> Self {
        Self::of(&Run::new(baseline, tables), &Run::new(alternative, tables))
    }

    /// A comparison of two runs, whose scenarios have different names.
    pub fn of(baseline: &Run<'a>, alternative: &Run<'a>) -> Self {
        let palette = Palette::of([baseline.scenario, alternative.scenario]);
        let run = |run: &Run<'a>| Run { palette: palette.clone(), ..run.clone() };
        Self { baseline: run(baseline), alternative: run(alternative) }
    }

    /// How many pairs of replicates there are.
    pub fn pairs(&self) -> usize {
        self.baseline.replicates().min(self.alternative.replicates())
    }

    /// What a line of differences means, and `bands`, such as `mean of 100 pairs; band: 5–95% of pairs`.
    pub fn spread(&self, bands: &str) -> String {
        match self.pairs() {
            1 => "one pair, hence no band".to_owned(),
            many => format!("mean of {many} pairs; {bands}: 5–95% of pairs"),
        }
    }

    /// The outcomes that were compared, in the order in which they are.
    pub fn outcomes(&self) -> Vec<&ComparisonRow> {
        let mut rows: Vec<_> = self.alternative.fold.comparison.iter().collect();
        let leading = compared_outcomes(self.baseline.scenario, self.alternative.scenario);
        let place = |row: &ComparisonRow| leading.iter().position(|one| one.text == *row.outcome);
        rows.sort_by_key(|row| place(row).unwrap_or(leading.len()));
        rows
    }

    /// The facts about what differs between the two, whichever of them says so.
    pub fn facts(&self) -> Vec<&FactRow> {
        let (one, two) = (&self.baseline, &self.alternative);
        let against = |other: &'a Scenario| move |row: &&FactRow| *row.against == *other.name;
        let own = one.facts().into_iter().filter(against(two.scenario));
        own.chain(two.facts().into_iter().filter(against(one.scenario))).collect()
    }

    /// The events of both scenarios; those that only one has say so.
    pub fn rules(&self) -> Vec<Rule> {
        let baseline: Vec<&Event> = self.baseline.events().collect();
        let alternative: Vec<&Event> = self.alternative.events().collect();
        let same = same_event(self.baseline.scenario, self.alternative.scenario);
        let in_both =
            |event: &Event, others: &[&Event]| others.iter().any(|other| same(event, other));
        let first = baseline.iter().map(|event| {
            let note = if in_both(event, &alternative) { "" } else { ", baseline only" };
            rule(event, note)
        });
        let second = alternative.iter().filter(|event| !in_both(event, &baseline));
        one_a_day(first.chain(second.map(|event| rule(event, ", alternative only"))))
    }
}

/// The footnote of every chart of a scenario.
pub(super) fn footnote(scenario: &Scenario) -> String {
    format!(
        "Source: braindrain, simulated; scenario {}, seed {}. Named firms are labels of the scenario; \
         this is not a forecast.",
        scenario.name, scenario.run.seed
    )
}

/// One rule for each day and note: those of several events have the label of the first of them.
pub(super) fn one_a_day(rules: impl Iterator<Item = Rule>) -> Vec<Rule> {
    let rules: Vec<Rule> = rules.collect();
    let days = rules.chunk_by(|one, other| one.detail == other.detail);
    let day = |events: &[Rule]| {
        let mut first = events[0].clone();
        if events.len() > 1 {
            first.label = format!("{} and {} more", first.label, events.len() - 1);
        }
        first
    };
    days.map(day).collect()
}

pub(super) fn rule(event: &Event, note: &str) -> Rule {
    let detail = format!("{}{note}", format::day(event.date));
    Rule { at: event.date.midnight().0, label: event.label.clone(), detail }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::record::OUTSIDE;

    #[test]
    fn departures_to_all_destinations_add_up_to_all_departures() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let run = Run::new(&scenario, &tables);
        let last = |paths: Paths| *paths.replicates[&3].last().unwrap();
        let all = last(run.departures());
        let names = ["anthropic", "deepmind", "meta", "start-ups", "xai"];
        let parts: f64 = names.iter().map(|name| last(run.departures_to(name))).sum();
        assert!(all > 50.0);
        assert!((all - parts).abs() < 1e-9, "{all} left, {parts} arrived");
    }

    #[test]
    fn destinations_come_from_the_greatest_down_and_leave_out_the_outside() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let run = Run::new(&scenario, &tables);
        let destinations = run.destinations();
        assert_eq!(destinations.len(), 4);
        assert_eq!(destinations[0].0, "anthropic");
        assert!(destinations.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        assert!(destinations.iter().all(|(name, _)| *name != OUTSIDE));
    }

    #[test]
    fn an_event_that_one_scenario_lacks_says_so() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let tables = Tables::default();
        let rules = Comparison::new(&baseline, &alternative, &tables).rules();
        let details: Vec<&str> = rules.iter().map(|rule| rule.detail.as_str()).collect();
        assert_eq!(details, ["17 Nov 2023", "22 Nov 2023", "14 May 2024, baseline only"]);
    }

    #[test]
    fn an_event_that_is_another_one_in_each_world_is_there_twice() {
        let baseline = sample::scenario();
        let tables = Tables::default();
        for change in ["event.ouster.label=Shown the door", "event.ouster.jump=1.5"] {
            let alternative = sample::world("other", &[change]);
            let rules = Comparison::new(&baseline, &alternative, &tables).rules();
            let mut details: Vec<&str> = rules.iter().map(|rule| rule.detail.as_str()).collect();
            details.sort_unstable();
            let both = ["17 Nov 2023, alternative only", "17 Nov 2023, baseline only"];
            assert_eq!(details, ["14 May 2024", both[0], both[1], "22 Nov 2023"], "{change}");
        }
    }

    #[test]
    fn one_pair_has_no_band_and_is_not_called_pairs() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let mut tables = sample::comparison();
        let spread = |tables: &Tables| {
            Comparison::new(&baseline, &alternative, tables).spread("band and bars")
        };
        assert_eq!(spread(&tables), "mean of 20 pairs; band and bars: 5–95% of pairs");
        tables.firms.retain(|row| row.replicate == 1);
        assert_eq!(spread(&tables), "one pair, hence no band");
    }
}
