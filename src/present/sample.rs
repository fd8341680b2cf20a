//! A small made-up world for the tests of this room: a scenario, and tables that agree with each other.

mod detail;
pub(super) mod lives;

use std::sync::Arc;

use crate::experiment::vocabulary;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::quantity::CLASSES;
use crate::quantity::Date;
use crate::quantity::mix;
use crate::record::ComparisonRow;
use crate::record::EventRow;
use crate::record::FirmRow;
use crate::record::FlowRow;
use crate::record::MarketRow;
use crate::record::SpellRow;
use crate::record::Tables;
use crate::scenario;
use crate::scenario::Library;
use crate::scenario::Scenario;

/// Steps of the horizon.
pub(super) const WEEKS: usize = 104;
pub(super) const REPLICATES: u32 = 20;
/// When the first and the last event are, in days of the horizon.
const OUSTER: i32 = 319;
const EXODUS: i32 = 498;
const DESTINATIONS: [(&str, f64); 5] =
    [("anthropic", 0.38), ("deepmind", 0.17), ("meta", 0.22), ("start-ups", 0.18), ("xai", 0.05)];

fn start() -> Date {
    Date::new(2023, 1, 2).unwrap()
}

fn after(weeks: usize) -> Date {
    start().plus(7 * i32::try_from(weeks).unwrap())
}

/// Five firms and a group, two years, three events.
const WORLD: &str = r#"
title = "Exodus 2024"
question = "Why did so many researchers leave one lab, and for whom?"
focal = "openai"
[time]
start = 2023-01-02
end = 2024-12-30
[population]
researchers = 40_000
[run]
seed = 20240101
replicates = 20
[record]
spells = ["anthropic"]
[mechanism.turmoil]
note = "half-lives fitted on the letter of November 2023"
[firm]
anthropic = { label = "Anthropic", staff = 900 }
deepmind = { label = "Google DeepMind", staff = 900 }
meta = { label = "Meta", staff = 900 }
openai = { label = "OpenAI", staff = 900, source = "press, 770 employees in November 2023" }
xai = { label = "xAI", staff = 900 }
[role]
research-chief = { firm = "openai", class = "star" }
[firm-group]
start-ups = { label = "Start-ups", count = 300, size = 40 }
[sector]
labs = { label = "Laboratories", firms = ["anthropic", "openai", "xai"] }
small = { firms = ["start-ups"] }
[event]
ouster = { kind = "ouster", label = "Chief executive ousted", firm = "openai", date = 2023-11-17 }
reinstatement = { kind = "reinstatement", label = "Reinstated", firm = "openai", date = 2023-11-22 }
chief-scientist = { kind = "ouster", label = "Chief scientist leaves", firm = "openai", date = 2024-05-14 }
"#;

/// A library of that one world.
struct Sample;

impl Library for Sample {
    fn text(&self, _path: &str) -> Result<String, String> {
        Ok(WORLD.to_owned())
    }
}

/// The points of a mark that is a line.
pub(super) fn line(mark: &Mark) -> &[[f64; 2]] {
    let Form::Line(line) = &mark.form else { panic!("a line") };
    line
}

/// The world under a name, with changes such as `firm.cohere.staff=900`.
pub(super) fn world(name: &str, changes: &[&str]) -> Scenario {
    let changes: Vec<String> = changes.iter().map(|&change| change.to_owned()).collect();
    let read = scenario::read(&Sample, &format!("{name}.toml"), &changes, &vocabulary());
    let world = read.unwrap_or_else(|complaints| panic!("{complaints:?}"));
    Scenario { left_out: vec!["pay-war".to_owned()], ..world }
}

/// The world as it is.
pub(super) fn scenario() -> Scenario {
    world("exodus-2024", &[])
}

/// The same world without the last event.
pub(super) fn alternative() -> Scenario {
    let changes = ["title=\"Research work kept as it was\"", "event.chief-scientist.enabled=false"];
    world("exodus-2024-research-kept", &changes)
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
    tables.market.extend(other.market);
    tables.events.extend(other.events);
    tables.letter.extend(other.letter);
    tables.offers.extend(other.offers);
    tables.foundings.extend(other.foundings);
    let worlds = [scenario().name, alternative().name];
    tables.facts.extend(detail::facts_about_a_difference(&worlds));
    tables.positions.extend(other.positions);
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
            pairs: Some(REPLICATES),
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
        let market = (0..=WEEKS).map(|week| market_row(&scenario, replicate, week));
        tables.market.extend(market);
        tables.letter.extend(detail::letter(&scenario, replicate));
        tables.offers.extend(detail::offers(&scenario, replicate));
        tables.foundings.extend(detail::foundings(&scenario, replicate));
        for (position, firm) in ["openai", "anthropic"].into_iter().enumerate() {
            let people = 0..240;
            tables.spells.extend(people.filter_map(|person| {
                let place = [u64::from(replicate), position as u64, person, 0];
                spell(&scenario, replicate, firm, place)
            }));
        }
    }
    tables.events = events(&scenario).into();
    tables.facts = detail::facts(&scenario).into();
    tables.positions = detail::positions(&scenario, [start(), after(WEEKS)]);
    tables
}

