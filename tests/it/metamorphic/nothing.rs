//! Changes that change nothing at all: histories are equal to the last bit.

use std::collections::BTreeMap;

use braindrain::experiment::Flow;
use braindrain::experiment::History;
use braindrain::quantity::Column;

use super::pairs;
use super::unscripted;

const WORLDS: usize = 4;

/// Nobody buys a firm but by script.
const NO_DEALS: &str = "mechanism.acquihire.enabled=false";

/// Without what is told of the matches of those who had offers or took them, and of where firms stand: where
/// there is no mission all are perfect or none are told, and nobody drifts.
fn without_matches(mut history: History) -> History {
    let (offers, hires, positions) = (BTreeMap::new(), Column::new(), Vec::new());
    for person in history.acquisitions.iter_mut().flat_map(|deal| &mut deal.people) {
        person.matched = None;
    }
    History { offers, hires, positions, ..unscripted(history) }
}

/// Of some random worlds, how many have another history with the second changes than with the first, but
/// for what is told of the script.
fn differing(one: &[&str], other: &[&str]) -> usize {
    let pairs = pairs(WORLDS, 1, [one, other]).map(|pair| pair.map(without_matches));
    pairs.filter(|[one, other]| one != other).count()
}

/// A change makes no difference, and something near to it does.
fn assert_idle(idle: [&[&str]; 2], busy: [&[&str]; 2]) {
    let found = differing(idle[0], idle[1]);
    assert_eq!(found, 0, "of {WORLDS} worlds differ with {idle:?}");
    let found = differing(busy[0], busy[1]);
    assert!(found > 0, "no world differs with {busy:?}");
}

#[test]
fn nothing_shakes_a_world_without_events_crises_and_losses() {
    let (off, calm) = ("mechanism.turmoil.enabled=false", NO_DEALS);
    for shaken in ["mechanism.turmoil.crisis-rate=1", "mechanism.turmoil.rise-per-share-lost=0.5"] {
        assert_idle([&[calm], &[calm, off]], [&[calm, shaken], &[calm, off]]);
    }
    assert_idle([&[calm], &[calm, off]], [&[], &[off]]);
}

#[test]
fn nobody_is_pushed_where_the_share_of_research_is_constant() {
    let off = "mechanism.role-push.enabled=false";
    let fall = "firm.focal.research-share=[[2020-02-01, 0.9], [2020-05-01, 0.1]]";
    assert_idle([&[], &[off]], [&[fall], &[fall, off]]);
}

#[test]
fn a_mission_that_weighs_nothing_is_none() {
    let off = "mechanism.mission.enabled=false";
    let weightless = ["taste.mission=0", "mechanism.choice.damping=0"];
    let [weight, damping] = weightless;
    assert_idle([&weightless, &[weight, damping, off]], [&[damping], &[damping, off]]);
    assert_idle([&weightless, &[weight, damping, off]], [&[weight], &[weight, off]]);
}

#[test]
fn mechanisms_whose_rates_are_zero_are_off() {
    let never = ["mechanism.exits.dismissal=0", "mechanism.exits.leaving-the-field=0"];
    let off = "mechanism.exits.enabled=false";
    assert_idle([&never, &[off]], [&["mechanism.exits.dismissal=0.05"], &[off]]);

    let off = "mechanism.founding.enabled=false";
    assert_idle([&["mechanism.founding.rate=0"], &[off]], [&[], &[off]]);

    let nobody = "mechanism.supply.graduates-per-year=1e-9";
    let off = "mechanism.supply.enabled=false";
    assert_idle([&[nobody], &[off]], [&["mechanism.supply.graduates-per-year=200"], &[off]]);
}

/// A brand that nobody founds firms for, and a climate in which nobody can.
#[test]
fn what_founds_no_firm_changes_nothing() {
    let weighs = |weight: f64| format!("mechanism.founding.brand-risk={weight}");
    let ([weightless, weighty], brand) = ([0.0, 2.0].map(weighs), "firm.focal.brand-risk=1");
    assert_idle([&[&weightless], &[&weightless, brand]], [&[&weighty], &[&weighty, brand]]);
    let off = "mechanism.founding.enabled=false";
    assert_idle([&[off], &["mechanism.founding.funding=1e-12"]], [&[off], &[&weighty]]);
}

