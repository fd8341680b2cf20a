//! How far a lever has to be moved: the answer in words, and what it was read from.

use crate::experiment::Relation;
use crate::record::SolutionRow;
use crate::record::Tables;
use crate::scenario::Scenario;

use super::Response;
use super::format;
use super::measured::measured;
use super::page::Study;
use super::sweep::Sweep;

/// A lever, what was sought with it, and the worlds that were looked at.
#[derive(Debug, Clone)]
pub struct Solution<'a> {
    /// What was sought, and what was found.
    pub row: &'a SolutionRow,
    /// The worlds that were looked at, as a sweep over the lever.
    pub sweep: Sweep<'a>,
}

impl<'a> Solution<'a> {
    /// The solution in these tables, if there is one.
    pub fn new(scenario: &'a Scenario, tables: &'a Tables) -> Option<Self> {
        let row = tables.solution.first()?;
        Some(Self { row, sweep: Sweep::new(scenario, tables) })
    }

    /// What was found, a sentence each.
    pub fn answers(&self) -> Vec<String> {
        let row = self.row;
        let mut said = Vec::new();
        said.extend(as_written(self));
        said.push(match row.answer {
            Some(answer) => found(self, answer),
            None => not_found(self),
        });
        if row.answer.is_some_and(|answer| self.is_at_an_end(answer)) {
            said.push("That is an end of what was searched: look beyond it.".to_owned());
        }
        if row.crossings > 1 {
            let nearest = row.present.map_or("lower end", |_| "present value");
            said.push(format!(
                "The mean passes the level {} times between {} and {}; this is where it does so nearest to the {nearest}.",
                row.crossings,
                self.lever(row.low),
                self.lever(row.high)
            ));
        }
        said
    }

    /// What the page says: that of the sweep, under its own title and with its own answers.
    pub fn study(&self) -> Study<'a> {
        Study { title: title(self), answers: self.answers(), ..self.sweep.study() }
    }

    /// A value of the lever with the digits that its interval deserves, or else the tolerance.
    pub(super) fn lever(&self, at: f64) -> String {
        let row = self.row;
        let fifth =
            row.answer_low.zip(row.answer_high).map_or(0.0, |(low, high)| (high - low) / 10.0);
        format::decimal(at, format::places(fifth.max(row.tolerance)))
    }

    /// The goal: `departures (OpenAI) at most 40`.
    pub(super) fn goal(&self) -> String {
        let relation = match &*self.row.relation {
            "<" => "below",
            "<=" => "at most",
            ">=" => "at least",
            ">" => "above",
            _ => "equal to",
        };
        format!("{} {relation} {}", self.sweep.in_sentence(&self.row.outcome), self.level())
    }

    /// The level in the unit of the outcome.
    pub(super) fn level(&self) -> String {
        measured(&self.row.outcome, self.row.level, self.row.level)
    }

    /// `95% interval 0.48 to 0.57`, with words for an end that was not found.
    pub(super) fn interval(&self) -> String {
        let base = self.sweep.response(0, &self.row.outcome);
        if base.is_some_and(|base| base.mean[1].is_nan()) {
            return "of one replicate and hence without interval".to_owned();
        }
        let end = |end: Option<f64>, beyond: &str| {
            end.map_or_else(|| beyond.to_owned(), |end| self.lever(end))
        };
        let below = format!("below {}", self.lever(self.row.low));
        let above = format!("above {}", self.lever(self.row.high));
        let (low, high) = (end(self.row.answer_low, &below), end(self.row.answer_high, &above));
        format!("95% interval {low} to {high}")
    }

    /// Whether what is sought holds of the mean of each of these, which lie on one side of the level. The scenario
    /// as it is written may lie on the other one, if its value is not among those that were tried.
    fn holds_at_all(&self, tried: &[Response]) -> bool {
        let mut relations = Relation::ALL.into_iter();
        let relation = relations.find(|(sign, _)| *sign == &*self.row.relation);
        let holds = |(_, relation): (_, Relation)| {
            tried.iter().all(|tried| relation.holds(tried.mean[0], self.row.level))
        };
        relation.is_some_and(holds)
    }

    /// Whether the answer is no further from an end of the search than it is exact.
    fn is_at_an_end(&self, answer: f64) -> bool {
        let row = self.row;
        (answer - row.low).min(row.high - answer) <= row.tolerance
    }
}