/// What is scripted, and a spin-off that arises in two replicates.
fn events(scenario: &Arc<str>) -> [EventRow; 5] {
    let event = |days: i32, [kind, detail]: [&str; 2], replicate: Option<u32>| EventRow {
        scenario: scenario.clone(),
        replicate,
        date: start().plus(days),
        kind: kind.into(),
        firm: "openai".into(),
        origin: if replicate.is_some() { "model" } else { "script" }.into(),
        detail: detail.into(),
    };
    [
        event(OUSTER, ["ouster", ""], None),
        event(EXODUS, ["departure", "research-chief to meta"], None),
        event(EXODUS + 14, ["departure", "research-chief to meta"], None),
        event(40, ["spin-off", ""], Some(3)),
        event(600, ["spin-off", ""], Some(9)),
    ]
}

/// Pay that grows by a third a year, and differs a little between replicates.
fn market_row(scenario: &Arc<str>, replicate: u32, week: usize) -> MarketRow {
    let growth = (f64::from(after(week).days() - start().days()) / 1300.0).exp();
    let luck = 0.9 + 0.2 * chance([u64::from(replicate), 0, 0, 3]);
    let mut row = MarketRow {
        scenario: scenario.clone(),
        replicate,
        date: after(week),
        hhi_stars: Some(0.1 + 0.1 * luck),
        ..MarketRow::default()
    };
    for (class, median) in CLASSES.into_iter().zip([6e5, 2.5e5, 1.5e5, 1.2e5]) {
        row.set_pay(class, Some([0.6, 1.0, 1.9, 4.0].map(|part| part * median * growth * luck)));
    }
    row
}

fn weeks(tables: &mut Tables, scenario: &Arc<str>, replicate: u32, push: f64) {
    let mut headcount = 600;
    tables.firms.push(firm_row(scenario, replicate, 0, [headcount, 0, 0]));
    for week in 0..WEEKS {
        let mut quits = 0;
        for (position, (to, weight)) in DESTINATIONS.into_iter().enumerate() {
            let crisis = if after(week) >= start().plus(EXODUS) { 3.0 * push } else { 1.0 };
            let rate = weight * 1.1 * crisis;
            let draw = chance([u64::from(replicate), week as u64, position as u64, 1]);
            let moves =
                if draw < rate / 4.0 { 2 } else { u32::from(draw < rate / 4.0 + rate / 2.0) };
            quits += moves;
            if moves > 0 {
                tables.flows.push(FlowRow {
                    scenario: scenario.clone(),
                    replicate,
                    month: after(week).first_of_month(0),
                    from: "openai".into(),
                    to: to.into(),
                    class: "researcher".into(),
                    moves,
                    scripted: 0,
                });
            }
        }
        let luck = chance([u64::from(replicate), week as u64, 9, 2]);
        let hires = if luck < 0.5 { 3 } else { 7 };
        headcount = headcount + hires - quits;
        arrivals(tables, scenario, replicate, week, hires);
        tables.firms.push(firm_row(scenario, replicate, week + 1, [headcount, hires, quits]));
    }
    tables.firms.push(meta_row(scenario, replicate, WEEKS));
}

/// The hires of the focal firm: one from another firm, the rest are graduates.
fn arrivals(tables: &mut Tables, scenario: &Arc<str>, replicate: u32, week: usize, hires: u32) {
    for (from, moves) in [("meta", 1), ("outside", hires - 1)] {
        tables.flows.push(FlowRow {
            scenario: scenario.clone(),
            replicate,
            month: after(week).first_of_month(0),
            from: from.into(),
            to: "openai".into(),
            class: "researcher".into(),
            moves,
            scripted: 0,
        });
    }
    tables.firms.push(meta_row(scenario, replicate, week));
}

fn meta_row(scenario: &Arc<str>, replicate: u32, week: usize) -> FirmRow {
    FirmRow { firm: "meta".into(), ..firm_row(scenario, replicate, week, [2000, 0, 0]) }
}

fn firm_row(
    scenario: &Arc<str>,
    replicate: u32,
    week: usize,
    [headcount, hires, quits]: [u32; 3],
) -> FirmRow {
    let since = after(week).days() - start().plus(OUSTER).days();
    let slow = if since < 0 { 0.0 } else { (f64::from(since) / -210.0).exp() };
    FirmRow {
        scenario: scenario.clone(),
        replicate,
        date: after(week),
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
        stars: headcount.div_ceil(20),
        open_to_work: if since < 0 { 12 } else { 60 },
        contacts: Some(u64::from(headcount) * if since < 0 { 1 } else { 3 }),
        posts_filled: Some(hires.min(if after(week) > start().plus(EXODUS) { 2 } else { 1 })),
        followers: if after(week) > start().plus(EXODUS) { quits.min(1) } else { 0 },
        ..FirmRow::default()
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
    let equity_at_hire = 3e5 + 4e5 * chance([place[0], place[1], place[2], 6]);
    (gone > from).then(|| SpellRow {
        scenario: scenario.clone(),
        replicate,
        researcher: format!("{firm}/{}", place[2]).into(),
        class: "researcher".into(),
        firm: firm.into(),
        start: hired,
        observed_from: from,
        end: gone.min(end),
        ending: if gone < end { "quit" } else { "ongoing" }.into(),
        destination: if gone < end { "meta" } else { "" }.into(),
        pay_at_hire: 4e5,
        pay_at_end: 5e5,
        equity_at_hire,
        equity_at_end: equity_at_hire * f64::from(gone.min(end).days() - hired.days() + 200)
            / 200.0,
    })
}
