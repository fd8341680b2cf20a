//! Worlds between two scenarios: as one of them but for some tables, which are as in the other.

use toml::Table;
use toml::Value;

use super::Scenario;
use super::difference::NAMED;
use super::difference::difference;

/// The tables in which two scenarios differ, in order: `event.ouster` or `firm.openai` where tables have names
/// of their own, else `taste` or `population`; and keys at the top.
pub fn tables_that_differ(one: &Scenario, other: &Scenario) -> Vec<String> {
    let mut tables: Vec<String> =
        difference(one, other).iter().map(|change| table_of(&change.path)).collect();
    tables.dedup();
    tables
}

/// The text of a world that is as `scenario` is, but for the `tables`, which are as in `other`: there or not, and
/// with its values.
pub fn exchanged<'t>(
    scenario: &Scenario,
    other: &Scenario,
    tables: impl IntoIterator<Item = &'t str>,
) -> String {
    let read = |scenario: &Scenario| -> Table {
        scenario.text.parse().expect("a scenario keeps a text that was read before")
    };
    let (mut text, other) = (read(scenario), read(other));
    for path in tables {
        match path.split_once('.') {
            None => exchange(&mut text, &other, path),
            Some((kind, name)) => {
                let inside = text.entry(kind).or_insert_with(|| Table::new().into());
                let others = other.get(kind).and_then(Value::as_table);
                if let Some(inside) = inside.as_table_mut() {
                    exchange(inside, others.unwrap_or(&Table::new()), name);
                }
            }
        }
    }
    toml::to_string(&text).expect("a table of TOML can be written")
}

fn exchange(table: &mut Table, other: &Table, key: &str) {
    match other.get(key) {
        Some(value) => table.insert(key.to_owned(), value.clone()),
        None => table.remove(key),
    };
}

/// The table of a change: two words where tables have names of their own, else one.
fn table_of(path: &str) -> String {
    let words = 1 + usize::from(NAMED.iter().any(|kind| path.starts_with(&format!("{kind}."))));
    path.splitn(words + 1, '.').take(words).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario;
    use crate::scenario::Library;

    const WORLD: &str = "\
        title = 'A world'\nfocal = 'cedar'\noutcomes = []\n[time]\nstart = 2022-01-01\nend = 2023-01-01\n\
        [population]\nresearchers = 500\n[firm.cedar]\nstaff = 200\n[firm.maple]\nstaff = 300\n\
        [event.ouster]\nkind = 'ouster'\nfirm = 'cedar'\ndate = 2022-03-01\n\
        [mechanism.turmoil]\nouster-jump = 3\n";

    struct Text<'a>(&'a str);

    impl Library for Text<'_> {
        fn text(&self, _path: &str) -> Result<String, String> {
            Ok(self.0.to_owned())
        }
    }

    fn world(text: &str, sets: &[&str]) -> Scenario {
        let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).collect();
        scenario::read(&Text(text), "world.toml", &sets, &[]).unwrap()
    }

    #[test]
    fn worlds_differ_in_tables_and_all_of_them_exchanged_are_the_other_world() {
        let one = world(WORLD, &[]);
        let other = world(
            WORLD,
            &[
                "event.ouster.enabled=false",
                "firm.maple.staff=310",
                "firm.maple.reach=2",
                "firm.pine.staff=5",
                "taste.mission=0.5",
                "title=Other",
            ],
        );
        let tables = tables_that_differ(&one, &other);
        assert_eq!(tables, ["event.ouster", "firm.maple", "firm.pine", "taste"]);
        let all = world(&exchanged(&one, &other, tables.iter().map(String::as_str)), &[]);
        assert_eq!(difference(&all, &other), []);
        assert_eq!(all.title, "A world");
        let some = world(&exchanged(&one, &other, ["event.ouster", "firm.pine"]), &[]);
        assert_eq!(tables_that_differ(&one, &some), ["event.ouster", "firm.pine"]);
        assert_eq!(tables_that_differ(&some, &other), ["firm.maple", "taste"]);
        let back = world(&exchanged(&other, &one, tables.iter().map(String::as_str)), &[]);
        assert_eq!(difference(&back, &one), []);
    }

    #[test]
    fn nothing_exchanged_is_the_same_world() {
        let one = world(WORLD, &[]);
        assert_eq!(world(&exchanged(&one, &one, []), &[]), one);
    }
}
