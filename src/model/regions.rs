//! **regions**: where people live and come from, and what it costs them to go elsewhere.
//!
//! A home is a pure function of id and origin, and where somebody lives one of home and employer. The
//! home stands in one byte for each person, since whoever is called is asked for it; where they live is
//! computed. The numbers of those who live in each region are kept.

use crate::quantity::Column;
use crate::quantity::Date;
use crate::quantity::FirmId;
use crate::quantity::FirmKey;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::quantity::RegionId;
use crate::quantity::ResearcherId;
use crate::quantity::hash_name;
use crate::random::Address;
use crate::random::Decision;
use crate::random::Luck;
use crate::scenario::Regions;
use crate::scenario::Scenario;

use super::Model;
use super::offer::Application;
use super::people::Origin;
use super::week::RegionState;

/// The regions in which a firm has sites.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sites {
    main: Option<RegionId>,
    /// One bit for each region.
    all: u64,
}

/// How many people live in a region.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Residents {
    pub(super) heads: u32,
    /// Those among them who are at home elsewhere.
    pub(super) foreign: u32,
}

impl Sites {
    fn of(regions: impl IntoIterator<Item = RegionId>) -> Self {
        let mut sites = Self::default();
        for region in regions {
            sites.main = sites.main.or(Some(region));
            sites.all |= 1 << region.position();
        }
        sites
    }

    /// Whether there is one in a region; a firm that says nothing of its sites might have one anywhere.
    fn include(self, region: RegionId) -> bool {
        self.main.is_none() || self.all & (1 << region.position()) != 0
    }
}

/// The sites of all firms: those that are written out, and one region for each member of a group. Nobody
/// minds them where the mechanism is off.
pub(super) fn sites(
    scenario: &Scenario,
    luck: &Luck,
    keys: &Column<FirmId, FirmKey>,
) -> Column<FirmId, Sites> {
    let named = scenario.firms.iter().map(|firm| firm.regions.clone());
    let shares = scenario
        .groups
        .iter()
        .flat_map(|group| std::iter::repeat_n(&group.regions, group.count as usize));
    let members = keys.values().iter().skip(scenario.firms.len()).zip(shares);
    let member = |(&key, shares): (&FirmKey, &Vec<(RegionId, f64)>)| {
        site_of_member(scenario, luck, key, shares).into_iter().collect()
    };
    let is_on = scenario.mechanisms.regions.is_some();
    let sites = |regions: Vec<RegionId>| if is_on { Sites::of(regions) } else { Sites::default() };
    named.chain(members.map(member)).map(sites).collect()
}

/// The region of a member of a group that is spread over regions by shares.
fn site_of_member(
    scenario: &Scenario,
    luck: &Luck,
    key: FirmKey,
    shares: &[(RegionId, f64)],
) -> Option<RegionId> {
    let address = Address::of_firm(Decision::Site, key, Date::default());
    let at = |region: u64| Address { researcher: ResearcherId(region), ..address };
    soonest(scenario, luck, shares.iter().copied(), at)
}

/// The region whose waiting time, exponential at the rate of its weight, is the shortest: so each is drawn
/// in proportion to its weight, and a region whose weight changes wins or loses its own cases alone. The
/// draws are at addresses made of the hashes of the names.
fn soonest(
    scenario: &Scenario,
    luck: &Luck,
    weights: impl Iterator<Item = (RegionId, f64)>,
    at: impl Fn(u64) -> Address,
) -> Option<RegionId> {
    let waiting = |(region, weight): (RegionId, f64)| {
        let key = hash_name(&scenario.regions[region.position()].name);
        (weight > 0.0).then(|| (luck.at(at(key)).exponential() / weight, region))
    };
    let first = weights.filter_map(waiting).min_by(|one, other| one.0.total_cmp(&other.0));
    first.map(|(_, region)| region)
}

