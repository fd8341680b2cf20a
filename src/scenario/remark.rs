//! What every table may carry besides its values: `source`, `note`, and for some `enabled`.

use super::Assumption;
use super::mechanism::MECHANISMS;
use super::reading::Reading;
use super::refusal;
use super::tree;

impl Reading<'_> {
    /// Takes `source` and `note` out of every table, and says which tables had them.
    pub(super) fn take_assumptions(&mut self) -> Vec<Assumption> {
        let mut found = Vec::new();
        self.assumptions_of(&[], &mut found);
        found
    }

    fn assumptions_of(&mut self, path: &[&str], found: &mut Vec<Assumption>) {
        let source = self.take_text(path, "source");
        let note = self.take_text(path, "note");
        if source.is_some() || note.is_some() {
            let path = if path.is_empty() { "scenario".to_owned() } else { path.join(".") };
            found.push(Assumption { path, source, note });
        }
        for name in tree::names(&self.tree, path) {
            self.assumptions_of(&[path, &[&name]].concat(), found);
        }
    }

    fn take_text(&mut self, path: &[&str], key: &str) -> Option<String> {
        let path = [path, &[key]].concat();
        let written = tree::value(&self.tree, &path)?.get_ref();
        let text = written.as_str().map(str::to_owned);
        if text.is_none() {
            let message = format!("wrong value for `{}`", path.join("."));
            let complaint = self.at(&path, message).label("expected a text in quotes");
            self.complain(complaint.hint("every table may say where its values come from"));
        }
        tree::cut(&mut self.tree, &path);
        text
    }

    /// Takes `enabled` out of the tables that may have it, and with it the tables that it switches
    /// off.
    pub(super) fn take_switches(&mut self) {
        for table in ["firm", "firm-group", "event", "mechanism", "role", "sector", "team", "fact"]
        {
            for name in tree::names(&self.tree, &[table]) {
                self.take_switch(&[table, &name]);
            }
        }
    }

    fn take_switch(&mut self, path: &[&str; 2]) {
        let switch = [path[0], path[1], "enabled"];
        match tree::value(&self.tree, &switch).map(|value| value.get_ref().as_bool()) {
            None => return,
            Some(None) => {
                let message = format!("wrong value for `{}`", switch.join("."));
                self.complain(self.at(&switch, message).label("expected `true` or `false`"));
                self.refuse(&switch);
            }
            Some(Some(false)) => return self.switch_off(path, &switch),
            Some(Some(true)) => {}
        }
        tree::cut(&mut self.tree, &switch);
    }

    fn switch_off(&mut self, path: &[&str; 2], switch: &[&str]) {
        let &[table, name] = path;
        if *path == ["mechanism", "choice"] {
            let complaint = self.at(switch, "the mechanism `choice` cannot be switched off");
            self.complain(complaint.hint("without it nobody could answer an offer"));
        }
        if !self.is_known(path) {
            let names = tree::names(&self.tree, &[table]);
            let others = names.iter().map(String::as_str).filter(|other| *other != name);
            let known = if table == "mechanism" { MECHANISMS.to_vec() } else { others.collect() };
            let hint = refusal::did_you_mean(name, known);
            let message = format!("there is no {table} `{name}` to switch off");
            let complaint = self.at(path, message).label("nothing else is said about it");
            self.complain(super::Complaint { hint, ..complaint });
        }
        self.switched_off.push(vec![table.to_owned(), name.to_owned()]);
        tree::cut(&mut self.tree, path);
    }

    /// Whether there is anything to switch off: a mechanism of that name, or a table with more in it
    /// than the switch.
    fn is_known(&self, path: &[&str; 2]) -> bool {
        if path[0] == "mechanism" {
            MECHANISMS.contains(&path[1])
        } else {
            tree::table(&self.tree, path).is_some_and(|table| table.len() > 1)
        }
    }
}
