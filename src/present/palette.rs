//! Which firm has which colour.

use std::collections::BTreeMap;

use crate::quantity::mix;
use crate::scenario::Firm;
use crate::scenario::Scenario;

use super::theme::Colour;
use super::theme::FIRMS;
use super::theme::OTHERS;

/// What is mixed into the preferences of names. Any number would do; with this one the laboratories
/// that are most often drawn together have colours that lie far apart.
const SALT: u64 = 530;

/// The colours of firms: the same firm has the same one in every chart of a run and of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    firms: BTreeMap<String, Colour>,
}

impl Palette {
    /// The focal firm of the first scenario has the first colour. Every other firm that is written out
    /// takes that of the free colours which its name prefers: first those that the scenario asks about
    /// (its outcomes, then its recorded jobs), then the others by name. Firms that only later scenarios
    /// have come after those of earlier ones.
    ///
    /// Preferences come from a hash of the name, not from a position, so that another firm in the
    /// scenario takes at most the colour it wants, and leaves the others theirs.
    pub fn of<'a>(scenarios: impl IntoIterator<Item = &'a Scenario>) -> Self {
        let mut firms = BTreeMap::new();
        let mut free: Vec<usize> = (0..FIRMS.len()).collect();
        for scenario in scenarios {
            for firm in by_interest(scenario) {
                if firms.contains_key(&firm.name) || free.is_empty() {
                    continue;
                }
                let liking = |&slot: &usize| mix(firm.key.0 ^ mix(SALT + slot as u64));
                let first = if firms.is_empty() { Some(0) } else { None };
                let best = first.or_else(|| free.iter().copied().max_by_key(liking)).unwrap_or(0);
                free.retain(|&slot| slot != best);
                firms.insert(firm.name.clone(), FIRMS[best]);
            }
        }
        Self { firms }
    }

    /// The colour of a firm; grey for those for whom none is left, and for groups.
    pub fn colour(&self, name: &str) -> Colour {
        self.firms.get(name).copied().unwrap_or(OTHERS)
    }
}

/// The firms of a scenario, those first that it asks about; some twice.
fn by_interest(scenario: &Scenario) -> impl Iterator<Item = &Firm> {
    let asked = scenario.outcomes.iter().flat_map(|outcome| &outcome.units);
    let units = std::iter::once(&scenario.focal).chain(asked).chain(&scenario.record.spells);
    let named = units.filter_map(|unit| scenario.firms.get(usize::from(unit.0)));
    named.chain(&scenario.firms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::quantity::FirmKey;
    use crate::quantity::UnitId;

    /// The sample with one more firm, at its place in the order of names.
    fn with(name: &str) -> Scenario {
        let mut scenario = sample::scenario();
        let firm = Firm {
            name: name.to_owned(),
            key: FirmKey::of_name(name),
            ..scenario.firms[0].clone()
        };
        let place = scenario.firms.partition_point(|other| *other.name < *name);
        scenario.firms.insert(place, firm);
        let moved = |unit: &mut UnitId| {
            if usize::from(unit.0) >= place {
                unit.0 += 1;
            }
        };
        moved(&mut scenario.focal);
        scenario.record.spells.iter_mut().for_each(moved);
        scenario.outcomes.iter_mut().flat_map(|outcome| &mut outcome.units).for_each(moved);
        scenario
    }

    fn recoloured(one: &Palette, other: &Palette) -> usize {
        let firms = sample::scenario().firms;
        firms.iter().filter(|firm| one.colour(&firm.name) != other.colour(&firm.name)).count()
    }

    #[test]
    fn the_focal_firm_has_the_first_colour_no_two_firms_share_one_and_groups_are_grey() {
        let scenario = sample::scenario();
        let palette = Palette::of([&scenario]);
        assert_eq!(palette.colour("openai"), FIRMS[0]);
        assert_eq!(palette.colour("start-ups"), OTHERS);
        for (position, firm) in scenario.firms.iter().enumerate() {
            let colour = palette.colour(&firm.name);
            assert_ne!(colour, OTHERS);
            let rest = &scenario.firms[position + 1..];
            assert!(rest.iter().all(|other| palette.colour(&other.name) != colour));
        }
    }

    #[test]
    fn a_firm_more_recolours_few_others_wherever_it_stands_in_the_alphabet() {
        let before = Palette::of([&sample::scenario()]);
        let names = ["aardvark", "baidu", "cohere", "mistral", "nvidia", "perplexity", "zhipu"];
        let changes = names.map(|name| recoloured(&before, &Palette::of([&with(name)])));
        assert!(changes.iter().all(|&changed| changed <= 2), "{changes:?}");
        assert!(changes.iter().sum::<usize>() <= names.len(), "{changes:?}");
    }

    #[test]
    fn a_comparison_takes_no_colour_away_from_the_baseline() {
        let (baseline, alternative) = (sample::scenario(), with("aardvark"));
        let (alone, both) = (Palette::of([&baseline]), Palette::of([&baseline, &alternative]));
        assert_eq!(recoloured(&alone, &both), 0);
        assert_ne!(both.colour("aardvark"), OTHERS);
    }

    #[test]
    fn firms_that_the_scenario_asks_about_are_never_grey_before_others() {
        let mut scenario = sample::scenario();
        for name in ["a", "b", "c", "d", "e", "f"] {
            let firm = Firm { key: FirmKey::of_name(name), ..scenario.firms[0].clone() };
            scenario.firms.push(Firm { name: name.to_owned(), ..firm });
        }
        let last = scenario.firms.len() - 1;
        scenario.record.spells = vec![UnitId(u16::try_from(last).unwrap())];
        let palette = Palette::of([&scenario]);
        assert_ne!(palette.colour("f"), OTHERS);
        let grey = scenario.firms.iter().filter(|firm| palette.colour(&firm.name) == OTHERS);
        assert_eq!(grey.count(), 3);
    }
}
