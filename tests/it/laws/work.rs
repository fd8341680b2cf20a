//! What **mission** and **role-push** do to survival, by V1 with the value of an offer that follows.

use braindrain::experiment::History;
use braindrain::model::Response;
use braindrain::quantity::Date;
use braindrain::scenario::Scenario;
use braindrain::stats::Estimate;
use braindrain::theory;

use super::assert_law;
use crate::world::equal_firms;
use crate::world::over_replicates;
use crate::world::watch;
use crate::world::world_with;

const MONTHS: f64 = 731.0 / 30.4375;
const OFFERS: f64 = 0.5;
/// Between them lie the matches of about a third.
const MATCHES: [f64; 2] = [0.58, 0.77];

fn stayed_at_firm_0(scenario: &Scenario) -> Vec<f64> {
    over_replicates(scenario, 12, |history| {
        let first = f64::from(history.first_staff(scenario.focal));
        1.0 - f64::from(history.first_staff_lost[scenario.focal]) / first
    })
}

fn survival(gain: f64) -> f64 {
    let rate = OFFERS * (1.0 - 1.0 / 20.0);
    theory::survival_under_offers(rate, theory::acceptance(gain - 0.53, 0.4), MONTHS)
}

fn world_of(changes: &[&str]) -> Scenario {
    let staff = ["firm.firm-0.staff=2000"];
    world_with(&equal_firms(20, 100, OFFERS), &[&staff, changes].concat())
}

/// Those of firm 0 stand where it stands, a unit away from all others: offers are worth half the weight
/// of mission less.
#[test]
fn people_stay_with_a_mission_by_half_its_weight() {
    let apart = [
        "taste.mission=0.6",
        "taste.position-deviation=0",
        "firm.firm-0.position.x=1",
        "mechanism.mission.pull-of-staff=0",
    ];
    let scenario = world_of(&apart);
    assert_law(stayed_at_firm_0(&scenario), survival(-0.3), survival(-0.6));
    let indifferent = world_of(&[&apart[..3], &["mechanism.mission.enabled=false"]].concat());
    assert_law(stayed_at_firm_0(&indifferent), survival(0.0), survival(-0.3));
}

/// A firm that has drifted all the way to its staff is no longer apart from newcomers' first firm.
#[test]
fn a_firm_drifts_towards_its_people() {
    let leaves = |pull: &str| {
        let pull = format!("mechanism.mission.pull-of-staff={pull}");
        // The path leaves its people behind at once.
        let path = "firm.firm-0.position.x=[[2019-12-31, 1], [2020-01-02, -1]]";
        let changes = ["taste.mission=0.6", "taste.position-deviation=0", path, &pull];
        let stayed = stayed_at_firm_0(&world_of(&changes));
        1.0 - stayed.iter().sum::<f64>() / stayed.len() as f64
    };
    let (left_behind, followed) = (leaves("0"), leaves("99%"));
    assert!(followed < left_behind - 0.05, "{followed} against {left_behind}");
}

/// Firm 0 gives up research on the second day. Who has been pushed by then is worth less to himself by
/// the weight of research, and by turmoil of his own; who never is stays as if nothing had been.
#[test]
fn only_those_who_are_pushed_mind_the_loss_of_research() {
    let drop = [
        "taste.research=0.4",
        "taste.stability=0.15",
        "firm.firm-0.research-share=[[2020-01-01, 1], [2020-01-02, 0]]",
        "mechanism.role-push.half-life='2000 years'",
    ];
    let mut others: Vec<String> =
        (1..20).map(|firm| format!("firm.firm-{firm}.research-share=0")).collect();
    others.extend(drop.iter().map(|&change| change.to_owned()));
    let world = |changes: &[&str]| {
        let others = others.iter().map(String::as_str);
        world_of(&others.chain(changes.iter().copied()).collect::<Vec<_>>())
    };
    let never = world(&["mechanism.role-push.reassignment=0"]);
    assert_law(stayed_at_firm_0(&never), survival(-0.4), survival(0.0));
    let soon = world(&["mechanism.role-push.reassignment=50", "mechanism.role-push.jump=2"]);
    assert_law(stayed_at_firm_0(&soon), survival(0.15 * 2.0), survival(0.0));
}

/// What was taken of the offers to firm 0's people, by how well its mission matches theirs: of each third of
/// them, at two levels of the firm's pay, how many and what share.
fn taken_by_match(level: f64, bounds: [f64; 2], replicate: u32) -> [f64; 3] {
    let scenario = world_of(&[
        "mechanism.mission.pull-of-staff=0",
        "mechanism.choice.curvature=1",
        "taste.mission=0",
        "taste.position-deviation=0.9",
        &format!("firm.firm-0.pay.level={level}"),
    ]);
    let (mut made, mut taken) = ([0.0; 3], [0.0; 3]);
    watch(&scenario, replicate, &mut |week, model| {
        let theirs = week.answers.iter().filter(|one| model.unit(one.employer).0 == 0);
        for answer in theirs {
            let third = bounds.iter().filter(|&&bound| answer.matched > bound).count();
            made[third] += 1.0;
            taken[third] += f64::from(u8::from(answer.response == Response::Taken));
        }
    });
    assert!(made.iter().all(|&made| made > 1_500.0), "thirds, about: {made:?}");
    [0, 1, 2].map(|third| taken[third] / made[third])
}

