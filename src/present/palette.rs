//! Which firm has which colour.

use std::collections::BTreeMap;

use crate::quantity::mix;
use crate::scenario::Firm;
use crate::scenario::Outcome;
use crate::scenario::Scenario;

use super::theme::Colour;
use super::theme::FIRMS;
use super::theme::GAIN;
use super::theme::OTHERS;

/// The firms whose colour is the same in every world, by the position of their colour: those that charts
/// of the base world show most often together have colours that lie far apart.
const LABORATORIES: [&str; FIRMS.len()] =
    ["openai", "anthropic", "deepmind", "meta", "xai", "microsoft", "google", "amazon"];

/// The colours of firms: the same firm has the same one in every chart of a run and of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    firms: BTreeMap<String, Colour>,
}

impl Palette {
    /// The great laboratories have colours of their own. Every other firm that is written out takes that
    /// of the free colours which its name prefers: first the focal firm and those that the scenario asks
    /// about (its outcomes, then its recorded jobs), then the others by name. Firms that only later
    /// scenarios have come after those of earlier ones.
    ///
    /// Where the great laboratories have taken all colours, the focal firm has that of gains: grey means others, or
    /// chance alone, in charts that are about it.
    ///
    /// Preferences come from a hash of the name, not from a position, so that another firm in the
    /// scenario takes at most the colour it wants, and leaves the others theirs.
    pub fn of<'a>(scenarios: impl IntoIterator<Item = &'a Scenario>) -> Self {
        let scenarios: Vec<&Scenario> = scenarios.into_iter().collect();
        let mut firms = BTreeMap::new();
        let written = scenarios.iter().flat_map(|scenario| &scenario.firms);
        for firm in written {
            if let Some(slot) = LABORATORIES.iter().position(|name| *name == firm.name) {
                firms.insert(firm.name.clone(), FIRMS[slot]);
            }
        }
        let is_free = |&slot: &usize| firms.values().all(|colour| *colour != FIRMS[slot]);
        let mut free: Vec<usize> = (0..FIRMS.len()).filter(is_free).collect();
        for firm in scenarios.iter().flat_map(|scenario| by_interest(scenario)) {
            if firms.contains_key(&firm.name) {
                continue;
            }
            let liking = |&slot: &usize| mix(firm.key.0 ^ mix(slot as u64));
            let Some(best) = free.iter().copied().max_by_key(liking) else { break };
            free.retain(|&slot| slot != best);
            firms.insert(firm.name.clone(), FIRMS[best]);
        }
        for scenario in scenarios {
            // A group is not written out.
            if let Some(firm) = scenario.firms.get(usize::from(scenario.focal.0)) {
                firms.entry(firm.name.clone()).or_insert(GAIN);
            }
        }
        Self { firms }
    }

    /// The colour of a firm; grey for groups, and for those for whom none is left but the focal firm.
    pub fn colour(&self, name: &str) -> Colour {
        self.firms.get(name).copied().unwrap_or(OTHERS)
    }
}

/// The firms of a scenario, those first that it asks about; some twice.
fn by_interest(scenario: &Scenario) -> impl Iterator<Item = &Firm> {
    let asked = scenario.outcomes.iter().flat_map(Outcome::units);
    let recorded = scenario.record.spells.iter().copied();
    let units = std::iter::once(scenario.focal).chain(asked).chain(recorded);
    let named = units.filter_map(|unit| scenario.firms.get(usize::from(unit.0)));
    named.chain(&scenario.firms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    /// The sample with more firms.
    fn with(names: &[&str]) -> Scenario {
        let changes: Vec<String> =
            names.iter().map(|name| format!("firm.{name}.staff=900")).collect();
        sample::world("sample", &changes.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// How many of the firms of a scenario have another colour in the other palette.
    fn recoloured(scenario: &Scenario, one: &Palette, other: &Palette) -> usize {
        let names = scenario.firms.iter().map(|firm| &firm.name);
        names.filter(|name| one.colour(name) != other.colour(name)).count()
    }

    #[test]
    fn no_two_firms_share_a_colour_and_groups_are_grey() {
        let scenario = with(&["a", "b", "c"]);
        let palette = Palette::of([&scenario]);
        assert_eq!(palette.colour("start-ups"), OTHERS);
        for (position, firm) in scenario.firms.iter().enumerate() {
            let colour = palette.colour(&firm.name);
            assert_ne!(colour, OTHERS);
            let rest = &scenario.firms[position + 1..];
            assert!(rest.iter().all(|other| palette.colour(&other.name) != colour));
        }
    }

    #[test]
    fn laboratories_have_the_same_colours_whatever_a_world_asks_about() {
        let changes = ["focal=\"meta\"", "firm.cohere.staff=9", "outcomes=[\"head-count:cohere\"]"];
        let (here, there) = (sample::scenario(), sample::world("sample", &changes));
        let palettes = [Palette::of([&here]), Palette::of([&there])];
        assert_eq!(recoloured(&here, &palettes[0], &palettes[1]), 0);
        assert_eq!(palettes[0].colour("openai"), FIRMS[0]);
    }

    #[test]
    fn a_firm_more_recolours_few_others_wherever_it_stands_in_the_alphabet() {
        let world = with(&["mistral", "cohere"]);
        let before = Palette::of([&world]);
        let names = ["aardvark", "baidu", "nvidia", "perplexity", "zhipu"];
        let changes = names.map(|name| {
            recoloured(&world, &before, &Palette::of([&with(&["mistral", "cohere", name])]))
        });
        assert!(changes.iter().all(|&changed| changed <= 2), "{changes:?}");
        assert!(changes.iter().sum::<usize>() <= names.len(), "{changes:?}");
    }

    #[test]
    fn a_comparison_takes_no_colour_away_from_the_baseline() {
        let (baseline, alternative) = (with(&["zhipu"]), with(&["aardvark", "zhipu"]));
        let (alone, both) = (Palette::of([&baseline]), Palette::of([&baseline, &alternative]));
        assert_eq!(recoloured(&baseline, &alone, &both), 0);
        assert_ne!(both.colour("aardvark"), OTHERS);
    }

    #[test]
    fn the_focal_firm_has_a_colour_of_its_own_beside_all_great_laboratories() {
        let changes: Vec<String> = LABORATORIES
            .iter()
            .chain(&["inflection", "mistral"])
            .map(|name| format!("firm.{name}.staff=900"))
            .chain(["focal=\"inflection\"".to_owned()])
            .collect();
        let changes: Vec<&str> = changes.iter().map(String::as_str).collect();
        let scenario = sample::world("sample", &changes);
        let palette = Palette::of([&scenario]);
        let colour = palette.colour("inflection");
        assert_ne!(colour, OTHERS);
        assert!(LABORATORIES.iter().all(|name| palette.colour(name) != colour));
        assert_eq!(palette.colour("mistral"), OTHERS);
        assert_eq!(palette.colour("openai"), FIRMS[0]);
    }

    #[test]
    fn firms_that_the_scenario_asks_about_are_never_grey_before_others() {
        let names = ["a", "b", "c", "d", "e", "f"];
        let mut scenario = with(&names);
        scenario.record.spells = scenario.unit_named("f").into_iter().collect();
        let palette = Palette::of([&scenario]);
        assert_ne!(palette.colour("f"), OTHERS);
        let grey = scenario.firms.iter().filter(|firm| palette.colour(&firm.name) == OTHERS);
        assert_eq!(grey.count(), 3);
    }
}
