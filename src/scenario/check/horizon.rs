//! The horizon, and the events that lie within it.

use crate::scenario::Event;
use crate::scenario::Time;
use crate::scenario::reading::Reading;

/// The horizon, which has to end after it begins.
pub(super) fn time(reading: &mut Reading<'_>, spec: Option<Time>) -> Option<Time> {
    let Some(time) = spec else {
        if !reading.is_doubtful(&["time"]) {
            let complaint = reading.at(&[], "the scenario has no `[time]`");
            reading.complain(
                complaint.hint("add `[time]` with `start = 2022-01-01` and `end = 2024-01-01`"),
            );
        }
        return None;
    };
    if time.end > time.start {
        return Some(time);
    }
    let (start, end) = (["time", "start"], ["time", "end"]);
    let (path, label) = if reading.layer(&start) > reading.layer(&end) {
        (start, format!("not before the end, {}", time.end))
    } else {
        (end, format!("not after the start, {}", time.start))
    };
    let complaint = reading.at(&path, "the horizon ends before it begins").label(label);
    reading.complain(complaint);
    None
}

/// The events within the horizon, and the names of those that are left out.
///
/// An event beyond the horizon is left out if the horizon was written later than the event: in an
/// overlay or a `--set`. Written beside the horizon, or laid over it, it is a mistake, unless the
/// scenario lists it in `left-out`.
pub(super) fn within(
    reading: &mut Reading<'_>,
    events: Vec<Event>,
    time: Option<Time>,
    may_be_left_out: &[String],
) -> (Vec<Event>, Vec<String>) {
    let Some(time) = time else { return (events, Vec::new()) };
    let mut left_out = Vec::new();
    let mut kept = Vec::new();
    for event in events {
        let (bound, label) = match event.date {
            date if date < time.start => ("start", format!("before the start, {}", time.start)),
            date if date >= time.end => ("end", format!("not before the end, {}", time.end)),
            _ => {
                kept.push(event);
                continue;
            }
        };
        let path = ["event", &event.name, "date"];
        let inherited = reading.layer(&path) < reading.layer(&["time", bound]);
        let excused = inherited || may_be_left_out.contains(&event.name);
        if !excused && !reading.is_doubtful(&["left-out"]) {
            let complaint = reading
                .at(&path, format!("the event `{}` lies outside the horizon", event.name))
                .label(label)
                .hint("move the event or the horizon, or switch it off with `enabled = false`");
            reading.complain(complaint);
            reading.refuse(&path);
        }
        left_out.push(event.name);
    }
    left_out.sort_unstable();
    (kept, left_out)
}
