//! What firms that are founded are like, how they grow, and whom they lose.

use super::assert_law;
use super::founding::founded;
use super::founding::founding;
use crate::world::world_with;

/// Whose employer is a member of a group that has a brand to lose founds more firms, as at a named firm.
#[test]
fn the_brand_of_a_group_is_at_risk_like_that_of_a_firm() {
    let group = "[firm-group.brands]\ncount = 10\nsize = 400\nbrand-risk = 0.5\n";
    let scenario = world_with(&(founding(1, 10) + group), &["mechanism.founding.brand-risk=0.8"]);
    let numbers = (1..=12).map(|replicate| {
        let all = founded(&scenario, replicate, &mut |_| {});
        let theirs = all.iter().filter(|one| scenario.unit_name(one.parent) == "brands");
        theirs.count() as f64
    });
    let expected = |risk: f64| {
        let rate = 0.004 * (1.2_f64 * (1.6 - 2.0) + 0.8 * risk).exp();
        4_000.0 * -(-rate * 731.0 / 30.4375).exp_m1()
    };
    assert_law(numbers.collect(), expected(0.5), expected(0.0));
}
