//! Firms and firm groups by name: who may be named where.

use std::ops::Range;
use std::sync::Arc;

use crate::quantity::Index;
use crate::quantity::RegionId;
use crate::quantity::RoleId;
use crate::quantity::UnitId;

use super::Researcher;
use super::Scope;
use super::reading::Reading;
use super::refusal;
use super::researcher::Names;
use super::tree;

/// The names of all firms that are written out, then of all groups; each in order.
#[derive(Debug, Default)]
pub(super) struct Units {
    firms: Vec<String>,
    groups: Vec<String>,
}

impl Units {
    fn firm(&self, name: &str) -> Option<UnitId> {
        self.firms.iter().position(|firm| firm == name).map(UnitId::at)
    }

    fn group(&self, name: &str) -> Option<UnitId> {
        let position = self.groups.iter().position(|group| group == name)?;
        Some(UnitId::at(self.firms.len() + position))
    }
}

impl Reading<'_> {
    /// Learns the names of firms and groups, and complains of those that cannot be told apart or
    /// written in an outcome.
    pub(super) fn learn_names(&mut self) {
        let firms = tree::names(&self.tree, &["firm"]);
        let groups = tree::names(&self.tree, &["firm-group"]);
        for name in groups.iter().filter(|name| firms.contains(name)) {
            let message = format!("`{name}` names both a firm and a firm group");
            let complaint = self.at(&["firm-group", name], message);
            self.complain(complaint.hint("tables and charts need one name for each"));
        }
        self.check_shared(["firm", "firm-group"], "sector");
        self.check_shared(["firm", "firm-group"], "team");
        self.check_shared(["sector", "sector"], "team");
        for (table, names) in [("firm", &firms), ("firm-group", &groups)] {
            for name in names {
                self.check_name(table, name);
            }
        }
        for table in ["event", "region", "role", "sector", "team", "fact"] {
            for name in tree::names(&self.tree, &[table]) {
                self.check_name(table, &name);
            }
        }
        self.roles = tree::names(&self.tree, &["role"]);
        self.regions = tree::names(&self.tree, &["region"]);
        self.units = Units { firms, groups };
    }

    /// Complains of names of a table that are those of others as well.
    fn check_shared(&mut self, others: [&str; 2], table: &str) {
        for name in tree::names(&self.tree, &[table]) {
            let is_there = |other: &&str| tree::table(&self.tree, &[other, &name]).is_some();
            let Some(other) = others.into_iter().find(is_there) else { continue };
            let message =
                format!("`{name}` names both a {} and a {table}", other.replace('-', " "));
            let complaint = self.at(&[table, &name], message);
            self.complain(complaint.hint("outcomes need one name for each"));
        }
    }

    /// Complains of the name of a program of **supply** that could not be one.
    pub(super) fn check_program_name(&mut self, name: &str) {
        self.check_name_at(&["mechanism", "supply", "program", name]);
    }

    fn check_name(&mut self, table: &str, name: &str) {
        self.check_name_at(&[table, name]);
    }

    fn check_name_at(&mut self, path: &[&str]) {
        let (table, name) = (path[0], path[path.len() - 1]);
        let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.is_empty() || !name.chars().all(is_word) {
            let message = format!("`{name}` cannot be a name");
            let complaint = self.at(path, message);
            self.complain(
                complaint.hint(
                    "names are made of lower-case letters, digits and hyphens; `label` is free",
                ),
            );
        } else if name == "outside" {
            let complaint = self.at(path, "the name `outside` is taken");
            self.complain(complaint.hint("tables call everything beyond the market `outside`"));
        } else if name == "graduates" && table.starts_with("firm") {
            let complaint = self.at(path, "the name `graduates` is taken");
            self.complain(complaint.hint("the ids of graduates are made from it"));
        }
    }

    /// The researcher of this name, which stands at a span.
    pub(super) fn researcher(&mut self, name: &str, span: &Range<usize>) -> Option<Researcher> {
        fn borrowed(names: &[String]) -> Vec<&str> {
            names.iter().map(String::as_str).collect()
        }
        let names = Names {
            firms: borrowed(&self.units.firms),
            groups: borrowed(&self.units.groups),
            roles: borrowed(&self.roles),
        };
        let found = names.researcher(name);
        if let Err(hint) = &found {
            let complaint = self.at_span(span, format!("nobody can be called `{name}`"));
            self.complain(complaint.hint(hint.clone()));
        }
        found.ok()
    }

    /// Whether a firm is written out under this name.
    pub(super) fn is_firm(&self, name: &str) -> bool {
        self.units.firm(name).is_some()
    }

    /// The firm that is written out under this name, which stands at a span.
    pub(super) fn named_firm(&mut self, name: &str, span: &Range<usize>) -> Option<UnitId> {
        let found = self.units.firm(name);
        if found.is_none() && self.units.group(name).is_some() {
            let complaint = self.at_span(span, format!("there is no firm `{name}`"));
            let complaint = complaint.label("a firm group");
            self.complain(complaint.hint(refusal::all_of(&self.units.firms)));
        } else if found.is_none() {
            let firms = self.units.firms.clone();
            self.complain_of_unit("firm", name, span, &firms);
        }
        found
    }

    /// The firm group of this name, which stands at a span.
    pub(super) fn group(&mut self, name: &str, span: &Range<usize>) -> Option<UnitId> {
        let found = self.units.group(name);
        if found.is_none() {
            let groups = self.units.groups.clone();
            self.complain_of_unit("firm group", name, span, &groups);
        }
        found
    }

    /// The firm or group of this name, which stands at a span.
    pub(super) fn unit(&mut self, name: &str, span: &Range<usize>) -> Option<UnitId> {
        let found = self.units.firm(name).or_else(|| self.units.group(name));
        if found.is_none() {
            let all = [&self.units.firms[..], &self.units.groups].concat();
            self.complain_of_unit("firm or firm group", name, span, &all);
        }
        found
    }

    /// The firm, group or sector of this name, which stands at a span. A sector that was refused has no
    /// firms, and is not complained of again.
    pub(super) fn scope(&mut self, name: &str, span: &Range<usize>) -> Option<Scope> {
        let sectors = tree::names(&self.tree, &["sector"]);
        if let Some(unit) = self.units.firm(name).or_else(|| self.units.group(name)) {
            return Some(Scope::new(name, [unit]));
        }
        if sectors.iter().any(|sector| sector == name) {
            let read = self.sectors.iter().find(|sector| sector.name() == name);
            return Some(read.cloned().unwrap_or_else(|| Scope::new(name, [])));
        }
        let all = [&self.units.firms[..], &self.units.groups, &sectors].concat();
        self.complain_of_unit("firm, firm group or sector", name, span, &all);
        None
    }

    /// The team of this name, which stands at a span; whatever is wrong with it is said where it is written.
    pub(super) fn team(&mut self, name: &str, span: &Range<usize>) -> Option<Arc<str>> {
        let teams = tree::names(&self.tree, &["team"]);
        if teams.iter().any(|team| team == name) {
            return Some(name.into());
        }
        self.complain_of_unit("team", name, span, &teams);
        None
    }

    /// The role of this name, which stands at a span.
    pub(super) fn role(&mut self, name: &str, span: &Range<usize>) -> Option<RoleId> {
        let found = self.roles.iter().position(|role| role == name).map(RoleId::at);
        if found.is_none() {
            let roles = self.roles.clone();
            self.complain_of_unit("role", name, span, &roles);
        }
        found
    }

    /// The region of this name, which stands at a span.
    pub(super) fn region(&mut self, name: &str, span: &Range<usize>) -> Option<RegionId> {
        let found = self.regions.iter().position(|region| region == name).map(RegionId::at);
        if found.is_none() {
            let regions = self.regions.clone();
            self.complain_of_unit("region", name, span, &regions);
        }
        found
    }

    fn complain_of_unit(&mut self, kind: &str, name: &str, span: &Range<usize>, all: &[String]) {
        let switched_off = ["firm", "firm-group", "role", "sector", "team"]
            .into_iter()
            .find(|table| self.is_switched_off(&[*table, name]));
        let complaint = self.at_span(span, format!("there is no {kind} `{name}`"));
        self.complain(match switched_off {
            Some(table) => complaint
                .label("switched off")
                .hint(format!("`[{table}.{name}]` says `enabled = false`")),
            None => complaint.label("no such name").hint(refusal::hint(name, all)),
        });
    }
}
