//! What a page opens with: the subject, what is asked, and what is answered.

use maud::Markup;
use maud::html;

use crate::present::Comparison;
use crate::present::answer::answer_of_comparison;

/// The subject, the question and the answers to it.
pub(super) fn opening(title: &str, question: Option<&str>, answers: &[String]) -> Markup {
    html! {
        header {
            h1 { (title) }
            @if let Some(question) = question { p.question { (question) } }
            @for answer in answers { p.answer { (answer) } }
        }
    }
}

/// Each answer under the question of its alternative, or else of the baseline; what several ask is asked once.
pub(super) fn of_comparisons(title: &str, comparisons: &[Comparison<'_>]) -> Markup {
    let question = |comparison: &Comparison<'_>| {
        let own = comparison.alternative.scenario.question.clone();
        own.or_else(|| comparison.baseline.scenario.question.clone())
    };
    let questions: Vec<Option<String>> = comparisons.iter().map(question).collect();
    html! {
        header {
            h1 { (title) }
            @for (number, (question, comparison)) in questions.iter().zip(comparisons).enumerate() {
                @if let Some(question) = question.as_ref().filter(|_| number == 0 || questions[number - 1] != *question) {
                    p.question { (question) }
                }
                p.answer { (answer_of_comparison(comparison)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::page::Origin;
    use crate::present::page::comparison_page;
    use crate::present::sample;

    #[test]
    fn each_question_stands_over_its_own_answer() {
        let baseline = sample::scenario();
        let mut tables = sample::comparison();
        let other = |name: &str, title: &str| {
            let set = [format!("title=\"{title}\""), format!("question=\"{title}?\"")];
            sample::world(name, &set.each_ref().map(String::as_str))
        };
        let one = other("exodus-2024-research-kept", "The first");
        let two = other("the-second", "The second");
        for mut row in tables.comparison.clone() {
            row.scenario = two.name.as_str().into();
            tables.comparison.push(row);
        }
        for mut row in tables.firms.clone().into_iter().filter(|row| *row.scenario == *one.name) {
            row.scenario = two.name.as_str().into();
            tables.firms.push(row);
        }
        let origin = Origin { command: "", version: "", digest: "" };
        let comparisons = [&one, &two].map(|world| Comparison::new(&baseline, world, &tables));
        let page = comparison_page(&comparisons, &[&[], &[], &[]], &origin);
        let order = ["The first?", "‘The first’ lowers", "The second?", "‘The second’ lowers"];
        let places = order.map(|words| page.find(words).unwrap_or_else(|| panic!("{words}")));
        assert!(places.is_sorted(), "{places:?}");
        assert!(!page.contains("Why did so many"), "the question of the baseline is another one");
    }

    #[test]
    fn what_a_question_is_about_leads_the_answer_to_it() {
        let baseline =
            sample::world("exodus-2024", &["outcomes=['departures:openai', 'retention:openai']"]);
        let tables = sample::comparison();
        let led = |question: &str| {
            let own = "outcomes=['retention:openai', 'pay:star:p50', 'departures:openai']";
            let mut other = sample::world("exodus-2024-research-kept", &[own]);
            other.question = (!question.is_empty()).then(|| question.to_owned());
            answer_of_comparison(&Comparison::new(&baseline, &other, &tables))
        };
        assert!(led("How many stay?").contains("raises retention (OpenAI)"));
        assert!(led("").contains("lowers departures (OpenAI)"));
    }
}
