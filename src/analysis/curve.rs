//! The bifurcation diagram of two parameters: curves along which something happens, and the points at
//! which they meet, turn sharply, or change their kind.
//!
//! Fold and Hopf curves are followed by pseudo-arclength in state and both parameters, homoclinic curves
//! by the splitting of the saddle's manifolds, curves of folds of cycles by the cycles themselves. They
//! start from the bifurcations of one-parameter diagrams across the plane and from each other's special
//! points.
use super::{
    branch::regular_parts,
    curve_control, curve_cycle, curve_fold, curve_homoclinic, curve_local,
    diagram::EventKind,
    planar::Planar,
    problem::{Problem, ProblemError, Window},
    vary::Vary,
};
use crate::job::Cancel;
use crate::model::Family;
use crate::text::{Each, say};
use nalgebra::Vector2;
use std::cell::Cell;

/// A special point of a two-parameter diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SpecialKind {
    /// Fold and Hopf curves touch: zero is a double eigenvalue. The Hopf curve ends here, and a
    /// homoclinic curve begins.
    BogdanovTakens,
    /// Two fold curves meet in a point: three equilibria are one.
    Cusp,
    /// The Hopf bifurcation changes between supercritical and subcritical; a curve of folds of cycles
    /// begins.
    GeneralizedHopf,
    /// A homoclinic curve ends on a fold curve: here the saddle-node changes between on and off the
    /// invariant circle.
    SaddleNodeHomoclinic,
}

impl SpecialKind {
    /// The standard term, as in the window and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::BogdanovTakens => "Bogdanov-Takens",
            Self::Cusp => "cusp",
            Self::GeneralizedHopf => "generalized Hopf",
            Self::SaddleNodeHomoclinic => "saddle-node homoclinic",
        }
    }
}

impl std::fmt::Display for SpecialKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// A special point.
#[derive(Clone, Debug, PartialEq)]
pub struct SpecialPoint {
    /// Which.
    pub kind: SpecialKind,
    /// Where in the plane of both parameters, in their units.
    pub at: [f64; 2],
    /// The equilibrium there.
    pub state: Vec<f64>,
}

/// A curve in the plane of two parameters along which one kind of bifurcation happens.
#[derive(Clone, Debug, PartialEq)]
pub struct BifurcationCurve {
    /// What happens when the curve is crossed.
    pub kind: EventKind,
    /// Its points, in the order in which it is followed; a closed curve repeats its first one.
    pub points: Vec<[f64; 2]>,
    /// The state at each point: the equilibrium, the saddle of a homoclinic orbit, the point of a cycle
    /// with the largest first variable.
    pub states: Vec<Vec<f64>>,
}

/// The bifurcation diagram of two parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    /// Indices of both parameters.
    pub parameters: [usize; 2],
    /// Their ranges.
    pub ranges: [[f64; 2]; 2],
    /// All curves, by kind, then by their first point.
    pub curves: Vec<BifurcationCurve>,
    /// All special points, by kind, then by place.
    pub points: Vec<SpecialPoint>,
    /// What else there is to know, in sentences.
    pub notes: Vec<Each<String>>,
}

/// What to compute of a two-parameter diagram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurvesOptions {
    /// Whether curves of cycles (their folds, and homoclinic orbits) are followed too.
    pub cycles: bool,
}

impl Default for CurvesOptions {
    fn default() -> Self {
        Self { cycles: true }
    }
}

/// What the followers of curves share.
pub(super) struct Plane<'a> {
    pub(super) cancel: &'a Cancel,
    pub(super) problem: &'a Problem,
    pub(super) vary: [Vary; 2],
    /// The model with both parameters free.
    pub(super) family: Box<dyn Family>,
    /// The size of every state variable and of both parameters that counts as one.
    pub(super) scale: Vec<f64>,
    /// Steps of orbits integrated so far on behalf of homoclinic curves.
    pub(super) work: Cell<usize>,
    /// Steps of curves of folds of cycles that were tried so far.
    pub(super) turns: Cell<usize>,
}

impl<'a> Plane<'a> {
    fn new(cancel: &'a Cancel, problem: &'a Problem, vary: [Vary; 2]) -> Self {
        let free = vary.map(|v| v.parameter);
        let family = problem.model().family(problem.values(), &free);
        let mut scale = problem.scales();
        scale.extend(vary.map(|v| v.width()));
        Self {
            cancel,
            problem,
            vary,
            family,
            scale,
            work: Cell::new(0),
            turns: Cell::new(0),
        }
    }

    /// Number of state variables.
    pub(super) fn n(&self) -> usize {
        self.scale.len() - 2
    }

