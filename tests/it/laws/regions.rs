//! **regions**: who is at home where, and what it takes to go elsewhere.

use std::collections::BTreeMap;

use braindrain::experiment::History;
use braindrain::model::Channel;
use braindrain::model::Response;
use braindrain::quantity::Date;
use braindrain::quantity::Index;
use braindrain::quantity::RegionId;
use braindrain::scenario::Scenario;
use braindrain::theory;

use super::assert_law;
use crate::world::equal_firms;
use crate::world::over_replicates;
use crate::world::watch;
use crate::world::world_with;

const NOBODY_MOVES: &str = "mechanism.choice.cost-of-moving=40";

/// Equal firms, the first half of them in the east and the others in the west, where three times as many
/// people are at home.
fn two_regions(firms: u32, staff: u32, offers: f64, keys: &str) -> String {
    let mut text = equal_firms(firms, staff, offers);
    for firm in 0..firms {
        let region = if 2 * firm < firms { "east" } else { "west" };
        let table = format!("[firm.firm-{firm}]\n");
        text = text.replace(&table, &format!("{table}regions = [\"{region}\"]\n"));
    }
    text + "\n[region.east]\npeople = 1\n[region.west]\npeople = 3\n[mechanism.regions]\n" + keys
}

const EAST: RegionId = RegionId(0);
const WEST: RegionId = RegionId(1);

/// Offers and how many of them were taken, by where somebody is at home, where he lives, and where the firm is.
fn answers(scenario: &Scenario, replicates: u32) -> BTreeMap<[RegionId; 3], [f64; 2]> {
    let mut counts: BTreeMap<_, [f64; 2]> = BTreeMap::new();
    for replicate in 1..=replicates {
        watch(scenario, replicate, &mut |week, model| {
            for answer in &week.answers {
                let home = model.home_region(answer.person).expect("all are at home somewhere");
                let lives = model.region_of(answer.person, answer.employer).expect("as above");
                let there = scenario.firms[answer.firm.position()].regions[0];
                let [made, taken] = counts.entry([home, lives, there]).or_default();
                *made += 1.0;
                *taken += f64::from(u8::from(answer.response == Response::Taken));
            }
        });
    }
    counts
}

/// Relocation costs those who leave where they live, a visa for the east whoever is at home in the west, and a
/// return to the west is subsidised.
#[test]
fn acceptance_is_logit_in_relocation_visa_and_subsidy() {
    let text = two_regions(4, 500, 0.4, "abroad = 1\nrelocation = 0.6\n");
    let changes = ["time.step=day", "region.east.visa=0.3", "region.west.return-subsidy=0.5"];
    let counts = answers(&world_with(&text, &changes), 4);
    let gains = [
        ([EAST, EAST, EAST], 0.0),
        ([EAST, EAST, WEST], -0.6),
        ([EAST, WEST, EAST], -0.6),
        ([EAST, WEST, WEST], 0.0),
        ([WEST, EAST, EAST], -0.3),
        ([WEST, EAST, WEST], -0.6 + 0.5),
        ([WEST, WEST, EAST], -0.6 - 0.3),
        ([WEST, WEST, WEST], 0.0),
    ];
    let mut rejected = 0;
    for (case, gain) in gains {
        let [made, taken] = counts[&case];
        let law = theory::acceptance(gain - 0.53, 0.4);
        let error = (law * (1.0 - law) / made).sqrt();
        assert!((taken / made - law).abs() < 4.0 * error, "{taken} of {made}, not {law}: {case:?}");
        let wrong = theory::acceptance(-0.53, 0.4);
        rejected += u32::from((taken / made - wrong).abs() > 4.0 * error);
    }
    assert!(rejected >= 4, "offers from elsewhere are as good as others in {rejected} cases");
}

/// The odds of an offer from elsewhere are lower by the exponential of the cost over the scale of the noise.
#[test]
fn of_two_equal_regions_the_far_one_has_lower_odds_by_the_cost() {
    let text = two_regions(2, 800, 0.4, "abroad = 1\nhome-share = 1\nrelocation = 0.4\n")
        .replace("people = 3", "people = 1");
    let free = world_with(&text, &["time.step=day", "mechanism.regions.relocation=0"]);
    let costly = world_with(&text, &["time.step=day"]);
    let odds = |scenario: &Scenario| {
        let counts = answers(scenario, 3);
        let sum = |place: usize| {
            counts.iter().filter(|(case, _)| case[1] != case[2]).map(|(_, two)| two[place]).sum()
        };
        let (made, taken): (f64, f64) = (sum(0), sum(1));
        let variance = 1.0 / taken + 1.0 / (made - taken);
        ((taken / (made - taken)).ln(), variance)
    };
    let ((near, one), (far, other)) = (odds(&free), odds(&costly));
    let (found, error) = (near - far, (one + other).sqrt());
    assert!((found - 1.0).abs() < 4.0 * error, "{found} and not 0.4 / 0.4");
    assert!((found - 0.4).abs() > 4.0 * error, "{found} without the scale of the noise");
}

