//! Bad scenarios and what is said about them; good ones and how they are read.

use std::fs;

use braindrain::cli::complaint::render;
use braindrain::experiment::vocabulary;
use braindrain::quantity::Date;
use braindrain::quantity::Days;
use braindrain::quantity::PerClass;
use braindrain::quantity::Spread;
use braindrain::scenario;
use braindrain::scenario::Complaints;
use braindrain::scenario::Library;
use braindrain::scenario::Scenario;

/// The folder `tests/bad` or `scenarios`, whatever the machine calls it.
struct Folder(&'static str);

impl Library for Folder {
    fn text(&self, path: &str) -> Result<String, String> {
        let path = format!("{}/{}/{path}", env!("CARGO_MANIFEST_DIR"), self.0);
        fs::read_to_string(path).ok().ok_or_else(|| "no such file".to_owned())
    }

    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(format!("{}/{}/{path}", env!("CARGO_MANIFEST_DIR"), self.0)).ok()
    }
}

/// One text that nobody has to store.
struct Page(String);

impl Library for Page {
    fn text(&self, _path: &str) -> Result<String, String> {
        Ok(self.0.clone())
    }
}

fn read(folder: &'static str, path: &str, settings: &[&str]) -> Result<Scenario, Complaints> {
    let settings: Vec<String> = settings.iter().map(|&setting| setting.to_owned()).collect();
    scenario::read(&Folder(folder), path, &settings, &vocabulary())
}

fn read_page(text: &str) -> Result<Scenario, Complaints> {
    scenario::read(&Page(text.to_owned()), "page.toml", &[], &vocabulary())
}

/// The calm world of `tests/bad`, with settings laid over it.
fn calm_with(settings: &[&str]) -> Result<Scenario, Complaints> {
    read("tests/bad", "world/calm.toml", settings)
}

fn messages(complaints: &Complaints) -> Vec<&str> {
    complaints.list().iter().map(|complaint| complaint.message.as_str()).collect()
}

#[test]
fn every_bad_scenario_is_refused_in_plain_words() {
    insta::glob!("../bad", "*.toml", |path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let complaints = read("tests/bad", name, &[]).unwrap_err();
        let wanted = if name == "five-mistakes.toml" { 5 } else { complaints.list().len().min(3) };
        assert_eq!(complaints.list().len(), wanted, "{complaints}");
        insta::assert_snapshot!(render(&complaints, false));
    });
}

#[test]
fn one_mistake_in_base_overlay_and_setting_is_shown_in_all_three_places() {
    let settings = ["taste.stabillity=0.3"];
    let complaints = read("tests/bad", "layers/overlay.toml", &settings).unwrap_err();
    let places: Vec<_> = complaints
        .list()
        .iter()
        .map(|complaint| {
            let place = complaint.place.as_ref().unwrap();
            (place.file.to_string(), place.line_and_column())
        })
        .collect();
    let expected =
        [("layers/base.toml", (4, 1)), ("layers/overlay.toml", (6, 1)), ("--set", (1, 7))];
    assert_eq!(places, expected.map(|(file, at)| (file.to_owned(), at)));
    insta::assert_snapshot!(render(&complaints, false));
}

#[test]
fn settings_are_complained_of_where_they_are_typed() {
    let complaints = calm_with(&[
        "run.sede=7",
        "firm.opnai.pay.level=0.3",
        "mechanism.turmoil.slow-share=often",
        "time.start=2030-01-01",
    ]);
    insta::assert_snapshot!(render(&complaints.unwrap_err(), false));
}

#[test]
fn a_file_whose_name_cannot_be_drawn_needs_a_title() {
    let text = "focal = 'a'\n[time]\nstart = 2022-01-01\nend = 2023-01-01\n[population]\nresearchers = 9\n\
                [firm.a]\nstaff = 9\n";
    let read =
        |path: &str, text: &str| scenario::read(&Page(text.to_owned()), path, &[], &vocabulary());
    let complaints = read("мир.toml", text).unwrap_err();
    assert_eq!(
        messages(&complaints),
        ["the name of the file, which is the title, cannot be drawn"]
    );
    let hint = complaints.list()[0].hint.as_deref().unwrap();
    assert!(hint.starts_with("add a `title`"), "{hint}");
    assert_eq!(read("мир.toml", &format!("title = 'A world'\n{text}")).unwrap().name, "мир");
    assert_eq!(read("world.toml", text).unwrap().title, "world");
}

