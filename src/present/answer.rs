//! The answer in one sentence, with its uncertainty: for the page and for the terminal.

use crate::record::ComparisonRow;
use crate::stats::quantile;

use super::Comparison;
use super::Run;
use super::format;
use super::measured::measured_change;
use super::measured::measured_size;
use super::outcome;

/// What the scenario asks for first; where that is departures from the focal firm, or nothing, how many people
/// it lost to other firms, and to whom most of all.
pub fn answer_of_run(run: &Run<'_>) -> String {
    let first = run.scenario.outcomes.first();
    let leading = first.filter(|outcome| outcome.text != format!("departures:{}", run.focal()));
    leading.and_then(|_| outcomes_in_words(run)).unwrap_or_else(|| departures_in_words(run))
}

/// So many outcomes are told in the answer.
const TOLD: usize = 3;

/// The first outcomes with their bands.
fn outcomes_in_words(run: &Run<'_>) -> Option<String> {
    let known = run.scenario.outcomes.iter().map(|outcome| {
        let values = run.values(&outcome.text);
        let words = outcome::sentence(&[run.scenario], &outcome.text);
        format!("{words} is {}", outcome::with_band(&outcome.text, &values))
    });
    let known: Vec<String> = known.take(TOLD).collect();
    let histories = match run.replicates() {
        1 => "the one simulated history".to_owned(),
        many => format!("{many} simulated histories (median; 5–95%)"),
    };
    (!known.is_empty()).then(|| format!("In {histories} {}.", known.join("; ")))
}

fn departures_in_words(run: &Run<'_>) -> String {
    let focal = run.label(run.focal());
    let departures = run.departures();
    let mut last: Vec<f64> =
        departures.replicates.values().filter_map(|values| values.last().copied()).collect();
    last.sort_by(f64::total_cmp);
    let end = format::day(run.scenario.time.end);
    if last.is_empty() {
        return format!("Nothing is recorded of {focal}.");
    }
    let [low, median, high] = [0.05, 0.5, 0.95].map(|p| quantile(&last, p));
    let people = if format::count(median) == "1" { "person" } else { "people" };
    let lost = format!("{focal} lost {} {people} to other firms by {end}", format::count(median));
    let answer = match last.len() {
        1 => format!("In the one simulated history {lost}"),
        many => format!(
            "In {many} simulated histories {lost} (median; 5–95%: {} to {})",
            format::count(low),
            format::count(high)
        ),
    };
    answer + &first_destination(run).unwrap_or_default() + "."
}

/// Where most of all go to, and in how many of the histories they do.
fn first_destination(run: &Run<'_>) -> Option<String> {
    let &(to, share) = run.destinations().first()?;
    let is_group = run.scenario.groups.iter().any(|group| group.name == to);
    let to_whom = format!("{}{}", if is_group { "the group " } else { "" }, run.label(to));
    let how_often = match run.replicates() {
        1 => String::new(),
        _ => format!(", first in {} of the histories", format::percent(run.share_first(to))),
    };
    let share = format::percent(share);
    Some(format!(", more to {to_whom} ({share}) than to anyone else{how_often}"))
}

/// By how much the leading outcome differs, and whether it surely does. That is the first one that differs in any
/// pair, if there is one.
pub fn answer_of_comparison(comparison: &Comparison<'_>) -> String {
    let title = &comparison.alternative.scenario.title;
    let rows = comparison.outcomes();
    let Some(row) = rows.iter().find(|row| !is_the_same(row)).or(rows.first()) else {
        return format!("No outcome of ‘{title}’ was compared.");
    };
    let outcome = outcome::in_sentence(comparison, &row.outcome);
    let all = comparison.pairs();
    let pairs = pairs_in_words(row, all);
    let scale = outcome::scale(row);
    let signed = |value| measured_change(&row.outcome, value, scale);
    let means = outcome::from_to(row);
    let against = format!("against ‘{}’", comparison.baseline.scenario.title);
    if is_the_same(row) {
        let all = match (told(row, all), all) {
            (_, 1) => "the one pair".to_owned(),
            (1, _) => pairs,
            _ => format!("each of {pairs}"),
        };
        return format!("‘{title}’ leaves {outcome} as it is {against}, in {all}.");
    }
    if row.low.is_nan() {
        let pairs = if told(row, all) < all { pairs } else { "one pair".to_owned() };
        let change = signed(row.difference);
        return format!(
            "‘{title}’ changes {outcome} by {change} {against} ({means}), of {pairs} and hence without interval."
        );
    }
    let [low, high] = outcome::ends(row);
    let interval = format!("95% interval {low} to {high}");
    if outcome::differs(row) {
        let lowers = if row.difference < 0.0 { "lowers" } else { "raises" };
        let size = measured_size(&row.outcome, row.difference, scale);
        format!(
            "‘{title}’ {lowers} {outcome} by {size} {against} ({means}; {interval}); over {pairs} the interval \
             excludes zero."
        )
    } else {
        format!(
            "‘{title}’ changes {outcome} by {} {against} ({means}; {interval}), which {pairs} cannot tell \
             from zero.",
            signed(row.difference)
        )
    }
}

