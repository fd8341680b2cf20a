//! A small made-up world for the tests of this room: a scenario, and tables that agree with each other.

use std::sync::Arc;

use crate::quantity::Date;
use crate::quantity::Days;
use crate::quantity::FirmKey;
use crate::quantity::Money;
use crate::quantity::Path;
use crate::quantity::PerClass;
use crate::quantity::Spread;
use crate::quantity::UnitId;
use crate::quantity::mix;
use crate::record::ComparisonRow;
use crate::record::FirmRow;
use crate::record::FlowRow;
use crate::record::SpellRow;
use crate::record::Tables;
use crate::scenario::Assumption;
use crate::scenario::ClassProfile;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::Firm;
use crate::scenario::FirmGroup;
use crate::scenario::Mechanisms;
use crate::scenario::Outcome;
use crate::scenario::Population;
use crate::scenario::Record;
use crate::scenario::Run;
use crate::scenario::Scenario;
use crate::scenario::Step;
use crate::scenario::Taste;
use crate::scenario::Time;
use crate::scenario::Vacancies;

/// Steps of the horizon.
pub(super) const WEEKS: usize = 104;
const REPLICATES: u32 = 20;
const OPENAI: UnitId = UnitId(3);
const DESTINATIONS: [(&str, f64); 5] =
    [("anthropic", 0.38), ("deepmind", 0.17), ("meta", 0.22), ("start-ups", 0.18), ("xai", 0.05)];

fn start() -> Date {
    Date::new(2023, 1, 2).unwrap()
}

fn after(weeks: usize) -> Date {
    start().plus(7 * i32::try_from(weeks).unwrap())
}

/// Five firms and a group, two years, three events.
pub(super) fn scenario() -> Scenario {
    let firms = [
        ("anthropic", "Anthropic"),
        ("deepmind", "Google DeepMind"),
        ("meta", "Meta"),
        ("openai", "OpenAI"),
        ("xai", "xAI"),
    ];
    Scenario {
        name: "exodus-2024".to_owned(),
        title: "Exodus 2024".to_owned(),
        question: Some("Why did so many researchers leave one lab, and for whom?".to_owned()),
        focal: OPENAI,
        outcomes: vec![Outcome {
            text: "departures:openai".to_owned(),
            metric: "departures".to_owned(),
            units: vec![OPENAI],
        }],
        time: Time { start: start(), end: after(WEEKS), step: Step::Week, burn_in: Days(0.0) },
        population: Population { researchers: 40_000, mean_tenure: Days(900.0), first_offers: 4 },
        classes: PerClass::from_fn(|_| ClassProfile {
            share: 0.25,
            pay: Money(4e5),
            talent: Spread::Constant(0.0),
        }),
        taste: Taste {
            mission: Spread::Constant(0.62),
            research: Spread::Constant(0.24),
            stability: Spread::Constant(0.15),
            position_deviation: 0.4,
            ..Taste::default()
        },
        firms: firms.map(|(name, label)| firm(name, label)).into(),
        groups: vec![group()],
        events: events(),
        roles: Vec::new(),
        later: Vec::new(),
        mechanisms: Mechanisms::default(),
        run: Run { seed: 20_240_101, replicates: REPLICATES },
        record: Record { spells: vec![OPENAI, UnitId(0)] },
        assumptions: vec![
            Assumption {
                path: "firm.openai.staff".to_owned(),
                source: Some("press, 770 employees in November 2023".to_owned()),
                note: None,
            },
            Assumption {
                path: "mechanism.turmoil".to_owned(),
                source: None,
                note: Some("half-lives fitted on the letter of November 2023".to_owned()),
            },
        ],
        left_out: vec!["pay-war".to_owned()],
        text: "title = \"Exodus 2024\"".to_owned(),
    }
}

/// The same world without the last event.
pub(super) fn alternative() -> Scenario {
    let mut scenario = scenario();
    scenario.name = "exodus-2024-research-kept".to_owned();
    scenario.title = "Research work kept as it was".to_owned();
    scenario.events.pop();
    scenario
}

