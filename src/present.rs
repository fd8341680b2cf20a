//! From tables to people: charts as values, their pictures, the page, and the answer in a sentence.
//!
//! Everything here is a function of a scenario and of tables, so that a stored run can be shown again,
//! to the same bytes. This room reads and writes no file, and knows nothing of the model.

mod answer;
mod attribution;
mod axis;
mod changes;
mod chart;
mod charts;
mod draw;
mod fact;
mod fan;
mod fold;
mod font;
mod format;
mod grid;
mod jobs;
mod lane;
mod layout;
mod life;
mod life_line;
mod measured;
mod moves;
mod outcome;
mod page;
mod palette;
mod paths;
mod persons;
mod place;
mod response;
mod run;
#[cfg(test)]
mod sample;
mod scene;
mod solution;
mod sweep;
mod theme;

pub use answer::answer_of_comparison;
pub use answer::answer_of_run;
pub use answer::untold_of_comparison;
pub use attribution::Attribution;
pub use axis::Axis;
pub use axis::Scale;
pub use axis::Tick;
pub use changes::changes;
pub use chart::Cell;
pub use chart::Chart;
pub use chart::Counts;
pub use chart::Form;
pub use chart::Mark;
pub use chart::Panel;
pub use chart::Rule;
pub use charts::charts_of_attribution;
pub use charts::charts_of_comparison;
pub use charts::charts_of_event_study;
pub use charts::charts_of_run;
pub use charts::charts_of_solution;
pub use charts::charts_of_sweep;
pub use charts::charts_of_worlds;
pub use fold::FirmColumn;
pub use fold::MarketColumn;
pub use format::Unit;
pub use format::count;
pub use format::day;
pub use format::decimal;
pub use format::money;
pub use format::percent;
pub use format::signed;
pub use life::Lives;
pub use measured::measured;
pub use measured::measured_change;
pub use measured::measured_size;
pub use page::Origin;
pub use page::Study;
pub use page::StudyTable;
pub use page::comparison_page;
pub use page::run_page;
pub use page::study_page;
pub use palette::Palette;
pub use paths::Paths;
pub use persons::persons_in_words;
pub use response::EventStudy;
pub use run::Arisen;
pub use run::Comparison;
pub use run::Run;
pub use solution::Solution;
pub use sweep::Response;
pub use sweep::Sweep;
pub use sweep::SweepCell;
pub use theme::Colour;

/// The chart as an SVG file.
pub fn svg(chart: &Chart) -> String {
    draw::svg(&layout::arrange(chart, &theme::Sheet::WIDE))
}

/// The chart as a PNG file, 1920 pixels wide.
pub fn png(chart: &Chart) -> Vec<u8> {
    draw::png(&layout::arrange(chart, &theme::Sheet::WIDE))
}
