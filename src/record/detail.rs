//! The rows of what a history keeps in detail: letters, offers and single choices.

use crate::experiment::History;
use crate::experiment::OfferCount;

use super::DecisionRow;
use super::LetterRow;
use super::OfferRow;
use super::PositionRow;
use super::Tables;
use super::rows::Names;

impl Tables {
    /// Adds a row for each hour of a letter.
    pub(super) fn add_letters(&mut self, history: &History, names: &Names) {
        for letter in &history.letters {
            let able = f64::from(letter.staff.max(1));
            self.letter.extend((0..).zip(&letter.signed).map(|(hours, &signed)| LetterRow {
                scenario: names.scenario.clone(),
                replicate: history.replicate,
                event: letter.event.clone(),
                firm: names.unit(Some(letter.unit)),
                hours,
                signed,
                share: f64::from(signed) / able,
            }));
        }
    }

    /// Adds a row for each group of offers.
    pub(super) fn add_offers(&mut self, history: &History, names: &Names) {
        for (&group, &OfferCount { made, taken, countered }) in &history.offers {
            self.offers.push(OfferRow {
                scenario: names.scenario.clone(),
                replicate: history.replicate,
                class: names.class(group.class),
                matched: group.matched.name().into(),
                package_from: group.least(),
                made,
                taken,
                countered,
            });
        }
    }

    /// Adds a row for each option of a choice.
    pub(super) fn add_positions(&mut self, history: &History, names: &Names) {
        for record in &history.positions {
            let [x, y] = record.position;
            self.positions.push(PositionRow {
                scenario: names.scenario.clone(),
                replicate: history.replicate,
                date: record.date,
                firm: names.unit(Some(record.unit)),
                researcher: record.researcher.clone().unwrap_or_default(),
                x,
                y,
            });
        }
    }

    pub(super) fn add_decisions(&mut self, history: &History, names: &Names) {
        for record in &history.decisions {
            // In the order of the list of terms, which is that of the columns.
            let [money, mission, research, stability, frontier, amenities, ..] = record.terms;
            let [.., perks, cost, relocation, visa, noise] = record.terms;
            self.decisions.push(DecisionRow {
                scenario: names.scenario.clone(),
                replicate: history.replicate,
                date: record.date,
                researcher: record.researcher.clone(),
                class: names.class(record.class),
                option: names.unit(Some(record.option)),
                stay: record.stay.into(),
                pay: record.pay,
                money,
                mission,
                research,
                stability,
                frontier,
                amenities,
                perks,
                cost,
                relocation,
                visa,
                noise,
                chosen: record.chosen.into(),
                probability: record.probability,
            });
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::experiment::DecisionRecord;
    use crate::experiment::LetterRecord;
    use crate::experiment::OfferGroup;
    use crate::model::Value;
    use crate::quantity::Class;
    use crate::quantity::Date;
    use crate::quantity::Match;
    use crate::quantity::UnitId;
    use crate::quantity::package_bin;
    use crate::record::events::tests::all_tables;
    use crate::record::events::tests::smallest;

    /// The tables of a world, of whose only history something is replaced.
    pub(in crate::record) fn tables_with(change: impl FnOnce(History) -> History) -> Tables {
        let scenario = smallest();
        all_tables(&scenario, &[change(History::of(&scenario, 1))])
    }

    #[test]
    fn a_letter_has_a_row_for_each_hour_with_the_share_of_those_who_could_sign() {
        let letter = LetterRecord {
            event: "the-letter".into(),
            unit: UnitId(0),
            staff: 8,
            signed: vec![0, 2, 6],
            signers: Vec::new(),
        };
        let rows = tables_with(|history| History { letters: vec![letter], ..history }).letter;
        let found: Vec<_> = rows.iter().map(|row| (row.hours, row.signed, row.share)).collect();
        assert_eq!(found, [(0, 0, 0.0), (1, 2, 0.25), (2, 6, 0.75)]);
        assert_eq!((&*rows[0].event, &*rows[0].firm, rows[0].replicate), ("the-letter", "a", 1));
    }

    #[test]
    fn offers_are_told_by_the_least_package_of_their_bin() {
        let bin = package_bin(1.2e6);
        let group = OfferGroup { class: Class::Star, bin, matched: Match::Low };
        let count = OfferCount { made: 5, taken: 2, countered: 1 };
        let offers = [(group, count)].into();
        let rows = tables_with(|history| History { offers, ..history }).offers;
        let row = &rows[0];
        assert_eq!((&*row.class, &*row.matched, row.package_from), ("star", "low", 1e6));
        assert_eq!((row.made, row.taken, row.countered), (5, 2, 1));
    }

    #[test]
    fn terms_stand_in_the_columns_of_their_names() {
        let terms = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1, 1.2];
        let record = DecisionRecord {
            date: Date::new(2022, 1, 1).unwrap(),
            researcher: "a.star/2021-05/1".into(),
            class: Class::Star,
            option: UnitId(0),
            stay: true,
            pay: 3e5,
            terms,
            chosen: false,
            probability: 0.25,
        };
        let decisions = vec![record];
        let rows = tables_with(|history| History { decisions, ..history }).decisions;
        let text = serde_json::to_value(&rows[0]).unwrap();
        for (term, value) in Value::TERMS.into_iter().zip(terms) {
            assert_eq!(text[term], value, "{term}");
        }
        assert_eq!((rows[0].stay, rows[0].chosen, &*rows[0].option), (1, 0, "a"));
    }
}
