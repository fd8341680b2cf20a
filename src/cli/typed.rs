//! Options that come to settings of the scenario: complaints about such a setting show what was typed.

use std::ops::Range;

use crate::scenario::Complaint;
use crate::scenario::Complaints;
use crate::scenario::Place;

use super::failure::Failure;

/// How a setting is called where one is complained of.
const SET: &str = "--set";

/// An option as it was typed, and the setting that it came to.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    option: &'static str,
    text: String,
    /// How the setting begins.
    setting: String,
    /// What of the setting says the same as a part of the text.
    made: String,
    part: Range<usize>,
}

impl Typed {
    /// An option whose text as a whole stands in the setting.
    pub(super) fn new(option: &'static str, text: &str, setting: impl Into<String>) -> Self {
        Self::of_part(option, (text, text), setting, text)
    }

    /// An option of which a part, or `made` of that, stands in the setting.
    pub(super) fn of_part(
        option: &'static str,
        (text, part): (&str, &str),
        setting: impl Into<String>,
        made: impl Into<String>,
    ) -> Self {
        let start = text.find(part).unwrap_or(0);
        let part = start..(start + part.len()).min(text.len());
        Self { option, text: text.to_owned(), setting: setting.into(), made: made.into(), part }
    }

    fn made_in(&self, setting: &str) -> Option<Range<usize>> {
        let start = setting.find(&self.made)?;
        Some(start..start + self.made.len())
    }

    fn is_about(&self, place: &Place) -> bool {
        let made = self.made_in(&place.text);
        made.is_some_and(|made| place.span.start < made.end && made.start < place.span.end)
    }

    /// The place in what was typed.
    fn place(&self, place: &Place) -> Place {
        let part = self.part.clone();
        let rest = self.text.get(part.end..).and_then(|rest| rest.strip_prefix('='));
        let made = self.made_in(&place.text).filter(|_| self.is_about(place));
        let span = match (made, rest) {
            (Some(made), _) if made.len() == part.len() => {
                let inside = |byte: usize| byte.clamp(made.start, made.end) - made.start;
                part.start + inside(place.span.start)..part.start + inside(place.span.end)
            }
            (Some(_), _) => part,
            // A value of many, of which none is that of the setting.
            (None, Some(_)) => part.end + 1..self.text.len(),
            (None, None) => 0..self.text.len(),
        };
        Place { file: self.option.into(), text: self.text.as_str().into(), span, ..*place }
    }
}

/// The failure, with all complaints about settings as those about what was typed. What was typed as a setting
/// stays one.
pub(super) fn shown(failure: Failure, typed: &[Typed], sets: &[String]) -> Failure {
    let Failure::Scenario(files) = failure else { return failure };
    let shown = |complaint: &Complaint| {
        let place = complaint.place.as_ref().map(|place| of_place(place, typed, sets));
        Complaint { place, ..complaint.clone() }
    };
    let file = |complaints: Complaints| {
        Complaints::new(complaints.list().iter().map(shown).collect())
            .expect("there are as many as before")
    };
    Failure::Scenario(files.into_iter().map(file).collect())
}

fn of_place(place: &Place, typed: &[Typed], sets: &[String]) -> Place {
    let is_typed = *place.file == *SET && sets.iter().all(|set| **set != *place.text);
    let of_setting: Vec<&Typed> =
        typed.iter().filter(|one| is_typed && place.text.starts_with(&one.setting)).collect();
    let about = of_setting.iter().find(|one| one.is_about(place));
    about.or(of_setting.first()).map_or_else(|| place.clone(), |one| one.place(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is underlined in which option, of what is written in a setting.
    fn underlined(typed: &[Typed], setting: &str, written: &str) -> (String, String) {
        let start = setting.find(written).unwrap();
        let span = start..start + written.len();
        let place = Place { file: SET.into(), text: setting.into(), span, layer: 3 };
        let shown = of_place(&place, typed, &["firm.a.reach=x".to_owned()]);
        assert_eq!(shown.layer, 3);
        (shown.file.to_string(), shown.text.get(shown.span.clone()).unwrap().to_owned())
    }

    #[test]
    fn what_is_underlined_was_typed() {
        let over = "event.a+event.b";
        let typed = [
            Typed::of_part("--over", (over, "event.a"), "event.a.", "event.a"),
            Typed::of_part("--over", (over, "event.b"), "event.b.", "event.b"),
            Typed::of_part(
                "--vary",
                ("firm.a.reach=1:2:3", "firm.a.reach"),
                "firm.a.reach=",
                "firm.a.reach",
            ),
            Typed::of_part("--outcome", ("moves:ab", "moves:ab"), "outcomes=[", "\"moves:ab\""),
            Typed::of_part("--outcome", ("moves:a", "moves:a"), "outcomes=[", "\"moves:a\""),
            Typed::new("--seed", "9", "run.seed=9"),
        ];
        let table = [
            ("event.b.enabled=false", "b", "--over", "b"),
            ("event.b.enabled=false", "enabled", "--over", over),
            ("firm.a.reach=2", "reach", "--vary", "reach"),
            ("firm.a.reach=2", "2", "--vary", "1:2:3"),
            ("firm.a.reach=x", "x", SET, "x"),
            ("outcomes=[\"moves:ab\", \"moves:a\"]", "\"moves:a\"", "--outcome", "moves:a"),
            ("run.seed=9", "9", "--seed", "9"),
            ("run.replicates=9", "9", SET, "9"),
        ];
        for (setting, written, option, part) in table {
            let found = underlined(&typed, setting, written);
            assert_eq!(found, (option.to_owned(), part.to_owned()), "{setting}: {written}");
        }
    }
}
