//! The numbers that a lesson's texts show, and whether something stands behind each.
use super::Step;
use crate::text::Language;

/// A number of a text behind which nothing stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncovered {
    /// As it is printed.
    pub number: String,
    /// In the text of which language.
    pub language: Language,
}

/// Calls `found` for each number of a text with its value and how it is printed.
///
/// A minus counts as a sign where no letter, digit or bracket stands before it. Digits that belong to a name, as
/// in `c1`, are no number; nor are sub- and superscripts.
pub(super) fn numbers(text: &str, mut found: impl FnMut(f64, &str)) {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let named =
        |c: char| c.is_ascii_alphabetic() || c == '_' || ('\u{370}'..='\u{3ff}').contains(&c);
    let at = |k: usize| letters.get(k).map(|&(_, c)| c);
    let digit = |k: usize| at(k).is_some_and(|c| c.is_ascii_digit());
    let mut k = 0;
    while k < letters.len() {
        if !digit(k) {
            k += 1;
            continue;
        }
        let first = k;
        let before = first.checked_sub(1).and_then(at);
        while digit(k) {
            k += 1;
        }
        if at(k) == Some('.') && digit(k + 1) {
            k += 1;
            while digit(k) {
                k += 1;
            }
        }
        // As Rust and TOML write small numbers.
        if matches!(at(k), Some('e' | 'E')) {
            let sign = usize::from(matches!(at(k + 1), Some('-' | '+')));
            if digit(k + 1 + sign) {
                k += 1 + sign;
                while digit(k) {
                    k += 1;
                }
            }
        }
        let end = letters.get(k).map_or(text.len(), |&(byte, _)| byte);
        if before.is_some_and(|c| named(c) || c == '.') {
            continue;
        }
        let signed = matches!(before, Some('-' | '\u{2212}'))
            && first
                .checked_sub(2)
                .and_then(at)
                .is_none_or(|c| !(c.is_alphanumeric() || c == ')' || c == '.'));
        let start = letters[if signed { first - 1 } else { first }].0;
        let printed = &text[start..end];
        if let Ok(value) = printed.replace('\u{2212}', "-").parse() {
            found(value, printed);
        }
    }
}

/// Whether a number as it is printed is the value rounded to the digits printed.
fn shows(printed: &str, shown: f64, value: f64) -> bool {
    if let Some((mantissa, power)) = printed.split_once(['e', 'E']) {
        let scale = 10f64.powi(power.parse().unwrap_or(0));
        let mantissa_value = mantissa.replace('\u{2212}', "-").parse();
        return mantissa_value.is_ok_and(|m: f64| shows(mantissa, m, value / scale));
    }
    let decimals = printed.split_once('.').map_or(0, |(_, d)| d.len());
    let half = 0.5 * 10f64.powi(-i32::try_from(decimals).unwrap_or(0));
    (shown - value).abs() <= half * (1.0 + 1e-9) + 1e-12 * value.abs()
}

/// The numbers of a step's texts that are neither those of its acts, claims and question nor given. Of the choices
/// of a question only the right one is looked at: the others may well be wrong.
pub fn uncovered(step: &Step) -> Vec<Uncovered> {
    let texts = step.texts(false);
    let known = || step.stated.iter().chain(&step.given);
    let mut out: Vec<Uncovered> = vec![];
    for language in Language::ALL {
        for text in &texts {
            numbers(text.said(language), |shown, printed| {
                if !known().any(|&value| shows(printed, shown, value)) {
                    let number = printed.to_owned();
                    out.push(Uncovered { number, language });
                }
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<f64> {
        let mut out = vec![];
        numbers(text, |x, _| out.push(x));
        out
    }

    #[test]
    fn numbers_of_a_text_are_those_that_a_reader_sees() {
        assert_eq!(
            found("at −60.5 mV and I = 4.51, not -3."),
            [-60.5, 4.51, -3.0]
        );
        assert_eq!(
            found("from 5–8, 3-4, 10−2"),
            [5.0, 8.0, 3.0, 4.0, 10.0, 2.0]
        );
        assert!(found("c1, V_2, n∞, x² and Na⁺ have none; τ1 neither").is_empty());
        assert_eq!(found("window -80:40, -0.1:0.8"), [-80.0, 40.0, -0.1, 0.8]);
        assert_eq!(found("有3个平衡点，−20 mV"), [3.0, -20.0]);
        assert_eq!(found("1e-3 and 2.5e3; 7e"), [0.001, 2500.0, 7.0]);
    }

    #[test]
    fn a_printed_number_is_the_value_rounded_to_its_digits() {
        assert!(shows("4.51", 4.51, 4.512_867));
        assert!(!shows("4.52", 4.52, 4.512_867));
        assert!(shows("5", 5.0, 4.512_867));
        assert!(shows("\u{2212}60.5", -60.5, -60.46));
        assert!(!shows("60.5", 60.5, -60.46));
        assert!(shows("1.3e-3", 1.3e-3, 0.001_27));
        assert!(!shows("1.3e-3", 1.3e-3, 0.001_37));
    }
}
