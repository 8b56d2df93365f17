//! Marks of equilibria and bifurcations as plot marks, of the same shapes as on the screen.
use crate::scene::{EventKind, Kind};
use std::fmt::Write as _;

/// Side of a node and diameter of a focus, in points of the figure's page.
const SIZE: f64 = 9.0;

/// A drawing in the basic commands of PGF.
pub(super) struct Pen {
    code: String,
    scale: f64,
}

/// What an area is filled with.
#[derive(Clone, Copy)]
enum Fill {
    Ink,
    Paper,
    Nothing,
}

impl Pen {
    pub(super) fn new(scale: f64) -> Self {
        Self {
            code: String::new(),
            scale,
        }
    }

    pub(super) fn into_code(self) -> String {
        self.code
    }

    /// Fills what has been outlined, and draws its line if it has a width.
    fn finish(&mut self, fill: Fill, width: f64) {
        let colour = match fill {
            Fill::Ink => Some("nc-text"),
            Fill::Paper => Some("nc-background"),
            Fill::Nothing => None,
        };
        if let Some(colour) = colour {
            let _ = write!(self.code, "\\pgfsetfillcolor{{{colour}}}");
        }
        if width > 0.0 {
            let _ = write!(
                self.code,
                "\\pgfsetstrokecolor{{nc-text}}\\pgfsetdash{{}}{{0pt}}\\pgfsetlinewidth{{{:.3}pt}}",
                width * self.scale
            );
        }
        let verb = match (colour.is_some(), width > 0.0) {
            (true, true) => "fill,stroke",
            (true, false) => "fill",
            _ => "stroke",
        };
        let _ = writeln!(self.code, "\\pgfusepath{{{verb}}}%");
    }

    fn polygon(&mut self, corners: &[[f64; 2]], fill: Fill, width: f64) {
        for (k, [x, y]) in corners.iter().enumerate() {
            let verb = if k == 0 { "moveto" } else { "lineto" };
            let _ = write!(
                self.code,
                "\\pgfpath{verb}{{\\pgfpoint{{{:.3}pt}}{{{:.3}pt}}}}",
                x * self.scale,
                y * self.scale
            );
        }
        self.code.push_str("\\pgfpathclose");
        self.finish(fill, width);
    }

    fn circle(&mut self, [x, y]: [f64; 2], radius: f64, fill: Fill, width: f64) {
        let [x, y, r] = [x, y, radius].map(|v| v * self.scale);
        let _ = write!(
            self.code,
            "\\pgfpathcircle{{\\pgfpoint{{{x:.3}pt}}{{{y:.3}pt}}}}{{{r:.3}pt}}"
        );
        self.finish(fill, width);
    }

    /// An equilibrium, halo first.
    pub(super) fn glyph(&mut self, kind: Kind, size: f64, halo: f64) {
        let half = 0.5 * SIZE * size;
        let line = 1.7 * size;
        let square = |r: f64| [[-r, -r], [r, -r], [r, r], [-r, r]];
        let diamond = |r: f64| [[-r, 0.0], [0.0, r], [r, 0.0], [0.0, -r]];
        let fill = if kind.is_stable() {
            Fill::Ink
        } else {
            Fill::Paper
        };
        let ringed = halo > 0.0;
        match kind {
            Kind::StableNode | Kind::UnstableNode => {
                if ringed {
                    self.polygon(&square(half + halo), Fill::Paper, 0.0);
                }
                self.polygon(&square(half), fill, line);
            }
            Kind::StableFocus | Kind::UnstableFocus | Kind::Centre => {
                if ringed {
                    self.circle([0.0; 2], half + 0.5 + halo, Fill::Paper, 0.0);
                }
                self.circle([0.0; 2], half + 0.5, fill, line);
                if kind == Kind::Centre {
                    self.circle([0.0; 2], 0.4 * half, Fill::Ink, 0.0);
                }
            }
            Kind::Saddle => {
                let r = 1.4 * half;
                self.polygon(&diamond(r + 1.3 * halo), Fill::Paper, 0.0);
                self.polygon(&[[-r, 0.0], [0.0, r], [0.0, -r]], Fill::Ink, 0.0);
                self.polygon(&diamond(r), Fill::Nothing, line);
            }
            Kind::SaddleNode => {
                self.polygon(&square(half + halo), Fill::Paper, 0.0);
                let left = [[-half, -half], [0.0, -half], [0.0, half], [-half, half]];
                self.polygon(&left, Fill::Ink, 0.0);
                self.polygon(&square(half), Fill::Nothing, line);
            }
            Kind::Degenerate => {
                for d in [[half, half], [half, -half]] {
                    let back = d.map(|v| -v);
                    self.polygon(&[back, d], Fill::Nothing, 2.2 * size);
                }
            }
        }
    }

    /// A bifurcation, halo first.
    pub(super) fn event(&mut self, kind: EventKind) {
        let half = 0.5 * SIZE;
        let line = 1.5;
        let at = [0.0; 2];
        self.circle(at, 1.2 * half + 1.5, Fill::Paper, 0.0);
        match kind {
            EventKind::SupercriticalHopf => self.circle(at, half + 0.5, Fill::Ink, line),
            EventKind::SubcriticalHopf => self.circle(at, half + 0.5, Fill::Paper, line),
            EventKind::DegenerateHopf => {
                self.circle(at, half + 0.5, Fill::Paper, line);
                self.circle(at, 0.4 * half, Fill::Ink, 0.0);
            }
            EventKind::SaddleNode => self.glyph(Kind::SaddleNode, 1.0, 0.0),
            EventKind::SaddleNodeOnInvariantCircle => {
                self.circle(at, 1.2 * half, Fill::Paper, line);
                self.glyph(Kind::SaddleNode, 0.6, 0.0);
            }
            EventKind::Homoclinic => {
                self.circle(at, 1.2 * half, Fill::Paper, line);
                self.glyph(Kind::Saddle, 0.6, 0.0);
            }
            EventKind::FoldOfCycles => {
                let r = 1.5 * half;
                let corners = [[0.0, r], [0.87 * r, -0.5 * r], [-0.87 * r, -0.5 * r]];
                self.polygon(&corners, Fill::Ink, 0.0);
            }
            EventKind::PeriodDoubling => {
                for x in [-0.4, 0.4] {
                    self.circle([x * half, 0.0], 0.7 * half, Fill::Paper, line);
                }
            }
            EventKind::BranchPoint => self.glyph(Kind::Degenerate, 1.0, 0.0),
        }
    }
}
