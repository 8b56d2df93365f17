//! Roles, and what they look like: the only place with colours.
//!
//! The hues are those of Okabe and Ito (2008), which stay apart for colour-blind readers, shifted
//! where needed for contrast with the background.

use crate::analysis::EventKind;
use crate::analysis::action_potential::Phase;

/// Red, green, blue, opacity; not premultiplied.
pub type Rgba = [u8; 4];

/// What something means; a [`Theme`] says what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Where the first plane variable does not change.
    FirstNullcline,
    /// Where the second plane variable does not change.
    SecondNullcline,
    /// Stable manifold of a saddle: threshold, separatrix.
    StableManifold,
    /// Unstable manifold of a saddle.
    UnstableManifold,
    /// A stable limit cycle.
    StableCycle,
    /// An unstable limit cycle.
    UnstableCycle,
    /// The live state, its trail and its trace.
    Live,
    /// The time course of the live state that obeys another set of parameters, shown beside it.
    Other,
    /// How far the live state is from its threshold.
    Ruler,
    /// The n-th kept orbit.
    Kept(usize),
    /// The orbit from under the pointer, forward.
    Hover,
    /// The orbit from under the pointer, backward.
    HoverPast,
    /// The vector field.
    Field,
    /// Basin of the k-th attractor: 0 the first stable cycle, from 1 on everything else.
    Basin(usize),
    /// The n-th sort of regime in a plane of two parameters; see [`super::regime_role`].
    Regime(usize),
    /// An ionic current: what depolarises (0), potassium (1), the leak (2), another.
    Current(usize),
    /// The same current's branch of the circuit.
    Wire(usize),
    /// The same current's reversal potential.
    Reversal(usize),
    /// The n-th gate of a membrane.
    Gate(usize),
    /// A phase of the action potential.
    Phase(Phase),
    /// While a cell is refractory.
    Refractory {
        /// Whether no kick makes it fire again; otherwise a stronger one than at rest does.
        absolute: bool,
    },
    /// What goes in: a parameter that a stimulus moves.
    Stimulus,
    /// One of several trials that are shown together.
    Trial {
        /// Whether the cell fires in it.
        fires: bool,
    },
    /// Peak and reset of spikes.
    Level,
    /// Spikes in time.
    Spike,
    /// What flows through a membrane in the long run.
    SteadyCurrent,
    /// Heads of arrows on a line: which way it goes there.
    Direction,
    /// What was counted, as bars.
    Sample,
    /// What theory expects of it.
    Expected,
    /// A stretch that is looked at.
    Chosen,
    /// What a lesson points at, behind it.
    Highlight,
    /// The curve that a network is to fit.
    Target,
    /// The output of an artificial neuron, or of a network.
    Output,
    /// Excitatory synapses: what they do.
    Excitatory,
    /// Inhibitory synapses: what they do.
    Inhibitory,
    /// A law that was fitted.
    Fitted,
    /// What a network predicts of a neuron, beside the neuron itself.
    Predicted,
    /// How strong something is that has two signs, from −[`STRONGEST`] (inhibitory) over 0 (nothing) to
    /// [`STRONGEST`] (excitatory).
    Strength(i8),
    /// How often something was found, from 1 to [`OFTENEST`].
    Frequency(u8),
    /// Stable equilibria along a parameter.
    StableBranch,
    /// Unstable equilibria along a parameter.
    UnstableBranch,
    /// A bifurcation.
    Event,
    /// The present value of a parameter.
    Cursor,
    /// A firing rate on the way up.
    SweepUp,
    /// A firing rate on the way down, where it differs.
    SweepDown,
    /// A scaling law.
    Law,
    /// Where a bifurcation happens in the plane of two parameters.
    Bifurcation(EventKind),
    /// Text and the glyphs of equilibria.
    Text,
    /// Text of lesser weight.
    WeakText,
    /// Frame and ticks of a plot.
    Axis,
    /// Grid lines.
    Grid,
    /// Background of pictures.
    Background,
    /// Background of panels around them.
    Panel,
    /// The one accent of the controls.
    Accent,
}

/// Steps of [`Role::Strength`] to either side of nothing.
pub const STRONGEST: i8 = 16;
/// Steps of [`Role::Frequency`].
pub const OFTENEST: u8 = 12;

