//! The program's own fonts: no picture depends on the machine it is drawn on.
use egui::{FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

/// Inter, for text; its digits all have one width.
pub(super) const TEXT: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
/// Inter SemiBold, for headings.
const STRONG: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
/// What Inter lacks: mathematical operators, shapes, media symbols; from DejaVu Sans.
pub(super) const SYMBOLS: &[u8] = include_bytes!("../../assets/fonts/DejaVuSans-Symbols.ttf");

/// Name of the font family for headings.
pub const STRONG_FAMILY: &str = "strong";

/// The fonts of the window and of figures: text in the proportional family (and in place of a
/// monospaced one), headings in the family [`STRONG_FAMILY`].
pub fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, data) in [("text", TEXT), ("strong", STRONG), ("symbols", SYMBOLS)] {
        fonts
            .font_data
            .insert(name.into(), Arc::new(FontData::from_static(data)));
    }
    for (family, first) in [
        (FontFamily::Proportional, "text"),
        (FontFamily::Monospace, "text"),
        (FontFamily::Name(STRONG_FAMILY.into()), "strong"),
    ] {
        fonts
            .families
            .insert(family, vec![first.into(), "symbols".into()]);
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::zoo;
    use egui::{FontId, epaint::text::Fonts};
    use std::collections::BTreeSet;
    use std::path::Path;

    /// Every character in the source of the modules that show text, comments left out.
    fn source(folder: &Path, all: &mut BTreeSet<char>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                source(&path, all);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let lines = text.lines().filter(|l| !l.trim_start().starts_with("//"));
                all.extend(lines.flat_map(str::chars));
            }
        }
    }

    /// A glyph that the fonts lack would show as a box: in the window without a word, in tests of the
    /// window as a panic.
    #[test]
    fn every_character_shown_is_in_the_fonts() {
        let mut all = BTreeSet::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        for folder in ["app", "draw", "scene", "analysis", "session"] {
            source(&root.join(folder), &mut all);
        }
        for model in zoo::registry() {
            let info = model.info();
            all.extend(info.name.chars().chain(info.source.chars()));
            for v in &info.variables {
                all.extend(
                    [v.name, v.about, v.unit.symbol()]
                        .map(str::chars)
                        .into_iter()
                        .flatten(),
                );
            }
            for p in &info.parameters {
                let texts = [p.name, p.label, p.about, p.unit.symbol()];
                all.extend(texts.map(str::chars).into_iter().flatten());
            }
            for p in &info.presets {
                all.extend([p.id, p.about].map(str::chars).into_iter().flatten());
            }
        }
        // What later steps will want to show.
        all.extend(
            "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻∞′″αβγδεζηθικλμνξπρστφχψωΓΔΘΛΞΠΣΦΨΩ−·×≤≥≈≠√∫±→←↑↓↔".chars(),
        );
        all.extend("■□●○◆◇▲△▶◀▼▽⏸⏹⏵⏭⏮⏯✕✓✗⟲⟳↺↻⌫⏎⌘…–—‘’“”\u{2009}\u{202F}\u{00A0}".chars());
        let mut fonts = Fonts::new(Default::default(), fonts());
        for family in [
            FontFamily::Proportional,
            FontFamily::Monospace,
            FontFamily::Name(STRONG_FAMILY.into()),
        ] {
            let font = FontId::new(13.0, family);
            let missing: String = all
                .iter()
                .filter(|c| !c.is_control() && !fonts.has_glyph(&font, **c))
                .collect();
            assert_eq!(missing, "", "{font:?}");
        }
    }

    #[test]
    fn digits_have_one_width() {
        let mut fonts = Fonts::new(Default::default(), fonts());
        let mut view = fonts.with_pixels_per_point(1.0);
        let font = FontId::proportional(100.0);
        let widths: Vec<f32> = ('0'..='9').map(|c| view.glyph_width(&font, c)).collect();
        assert!(
            widths.iter().all(|w| (w - widths[0]).abs() < 0.01),
            "{widths:?}"
        );
    }

    #[test]
    fn the_fonts_are_small() {
        assert!(TEXT.len() + STRONG.len() + SYMBOLS.len() < 1 << 20);
    }
}
