//! What firms that are founded are like, how they grow, and whom they lose.

use super::assert_law;
use super::founding::founded;
use super::founding::founding;
use crate::world::watch;
use crate::world::world_with;

/// So many people of firm 0 begin a firm on the second day.
fn spin_off(count: u32) -> String {
    format!(
        "\n[event.spin-off]\nkind = \"spin-off\"\nfirm = \"firm-0\"\nclass = \"engineer\"\n\
         count = {count}\ndate = 2020-01-02\n"
    )
}

const BY_SCRIPT: &str = "mechanism.founding.rate=0";

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

#[test]
fn a_new_firm_stands_where_its_founder_does() {
    let sets = [
        BY_SCRIPT,
        "time.end=2020-02-01",
        "mechanism.mission={ pull-of-staff = 0 }",
        "taste.position-deviation=0",
        "firm.firm-0.position={ x = 0.8, y = -0.6 }",
    ];
    let scenario = world_with(&(founding(2, 100) + &spin_off(3)), &sets);
    let mut matches = Vec::new();
    watch(&scenario, 1, &mut |_, model| {
        let firm = model.foundings().next().expect("it is founded in the first week").firm;
        let staff = model.jobs().filter(|job| job.firm == firm);
        matches.extend(staff.filter_map(|job| model.match_with(job.person, firm)));
    });
    assert!(matches.len() > 6 && matches.iter().all(|one| (one - 1.0).abs() < 1e-6), "{matches:?}");
}