/// Posts are opened, and bands follow them, though nobody calls; without **recruiting** none are. The weight
/// of a firm without limits among those who could have called at the start rests on a key of recruiting.
#[test]
fn nobody_moves_where_nobody_calls() {
    let limited = "firm.focal.vacancies=limited";
    let founding = "mechanism.founding.enabled=false";
    let silent = [
        limited,
        founding,
        NO_DEALS,
        "mechanism.recruiting.serious-offers={star=0, researcher=0, engineer=0, applied=0}",
        "mechanism.recruiting.advertisements=0",
        "mechanism.contagion.enabled=false",
        "mechanism.supply.applications=0",
    ];
    let off = [
        limited,
        founding,
        NO_DEALS,
        "mechanism.contagion.enabled=false",
        "mechanism.recruiting.enabled=false",
    ];
    for [one, other] in pairs(WORLDS, 1, [&silent, &off]) {
        assert!(one.market != other.market, "posts are open in one of them");
        assert_eq!(one.flows, other.flows);
        assert!(one.flows.keys().all(|flow| flow.from.is_none() || flow.to.is_none()));
    }
}

/// The same event with a number that says nothing, and with one that does.
fn assert_idle_event(event: &str, idle: &str, busy: &str) {
    let with = |number: &str| format!("event.e={{date=2020-05-13, {event}{number}}}");
    assert_idle([&[], &[&with(idle)]], [&[], &[&with(busy)]]);
}

#[test]
fn events_of_nothing_are_none() {
    assert_idle_event("kind='raise', firm='focal', share=", "0", "0.3");
    assert_idle_event("kind='layoff', firm='focal', share=", "0", "0.3");
    assert_idle_event("kind='ouster', firm='focal', jump=", "0", "2");
    assert_idle_event("kind='funding', firm='rival', hiring=", "0", "0.5");
    let deal = "kind='acquihire', firm='rival', target='focal', reviewed=false, jump=0, share=";
    assert_idle_event(deal, "0", "0.5");
    let campaign = "kind='campaign', firm='rival', target='focal', pay-multiple=3, ";
    assert_idle_event(&format!("{campaign}offers="), "0", "1");
    assert_idle_event(&format!("{campaign}for="), "'0 days'", "'60 days'");
    assert_idle_event(&format!("{campaign}classes="), "[]", "['engineer']");
}

#[test]
fn what_is_switched_off_might_as_well_not_be_written() {
    let event = |enabled: bool| {
        let kind = "kind='ouster', firm='focal', date=2020-05-13";
        format!("event.e={{{kind}, enabled={enabled}}}")
    };
    assert_idle([&[], &[&event(false)]], [&[], &[&event(true)]]);
    let firm = |enabled: bool| format!("firm.third={{staff=90, enabled={enabled}}}");
    assert_idle([&[], &[&firm(false)]], [&[], &[&firm(true)]]);
}

/// What a value is from the start, and the same value set anew at a date, or another one. Other events go on.
fn assert_idle_change(path: &str, value: &str, other: &str) {
    let events = [
        "event.d={kind='campaign', firm='rival', target='focal', date=2020-04-29, pay-multiple=2}",
        "event.f={kind='raise', firm='focal', share=0.1, date=2020-05-06}",
        "event.g={kind='ouster', firm='focal', date=2020-05-08}",
        "event.h={kind='reinstatement', firm='focal', date=2020-05-22}",
    ];
    let value_is = format!("{path}={value}");
    let base = [&events[..], &[&value_is]].concat();
    let change = |value: &str| {
        format!("event.e={{kind='change', date=2020-05-13, set={{\"{path}\"={value}}}}}")
    };
    let (same, another) = (change(value), change(other));
    let [same, another] = [&same, &another].map(|change| [&base[..], &[change]].concat());
    assert_idle([&base, &same], [&base, &another]);
}

#[test]
fn a_change_to_what_already_is_changes_nothing() {
    assert_idle_change("firm.rival.reach", "2.0", "4.0");
    assert_idle_change("firm.focal.pay.level", "1.3", "0.9");
    assert_idle_change("firm.focal.staff", "[[2020-01-15, 90], [2020-09-02, 160]]", "60");
    assert_idle_change("firm.focal.position", "{x=0.5, y=0}", "{x=-0.5, y=0}");
    assert_idle_change("class.engineer.pay", "'170k'", "'90k'");
    assert_idle_change("taste.colleagues", "0.08", "0.9");
    assert_idle_change("firm.focal.lead", "1", "-20");
    assert_idle_change("firm.focal.meaning", "0.2", "1");
    assert_idle_change("mechanism.frontier.magnet", "0.5", "3");
    assert_idle_change("mechanism.choice.cost-of-moving", "0.5", "0.1");
    assert_idle_change("mechanism.recruiting.open-to-work", "1", "3");
    assert_idle_change("mechanism.turmoil.crisis-rate", "0.5", "3");
    assert_idle_change("mechanism.pay.rivals", "0.1", "0.9");
    assert_idle_change("mechanism.exits.dismissal", "0.004", "0.04");
    assert_idle_change("mechanism.founding.rate", "0.003", "0.03");
    assert_idle_change("mechanism.acquihire.rate", "2", "9");
    assert_idle_change("mechanism.policy.enforcement", "1", "0");
    assert_idle_change("region.west.visa", "0.1", "2");
    assert_idle_change("mechanism.supply.graduates-per-year", "120", "900");
}

