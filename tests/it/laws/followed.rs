//! Teams that are followed: who is picked, and that nothing else is touched.

use std::collections::BTreeSet;

use braindrain::experiment::Ending;
use braindrain::experiment::History;
use braindrain::experiment::TeamRecord;
use braindrain::model::Member;
use braindrain::model::Model;
use braindrain::quantity::Class;
use braindrain::quantity::Date;
use braindrain::scenario::Scenario;

use super::assert_law;
use crate::world::world_with;

/// A firm of a hundred, ten of them researchers, that people come to and leave, for two years and a half.
fn firm(teams: &[&str]) -> Scenario {
    let text = r#"
        title = "Two firms"
        focal = "a"
        [time]
        start = 2020-01-10
        end = 2022-06-30
        [population]
        researchers = 300
        mean-tenure = "20 months"
        [class]
        star.share = 0
        researcher.share = 0.1
        engineer.share = 0.9
        applied.share = 0
        [mechanism.recruiting]
        serious-offers = { star = 0, researcher = 2, engineer = 1, applied = 0 }
        [mechanism.exits]
        dismissal = 0.01
        leaving-the-field = 0.01
        [mechanism.contagion]
        [mechanism.supply]
        graduates-per-year = 60
        into = "b"
        [role.chief]
        firm = "a"
        class = "researcher"
        [event.exit]
        kind = "departure"
        date = 2021-03-03
        role = "chief"
        destination = "b"
        [firm.a]
        staff = 100
        [firm.b]
        staff = 200
        "#;
    world_with(text, teams)
}

fn run_to(scenario: &Scenario, replicate: u32, date: Date) -> Model<'_> {
    let mut model = Model::new(scenario, replicate);
    while model.now().date() < date {
        model.step();
    }
    model
}

fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day of the calendar")
}

/// The teams of the first name of a scenario, by the positions of their members.
fn teams<'m>(model: &'m Model<'_>) -> &'m [Vec<Member>] {
    model.followed().next().expect("there is a team").1
}

#[test]
fn the_most_talented_of_the_staff_are_picked_team_by_team() {
    let team =
        "team.stars={firm='a', classes=['engineer'], formed=2021-06-01, size=8, count=3, fame=2.5}";
    let scenario = firm(&[team]);
    let before = run_to(&scenario, 1, date(2021, 5, 20));
    assert!(teams(&before).is_empty());
    let model = run_to(&scenario, 1, date(2021, 6, 1));
    let formed = teams(&model);
    assert_eq!(formed.iter().map(Vec::len).collect::<Vec<_>>(), [8, 8, 8]);
    let picked: Vec<u32> = formed.iter().flatten().map(|member| member.person).collect();
    assert_eq!(picked.iter().collect::<BTreeSet<_>>().len(), 24, "nobody is on two");
    let is_meant = |job: &braindrain::model::Job| {
        job.firm.0 == 0 && job.class == Class::Engineer && job.hired < date(2021, 6, 1)
    };
    let mut staff: Vec<u32> = model.jobs().filter(is_meant).map(|job| job.person).collect();
    staff.sort_by(|&one, &other| model.talent(other).total_cmp(&model.talent(one)));
    assert!(staff.len() > 50);
    assert_eq!(picked, staff[..24], "from the greatest talent down");
    assert!(formed.iter().flatten().all(|member| member.since == date(2021, 6, 1)));
    let fame = |person: &u32| model.fame(*person);
    assert!(picked.iter().map(fame).all(|fame| (fame - 2.5).abs() < 1e-12));
    assert!(staff[24..].iter().map(fame).all(|fame| (fame - 1.0).abs() < 1e-12));
}