impl Model<'_> {
    /// The sites of a firm that is founded in a group: a region as of any other member.
    pub(super) fn sites_of_new(&self, key: FirmKey, shares: &[(RegionId, f64)]) -> Sites {
        match self.law_of_regions() {
            Some(_) => Sites::of(site_of_member(self.scenario, &self.luck, key, shares)),
            None => Sites::default(),
        }
    }

    fn law_of_regions(&self) -> Option<&Regions> {
        self.scenario.mechanisms.regions.as_ref()
    }

    /// Where somebody is at home, if anybody minds.
    fn home(&self, person: usize) -> Option<RegionId> {
        self.people.home.get(person).copied().flatten()
    }

    /// Where somebody of an origin is at home: at the start in the region of the employer with the probability
    /// `home-share`; who enters later in that of the program; else in any region, by the weights of its people.
    pub(super) fn home_of(&self, id: ResearcherId, origin: Origin) -> Option<RegionId> {
        let law = self.first.mechanisms.regions.as_ref()?;
        let near = match origin {
            Origin::Staff(firm) => self.firms.sites[firm].main,
            Origin::Role(role) => {
                let firm = self.first.role(role).firm.named_firm();
                self.firms.sites[firm].main
            }
            Origin::Entrant(program) => return self.home_of_entrant(id, program),
        };
        let address = Address::of(Decision::Home, id, Date::default());
        let stays = self.luck.at(address).uniform() < law.home_share.get();
        near.filter(|_| stays).or_else(|| self.any_home(id))
    }

    fn home_of_entrant(&self, id: ResearcherId, program: u16) -> Option<RegionId> {
        let supply = self.first.mechanisms.supply.as_ref();
        let region = supply.and_then(|supply| supply.programs[usize::from(program)].region);
        region.or_else(|| self.any_home(id))
    }

    fn any_home(&self, id: ResearcherId) -> Option<RegionId> {
        let regions = self.first.regions.iter().enumerate();
        let weights = regions.map(|(position, region)| (RegionId::at(position), region.people));
        let address = Address::of(Decision::Home, id, Date::default());
        soonest(self.first, &self.luck, weights, |region| address.with(FirmKey(region)))
    }

    /// Where somebody of a home lives who works at a firm: at home if it has a site there, else at its main one.
    fn residence(&self, home: RegionId, firm: FirmId) -> RegionId {
        let sites = self.firms.sites[firm];
        sites.main.filter(|_| !sites.include(home)).unwrap_or(home)
    }

    /// Where somebody lives who works at a firm, if anybody minds.
    pub fn region_of(&self, person: u32, firm: FirmId) -> Option<RegionId> {
        Some(self.residence(self.home(person as usize)?, firm))
    }

    /// Where somebody is at home, if anybody minds.
    pub fn home_region(&self, person: u32) -> Option<RegionId> {
        self.home(person as usize)
    }

    /// What it is worth to somebody, in log points, to leave where he lives for a firm elsewhere - less what
    /// a return home is subsidised with - and to need a visa there; as of the start of the step.
    pub(super) fn value_of_place(&self, person: u32, from: FirmId, to: FirmId) -> [f64; 2] {
        let (Some(law), Some(home)) = (self.law_of_regions(), self.home(person as usize)) else {
            return [0.0; 2];
        };
        let (here, there) = (self.residence(home, from), self.residence(home, to));
        let region = &self.scenario.regions[there.position()];
        // Where there is a site he could stay, but he lives at the main one or at home.
        let stays = self.firms.sites[to].include(here) && (there == here || there == home);
        let subsidy = if there == home { region.return_subsidy } else { 0.0 };
        let relocation = if stays { 0.0 } else { subsidy - law.relocation.get() };
        let visa = if there == home { 0.0 } else { -region.visa.at(self.clock.start()) };
        [relocation, visa]
    }

    /// Whether a call reaches somebody: where the firm has no site it does so with a probability. Who applies
    /// by himself has found the firm, and campaigns go where they are sent.
    pub(super) fn reaches(&self, call: &Application) -> bool {
        let person = call.person as usize;
        let Some(law) = self.law_of_regions().filter(|_| call.source.ends_at_borders()) else {
            return true;
        };
        let Some(employer) = self.people.post[person].firm() else { return true };
        let lives = self.home(person).map(|home| self.residence(home, employer));
        if lives.is_none_or(|lives| self.firms.sites[call.firm].include(lives)) {
            return true;
        }
        let address = Address::of(Decision::Abroad, self.people.id[person], call.called.date());
        let mut draws = self.luck.at(address.with(self.firms.key[call.firm]));
        draws.uniform() < law.abroad.get()
    }

    /// What the pay of a firm is multiplied by at an instant, by its main region.
    pub(super) fn regional_pay(&self, firm: FirmId, moment: Moment) -> f64 {
        let main = self.firms.sites[firm].main;
        main.map_or(1.0, |region| self.scenario.regions[region.position()].pay.at(moment))
    }

    /// Counts somebody who begins (`true`) or ends a job at a firm among those who live in a region.
    pub(super) fn count_resident(&mut self, person: usize, firm: FirmId, begins: bool) {
        let Some(home) = self.home(person) else { return };
        let lives = self.residence(home, firm);
        let residents = &mut self.residents[lives.position()];
        let foreign = u32::from(lives != home);
        if begins {
            residents.heads += 1;
            residents.foreign += foreign;
        } else {
            residents.heads -= 1;
            residents.foreign -= foreign;
        }
    }

    /// Counts all who live in each region again.
    pub(super) fn counted_residents(&self) -> Vec<Residents> {
        let mut counted = vec![Residents::default(); self.residents.len()];
        for (person, post) in self.people.post.iter().enumerate() {
            let Some((home, firm)) = self.home(person).zip(post.firm()) else { continue };
            let lives = self.residence(home, firm);
            counted[lives.position()].heads += 1;
            counted[lives.position()].foreign += u32::from(lives != home);
        }
        counted
    }

    /// The state of all regions; of none where nobody minds them. Posts count where the main site of the
    /// firm is.
    pub fn regions(&self) -> Column<RegionId, RegionState> {
        let residents = self.residents.iter().map(|residents| RegionState {
            headcount: residents.heads,
            foreign: residents.foreign,
            ..RegionState::default()
        });
        let mut regions: Column<RegionId, RegionState> = residents.collect();
        if regions.is_empty() {
            return regions;
        }
        for (sites, open) in self.firms.sites.values().iter().zip(self.firms.open.values()) {
            if let Some(main) = sites.main {
                regions[main].vacancies += open.0.iter().sum::<u32>();
            }
        }
        for (person, firm) in self.all_open_to_work() {
            if let Some(lives) = self.region_of(person, firm) {
                regions[lives].open_to_work += 1;
            }
        }
        regions
    }
}

/// What pay is multiplied by in each region at an instant.
pub(super) struct RegionalPay(Vec<f64>);

impl RegionalPay {
    pub(super) fn new(scenario: &Scenario, moment: Moment) -> Self {
        Self(scenario.regions.iter().map(|region| region.pay.at(moment)).collect())
    }

    /// The factor of a firm with these sites.
    pub(super) fn at(&self, sites: Sites) -> f64 {
        sites.main.map_or(1.0, |region| self.0[region.position()])
    }
}
