//! The list of charts. A new chart is a file here, and its line in a list.

mod attention;
mod cascade;
mod difference;
mod equity;
mod exodus;
mod flow_difference;
mod flows;
mod followers;
mod hazard;
mod letter;
mod mission_plane;
mod offers;
mod outcomes;
mod overlay;
mod pay;
mod regions;
mod response;
mod retention;
mod sankey;
mod score_card;
mod spin_offs;
mod stars;
mod sweep;
mod turmoil;
mod vacancies;
mod waterfall;
mod worlds;

pub use sweep::charts_of_solution;
pub use sweep::charts_of_sweep;

use super::Attribution;
use super::Comparison;
use super::EventStudy;
use super::Run;
use super::axis::Axis;
use super::chart::Chart;
use super::chart::Form;
use super::chart::Mark;
use super::paths::Paths;
use super::theme::Colour;

type RunChart = fn(&Run<'_>) -> Option<Chart>;
type ComparisonChart = fn(&Comparison<'_>) -> Option<Chart>;
type WorldsChart = fn(&[Comparison<'_>]) -> Option<Chart>;

/// The charts of a run, with the names of their files; `None` where the tables have nothing to show.
const OF_RUN: &[(&str, RunChart)] = &[
    ("exodus", exodus::exodus),
    ("hazard", hazard::hazard),
    ("followers", followers::followers),
    ("cascade", cascade::cascade),
    ("letter", letter::letter),
    ("turmoil", turmoil::turmoil),
    ("attention", attention::attention),
    ("retention", retention::retention),
    ("sankey", sankey::sankey),
    ("flows", flows::flows),
    ("vacancies", vacancies::vacancies),
    ("regions", regions::regions),
    ("pay", pay::pay),
    ("stars", stars::stars),
    ("mission-plane", mission_plane::mission_plane),
    ("offers", offers::offers),
    ("equity", equity::equity),
    ("spin-offs", spin_offs::spin_offs),
    ("score-card", score_card::of_run),
];

/// The charts of a comparison, as those of a run.
const OF_COMPARISON: &[(&str, ComparisonChart)] = &[
    ("overlay", overlay::overlay),
    ("difference", difference::difference),
    ("flow-difference", flow_difference::flow_difference),
    ("outcomes", outcomes::outcomes),
    ("score-card", score_card::of_comparison),
];

/// All charts of a run that have something to show, with the names of their files.
pub fn charts_of_run(run: &Run<'_>) -> Vec<(&'static str, Chart)> {
    OF_RUN.iter().filter_map(|&(name, draw)| Some((name, draw(run)?))).collect()
}

/// All charts of a comparison that have something to show, with the names of their files.
pub fn charts_of_comparison(comparison: &Comparison<'_>) -> Vec<(&'static str, Chart)> {
    OF_COMPARISON.iter().filter_map(|&(name, draw)| Some((name, draw(comparison)?))).collect()
}

/// All charts of an attribution that have something to show, with the names of their files.
pub fn charts_of_attribution(attribution: &Attribution<'_>) -> Vec<(&'static str, Chart)> {
    waterfall::waterfall(attribution).map(|chart| ("waterfall", chart)).into_iter().collect()
}

/// All charts of an event study that have something to show, with the names of their files.
pub fn charts_of_event_study(study: &EventStudy<'_>) -> Vec<(&'static str, Chart)> {
    response::response(study).map(|chart| ("response", chart)).into_iter().collect()
}

/// The charts of several comparisons with one baseline together, as those of a run.
const OF_WORLDS: &[(&str, WorldsChart)] = &[("worlds", worlds::worlds)];

/// All charts of several comparisons together that have something to show, with the names of their files.
pub fn charts_of_worlds(comparisons: &[Comparison<'_>]) -> Vec<(&'static str, Chart)> {
    OF_WORLDS.iter().filter_map(|&(name, draw)| Some((name, draw(comparisons)?))).collect()
}

/// What stands in the place of [`Run::spread`] where the line is a mean.
fn mean_spread(run: &Run<'_>) -> String {
    match run.replicates() {
        1 => run.spread(),
        many => format!("mean of {many} simulated histories with 5–95% band"),
    }
}

/// The horizon of a run as an axis.
fn horizon(run: &Run<'_>) -> Axis {
    Axis::dates(run.scenario.time.start, run.scenario.time.end)
}

/// The time that both worlds of a comparison live through, as an axis.
fn common_horizon(comparison: &Comparison<'_>) -> Axis {
    let (baseline, alternative) =
        (comparison.baseline.scenario.time, comparison.alternative.scenario.time);
    Axis::dates(baseline.start.max(alternative.start), baseline.end.min(alternative.end))
}

/// The band of some paths and a line over it, with a label that the last value of the line goes into.
fn line_with_band(
    paths: &Paths,
    line: Vec<[f64; 2]>,
    colour: Colour,
    label: impl Fn(f64) -> String,
) -> [Mark; 2] {
    let words = line.last().map(|&[_, value]| label(value));
    let band = Mark::new(colour, Form::Band(paths.band()));
    [band, Mark { label: words, ..Mark::new(colour, Form::Line(line)) }]
}

/// The same for what is known at some dates only: until the next one, both stay as they are.
fn steps_with_band(
    paths: &Paths,
    line: Vec<[f64; 2]>,
    colour: Colour,
    label: impl Fn(f64) -> String,
) -> [Mark; 2] {
    let stepped = |form: Form| match form {
        Form::Band(edges) => Form::StepBand(edges),
        Form::Line(points) => Form::Steps(points),
        other => other,
    };
    line_with_band(paths, line, colour, label).map(|mark| Mark { form: stepped(mark.form), ..mark })
}

/// Every height that some marks reach.
fn heights(marks: &[Mark]) -> impl Iterator<Item = f64> {
    marks.iter().flat_map(|mark| match &mark.form {
        Form::Line(points) | Form::Thin(points) | Form::Steps(points) | Form::Points(points) => {
            points.iter().map(|point| point[1]).collect()
        }
        Form::Band(edges) | Form::StepBand(edges) => {
            edges.iter().flat_map(|&[_, low, high]| [low, high]).collect()
        }
        Form::Whisker { y, .. }
        | Form::Level(y)
        | Form::Words([_, y])
        | Form::Strip { y, .. }
        | Form::Disc { at: [_, y], .. } => vec![*y],
        Form::Interval { low, high, .. } => vec![*low, *high],
        Form::Specks(points) => points.iter().map(|point| point[1]).collect(),
        Form::Arrow { between, .. } => between.iter().map(|point| point[1]).collect(),
        Form::Ribbon(edges) => edges.iter().flat_map(|&[_, low, high]| [low, high]).collect(),
        Form::Block([_, heights]) => heights.to_vec(),
        Form::Upright(_) | Form::Cells(_) => Vec::new(),
    })
}
