//! The parameters that are in force in a scenario, whether it writes them or not.

use toml::Table;
use toml::Value;

use crate::quantity::CLASSES;

use super::Scenario;
use super::difference::leaves;
use super::schema::Key;
use super::schema::keys;

/// A taste, or a parameter of a mechanism that is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its path, such as `taste.mission`.
    pub path: String,
    /// Its value: as it is written, or else in the words of the reference.
    pub value: String,
    /// Whether the scenario writes it; else it is the default.
    pub is_written: bool,
    /// What a default rests on, as far as that is known.
    pub status: String,
}

/// The tastes, and the parameters of all mechanisms that are on, in the order of the reference.
pub fn parameters(scenario: &Scenario) -> Vec<Parameter> {
    let text: Table = scenario.text.parse().expect("a scenario keeps a text that was read before");
    let mut written = Vec::new();
    let mechanisms = text.get("mechanism").and_then(Value::as_table);
    let is_on = |name: &str| {
        let table = mechanisms.and_then(|all| all.get(name));
        let is_off = |table: &Value| table.get("enabled") == Some(&Value::Boolean(false));
        // The only mechanism that is on without a table.
        table.map_or(name == "choice", |table| !is_off(table))
    };
    for kind in ["taste", "mechanism"] {
        if let Some(table) = text.get(kind).and_then(Value::as_table) {
            leaves(kind, table, &mut written);
        }
    }
    let in_force = |key: &Key| {
        let mut names = key.path.split('.');
        match (names.next(), names.next()) {
            (Some("taste"), _) => true,
            (Some("mechanism"), Some(name)) => is_on(name),
            _ => false,
        }
    };
    keys().into_iter().filter(in_force).flat_map(|key| of_key(key, &written)).collect()
}

/// What is written for a key, or else its default, which is also that of classes that are not written: none where there
/// is nothing that could have it.
fn of_key(key: Key, written: &[(String, Value)]) -> Vec<Parameter> {
    // One number may stand for all classes.
    let of_all = key.path.strip_suffix(".CLASS");
    let is_own = |path: &str| key.holds(path) || of_all == Some(path);
    let own = written.iter().filter(|(path, _)| is_own(path));
    let own = own.map(|(path, value)| Parameter {
        path: path.clone(),
        value: value.to_string(),
        is_written: true,
        status: String::new(),
    });
    let mut found: Vec<Parameter> = own.collect();
    let is_of_some = of_all.is_some_and(|all| {
        found.len() < CLASSES.len() && found.iter().all(|parameter| parameter.path != all)
    });
    let can_be_default = !key.default.is_empty() && !key.path.contains("NAME");
    if can_be_default && (found.is_empty() || is_of_some) {
        let Key { path, default, status } = key;
        found.push(Parameter { path, value: default.replace('`', ""), is_written: false, status });
    }
    found
}
