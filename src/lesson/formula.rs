//! Plain arithmetic on parameters, for claims such as a leak's time constant.

/// No deeper nesting than this is read.
const MOST_DEPTH: usize = 50;
/// No longer formula than this is read, in bytes.
const MOST_BYTES: usize = 500;

/// The value of a formula of numbers, names, `+ - * / ^`, brackets and `exp ln sqrt tanh cosh abs`; `pi` is known.
///
/// # Errors
/// The part that cannot be read, or a name that `value` does not know.
pub(super) fn value(text: &str, value: &dyn Fn(&str) -> Option<f64>) -> Result<f64, String> {
    if text.len() > MOST_BYTES {
        return Err(text.chars().take(20).collect());
    }
    let mut reader = Reader {
        rest: text,
        depth: 0,
        value,
    };
    let found = reader.sum()?;
    reader.skip();
    if reader.rest.is_empty() {
        Ok(found)
    } else {
        Err(reader.here())
    }
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
    value: &'a dyn Fn(&str) -> Option<f64>,
}

impl<'a> Reader<'a> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn here(&self) -> String {
        match self.rest.trim() {
            "" => "…".into(),
            rest => rest.chars().take(20).collect(),
        }
    }

    fn takes(&mut self, signs: &[char]) -> Option<char> {
        self.skip();
        let sign = self.rest.chars().next().filter(|c| signs.contains(c))?;
        self.rest = &self.rest[sign.len_utf8()..];
        Some(sign)
    }

    fn sum(&mut self) -> Result<f64, String> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(self.here());
        }
        let mut sum = self.product()?;
        while let Some(sign) = self.takes(&['+', '-', '\u{2212}']) {
            let term = self.product()?;
            sum += if sign == '+' { term } else { -term };
        }
        self.depth -= 1;
        Ok(sum)
    }

    fn product(&mut self) -> Result<f64, String> {
        let mut product = self.signed()?;
        while let Some(sign) = self.takes(&['*', '/']) {
            let factor = self.signed()?;
            product = if sign == '*' {
                product * factor
            } else {
                product / factor
            };
        }
        Ok(product)
    }

    /// A sign binds less than a power: −2^2 is −4.
    fn signed(&mut self) -> Result<f64, String> {
        let mut negative = false;
        while let Some(sign) = self.takes(&['+', '-', '\u{2212}']) {
            negative ^= sign != '+';
        }
        let power = self.power()?;
        Ok(if negative { -power } else { power })
    }

    fn power(&mut self) -> Result<f64, String> {
        let base = self.atom()?;
        if self.takes(&['^']).is_none() {
            return Ok(base);
        }
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(self.here());
        }
        let exponent = self.signed()?;
        self.depth -= 1;
        Ok(base.powf(exponent))
    }

    fn atom(&mut self) -> Result<f64, String> {
        if self.takes(&['(']).is_some() {
            let inner = self.sum()?;
            return match self.takes(&[')']) {
                Some(_) => Ok(inner),
                None => Err(self.here()),
            };
        }
        self.skip();
        let (rest, here) = (self.rest, self.here());
        let name = |c: char| c.is_alphanumeric() || c == '_';
        if rest.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            let mut length = 0;
            for (k, c) in rest.char_indices() {
                let sign = matches!(c, '+' | '-') && rest[..k].ends_with(['e', 'E']);
                if !(c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E') || sign) {
                    break;
                }
                length = k + 1;
            }
            self.rest = &rest[length..];
            return rest[..length].parse().map_err(|_| here);
        }
        let length = rest.find(|c: char| !name(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        if word.is_empty() {
            return Err(here);
        }
        self.rest = after;
        if self.rest.trim_start().starts_with('(') {
            let function: fn(f64) -> f64 = match word {
                "exp" => f64::exp,
                "ln" => f64::ln,
                "sqrt" => f64::sqrt,
                "tanh" => f64::tanh,
                "cosh" => f64::cosh,
                "abs" => f64::abs,
                _ => return Err(here),
            };
            return Ok(function(self.atom()?));
        }
        match (self.value)(word) {
            Some(value) => Ok(value),
            None if word == "pi" => Ok(std::f64::consts::PI),
            None => Err(here),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<f64, String> {
        value(text, &|name| match name {
            "C" => Some(20.0),
            "gL" => Some(2.0),
            _ => None,
        })
    }

    #[test]
    fn formulas_have_the_usual_precedence() {
        for (text, is) in [
            ("1 + 2 * 3", 7.0),
            ("C / gL", 10.0),
            ("2 ^ 3 ^ 2", 512.0),
            ("\u{2212}2^2", -4.0),
            ("2^-1", 0.5),
            ("1 / (1 + exp(-(0)))", 0.5),
            ("ln(exp(2)) + sqrt(9) + tanh(0) + abs(-1) + cosh(0)", 7.0),
            ("1e-3 * 1000", 1.0),
            ("2 - 3 - 4", -5.0),
            ("16 / 4 / 2", 2.0),
            ("pi", std::f64::consts::PI),
        ] {
            assert!((of(text).unwrap() - is).abs() < 1e-12, "{text}");
        }
    }

    #[test]
    fn what_is_no_formula_is_told() {
        let deep = "(".repeat(400);
        for text in [
            "", "1 +", "2 x", "(1", "gNa", "exp", "sin(1)", "1..2", "1 2", &deep,
        ] {
            assert!(of(text).is_err(), "{text}");
        }
    }
}
