//! `solve`: how far a lever has to be moved until an outcome is what it is to be.

use std::path::Path;
use std::sync::Arc;

use clap::Args;

use crate::experiment::Goal;
use crate::experiment::Solved;
use crate::experiment::readings;
use crate::experiment::solve;
use crate::present::Solution;
use crate::record::Kind;
use crate::record::ScenarioSummary;
use crate::record::SolutionRow;
use crate::record::SweepRow;
use crate::record::Tables;
use crate::scenario;
use crate::scenario::Later;
use crate::scenario::Scenario;
use crate::stats::CurvePoint;
use crate::stats::mean_with_interval;

use super::amount;
use super::digits::value_within;
use super::failure::Failure;
use super::goal;
use super::goal::Until;
use super::library;
use super::options::Options;
use super::shell;
use super::stopwatch::Stopwatch;
use super::study::Findings;
use super::study::Results;
use super::study::with_threads;
use super::sweep;
use super::sweep::comparable;
use super::sweep::outcomes;
use super::sweep::rows;
use super::terminal::Terminal;
use super::typed::Typed;

/// Help that ends the page of the command.
pub(super) const EXAMPLES: &str = "\
Examples:
  braindrain solve scenarios/minimal.toml --lever firm.cedar.pay.level --between 0.8:2 \\
      --until 'departures:cedar <= 20'
  braindrain solve scenarios/board-coup.toml --lever firm.openai.pay.level --between 0.8:3 \\
      --until 'signers-left:openai:2024-11-20 <= 20%' --replicates 50

The mean over replicates is read at some values of the lever, all on the same luck, then between those two nearest to
the present value between which the goal comes to be met.";

/// The default of the tolerance, over the length of what is searched.
const TOLERANCE: f64 = 1.0 / 200.0;

/// What is sought.
#[derive(Debug, Clone, Args)]
pub(super) struct Search {
    /// The path of the scenario that is moved, as in `--set`.
    #[arg(long, value_name = "PATH")]
    lever: String,
    /// Between which two numbers, such as `0.8:2`, `300k:2m` or `10%:90%`.
    #[arg(long, value_name = "LOW:HIGH", allow_hyphen_values = true)]
    between: String,
    /// What is to hold of the mean of an outcome, with one of `<=`, `>=`, `<`, `>` and `=`.
    #[arg(long, value_name = "OUTCOME <= NUMBER")]
    until: String,
    /// At how many values the curve is read at first.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(2..=1000))]
    points: u32,
    /// How exactly the lever is to be known; a two-hundredth of the way if not given.
    #[arg(long)]
    tolerance: Option<f64>,
}

impl Search {
    /// What was typed for settings.
    pub(super) fn typed(&self) -> Vec<Typed> {
        let lever = self.lever.trim();
        let setting = format!("{lever}=");
        let lever = Typed::of_part("--lever", (&self.lever, lever), setting, lever);
        let until = Until::parse(&self.until).ok();
        let outcome = until.map(|until| sweep::typed("--until", &self.until, &until.outcome));
        std::iter::once(lever).chain(outcome).collect()
    }
}

/// What a search goes by.
struct Question<'a> {
    path: &'a Path,
    lever: &'a str,
    sets: &'a [String],
    base: &'a Scenario,
    ends: [f64; 2],
    /// Whether the lever takes whole numbers only.
    whole: bool,
    tolerance: f64,
}