    /// The field at a place in the plane, at the scale of the preset's own window.
    pub(super) fn planar(&self, at: [f64; 2]) -> Planar {
        let field = self.problem.model().bind(&self.family.values(&at));
        Planar::new(field, self.problem.home())
    }

    /// The field at a place in the plane, seen in a window around a state: `zoom` times the size of the
    /// preset's own.
    pub(super) fn zoomed(&self, at: [f64; 2], centre: [f64; 2], zoom: f64) -> Planar {
        let field = self.problem.model().bind(&self.family.values(&at));
        let home = self.problem.home();
        if zoom >= 1.0 {
            return Planar::new(field, home);
        }
        let [w, h] = home.size().map(|size| 0.5 * zoom * size);
        let window = Window {
            x: [centre[0] - w, centre[0] + w],
            y: [centre[1] - h, centre[1] + h],
        };
        Planar::new(field, window)
    }

    /// The problem with one of the two parameters (0 or 1) at a value; `None` when it cannot be there.
    pub(super) fn problem_at(&self, which: usize, value: f64) -> Option<Problem> {
        let mut problem = self.problem.clone();
        let name = self.vary[which].name(self.problem);
        problem.set(name, value).ok()?;
        Some(problem)
    }

    /// A place in units of the ranges.
    pub(super) fn unit(&self, at: [f64; 2]) -> Vector2<f64> {
        Vector2::from_fn(|k, _| (at[k] - self.vary[k].range[0]) / self.vary[k].width())
    }

    /// The place with the given units of the ranges.
    pub(super) fn place(&self, unit: Vector2<f64>) -> [f64; 2] {
        std::array::from_fn(|k| self.vary[k].range[0] + unit[k] * self.vary[k].width())
    }

    /// Whether the model spikes by reset, so that its cycles are not those of the smooth flow.
    pub(super) fn resets(&self) -> bool {
        self.problem.model().info().resets
    }
}

/// The two-parameter diagram of `problem` over the rectangle of two ranges; `None` when cancelled.
///
/// `publish` is given the fold and Hopf curves as soon as they are known. A range that holds a value
/// at which the formula divides by the parameter is cut there, and a note says so.
///
/// # Errors
/// [`ProblemError::SameParameter`] when both parameters are the same one, and
/// [`ProblemError::NowhereFinite`] when the formula has no value in the window.
///
/// # Source
/// Kuznetsov, *Elements of Applied Bifurcation Theory* (2004), ch. 8 and 10.
pub fn curves(
    cancel: &Cancel,
    problem: &Problem,
    vary: &[Vary; 2],
    options: &CurvesOptions,
    publish: Option<&mut dyn FnMut(&Curves)>,
) -> Result<Option<Curves>, ProblemError> {
    if vary[0].parameter == vary[1].parameter {
        return Err(ProblemError::SameParameter {
            name: vary[0].name(problem).into(),
        });
    }
    problem.field()?;
    let problem = &problem.whole();
    let mut out = Curves {
        parameters: vary.map(|v| v.parameter),
        ranges: vary.map(|v| v.range),
        curves: vec![],
        points: vec![],
        notes: vec![],
    };
    let parts = vary.map(|v| {
        let (parts, note) = parts(problem, &v);
        out.notes.extend(note);
        parts
    });
    let mut planes = vec![];
    for &first in &parts[0] {
        for &second in &parts[1] {
            let part = |k: usize, range| Vary { range, ..vary[k] };
            let plane = Plane::new(cancel, problem, [part(0, first), part(1, second)]);
            let Some(found) = curve_local::local(&plane) else {
                return Ok(None);
            };
            planes.push((plane, found));
        }
    }
    for (_, found) in &planes {
        out.notes.extend(found.notes.iter().cloned());
        for curve in &found.curves {
            curve.pieces(&mut out);
        }
    }
    if let Some(publish) = publish {
        let mut coarse = out.clone();
        sort(&mut coarse);
        publish(&coarse);
    }
    if cancel.is_cancelled() {
        return Ok(None);
    }
    if options.cycles {
        out.curves.clear();
        out.points.clear();
        for (plane, found) in &mut planes {
            for curve in &mut found.curves {
                if plane.n() == 2 {
                    curve_fold::invariant_circles(plane, curve);
                }
                curve.pieces(&mut out);
            }
            if cycles(plane, found, &mut out).is_none() {
                return Ok(None);
            }
        }
    }
    if cancel.is_cancelled() {
        return Ok(None);
    }
    if out.curves.is_empty() {
        let [a, b] = vary.map(|v| v.name(problem));
        out.notes
            .push(Each::of(|| say!("note-no-curves", first = a, second = b)));
    }
    sort(&mut out);
    Ok(Some(out))
}

