//! V28: two worlds share all the luck that they have in common, person by person.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use braindrain::experiment::Fate;
use braindrain::experiment::Worlds;
use braindrain::quantity::Moment;
use braindrain::quantity::ResearcherId;
use braindrain::scenario::Scenario;

use crate::world::equal_firms;
use crate::world::watch;
use crate::world::world;
use crate::world::world_with;

/// Everything that happened to everybody: moves by the names of the firms, to the instant.
pub(crate) type Lives = BTreeMap<ResearcherId, Vec<(Moment, String)>>;

pub(crate) fn lives(scenario: &Scenario) -> Lives {
    let mut lives = Lives::new();
    watch(scenario, 1, &mut |week, model| {
        let name = |firm| scenario.unit_name(model.unit(firm));
        for step in &week.moves {
            let event = format!("{} -> {}", name(step.job.firm), name(step.to));
            lives.entry(step.job.researcher).or_default().push((step.moment, event));
        }
        for end in &week.separations {
            let event = format!("{} {:?}", name(end.job.firm), end.cause);
            lives.entry(end.job.researcher).or_default().push((end.moment, event));
        }
    });
    lives
}

/// A market with traits that last, exits and graduates; without limits on vacancies.
fn open_market() -> String {
    equal_firms(20, 100, 0.5).replace("persistent-share = 0", "persistent-share = 0.67")
        + r#"
        [mechanism.exits]
        [mechanism.supply]
        graduates-per-year = 120
        into = "firm-3"
        "#
}

/// Whose lives differ between two worlds, among those who have one in both.
fn differing(one: &Lives, other: &Lives) -> Vec<ResearcherId> {
    let both = one.keys().filter(|id| other.contains_key(id));
    both.filter(|id| one[id] != other[id]).copied().collect()
}

#[test]
fn v28_a_firm_that_recruits_nobody_changes_no_life() {
    let before = lives(&world(&open_market()));
    let unused = "\n[firm.aardvark]\nstaff = 0.001\nclasses = { engineer = 1 }\nreach = 1\n";
    let after = lives(&world(&(open_market() + unused)));
    assert!(before.len() > 500, "{} lives", before.len());
    assert_eq!(before, after);
}

/// The firm takes part in one world only. Nobody's draws shift: only those are touched to whom it comes,
/// or to whom the few calls go that it displaces from the board.
#[test]
fn v28_a_firm_in_one_world_only_touches_only_those_it_reaches() {
    // With this exponent the number of calls is proportional to vacancies: others call as before.
    let linear = ["mechanism.recruiting.tightness-exponent=1"];
    let firm = "\n[firm.aardvark]\nstaff = 1\nvacancies = \"unlimited\"\nreach = 1.2\n";
    let before = lives(&world_with(&open_market(), &linear));
    let after = lives(&world_with(&(open_market() + firm), &linear));
    let hires = |lives: &Lives| {
        let events = lives.values().flatten();
        events.filter(|(_, event)| event.ends_with("-> aardvark")).count()
    };
    assert!(hires(&after) > 10, "the firm recruits");
    let touched = differing(&before, &after);
    let direct = touched.iter().filter(|id| {
        let pairs = before[id].iter().zip(&after[id]);
        let first = pairs.take_while(|(one, other)| one == other).count();
        after[id].get(first).is_some_and(|(_, event)| event.ends_with("-> aardvark"))
    });
    let (direct, touched) = (direct.count(), touched.len());
    assert!(direct > 5 && touched <= 3 * direct, "{touched} lives differ, {direct} by the firm");
}

#[test]
fn v28_ten_more_graduates_change_nobody_else() {
    let before = lives(&world(&open_market()));
    let more = lives(&world_with(&open_market(), &["mechanism.supply.graduates-per-year=130"]));
    assert_eq!(differing(&before, &more), []);
    assert!(before.keys().all(|id| more.contains_key(id)), "nobody is lost");
    assert!(more.len() > before.len(), "there are more lives in the second world");
}

#[test]
fn v28_the_order_of_firms_in_the_file_changes_nothing() {
    let forth = open_market();
    let (head, firms) = forth.split_at(forth.find("[firm.").unwrap());
    let (firms, tail) = firms.split_at(firms.find("[mechanism.exits]").unwrap());
    let mut tables: Vec<&str> = firms.split_inclusive("\n\n").collect();
    tables.reverse();
    let back = format!("{head}\n{}\n{tail}", tables.join("\n"));
    assert_ne!(forth, back);
    assert_eq!(lives(&world(&forth)), lives(&world(&back)));
}