fn firm(name: &str, label: &str) -> Firm {
    Firm {
        name: name.to_owned(),
        label: label.to_owned(),
        key: FirmKey::of_name(name),
        founded: None,
        staff: Path::constant(900.0),
        classes: PerClass([0.25; 4]),
        pay_level: Path::constant(1.0),
        offer_premium: 0.1,
        valuation: None,
        training_budget: None,
        users_per_head: None,
        independence: Path::constant(0.0),
        position: [Path::constant(0.0), Path::constant(0.0)],
        research_share: Path::constant(0.5),
        vacancies: Vacancies::Limited,
        reach: 1.0,
    }
}

fn group() -> FirmGroup {
    FirmGroup {
        name: "start-ups".to_owned(),
        label: "Start-ups".to_owned(),
        count: 300,
        size: Spread::Constant(40.0),
        growth: Path::constant(1.0),
        classes: PerClass([0.25; 4]),
        pay_level: Spread::Constant(1.0),
        offer_premium: 0.1,
        users_per_head: 0.0,
        independence: 0.0,
        position: [Spread::Constant(0.0); 2],
        research_share: Spread::Constant(0.3),
        vacancies: Vacancies::Limited,
        reach: 1.0,
    }
}

fn events() -> Vec<Event> {
    let ouster = EventKind::Ouster { firm: OPENAI, jump: None };
    let back = EventKind::Reinstatement { firm: OPENAI };
    let all = [
        ("ouster", "Chief executive ousted", (2023, 11, 17), ouster.clone()),
        ("reinstatement", "Reinstated", (2023, 11, 22), back),
        ("chief-scientist", "Chief scientist leaves", (2024, 5, 14), ouster),
    ];
    let event = |(name, label, (year, month, day), kind): (&str, &str, _, _)| Event {
        name: name.to_owned(),
        label: label.to_owned(),
        date: Date::new(year, month, day).unwrap(),
        kind,
    };
    all.map(event).into()
}

/// The tables of [`scenario`].
pub(super) fn tables() -> Tables {
    tables_of(&scenario().name, 1.0)
}

/// The tables of [`scenario`] and [`alternative`], with a few compared outcomes.
pub(super) fn comparison() -> Tables {
    let (mut tables, other) = (tables(), tables_of(&alternative().name, 0.5));
    tables.firms.extend(other.firms);
    tables.flows.extend(other.flows);
    tables.spells.extend(other.spells);
    let rows = [
        ("departures:openai", [143.0, 101.0, -42.0, -51.0, -33.0]),
        ("retention:openai", [0.801, 0.842, 0.041, 0.029, 0.053]),
        ("moves:openai:anthropic", [54.2, 38.4, -15.8, -20.1, -11.5]),
        ("moves:openai:meta", [31.2, 30.4, -0.8, -2.1, 0.5]),
    ];
    tables.comparison = rows
        .map(|(outcome, [baseline, alternative, difference, low, high])| ComparisonRow {
            scenario: "exodus-2024-research-kept".into(),
            outcome: outcome.into(),
            baseline,
            alternative,
            difference,
            low,
            high,
            variance_ratio: Some(21.5),
            replicates_needed: Some(14),
        })
        .into();
    tables
}

/// A uniform number between 0 and 1 that belongs to a place.
fn chance(place: [u64; 4]) -> f64 {
    let bits = place.into_iter().fold(7, |bits, part| mix(bits ^ mix(part + 1)));
    f64::from(u32::try_from(bits >> 32).unwrap()) / f64::from(u32::MAX)
}

fn tables_of(name: &str, push: f64) -> Tables {
    let scenario: Arc<str> = name.into();
    let mut tables = Tables::default();
    for replicate in 1..=REPLICATES {
        weeks(&mut tables, &scenario, replicate, push);
        for (position, firm) in ["openai", "anthropic"].into_iter().enumerate() {
            let people = 0..240;
            tables.spells.extend(people.filter_map(|person| {
                let place = [u64::from(replicate), position as u64, person, 0];
                spell(&scenario, replicate, firm, place)
            }));
        }
    }
    tables
}

