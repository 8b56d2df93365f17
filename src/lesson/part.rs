//! Parts of the window that a lesson points at, or hides for a while.
use super::fault::{FaultKind, suggestion};
use crate::analysis::Problem;
use crate::session::Layer;

/// A part of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A layer of the plane.
    Layer(Layer),
    /// The slider of a parameter, by its symbol.
    Slider(String),
    /// The labels of the plane, and with them the kinds of its equilibria.
    Labels,
    /// What the cell is going to do, wherever it shows.
    Outcome,
    /// The words below the plane.
    Words,
    /// The plane itself.
    Plane,
    /// The picture beside the plane.
    Diagram,
    /// Time courses.
    Time,
    /// The stimulus.
    Stimulus,
    /// The list of presets.
    Presets,
    /// The comparison of two portraits.
    Compare,
    /// The list of demonstrations.
    Demos,
    /// The switches of the layers.
    Layers,
}

/// Names of layers in lessons.
pub(super) const LAYERS: [(Layer, &str); 8] = [
    (Layer::Field, "field"),
    (Layer::Nullclines, "nullclines"),
    (Layer::Equilibria, "equilibria"),
    (Layer::Separatrices, "separatrices"),
    (Layer::Cycles, "cycles"),
    (Layer::Basins, "basins"),
    (Layer::Orbits, "orbits"),
    (Layer::Ruler, "ruler"),
];

/// What can be pointed at besides layers and sliders.
const POINTED: [(Part, &str); 9] = [
    (Part::Diagram, "diagram"),
    (Part::Time, "time"),
    (Part::Plane, "plane"),
    (Part::Stimulus, "stimulus"),
    (Part::Presets, "presets"),
    (Part::Words, "words"),
    (Part::Compare, "compare"),
    (Part::Demos, "demos"),
    (Part::Layers, "layers"),
];

/// What can be hidden.
const HIDDEN: [(Part, &str); 9] = [
    (Part::Labels, "labels"),
    (Part::Words, "words"),
    (Part::Layer(Layer::Nullclines), "nullclines"),
    (Part::Layer(Layer::Equilibria), "equilibria"),
    (Part::Layer(Layer::Separatrices), "separatrices"),
    (Part::Layer(Layer::Cycles), "cycles"),
    (Part::Diagram, "diagram"),
    (Part::Time, "time"),
    (Part::Outcome, "outcome"),
];

impl Part {
    /// Whether hiding this part hides `other` too. What is to be predicted is shown and told nowhere: kinds stand in the
    /// words, separatrices end in saddles, and whoever sees basins knows what attracts.
    pub fn covers(&self, other: &Self) -> bool {
        use Layer::{Basins, Cycles, Equilibria, Orbits, Ruler, Separatrices};
        let covered: &[Self] = match self {
            Self::Labels => &[Self::Words],
            Self::Layer(Equilibria) => &[
                Self::Labels,
                Self::Words,
                Self::Layer(Separatrices),
                Self::Layer(Basins),
                Self::Layer(Ruler),
            ],
            Self::Layer(Cycles) => &[Self::Words, Self::Layer(Basins)],
            Self::Layer(Separatrices) => &[Self::Layer(Basins), Self::Layer(Ruler)],
            Self::Outcome => &[
                Self::Time,
                Self::Words,
                Self::Diagram,
                Self::Layer(Orbits),
                Self::Layer(Cycles),
                Self::Layer(Basins),
            ],
            _ => &[],
        };
        self == other || covered.contains(other)
    }

    /// What a lesson points at by this name; sliders are those of the problem.
    pub(super) fn pointed(text: &str, problem: Option<&Problem>) -> Result<Self, FaultKind> {
        if let Some(name) = text.strip_prefix("slider ") {
            let name = name.trim();
            if let Some(problem) = problem {
                problem.parameter(name)?;
            }
            return Ok(Self::Slider(name.into()));
        }
        if let Some((layer, _)) = LAYERS.iter().find(|(_, name)| *name == text) {
            return Ok(Self::Layer(*layer));
        }
        let found = POINTED.iter().find(|(_, name)| *name == text);
        found.map(|(part, _)| part.clone()).ok_or_else(|| {
            let known = POINTED.iter().map(|(_, name)| *name);
            let layers = LAYERS.iter().map(|(_, name)| *name);
            word("highlight", text, known.chain(layers).chain(["slider I"]))
        })
    }

    /// What a lesson hides by this name.
    pub(super) fn hidden(text: &str) -> Result<Self, FaultKind> {
        let found = HIDDEN.iter().find(|(_, name)| *name == text);
        found
            .map(|(part, _)| part.clone())
            .ok_or_else(|| word("hide", text, HIDDEN.iter().map(|(_, name)| *name)))
    }
}

fn word<'a>(name: &str, found: &str, known: impl IntoIterator<Item = &'a str>) -> FaultKind {
    FaultKind::Word {
        name: name.into(),
        found: found.chars().take(60).collect(),
        hint: suggestion(found, known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What one part covers covers nothing more than that part does, so that one look at what a step names is enough.
    #[test]
    fn what_is_covered_covers_no_more() {
        for (part, name) in &HIDDEN {
            for (between, _) in HIDDEN.iter().filter(|(p, _)| part.covers(p)) {
                for layer in LAYERS.map(|(layer, _)| Part::Layer(layer)) {
                    assert!(!between.covers(&layer) || part.covers(&layer), "{name}");
                }
                for (end, _) in HIDDEN.iter().filter(|(p, _)| between.covers(p)) {
                    assert!(part.covers(end), "{name} covers {between:?}, so {end:?}");
                }
            }
        }
    }
}
