//! The rows of what a history keeps in detail: letters, offers, places on the plane of missions and single choices.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::experiment::History;
use crate::experiment::OfferCount;
use crate::quantity::Date;

use super::PositionRow;
use super::Tables;
use super::rows::Names;

/// A letter after a whole number of hours.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LetterRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The name of the event.
    pub event: Arc<str>,
    /// The firm whose staff can sign.
    pub firm: Arc<str>,
    /// Hours since the letter began, from 0.
    pub hours: u32,
    /// How many have signed by then.
    pub signed: u32,
    /// How many of those who could sign, from 0 to 1.
    pub share: f64,
}

/// Offers of about the same size to people who are alike, over the whole horizon.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct OfferRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The class of those who got them.
    pub class: Arc<str>,
    /// How well the mission of their employer matches theirs: `low`, `middle` or `high`.
    #[serde(rename = "match")]
    pub matched: Arc<str>,
    /// The least package that counts here, in dollars: those up to 10^(1/4) times as large do.
    pub package_from: f64,
    /// How many were made.
    pub made: u32,
    /// How many were taken.
    pub taken: u32,
    /// How many would have been taken but for an offer of the employer against it.
    pub countered: u32,
}

/// One option of one choice.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DecisionRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The day.
    #[serde(with = "super::day")]
    pub date: Date,
    /// Who, as in [`super::SpellRow::researcher`].
    pub researcher: Arc<str>,
    /// The class.
    pub class: Arc<str>,
    /// The firm or group of the option.
    pub option: Arc<str>,
    /// 1 if the option is to stay, else 0.
    pub stay: u8,
    /// Cash a year, in dollars.
    pub pay: f64,
    /// Pay and equity against what staying comes to, in log points of lifetime wealth like all terms.
    pub money: f64,
    /// The distance of the missions of firm and person, as a loss.
    pub mission: f64,
    /// The share of work that is research.
    pub research: f64,
    /// Turmoil, as a loss.
    pub stability: f64,
    /// The lead over the frontier that people expect of the firm.
    pub frontier: f64,
    /// Colleagues, impact, independence, meaningful problems and compute.
    pub amenities: f64,
    /// What is there for this person alone.
    pub perks: f64,
    /// What moving costs, as a loss.
    pub cost: f64,
    /// What leaving the place where one lives costs, as a loss, less the subsidy of a return.
    pub relocation: f64,
    /// What a visa costs, as a loss.
    pub visa: f64,
    /// What nobody but the person knows.
    pub noise: f64,
    /// 1 if it was chosen, else 0.
    pub chosen: u8,
    /// The probability of the choice by a logit over the terms without noise.
    pub probability: f64,
}

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

    /// Adds a row for each place on the plane of missions.
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

    /// Adds a row for each option of a choice.
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
