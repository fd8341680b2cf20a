//! The page: one file of HTML that needs nothing else, neither network nor scripts.

mod assumptions;
mod facts;
mod opening;
mod study;
mod timeline;

pub use study::Study;
pub use study::StudyTable;
pub use study::study_page;

use maud::DOCTYPE;
use maud::Markup;
use maud::PreEscaped;
use maud::html;

use crate::scenario::Scenario;

use super::Comparison;
use super::Run;
use super::answer::answer_of_run;
use super::answer::untold_of_comparison;
use super::changes;
use super::chart::Chart;
use super::draw;
use super::font;
use super::format;
use super::layout;
use super::outcome;
use super::persons;
use super::theme;
use super::theme::Sheet;

const STYLE: &str = include_str!("page.css");

/// Where a page comes from, and how to make it again.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The command line.
    pub command: &'a str,
    /// The version of the program.
    pub version: &'a str,
    /// The digest of the manifest, or of the scenario.
    pub digest: &'a str,
}

/// Charts with the names of their files.
type Charts = [(&'static str, Chart)];

/// The page of a run, with its charts.
pub fn run_page(run: &Run<'_>, charts: &Charts, origin: &Origin<'_>) -> String {
    let scenario = run.scenario;
    page(
        &scenario.title,
        &html! {
            (opening::opening(&scenario.title, scenario.question.as_deref(), &[answer_of_run(run)]))
            (figures("", charts))
            (outcomes_of_run(run))
            (facts::of_run(run))
            (timeline::scripted(&[scenario]))
            (timeline::arisen(run, "What arose by itself"))
            (assumptions::section(&[scenario]))
            (reproduce(&[scenario], run.replicates(), origin))
            (caveats())
        },
    )
}

/// The page of comparisons with one baseline, of which there must be one. First of `charts` are those of all
/// worlds together, then come those of each comparison.
pub fn comparison_page(
    comparisons: &[Comparison<'_>],
    charts: &[&Charts],
    origin: &Origin<'_>,
) -> String {
    let baseline = &comparisons[0].baseline;
    let alternatives = comparisons.iter().map(|comparison| comparison.alternative.scenario);
    let scenarios: Vec<&Scenario> =
        std::iter::once(baseline.scenario).chain(alternatives).collect();
    let title = match comparisons {
        [only] => {
            format!("{} against {}", only.alternative.scenario.title, baseline.scenario.title)
        }
        many => format!("{} other worlds against {}", many.len(), baseline.scenario.title),
    };
    page(
        &title,
        &html! {
            (opening::of_comparisons(&title, comparisons))
            @for comparison in comparisons { (changes::section(comparison)) }
            (figures("", charts[0]))
            @for (comparison, charts) in comparisons.iter().zip(&charts[1..]) {
                @let name = &comparison.alternative.scenario.name;
                (figures(name, charts))
                (outcomes(comparison))
                (persons::section(comparison))
                (facts::of_comparison(comparison))
            }
            (timeline::scripted(&scenarios))
            @for run in comparisons.iter().map(|comparison| &comparison.alternative).chain([baseline]) {
                (timeline::arisen(run, &format!("What arose by itself: {}", run.scenario.title)))
            }
            (assumptions::section(&scenarios))
            (reproduce(&scenarios, baseline.replicates(), origin))
            (caveats())
        },
    )
}

fn page(title: &str, body: &Markup) -> String {
    let style = [font::font_faces(), STYLE.to_owned(), dark_charts()].concat();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " – braindrain" }
                style { (PreEscaped(style)) }
            }
            body { main { (body) } }
        }
    }
    .into_string()
}