#[test]
fn what_is_written_for_a_mechanism_that_is_switched_off_is_fine() {
    let settings = [
        "firm.openai.non-compete=26 weeks",
        "firm.openai.lead=3",
        "mechanism.policy.enabled=false",
        "mechanism.frontier.enabled=false",
    ];
    calm_with(&settings).unwrap();
    // A clause may come later, and be that of a firm that is switched off.
    let ban = "mechanism.policy.enforcement=0";
    let later =
        "event.e={kind='change', date=2023-01-02, set={\"firm.openai.non-compete\"='9 weeks'}}";
    calm_with(&[ban, later]).unwrap();
    let off = ["firm.maple={enabled=false, staff=1, non-compete='9 weeks'}", ban];
    calm_with(&off).unwrap();
    calm_with(&[later]).unwrap_err();
}

#[test]
fn what_is_no_setting_is_said_to_be_none() {
    for setting in ["seed", "=7", "run.=7", ""] {
        let complaints = calm_with(&[setting]).unwrap_err();
        assert_eq!(messages(&complaints), ["this is no setting"], "of `{setting}`");
    }
    let complaints = calm_with(&["extends=other.toml"]).unwrap_err();
    assert_eq!(messages(&complaints), ["`extends` cannot be set from outside"]);
}

/// Each of them alone: a chart of such a sum would be the first to find out.
#[test]
fn no_sum_and_no_multiple_of_pay_is_beyond_all_measure() {
    let campaign = "event.c={kind='campaign',date=2023-05-15,firm='openai',target='deepmind',";
    let round = "event.r={kind='funding',date=2023-05-15,firm='openai',";
    for (setting, path) in [
        ("class.applied.pay=1e40".to_owned(), "class.applied.pay"),
        ("firm.openai.pay.level=1e35".to_owned(), "firm.openai.pay.level"),
        ("firm.openai.pay.offer-premium=1e3".to_owned(), "firm.openai.pay.offer-premium"),
        ("firm.openai.valuation=1e16".to_owned(), "firm.openai.valuation"),
        ("firm.openai.training-budget=1e16".to_owned(), "firm.openai.training-budget"),
        ("firm.openai.users-per-head=1e300".to_owned(), "firm.openai.users-per-head"),
        ("firm-group.startups.valuation=1e20".to_owned(), "firm-group.startups.valuation"),
        (
            "firm-group.startups.pay.level={lognormal=[0,9]}".to_owned(),
            "firm-group.startups.pay.level",
        ),
        ("mechanism.pay.first-wealth=1e9".to_owned(), "mechanism.pay.first-wealth"),
        ("mechanism.pay.bid-elasticity=1e3".to_owned(), "mechanism.pay.bid-elasticity"),
        ("mechanism.pay.reference-budget=1e20".to_owned(), "mechanism.pay.reference-budget"),
        ("mechanism.pay.band-bounds=[0.5,1e9]".to_owned(), "mechanism.pay.band-bounds"),
        (
            "mechanism.bidding.retention-ceiling=1e9".to_owned(),
            "mechanism.bidding.retention-ceiling",
        ),
        (format!("{campaign}pay-multiple=1e9}}"), "event.c.pay-multiple"),
        (format!("{campaign}signing-bonus=1e20}}"), "event.c.signing-bonus"),
        (format!("{round}valuation=1e20}}"), "event.r.valuation"),
    ] {
        let mut settings = vec![setting.as_str()];
        if path == "event.r.valuation" {
            settings.push("firm.openai.valuation=1e9");
        }
        let complaints = calm_with(&settings).unwrap_err();
        assert_eq!(messages(&complaints), [format!("`{path}` is out of bounds")], "{setting}");
    }
}

#[test]
fn a_plan_is_measured_against_the_population_unless_it_is_small() {
    let few = "population.researchers=1";
    calm_with(&["firm.openai.staff=9e5"]).unwrap();
    calm_with(&["firm.openai.staff=9e4", few]).unwrap();
    let complaints = calm_with(&["firm.openai.staff=9e5", few]).unwrap_err();
    assert_eq!(messages(&complaints), ["`firm.openai.staff` is out of bounds"]);
}

#[test]
fn a_value_that_is_none_of_toml_hides_no_other_mistake() {
    let calm = Folder("tests/bad").text("world/calm.toml").unwrap();
    let broken = calm.replace("end = 2024-01-01", "end = 2024-02-30");
    let complaints =
        read_page(&(broken.clone() + "reach = -1\n[firm.deepmind.equity]\n")).unwrap_err();
    let found = messages(&complaints);
    assert_eq!(found.len(), 3, "{complaints}");
    assert_eq!(found[0], "there is no day `2024-02-30`");
    // Nobody knows what stands in a list that has no end.
    let complaints = read_page(&(broken + "x = [1\n[firm.openai]\nreach = -1\n")).unwrap_err();
    assert!(!messages(&complaints).iter().any(|said| said.contains("reach")), "{complaints}");
}

