//! V10: firms post the pay of equilibrium, people take whatever is higher, and earn what Burdett and Mortensen
//! (1998) say.

use braindrain::model::Channel;
use braindrain::quantity::Index;
use braindrain::scenario::Scenario;
use braindrain::theory::Posting;

use super::assert_law;
use crate::world::ENGINEERS;
use crate::world::PLAIN_RECRUITING;
use crate::world::watch;
use crate::world::world;

const MARKET: Posting = Posting { productivity: 1.0, outside: 0.4, offers: 5.0 };
const FIRMS: u32 = 60;
/// Half of the firms, and nine tenths of them.
const HALF: u32 = 30;
const NINE_TENTHS: u32 = 54;
/// Jobs that end a month, as a share.
const ENDINGS: f64 = 0.1;
const PEOPLE: u32 = 3_000;
/// Days before the market is watched: four times as long as a job lasts in the mean.
const BEFORE: f64 = 1_218.0;

/// Firms of equal reach that post the middles of equal shares of offers; those without a job are at a firm of
/// their own that calls nobody, where they enter.
fn posting() -> Scenario {
    // Of those who have a job as many leave as find one.
    let employed = f64::from(PEOPLE);
    let offers = ENDINGS * MARKET.offers;
    let reach = 0.06 * f64::from(PEOPLE) / f64::from(FIRMS);
    let without = employed * ENDINGS / offers;
    // So many enter that those who leave while they have no job are made good for, too.
    let graduates = 12.0 * ENDINGS * (employed + without);
    let mut text = format!(
        r#"
        title = "Posted pay"
        focal = "firm-0"
        [time]
        start = 2020-01-01
        end = 2025-01-01
        [population]
        researchers = {PEOPLE}
        first-offers = 1
        [mechanism.choice]
        persistent-share = 0
        noise-scale = 0.0001
        cost-of-moving = 0
        curvature = 1
        {PLAIN_RECRUITING}
        serious-offers = {{ star = {offers}, engineer = {offers} }}
        time-to-offer = {{ engineer = "0 days" }}
        [mechanism.exits]
        dismissal = {ENDINGS}
        leaving-the-field = 0
        [mechanism.supply]
        graduates-per-year = {graduates}
        growth = 0
        applications = 0
        into = "without"
        [firm.without]
        staff = {without}
        vacancies = "unlimited"
        reach = 0
        pay.level = {outside}
        "#,
        outside = MARKET.outside,
    ) + ENGINEERS;
    for firm in 0..FIRMS {
        let level = MARKET.offered((f64::from(firm) + 0.5) / f64::from(FIRMS));
        let table = format!(
            "\n[firm.firm-{firm:02}]\nstaff = {}\nvacancies = \"unlimited\"\nreach = {reach}\n\
             pay.level = {level}\n",
            f64::from(PEOPLE) / f64::from(FIRMS)
        );
        text.push_str(&table);
    }
    world(&text.replace("focal = \"firm-0\"", "focal = \"firm-00\""))
}

/// What a market came to: the share of people at the lower half and at the lower nine tenths of firms, their mean
/// pay, the mean pay of offers, and moves from job to job for each job that ended.
fn measured(scenario: &Scenario, replicate: u32) -> [f64; 5] {
    let without = FIRMS as usize;
    let mut people = vec![0.0; FIRMS as usize];
    let (mut moves, mut endings, mut offers, mut offered) = (0.0, 0.0, 0.0, 0.0);
    let first = scenario.time.start.midnight();
    watch(scenario, replicate, &mut |week, model| {
        if week.start.since(first).0 < BEFORE {
            return;
        }
        for (firm, state) in model.units().iter().take(FIRMS as usize) {
            people[firm.position()] += f64::from(state.headcount);
        }
        let between = week.moves.iter().filter(|step| step.job.firm.position() != without);
        moves += between.filter(|step| step.channel == Channel::Call).count() as f64;
        let ended = week.separations.iter().filter(|end| end.job.firm.position() != without);
        endings += ended.count() as f64;
        for answer in &week.answers {
            offers += 1.0;
            offered += answer.pay;
        }
    });
    let all: f64 = people.iter().sum();
    let below = |firms: u32| people[..firms as usize].iter().sum::<f64>() / all;
    let levels = (0..FIRMS).map(|firm| MARKET.offered((f64::from(firm) + 0.5) / f64::from(FIRMS)));
    let pay: f64 = levels.zip(&people).map(|(level, people)| level * people / all).sum();
    let class_pay = 150_000.0;
    [below(HALF), below(NINE_TENTHS), pay, offered / offers / class_pay, moves / endings]
}

#[test]
fn v10_posted_pay_and_what_people_earn_are_those_of_burdett_and_mortensen() {
    let scenario = posting();
    let runs: Vec<[f64; 5]> = (1..=10).map(|replicate| measured(&scenario, replicate)).collect();
    let column = |number: usize| runs.iter().map(|run| run[number]).collect::<Vec<f64>>();
    // Were people spread over firms as offers are.
    assert_law(column(0), MARKET.people_below(0.5), 0.5);
    assert_law(column(1), MARKET.people_below(0.9), 0.9);
    assert_law(column(2), MARKET.mean_earned(), MARKET.mean_offered());
    let cells =
        || (0..FIRMS).map(|firm| [firm, firm + 1].map(|at| f64::from(at) / f64::from(FIRMS)));
    let at = |[from, to]: [f64; 2]| MARKET.people_below(to) - MARKET.people_below(from);
    let pay = |firm: u32| MARKET.offered((f64::from(firm) + 0.5) / f64::from(FIRMS));
    // Offers go to all alike, but that of one's own firm is none. For one with a job there are 1 / k without.
    let all = 1.0 + 1.0 / MARKET.offers;
    let heard: f64 = (0..).zip(cells()).map(|(firm, cell)| pay(firm) * (all - at(cell))).sum();
    let offered = heard / (all * f64::from(FIRMS) - 1.0);
    assert!((offered - MARKET.mean_offered()).abs() < 0.003, "{offered} with so many firms");
    assert_law(column(3), offered, MARKET.mean_earned());
    let moves: f64 = cells().map(|cell| MARKET.offers * (1.0 - cell[1]) * at(cell)).sum();
    assert!((moves / MARKET.moves_per_ending() - 1.0).abs() < 0.05, "{moves} with so many firms");
    assert_law(column(4), moves, 1.1 * moves);
}
