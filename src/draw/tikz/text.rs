//! Text for LaTeX: nothing that a name may contain ends up as a command.

/// Greek letters that names spell out, as commands of the same name.
const GREEK: [&str; 20] = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu",
    "nu", "xi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega",
];

/// A line of text as LaTeX. Names such as `g_Na` become mathematics, and so do Greek letters, exponents
/// and signs; a character that pdfLaTeX's fonts lack is named by its number.
pub(super) fn latex(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    let mut after_word = false;
    while let Some(c) = rest.chars().next() {
        let length = word(rest);
        if !after_word && length > 0 {
            name(&rest[..length], &mut out);
            rest = &rest[length..];
            after_word = true;
            continue;
        }
        let digits = |table: fn(char) -> Option<char>| {
            let run: String = rest.chars().map_while(table).collect();
            let bytes: usize = rest
                .chars()
                .take(run.chars().count())
                .map(char::len_utf8)
                .sum();
            (run, bytes)
        };
        for (table, sign) in [(raised as fn(char) -> Option<char>, '^'), (lowered, '_')] {
            let (run, bytes) = digits(table);
            if !run.is_empty() {
                out += &format!("${sign}{{{run}}}$");
                rest = &rest[bytes..];
            }
        }
        if rest.starts_with(c) {
            sign(c, &mut out);
            rest = &rest[c.len_utf8()..];
        }
        after_word = c.is_alphanumeric() || c == '_';
    }
    out
}

/// The bytes of the identifier that `text` begins with: letters and digits, with one subscript.
fn word(text: &str) -> usize {
    let part = |t: &str| t.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return 0;
    }
    let first = part(text);
    match text[first..].strip_prefix('_').map(part) {
        Some(second) if second > 0 && !text[first + 1 + second..].starts_with('_') => {
            let end = first + 1 + second;
            end + continued(&text[end..])
        }
        _ => first,
    }
}

/// The bytes of a comma and the one letter behind it with which a subscript goes on, as in `I_Na,p`.
fn continued(text: &str) -> usize {
    let mut rest = text.chars();
    let letter = rest.next() == Some(',') && rest.next().is_some_and(|c| c.is_ascii_lowercase());
    let ends = rest
        .next()
        .is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '=');
    if letter && ends { 2 } else { 0 }
}

fn name(word: &str, out: &mut String) {
    let greek = |base: &str| GREEK.contains(&base).then(|| format!("\\{base}"));
    match word.split_once('_') {
        Some((base, below)) => {
            let base = greek(base).unwrap_or_else(|| match base.len() {
                1 => base.into(),
                _ => format!("\\mathrm{{{base}}}"),
            });
            let below = match below {
                "inf" | "infinity" => "\\infty".into(),
                _ => format!("\\mathrm{{{below}}}"),
            };
            *out += &format!("${base}_{{{below}}}$");
        }
        None => match greek(word) {
            Some(letter) => *out += &format!("${letter}$"),
            None => *out += word,
        },
    }
}

fn raised(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from(b'4' + (c as u32 - '⁴' as u32) as u8),
        '⁻' => '-',
        '⁺' => '+',
        'ⁿ' => 'n',
        _ => return None,
    })
}

fn lowered(c: char) -> Option<char> {
    Some(match c {
        '₀'..='₉' => char::from(b'0' + (c as u32 - '₀' as u32) as u8),
        '₋' => '-',
        '₊' => '+',
        'ₙ' => 'n',
        _ => return None,
    })
}