/// Adds the curves of cycles. `None` when cancelled.
fn cycles(plane: &Plane<'_>, local: &curve_local::Local, out: &mut Curves) -> Option<()> {
    if plane.resets() {
        out.notes.push(Each::of(|| say!("note-reset-curves")));
        return Some(());
    }
    if plane.n() > 2 {
        out.notes.push(Each::of(|| say!("note-no-homoclinics")));
    }
    let controls = curve_control::controls(plane)?;
    out.notes.extend(curve_control::searched(plane, &controls));
    let neutral = curve_homoclinic::homoclinics(plane, local, &controls, out)?;
    curve_cycle::folds_of_cycles(plane, local, &controls, &neutral, out)
}

/// The parts of a range over which curves are followed, and why the range is cut, if it is: where the
/// formula divides by the parameter, and where the parameter is 0 and with it the rate of a variable.
fn parts(problem: &Problem, vary: &Vary) -> (Vec<[f64; 2]>, Option<Each<String>>) {
    let name = vary.name(problem);
    let parts = regular_parts(problem, vary);
    if parts[0] != vary.range {
        let note = Each::of(|| say!("note-singular-curves", name = name));
        return (parts, Some(note));
    }
    let [lo, hi] = vary.range;
    if lo > 0.0 || hi < 0.0 || !stops(problem, name) {
        return (parts, None);
    }
    let gap = STILL * vary.width();
    let parts = [[lo, -gap], [gap, hi]];
    let note = Each::of(|| say!("note-still-curves", name = name));
    (
        parts.into_iter().filter(|[a, b]| a < b).collect(),
        Some(note),
    )
}

/// Curves end so close to a value at which a variable stands still, as a part of the range.
const STILL: f64 = 1e-4;

/// Whether a variable stands still where the parameter is 0: the Jacobian is singular everywhere.
fn stops(problem: &Problem, name: &str) -> bool {
    let mut still = problem.clone();
    still.set(name, 0.0).is_ok() && singular_everywhere(&still)
}

/// Whether the Jacobian is singular everywhere in the plane, so that no equilibrium is isolated.
pub(super) fn singular_everywhere(problem: &Problem) -> bool {
    if problem.model().info().variables.len() != 2 {
        return false;
    }
    let planar = Planar::new(problem.model().bind(problem.values()), problem.home());
    let (home, [w, h]) = (problem.home(), problem.home().size());
    (0..25).all(|k| {
        let at = [
            home.x[0] + w * (f64::from(k % 5) + 0.5) / 5.0,
            home.y[0] + h * (f64::from(k / 5) + 0.5) / 5.0,
        ];
        let j = planar.jacobian(at);
        let size = (j[(0, 0)] * j[(1, 1)]).abs() + (j[(0, 1)] * j[(1, 0)]).abs();
        // The products are compared with what they would be for entries of the usual size.
        let usual = j[(0, 0)].abs().max(j[(0, 1)].abs() * h / w).powi(2);
        let det = j.determinant();
        det.is_finite() && det.abs() <= 1e-12 * size.max(usual)
    })
}

/// Brings results into an order that does not depend on the search, and drops points found twice.
fn sort(out: &mut Curves) {
    let place = |a: &[f64; 2], b: &[f64; 2]| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1]));
    for curve in &mut out.curves {
        // Every curve begins at its lower end.
        if let (Some(first), Some(last)) = (curve.points.first(), curve.points.last())
            && place(last, first).is_lt()
        {
            curve.points.reverse();
            curve.states.reverse();
        }
    }
    out.curves.sort_by(|a, b| {
        let first = |c: &BifurcationCurve| c.points.first().copied().unwrap_or_default();
        a.kind
            .cmp(&b.kind)
            .then(place(&first(a), &first(b)))
            .then(a.points.len().cmp(&b.points.len()))
    });
    out.points
        .sort_by(|a, b| a.kind.cmp(&b.kind).then(place(&a.at, &b.at)));
    let ranges = out.ranges;
    out.points.dedup_by(|a, b| {
        let near = |k: usize| (a.at[k] - b.at[k]).abs() < SAME * (ranges[k][1] - ranges[k][0]);
        a.kind == b.kind && near(0) && near(1)
    });
    out.notes.sort();
    out.notes.dedup();
}

/// Special points closer than this, relative to the ranges, are one: each is good to 1e-10.
const SAME: f64 = 1e-7;
