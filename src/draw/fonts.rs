//! The program's own fonts: no picture depends on the machine it is drawn on.
use egui::{FontData, FontDefinitions, FontFamily};
use skrifa::MetadataProvider as _;
use std::sync::Arc;

/// Inter, for text; its digits all have one width.
pub(super) const TEXT: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
/// Inter SemiBold, for headings.
const STRONG: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
/// What Inter lacks: mathematical operators, shapes, media symbols; from DejaVu Sans.
pub(super) const SYMBOLS: &[u8] = include_bytes!("../../assets/fonts/DejaVuSans-Symbols.ttf");

/// Chinese, from Noto Sans.
pub(super) const CHINESE: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Subset.otf");

/// Whether a character is looked for in [`CHINESE`]: ideographs, their punctuation and full-width forms.
pub(super) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}')
}

/// Name of the font family for headings.
pub const STRONG_FAMILY: &str = "strong";

/// The fonts of the window and of figures: text in the proportional family (and in place of a
/// monospaced one), headings in the family [`STRONG_FAMILY`].
pub fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, data) in [
        ("text", TEXT),
        ("strong", STRONG),
        ("symbols", SYMBOLS),
        ("chinese", CHINESE),
    ] {
        fonts
            .font_data
            .insert(name.into(), Arc::new(FontData::from_static(data)));
    }
    for (family, first) in [
        (FontFamily::Proportional, "text"),
        (FontFamily::Monospace, "text"),
        (FontFamily::Name(STRONG_FAMILY.into()), "strong"),
    ] {
        fonts.families.insert(
            family,
            vec![first.into(), "symbols".into(), "chinese".into()],
        );
    }
    fonts
}

/// The characters of a text that no font has, each once: a box stands in their place.
pub fn boxes(text: &str) -> Vec<char> {
    let fonts = [TEXT, SYMBOLS, CHINESE].map(|data| skrifa::FontRef::new(data).ok());
    let known = |c: char| {
        let fonts = fonts.iter().flatten();
        c.is_control()
            || fonts
                .map(|font| font.charmap())
                .any(|map| map.map(c).is_some())
    };
    let mut out: Vec<char> = text.chars().filter(|&c| !known(c)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{FontId, epaint::text::Fonts};

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

    /// Latin, mathematics and Chinese are there; Devanagari and emoji are not.
    #[test]
    fn what_no_font_has_is_known() {
        assert_eq!(boxes("V̇ ≈ −65 mV, 阈值 → ∞\n"), [] as [char; 0]);
        assert_eq!(
            boxes("\u{928} \u{1f9e0} a \u{928}"),
            ['\u{928}', '\u{1f9e0}']
        );
    }

    #[test]
    fn the_fonts_are_small() {
        assert!(TEXT.len() + STRONG.len() + SYMBOLS.len() + CHINESE.len() < 1 << 20);
    }
}