/// How a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// Not at all.
    Solid,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
    /// Dashes and dots in turn.
    DashDot,
}

impl Dash {
    /// Lengths of dashes and gaps in turn, in points, for a line of the given width; empty when solid.
    pub fn pattern(self, width: f32) -> Vec<f32> {
        let unit = width.max(1.0);
        match self {
            Self::Solid => vec![],
            Self::Dashed => vec![4.0 * unit, 2.5 * unit],
            Self::Dotted => vec![1.2 * unit, 2.0 * unit],
            Self::DashDot => vec![4.0 * unit, 2.0 * unit, 1.2 * unit, 2.0 * unit],
        }
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Width in points.
    pub width: f32,
    /// Its dashes.
    pub dash: Dash,
}

/// A set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// For bright rooms.
    #[default]
    Light,
    /// For dark rooms.
    Dark,
    /// For paper: white with black axes.
    Print,
    /// Light, for the last row: black on white, and stronger lines.
    LightContrast,
    /// Dark, for the last row: white on black, and stronger lines.
    DarkContrast,
}

/// Contrast that the lines of the contrasted themes have at least, and how much nearer to the text's colour one step
/// of looking for it goes.
const LINES: f64 = 4.5;
const NEARER: f32 = 0.05;

/// Contrast of two opaque colours by WCAG 2.2, from 1 to 21.
fn contrast(a: Rgba, b: Rgba) -> f64 {
    let luminance = |[r, g, b, _]: Rgba| {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colour, as near to that of the text as it must be to stand out from the background.
fn strengthened(colour: Rgba, text: Rgba, background: Rgba) -> Rgba {
    let mixed = |part: f32| {
        let mix = |k: usize| {
            ((1.0 - part) * f32::from(colour[k]) + part * f32::from(text[k])).round() as u8
        };
        [mix(0), mix(1), mix(2), 255]
    };
    let steps = (1.0 / NEARER) as usize;
    let parts = (0..=steps).map(|k| k as f32 * NEARER);
    let mut found = parts.map(mixed);
    found
        .find(|c| contrast(*c, background) >= LINES)
        .unwrap_or(text)
}

const fn rgb(hex: u32) -> Rgba {
    [(hex >> 16) as u8, (hex >> 8) as u8, hex as u8, 255]
}

/// Opacity of the areas of regimes, of one attractor of each sort and of several.
fn regime_opacity(dark: bool, several: bool) -> f32 {
    match (dark, several) {
        (false, false) => 0.3,
        (false, true) => 0.56,
        (true, false) => 0.34,
        (true, true) => 0.62,
    }
}

/// The same colour at another opacity.
fn faded(colour: Rgba, opacity: f32) -> Rgba {
    let [r, g, b, _] = colour;
    [r, g, b, (255.0 * opacity).round() as u8]
}

impl Theme {
    /// Whether light things stand on a dark background.
    pub fn is_dark(self) -> bool {
        matches!(self, Self::Dark | Self::DarkContrast)
    }

    /// The theme for those who sit far away, as dark or light as this one.
    pub fn contrasted(self) -> Self {
        match self {
            Self::Dark | Self::DarkContrast => Self::DarkContrast,
            Self::Light | Self::Print | Self::LightContrast => Self::LightContrast,
        }
    }

    /// The colour of a role.
    pub fn colour(self, role: Role) -> Rgba {
        let usual = self.usual(role);
        let strong = matches!(self, Self::LightContrast | Self::DarkContrast);
        let ground = matches!(role, Role::Background | Role::Panel | Role::Grid);
        // Tints carry no meaning of their own.
        if !strong || ground || usual[3] < 255 {
            return usual;
        }
        strengthened(usual, self.usual(Role::Text), self.usual(Role::Background))
    }

    fn usual(self, role: Role) -> Rgba {
        let pick = |light: u32, dark: u32| rgb(if self.is_dark() { dark } else { light });
        let five = |light: u32, dark: u32, print: u32, strong: [u32; 2]| match self {
            Self::Light => rgb(light),
            Self::Dark => rgb(dark),
            Self::Print => rgb(print),
            Self::LightContrast => rgb(strong[0]),
            Self::DarkContrast => rgb(strong[1]),
        };
        match role {
            Role::FirstNullcline => pick(0x00_72B2, 0x56_B4E9),
            Role::SecondNullcline => pick(0xB8_6E00, 0xE6_9F00),
            Role::StableManifold => pick(0xA6_498A, 0xCC_79A7),
            Role::UnstableManifold => pick(0x8A_8A8A, 0x9A_9A9A),
            Role::StableCycle | Role::UnstableCycle => pick(0x00_7A59, 0x00_B386),
            Role::Live | Role::Ruler | Role::Cursor => pick(0xD5_5E00, 0xFF_7A1A),
            Role::StableBranch | Role::UnstableBranch => pick(0x00_5F99, 0x7C_C4F0),
            Role::Event => self.colour(Role::Text),
            Role::SweepUp => self.colour(Role::StableCycle),
            Role::SweepDown => self.colour(Role::StableManifold),
            Role::Law => self.colour(Role::WeakText),
            Role::Bifurcation(kind) => match kind {
                EventKind::SaddleNode | EventKind::SaddleNodeOnInvariantCircle => {
                    pick(0x00_72B2, 0x56_B4E9)
                }
                EventKind::SupercriticalHopf
                | EventKind::SubcriticalHopf
                | EventKind::DegenerateHopf => pick(0xB8_6E00, 0xE6_9F00),
                EventKind::FoldOfCycles | EventKind::PeriodDoubling => pick(0x00_7A59, 0x00_B386),
                EventKind::Homoclinic => pick(0xA6_498A, 0xCC_79A7),
                EventKind::BranchPoint => pick(0x76_7676, 0x8C_8C8C),
            },
            // Black, yellow and the other blue are the hues that no role above has taken.
            Role::Kept(n) => match n % 3 {
                0 => pick(0x38_3838, 0xE8_E8E8),
                1 => pick(0x85_7A00, 0xF0_E442),
                _ => pick(0x2B_8CC4, 0x5A_8FE0),
            },
            Role::Hover | Role::HoverPast => faded(self.colour(Role::Text), 0.45),
            Role::Field => faded(self.colour(Role::Text), 0.25),
            Role::Basin(k) => {
                let hue = match k {
                    0 => self.colour(Role::StableCycle),
                    _ => match (k - 1) % 5 {
                        0 => pick(0x56_B4E9, 0x56_B4E9),
                        1 => pick(0xE6_9F00, 0xE6_9F00),
                        2 => pick(0xCC_79A7, 0xCC_79A7),
                        4 => pick(0x76_7676, 0xB0_B0B0),
                        _ => pick(0xD5_C400, 0xF0_E442),
                    },
                };
                faded(hue, 0.1)
            }
            // Stronger than basins: here the areas are the message, and must survive a projector.
            Role::Regime(k) => {
                let hue = match k % 7 {
                    0 => pick(0x00_A72C, 0x00_BD5F),
                    1 => pick(0x0D_A1EF, 0x1E_91E2),
                    2 => pick(0xD9_5900, 0xE3_6A1D),
                    3 => pick(0xED_4CAA, 0xFF_61D3),
                    4 => pick(0xBE_FF0A, 0xFF_DC73),
                    5 => pick(0x76_7676, 0x96_9696),
                    _ => pick(0x4E_15F3, 0x90_4DFF),
                };
                // The same hue, stronger, for several attractors of a sort.
                let opacity = regime_opacity(self.is_dark(), k >= 7);
                faded(hue, opacity)
            }
            // Sodium or calcium first, then potassium, then the leak.
            Role::Current(k) | Role::Wire(k) | Role::Reversal(k) => match k % 4 {
                0 => pick(0xB8_6E00, 0xE6_9F00),
                1 => pick(0x00_72B2, 0x56_B4E9),
                2 => pick(0x76_7676, 0xA0_A0A0),
                _ => pick(0xA6_498A, 0xCC_79A7),
            },
            Role::Gate(k) => match k % 3 {
                0 => pick(0xB8_6E00, 0xE6_9F00),
                1 => pick(0xA6_498A, 0xCC_79A7),
                _ => pick(0x00_72B2, 0x56_B4E9),
            },
            Role::Refractory { .. } => pick(0xA6_498A, 0xCC_79A7),
            Role::Phase(phase) => match phase {
                Phase::Rest => faded(self.colour(Role::Text), 0.0),
                Phase::Depolarisation => faded(pick(0xE6_9F00, 0xE6_9F00), 0.16),
                Phase::Amplification => faded(pick(0xD5_5E00, 0xFF_7A1A), 0.26),
                Phase::Repolarisation => faded(pick(0x00_72B2, 0x56_B4E9), 0.2),
                Phase::Hyperpolarisation => faded(pick(0x4E_15F3, 0x90_4DFF), 0.14),
            },
            Role::Stimulus => pick(0x4E_15F3, 0xA0_6BFF),
            Role::Trial { fires: true } => self.colour(Role::StableCycle),
            Role::Trial { fires: false } | Role::Other => self.colour(Role::WeakText),
            Role::Level => pick(0x76_7676, 0x8C_8C8C),
            Role::Spike | Role::SteadyCurrent | Role::Direction => self.colour(Role::Text),
            Role::Sample => pick(0x9C_C8E8, 0x2E_6A92),
            Role::Expected | Role::Predicted => pick(0xD5_5E00, 0xFF_7A1A),
            Role::Chosen => faded(pick(0xE6_9F00, 0xE6_9F00), 0.22),
            Role::Highlight => faded(pick(0xFF_C400, 0xFF_D84D), 0.45),
            Role::Target => pick(0x8C_8C8C, 0x80_8080),
            Role::Output => pick(0x00_72B2, 0x56_B4E9),
            Role::Excitatory => pick(0xC8_2A2A, 0xFF_6B5E),
            Role::Inhibitory => pick(0x1F_5FC4, 0x6A_A6FF),
            Role::Fitted => self.colour(Role::Text),
            // Nothing is the background itself.
            Role::Strength(n) => {
                let hue = if n < 0 {
                    Role::Inhibitory
                } else {
                    Role::Excitatory
                };
                let part = f32::from(n.unsigned_abs().min(STRONGEST as u8)) / f32::from(STRONGEST);
                faded(self.colour(hue), part)
            }
            Role::Frequency(n) => {
                let part = f32::from(n.min(OFTENEST)) / f32::from(OFTENEST);
                faded(self.colour(Role::Output), 0.06 + 0.94 * part)
            }
            Role::Text => five(0x1F_2328, 0xE8_EAED, 0x00_0000, [0x00_0000, 0xFF_FFFF]),
            Role::WeakText => five(0x57_5E66, 0xA8_ADB4, 0x33_3333, [0x33_3333, 0xD6_D6D6]),
            Role::Axis => five(0x6E_7681, 0x7D_858F, 0x00_0000, [0x00_0000, 0xFF_FFFF]),
            Role::Grid => five(0xE4_E7EB, 0x2E_3238, 0xE6_E6E6, [0xDD_DDDD, 0x33_3333]),
            Role::Background => five(0xFF_FFFF, 0x17_191D, 0xFF_FFFF, [0xFF_FFFF, 0x00_0000]),
            Role::Panel => five(0xF4_F5F7, 0x1F_2227, 0xFF_FFFF, [0xFF_FFFF, 0x00_0000]),
            Role::Accent => pick(0x00_5F99, 0x7C_C4F0),
        }
    }

    /// The colour of a label that belongs to `role`: its colour drawn towards that of text, which
    /// needs more contrast than a line does.
    pub fn label(self, role: Role) -> Rgba {
        let (line, text) = (self.colour(role), self.colour(Role::Text));
        let mix = |k: usize| (0.7 * f32::from(line[k]) + 0.3 * f32::from(text[k])).round() as u8;
        [mix(0), mix(1), mix(2), 255]
    }

    /// How a role's lines are drawn.
    pub fn stroke(self, role: Role) -> Stroke {
        let (width, dash) = match role {
            Role::FirstNullcline | Role::SecondNullcline => (2.5, Dash::Solid),
            Role::StableManifold => (2.0, Dash::Solid),
            Role::UnstableManifold => (1.5, Dash::Solid),
            Role::StableCycle => (3.0, Dash::Solid),
            Role::UnstableCycle => (2.5, Dash::Dashed),
            Role::Live => (2.0, Dash::Solid),
            Role::Kept(n) => (
                1.8,
                [Dash::Solid, Dash::Dashed, Dash::DashDot, Dash::Dotted][n / 3 % 4],
            ),
            Role::Hover => (1.5, Dash::Solid),
            Role::HoverPast => (1.5, Dash::Dotted),
            Role::Refractory { absolute: true } => (6.0, Dash::Solid),
            Role::Refractory { absolute: false } => (3.0, Dash::Dashed),
            Role::Stimulus => (1.8, Dash::Solid),
            Role::Trial { .. } | Role::Other => (1.2, Dash::Solid),
            Role::Level => (1.0, Dash::Dashed),
            Role::Spike => (1.2, Dash::Solid),
            Role::Expected | Role::Output => (2.5, Dash::Solid),
            Role::Highlight => (12.0, Dash::Solid),
            Role::Excitatory | Role::Inhibitory => (2.5, Dash::Solid),
            Role::Fitted => (1.5, Dash::Dashed),
            Role::Predicted => (2.2, Dash::Solid),
            Role::Target => (6.0, Dash::Solid),
            Role::Wire(_) => (1.5, Dash::Solid),
            Role::Reversal(_) => (1.0, Dash::Dashed),
            Role::Current(k) | Role::Gate(k) => (
                2.0,
                [Dash::Solid, Dash::Dashed, Dash::DashDot, Dash::Dotted][k % 4],
            ),
            Role::StableBranch => (3.0, Dash::Solid),
            Role::UnstableBranch => (2.0, Dash::Dashed),
            Role::Cursor | Role::Ruler => (1.5, Dash::Solid),
            Role::SweepUp => (3.0, Dash::Solid),
            Role::SweepDown => (2.5, Dash::Dashed),
            Role::Law => (1.8, Dash::Dotted),
            Role::Bifurcation(kind) => match kind {
                EventKind::SaddleNodeOnInvariantCircle => (4.0, Dash::Solid),
                EventKind::SubcriticalHopf => (2.5, Dash::Dashed),
                EventKind::FoldOfCycles => (2.5, Dash::DashDot),
                EventKind::PeriodDoubling => (2.0, Dash::Dashed),
                EventKind::Homoclinic => (2.5, Dash::Dotted),
                _ => (2.5, Dash::Solid),
            },
            _ => (1.0, Dash::Solid),
        };
        Stroke { width, dash }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEMES: [Theme; 5] = [
        Theme::Light,
        Theme::Dark,
        Theme::Print,
        Theme::LightContrast,
        Theme::DarkContrast,
    ];

    /// Black on white is 21:1 by the standard's definition.
    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((contrast(rgb(0), rgb(0xFF_FFFF)) - 21.0).abs() < 1e-12);
    }

    #[test]
    fn text_has_contrast_of_at_least_four_and_a_half() {
        for theme in THEMES {
            for ground in [Role::Background, Role::Panel] {
                for role in [Role::Text, Role::WeakText, Role::Accent] {
                    let c = contrast(theme.colour(role), theme.colour(ground));
                    assert!(c >= 4.5, "{theme:?} {role:?} on {ground:?}: {c:.2}");
                }
            }
        }
    }

    #[test]
    fn labels_have_contrast_of_at_least_four_and_a_half() {
        for theme in THEMES {
            for role in [
                Role::FirstNullcline,
                Role::SecondNullcline,
                Role::StableManifold,
                Role::UnstableManifold,
                Role::StableCycle,
                Role::UnstableCycle,
                Role::Level,
                Role::StableBranch,
                Role::UnstableBranch,
                Role::Event,
                Role::Cursor,
                Role::Ruler,
                Role::Text,
            ] {
                let c = contrast(theme.label(role), theme.colour(Role::Background));
                assert!(c >= 4.5, "{theme:?} {role:?}: {c:.2}");
            }
        }
    }

    /// From the last row: text 7:1, which WCAG 2.2 calls enhanced, and lines 4.5:1.
    #[test]
    fn contrasted_themes_have_more() {
        for theme in [Theme::LightContrast, Theme::DarkContrast] {
            let ground = theme.colour(Role::Background);
            for role in [Role::Text, Role::WeakText, Role::Axis] {
                assert!(
                    contrast(theme.colour(role), ground) >= 7.0,
                    "{theme:?} {role:?}"
                );
            }
            let lines = [
                Role::FirstNullcline,
                Role::SecondNullcline,
                Role::StableManifold,
                Role::UnstableManifold,
                Role::StableCycle,
                Role::Live,
                Role::StableBranch,
                Role::Stimulus,
                Role::Accent,
                Role::Kept(1),
                Role::Kept(2),
            ];
            for role in lines {
                assert!(
                    contrast(theme.colour(role), ground) >= LINES,
                    "{theme:?} {role:?}"
                );
            }
            assert_eq!(theme.contrasted(), theme);
            assert_eq!(theme.is_dark(), theme == Theme::DarkContrast);
        }
    }

    /// Field, basins, hover orbits and the grid are tints by intent: they carry no meaning that a
    /// line or a glyph does not carry as well.
    #[test]
    fn lines_have_contrast_of_at_least_three() {
        for theme in THEMES {
            let lines = [
                Role::Stimulus,
                Role::Trial { fires: true },
                Role::Trial { fires: false },
                Role::SweepUp,
                Role::SweepDown,
                Role::Law,
                Role::Bifurcation(EventKind::SaddleNode),
                Role::Bifurcation(EventKind::SubcriticalHopf),
                Role::Bifurcation(EventKind::FoldOfCycles),
                Role::Bifurcation(EventKind::Homoclinic),
                Role::Bifurcation(EventKind::BranchPoint),
                Role::FirstNullcline,
                Role::SecondNullcline,
                Role::StableManifold,
                Role::UnstableManifold,
                Role::StableCycle,
                Role::UnstableCycle,
                Role::Live,
                Role::Level,
                Role::Spike,
                Role::Expected,
                Role::Output,
                Role::Target,
                Role::Excitatory,
                Role::Inhibitory,
                Role::Fitted,
                Role::Predicted,
                Role::StableBranch,
                Role::UnstableBranch,
                Role::Event,
                Role::Cursor,
                Role::Axis,
            ];
            for role in lines.into_iter().chain((0..3).map(Role::Kept)) {
                let c = contrast(theme.colour(role), theme.colour(Role::Background));
                assert!(c >= 3.0, "{theme:?} {role:?}: {c:.2}");
            }
        }
    }

    /// Twelve kept orbits: three hues, each in four dashes.
    #[test]
    fn kept_orbits_can_be_told_apart() {
        for theme in THEMES {
            let looks: Vec<_> = (0..12)
                .map(|n| {
                    (
                        theme.colour(Role::Kept(n)),
                        theme.stroke(Role::Kept(n)).dash,
                    )
                })
                .collect();
            for (i, a) in looks.iter().enumerate() {
                assert!(!looks[..i].contains(a), "{theme:?} {i}");
            }
        }
    }

    /// A difference of an eighth in one of the channels is seen on a projector too.
    #[test]
    fn tints_of_regimes_can_be_told_apart() {
        for theme in THEMES {
            let ground = theme.colour(Role::Background);
            let painted = |role| {
                let [r, g, b, a] = theme.colour(role);
                let over = |c: u8, under: u8| {
                    let a = f32::from(a) / 255.0;
                    a * f32::from(c) + (1.0 - a) * f32::from(under)
                };
                [over(r, ground[0]), over(g, ground[1]), over(b, ground[2])]
            };
            let tints: Vec<[f32; 3]> = (0..14).map(|k| painted(Role::Regime(k))).collect();
            for (i, a) in tints.iter().enumerate() {
                for b in &tints[..i] {
                    let apart = (0..3).map(|k| (a[k] - b[k]).abs()).fold(0.0, f32::max);
                    assert!(apart >= 32.0, "{theme:?} {i}: {a:?} and {b:?}");
                }
            }
        }
    }

    /// The pairs that differ in meaning only by stability differ in dash.
    #[test]
    fn meaning_does_not_rest_on_colour_alone() {
        for theme in THEMES {
            for (a, b) in [
                (Role::StableCycle, Role::UnstableCycle),
                (Role::StableBranch, Role::UnstableBranch),
                (Role::SweepUp, Role::SweepDown),
                (
                    Role::Bifurcation(EventKind::SupercriticalHopf),
                    Role::Bifurcation(EventKind::SubcriticalHopf),
                ),
                (Role::Hover, Role::HoverPast),
            ] {
                assert_ne!(theme.stroke(a).dash, theme.stroke(b).dash);
            }
        }
    }
}
