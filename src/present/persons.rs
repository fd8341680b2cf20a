//! Person by person: what becomes of departures in the other world.

use maud::Markup;
use maud::html;

use crate::experiment::FATES;
use crate::experiment::Fate;
use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::record::ALL;
use crate::record::PersonRow;

use super::Comparison;
use super::format;
use super::page;

/// The fates in the order in which they are told, in words that follow on "who".
const IN_WORDS: [(Fate, &str); 6] = [
    (Fate::Same, "leave in both worlds, for the same firm"),
    (Fate::Elsewhere, "leave in both worlds, for a different firm in each"),
    (Fate::Saved, "leave in the baseline and stay in the alternative"),
    (Fate::Lost, "stay in the baseline and leave in the alternative"),
    (Fate::NeverCame, "leave in the baseline and never come in the alternative"),
    (Fate::CameAndLeft, "leave in the alternative and never come in the baseline"),
];

/// Every departure in a sentence: who leaves in both worlds, and who in one of them alone, be it that he stays in the
/// other or that he never comes there. Nothing where nobody leaves.
pub fn persons_in_words(comparison: &Comparison<'_>) -> Option<String> {
    let of = |fate| row(comparison, ALL, fate).filter(|row| row.people > 0.0);
    if FATES.into_iter().all(|fate| of(fate).is_none()) {
        return None;
    }
    let both = [Fate::Same, Fate::Elsewhere].into_iter().filter_map(of);
    let mean = |fate| of(fate).map_or("0".to_owned(), |row| number(row.people));
    let with_interval = |fate| of(fate).map_or("0".to_owned(), interval);
    Some(format!(
        "Person by person, {focal} loses {} in both worlds, {} of whom go to a different firm in each; {} leave in the \
         baseline and stay in ‘{title}’, {} the reverse; {} leave in the baseline and never work there in ‘{title}’, {} \
         the reverse ({}).",
        number(both.map(|row| row.people).sum()),
        mean(Fate::Elsewhere),
        with_interval(Fate::Saved),
        with_interval(Fate::Lost),
        with_interval(Fate::NeverCame),
        with_interval(Fate::CameAndLeft),
        match comparison.pairs() {
            1 => "one pair, hence no intervals".to_owned(),
            many => format!("means of {many} pairs, with 95% intervals"),
        },
        focal = comparison.baseline.label(comparison.baseline.focal()),
        title = comparison.alternative.scenario.title,
    ))
}

/// The same as a section of the page: class by class, and weighted by talent.
pub(super) fn section(comparison: &Comparison<'_>) -> Markup {
    let heads: Vec<&str> = ["people who", "all"]
        .into_iter()
        .chain(CLASSES.map(Class::name))
        .chain(["all, by talent"])
        .collect();
    let rows: Vec<Vec<Markup>> =
        IN_WORDS.iter().filter_map(|&(fate, words)| cells(comparison, fate, words)).collect();
    html! {
        @if !rows.is_empty() {
            section {
                h2 { "Person by person: " (comparison.alternative.scenario.title) }
                (page::table(&heads, rows.into_iter()))
                p.note {
                    "Departures from " (comparison.baseline.label(comparison.baseline.focal()))
                    " in a pair of replicates, mean and 95% interval: the same person with the same luck in both \
                     worlds. By talent: each counts as the exponential of log-talent, so that somebody of the \
                     talent 0 counts once."
                }
            }
        }
    }
}

fn cells(comparison: &Comparison<'_>, fate: Fate, words: &str) -> Option<Vec<Markup>> {
    let all = row(comparison, ALL, fate)?;
    let of_class =
        |class: Class| row(comparison, class.name(), fate).map_or(String::new(), interval);
    let talent = [all.talent_low, all.talent, all.talent_high];
    let texts = [words.to_owned(), interval(all)]
        .into_iter()
        .chain(CLASSES.map(of_class))
        .chain([text_of(talent)]);
    Some(texts.map(|text| html! { (text) }).collect())
}

fn row<'a>(comparison: &'a Comparison<'_>, class: &str, fate: Fate) -> Option<&'a PersonRow> {
    let mut rows = comparison.alternative.fold.persons.iter();
    rows.find(|row| &*row.class == class && &*row.fate == fate.name())
}

fn interval(row: &PersonRow) -> String {
    text_of([row.people_low, row.people, row.people_high])
}

/// A mean with its interval; the mean alone where there is no interval, or nothing in it.
fn text_of([low, mean, high]: [f64; 3]) -> String {
    if high > low {
        let [low, high] = [low, high].map(|end| {
            let places = if low > 0.0 || high < 0.0 {
                format::places_of_end(end, places(end))
            } else {
                places(end)
            };
            format::decimal(end, places)
        });
        format!("{} ({low} to {high})", number(mean))
    } else {
        number(mean)
    }
}

fn number(value: f64) -> String {
    format::decimal(value, places(value))
}

fn places(value: f64) -> usize {
    usize::from(value.abs() < 9.95)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    #[test]
    fn who_is_saved_and_who_is_lost_is_told_with_intervals() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let mut tables = sample::comparison();
        let comparison = Comparison::new(&baseline, &alternative, &tables);
        assert_eq!(persons_in_words(&comparison), None);
        assert!(section(&comparison).into_string().is_empty());
        let row = |fate: Fate, people: f64, half: f64| PersonRow {
            scenario: alternative.name.as_str().into(),
            class: ALL.into(),
            fate: fate.name().into(),
            people,
            people_low: people - half,
            people_high: people + half,
            ..PersonRow::default()
        };
        tables.persons = vec![
            row(Fate::Same, 61.0, 2.0),
            row(Fate::Elsewhere, 8.25, 1.0),
            row(Fate::Saved, 20.0, 4.0),
            row(Fate::Lost, 0.0, 0.0),
            row(Fate::NeverCame, 30.0, 53.5),
            row(Fate::CameAndLeft, 2.0, 1.99),
        ];
        let comparison = Comparison::new(&baseline, &alternative, &tables);
        let words = persons_in_words(&comparison).unwrap();
        assert!(
            words.contains("loses 69 in both worlds, 8.2 of whom go to a different firm in each"),
            "{words}"
        );
        let title = &alternative.title;
        let stay =
            format!("20 (16 to 24) leave in the baseline and stay in ‘{title}’, 0 the reverse");
        assert!(words.contains(&format!("; {stay}; ")), "{words}");
        // An interval that is that of a mean may reach below zero, and one that does not reaches nowhere near it.
        let never = format!("leave in the baseline and never work there in ‘{title}’");
        let never = format!("; 30 (\u{2212}24 to 84) {never}, 2.0 (0.01 to 4.0) the reverse (");
        assert!(words.contains(&never), "{words}");
        let page = section(&comparison).into_string();
        assert!(page.contains("<td data-head=\"all\">61 (59 to 63)</td>"), "{page}");
        assert!(words.ends_with("(means of 20 pairs, with 95% intervals)."), "{words}");
        tables.firms.retain(|row| row.replicate == 1);
        let words = persons_in_words(&Comparison::new(&baseline, &alternative, &tables)).unwrap();
        assert!(words.ends_with("(one pair, hence no intervals)."), "{words}");
    }
}