/// Every colour of a chart has another one on a dark page. Charts are drawn once, in the light ones.
fn dark_charts() -> String {
    let hex = |[red, green, blue]: [u8; 3]| format!("#{red:02X}{green:02X}{blue:02X}");
    let rule = |colour: theme::Colour| {
        let (light, dark) = (hex(colour.light), hex(colour.dark));
        let fill = format!(".chart [fill=\"{light}\"]{{fill:{dark}}}");
        format!("{fill}.chart [stroke=\"{light}\"]{{stroke:{dark}}}\n")
    };
    let rules: String = theme::colours().map(rule).collect();
    format!("@media screen and (prefers-color-scheme: dark) {{\n{rules}}}\n")
}

fn figures(of: &str, charts: &Charts) -> Markup {
    html! {
        @for (name, chart) in charts {
            figure.chart id=(if of.is_empty() { (*name).to_owned() } else { format!("{name}-{of}") }) {
                div.wide { (drawing(chart, &Sheet::WIDE)) }
                div.narrow { (drawing(chart, &Sheet::NARROW)) }
            }
        }
    }
}

fn drawing(chart: &Chart, sheet: &Sheet) -> Markup {
    PreEscaped(draw::svg(&layout::arrange(chart, sheet)))
}

/// Every outcome of the scenario with its band; nothing where nothing is asked for.
fn outcomes_of_run(run: &Run<'_>) -> Markup {
    let asked = run.scenario.outcomes.iter().map(|asked| {
        let name = outcome::heading(&[run.scenario], &asked.text);
        let band = outcome::with_band(&asked.text, &run.values(&asked.text));
        vec![html! { (name) }, html! { (band) }]
    });
    let rows: Vec<Vec<Markup>> = asked.collect();
    html! {
        @if !rows.is_empty() {
            section {
                h2 { "Outcomes" }
                (table(&["outcome", "median (5–95%)"], rows.into_iter()))
            }
        }
    }
}

fn outcomes(comparison: &Comparison<'_>) -> Markup {
    let heads =
        ["outcome", "baseline → alternative", "difference (95%)", "variance ratio", "pairs needed"];
    let rows = comparison.outcomes().into_iter().map(|row| {
        let difference = outcome::difference(row);
        let needed = row.replicates_needed.map(|needed| format::count(f64::from(needed)));
        vec![
            html! { (outcome::label(comparison, &row.outcome)) },
            html! { (outcome::from_to(row)) },
            html! { @if outcome::differs(row) { strong { (difference) } } @else { (difference) } },
            html! { (row.variance_ratio.map(|ratio| format::decimal(ratio, 1)).unwrap_or_default()) },
            html! { (needed.unwrap_or_default()) },
        ]
    });
    html! {
        section {
            h2 { "Outcomes: " (comparison.alternative.scenario.title) }
            (table(&heads, rows))
            @if let Some(words) = untold_of_comparison(comparison) { p { (words) } }
            p.note {
                "The same people with the same luck live in both worlds. The variance ratio says how many times \
                 more replicates independent runs would take for the same interval; pairs needed are those for a \
                 95% interval of half-width one tenth of the baseline."
            }
        }
    }
}

/// A table whose cells know their heads: on a phone they stand under each other.
pub(super) fn table(heads: &[&str], rows: impl Iterator<Item = Vec<Markup>>) -> Markup {
    html! {
        table {
            thead { tr { @for head in heads { th scope="col" { (head) } } } }
            tbody {
                @for row in rows {
                    tr { @for (head, cell) in heads.iter().zip(row) { td data-head=(head) { (cell) } } }
                }
            }
        }
    }
}

fn reproduce(scenarios: &[&Scenario], replicates: usize, origin: &Origin<'_>) -> Markup {
    html! {
        section {
            h2 { "How to reproduce" }
            pre { code { (origin.command) } }
            dl {
                dt { "Seed" } dd { (scenarios[0].run.seed) }
                dt { "Replicates" } dd { (replicates) }
                dt { "Horizon" }
                dd { (scenarios[0].time.start) " to " (scenarios[0].time.end) }
                dt { "Program" } dd { "braindrain " (origin.version) }
                dt { "Digest" } dd { code { (origin.digest) } }
            }
            p.note { "The same scenario, seed and build give the same bytes, for any number of threads." }
        }
    }
}

