//! Numbers for people: four significant digits, a true minus sign, a thin space before the unit.
use crate::text::say;

/// A true minus sign.
pub const MINUS: char = '\u{2212}';
/// The thin space between a number and its unit.
pub const THIN: char = '\u{2009}';

/// `x` with exactly four significant digits: for readouts, whose width should not change.
pub fn number(x: f64) -> String {
    digits(x, 4)
}

/// `x` with at most four significant digits and no trailing zeros: for sentences and settings.
pub fn value(x: f64) -> String {
    trimmed(&digits(x, 4))
}

/// A number without trailing zeros behind its point.
fn trimmed(text: &str) -> String {
    let (mantissa, power) = text
        .split_once('×')
        .map_or((text, None), |(m, p)| (m, Some(p)));
    let mantissa = if mantissa.contains('.') {
        mantissa.trim_end_matches('0').trim_end_matches('.')
    } else {
        mantissa
    };
    match power {
        None => mantissa.into(),
        Some(power) => format!("{mantissa}×{power}"),
    }
}

/// Two numbers as [`value`] writes them, with more digits where they would look alike although they
/// differ: for the ends of ranges, which may be narrow.
pub fn values([a, b]: [f64; 2]) -> [String; 2] {
    (4..=17)
        .map(|significant| [a, b].map(|x| trimmed(&digits(x, significant))))
        .find(|[x, y]| x != y)
        .unwrap_or_else(|| [value(a), value(b)])
}

/// A number as [`value`] writes it, with more digits where others that differ from it would look alike:
/// for one of several in a list. Beyond nine digits they count as the same.
pub fn among(x: f64, others: impl IntoIterator<Item = f64>) -> String {
    let others: Vec<f64> = others.into_iter().filter(|&o| o != x).collect();
    let written = |x: f64, significant| trimmed(&digits(x, significant));
    (4..=9)
        .map(|n| (n, written(x, n)))
        .find(|(n, text)| others.iter().all(|&o| written(o, *n) != *text))
        .map_or_else(|| value(x), |(_, text)| text)
}

/// A number as [`value`] writes it, with every digit that it has, up to ten: for what is to be computed again.
pub fn exact(x: f64) -> String {
    let near = |n: usize| {
        let rounded: f64 = format!("{x:.*e}", n - 1).parse().unwrap_or(x);
        (rounded - x).abs() <= 1e-9 * x.abs()
    };
    let enough = (4..=17).find(|&n| near(n));
    enough.map_or_else(|| value(x), |n| trimmed(&digits(x, n)))
}

/// [`value`] with a unit behind a thin space; no space when there is no unit.
pub fn quantity(x: f64, unit: &str) -> String {
    with_unit(value(x), unit)
}

/// [`number`] with a unit behind a thin space: for readouts.
pub fn readout(x: f64, unit: &str) -> String {
    with_unit(number(x), unit)
}

/// A measure with its unit, with two decimals below ten and else one: so that measures beside each other have the same
/// number of digits.
pub fn measured(x: f64, unit: &str) -> String {
    let decimals = if x.abs() < 10.0 { 2 } else { 1 };
    with_unit(signed(&format!("{x:.decimals$}")), unit)
}

/// A coordinate with as many decimals as a picture of width `width` can show, 1/10000 of it.
pub fn coordinate(x: f64, width: f64) -> String {
    let decimals = (4.0 - width.abs().log10().ceil()).clamp(0.0, 12.0);
    if !decimals.is_finite() || x.abs() >= 1e6 {
        return number(x);
    }
    signed(&format!("{x:.0$}", decimals as usize))
}

/// `text` with a unit behind a thin space.
pub fn with_unit(text: String, unit: &str) -> String {
    // "0.02 1/ms" would read as 0.021 per millisecond.
    let unit = unit.strip_prefix('1').unwrap_or(unit);
    if unit.is_empty() {
        text
    } else {
        format!("{text}{THIN}{unit}")
    }
}

/// A number as Rust writes it, with a true minus sign and no negative zero.
pub fn signed(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().any(|b| (b'1'..=b'9').contains(&b)) => format!("{MINUS}{rest}"),
        Some(rest) => rest.into(),
        None => text.into(),
    }
}

/// An integer written with superscript digits.
pub fn superscript(n: i32) -> String {
    n.to_string()
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '0' => '⁰',
            digit => char::from_u32('⁴' as u32 + digit as u32 - '4' as u32).unwrap_or(digit),
        })
        .collect()
}