#[test]
fn calls_from_elsewhere_reach_people_less_often() {
    let text = two_regions(2, 500, 1.0, "abroad = 0.3\n");
    let scenario = world_with(&text, &[NOBODY_MOVES, "time.end=2021-01-01"]);
    let calls = over_replicates(&scenario, 8, |history| {
        history.market.iter().map(|step| step.offers as f64).sum()
    });
    // Each firm has half of the calls, of which its own people hear nothing.
    let all = 1_000.0 * 366.0 / 30.4375 / 2.0;
    assert_law(calls, all * 0.3, all * 0.5);
}

fn foreign(history: &History, region: RegionId) -> f64 {
    let state = history.regions[0][region].state;
    f64::from(state.foreign) / f64::from(state.headcount)
}

/// Those who are not at home where they work come from all regions, the same one among them.
#[test]
fn homes_are_the_region_of_the_employer_or_any_one_by_its_people() {
    let text = two_regions(2, 500, 0.0, "home-share = 0.6\n");
    let scenario = world_with(&text, &["time.end=2020-01-08"]);
    for (region, elsewhere) in [(EAST, 0.75), (WEST, 0.25)] {
        let shares = over_replicates(&scenario, 16, |history| foreign(history, region));
        assert_law(shares, 0.4 * elsewhere, 0.4);
    }
}

/// Members of a group are drawn by the shares, whatever other regions there are.
#[test]
fn members_of_a_group_are_in_regions_by_shares() {
    let group = "[firm-group.pool]\ncount = 400\nsize = 2\nregions = { east = 0.2, west = 0.8 }\n";
    let text = two_regions(2, 1, 0.0, "home-share = 1\n") + group;
    let scenario = world_with(&text, &["time.end=2020-01-08"]);
    let shares = over_replicates(&scenario, 16, |history| {
        let heads = |region| f64::from(history.regions[0][region].state.headcount);
        heads(EAST) / (heads(EAST) + heads(WEST))
    });
    let law = 161.0 / 802.0;
    assert_law(shares, law, 1.2 * law);
}

#[test]
fn pay_follows_the_factor_of_the_main_region() {
    let text = two_regions(2, 50, 0.0, "");
    let path = "region.west.pay=[[2020-01-01, 0.8], [2021-01-01, 1.2]]";
    let scenario = world_with(&text, &[path, "time.end=2021-06-01"]);
    let history = History::of(&scenario, 1);
    let index = |step: usize, firm: usize| history.units[step].values()[firm].state.pay_index;
    let last = history.units.len() - 1;
    for (step, firm, factor) in [(0, 0, 1.0), (0, 1, 0.8), (last, 0, 1.0), (last, 1, 1.2)] {
        assert!((index(step, firm) - factor).abs() < 1e-6, "{step}, {firm}");
    }
}

/// Who lives at a firm's second site would live at its main one if he worked there: he minds moving.
#[test]
fn nobody_emigrates_to_a_main_site_for_nothing() {
    let sets = [
        "region.north={ people = 0 }",
        "region.east.people=0",
        "firm.firm-1.regions=['north', 'east']",
        "mechanism.regions.home-share=0",
    ];
    let count = |relocation: f64| {
        let keys = format!("relocation = {relocation}\nabroad = 1\n");
        let scenario = world_with(&two_regions(4, 100, 2.0, &keys), &sets);
        let mut moves = 0;
        watch(&scenario, 1, &mut |week, _| {
            let to_north = |firms: [u32; 2]| firms == [0, 1];
            moves +=
                week.moves.iter().filter(|step| to_north([step.job.firm.0, step.to.0])).count();
        });
        moves
    };
    assert_eq!(count(50.0), 0);
    assert!(count(0.0) > 20);
}

