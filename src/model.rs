//! The market for talent, one step at a time.
//!
//! A [`Model`] is made from a [`Scenario`] and the number of a replicate; [`Model::step`] moves it on by
//! one step and returns what happened in it as a [`Week`]. Between steps it can be asked for the state
//! of firms and for the jobs that people hold.
//!
//! **Invariant:** nothing here reads the clock, the disk, or the environment, or makes a draw that has
//! no address in `random`. The same scenario, seed and replicate give the same path, whoever watches,
//! and however many threads work on it.

mod acquihire;
mod ahead;
mod alumni;
mod audit;
mod bidding;
mod board;
mod campaign;
mod choice;
mod clock;
mod contacts;
mod contagion;
mod deciding;
mod entrance;
mod equity;
mod exits;
mod exodus;
mod explaining;
mod firm;
mod followed;
mod founding;
mod frontier;
mod identity;
mod lasting;
mod layoff;
mod letter;
mod live;
mod market;
mod members;
mod mission;
mod moving;
mod noise;
mod offer;
mod own_application;
mod parallel;
mod pay;
mod people;
mod policy;
mod posts;
mod raise;
mod rates;
mod recruiting;
mod regions;
mod role_push;
mod roles;
mod script;
mod searching;
mod source;
mod stand;
mod start;
mod supply;
mod teams;
mod ties;
mod turmoil;
mod venture;
mod visibility;
mod week;

pub use audit::Imbalance;
pub use choice::Value;
pub use explaining::Explanation;
pub use explaining::Flips;
pub use explaining::HeardCall;
pub use explaining::Watched;
pub use followed::Member;
pub use letter::LetterNews;
pub use market::States;
pub use people::Job;
pub use source::Channel;
pub use venture::Fortune;
pub use venture::Founding;
pub use week::Acquisition;
pub use week::Answer;
pub use week::Cause;
pub use week::Choice;
pub use week::Entry;
pub use week::Happening;
pub use week::Market;
pub use week::Move;
pub use week::Observer;
pub use week::OptionValue;
pub use week::RegionState;
pub use week::Regrouping;
pub use week::Response;
pub use week::Retention;
pub use week::Separation;
pub use week::UnitState;
pub use week::Week;

use crate::quantity::Days;
use crate::quantity::PerClass;
use crate::random::Luck;
use crate::scenario::Researcher;
use crate::scenario::Scenario;

use acquihire::Deals;
use alumni::Alumni;
use board::Boards;
use clock::Clock;
use contagion::Echoes;
use firm::Firms;
use followed::Followed;
use founding::Intent;
use lasting::Lasting;
use lasting::Tenders;
use letter::Petition;
use live::LiveOffers;
use noise::Noise;
use offer::Applications;
use offer::Urns;
use people::People;
use regions::Residents;
use role_push::ResearchLog;
use roles::Roles;
use searching::Searching;
use supply::Graduate;
use teams::Teams;
use ties::Directory;
use turmoil::Shock;

/// One replicate of a scenario, at some instant.
#[derive(Debug)]
pub struct Model<'a> {
    /// The scenario of the run, whatever has been changed since.
    first: &'a Scenario,
    /// The scenario that holds in the present step.
    scenario: &'a Scenario,
    lasting: Lasting<'a>,
    luck: Luck,
    noise: Noise,
    clock: Clock,
    firms: Firms,
    people: People,
    roles: Roles,
    boards: Boards,
    applications: Applications,
    live: LiveOffers,
    searching: Searching,
    alumni: Alumni,
    urns: Urns,
    graduates: Vec<Graduate>,
    shocks: Vec<Shock>,
    teams: Teams,
    directory: Directory,
    echoes: Echoes,
    petitions: Vec<Petition>,
    /// Who founds a firm in this step.
    intents: Vec<Intent>,
    followed: Followed,
    /// Whose decisions are explained.
    watched: Vec<Researcher>,
    /// How many people live in each region; empty where nobody minds them.
    residents: Vec<Residents>,
    deals: Deals,
    /// The present value of a dollar a year, as of the step: what every choice asks for.
    years_of_pay: f64,
    /// How many people of each class there are in the greatest nominal population.
    nominal: PerClass<f64>,
}

