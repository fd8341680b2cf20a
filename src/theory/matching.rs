//! Applicants and vacancies.

/// The mean number of vacancies that are filled when each applicant writes to one of them at random
/// and each vacancy takes one of its applicants: `V (1 - (1 - 1/V)^S)`.
///
/// The urn-ball matching function (Butters 1977; Petrongolo and Pissarides 2001). None of none.
pub fn filled_vacancies(applicants: u32, vacancies: u32) -> f64 {
    if vacancies == 0 {
        return 0.0;
    }
    let vacancies = f64::from(vacancies);
    vacancies * (1.0 - (1.0 - 1.0 / vacancies).powf(f64::from(applicants)))
}

/// The share of calls that are lost because all of so many lines are busy, when they come as a Poisson
/// stream and each keeps a line busy for a time of any law: `load` is their rate times its mean.
///
/// Erlang's loss formula (1917), by its recursion `B(n) = a B(n - 1) / (n + a B(n - 1))`.
pub fn lost_calls(lines: u32, load: f64) -> f64 {
    (1..=lines).fold(1.0, |lost, line| load * lost / (f64::from(line) + load * lost))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mean over all ways in which applicants can write to vacancies.
    fn by_enumeration(applicants: u32, vacancies: u32) -> f64 {
        let ways = vacancies.pow(applicants);
        let filled = |way: u32| {
            let mut rest = way;
            let mut written = vec![false; vacancies as usize];
            for _ in 0..applicants {
                written[(rest % vacancies) as usize] = true;
                rest = rest.div_euclid(vacancies);
            }
            written.iter().filter(|&&written| written).count() as f64
        };
        (0..ways).map(filled).sum::<f64>() / f64::from(ways)
    }

    #[test]
    fn it_is_the_mean_over_all_ways_to_apply() {
        for (applicants, vacancies) in [(1, 1), (1, 5), (3, 2), (4, 4), (6, 3), (0, 3)] {
            let (found, expected) =
                (filled_vacancies(applicants, vacancies), by_enumeration(applicants, vacancies));
            assert!((found - expected).abs() < 1e-12, "{applicants} on {vacancies}: {found}");
        }
    }

    /// The share of time in which all lines are busy, by the terms of the truncated Poisson law.
    #[test]
    fn calls_are_lost_while_all_lines_are_busy() {
        for (lines, load) in [(1_u32, 0.5_f64), (3, 2.0), (4, 2.66)] {
            let mut term = 1.0;
            let mut sum = 1.0;
            for line in 1..=lines {
                term *= load / f64::from(line);
                sum += term;
            }
            assert!((lost_calls(lines, load) - term / sum).abs() < 1e-12);
        }
        assert!((lost_calls(0, 2.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn three_hundred_on_two_hundred_fill_155_and_a_half() {
        assert!((filled_vacancies(300, 200) - 155.5).abs() < 0.05);
        assert!(filled_vacancies(300, 0).abs() < 1e-12);
    }
}
