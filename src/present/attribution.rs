//! What outcomes are attributed to, in words: the answer, and what the page says of it.

use crate::record::AttributionRow;
use crate::record::InteractionRow;
use crate::record::Tables;
use crate::scenario::Event;
use crate::scenario::Scenario;

use super::Study;
use super::StudyTable;
use super::format;
use super::measured::measured;
use super::measured::measured_change;
use super::measured::measured_ends;
use super::outcome;
use super::response::capital;

/// How many causes the answer names, and how many pairs the page.
const NAMED: usize = 3;
const PAIRS: usize = 12;

/// The parts that causes have in the outcomes of a scenario.
#[derive(Debug, Clone, Copy)]
pub struct Attribution<'a> {
    /// The scenario, in which all causes are there.
    pub scenario: &'a Scenario,
    /// The world in which none of them is, where it has a name of its own.
    pub other: Option<&'a Scenario>,
    /// The tables.
    pub tables: &'a Tables,
}

impl<'a> Attribution<'a> {
    /// The outcomes that were attributed, in order.
    pub fn outcomes(&self) -> Vec<&'a str> {
        let mut outcomes: Vec<&str> =
            self.tables.attribution.iter().map(|row| &*row.outcome).collect();
        outcomes.dedup();
        outcomes
    }

    /// The causes of an outcome, those with the greatest parts first.
    pub fn rows(&self, outcome: &str) -> Vec<&'a AttributionRow> {
        let rows = self.tables.attribution.iter();
        let mut rows: Vec<_> = rows.filter(|row| &*row.outcome == outcome).collect();
        rows.sort_by(|a, b| b.value.abs().total_cmp(&a.value.abs()));
        rows
    }

    /// An outcome as a heading.
    pub(super) fn heading(&self, outcome: &str) -> String {
        outcome::heading(&self.worlds(), outcome)
    }

    /// A sentence or two for each outcome.
    pub fn answers(&self) -> Vec<String> {
        self.outcomes().into_iter().map(|outcome| self.answer(outcome)).collect()
    }

    fn answer(&self, outcome: &str) -> String {
        let rows = self.rows(outcome);
        let Some(first) = rows.first() else { return String::new() };
        let value = |number: f64| measured(outcome, number, scale(first));
        let ends = format!(
            "{}: {} in ‘{}’, {} {}.",
            capital(&outcome::sentence(&self.worlds(), outcome)),
            value(first.all),
            self.scenario.title,
            value(first.none),
            self.without()
        );
        if rows.iter().all(|row| row.value.abs() <= 0.0) {
            return format!("{ends} None of the causes changes that.");
        }
        let named = rows.iter().take(NAMED).map(|row| {
            let interval = interval_in_words(row).map(|ends| format!(" (95%: {ends})"));
            format!(
                "‘{}’ accounts for {}{}",
                self.label(&row.player),
                measured_change(outcome, row.value, scale(row)),
                interval.unwrap_or_default()
            )
        });
        let rest: f64 = rows.iter().skip(NAMED).map(|row| row.value).sum();
        let rest = (rows.len() > NAMED).then(|| {
            format!("the rest for {} together", measured_change(outcome, rest, scale(first)))
        });
        let parts: Vec<String> = named.chain(rest).collect();
        format!("{ends} Of the difference, {}.", parts.join(", "))
    }

    /// Where none of the causes is, in words.
    pub(super) fn without(&self) -> String {
        match self.other {
            Some(other) => format!("in ‘{}’", other.title),
            None => "with none of the causes that are looked at".to_owned(),
        }
    }

    /// A cause in words: the label of an event, or else its table.
    pub(super) fn label(&self, player: &str) -> String {
        player.split('+').map(|table| self.label_of_table(table)).collect::<Vec<_>>().join(" and ")
    }

    fn label_of_table(&self, table: &str) -> String {
        match table.split_once('.') {
            Some(("event", name)) => {
                let label = |world: &'a Scenario| {
                    let event = world.events.iter().find(|event| event.name == name);
                    event.map(|event| event.label.clone())
                };
                // What only the other world has is a cause by its absence.
                let absent = || self.other.and_then(label).map(|label| format!("without {label}"));
                label(self.scenario).or_else(absent).unwrap_or_else(|| table.to_owned())
            }
            Some(("mechanism", name)) => capital(&name.replace('-', " ")),
            Some((kind @ ("role" | "team" | "region"), name)) => {
                format!("{kind} {}", name.replace('-', " "))
            }
            Some((_, name)) => {
                let mut labels = self.worlds().into_iter().filter_map(|world| world.label_of(name));
                labels.next().map_or_else(|| table.to_owned(), str::to_owned)
            }
            None => table.to_owned(),
        }
    }

    /// When a cause happened, if it is one event; else its table, if it is one.
    pub(super) fn detail(&self, player: &str) -> String {
        let mut events = self.worlds().into_iter().flat_map(|world| &world.events);
        let is_it = |event: &&Event| player.strip_prefix("event.") == Some(&*event.name);
        match events.find(is_it) {
            Some(event) => format::day(event.date),
            None if player.contains('+') => "together".to_owned(),
            None => player.to_owned(),
        }
    }

    fn worlds(&self) -> Vec<&'a Scenario> {
        std::iter::once(self.scenario).chain(self.other).collect()
    }

    /// In how many replicates the causes were tried.
    pub fn replicates(&self) -> usize {
        self.tables.attribution.iter().map(|row| row.replicates as usize).max().unwrap_or(0)
    }

    /// How the parts were found, in words.
    pub(super) fn method(&self) -> String {
        let orders = self.tables.attribution.first().and_then(|row| row.permutations);
        match orders {
            Some(orders) => format!("{orders} random orders of the causes in each replicate"),
            None => "all sets of the causes in each replicate".to_owned(),
        }
    }

    /// What the page says.
    pub fn study(&self) -> Study<'a> {
        let outcomes = self.outcomes();
        let parts = outcomes.iter().map(|outcome| self.table_of_parts(outcome));
        let pairs = outcomes.iter().filter_map(|outcome| self.table_of_pairs(outcome));
        Study {
            scenario: self.scenario,
            title: format!("What it is due to: {}", self.scenario.title),
            answers: self.answers(),
            tables: parts.chain(pairs).collect(),
            replicates: self.replicates(),
        }
    }

    fn table_of_parts(&self, outcome: &str) -> StudyTable {
        let rows = self.rows(outcome);
        let change = |row: &AttributionRow, number: Option<f64>| {
            number.map_or_else(String::new, |number| measured_change(outcome, number, scale(row)))
        };
        let error = |row: &AttributionRow| {
            let error = row.sampling_error.filter(|error| *error > 0.0);
            error.map_or_else(String::new, |error| measured(outcome, error, error))
        };
        let column = |cell: &dyn Fn(&AttributionRow) -> String| -> Vec<String> {
            rows.iter().map(|row| cell(row)).collect()
        };
        let columns = [
            ("cause", column(&|row| self.label(&row.player))),
            ("part (95%)", column(&change_in_words)),
            ("without the others", column(&|row| change(row, row.first))),
            ("with all others", column(&|row| change(row, row.last))),
            ("error of sampling", column(&error)),
        ];
        let told =
            columns.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        let (heads, columns): (Vec<&str>, Vec<Vec<String>>) = told.unzip();
        let row = |row: usize| columns.iter().map(|cells| cells[row].clone()).collect();
        StudyTable {
            heading: format!("Parts: {}", self.heading(outcome)),
            heads,
            rows: (0..rows.len()).map(row).collect(),
            note: "The part of a cause is its Shapley value: the mean, over all orders in which the causes can come \
                   into the world, of what it changes when it comes. The parts add up to the whole difference, in \
                   every replicate. Where all sets of causes were tried, beside it stands what the cause changes where \
                   no other is there, and where all others are; else the standard error that comes from trying some \
                   orders only, which the interval has in it. Intervals are over replicates, each on one luck in all \
                   worlds.",
        }
    }

    fn table_of_pairs(&self, outcome: &str) -> Option<StudyTable> {
        let rows = self.tables.interactions.iter().filter(|row| &*row.outcome == outcome);
        let mut rows: Vec<&InteractionRow> = rows.filter(|row| row.value.abs() > 0.0).collect();
        rows.sort_by(|a, b| b.value.abs().total_cmp(&a.value.abs()));
        rows.truncate(PAIRS);
        let row = |row: &&InteractionRow| {
            let pair = format!("{} × {}", self.label(&row.one), self.label(&row.other));
            vec![pair, in_words(outcome, [row.value, row.low, row.high])]
        };
        (!rows.is_empty()).then(|| StudyTable {
            heading: format!("How causes go together: {}", self.heading(outcome)),
            heads: vec!["pair", "interaction (95%)"],
            rows: rows.iter().map(row).collect(),
            note: "How much more the two bring about together than each for himself, as a mean over who else is \
                   there (the Shapley interaction index). Below zero, one makes the other superfluous.",
        })
    }
}