fn sign(c: char, out: &mut String) {
    let math = match c {
        'µ' | 'μ' => "\\mu",
        'α' => "\\alpha",
        'β' => "\\beta",
        'γ' => "\\gamma",
        'δ' => "\\delta",
        'ε' => "\\varepsilon",
        'ζ' => "\\zeta",
        'η' => "\\eta",
        'θ' => "\\theta",
        'κ' => "\\kappa",
        'λ' => "\\lambda",
        'ν' => "\\nu",
        'ξ' => "\\xi",
        'π' => "\\pi",
        'ρ' => "\\rho",
        'σ' => "\\sigma",
        'τ' => "\\tau",
        'φ' | 'ϕ' => "\\varphi",
        'χ' => "\\chi",
        'ψ' => "\\psi",
        'ω' => "\\omega",
        'Γ' => "\\Gamma",
        'Δ' | '∆' => "\\Delta",
        'Θ' => "\\Theta",
        'Λ' => "\\Lambda",
        'Σ' | '∑' => "\\Sigma",
        'Φ' => "\\Phi",
        'Ψ' => "\\Psi",
        'Ω' | '\u{2126}' => "\\Omega",
        '−' => "-",
        '×' => "\\times",
        '·' | '⋅' => "\\cdot",
        '±' => "\\pm",
        '÷' => "\\div",
        '≈' => "\\approx",
        '≤' => "\\le",
        '≥' => "\\ge",
        '≠' => "\\ne",
        '∞' => "\\infty",
        '∂' => "\\partial",
        '∫' => "\\int",
        '√' => "\\surd",
        '→' => "\\to",
        '←' => "\\leftarrow",
        '↑' => "\\uparrow",
        '↓' => "\\downarrow",
        '↔' => "\\leftrightarrow",
        '′' => "{}'",
        '°' => "{}^{\\circ}",
        '<' => "<",
        '>' => ">",
        '|' => "|",
        '∈' => "\\in",
        '∝' => "\\propto",
        _ => "",
    };
    if !math.is_empty() {
        *out += &format!("${math}$");
        return;
    }
    match c {
        '\\' => *out += "\\textbackslash{}",
        '^' => *out += "\\textasciicircum{}",
        '~' => *out += "\\textasciitilde{}",
        '{' | '}' | '$' | '%' | '&' | '#' | '_' => {
            out.push('\\');
            out.push(c);
        }
        '"' | '”' => *out += "''",
        '“' | '„' => *out += "``",
        '’' => out.push('\''),
        '‘' => out.push('`'),
        '–' => *out += "--",
        '—' => *out += "---",
        '…' => *out += "\\dots{}",
        '\u{2009}' | '\u{202f}' => *out += "\\,",
        '\u{a0}' => out.push('~'),
        ' '..='~' => out.push(c),
        'À'..='ÿ' if !"ÐÞðþ".contains(c) => out.push(c),
        c if c.is_control() || c.is_whitespace() => out.push(' '),
        c if is_chinese(c) => out.push(c),
        c => *out += &format!("[U+{:04X}]", c as u32),
    }
}

/// Whether a character is typeset by LaTeX's package for Chinese: ideographs, their punctuation and full-width forms.
pub(super) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
}

/// A line of a comment: one line whatever is in it.
pub(super) fn comment(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().take(4000).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_units_become_mathematics() {
        for (text, expected) in [
            ("g_Na (mS/cm²)", "$g_{\\mathrm{Na}}$ (mS/cm$^{2}$)"),
            ("n_inf", "$n_{\\infty}$"),
            ("tau_n = 5\u{2009}ms", "$\\tau_{\\mathrm{n}}$ = 5\\,ms"),
            ("I (µA/cm²)", "I ($\\mu$A/cm$^{2}$)"),
            ("−1×10⁻⁶", "$-$1$\\times$10$^{-6}$"),
            ("I_Na,p, I_K", "$I_{\\mathrm{Na,p}}$, $I_{\\mathrm{K}}$"),
            ("phi = 0.2, E_K", "$\\phi$ = 0.2, $E_{\\mathrm{K}}$"),
            ("Izhikevich: café", "Izhikevich: café"),
            ("θ, φ", "$\\theta$, $\\varphi$"),
            ("x₁₂", "x$_{12}$"),
        ] {
            assert_eq!(latex(text), expected, "{text}");
        }
    }

    #[test]
    fn chinese_stays_as_it_is() {
        assert_eq!(
            latex("膜电位（mV），g_Na"),
            "膜电位（mV），$g_{\\mathrm{Na}}$"
        );
    }

    #[test]
    fn nothing_becomes_a_command() {
        assert_eq!(
            latex("\\end{document}%$_^~&#\n<a_b_c>\u{1F600}"),
            "\\textbackslash{}end\\{document\\}\\%\\$\\_\\textasciicircum{}\\textasciitilde{}\\&\\# \
             $<$a\\_b\\_c$>$[U+1F600]"
        );
    }
}