fn weeks(tables: &mut Tables, scenario: &Arc<str>, replicate: u32, push: f64) {
    let mut headcount = 600;
    tables.firms.push(firm_row(scenario, replicate, 0, [headcount, 0, 0]));
    for week in 0..WEEKS {
        let mut quits = 0;
        for (position, (to, weight)) in DESTINATIONS.into_iter().enumerate() {
            let crisis = if after(week) >= events()[2].date { 3.0 * push } else { 1.0 };
            let rate = weight * 1.1 * crisis;
            let draw = chance([u64::from(replicate), week as u64, position as u64, 1]);
            let moves =
                if draw < rate / 4.0 { 2 } else { u32::from(draw < rate / 4.0 + rate / 2.0) };
            quits += moves;
            if moves > 0 {
                tables.flows.push(FlowRow {
                    scenario: scenario.clone(),
                    replicate,
                    month: after(week).first_of_month(0).to_string().into(),
                    from: "openai".into(),
                    to: to.into(),
                    class: "researcher".into(),
                    moves,
                });
            }
        }
        let luck = chance([u64::from(replicate), week as u64, 9, 2]);
        let hires = if luck < 0.5 { 3 } else { 7 };
        headcount = headcount + hires - quits;
        arrivals(tables, scenario, replicate, week, hires);
        tables.firms.push(firm_row(scenario, replicate, week + 1, [headcount, hires, quits]));
    }
}

/// The hires of the focal firm: one from another firm, the rest are graduates.
fn arrivals(tables: &mut Tables, scenario: &Arc<str>, replicate: u32, week: usize, hires: u32) {
    for (from, moves) in [("meta", 1), ("outside", hires - 1)] {
        tables.flows.push(FlowRow {
            scenario: scenario.clone(),
            replicate,
            month: after(week).first_of_month(0).to_string().into(),
            from: from.into(),
            to: "openai".into(),
            class: "researcher".into(),
            moves,
        });
    }
    let meta = FirmRow { firm: "meta".into(), ..firm_row(scenario, replicate, week, [2000, 0, 0]) };
    tables.firms.push(meta);
}

fn firm_row(
    scenario: &Arc<str>,
    replicate: u32,
    week: usize,
    [headcount, hires, quits]: [u32; 3],
) -> FirmRow {
    let since = after(week).days() - events()[0].date.days();
    let slow = if since < 0 { 0.0 } else { (f64::from(since) / -210.0).exp() };
    FirmRow {
        scenario: scenario.clone(),
        replicate,
        date: after(week).to_string().into(),
        firm: "openai".into(),
        headcount,
        hires,
        quits,
        dismissals: 0,
        other_separations: 0,
        vacancies: 10,
        pay_index: 1.0,
        turmoil: slow * 2.0,
        trust: (-slow).exp(),
        research_share: 0.5,
    }
}

/// A job that began up to five years before the horizon, or within it; none if it ended before it.
fn spell(scenario: &Arc<str>, replicate: u32, firm: &str, place: [u64; 4]) -> Option<SpellRow> {
    #[expect(clippy::cast_possible_truncation, reason = "a few thousand days")]
    let days = |years: f64| (years * 365.25).round() as i32;
    let hired = start().plus(days(chance(place) * 7.0 - 5.0));
    let mean = if firm == "openai" { 4.0 } else { 9.0 };
    let luck = chance([place[0], place[1], place[2], 5]).max(1e-6);
    let gone = hired.plus(days(-luck.ln() * mean).max(1));
    let (from, end) = (hired.max(start()), after(WEEKS));
    (gone > from).then(|| SpellRow {
        scenario: scenario.clone(),
        replicate,
        researcher: format!("{firm}/{}", place[2]).into(),
        class: "researcher".into(),
        firm: firm.into(),
        start: hired.to_string().into(),
        observed_from: from.to_string().into(),
        end: gone.min(end).to_string().into(),
        ending: if gone < end { "quit" } else { "ongoing" }.into(),
        destination: if gone < end { "meta" } else { "" }.into(),
        pay_at_hire: 4e5,
        pay_at_end: 5e5,
    })
}