impl<'a> Model<'a> {
    /// The market at the start of the burn-in, or of the horizon if there is none: firms staffed as
    /// planned, tenures and mission matches as of a market that has been running.
    pub fn new(scenario: &'a Scenario, replicate: u32) -> Self {
        let luck = Luck::new(scenario.run.seed, replicate);
        let mut model = Self {
            first: scenario,
            scenario,
            lasting: Lasting::of(scenario, Tenders::new()),
            luck,
            noise: Noise::new(&scenario.mechanisms.choice, &luck),
            clock: Clock::new(scenario.time),
            firms: Firms::new(scenario, &luck),
            people: People::default(),
            roles: Roles::new(scenario),
            boards: Boards::new(scenario),
            applications: Applications::default(),
            live: LiveOffers::default(),
            searching: Searching::default(),
            alumni: Alumni::default(),
            urns: Urns::default(),
            graduates: Vec::new(),
            shocks: Vec::new(),
            teams: Teams::default(),
            directory: Directory::default(),
            echoes: Echoes::default(),
            petitions: Vec::new(),
            intents: Vec::new(),
            followed: Followed::new(scenario),
            watched: Vec::new(),
            residents: Vec::new(),
            deals: Deals::default(),
            years_of_pay: 1.0,
            nominal: PerClass::default(),
        };
        let team = scenario.mechanisms.contagion.map_or(0, |law| law.team_size);
        model.teams = Teams::new(if team > 0 { model.firms.len() } else { 0 }, team);
        let regions = scenario.mechanisms.regions.map_or(0, |_| scenario.regions.len());
        model.residents = vec![Residents::default(); regions];
        model.follow_changes();
        model.firms.research_log = ResearchLog::before(scenario, model.clock.start());
        model.follow_paths(Days(0.0));
        model.fill_first_jobs();
        model.fill_roles(None);
        // Once more, now that firms have colleagues to offer.
        model.follow_paths(Days(0.0));
        model.first_flags();
        model.follow_teams(None);
        debug_assert_eq!(model.audit(None), Ok(()));
        model
    }

    /// Advances the market by one step.
    ///
    /// The order of these lines *is* the timing convention of the model: all choices of a step are taken
    /// on the state at its start, and who moves in it can be called from the next step on.
    pub fn step(&mut self) -> Week {
        let mut week = self.open_week(); //           0 who enters with the founding of a firm; which ones end
        self.shake(&mut week); //                     0 events that are due, and crises
        self.plan(); //                               1 targets, vacancies, the callers' board
        self.deal(&mut week); //                      1 firms that are bought for their people
        self.enter(&mut week); //                     2 graduates
        let exits = self.arrive(&mut week); //      3-4 serious offers and exits: who, when, from whom
        let exits = self.follow_script(exits, &mut week); // who leaves because the scenario says so
        let exits = self.found(exits, &mut week); //    who founds a firm
        let due = self.screen(exits, &mut week); //   5 what is due, rationed by vacancies
        let mut decisions = self.choose(&due); //   6-7 choices and counter-offers, on the state at the start
        self.gather(&mut decisions.decided, &mut week); // 8 letters
        self.move_people(decisions, &mut week); //    9 moves, and jobs that end without another
        self.remember_moves(&week); //                  who has gone where
        self.settle_foundings(&mut week); //            with whom new firms begin
        self.spread(); //                               whom that will draw after
        self.settle_turmoil(&week); //               11 what events and losses leave behind
        self.settle_leads(&week); //                    what they do to what people expect
        self.settle_plans(); //                      11 layoffs and rounds of money
        self.settle_deals(&mut week); //             11 and deals
        self.settle_bands(); //                      11 what open and filled posts do to pay
        self.tell(&mut week); //                        what the script has done
        debug_assert_eq!(self.audit(Some(&week)), Ok(()));
        let length = self.clock.length();
        self.clock.tick();
        self.follow_changes(); //                       the world that is meant from now on
        self.follow_paths(length); //                   paths, bands and bids, as of the next step
        self.follow_teams(Some(&week)); //              who is followed from now on
        week //                                      12 told to the observer
    }

    /// Whether the horizon has been reached.
    pub fn is_over(&self) -> bool {
        self.clock.is_over()
    }
}

/// Runs one replicate of a scenario to the end of its horizon, and tells the observer of every step
/// after the burn-in.
pub fn run(scenario: &Scenario, replicate: u32, observer: &mut dyn Observer) {
    run_watching(scenario, replicate, &[], observer);
}

/// The same, with the decisions of some people explained.
pub fn run_watching(
    scenario: &Scenario,
    replicate: u32,
    watched: &[Researcher],
    observer: &mut dyn Observer,
) {
    let mut model = Model::new(scenario, replicate);
    model.watch(watched);
    while model.clock.is_burning_in() {
        model.step();
    }
    observer.begin(&model);
    while !model.is_over() {
        let week = model.step();
        observer.observe(&week, &model);
    }
    observer.end(&model);
}