/// Stocks are those of the start, and who came less who went; nobody is lost on the way.
#[test]
fn residents_change_by_those_who_come_and_go() {
    let text = two_regions(4, 100, 2.0, "relocation = 0.1\n");
    let history = History::of(&world_with(&text, &["time.end=2021-01-01"]), 1);
    let mut came = 0;
    for pair in history.regions.windows(2) {
        for (region, step) in pair[1].iter() {
            let before = i64::from(pair[0][region].state.headcount);
            let net = i64::from(step.arrivals) - i64::from(step.departures);
            assert_eq!(i64::from(step.state.headcount), before + net);
            came += step.arrivals;
        }
    }
    assert!(came > 50, "{came} came");
    assert_eq!(history.migration.values().sum::<u32>(), came);
}

/// On common luck a visa that nobody can afford shuts the door: who is at home elsewhere does not come.
#[test]
fn a_dear_visa_shuts_the_door_and_a_subsidy_brings_people_home() {
    let text = two_regions(4, 300, 1.0, "");
    let arrivals = |changes: &[&str], region: RegionId| {
        let changes = [&["time.end=2021-01-01"], changes].concat();
        let numbers = over_replicates(&world_with(&text, &changes), 2, |history| {
            history.regions.iter().map(|regions| f64::from(regions[region].arrivals)).sum()
        });
        numbers.iter().sum::<f64>()
    };
    let (open, shut) = (arrivals(&[], EAST), arrivals(&["region.east.visa=9"], EAST));
    assert!(open > 100.0 && shut < 0.7 * open, "{open} and {shut}");
    let (plain, drawn) = (arrivals(&[], WEST), arrivals(&["region.west.return-subsidy=0.6"], WEST));
    assert!(drawn > 1.15 * plain, "{plain} and {drawn}");
}

/// The same worlds until the day on which the visa becomes dear.
#[test]
fn a_visa_can_become_dear_at_a_date() {
    let text = two_regions(4, 300, 1.0, "");
    let door = "event.door={kind='change', date=2020-07-01, set={\"region.east.visa\"=9}}";
    let arrivals = |changes: &[&str]| {
        let changes = [&["time.end=2021-01-01"], changes].concat();
        let history = History::of(&world_with(&text, &changes), 1);
        let steps = history.dates.iter().zip(&history.regions);
        steps.fold([0, 0], |[before, after], (date, regions)| {
            let came = regions[EAST].arrivals;
            let is_before = *date <= Date::new(2020, 7, 1).unwrap();
            if is_before { [before + came, after] } else { [before, after + came] }
        })
    };
    let ([open, still_open], [same, shut]) = (arrivals(&[]), arrivals(&[door]));
    assert_eq!(open, same);
    assert!(f64::from(shut) < 0.7 * f64::from(still_open), "{still_open} and {shut}");
}

/// People who live at home in the west need not move for a firm that has a second site there.
#[test]
fn whoever_has_a_site_where_somebody_lives_asks_nobody_to_relocate() {
    let text = two_regions(4, 500, 0.4, "abroad = 1\nhome-share = 1\nrelocation = 0.6\n");
    let sites = "firm.firm-0.regions=['east', 'west']";
    let scenario = world_with(&text, &["time.step=day", sites]);
    let mut counts = [[0.0; 2]; 2];
    for replicate in 1..=4 {
        watch(&scenario, replicate, &mut |week, _| {
            for answer in week.answers.iter().filter(|one| one.employer.0 > 1 && one.firm.0 < 2) {
                let [made, taken] = &mut counts[answer.firm.position()];
                *made += 1.0;
                *taken += f64::from(u8::from(answer.response == Response::Taken));
            }
        });
    }
    for ([made, taken], gain) in counts.into_iter().zip([0.0, -0.6]) {
        let law = theory::acceptance(gain - 0.53, 0.4);
        let error = (law * (1.0 - law) / made).sqrt();
        assert!((taken / made - law).abs() < 4.0 * error, "{taken} of {made}, not {law}");
        assert!(10.0 * error < 0.15, "{error} cannot tell");
    }
}

/// Where no call ends up abroad people go there by their own applications alone.
#[test]
fn whoever_applies_by_himself_has_found_the_firm() {
    let text = two_regions(2, 500, 1.0, "abroad = 0\nrelocation = 0\n");
    let apply =
        ["mechanism.recruiting.advertisements=3", "mechanism.recruiting.open-to-work-rate=0.2"];
    let mut own = 0;
    watch(&world_with(&text, &apply), 1, &mut |week, _| {
        assert!(week.moves.iter().all(|step| step.channel == Channel::OwnApplication));
        own += week.moves.len();
    });
    assert!(own > 50, "{own}");
}
