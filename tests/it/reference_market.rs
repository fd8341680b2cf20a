//! The reference market: that the ordinary kernel does the work that is said of it, and what it rests on.

use braindrain::experiment::run_replicates;
use braindrain::model::Model;
use braindrain::model::Move;
use braindrain::quantity::DAYS_PER_MONTH;
use braindrain::quantity::FirmId;
use braindrain::quantity::Index;
use braindrain::quantity::Moment;
use braindrain::scenario::Scenario;

use crate::world::watch;
use crate::world::world;
use crate::world::world_with;

const MARKET: &str = include_str!("../../scenarios/reference-market.toml");
const REPLICATES: u32 = 200;
const MONTHS: usize = 72;

/// What a replicate comes to.
#[derive(Debug, Default, Clone)]
struct Counted {
    moves: Vec<f64>,
    leavers_of_first: Vec<f64>,
    tenures: Vec<f64>,
}

fn count(scenario: &Scenario, replicate: u32) -> Counted {
    let mut counted = Counted::default();
    watch(scenario, replicate, &mut |month, _| {
        let leavers = month.moves.iter().filter(|step| step.job.firm == FirmId(0)).count();
        counted.moves.push(month.moves.len() as f64);
        counted.leavers_of_first.push(leavers as f64);
        counted.tenures.extend(month.moves.iter().map(|step| tenure(step, scenario)));
    });
    counted
}

/// How long somebody has stayed: the number of the month in which he leaves less that in which he came, which is 0
/// for those who were there before.
fn tenure(step: &Move, scenario: &Scenario) -> f64 {
    let month = |moment: Moment| {
        let days = moment.since(scenario.time.start.midnight()).0;
        (days / DAYS_PER_MONTH).floor().max(0.0)
    };
    month(step.moment) - month(step.job.hired.midnight())
}

fn mean(values: impl Iterator<Item = f64> + Clone) -> f64 {
    values.clone().sum::<f64>() / values.count() as f64
}

/// The means that any program reaches which does this work, such as a loop over people and months of a page's length.
#[test]
fn the_reference_market_reaches_its_means() {
    let scenario = world(MARKET);
    let replicates = run_replicates(REPLICATES, &(), |number| count(&scenario, number));
    assert!(replicates.iter().all(|counted| counted.moves.len() == MONTHS));
    let of_first = |from: usize, to: usize| {
        mean(replicates.iter().flat_map(|counted| counted.leavers_of_first[from..to].to_vec()))
    };
    let moves = mean(replicates.iter().flat_map(|counted| counted.moves.clone()));
    let tenure = mean(replicates.iter().flat_map(|counted| counted.tenures.clone()));
    for (what, found, expected, tolerance) in [
        ("moves a month", moves, 29.6, 0.4),
        ("leavers of the first firm, months 6 to 11", of_first(6, 12), 1.8, 0.3),
        ("in month 12", of_first(12, 13), 7.2, 0.9),
        ("in month 13", of_first(13, 14), 6.0, 0.8),
        ("in months 14 to 17", of_first(14, 18), 4.1, 0.45),
        ("completed tenure in months", tenure, 24.0, 0.2),
    ] {
        assert!((found - expected).abs() < tolerance, "{what}: {found}, and not {expected}");
    }
}

#[test]
fn its_firms_are_equal_at_any_size() {
    for (researchers, others, each) in [(2_000, 19, 100), (900, 29, 30), (1_000, 2, 333)] {
        let population = format!("population.researchers={researchers}");
        let count = format!("firm-group.firms.count={others}");
        let scenario = world_with(MARKET, &[&population, &count]);
        let mut heads = vec![0; others + 1];
        for job in Model::new(&scenario, 1).jobs() {
            heads[job.firm.position()] += 1;
        }
        // Where the division leaves a rest, some have one more.
        let most = if researchers % heads.len() == 0 { each } else { each + 1 };
        assert!(heads.iter().all(|heads| (each..=most).contains(heads)), "{heads:?}");
    }
}

/// `-weight * d^2 / 2`, or `-weight * d`.
#[test]
fn the_distance_of_missions_counts_as_its_form_says() {
    for (form, expected) in [("squared", -0.4 * 0.125), ("linear", -0.4 * 0.5)] {
        let form = format!("mechanism.mission.distance=\"{form}\"");
        let changes = [
            &form,
            "taste.mission=0.4",
            "taste.position={ x = 0.75, y = 0 }",
            "record.decisions=[\"first\"]",
        ];
        let mut values = Vec::new();
        watch(&world_with(MARKET, &changes), 1, &mut |month, _| {
            let staying = month.choices.iter().map(|choice| choice.options[0].value.mission);
            values.extend(staying);
        });
        assert!(values.len() > 10, "{} choices", values.len());
        assert!(values.iter().all(|value| (value - expected).abs() < 1e-6), "{values:?}");
    }
}

#[test]
fn turmoil_stays_below_its_cap() {
    let greatest = |changes: &[&str]| {
        let mut greatest = 0.0_f64;
        watch(&world_with(MARKET, changes), 1, &mut |_, model| {
            let turmoil = model.units().values()[0].turmoil;
            greatest = greatest.max(turmoil);
        });
        greatest
    };
    let jump = "event.shock.jump=9";
    let free = greatest(&[jump, "mechanism.turmoil.cap=100"]);
    assert!(free > 5.0, "{free}");
    let capped = greatest(&[jump, "mechanism.turmoil.cap=2"]);
    assert!(capped <= 2.0 && capped > 1.0, "{capped}");
}
