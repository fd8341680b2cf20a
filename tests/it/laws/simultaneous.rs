//! V2: which of several offers that come together is taken.
//!
//! Nobody can see the draws of a choice from outside; but whoever gets offers of three firms on one day
//! takes the best, and at no cost and with a present job that is worth nothing he takes one of them for
//! sure. Campaigns of one day bring them together.

use braindrain::theory;

use super::assert_law;
use crate::world::ENGINEERS;
use crate::world::PLAIN_RECRUITING;
use crate::world::watch;
use crate::world::world;

/// A pool whose people are all called on one day by three firms that pay differently; calls come to an
/// offer on the same day.
fn one_day() -> String {
    let mut text = r#"
        title = "Three offers on one day"
        focal = "a"
        [time]
        start = 2020-01-06
        end = 2020-01-13
        [population]
        researchers = 3000
        first-offers = 1
        [mechanism.choice]
        persistent-share = 0
        curvature = 1
        [firm.pool]
        staff = 3000
        pay.level = 1e-9
        "#
    .to_owned()
        + PLAIN_RECRUITING
        + "serious-offers = { engineer = 0 }\ntime-to-offer = { engineer = \"0 days\" }\n"
        + ENGINEERS;
    for (firm, value) in [("a", 0.0), ("b", 0.3), ("c", 0.5_f64)] {
        let level = value.exp();
        let tables = format!(
            "\n[firm.{firm}]\nstaff = 0.001\nvacancies = \"unlimited\"\npay.level = {level}\n\
             [event.by-{firm}]\nkind = \"campaign\"\ndate = 2020-01-08\nfirm = \"{firm}\"\n\
             target = \"pool\"\noffers = 99\nfor = \"1 day\"\n"
        );
        text.push_str(&tables);
    }
    text
}

#[test]
fn v2_the_best_of_simultaneous_offers_is_taken_by_a_logit_of_all() {
    let scenario = world(&one_day());
    let law = theory::choice_shares(&[0.0, 0.3, 0.5], 0.4);
    let mut shares = vec![Vec::new(); 3];
    for replicate in 1..=8 {
        let mut taken = [0.0; 3];
        watch(&scenario, replicate, &mut |week, model| {
            let firsts = week
                .moves
                .iter()
                .filter(|step| scenario.unit_name(model.unit(step.job.firm)) == "pool");
            for step in firsts {
                let to = scenario.unit_name(model.unit(step.to));
                taken[["a", "b", "c"].iter().position(|name| *name == to).unwrap()] += 1.0;
            }
        });
        let all: f64 = taken.iter().sum();
        assert!(all > 2_800.0, "{all} of 3,000 had an offer, and took one");
        (0..3).for_each(|firm| shares[firm].push(taken[firm] / all));
    }
    for (shares, law) in shares.into_iter().zip(law) {
        assert_law(shares, law, law + 0.02);
    }
}