/// The streams that lie on top of the ordinary offers, as they are by default.
fn busy_market() -> String {
    let plain = [("open-to-work = 0\n", ""), ("alumni = 0\n", ""), ("talent-response = 0\n", "")];
    plain.iter().fold(open_market(), |text, (key, nothing)| text.replacen(key, nothing, 1))
}

#[test]
fn what_changes_no_offer_changes_no_life() {
    let recruiting = |key: &str| format!("mechanism.recruiting.{key}");
    let with = |changes: &[String]| {
        // Graduates show from the first day that they are open to work, unless they apply for nothing.
        let changes = changes.iter().map(String::as_str).chain(["mechanism.supply.applications=0"]);
        lives(&world_with(&busy_market(), &changes.collect::<Vec<_>>()))
    };
    let unasked = with(&[recruiting("open-to-work=0")]);
    assert!(unasked == with(&[recruiting("open-to-work-rate=0")]), "nobody looks");
    assert!(unasked == with(&[recruiting("open-to-work-time=0 days")]), "nobody is seen");
    assert!(unasked != with(&[]), "who is open to work is called");
    let unread = with(&[recruiting("contacts-per-offer=0")]);
    assert!(unread == with(&[recruiting("turmoil-contacts=9")]), "contacts are no offers");
    let no_ties = with(&[recruiting("alumni=0")]);
    assert!(no_ties != with(&[]), "former colleagues call");
}

/// A campaign changes no life but those of the people it calls.
#[test]
fn v28_a_campaign_touches_only_its_target() {
    let event = |terms: &str| {
        format!(
            "{}\n[event.raid]\nkind = \"campaign\"\ndate = 2020-06-03\nfirm = \"firm-1\"\n\
             target = \"firm-7\"\n{terms}",
            open_market()
        )
    };
    let before = lives(&world(&open_market()));
    assert_eq!(before, lives(&world(&event("offers = 0\n"))));
    assert_eq!(before, lives(&world(&event("for = \"0 days\"\n"))));
    let after = lives(&world(&event("pay-multiple = 3\n")));
    let touched = differing(&before, &after);
    assert!(touched.len() > 20, "{} lives differ", touched.len());
    for id in touched {
        let pairs = before[&id].iter().zip(&after[&id]);
        let first = pairs.take_while(|(one, other)| one == other).count();
        let (_, event) = &after[&id][first];
        assert!(event.ends_with("-> firm-1"), "{event}");
        let left = after[&id][..=first].iter().filter(|(_, event)| event.starts_with("firm-7"));
        assert_eq!(
            left.count(),
            1,
            "called at the target, though it may have been left on the day"
        );
    }
}

/// Of everybody whose life differs all that happened up to the first difference, in one world and in the
/// other; to some nothing happens in one of them.
fn until_they_differ<'a>(one: &'a Lives, other: &'a Lives) -> Vec<[Vec<&'a str>; 2]> {
    let ids: BTreeSet<ResearcherId> = one.keys().chain(other.keys()).copied().collect();
    let lives = ids.iter().map(|id| [one, other].map(|lives| lives.get(id).map_or(&[][..], |l| l)));
    let until = |[one, other]: [&'a [(Moment, String)]; 2]| {
        let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
        [one, other]
            .map(|life| life.iter().take(same + 1).map(|(_, event)| event.as_str()).collect())
    };
    lives.filter(|[one, other]| one != other).map(until).collect()
}

/// The exit of a leader touches those of his firm, and of them those who are called since.
#[test]
fn v28_contagion_touches_only_those_who_were_close() {
    let text = open_market()
        + r#"
        [mechanism.contagion]
        team-mate = 0
        star = 0
        tie = 0
        along = 0
        [role.chief]
        firm = "firm-7"
        class = "engineer"
        leader = true
        [event.exit]
        kind = "departure"
        role = "chief"
        destination = "outside"
        date = 2020-03-04
        "#;
    let before = lives(&world_with(&text, &["mechanism.contagion.enabled=false"]));
    assert_eq!(before, lives(&world_with(&text, &["mechanism.contagion.leader=0"])));
    let after = lives(&world_with(&text, &["mechanism.contagion.leader=4"]));
    let touched = until_they_differ(&before, &after);
    assert!(touched.len() > 20, "{} lives differ", touched.len());
    for [_, after] in touched {
        let first = after.last().expect("something is different");
        assert!(first.starts_with("firm-7 -> "), "{after:?}");
    }
}

