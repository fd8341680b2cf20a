//! V2: which of several offers that come together is taken.
//!
//! Nobody can see the draws of a choice from outside; but whoever gets offers of three firms on one day
//! takes the best, and at no cost and with a present job that is worth nothing he takes one of them for
//! sure. Campaigns of one day bring them together.

use braindrain::theory;

use super::assert_law;
use crate::world::offers_on_one_day;
use crate::world::watch;
use crate::world::world;

#[test]
fn v2_the_best_of_simultaneous_offers_is_taken_by_a_logit_of_all() {
    let tables = [0.0, 0.3, 0.5_f64].map(|value| format!("pay.level = {}", value.exp()));
    let [a, b, c] = tables.each_ref().map(String::as_str);
    let scenario = world(&offers_on_one_day(&[("a", a), ("b", b), ("c", c)]));
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