/// A part with its 95% interval, if it has one: `+41 (+35 to +47)`.
pub(super) fn change_in_words(row: &AttributionRow) -> String {
    in_words(&row.outcome, [row.value, row.low, row.high])
}

fn interval_in_words(row: &AttributionRow) -> Option<String> {
    let words = change_in_words(row);
    words.split_once(" (").map(|(_, ends)| ends.trim_end_matches(')').to_owned())
}

fn in_words(outcome: &str, [value, low, high]: [f64; 3]) -> String {
    let half = (high - low) / 2.0;
    let scale = if half > 0.0 { half } else { value };
    let change = |number: f64| measured_change(outcome, number, scale);
    if half.is_nan() {
        return change(value);
    }
    let ends = measured_ends(outcome, [low, high], scale);
    let [low, high] = ends.map(|end| end.replace(" points", ""));
    format!("{} ({low} to {high})", change(value))
}

/// What the parts of an outcome are uncertain by: the half-width of the interval of the greatest, or its size.
pub(super) fn scale(row: &AttributionRow) -> f64 {
    let half = (row.high - row.low) / 2.0;
    if half > 0.0 { half } else { (row.all - row.none).abs().max(row.value.abs()) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::present::sample;

    /// Four causes whose parts add up to 100.
    pub(in crate::present) fn tables() -> Tables {
        let row = |player: &str, value: f64, half: f64| AttributionRow {
            outcome: "departures:openai".into(),
            player: player.into(),
            none: 43.0,
            all: 143.0,
            value,
            low: value - half,
            high: value + half,
            first: Some(value - 2.0),
            last: Some(value + 2.0),
            sampling_error: Some(0.0),
            replicates: 20,
            ..AttributionRow::default()
        };
        let pair = InteractionRow {
            outcome: "departures:openai".into(),
            one: "event.ouster".into(),
            other: "mechanism.role-push".into(),
            value: -6.0,
            low: -8.0,
            high: -4.0,
            ..InteractionRow::default()
        };
        Tables {
            attribution: vec![
                row("event.ouster", 71.0, 6.0),
                row("event.chief-scientist+event.reinstatement", -12.0, 14.0),
                row("mechanism.role-push", 40.0, 5.0),
                row("firm.xai", 1.0, 2.0),
            ],
            interactions: vec![pair],
            ..Tables::default()
        }
    }

    #[test]
    fn the_answer_names_the_greatest_parts_and_the_rest() {
        let (scenario, tables) = (sample::scenario(), tables());
        let view = Attribution { scenario: &scenario, other: None, tables: &tables };
        let answers = view.answers();
        assert_eq!(
            answers,
            [
                "Departures (OpenAI): 143 in ‘Exodus 2024’, 43 with none of the causes that are looked at. Of the \
              difference, ‘Chief executive ousted’ accounts for +71 (95%: +65 to +77), ‘Role push’ accounts \
              for +40 (95%: +35 to +45), ‘Chief scientist leaves and Reinstated’ accounts for \u{2212}12 (95%: \
              \u{2212}26 to +2), the rest for +1 together."
            ]
        );
    }

    #[test]
    fn what_only_the_other_world_has_is_a_cause_by_its_absence() {
        let (other, tables) = (sample::scenario(), tables());
        let mut scenario = other.clone();
        scenario.events.retain(|event| event.name != "ouster");
        let view = Attribution { scenario: &scenario, other: Some(&other), tables: &tables };
        assert_eq!(view.label("event.ouster"), "without Chief executive ousted");
        assert_eq!(view.label("event.reinstatement"), "Reinstated");
        assert!(view.answers()[0].contains("43 in ‘Exodus 2024’"), "{:?}", view.answers());
    }

    #[test]
    fn the_page_has_a_table_of_parts_and_one_of_pairs() {
        let (scenario, tables) = (sample::scenario(), tables());
        let view = Attribution { scenario: &scenario, other: None, tables: &tables };
        let study = view.study();
        assert_eq!(study.tables.len(), 2);
        assert_eq!(study.tables[0].rows[3][0], "xAI");
        assert_eq!(study.tables[1].rows[0][0], "Chief executive ousted × Role push");
        assert_eq!(study.replicates, 20);
    }
}