#[test]
fn words_for_people_change_nothing_even_in_what_is_told() {
    let plain = [
        "event.e={kind='ouster', firm='focal', date=2020-05-13}",
        "event.f={kind='departure', role='chief', date=2020-06-03}",
        "role.chief={firm='focal', class='star', leader=true}",
    ];
    let words = [
        "title=Another title",
        "question=Does it matter?",
        "source=the press",
        "firm.focal.label=The Lab",
        "firm.rival.label=Aardvark",
        "firm-group.start-ups.label=Small ones",
        "mechanism.pay.note=a guess",
        "event.e.label=The board acts",
        "event.e.note=on a Wednesday",
        "role.chief.label=the chief scientist",
    ];
    for [one, other] in pairs(WORLDS, 1, [&plain, &[&plain[..], &words].concat()]) {
        assert!(one.happenings.len() > 1, "{:?}", one.happenings);
        assert!(one == other, "the histories differ");
    }
}

/// But for campaigns, each of which has luck of its own by its name.
#[test]
fn an_event_may_have_any_name() {
    for event in [
        "kind='ouster', firm='focal'",
        "kind='layoff', firm='focal', share=0.2",
        "kind='departure', firm='focal', class='engineer', count=7",
    ] {
        let named = |name: &str| format!("event.{name}={{date=2020-05-13, {event}}}");
        for [one, other] in pairs(WORLDS, 1, [&[&named("a")], &[&named("zebra")]]) {
            assert!(one == other, "{event}");
        }
    }
    let named = |name: &str| {
        let raid = "kind='campaign', firm='rival', target='focal', date=2020-05-13";
        format!("event.{name}={{{raid}}}")
    };
    assert!(differing(&[&named("a")], &[&named("zebra")]) > 0);
}

#[test]
fn the_model_cannot_tell_what_is_asked_of_it() {
    let asked = [
        "outcomes=['departures:rival', 'moves:focal:rival']",
        "record.spells=['rival']",
        "focal=rival",
    ];
    for [mut one, mut other] in pairs(WORLDS, 1, [&[], &asked]) {
        assert_ne!(one.spells, other.spells);
        assert_ne!(one.workers, other.workers);
        for history in [&mut one, &mut other] {
            history.spells.clear();
            history.workers.clear();
            history.leavers.clear();
        }
        assert!(one == other, "the histories differ");
    }
}

#[test]
fn mechanisms_that_nobody_uses_are_off() {
    let off = "mechanism.equity.enabled=false";
    let ungranted = [
        "firm.focal.equity.multiple=0",
        "firm.rival.equity.multiple=0",
        "firm-group.start-ups.equity.multiple=0",
    ];
    assert_idle([&ungranted, &[off]], [&[], &[off]]);

    let off = "mechanism.bidding.enabled=false";
    let nobody = "mechanism.bidding.matching={star=0, researcher=0, engineer=0, applied=0}";
    let whole = "mechanism.bidding.portability=1";
    assert_idle([&[nobody, whole], &[off]], [&[whole], &[off]]);
    assert_idle([&[nobody, whole], &[off]], [&[nobody], &[off]]);

    let off = "mechanism.contagion.enabled=false";
    let alone = "mechanism.founding.asks=0";
    let weightless = ["team-mate=0", "star=0", "leader=0", "tie=0"];
    let weightless = weightless.map(|weight| format!("mechanism.contagion.{weight}"));
    let weightless = [&weightless.each_ref().map(String::as_str)[..], &[alone]].concat();
    let heavy = [alone, "mechanism.contagion.team-mate=2"];
    assert_idle([&weightless, &[alone, off]], [&heavy, &[alone, off]]);

    let off = "mechanism.frontier.enabled=false";
    let (taste, magnet) = ("taste.frontier=0", "mechanism.frontier.magnet=0");
    assert_eq!(moved(&[taste, magnet]), moved(&[taste, off]), "a lead that nobody minds is none");
    assert_ne!(moved(&[magnet]), moved(&[off]));
    assert_ne!(moved(&[taste]), moved(&[taste, off]));

    let letter = "event.l={kind='letter', firm='focal', date=2020-05-13}";
    let back = "event.b={kind='reinstatement', firm='focal', date=2020-05-14}";
    let out = "event.a={kind='ouster', firm='focal', date=2020-05-12, jump=0}";
    let door = "event.g={kind='guarantee', firm='rival', target='focal', date=2020-05-13}";
    let off = "mechanism.letter.enabled=false";
    let met = [letter, out, back, door];
    assert_eq!(
        moved(&met),
        moved(&[&met[..], &[off]].concat()),
        "a demand that is met moves nobody"
    );
    let refused = [letter, door];
    assert_ne!(moved(&refused), moved(&[&refused[..], &[off]].concat()), "a refused one does");
}