/// Money keeps those less whose mission their firm shares, since it pulls them less.
#[test]
fn exits_respond_to_pay_the_less_the_better_the_mission_matches() {
    let elasticities: Vec<[f64; 3]> = (1..=10)
        .map(|replicate| {
            let [less, more] = [0.9, 1.1].map(|level| taken_by_match(level, MATCHES, replicate));
            let step = (1.1_f64 / 0.9).ln();
            [0, 1, 2].map(|third| (more[third] / less[third]).ln() / step)
        })
        .collect();
    let third = |number: usize| Estimate::of(elasticities.iter().map(|one| one[number]));
    let means = [0, 1, 2].map(|number| third(number).mean);
    assert!(means[0] < means[1] && means[1] < means[2], "{means:?}");
    let spread = Estimate::of(elasticities.iter().map(|[worst, _, best]| best - worst));
    assert!(!spread.is_within(3.0, 0.0), "{spread:?}");
}

/// A firm that stands a unit of the plane from its people goes a share of the way in a year, and the same share of
/// the rest in the next.
#[test]
fn a_firm_goes_a_share_of_the_way_to_its_people_every_year() {
    let changes = [
        "mechanism.recruiting.enabled=false",
        "taste.position={ x = 0.5, y = 0 }",
        "firm.firm-0.position={ x = -0.5, y = 0 }",
        "mechanism.mission.pull-of-staff=0.6",
    ];
    let scenario = world_of(&changes);
    let mut seen = 0;
    watch(&scenario, 1, &mut |week, model| {
        let years = (week.end.0 - scenario.time.start.midnight().0) / 365.25;
        let law = 0.5 - 0.4_f64.powf(years);
        let [x, _] = model.positions()[scenario.focal].expect("it has staff");
        assert!((x - law).abs() < 1e-4, "{x} after {years} years, not {law}");
        seen += 1;
    });
    assert!(seen > 100);
}

/// The terms of staying of those who were at firm 0 from the start, when they have an offer: research, stability, and
/// the day.
fn terms_of_staying(changes: &[&str]) -> Vec<(f64, f64, Date)> {
    let usual = [
        "taste.research=0.4",
        "taste.stability=0.15",
        "mechanism.role-push.half-life='2000 years'",
        "mechanism.choice.cost-of-moving=40",
        "record.decisions=['firm-0']",
        "time.step=day",
        "time.end=2020-05-01",
    ];
    let history = History::of(&world_of(&[&usual, changes].concat()), 1);
    let stay = history.decisions.iter().filter(|option| option.stay);
    stay.map(|option| (option.terms[2], option.terms[3], option.date)).collect()
}

/// Two months after the fall in the mean, whenever somebody was hired.
#[test]
fn people_are_pushed_at_an_exponential_time_after_the_fall() {
    let found = terms_of_staying(&[
        "firm.firm-0.research-share=[[2020-01-01, 1], [2020-01-02, 0]]",
        "mechanism.role-push.reassignment=0.5",
    ]);
    let fall = Date::new(2020, 1, 2).unwrap();
    let surplus = found.iter().filter(|(.., date)| *date > fall).map(|&(research, _, date)| {
        let law = 1.0 - (-0.5 / 30.4375 * (f64::from(date.days() - fall.days()) + 0.5)).exp();
        f64::from(u8::from(research < 0.2)) - law
    });
    let surplus: Vec<f64> = surplus.collect();
    assert!(surplus.len() > 1_000, "{} offers", surplus.len());
    assert_law(surplus, 0.0, 0.1);
}

/// What was lost counts as it was when somebody was pushed, though the firm does more research again since.
#[test]
fn what_was_lost_with_the_push_is_not_made_good_later() {
    let found = terms_of_staying(&[
        "firm.firm-0.research-share=[[2020-01-01, 1], [2020-01-02, 0], [2020-03-01, 0], [2020-03-02, 0.5]]",
        "mechanism.role-push.reassignment=50",
        "mechanism.role-push.jump=2",
    ]);
    let later = found.iter().filter(|(.., date)| *date > Date::new(2020, 3, 3).unwrap());
    let later: Vec<f64> = later.map(|&(_, stability, _)| stability).collect();
    let law = -0.15 * 2.0;
    let near = later.iter().filter(|found| (*found - law).abs() < 0.01).count();
    assert!(later.len() > 500 && near * 10 > later.len() * 9, "{near} of {}", later.len());
}