/// Searches for the value of a lever, and stores the answer with the curve that it was read from.
pub(super) fn solution(
    path: &Path,
    search: &Search,
    options: &Options,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let until = Until::parse(&search.until)?;
    let ends = goal::between(&search.between)?;
    let asked = outcomes(std::slice::from_ref(&until.outcome));
    let sets: Vec<String> = options.sets().into_iter().chain(asked).collect();
    let base = library::read(path, &sets)?;
    let question = Question::new(path, search, &sets, &base, ends)?;
    let results = Results::new(options, &format!("{}-solve", base.name))?;
    let command = command(path, search, options);
    with_threads(options.threads, || {
        let watch = Stopwatch::start();
        let (row, looks) = question.answer(&until, search.points, terminal)?;
        let sweep = looks.rows.concat();
        let tables = Tables { sweep, solution: vec![row], ..Tables::default() };
        let (kind, summaries) = (Kind::Solution, looks.summaries);
        let findings = Findings { kind, command, worlds: &[&base], tables, summaries };
        let tables = results.keep(findings, &watch)?;
        let view = Solution::new(&base, &tables);
        view.iter().flat_map(Solution::answers).for_each(|answer| terminal.say(&answer));
        terminal.say(&results.where_to_look(&watch));
        Ok(())
    })
}

impl<'a> Question<'a> {
    /// The question that is asked of a scenario. Fails if the lever cannot be at both ends.
    fn new(
        path: &'a Path,
        search: &'a Search,
        sets: &'a [String],
        base: &'a Scenario,
        ends: [f64; 2],
    ) -> Result<Self, Failure> {
        let tolerance = search.tolerance.unwrap_or((ends[1] - ends[0]) * TOLERANCE);
        if tolerance <= 0.0 || tolerance.is_nan() {
            let reason = format!("`--tolerance` must be above 0, and is {tolerance}");
            return Err(Failure::arguments(reason));
        }
        let lever = search.lever.trim();
        let whole = false;
        let question = Self { path, lever, sets, base, ends, whole, tolerance };
        for end in ends {
            question.world(&question.value(end))?;
        }
        // A lever that may be at both ends, and not at a number between them, takes whole numbers.
        let half = ends[0].floor() + 0.5;
        let whole = ends.iter().all(|end| end.fract() == 0.0)
            && question.world(&format!("{half}")).is_err()
            && question.world(&format!("{}", half + 0.5)).is_ok();
        Ok(Self {
            whole,
            tolerance: if whole { tolerance.max(1.0) } else { tolerance },
            ..question
        })
    }

    /// A value of the lever as it is written.
    fn value(&self, at: f64) -> String {
        let at = if self.whole { at.round() } else { at };
        value_within(at, self.ends[1] - self.ends[0], self.tolerance)
    }

    fn setting(&self, value: &str) -> String {
        format!("{}={value}", self.lever)
    }

    /// The scenario with the lever at a value.
    fn world(&self, value: &str) -> Result<Scenario, Failure> {
        let setting = self.setting(value);
        let sets = [self.sets, std::slice::from_ref(&setting)].concat();
        let world = library::read(self.path, &sets)?;
        comparable(self.base, &world, &setting)?;
        Ok(world)
    }

    /// The number that the lever is in the scenario: as it is written, or else the one that the reference names as
    /// its default and with which the world is the same.
    fn present(&self) -> Option<f64> {
        let keys = scenario::keys().into_iter().filter(|key| key.holds(self.lever));
        let defaults: Vec<String> = keys.map(|key| key.default).collect();
        let words = defaults.iter().flat_map(|default| default.split_whitespace());
        let numbers = words.map(|word| word.trim_matches(['`', ',', ':']));
        let mut numbers = numbers.filter_map(amount::number);
        let is_meant = |number: &f64| {
            let world = self.world(&number.to_string());
            world.is_ok_and(|world| without_text(&world) == without_text(self.base))
        };
        library::number_at(&self.base.text, self.lever).or_else(|| numbers.find(is_meant))
    }

    /// The first values that are tried, ascending.
    fn places(&self, points: u32) -> Vec<f64> {
        let [low, high] = self.ends;
        let part = |place: u32| f64::from(place) / f64::from(points - 1);
        let mut places: Vec<f64> = (0..points)
            .map(|place| number(&self.value(low + (high - low) * part(place))))
            .collect();
        places.dedup();
        places
    }