fn digits(x: f64, significant: usize) -> String {
    if x.is_nan() {
        return say!("not-a-number");
    }
    if x.is_infinite() {
        return if x > 0.0 {
            "∞".into()
        } else {
            format!("{MINUS}∞")
        };
    }
    if x == 0.0 {
        return "0".into();
    }
    // Rounding may carry into the next power of ten, so the exponent is read from the rounded number.
    let rounded = format!("{x:.*e}", significant - 1);
    let (mantissa, exponent) = rounded.split_once('e').unwrap_or((&rounded, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..6).contains(&exponent) {
        let decimals = (significant as i32 - 1 - exponent).max(0) as usize;
        signed(&format!("{x:.decimals$}"))
    } else {
        format!("{}×10{}", signed(mantissa), superscript(exponent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fast potassium preset's bistable range is narrower than its fourth digit.
    #[test]
    fn ends_of_a_narrow_range_have_the_digits_that_tell_them_apart() {
        for (ends, texts) in [
            ([75.051_2, 75.054_9], ["75.051", "75.055"]),
            ([88.29, 93.857_6], ["88.29", "93.86"]),
            ([1.0, 1.0], ["1", "1"]),
            ([-0.1, 0.1], ["−0.1", "0.1"]),
            ([100.0, 100.001], ["100", "100.001"]),
        ] {
            assert_eq!(values(ends), texts);
        }
    }

    /// Two homoclinics at 3.7741 and 3.7738 both are 3.774 to four digits.
    #[test]
    fn a_number_in_a_list_has_the_digits_that_tell_it_from_the_others() {
        assert_eq!(among(3.774_1, [3.773_8, 3.774_1, 9.0]), "3.7741");
        assert_eq!(among(3.774_1, [9.0]), "3.774");
        assert_eq!(among(3.774_1, [3.774_1 + 1e-13]), "3.774");
    }

    #[test]
    fn numbers_have_four_significant_digits() {
        for (x, text) in [
            (0.0, "0"),
            (4.4, "4.400"),
            (-60.0, "−60.00"),
            (7.069_96, "7.070"),
            (0.001_234_56, "0.001235"),
            (123_456.0, "123456"),
            (9.999_96, "10.00"),
            (1.5e-7, "1.500×10⁻⁷"),
            (-6.25e12, "−6.250×10¹²"),
            (f64::INFINITY, "∞"),
        ] {
            assert_eq!(number(x), text);
        }
    }

    #[test]
    fn values_have_no_trailing_zeros() {
        for (x, text) in [
            (4.4, "4.4"),
            (-60.0, "−60"),
            (100.0, "100"),
            (0.5, "0.5"),
            (1.5e-7, "1.5×10⁻⁷"),
            (2e9, "2×10⁹"),
        ] {
            assert_eq!(value(x), text);
        }
        assert_eq!(quantity(-60.0, "mV"), "−60\u{2009}mV");
        assert_eq!(quantity(0.5, ""), "0.5");
        assert_eq!(quantity(0.02, "1/ms"), "0.02\u{2009}/ms");
    }

    /// A window 100 wide shows hundredths, one 3 wide ten-thousandths of its order of magnitude.
    #[test]
    fn coordinates_have_the_decimals_that_the_window_resolves() {
        assert_eq!(coordinate(-42.123_456, 100.0), "−42.12");
        assert_eq!(coordinate(0.123_456, 3.0), "0.123");
        assert_eq!(coordinate(-1e-9, 1.0), "0.0000");
    }

    /// What captions say can be typed in again and is the same to nine digits.
    #[test]
    fn exact_numbers_keep_the_digits_that_they_have() {
        for (x, text) in [
            (29.999, "29.999"),
            (-54.387, "−54.387"),
            (30.0, "30"),
            (0.0, "0"),
            (-50.000_000_1, "−50.0000001"),
            (1.0 / 3.0, "0.333333333"),
            (0.1 + 0.2, "0.3"),
            (1.234_56e-7, "1.23456×10⁻⁷"),
            (f64::INFINITY, "∞"),
        ] {
            assert_eq!(exact(x), text);
        }
    }

    #[test]
    fn exponents_are_superscript() {
        assert_eq!(superscript(-1234567890), "⁻¹²³⁴⁵⁶⁷⁸⁹⁰");
    }
}
