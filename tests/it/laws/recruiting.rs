//! Applications of one's own, whom a firm's screening lets through, and what it is worth to have called first.

use std::collections::BTreeMap;

use braindrain::model::Answer;
use braindrain::model::Response;
use braindrain::quantity::Date;
use braindrain::quantity::Index;
use braindrain::quantity::UnitId;
use braindrain::scenario::Scenario;
use braindrain::theory;

use super::assert_law;
use crate::world::equal_firms;
use crate::world::watch;
use crate::world::world_with;

const MONTH: f64 = 30.4375;
/// Advertisements that are read a month.
const READ: f64 = 0.8;

/// Two firms whose people read advertisements for a while, and are not called; what they would rather do they
/// do on the same day.
fn readers(changes: &[&str]) -> Scenario {
    let read = format!("mechanism.recruiting.advertisements={READ}");
    let usual = [
        &read,
        "time.end=2020-10-01",
        "time.step=day",
        "population.mean-tenure=50 years",
        "mechanism.recruiting.open-to-work-rate=0.3",
        "mechanism.choice.cost-of-moving=0.2",
    ];
    world_with(&equal_firms(2, 1_000, 0.0), &[&usual, changes].concat())
}

/// In each replicate the applications to firm 0, and months in which people of the other firm showed that they
/// were open to work.
fn applications(scenario: &Scenario) -> Vec<[f64; 2]> {
    let one = |replicate| {
        let (mut sent, mut months) = (0.0, 0.0);
        let mut before = None;
        watch(scenario, replicate, &mut |week, model| {
            let shown = f64::from(model.units()[UnitId::at(1)].open_to_work);
            if let Some(before) = before {
                months += f64::midpoint(before, shown) * week.end.since(week.start).0 / MONTH;
                sent += week.own_applications.iter().filter(|firm| firm.0 == 0).count() as f64;
            }
            before = Some(shown);
        });
        [sent, months]
    };
    (1..=10).map(one).collect()
}

/// Of two firms each has half of the board's places; who reads of the other one applies if he would rather work
/// there.
#[test]
fn people_apply_at_the_rate_at_which_they_read_where_they_would_rather_work() {
    let found = applications(&readers(&[]));
    let law = READ / 2.0 * theory::acceptance(-0.2, 0.4);
    let rates = found.iter().map(|[sent, months]| sent / months).collect();
    assert_law(rates, law, READ / 2.0);
}

/// All but one stand a unit away from firm 0, which minds that.
#[test]
fn a_firm_that_minds_the_mission_looks_at_fewer_applications() {
    let apart = [
        "mechanism.mission.pull-of-staff=0",
        "mechanism.choice.damping=0",
        "taste.mission=0",
        "taste.position-deviation=0",
        "firm.firm-0.position.x=1",
        // Its own people would stand where it does, and might come back.
        "firm.firm-0.staff=1",
        "firm.firm-0.screening=1.5",
    ];
    let found = applications(&readers(&apart));
    let all = READ / 2.0 * theory::acceptance(-0.2, 0.4);
    let rates = found.iter().map(|[sent, months]| sent / months).collect();
    assert_law(rates, all * (-0.75_f64).exp(), all);
}

/// The offers that people of a pool get, by who they are.
fn offers(scenario: &Scenario, replicate: u32) -> BTreeMap<u32, Vec<Answer>> {
    let mut offers: BTreeMap<u32, Vec<Answer>> = BTreeMap::new();
    watch(scenario, replicate, &mut |week, model| {
        let theirs = week.answers.iter().filter(|one| model.unit(one.employer).0 == 0);
        theirs.for_each(|&one| offers.entry(one.person).or_default().push(one));
    });
    offers
}

/// Two firms call people of a pool, one of them two days later; all offers come after ten days.
fn two_callers(first_contact: f64) -> Scenario {
    let campaign = |firm: u32, day: u32| {
        format!(
            "event.by-{firm}={{ kind='campaign', firm='firm-{firm}', target='firm-0', offers=6, \
             for='1 day', date=2020-01-{day:02} }}"
        )
    };
    let first = format!("mechanism.recruiting.first-contact={first_contact}");
    let changes = [
        &campaign(1, 6),
        &campaign(2, 8),
        &first,
        "mechanism.recruiting.time-to-offer.engineer=10 days",
        "firm.firm-0.staff=3000",
        "time.end=2020-03-01",
    ];
    world_with(&equal_firms(3, 10, 0.0), &changes.map(|change| change as &str))
}

