//! The tables of a run: plain rows, whose types stand where they are filled.
//!
//! Pages and charts are made from these values alone, so that they can be made again from disk.

use super::AttributionRow;
use super::CascadeRow;
use super::ComparisonRow;
use super::DecisionRow;
use super::EventRow;
use super::FactRow;
use super::FirmRow;
use super::FlowRow;
use super::FoundingRow;
use super::InteractionRow;
use super::LetterRow;
use super::MarketRow;
use super::MigrationRow;
use super::OfferRow;
use super::OutcomeRow;
use super::PeakRow;
use super::PersonRow;
use super::PositionRow;
use super::RegionRow;
use super::ResponseRow;
use super::SolutionRow;
use super::SpellRow;
use super::SweepRow;

/// All tables of a run, or some rows of them: those of one replicate, or what is read at a time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tables {
    /// Named firms and firm groups, step by step.
    pub firms: Vec<FirmRow>,
    /// The market as a whole, step by step.
    pub market: Vec<MarketRow>,
    /// Moves between firms and groups, month by month.
    pub flows: Vec<FlowRow>,
    /// What happened to firms, by script or by itself.
    pub events: Vec<EventRow>,
    /// Jobs at the firms whose spells are recorded.
    pub spells: Vec<SpellRow>,
    /// Who has left the focal firm, and whom he has followed.
    pub cascades: Vec<CascadeRow>,
    /// What every history says about the outcomes of its scenario.
    pub outcomes: Vec<OutcomeRow>,
    /// Paired differences; empty in a run of one scenario.
    pub comparison: Vec<ComparisonRow>,
    /// Person by person, what becomes of departures in the other world; as `comparison`.
    pub persons: Vec<PersonRow>,
    /// Letters to the board, hour by hour.
    pub letter: Vec<LetterRow>,
    /// Offers and what became of them, by the size of the package.
    pub offers: Vec<OfferRow>,
    /// Choices, option by option, of the people of the firms of which they are recorded.
    pub decisions: Vec<DecisionRow>,
    /// Firms that people have founded.
    pub foundings: Vec<FoundingRow>,
    /// Facts that were reported, against what was simulated.
    pub facts: Vec<FactRow>,
    /// Regions, step by step.
    pub regions: Vec<RegionRow>,
    /// Who has come to live in another region, month by month.
    pub migration: Vec<MigrationRow>,
    /// Where firms and some people stand on the plane of missions, in the first replicate.
    pub positions: Vec<PositionRow>,
    /// Which part each cause has in an outcome.
    pub attribution: Vec<AttributionRow>,
    /// How causes go together in an outcome.
    pub interactions: Vec<InteractionRow>,
    /// What follows an event, week by week.
    pub responses: Vec<ResponseRow>,
    /// The peaks of what follows an event.
    pub peaks: Vec<PeakRow>,
    /// What was read off worlds around one scenario, cell by cell.
    pub sweep: Vec<SweepRow>,
    /// What was sought with a lever, and what was found.
    pub solution: Vec<SolutionRow>,
}