/// The pairs that a row says something about, of all there are: `20 pairs`, `the 8 of 20 pairs that have an answer`.
fn pairs_in_words(row: &ComparisonRow, all: usize) -> String {
    match told(row, all) {
        1 if all > 1 => format!("the one of {all} pairs that has an answer"),
        told if told < all => format!("the {told} of {all} pairs that have an answer"),
        _ => format!("{all} pairs"),
    }
}

/// How many pairs a row says something about; all, where that was not stored.
fn told(row: &ComparisonRow, all: usize) -> usize {
    row.pairs.map_or(all, |told| told as usize)
}

/// The outcomes that were asked for and of which no pair has something to say in both worlds, in a sentence.
pub fn untold_of_comparison(comparison: &Comparison<'_>) -> Option<String> {
    let is_told =
        |text: &str| comparison.alternative.fold.comparison.iter().any(|row| &*row.outcome == text);
    let outcomes = &comparison.baseline.scenario.outcomes;
    let untold: Vec<String> = outcomes
        .iter()
        .filter(|outcome| !is_told(&outcome.text))
        .map(|outcome| outcome::in_sentence(comparison, &outcome.text))
        .collect();
    let title = &comparison.alternative.scenario.title;
    let all = untold.join("; ");
    (!untold.is_empty()).then(|| format!("No pair of histories with ‘{title}’ can tell {all}."))
}

