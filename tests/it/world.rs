//! Worlds for tests: scenarios as text, read by the product's own reader.

use braindrain::experiment::History;
use braindrain::experiment::vocabulary;
use braindrain::model::Model;
use braindrain::model::Observer;
use braindrain::model::Week;
use braindrain::scenario;
use braindrain::scenario::Complaints;
use braindrain::scenario::Library;
use braindrain::scenario::Scenario;

struct Text<'a>(&'a str);

impl Library for Text<'_> {
    fn text(&self, _path: &str) -> Result<String, String> {
        Ok(self.0.to_owned())
    }
}

/// The scenario of a text.
pub(crate) fn world(text: &str) -> Scenario {
    world_with(text, &[])
}

/// The scenario of a text, with changes such as `firm.a.reach=2`.
pub(crate) fn world_with(text: &str, changes: &[&str]) -> Scenario {
    try_world_with(text, changes).unwrap_or_else(|complaints| {
        panic!("{}", braindrain::cli::complaint::render(&complaints, false))
    })
}

/// The same, or what is wrong with it.
pub(crate) fn try_world_with(text: &str, changes: &[&str]) -> Result<Scenario, Complaints> {
    let sets: Vec<String> = changes.iter().map(|&change| change.to_owned()).collect();
    scenario::read(&Text(text), "world.toml", &sets, &vocabulary())
}

/// Runs a replicate and calls `watch` after each step.
pub(crate) fn watch(scenario: &Scenario, replicate: u32, watch: &mut dyn FnMut(&Week, &Model<'_>)) {
    struct Watcher<'a>(&'a mut dyn FnMut(&Week, &Model<'_>));
    impl Observer for Watcher<'_> {
        fn begin(&mut self, _model: &Model<'_>) {}
        fn observe(&mut self, week: &Week, model: &Model<'_>) {
            (self.0)(week, model);
        }
        fn end(&mut self, _model: &Model<'_>) {}
    }
    braindrain::model::run(scenario, replicate, &mut Watcher(watch));
}

/// One number for each of the replicates 1 to `replicates`.
pub(crate) fn over_replicates(
    scenario: &Scenario,
    replicates: u32,
    number: impl Fn(&History) -> f64,
) -> Vec<f64> {
    (1..=replicates).map(|replicate| number(&History::of(scenario, replicate))).collect()
}

/// Shares of the classes in a market of engineers alone.
pub(crate) const ENGINEERS: &str = "
[class]
star.share = 0
researcher.share = 0
engineer.share = 1
applied.share = 0
";

/// Recruiting in its simplest form: everybody is called at the same rate, whatever his talent, history and
/// other offers. More keys may follow.
pub(crate) const PLAIN_RECRUITING: &str = "
[mechanism.recruiting]
talent-response = 0
advertisements = 0
first-contact = 0
open-to-work = 0
alumni = 0
pair-interval = \"0 days\"
";

/// A closed market without limits on vacancies, without traits that last and without turmoil: `firms`
/// equal firms of `staff` engineers each, all of whom are called `offers` times a month.
///
/// The reaches add up to the reference weight, so that offers arrive at the stated rate.
pub(crate) fn equal_firms(firms: u32, staff: u32, offers: f64) -> String {
    let people = firms * staff;
    let reach = 0.06 * f64::from(people) / f64::from(firms);
    let mut text = format!(
        r#"
        title = "Equal firms"
        focal = "firm-0"
        [time]
        start = 2020-01-01
        end = 2022-01-01
        step = "week"
        [population]
        researchers = {people}
        first-offers = 1
        [mechanism.choice]
        persistent-share = 0
        {PLAIN_RECRUITING}
        serious-offers = {{ star = {offers}, engineer = {offers} }}
        time-to-offer = {{ engineer = "0 days" }}
        "#
    ) + ENGINEERS;
    for firm in 0..firms {
        let table = format!(
            "\n[firm.firm-{firm}]\nstaff = {staff}\nvacancies = \"unlimited\"\nreach = {reach}\n"
        );
        text.push_str(&table);
    }
    text
}

/// A pool of engineers whose present job is worth nothing, and who are all called on one day by each of some
/// firms, of which names and tables are given; calls come to an offer on the same day, and cost nothing to take.
pub(crate) fn offers_on_one_day(firms: &[(&str, &str)]) -> String {
    let mut text = r#"
        title = "All offers on one day"
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
    for (firm, table) in firms {
        let tables = format!(
            "\n[firm.{firm}]\nstaff = 0.001\nvacancies = \"unlimited\"\n{table}\n\
             [event.by-{firm}]\nkind = \"campaign\"\ndate = 2020-01-08\nfirm = \"{firm}\"\n\
             target = \"pool\"\noffers = 99\nfor = \"1 day\"\n"
        );
        text.push_str(&tables);
    }
    text
}