fn caveats() -> Markup {
    html! {
        section {
            h2 { "Caveats" }
            ul {
                li {
                    "Named firms are labels of the scenario, calibrated on press articles. Nothing here is a \
                     forecast, or a statement about a real person."
                }
                li {
                    "Bands show what chance does inside the model. They do not show how wrong the model or its \
                     parameters may be."
                }
                li { "Scripted events are given, not explained." }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::charts_of_comparison;
    use crate::present::charts_of_run;
    use crate::present::sample;
    use crate::record::Tables;

    const ORIGIN: Origin<'_> = Origin {
        command: "braindrain run scenarios/exodus-2024.toml",
        version: "0.1.0",
        digest: "digest-of-the-manifest",
    };

    fn page_of(scenario: &Scenario, tables: &Tables) -> String {
        let run = Run::new(scenario, tables);
        run_page(&run, &charts_of_run(&run), &ORIGIN)
    }

    fn page_of_run() -> String {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        page_of(&scenario, &tables)
    }

    #[test]
    fn the_page_needs_nothing_from_elsewhere() {
        let page = page_of_run();
        for way_out in ["<script", "<link", "<img", "@import", "src=", "url(http", "url(/"] {
            assert!(!page.contains(way_out), "{way_out}");
        }
        let addresses = page.matches("http").count();
        assert_eq!(addresses, page.matches("xmlns=\"http://www.w3.org/2000/svg\"").count());
    }

    #[test]
    fn the_page_has_question_answer_charts_sources_and_the_way_back() {
        let page = page_of_run();
        let order = [
            "Why did so many researchers",
            "In 20 simulated histories",
            "id=\"exodus\"",
            "id=\"hazard\"",
            "id=\"followers\"",
            "id=\"letter\"",
            "id=\"turmoil\"",
            "id=\"attention\"",
            "id=\"retention\"",
            "id=\"sankey\"",
            "id=\"flows\"",
            "id=\"pay\"",
            "id=\"offers\"",
            "id=\"equity\"",
            "id=\"score-card\"",
            ">Facts</h2>",
            "<strong>miss: median too low</strong>",
            "<td data-head=\"reported\">78% (70% to 86%)</td>",
            ">Chief scientist leaves</td>",
            "pay-war",
            "<td data-head=\"what arose by itself\">spin off</td>",
            "<td data-head=\"in how many histories\">10%</td>",
            "firm.openai",
            "braindrain run scenarios/exodus-2024.toml",
            "<dd>20240101</dd>",
            "digest-of-the-manifest",
            "Nothing here is a forecast",
        ];
        let places = order.map(|words| page.find(words).unwrap_or_else(|| panic!("{words}")));
        assert!(places.is_sorted());
    }

    #[test]
    fn words_from_scenarios_cannot_become_markup() {
        let (mut scenario, tables) = (sample::scenario(), sample::tables());
        scenario.title = "<b>bold</b> & \"quoted\"".to_owned();
        let page = page_of(&scenario, &tables);
        assert!(!page.contains("<b>bold"));
    }

    #[test]
    fn a_comparison_has_its_table_and_says_which_events_are_whose() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let tables = sample::comparison();
        let comparison = Comparison::new(&baseline, &alternative, &tables);
        let charts = charts_of_comparison(&comparison);
        let page = comparison_page(&[comparison], &[&[], &charts], &ORIGIN);
        assert!(page.contains("Moves: OpenAI, Meta"));
        assert!(page.contains("id=\"outcomes-exodus-2024-research-kept\""));
        assert!(page.contains(">Exodus 2024</td>"));
        assert!(page.contains("+42 (+33 to +51)"));
        let direction = "‘Exodus 2024’ less or over ‘Research work kept as it was’.";
        assert!(page.contains(&format!("What is reported and simulated here is {direction}")));
    }

    #[test]
    fn the_same_tables_make_the_same_page() {
        assert_eq!(page_of_run(), page_of_run());
    }
}