/// Whether no pair differs.
fn is_the_same(row: &ComparisonRow) -> bool {
    row.difference.abs() <= 0.0 && row.low.total_cmp(&row.high).is_eq()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::record::FlowRow;
    use crate::record::OutcomeRow;
    use crate::scenario::Outcome;

    #[test]
    fn a_run_is_answered_with_its_median_its_band_and_the_first_destination() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let answer = answer_of_run(&Run::new(&scenario, &tables));
        assert!(answer.starts_with("In 20 simulated histories OpenAI lost "), "{answer}");
        assert!(answer.contains(" by 30 Dec 2024 (median; 5–95%: "), "{answer}");
        assert!(answer.contains(", more to Anthropic ("), "{answer}");
        assert!(answer.ends_with("% of the histories."), "{answer}");
    }

    #[test]
    fn the_first_destination_of_all_may_be_first_in_few_histories() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.firms.retain(|row| row.replicate <= 3);
        let month = tables.flows[0].month;
        let flow = |replicate: u32, to: &str, moves: u32| FlowRow {
            scenario: scenario.name.as_str().into(),
            replicate,
            month,
            from: "openai".into(),
            to: to.into(),
            class: "star".into(),
            moves,
            ..FlowRow::default()
        };
        let moves = [[90, 5], [1, 5], [1, 5]];
        let of_replicate = |(replicate, [many, few]): (u32, [u32; 2])| {
            [flow(replicate, "start-ups", many), flow(replicate, "anthropic", few)]
        };
        tables.flows = (1..).zip(moves).flat_map(of_replicate).collect();
        let answer = answer_of_run(&Run::new(&scenario, &tables));
        let told =
            "more to the group Start-ups (86%) than to anyone else, first in 33% of the histories.";
        assert!(answer.ends_with(told), "{answer}");
    }

    #[test]
    fn a_run_that_asks_for_something_else_is_answered_with_that() {
        let (mut scenario, mut tables) = (sample::scenario(), sample::tables());
        let text = "retention:openai".to_owned();
        let metric = "retention".to_owned();
        scenario.outcomes =
            vec![Outcome { text: text.clone(), metric, arguments: Vec::new(), unscripted: false }];
        tables.outcomes = (0..20)
            .map(|number| OutcomeRow {
                scenario: scenario.name.as_str().into(),
                replicate: number + 1,
                outcome: text.as_str().into(),
                value: Some(0.5 + f64::from(number) / 100.0),
            })
            .collect();
        let answer = answer_of_run(&Run::new(&scenario, &tables));
        assert_eq!(
            answer,
            "In 20 simulated histories (median; 5–95%) retention (OpenAI) is 60% (51% to 68%)."
        );
    }

    #[test]
    fn one_history_claims_no_uncertainty() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.firms.retain(|row| row.replicate == 2);
        tables.flows.retain(|row| row.replicate == 2);
        let answer = answer_of_run(&Run::new(&scenario, &tables));
        assert!(answer.starts_with("In the one simulated history OpenAI lost "), "{answer}");
        assert!(!answer.contains("5–95%") && !answer.contains("histories"), "{answer}");
    }

    #[test]
    fn a_comparison_says_whether_the_interval_excludes_zero() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let mut tables = sample::comparison();
        let sure = answer_of_comparison(&Comparison::new(&baseline, &alternative, &tables));
        assert_eq!(
            sure,
            "‘Research work kept as it was’ lowers departures (OpenAI) by 42 against ‘Exodus 2024’ \
             (143 → 101; 95% interval \u{2212}51 to \u{2212}33); over 20 pairs the interval excludes \
             zero."
        );
        tables.comparison[0].high = 3.0;
        let unsure = answer_of_comparison(&Comparison::new(&baseline, &alternative, &tables));
        assert!(unsure.ends_with("which 20 pairs cannot tell from zero."), "{unsure}");
        (tables.comparison[0].low, tables.comparison[0].high) = (f64::NAN, f64::NAN);
        let one = answer_of_comparison(&Comparison::new(&baseline, &alternative, &tables));
        assert!(one.ends_with("(143 → 101), of one pair and hence without interval."), "{one}");
    }

    #[test]
    fn pairs_without_an_answer_are_not_counted_among_those_that_have_one() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let mut tables = sample::comparison();
        let mut said = |pairs: Option<u32>, ends: [f64; 2]| {
            let row = &mut tables.comparison[0];
            (row.pairs, [row.low, row.high]) = (pairs, ends);
            answer_of_comparison(&Comparison::new(&baseline, &alternative, &tables))
        };
        let sure = said(Some(8), [-51.0, -33.0]);
        assert!(sure.contains("over the 8 of 20 pairs that have an answer the"), "{sure}");
        let unsure = said(Some(8), [-51.0, 3.0]);
        assert!(unsure.contains("which the 8 of 20 pairs that have an answer cannot"), "{unsure}");
        let one = said(Some(1), [f64::NAN; 2]);
        assert!(
            one.ends_with("of the one of 20 pairs that has an answer and hence without interval.")
        );
        let unknown = said(None, [-51.0, -33.0]);
        assert!(unknown.contains("over 20 pairs the interval"), "{unknown}");
    }

    #[test]
    fn an_outcome_that_nobody_can_tell_is_told_of() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let mut tables = sample::comparison();
        let known = Comparison::new(&baseline, &alternative, &tables);
        assert_eq!(untold_of_comparison(&known), None);
        let lost = tables.comparison.remove(0);
        assert_eq!(&*lost.outcome, "departures:openai");
        let words = untold_of_comparison(&Comparison::new(&baseline, &alternative, &tables));
        let words = words.unwrap();
        assert!(words.ends_with(" can tell departures (OpenAI)."), "{words}");
    }

    #[test]
    fn an_outcome_that_no_pair_tells_apart_leads_only_if_all_are_like_it() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let mut tables = sample::comparison();
        let same = |row: &mut ComparisonRow| (row.difference, row.low, row.high) = (0.0, 0.0, 0.0);
        same(&mut tables.comparison[0]);
        let other = answer_of_comparison(&Comparison::new(&baseline, &alternative, &tables));
        assert!(other.contains("raises retention (OpenAI) by 4.1 points"), "{other}");
        tables.comparison.iter_mut().for_each(same);
        let same = answer_of_comparison(&Comparison::new(&baseline, &alternative, &tables));
        assert!(same.contains("leaves departures (OpenAI) as it is"), "{same}");
        assert!(same.ends_with("in each of 20 pairs."), "{same}");
        tables.firms.retain(|row| row.replicate == 1);
        let same = answer_of_comparison(&Comparison::new(&baseline, &alternative, &tables));
        assert!(same.ends_with("in the one pair."), "{same}");
    }
}