/// Two lots of 20 among the N who are there have a mean of 20 * 20 / N people in common; by the same draws it
/// would be all of them, and without those of the first 20 / 2.
#[test]
fn lots_of_two_teams_have_as_many_in_common_as_chance_would_have() {
    let lots = ["one", "two"].map(|name| {
        format!(
            "team.{name}={{firm='b', classes=['engineer'], pick='lot', formed=2020-01-01, size=20}}"
        )
    });
    let scenario = firm(&lots.each_ref().map(String::as_str));
    let shared = (1..=150).map(|replicate| {
        let model = Model::new(&scenario, replicate);
        let is_meant = |job: &braindrain::model::Job| {
            job.firm.0 == 1 && job.class == Class::Engineer && job.hired < date(2020, 1, 1)
        };
        let staff = model.jobs().filter(is_meant).count() as f64;
        let lots: Vec<BTreeSet<u32>> = model
            .followed()
            .map(|(_, teams)| teams.iter().flatten().map(|member| member.person).collect())
            .collect();
        assert!(lots.iter().all(|lot| lot.len() == 20));
        lots[0].intersection(&lots[1]).count() as f64 * staff / 400.0
    });
    assert_law(shared.collect(), 1.0, 2.0);
}

/// Of each calendar year those of greatest talent, whether they are still there at its end or not; of the hires
/// before the start those who are there, from the given day on.
#[test]
fn the_most_talented_hires_of_each_year_are_picked() {
    let team = "team.hires={firm='a', hires-per-year=5, from=2018-07-01}";
    let scenario = firm(&[team]);
    let mut model = Model::new(&scenario, 2);
    let staff: Vec<_> = model.jobs().filter(|job| job.firm.0 == 0).collect();
    let mut hires: Vec<(Date, u32)> = staff.iter().map(|job| (job.hired, job.person)).collect();
    hires.retain(|&(hired, _)| hired >= date(2018, 7, 1));
    while !model.is_over() {
        let week = model.step();
        let joined = week.moves.iter().filter(|step| step.to.0 == 0);
        hires.extend(joined.map(|step| (step.moment.date(), step.job.person)));
    }
    let mut expected = Vec::new();
    for year in 2018..=2022 {
        let of_year = hires.iter().filter(|(hired, _)| hired.year() == year);
        let mut of_year: Vec<u32> = of_year.map(|&(_, person)| person).collect();
        assert!(of_year.len() > 6, "{} in {year}", of_year.len());
        of_year.sort_by(|&one, &other| model.talent(other).total_cmp(&model.talent(one)));
        expected.extend(of_year.into_iter().take(5));
    }
    let [members] = teams(&model) else { panic!("one team") };
    let found: Vec<u32> = members.iter().map(|member| member.person).collect();
    assert_eq!(found, expected);
}

fn record(scenario: &Scenario, replicate: u32) -> (History, TeamRecord) {
    let mut history = History::of(scenario, replicate);
    let record = history.teams.pop().expect("there is a team");
    (history, record)
}

/// Followed hires without bounds are the jobs of the firm: each begins and ends as it does in the spells.
#[test]
fn who_is_followed_leaves_when_the_spell_ends() {
    let scenario = firm(&["team.all={firm='a', hires-per-year=1000, from=1900-01-01}"]);
    let (history, record) = record(&scenario, 3);
    let mut followed: Vec<(Date, Option<Date>)> = record.teams[0]
        .iter()
        .map(|member| (member.since, member.left.map(|leaving| leaving.date)))
        .collect();
    let mut spells: Vec<(Date, Option<Date>)> = history
        .spells
        .iter()
        .map(|spell| (spell.start, (spell.ending != Ending::Ongoing).then_some(spell.end)))
        .collect();
    followed.sort_unstable();
    spells.sort_unstable();
    assert!(spells.len() > 150, "{}", spells.len());
    assert_eq!(followed, spells);
    let scripted = record.teams[0].iter().filter_map(|member| member.left);
    assert_eq!(scripted.filter(|leaving| leaving.scripted).count(), 1, "the chief is a member");
}

#[test]
fn following_people_changes_nothing_else() {
    let bare = History::of(&firm(&[]), 4);
    for team in [
        "team.x={firm='a', formed=2020-06-01, size=40, pick='lot'}",
        "team.x={firm='b', hires-per-year=30, from=2019-01-01}",
    ] {
        let (history, record) = record(&firm(&[team]), 4);
        assert!(record.teams[0].iter().any(|member| member.left.is_some()));
        assert_eq!(history, bare);
    }
}
