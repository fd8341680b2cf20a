//! Every kind of event, in the random worlds in which nobody may be lost.

/// Everything that a script can do to people, to two firms.
pub(super) fn events(count: u32, growth: f64, share: f64) -> String {
    format!(
        r#"
                [role.chief]
                firm = "a"
                class = "star"
                leader = true
                [role.founder]
                firm = "b"
                class = "engineer"
                [event.ouster]
                kind = "ouster"
                firm = "a"
                date = 2020-03-11
                [event.exit]
                kind = "departure"
                role = "chief"
                date = 2020-03-12
                [event.founding]
                kind = "departure"
                firm = "a"
                class = "engineer"
                count = {count}
                destination = "b"
                date = 2020-04-17
                [event.layoff]
                kind = "layoff"
                firm = "a"
                share = {share}
                date = 2020-05-06
                [event.exodus]
                kind = "departure"
                firm = "a"
                class = "engineer"
                count = {count}
                date = 2020-05-06
                [event.return]
                kind = "departure"
                role = "chief"
                destination = "a"
                date = 2020-05-29
                [event.deal]
                kind = "acquihire"
                firm = "b"
                target = "a"
                share = {share}
                date = 2020-05-07
                [event.round]
                kind = "funding"
                firm = "b"
                hiring = {growth}
                date = 2020-06-01
                [event.tide]
                kind = "change"
                date = 2020-07-01
                set = {{ "firm.b.staff" = 70, "mechanism.exits.dismissal" = {share} }}
"#
    )
}

/// Letters of so many days: the demand of the first one is met if it goes on for three, that of the second one,
/// in the midst of all that happens in May, never is.
pub(super) fn letters(days: u32) -> String {
    format!(
        r#"
                [mechanism.letter]
                threshold = {{ normal = [0, 0.2] }}
                pull = 2
                [event.letter]
                kind = "letter"
                firm = "a"
                date = 2020-04-06
                for = "{days} days"
                [event.guarantee]
                kind = "guarantee"
                firm = "c"
                target = "a"
                date = 2020-04-07
                [event.reinstatement]
                kind = "reinstatement"
                firm = "a"
                date = 2020-04-09
                [event.second-letter]
                kind = "letter"
                firm = "a"
                date = 2020-05-05
                for = "{days} days"
"#
    )
}

/// What is done about pay and shares, and by those who are after the people of others.
pub(super) fn money(share: f64) -> String {
    format!(
        r#"
                [event.raise]
                kind = "raise"
                firm = "a"
                share = {share}
                date = 2020-06-02
                [event.tender]
                kind = "tender"
                firm = "a"
                share = {share}
                date = 2020-06-15
                [event.campaign]
                kind = "campaign"
                firm = "c"
                target = "a"
                offers = 2
                pay-multiple = 2
                signing-bonus = "100k"
                date = 2020-04-20
"#
    )
}

/// Firms that people found, by script and by themselves.
pub(super) fn foundings(count: u32, rate: f64, success: f64, vacancies: &str) -> String {
    format!(
        r#"
                [event.spin-off]
                kind = "spin-off"
                role = "founder"
                asks = {count}
                date = 2020-04-29
                [event.spin-offs]
                kind = "spin-off"
                firm = "a"
                class = "engineer"
                count = 2
                into = "b"
                date = 2020-05-06
                [mechanism.founding]
                rate = {rate}
                into = "stealth"
                becomes = "start-ups"
                stealth-time = "50 days"
                ramp = "60 days"
                success = {success}
                [firm-group.stealth]
                count = 1
                size = 9
                vacancies = "{vacancies}"
"#
    )
}