/// One firm alone answers offers: only of its own people some stay.
#[test]
fn v28_bidding_touches_only_those_whose_firm_answers() {
    let nobody =
        "mechanism.bidding.matching={ star = 0, researcher = 0, engineer = 0, applied = 0 }";
    let idle = [nobody, "mechanism.bidding.portability=1"];
    let before = lives(&world(&open_market()));
    assert_eq!(before, lives(&world_with(&open_market(), &idle)));
    let answers = [&idle[..], &["firm.firm-7.pay.matching.engineer=1"]].concat();
    let after = lives(&world_with(&open_market(), &answers));
    let touched = until_they_differ(&before, &after);
    assert!(touched.len() > 5, "{} lives differ", touched.len());
    for [before, _] in touched {
        let first = before.last().expect("somebody would have left");
        assert!(first.starts_with("firm-7 -> "), "{before:?}");
    }
}

/// One firm alone grants shares: nobody's life changes who neither was there nor is called by it.
#[test]
fn v28_equity_touches_only_those_who_meet_a_firm_that_grants() {
    let text = open_market() + "\n[mechanism.pay]\n[mechanism.equity]\n";
    let before = lives(&world_with(&text, &["mechanism.equity.enabled=false"]));
    assert_eq!(before, lives(&world(&text)));
    let grants = ["firm.firm-7.equity.multiple=1", "firm.firm-7.valuation='3bn'"];
    let after = lives(&world_with(&text, &grants));
    let touched = until_they_differ(&before, &after);
    assert!(touched.len() > 20, "{} lives differ", touched.len());
    for lives in touched {
        let meets = |event: &&str| event.starts_with("firm-7 ") || event.ends_with(" firm-7");
        assert!(lives.iter().flatten().any(meets), "{lives:?}");
    }
}

/// One firm of 300 plans nearly a tenth more posts by the end of a year, where posts are limited and one
/// firm's hires are another's vacancies.
#[test]
fn sharing_luck_is_worth_many_times_the_replicates() {
    let baseline = world(LIMITED);
    let path = "[[2019-01-07, 350], [2020-01-06, 400], [2021-01-04, 490]]";
    let alternative = world_with(LIMITED, &[&format!("firm.focal.staff={path}")]);
    let worlds = [&baseline, &alternative];
    let histories = Worlds::of(&worlds, 200, &());
    let pairs = histories.pairs();
    let [departures] = &pairs.differences(worlds)[..] else { panic!("one outcome") };
    let ratio = departures.paired.variance_ratio.unwrap();
    assert!(departures.paired.low > 0.0, "a larger firm loses more people: {departures:?}");
    // Over 60 pairs the ratio is known to two or three only, over 200 to one and a half. Over 2,400 it is 9.5: these pairs
    // are on the upper side of it.
    assert!(ratio >= 10.0, "{departures:?}");
    // Most people live the same life in both worlds, and the rest is the whole difference.
    let of = |fate: Fate| {
        let all = pairs.fates(worlds).into_iter();
        all.filter(|count| count.class.is_none() && count.fate == fate)
            .map(|count| count.people[1])
            .sum::<f64>()
    };
    let more = of(Fate::Lost) + of(Fate::CameAndLeft) - of(Fate::Saved) - of(Fate::NeverCame);
    assert!((more - departures.paired.difference.mean).abs() < 1e-9, "{more} {departures:?}");
    assert!(of(Fate::Same) > of(Fate::Elsewhere) + of(Fate::Lost) + of(Fate::Saved));
    assert!(of(Fate::CameAndLeft) > 0.0);
}

const LIMITED: &str = r#"
    title = "Three hundred firms"
    focal = "focal"
    [time]
    start = 2020-01-06
    end = 2021-01-04
    step = "week"
    burn-in = "52 weeks"
    [population]
    researchers = 9000
    [mechanism.choice]
    [mechanism.recruiting]
    [mechanism.exits]
    [mechanism.supply]
    graduates-per-year = 900
    into = "universities"
    [firm.focal]
    staff = [[2019-01-07, 350], [2020-01-06, 400], [2021-01-04, 450]]
    [firm.universities]
    staff = 1500
    pay.level = 0.6
    [firm-group.others]
    count = 298
    size = { gamma = [1, 23] }
    growth = [[2019-01-07, 0.9], [2021-01-04, 1.05]]
    pay.level = { normal = [1, 0.1] }
"#;