    /// The answer, with all that was looked at for it.
    fn answer<'t>(
        &self,
        until: &Until,
        points: u32,
        terminal: &'t Terminal,
    ) -> Result<(SolutionRow, Looks<'t>), Failure> {
        let [low, high] = self.ends;
        let mut looks = Looks { terminal, rows: Vec::new(), summaries: Vec::new() };
        let present = self.present();
        let near = present.unwrap_or(low);
        let as_written = looks.at(near, self.base, "");
        let is_known = present.is_some_and(|at| (low..=high).contains(&at));
        let known = if is_known { vec![as_written] } else { Vec::new() };
        let Until { relation, level, .. } = *until;
        let goal = Goal { relation, level, near, tolerance: self.tolerance };
        let solved = solve(&goal, &known, &self.places(points), &mut |at| {
            let value = self.value(at);
            let world = self.world(&value)?;
            Ok::<_, Failure>(looks.at(number(&value), &world, &self.setting(&value)))
        })?;
        Ok((self.row(until, present, as_written.mean, &solved), looks))
    }

    fn row(&self, until: &Until, present: Option<f64>, mean: f64, solved: &Solved) -> SolutionRow {
        let answer = solved.answer;
        SolutionRow {
            lever: self.lever.into(),
            low: self.ends[0],
            high: self.ends[1],
            tolerance: self.tolerance,
            outcome: until.outcome.as_str().into(),
            relation: until.sign.into(),
            level: until.level,
            present,
            met: u32::from(until.relation.holds(mean, until.level)),
            crossings: u32::try_from(solved.crossings).expect("places are few"),
            answer: answer.map(|answer| answer.at),
            answer_low: answer.and_then(|answer| answer.ends[0]),
            answer_high: answer.and_then(|answer| answer.ends[1]),
            holds_above: answer.map(|answer| u32::from(answer.holds_above)),
        }
    }
}

/// What was looked at so far.
struct Looks<'t> {
    terminal: &'t Terminal,
    rows: Vec<Vec<SweepRow>>,
    summaries: Vec<ScenarioSummary>,
}

impl Looks<'_> {
    /// Runs a world that is made by a setting, and gives the mean of its outcome.
    fn at(&mut self, at: f64, world: &Scenario, setting: &str) -> CurvePoint {
        let cell = u32::try_from(self.rows.len()).expect("worlds are few");
        let what = if setting.is_empty() { "as written" } else { setting };
        let replicates = world.run.replicates;
        let progress = self.terminal.progress(replicates, what);
        let read = readings(world, &world.outcomes, replicates, &progress);
        let rows = rows(cell, setting, world, &read);
        self.summaries.push(ScenarioSummary::of_cell(world, &rows));
        let values: Vec<f64> = rows.iter().filter_map(|row| row.value).collect();
        self.rows.push(rows);
        let [low, mean, high] = mean_with_interval(&values);
        CurvePoint { at, mean, low, high }
    }
}

/// A world but for how it is written.
fn without_text(world: &Scenario) -> Scenario {
    let later = world
        .later
        .iter()
        .map(|later| Later { date: later.date, scenario: Arc::new(without_text(&later.scenario)) });
    Scenario { text: String::new(), later: later.collect(), ..world.clone() }
}

/// The number that a value of the lever was written as.
fn number(value: &str) -> f64 {
    value.parse().expect("it was written as a number")
}

/// The command that makes the same tables again.
fn command(path: &Path, search: &Search, options: &Options) -> String {
    let mut command = shell::command("solve", &[path], &options.sets());
    let points = search.points.to_string();
    let tolerance = search.tolerance.map(|tolerance| tolerance.to_string());
    let written = [
        ("lever", Some(&search.lever)),
        ("between", Some(&search.between)),
        ("until", Some(&search.until)),
        ("points", Some(&points).filter(|_| search.points != 5)),
        ("tolerance", tolerance.as_ref()),
    ];
    for (name, value) in written {
        if let Some(value) = value {
            command = format!("{command} --{name} {}", shell::quoted(value));
        }
    }
    command
}
