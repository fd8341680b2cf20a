//! Two lives in the made-up world: one with offers, and one without.

use crate::experiment::Life;
use crate::experiment::LifeDecision;
use crate::experiment::LifeEvent;
use crate::experiment::LifeFirm;
use crate::experiment::LifeJob;
use crate::experiment::LifeOption;
use crate::experiment::LifeTerm;
use crate::quantity::Date;

fn firm(name: &str) -> LifeFirm {
    LifeFirm { name: name.to_owned(), unit: name.to_owned() }
}

fn date(month: i8, day: i8) -> Date {
    Date::new(2024, month, day).unwrap()
}

fn job(name: &str, [hired, until]: [Date; 2], pay: f64, ending: &'static str) -> LifeJob {
    LifeJob { firm: firm(name), hired, until, pay: [pay, pay * 1.1], ending }
}

fn option(name: &str, [money, noise]: [f64; 2], chosen: bool) -> LifeOption {
    let term = |name, log_points| LifeTerm { name, log_points, dollars_a_year: log_points * 5e5 };
    LifeOption {
        firm: firm(name),
        channel: Some("call"),
        pay: 400e3,
        bonus: 50e3,
        terms: vec![term("money", money), term("visa", 0.0), term("noise", noise)],
        value: money + noise,
        chosen,
        probability: 0.5,
    }
}

fn decision(date: Date, options: Vec<LifeOption>, response: &'static str) -> LifeDecision {
    LifeDecision {
        date,
        options,
        best: 1,
        response,
        pay: 410e3,
        auction: (response != "refused").then_some([0.1, 0.2]),
        turmoil: 0.8,
        pay_that_turns: (response == "taken").then_some(0.0923),
        offer_that_turns: (response != "countered").then_some(-0.12),
        turmoil_that_turns: (response == "taken").then_some(0.4),
    }
}

/// Somebody who refuses an offer, is kept against another one, and leaves for a third; and somebody to whom
/// nothing happens.
pub(in crate::present) fn lives() -> Vec<Life> {
    let stay = |chosen| option("openai", [0.0, 0.1], chosen);
    let decisions = vec![
        decision(date(2, 1), vec![stay(true), option("meta", [0.2, -0.9], false)], "refused"),
        decision(date(4, 9), vec![stay(true), option("xai", [0.4, 0.0], false)], "countered"),
        decision(
            date(6, 3),
            vec![
                stay(false),
                option("anthropic", [0.3, 0.5], true),
                option("meta", [0.3, 0.2], false),
            ],
            "taken",
        ),
    ];
    let [start, end] = [Date::new(2021, 3, 4).unwrap(), date(12, 30)];
    let call = LifeEvent {
        date: date(3, 3),
        kind: "call",
        firm: LifeFirm {
            name: "openai.star/2023-01/17/2024-02-29".to_owned(),
            unit: "start-ups".to_owned(),
        },
        detail: "alumni".to_owned(),
    };
    let mover = Life {
        researcher: "openai.star/2023-01/17".to_owned(),
        class: "star",
        jobs: vec![
            job("openai", [start, date(6, 3)], 350e3, "call"),
            job("anthropic", [date(6, 3), end], 410e3, "ongoing"),
        ],
        events: vec![call],
        decisions,
    };
    let idle = Life {
        researcher: "role.chief-scientist".to_owned(),
        class: "researcher",
        jobs: vec![job("openai", [start, date(8, 8)], 300e3, "dismissal")],
        events: Vec::new(),
        decisions: Vec::new(),
    };
    vec![mover, idle]
}
