//! Tests of the metrics of teams that are followed.

use crate::experiment::Ending;
use crate::experiment::Leaving;
use crate::experiment::TeamMember;
use crate::experiment::TeamRecord;
use crate::quantity::UnitId;
use crate::scenario::Argument;
use crate::stats::mean;

use super::tests::ask_of;
use super::tests::close;
use super::tests::day;
use super::tests::history;
use super::*;

const QUIT: Ending = Ending::Quit(UnitId(1));

fn member(since: i32, left: Option<(i32, Ending, bool)>) -> TeamMember {
    let left = left.map(|(date, ending, scripted)| Leaving { date: day(date), ending, scripted });
    let began = left.filter(|leaving| leaving.ending == QUIT).map(|leaving| leaving.date);
    TeamMember { since: day(since), left, began }
}

/// Two teams of four: of the first one leaves by script, one for another firm, one is dismissed; of the
/// second one retires. One of the second is hired later than all others.
fn followed() -> History {
    let first = vec![
        member(0, Some((5, QUIT, true))),
        member(0, Some((10, QUIT, false))),
        member(0, Some((15, Ending::Dismissal, false))),
        member(0, None),
    ];
    let second = vec![
        member(0, Some((12, Ending::OtherSeparation, false))),
        member(0, None),
        member(0, None),
        member(13, None),
    ];
    let record = TeamRecord { name: "authors".into(), teams: vec![first, second] };
    History { teams: vec![record], ..history() }
}

fn ask(metric: &str, days: &[i32], unscripted: bool) -> Option<f64> {
    let dates = days.iter().map(|&days| Argument::Date(day(days)));
    let arguments: Vec<_> =
        std::iter::once(Argument::Team("authors".into())).chain(dates).collect();
    ask_of(&followed(), metric, &arguments, unscripted)
}

#[test]
fn a_member_is_gone_from_the_day_after_he_left() {
    assert!(close(ask("team-gone", &[10], false), mean(&[1.0 / 4.0, 0.0])));
    assert!(close(ask("team-gone", &[11], false), mean(&[2.0 / 4.0, 0.0])));
    assert!(
        close(ask("team-gone", &[13], false), mean(&[2.0 / 4.0, 1.0 / 3.0])),
        "three are there"
    );
    assert!(close(ask("team-gone", &[20], false), mean(&[3.0 / 4.0, 1.0 / 4.0])));
    assert!(close(ask("team-gone-most", &[20], false), 3.0 / 4.0));
    assert_eq!(ask("team-gone", &[0], false), None, "nobody is on it yet");
}

#[test]
fn who_leaves_by_script_is_no_member_where_only_choices_count() {
    assert!(close(ask("team-gone", &[20], true), mean(&[2.0 / 3.0, 1.0 / 4.0])));
    assert!(close(ask("team-gone-most", &[20], true), 2.0 / 3.0));
    assert!(close(ask("team-exits", &[0, 20], true), 2.0));
}

#[test]
fn exits_are_counted_in_a_window_and_dismissals_are_none() {
    assert!(close(ask("team-exits", &[0, 20], false), 3.0));
    assert!(close(ask("team-exits", &[10, 12], false), 1.0), "the second day is no part of it");
    assert!(close(ask("team-exits", &[13, 20], false), 0.0));
    assert_eq!(ask("team-exits", &[-9, 0], false), None);
}

/// Who has left for a firm has begun it here: of the first team two of three, of the second none of one.
#[test]
fn who_has_begun_firms_is_asked_of_the_team_that_has_lost_most() {
    assert!(close(ask("team-founded", &[20], false), 2.0 / 3.0));
    assert!(close(ask("team-founded", &[6], false), 1.0));
    assert_eq!(ask("team-founded", &[0], false), None, "nobody has left yet");
}