#[test]
fn what_only_follows_from_a_mistake_is_not_complained_of() {
    for (settings, message) in [
        (
            // The reinstatement has its ouster, though nobody knows of whom.
            &[
                "event.ouster.firm=opnai",
                "event.back = { kind = 'reinstatement', date = 2023-11-21, firm = 'openai' }",
            ][..],
            "there is no firm `opnai`",
        ),
        // The other shares add up with a share that cannot be read.
        (
            &["class.star.share=lots", "class.applied.share=0.2"],
            "wrong value for `class.star.share`",
        ),
        // An event cannot lie outside a horizon that cannot be read.
        (&["time.end=soon"], "wrong value for `time.end`"),
        // The focal firm is there, though its staff cannot be read.
        (&["firm.openai.staff=many"], "wrong value for `firm.openai.staff`"),
    ] {
        assert_eq!(messages(&calm_with(settings).unwrap_err()), [message]);
    }
}

#[test]
fn a_scenario_that_is_not_there_is_named() {
    let complaints = read("tests/bad", "nowhere.toml", &[]).unwrap_err();
    let expected = "error: cannot read the scenario `nowhere.toml`: no such file\n\n\
                    1 complaint; nothing was run\n";
    assert_eq!(render(&complaints, false), expected);
}

#[test]
fn colour_is_there_only_if_asked_for() {
    let complaints = calm_with(&["run.sede=7"]).unwrap_err();
    assert!(!render(&complaints, false).contains('\u{1b}'));
    assert!(render(&complaints, true).contains('\u{1b}'));
}

#[test]
fn every_scenario_of_the_library_is_read_without_complaint() {
    let folder = format!("{}/scenarios", env!("CARGO_MANIFEST_DIR"));
    let mut number = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let read = read("scenarios", name, &[]);
            assert!(read.is_ok(), "{}", render(&read.unwrap_err(), false));
            number += 1;
        }
    }
    assert!(number > 0, "there are scenarios to read");
}

#[test]
fn settings_win_over_overlays_and_overlays_over_bases() {
    let read = |settings: &[&str]| read("tests/bad", "layers/good.toml", settings).unwrap();
    assert_eq!(read(&[]).run.seed, 2);
    assert_eq!(read(&[]).run.replicates, 30, "the base is kept where nothing is laid over it");
    assert_eq!(read(&["run.seed=7", "firm.openai.label=The Lab"]).run.seed, 7);
    let labelled = read(&["firm.openai.label=The Lab"]);
    assert_eq!(labelled.label(labelled.focal), "The Lab");
}

#[test]
fn a_spread_is_one_value_and_replaced_by_another_law() {
    let read = |setting| calm_with(&["taste.mission={gamma=[2,0.31]}", setting]).unwrap();
    let normal = read("taste.mission={normal=[0.4,0.1]}").taste.mission;
    assert_eq!(normal, Spread::Normal { mean: 0.4, deviation: 0.1 });
    // A firm may be called like a law.
    let firms = read("firm.normal={staff=3}").firms;
    assert_eq!(firms.len(), 3);
}

#[test]
fn an_inherited_event_beyond_a_shortened_horizon_is_left_out_and_listed() {
    let short = calm_with(&["time.end=2023-06-01"]).unwrap();
    assert_eq!(short.left_out, ["ouster"]);
    assert_eq!(short.events, []);
    let laid_over = calm_with(&["time.end=2023-06-01", "event.ouster.date=2023-07-01"]);
    assert_eq!(messages(&laid_over.unwrap_err()), ["the event `ouster` lies outside the horizon"]);
}

#[test]
fn the_text_of_a_scenario_means_the_same_scenario() {
    let settings = ["time.end=2023-06-01", "firm.deepmind.source=press", "taste.mission=0.7"];
    for original in [
        calm_with(&settings),
        read("scenarios", "minimal.toml", &[]),
        read("tests/bad", "world/everything.toml", &[]),
    ] {
        let original = original.unwrap();
        let library = Page(original.text.clone());
        let path = format!("{}.toml", original.name);
        let again = scenario::read(&library, &path, &[], &vocabulary()).unwrap();
        assert_eq!(again, original);
        assert!(!original.text.contains("extends"));
    }
}

