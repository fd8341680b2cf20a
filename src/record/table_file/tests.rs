use super::super::AttributionRow;
use super::super::CascadeRow;
use super::super::ComparisonRow;
use super::super::DecisionRow;
use super::super::EventRow;
use super::super::FactRow;
use super::super::FirmRow;
use super::super::FlowRow;
use super::super::FoundingRow;
use super::super::InteractionRow;
use super::super::LetterRow;
use super::super::MarketRow;
use super::super::MigrationRow;
use super::super::OfferRow;
use super::super::OutcomeRow;
use super::super::PeakRow;
use super::super::PersonRow;
use super::super::PositionRow;
use super::super::RegionRow;
use super::super::ResponseRow;
use super::super::SolutionRow;
use super::super::SpellRow;
use super::super::SweepRow;
use super::*;
use crate::quantity::Date;

/// Tables with a row or two each, and with numbers that are hard to write.
pub(in crate::record) fn full_tables() -> Tables {
    let firm = |pay_index: f64, turmoil: f64| FirmRow {
        scenario: "calm".into(),
        replicate: 1,
        date: Date::new(2023, 11, 17).unwrap(),
        firm: "open, \"ai\"".into(),
        headcount: 770,
        pay_index,
        turmoil,
        valuation: Some(8.6e10),
        ..FirmRow::default()
    };
    let flow = FlowRow { from: "outside".into(), moves: 3, ..FlowRow::default() };
    let spell = SpellRow { pay_at_hire: 1e21, pay_at_end: -0.0, ..SpellRow::default() };
    let outcome = |ratio: Option<f64>, needed: Option<u32>| ComparisonRow {
        outcome: "departures:openai".into(),
        difference: 0.1 + 0.2,
        low: f64::MIN_POSITIVE,
        high: f64::INFINITY,
        variance_ratio: ratio,
        replicates_needed: needed,
        ..ComparisonRow::default()
    };
    let market = MarketRow { pay_star_p99: Some(2.5e6), moves: 1 << 40, ..MarketRow::default() };
    let event = |replicate: Option<u32>| EventRow {
        replicate,
        kind: "departure".into(),
        detail: "2, of \"research\"".into(),
        ..EventRow::default()
    };
    Tables {
        firms: vec![firm(1.0 / 3.0, 5e-324), firm(f64::MAX, 1e-7)],
        market: vec![market, MarketRow::default()],
        flows: vec![flow],
        spells: vec![spell],
        foundings: vec![FoundingRow {
            team: 4,
            ended: Date::new(2023, 11, 17),
            ..FoundingRow::default()
        }],
        events: vec![event(None), event(Some(3))],
        comparison: vec![outcome(Some(22.0), Some(40)), outcome(None, None)],
        letter: vec![LetterRow { share: 0.1 + 0.6, ..LetterRow::default() }],
        offers: vec![OfferRow { package_from: 10_f64.powf(5.25), ..OfferRow::default() }],
        decisions: vec![DecisionRow { noise: -1.0 / 7.0, stay: 1, ..DecisionRow::default() }],
        facts: vec![FactRow { log_score: Some(-1.0 / 3.0), n: Some(770), ..FactRow::default() }],
        regions: vec![RegionRow { region: "london".into(), foreign: 7, ..RegionRow::default() }],
        migration: vec![MigrationRow { moves: 2, ..MigrationRow::default() }],
        cascades: vec![CascadeRow { follows: Some(3), ..CascadeRow::default() }],
        outcomes: vec![
            OutcomeRow { value: Some(-1.0 / 3.0), ..OutcomeRow::default() },
            OutcomeRow::default(),
        ],
        persons: vec![PersonRow { people: 0.1 + 0.2, ..PersonRow::default() }],
        positions: vec![PositionRow { x: -0.1, y: 2.0 / 3.0, ..PositionRow::default() }],
        ..Tables::default()
    }
}

/// The same, with those of studies.
fn all_tables() -> Tables {
    Tables {
        attribution: vec![AttributionRow {
            sampling_error: Some(1.0 / 3.0),
            ..AttributionRow::default()
        }],
        interactions: vec![InteractionRow { low: -0.1, ..InteractionRow::default() }],
        responses: vec![ResponseRow { week: -26, ..ResponseRow::default() }],
        sweep: vec![SweepRow { settings: "a=1; b=2".into(), ..SweepRow::default() }],
        solution: vec![SolutionRow { answer: Some(0.1 + 0.2), ..SolutionRow::default() }],
        peaks: vec![PeakRow { half_life: Some(1.0 / 3.0), ..PeakRow::default() }],
        ..full_tables()
    }
}

