//! Researchers by name, as tables print them: `openai.star/2023-01/17`, or `role.chief-scientist`.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::FirmKey;
use crate::quantity::Index;
use crate::quantity::ResearcherId;
use crate::quantity::RoleId;

use super::Scenario;
use super::refusal;

/// What the names of role-holders begin with.
const ROLE: &str = "role.";
/// What the names of those begin with who enter by a program.
const PROGRAM: &str = "program.";
const GRADUATES: &str = "graduates";

/// Somebody who can be named before anything has been simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Researcher {
    /// Whoever has this id, if there is anybody.
    Id(ResearcherId),
    /// The holder of a role.
    Role(RoleId),
}

/// The names that those of researchers are made of.
pub(super) struct Names<'a> {
    pub(super) firms: Vec<&'a str>,
    pub(super) groups: Vec<&'a str>,
    pub(super) roles: Vec<&'a str>,
}

impl Scenario {
    /// The researcher of a name; a hint if it can be nobody's. Whether there is anybody of the name in a
    /// replicate shows only in it.
    pub fn researcher_named(&self, name: &str) -> Result<Researcher, String> {
        let names = Names {
            firms: self.firms.iter().map(|firm| firm.name.as_str()).collect(),
            groups: self.groups.iter().map(|group| group.name.as_str()).collect(),
            roles: self.roles.iter().map(|role| role.name.as_str()).collect(),
        };
        names.researcher(name)
    }
}

impl Names<'_> {
    /// The researcher of a name; a hint if it can be nobody's.
    pub(super) fn researcher(&self, name: &str) -> Result<Researcher, String> {
        if let Some(role) = name.strip_prefix(ROLE) {
            let position = self.roles.iter().position(|&known| known == role);
            return position.map(|role| Researcher::Role(RoleId::at(role))).ok_or_else(|| {
                self.hint(refusal::nearest(role, self.roles.iter().copied()), |near| {
                    format!("{ROLE}{near}")
                })
            });
        }
        let Some((origin, class, rest)) = parts(name) else {
            return Err(self.hint(None, |_| String::new()));
        };
        let Some(known) = CLASSES.into_iter().find(|known| known.name() == class) else {
            let near = refusal::nearest(class, CLASSES.map(Class::name));
            return Err(self.hint(near, |near| format!("{origin}.{near}/{rest}")));
        };
        let Some(key) = self.origin(origin) else {
            let units = self.firms.iter().chain(&self.groups).copied();
            let near = refusal::nearest(origin, units.chain([GRADUATES]));
            return Err(self.hint(near, |near| format!("{near}.{class}/{rest}")));
        };
        let entered = rest.split_once('/').and_then(|(month, ordinal)| {
            let date: Date = format!("{month}-01").parse().ok()?;
            Some((date, ordinal.parse().ok()?))
        });
        let (date, ordinal) = entered.ok_or_else(|| self.hint(None, |_| String::new()))?;
        Ok(Researcher::Id(ResearcherId::of_origin(key, known, date, ordinal)))
    }

    /// The key of the name before the class.
    fn origin(&self, origin: &str) -> Option<FirmKey> {
        if let Some((group, ordinal)) = origin.rsplit_once('.')
            && self.groups.contains(&group)
        {
            return Some(FirmKey::of_member(group, ordinal.parse().ok()?));
        }
        let is_known = self.firms.contains(&origin)
            || origin == GRADUATES
            || origin.strip_prefix(PROGRAM).is_some_and(|name| !name.is_empty());
        is_known.then(|| FirmKey::of_name(origin))
    }

    fn hint(&self, near: Option<&str>, whole: impl Fn(&str) -> String) -> String {
        near.map_or_else(
            || {
                let firm = self.firms.first().copied().unwrap_or("firm");
                let role =
                    self.roles.first().map_or(String::new(), |role| format!(" or `{ROLE}{role}`"));
                format!("names are written as in tables: `{firm}.star/2023-01/17`{role}")
            },
            |near| format!("did you mean `{}`?", whole(near)),
        )
    }
}

/// What stands before the class, the class, and what stands after it.
fn parts(name: &str) -> Option<(&str, &str, &str)> {
    let (head, rest) = name.split_once('/')?;
    let (origin, class) = head.rsplit_once('.')?;
    Some((origin, class, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str) -> Result<Researcher, String> {
        let (firms, groups, roles) = (vec!["openai"], vec!["start-ups"], vec!["chief-scientist"]);
        Names { firms, groups, roles }.researcher(name)
    }

    #[test]
    fn a_name_is_turned_back_into_the_id_that_it_was_made_of() {
        let month = Date::new(2023, 1, 1).unwrap();
        let id = |key, ordinal| {
            Ok(Researcher::Id(ResearcherId::of_origin(key, Class::Star, month, ordinal)))
        };
        assert_eq!(found("openai.star/2023-01/17"), id(FirmKey::of_name("openai"), 17));
        assert_eq!(found("start-ups.8.star/2023-01/0"), id(FirmKey::of_member("start-ups", 8), 0));
        assert_eq!(found("graduates.star/2023-01/5"), id(FirmKey::of_name("graduates"), 5));
        assert_eq!(found("role.chief-scientist"), Ok(Researcher::Role(RoleId(0))));
    }

    #[test]
    fn a_name_that_can_be_nobodys_gets_the_nearest_one_that_can() {
        let nearest = [
            ("role.chief-scientst", "did you mean `role.chief-scientist`?"),
            ("opnai.star/2023-01/17", "did you mean `openai.star/2023-01/17`?"),
            ("openai.stars/2023-01/17", "did you mean `openai.star/2023-01/17`?"),
        ];
        for (name, hint) in nearest {
            assert_eq!(found(name), Err(hint.to_owned()));
        }
        for name in ["", "17", "openai", "openai.star/2023-13/1", "openai.star/2023-01/x", "role.x"]
        {
            let hint = found(name).unwrap_err();
            assert!(
                hint.contains("`openai.star/2023-01/17` or `role.chief-scientist`"),
                "{name}: {hint}"
            );
        }
    }
}