/// What the scenario says as it is written.
fn as_written(solution: &Solution<'_>) -> Option<String> {
    let row = solution.row;
    let base = solution.sweep.response(0, &row.outcome)?;
    let [mean, low, high] = base.mean.map(|value| measured(&row.outcome, value, base.scale()));
    let interval = if base.mean[1].is_nan() {
        String::new()
    } else {
        format!(" (95% interval {low} to {high})")
    };
    let at = row.present.map_or_else(String::new, |at| format!(", with {} at {at}", row.lever));
    let met = if row.met == 1 { ": the goal is met already" } else { "" };
    Some(format!(
        "As written{at}, the mean of {} is {mean}{interval}{met}.",
        solution.sweep.in_sentence(&row.outcome)
    ))
}

fn found(solution: &Solution<'_>, answer: f64) -> String {
    let row = solution.row;
    let goal = solution.goal();
    let (at, interval) = (solution.lever(answer), solution.interval());
    match (&*row.relation, row.holds_above) {
        ("=", _) => format!("The mean of {goal}: {} = {at} ({interval}).", row.lever),
        (_, Some(1)) => {
            format!("The mean of {goal}: from {} = {at} upwards ({interval}).", row.lever)
        }
        _ => format!("The mean of {goal}: up to {} = {at} ({interval}).", row.lever),
    }
}

fn not_found(solution: &Solution<'_>) -> String {
    let row = solution.row;
    let (low, high) = (solution.lever(row.low), solution.lever(row.high));
    let cells = solution.sweep.cells.iter();
    let responses = cells.filter_map(|cell| solution.sweep.response(cell.number, &row.outcome));
    let responses: Vec<_> = responses.collect();
    let scale = responses.iter().map(Response::scale).fold(0.0, f64::max);
    let means = || responses.iter().map(|response| response.mean[0]);
    let (least, most) = (means().fold(f64::MAX, f64::min), means().fold(f64::MIN, f64::max));
    if responses.is_empty() {
        return format!("No replicate has something to say about {}.", row.outcome);
    }
    let [least, most] = [least, most].map(|mean| measured(&row.outcome, mean, scale));
    let verdict =
        if solution.holds_at_all(&responses) { "holds at all" } else { "is reached at none" };
    format!(
        "The mean of {}: the goal {verdict} of the values of {} that were tried from {low} to {high}, where the \
         mean lies between {least} and {most}.",
        solution.goal(),
        row.lever
    )
}