fn text(table: &TableFile, tables: &Tables) -> String {
    let mut bytes = Vec::new();
    (table.write_head)(&mut bytes).unwrap();
    (table.write)(tables, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn what_is_written_is_read_back_to_the_last_bit() {
    let tables = all_tables();
    let mut found = Tables::default();
    for table in TABLES {
        (table.read)(&mut text(&table, &tables).as_bytes(), &mut found, &mut |_| {}).unwrap();
    }
    assert_eq!(found, tables);
    assert!(found.spells[0].pay_at_end.is_sign_negative());
}

#[test]
fn a_table_without_rows_has_its_header() {
    let header = "scenario,replicate,month,from,to,class,scripted,moves\n";
    let flows = tables_of(Kind::Run).find(|table| table.name == "flows").unwrap();
    assert_eq!(text(&flows, &Tables::default()), header);
    assert!(text(&flows, &full_tables()).starts_with(header));
    let mut found = Tables::default();
    (flows.read)(&mut header.as_bytes(), &mut found, &mut |_| {}).unwrap();
    assert_eq!(found.flows, []);
}

#[test]
fn columns_keep_their_names() {
    let headers: Vec<String> = TABLES.iter().map(|table| text(table, &Tables::default())).collect();
    let expected = [
        "scenario,replicate,date,firm,headcount,hires,quits,dismissals,other_separations,\
         vacancies,pay_index,turmoil,trust,research_share,valuation,stars,open_to_work,contacts,\
         followers,retained,own_applications,frontier_lead,posts_filled\n",
        "scenario,replicate,date,pay_star_p10,pay_star_p50,pay_star_p90,pay_star_p99,\
         pay_researcher_p10,pay_researcher_p50,pay_researcher_p90,pay_researcher_p99,\
         pay_engineer_p10,pay_engineer_p50,pay_engineer_p90,pay_engineer_p99,pay_applied_p10,\
         pay_applied_p50,pay_applied_p90,pay_applied_p99,contacts,offers,moves,open_to_work,\
         vacancies,tightness,hhi_stars\n",
        "scenario,replicate,month,from,to,class,scripted,moves\n",
        "scenario,replicate,researcher,class,firm,start,observed_from,end,ending,destination,\
         pay_at_hire,pay_at_end,equity_at_hire,equity_at_end\n",
        "scenario,replicate,date,kind,firm,origin,detail\n",
        "scenario,replicate,event,firm,hours,signed,share\n",
        "scenario,replicate,class,match,package_from,made,taken,countered\n",
        "scenario,replicate,date,researcher,class,option,stay,pay,money,mission,research,\
         stability,frontier,amenities,perks,cost,relocation,visa,noise,chosen,probability\n",
        "scenario,replicate,founded,firm,parent,class,team,scripted,outcome,ended\n",
        "scenario,fact,claim,says,outcome,against,contrast,reported,low,high,n,simulated,band_low,band_high,\
         share_met,log_score,verdict,reason\n",
        "scenario,replicate,date,region,headcount,foreign,arrivals,departures,vacancies,\
         open_to_work\n",
        "scenario,replicate,month,from,to,class,moves\n",
        "scenario,replicate,date,firm,researcher,x,y\n",
        "scenario,replicate,number,researcher,class,date,to,follows,generation,descendants\n",
        "scenario,replicate,outcome,value\n",
        "scenario,outcome,baseline,alternative,difference,low,high,variance_ratio,\
         replicates_needed,pairs\n",
        "scenario,class,fate,people,people_low,people_high,talent,talent_low,talent_high\n",
        "scenario,outcome,player,none,all,value,low,high,sampling_error,first,last,replicates,\
         permutations\n",
        "scenario,outcome,one,other,value,low,high\n",
        "scenario,event,firm,series,week,with,without,response,low,high,band_low,band_high\n",
        "scenario,event,firm,series,peak_week,peak,half_life,half_life_low,half_life_high,total,\
         total_low,total_high,critical,resamples,replicates,\
         differs_before\n",
        "cell,settings,replicate,outcome,value\n",
        "lever,low,high,tolerance,outcome,relation,level,present,met,crossings,answer,\
         answer_low,answer_high,holds_above\n",
    ];
    assert_eq!(headers, expected);
}

/// The tables with their columns, in order, as the page about them has them.
fn documented() -> Vec<(String, Vec<String>)> {
    let code = |line: &str, start: &str| {
        let (name, _) = line.strip_prefix(start)?.strip_prefix('`')?.split_once('`')?;
        Some(name.to_owned())
    };
    let mut tables: Vec<(String, Vec<String>)> = Vec::new();
    for line in include_str!("../../../docs/tables.md").lines() {
        if let Some(name) = code(line, "## ") {
            tables.push((name, Vec::new()));
        } else if let (Some(column), Some((_, columns))) = (code(line, "| "), tables.last_mut()) {
            columns.push(column);
        }
    }
    tables
}

#[test]
fn every_column_is_documented_and_no_other() {
    let columns = |table: &TableFile| {
        let header = text(table, &Tables::default());
        header.trim().split(',').map(str::to_owned).collect()
    };
    let expected: Vec<(String, Vec<String>)> =
        TABLES.iter().map(|table| (table.name.to_owned(), columns(table))).collect();
    assert_eq!(documented(), expected);
}

#[test]
fn a_run_has_no_table_of_comparison() {
    let names: Vec<&str> = tables_of(Kind::Run).map(|table| table.name).collect();
    let expected = [
        "firms",
        "market",
        "flows",
        "spells",
        "events",
        "letter",
        "offers",
        "decisions",
        "foundings",
        "facts",
        "regions",
        "migration",
        "positions",
        "cascades",
        "outcomes",
    ];
    assert_eq!(names, expected);
    assert_eq!(tables_of(Kind::Comparison).count(), 17);
}

#[test]
fn a_table_that_lacks_a_column_is_not_read() {
    let flows = tables_of(Kind::Run).find(|table| table.name == "flows").unwrap();
    let text = "scenario,replicate\ncalm,1\n";
    let error =
        (flows.read)(&mut text.as_bytes(), &mut Tables::default(), &mut |_| {}).unwrap_err();
    assert!(error.to_string().contains("missing field `month`"), "{error}");
}

/// The rows of a table, without its head, of which the first has another text in a column.
fn with_field(text: &str, column: &str, field: &str) -> Option<String> {
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let head = rows.headers().unwrap().clone();
    let place = head.iter().position(|name| name == column)?;
    let first = rows.records().next()?.unwrap();
    let fields = first.iter().enumerate().map(|(at, old)| if at == place { field } else { old });
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&head).unwrap();
    writer.write_record(fields).unwrap();
    Some(String::from_utf8(writer.into_inner().unwrap()).unwrap())
}

#[test]
fn a_day_that_is_none_is_refused_with_its_line_in_whatever_column_it_stands() {
    let mut found = Vec::new();
    for table in TABLES {
        let text = text(&table, &all_tables());
        for column in ["date", "month", "start", "observed_from", "end", "founded", "ended"] {
            let Some(wrong) = with_field(&text, column, "20x4-01-01") else { continue };
            let error = (table.read)(&mut wrong.as_bytes(), &mut Tables::default(), &mut |_| {})
                .unwrap_err();
            let error = error.to_string();
            assert!(error.contains("line: 2") && error.contains("20x4-01-01"), "{error}");
            found.push(format!("{}.{column}", table.name));
        }
    }
    assert_eq!(found.len(), 14, "{found:?}");
}

#[test]
fn a_long_table_is_shown_in_pieces_that_whoever_sees_them_can_take_out() {
    let flows = tables_of(Kind::Run).find(|table| table.name == "flows").unwrap();
    let rows = (0..10_000).map(|moves| FlowRow { moves, ..FlowRow::default() });
    let tables = Tables { flows: rows.collect(), ..Tables::default() };
    let (mut found, mut most) = (Vec::new(), 0);
    let mut show = |tables: &mut Tables| {
        most = most.max(tables.flows.len());
        found.append(&mut tables.flows);
    };
    (flows.read)(&mut text(&flows, &tables).as_bytes(), &mut Tables::default(), &mut show).unwrap();
    assert_eq!((found == tables.flows, most), (true, MANY));
}