/// The share that is taken of the second firm's offers: of those to people whom the first one had called, and of
/// those to others.
fn second_taken(scenario: &Scenario, replicate: u32) -> [f64; 2] {
    let (mut made, mut taken) = ([0.0; 2], [0.0; 2]);
    for answers in offers(scenario, replicate).into_values() {
        // Nobody else is called, or twice by one firm.
        let firms: Vec<u32> = answers.iter().map(|one| one.firm.0).collect();
        let place = match firms[..] {
            [1, 2] => 0,
            [2] => 1,
            _ => continue,
        };
        let answer = answers.last().expect("there is one");
        made[place] += 1.0;
        taken[place] += f64::from(u8::from(answer.response == Response::Taken));
    }
    [0, 1].map(|place| taken[place] / made[place])
}

#[test]
fn the_offer_of_the_first_caller_is_worth_more() {
    for first_contact in [0.5, 0.0] {
        let scenario = two_callers(first_contact);
        let shares: Vec<[f64; 2]> =
            (1..=12).map(|number| second_taken(&scenario, number)).collect();
        let column = |place: usize| shares.iter().map(|pair| pair[place]).collect::<Vec<f64>>();
        let (later, first) =
            (theory::acceptance(-0.53, 0.4), theory::acceptance(first_contact - 0.53, 0.4));
        let other = theory::acceptance(0.5 - first_contact - 0.53, 0.4);
        assert_law(column(0), later, theory::acceptance(0.5 - 0.53, 0.4));
        assert_law(column(1), first, other);
    }
}

/// However few posts are open, offers come at the lower bound of the response, down to a sixteenth of the reference:
/// where two firms call half of the calls are to their own people.
#[test]
fn the_lower_bound_of_the_response_holds_where_hardly_a_post_is_open() {
    let offers = |tightness: f64, changes: &[&str]| {
        let reaches = [0, 1].map(|firm| format!("firm.firm-{firm}.reach={}", 90.0 * tightness));
        let reaches = reaches.each_ref().map(String::as_str);
        let scenario = world_with(&equal_firms(2, 1_500, 0.14), &[&reaches[..], changes].concat());
        let mut numbers = Vec::new();
        for replicate in 1..=6 {
            let mut offers = 0;
            watch(&scenario, replicate, &mut |week, _| offers += week.calls);
            numbers.push(offers as f64);
        }
        numbers
    };
    let law = 3_000.0 * 0.14 * (731.0 / 30.4375) * 0.5 * 0.5;
    for tightness in [0.2, 0.1, 0.065] {
        assert_law(offers(tightness, &[]), law, 0.9 * law);
    }
    // The same where many more people are still to come.
    let later =
        ["population.researchers=[[2020-01-01, 3000], [2021-12-30, 3000], [2021-12-31, 9000]]"];
    assert_law(offers(0.065, &later), law, 0.9 * law);
}

/// Where hardly a post is open, contacts are as rare as the offers for which there are so many of them: half as many
/// for one post as for two.
#[test]
fn contacts_fall_with_the_offers_where_hardly_a_post_is_open() {
    let contacts = |posts: u32| -> Vec<f64> {
        let plan = format!("firm.firm-2.staff=[[2020-01-01, 3], [2020-01-08, {}]]", 3 + posts);
        let limited = [0, 1, 2].map(|firm| format!("firm.firm-{firm}.vacancies=limited"));
        let equal = [0, 1, 2].map(|firm| format!("firm.firm-{firm}.reach=1"));
        let mut sets: Vec<&str> = limited.iter().chain(&equal).map(String::as_str).collect();
        sets.extend([
            plan.as_str(),
            "firm.firm-0.staff=3000",
            "firm.firm-1.staff=2997",
            "population.researchers=6000",
            "mechanism.choice.cost-of-moving=20",
            "time.end=2020-07-01",
        ]);
        let scenario = world_with(&equal_firms(3, 2_000, 0.5), &sets);
        let count = |replicate| {
            let mut contacts = 0.0;
            watch(&scenario, replicate, &mut |week, _| {
                if week.start >= Date::new(2020, 2, 1).unwrap().midnight() {
                    contacts += week.contacts.values().iter().map(|&one| one as f64).sum::<f64>();
                }
            });
            contacts
        };
        (1..=12).map(count).collect()
    };
    let [one, two] = [1, 2].map(contacts);
    let ratio = one.iter().zip(&two).map(|(one, two)| one / two);
    assert_law(ratio.collect(), 0.5, 1.0);
}