/// The subject of a solution.
pub(super) fn title(solution: &Solution<'_>) -> String {
    format!("{} for {}: {}", solution.row.lever, solution.goal(), solution.sweep.scenario.title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::chart::Form;
    use crate::present::charts_of_solution;
    use crate::present::sample;
    use crate::record::SweepRow;

    /// Departures of 100 less 40 times the lever, with a spread over replicates.
    fn tables(row: SolutionRow) -> Tables {
        let mut tables = Tables { solution: vec![row], ..Tables::default() };
        for (cell, at) in (0..).zip(["", "1", "1.5", "2"]) {
            for replicate in 1..=4_u32 {
                tables.sweep.push(SweepRow {
                    cell,
                    settings: if at.is_empty() { "".into() } else { format!("a.b={at}").into() },
                    replicate,
                    outcome: "departures:openai".into(),
                    value: Some(
                        100.0 - 40.0 * at.parse::<f64>().unwrap_or(1.0) + f64::from(replicate),
                    ),
                });
            }
        }
        tables
    }

    fn row() -> SolutionRow {
        SolutionRow {
            lever: "a.b".into(),
            low: 1.0,
            high: 2.0,
            tolerance: 0.005,
            outcome: "departures:openai".into(),
            relation: "<=".into(),
            level: 40.0,
            present: Some(1.0),
            crossings: 1,
            answer: Some(1.5623),
            answer_low: Some(1.51),
            answer_high: None,
            holds_above: Some(1),
            ..SolutionRow::default()
        }
    }

    fn said(row: SolutionRow) -> String {
        let (scenario, tables) = (sample::scenario(), tables(row));
        Solution::new(&scenario, &tables).unwrap().answers().join(" ")
    }

    #[test]
    fn an_answer_has_its_interval_and_says_on_which_side_the_goal_is_met() {
        let expected = "As written, with a.b at 1, the mean of departures (OpenAI) is 62.5 (95% interval 60.4 to \
                        64.6). The mean of departures (OpenAI) at most 40: from a.b = 1.562 upwards (95% interval \
                        1.510 to above 2.000).";
        assert_eq!(said(row()), expected);
        let below = SolutionRow { holds_above: Some(0), crossings: 2, ..row() };
        assert!(said(below.clone()).contains("up to a.b = 1.562"));
        assert!(said(below).contains("passes the level 2 times"));
        let end = SolutionRow { answer: Some(1.996), ..row() };
        assert!(said(end).contains("look beyond it"));
    }

    #[test]
    fn no_answer_is_said_with_what_was_found_instead() {
        let none = SolutionRow { answer: None, answer_low: None, holds_above: None, ..row() };
        assert!(said(none.clone()).contains("is reached at none of the values of a.b"));
        assert!(said(none.clone()).contains("between 22.5 and 62.5"), "{}", said(none.clone()));
        let met = SolutionRow { met: 1, level: 90.0, ..none };
        assert!(said(met.clone()).contains("the goal is met already"));
        assert!(said(met).contains("holds at all of the values of a.b"));
    }

    #[test]
    fn whether_the_goal_holds_where_it_was_tried_is_not_said_by_the_scenario_as_written() {
        let none = SolutionRow { answer: None, answer_low: None, holds_above: None, ..row() };
        // As written the mean is 62.5; what was tried is moved away from it.
        let said = |met: u32, relation: &str, level: f64, shift: f64| {
            let row = SolutionRow { met, relation: relation.into(), level, ..none.clone() };
            let (scenario, mut tables) = (sample::scenario(), tables(row));
            let tried = tables.sweep.iter_mut().filter(|row| row.cell > 0);
            tried.for_each(|row| row.value = row.value.map(|value| value + shift));
            Solution::new(&scenario, &tables).unwrap().answers().join(" ")
        };
        let all = said(0, "<=", 50.0, -40.0);
        assert!(
            all.contains("holds at all of the values") && !all.contains("met already"),
            "{all}"
        );
        let none = said(1, ">=", 50.0, -40.0);
        assert!(none.contains("is reached at none") && none.contains("met already"), "{none}");
        let equal = said(1, "=", 62.5, 100.0);
        assert!(equal.contains("is reached at none"), "{equal}");
    }

    #[test]
    fn the_chart_shows_level_answer_and_interval() {
        let (scenario, tables) = (sample::scenario(), tables(row()));
        let charts = charts_of_solution(&Solution::new(&scenario, &tables).unwrap());
        let (name, chart) = &charts[0];
        assert_eq!((*name, chart.rules[0].label.as_str()), ("solution", "1.562"));
        let marks = &chart.panels[0].marks;
        assert!(marks.iter().any(|mark| mark.form == Form::Level(40.0)));
        assert!(matches!(&marks[0].form, Form::Band(edges) if (edges[0][0] - 1.51).abs() < 1e-12));
    }
}