#[test]
fn what_is_switched_off_is_not_there() {
    let settings = ["firm.deepmind.enabled=false", "event.ouster.enabled=false"];
    let scenario = calm_with(&settings).unwrap();
    assert_eq!(scenario.firms.len(), 1);
    assert_eq!(scenario.events, []);
    assert_eq!(calm_with(&["mechanism.turmoil.enabled=false"]).unwrap().mechanisms.turmoil, None);
    assert!(calm_with(&["mechanism.exits.enabled=true"]).unwrap().mechanisms.exits.is_some());
    assert_eq!(calm_with(&["mechanism.exits.enabled=false"]).unwrap().mechanisms.exits, None);
}

#[test]
fn sources_and_notes_are_kept_wherever_they_stand() {
    let settings =
        ["source=press", "mechanism.turmoil.note=a guess", "firm.deepmind.pay.note=high"];
    let scenario = calm_with(&settings).unwrap();
    let paths: Vec<_> = scenario.assumptions.iter().map(|a| a.path.as_str()).collect();
    assert_eq!(paths, ["scenario", "firm.deepmind.pay", "mechanism.turmoil"]);
    assert_eq!(scenario.assumptions[0].source.as_deref(), Some("press"));
    assert_eq!(scenario.assumptions[1].note.as_deref(), Some("high"));
}

#[test]
fn what_is_not_written_takes_its_default() {
    let scenario = read("scenarios", "minimal.toml", &[]).unwrap();
    assert_eq!((scenario.run.seed, scenario.run.replicates), (1, 100));
    assert_eq!(scenario.outcomes[0].text, "departures:cedar");
    assert_eq!(scenario.record.spells, [scenario.focal]);
    assert_eq!(scenario.firms[0].classes, PerClass([0.02, 0.25, 0.48, 0.25]));
    assert_eq!(scenario.groups[0].label, "Start-ups");
    let partly = calm_with(&["mechanism.recruiting.time-to-offer.star='1 day'"]).unwrap();
    let days = partly.mechanisms.recruiting.unwrap().time_to_offer;
    assert_eq!(days, PerClass([1.0, 21.0, 21.0, 21.0].map(Days)));
}

#[test]
fn events_come_by_date_and_firms_by_name() {
    let settings = [
        "event.back = { kind = 'reinstatement', date = 2023-11-21, firm = 'openai' }",
        "event.anew = { kind = 'ouster', date = 2023-11-21, firm = 'deepmind', jump = 2 }",
    ];
    let scenario = calm_with(&settings).unwrap();
    let names: Vec<_> = scenario.events.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["ouster", "anew", "back"]);
    assert_eq!(scenario.events[1].date, Date::new(2023, 11, 21).unwrap());
    assert_eq!(scenario.unit_name(scenario.focal), "openai");
    let firms: Vec<_> = scenario.firms.iter().map(|firm| firm.name.as_str()).collect();
    assert_eq!(firms, ["deepmind", "openai"]);
}

#[test]
fn every_key_makes_a_difference() {
    let text = Folder("tests/bad").text("world/everything.toml").unwrap();
    let meant =
        |text: &str| read_page(text).map(|scenario| Scenario { text: String::new(), ..scenario });
    let original = meant(&text);
    assert!(original.is_ok(), "{original:?}");
    for line in text.lines().filter(|line| line.contains(" = ") && *line != "enabled = true") {
        assert!(meant(&text.replace(line, "")) != original, "nothing is lost without `{line}`");
    }
}

#[test]
fn nothing_that_can_be_typed_makes_the_reader_panic() {
    let text = Folder("tests/bad").text("world/everything.toml").unwrap();
    let values =
        ["", "-1", "0", "nan", "true", "2023-11-17", "'x'", "[]", "[[1]]", "{}", "{ a = 1 }"];
    for (number, line) in text.lines().enumerate() {
        let key = line.split('=').next().unwrap();
        for value in values {
            let mut lines: Vec<&str> = text.lines().collect();
            let changed = format!("{key}= {value}");
            lines[number] = if line.contains('=') { &changed } else { value };
            if let Err(complaints) = read_page(&lines.join("\n")) {
                assert!(render(&complaints, false).contains("nothing was run"));
            }
        }
    }
}

#[test]
fn every_value_of_a_wrong_type_is_one_complaint_at_that_value() {
    let text = Folder("tests/bad").text("world/everything.toml").unwrap();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| line.contains(" = ")) {
        let (key, _) = line.split_once(" = ").unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        let changed = format!("{key} = [[[]]]");
        lines[number] = &changed;
        let complaints = read_page(&lines.join("\n")).unwrap_err();
        let [complaint] = complaints.list() else { panic!("of `{changed}`: {complaints}") };
        let (found, _) = complaint.place.as_ref().unwrap().line_and_column();
        assert_eq!(found, number + 1, "of `{changed}`: {complaints}");
    }
}