#[test]
fn deals_that_never_come_and_policies_that_bind_nobody_are_none() {
    let calm = NO_DEALS;
    assert_idle([&[calm], &["mechanism.acquihire.rate=0"]], [&[calm], &[]]);

    let off = "mechanism.policy.enabled=false";
    let bound = "firm.focal.non-compete=9 weeks";
    assert_idle([&[off], &[bound, off]], [&[off], &[bound]]);
    let enforced = |share: f64| format!("mechanism.policy.enforcement={share}");
    let [never, often] = [0.0, 0.5].map(enforced);
    assert_idle([&[calm, off], &[calm, bound, &never]], [&[calm, off], &[calm, bound, &often]]);
    let pact = "mechanism.policy.no-poach=[['focal', 'rival']]";
    let nobody = "mechanism.policy.no-poach=[]";
    assert_idle([&[], &[nobody]], [&[], &[pact]]);
    let review = |what: &str| format!("mechanism.policy.review={{{what}}}");
    let strict = review("blocked=1");
    assert_idle([&[calm], &[calm, &strict]], [&[], &[&strict]]);
}

#[test]
fn a_deal_that_is_not_reviewed_is_as_without_a_policy() {
    let deal = "event.e={kind='acquihire', firm='rival', target='focal', date=2020-05-13}";
    let (exempt, part) = ("event.e.reviewed=false", "event.e.reviewed=true");
    let (off, unbound) = ("mechanism.policy.enabled=false", "mechanism.policy.enforcement=0");
    let review = "mechanism.policy.review={blocked=0, time='20 days'}";
    let alone = [deal, NO_DEALS];
    let with = |more: &[&'static str]| [&alone[..], more].concat();
    assert_idle(
        [&with(&[exempt, off]), &with(&[exempt, unbound, review])],
        [&with(&[part, off]), &with(&[part, unbound, review])],
    );
    let at_once = "mechanism.policy.review={blocked=0, time='0 days', uncertainty=0}";
    let told = with(&[part, unbound, at_once]);
    let found = moved(&told);
    assert_eq!(
        moved(&with(&[part, off])),
        found,
        "a review that takes no time and forbids nothing"
    );
}

/// All moves in some random worlds, by month, firms and class.
fn moved(changes: &[&str]) -> Vec<BTreeMap<Flow, u32>> {
    pairs(WORLDS, 1, [changes, changes]).map(|[history, _]| history.flows).collect()
}

/// All firms of the worlds in one region, or the rival in another one. Its visa would be the dearer the more.
#[test]
fn where_everybody_is_at_home_nobody_minds_regions() {
    let in_regions = |rival: &str| {
        let sites = [
            "region.east={visa=9, return-subsidy=2, people=1}".to_owned(),
            "region.west={pay=1, visa=9, people=0}".to_owned(),
            "firm.focal.regions=['east']".to_owned(),
            format!("firm.rival.regions=['{rival}']"),
        ];
        let groups = ["start-ups", "universities"];
        sites
            .into_iter()
            .chain(groups.map(|group| format!("firm-group.{group}.regions={{east=1, west=0}}")))
    };
    let [one, two] = ["east", "west"].map(|rival| in_regions(rival).collect::<Vec<_>>());
    let [one, two] = [&one, &two].map(|keys| keys.iter().map(String::as_str).collect::<Vec<_>>());
    let off = "mechanism.regions.enabled=false";
    let without = |history: History| {
        let (regions, pay_in) = (Vec::new(), Column::new());
        History { regions, pay_in, ..without_matches(history) }
    };
    for (changes, same) in [(&one, true), (&two, false)] {
        for pair in pairs(WORLDS, 1, [&[off], changes]) {
            assert!(pair[1].migration.is_empty() == same, "who moves has come from elsewhere");
            let [plain, regional] = pair.map(without);
            assert!((plain == regional) == same, "{changes:?}");
        }
    }
}
