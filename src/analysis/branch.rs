//! Branches of equilibria while one parameter varies, with their folds, Hopf points and crossings.
//!
//! Keller (1977) for the branches; Kuznetsov, *Elements of Applied Bifurcation Theory*, ch. 10 for
//! what is found on them.
use super::{
    bifurcation::hides_two,
    border::crossed,
    build::unit,
    classify::classify,
    diagram::{EquilibriumBranch, EquilibriumPoint, Event},
    portrait::PADDING,
    problem::{Problem, Window},
    singular::{Scaled, Singular},
    space,
    vary::Vary,
};
use crate::job::Cancel;
use crate::model::Family;
use crate::num::arclength::{ArcEnd, ArcOptions, ArcPoint, ArcWatch, Tracer};
use crate::num::root::bracketed;
use crate::text::{Each, say};

/// Branches of equilibria and what was found on them.
#[derive(Clone, Debug, Default)]
pub(super) struct Branches {
    pub(super) branches: Vec<EquilibriumBranch>,
    /// Folds (all of them as saddle-nodes), Hopf points, branch points; not sorted.
    pub(super) events: Vec<Event>,
    pub(super) notes: Vec<Each<String>>,
    /// Values of the parameter at which equilibria fill whole lines.
    pub(super) lines: Vec<f64>,
}

/// Where a branch is looked for inside a range, as parts of it: its ends first.
const STARTS: [f64; 5] = [0.0, 1.0, 0.5, 0.27, 0.76];
/// No step of a branch is longer than this part of the range, for a smooth picture.
const SMOOTH: f64 = 0.04;
/// A branch is followed so many windows away.
const FAR: f64 = 1e3;
/// No more branches than this; a range with more is not resolved.
const MOST_BRANCHES: usize = 200;
/// No more events than this.
const MOST_EVENTS: usize = 400;
/// Two points of a branch closer than this, relative to window and range, are the same.
const SAME: f64 = 1e-7;

/// The parts of the range in which the formula is not singular because of the varied parameter.
pub(super) fn regular_parts(problem: &Problem, vary: &Vary) -> Vec<[f64; 2]> {
    let spec = &problem.model().info().parameters[vary.parameter];
    let [lo, hi] = vary.range;
    if !spec.nonzero() || lo > 0.0 || hi < 0.0 {
        return vec![vary.range];
    }
    let gap = 1e-6 * vary.width();
    [[lo, -gap], [gap, hi]]
        .into_iter()
        .filter(|[a, b]| a < b)
        .collect()
}

/// All branches of equilibria that begin in the window enlarged threefold, at any of several values of
/// the parameter, or that cross one that does. `None` when cancelled.
pub(super) fn branches(cancel: &Cancel, problem: &Problem, vary: &Vary) -> Option<Branches> {
    with_marks(cancel, problem, vary, vary.range)
}

/// The same, with points exactly at both ends of `marks` on every branch that passes them.
pub(super) fn with_marks(
    cancel: &Cancel,
    problem: &Problem,
    vary: &Vary,
    marks: [f64; 2],
) -> Option<Branches> {
    let problem = &problem.whole();
    let home = problem.home().hull(&problem.window());
    let scale = problem.scales();
    let family = problem.model().family(problem.values(), &[vary.parameter]);
    let mut walk = Walk {
        name: vary.name(problem),
        scaled: Scaled {
            family: &*family,
            scale: &scale,
        },
        width: unit(problem, vary),
        range_width: vary.width(),
        marks,
        home: homes(problem, home),
        peak: problem.model().bind(problem.values()).peak_line(),
        switch: problem.bind().switch(),
        variable: problem.model().info().variables[0].name,
        out: Branches::default(),
    };
    let parts = regular_parts(problem, vary);
    if parts[0] != vary.range {
        let name = vary.name(problem);
        walk.out
            .notes
            .push(Each::of(|| say!("note-singular-branches", name = name)));
    }
    for range in parts {
        let mut pending: Vec<Vec<f64>> = vec![];
        for part in STARTS {
            let value = if part == 1.0 {
                range[1]
            } else {
                range[0] + part * (range[1] - range[0])
            };
            let found = equilibria_near(problem, vary, value, home);
            pending.extend(found.into_iter().map(|mut at| {
                at.push(value);
                at
            }));
            if cancel.is_cancelled() {
                return None;
            }
        }
        // Where two branches cross there is no telling which way to go: such starts come last, when
        // both branches are known.
        pending.sort_by_key(|z| walk.is_singular(z, 1e-6));
        let mut next = 0;
        while next < pending.len() {
            let start = pending[next].clone();
            next += 1;
            if walk.out.branches.len() >= MOST_BRANCHES || walk.out.events.len() >= MOST_EVENTS {
                walk.note(Each::of(|| say!("note-many-branches")));
                break;
            }
            if !walk.knows(&start) {
                pending.extend(walk.branch(cancel, &start, range)?);
            }
        }
    }
    Some(walk.out)
}

/// States of the equilibria in the window enlarged threefold, at the scale of the preset's window and,
/// where that is larger, at its own.
fn equilibria_near(problem: &Problem, vary: &Vary, value: f64, hull: Window) -> Vec<Vec<f64>> {
    let mut here = problem.clone();
    if here.set(vary.name(problem), value).is_err() {
        return vec![];
    }
    let home = problem.home();
    let mut found = space::equilibria(&here, home.enlarged(PADDING)).points;
    if hull != home {
        let wide = hull.enlarged(PADDING);
        let more = space::equilibria(&here, wide).points;
        found.extend(
            more.into_iter()
                .filter(|e| !home.enlarged(PADDING).contains(problem.project(&e.at))),
        );
    }
    found.into_iter().map(|e| e.at).collect()
}

/// The usual ranges of all variables; those of the plane's cover the window `home` too.
fn homes(problem: &Problem, home: Window) -> Vec<[f64; 2]> {
    let mut out: Vec<[f64; 2]> = (0..problem.scales().len())
        .map(|k| problem.usual(k))
        .collect();
    let axes = problem.axes().into_iter().take(out.len());
    for (k, range) in axes.zip([home.x, home.y]) {
        out[k] = range;
    }
    out
}

/// What is measured at a point of a branch: both test functions with their slopes.
pub(super) type Tests = [(f64, f64); 2];
pub(super) const TESTED: [Singular; 2] = [Singular::Zero, Singular::Sum];

pub(super) struct Walk<'a> {
    /// The parameter's name.
    pub(super) name: &'static str,
    pub(super) scaled: Scaled<'a>,
    /// The size of the parameter that counts as one.
    pub(super) width: f64,
    /// The width of its range.
    pub(super) range_width: f64,
    /// Branches have points exactly at these values of the parameter.
    pub(super) marks: [f64; 2],
    /// The usual range of each variable.
    pub(super) home: Vec<[f64; 2]>,
    pub(super) peak: f64,
    /// A value of the first variable at which the formula jumps.
    pub(super) switch: Option<f64>,
    /// The first variable's name.
    pub(super) variable: &'static str,
    pub(super) out: Branches,
}

/// An equilibrium as the zero of a family, for the tracer.
fn equations(family: &dyn Family) -> impl Fn(&[f64], &mut [f64], &mut [f64]) {
    move |z, values, rows| {
        family.rhs(z, values);
        family.jacobian(z, rows);
    }
}

impl Walk<'_> {
    pub(super) fn family(&self) -> &dyn Family {
        self.scaled.family
    }

    pub(super) fn n(&self) -> usize {
        self.family().dimension()
    }

    pub(super) fn note(&mut self, note: Each<String>) {
        if !self.out.notes.contains(&note) {
            self.out.notes.push(note);
        }
    }

    pub(super) fn scales(&self) -> Vec<f64> {
        let mut scales = self.scaled.scale.to_vec();
        scales.push(self.width);
        scales
    }

    /// Distance relative to window and range.
    pub(super) fn distance(&self, a: &[f64], b: &[f64]) -> f64 {
        let scales = self.scales();
        a.iter()
            .zip(b)
            .zip(&scales)
            .fold(0.0_f64, |m, ((a, b), s)| m.max(((a - b) / s).abs()))
    }

    /// Whether the Jacobian by the state is singular, to within `part` of its size.
    pub(super) fn is_singular(&self, z: &[f64], part: f64) -> bool {
        let j = self.scaled.jacobian(z);
        let size = j.norm().max(f64::MIN_POSITIVE);
        (j / size).determinant().abs() < part
    }

    /// Whether a branch passes through this point already.
    pub(super) fn knows(&self, z: &[f64]) -> bool {
        let n = self.n();
        let as_z = |p: &EquilibriumPoint| {
            let mut z = p.at.clone();
            z.push(p.parameter);
            z
        };
        let equations = equations(self.scaled.family);
        let tracer = Tracer::new(
            &equations,
            self.scales(),
            vec![[f64::NEG_INFINITY, f64::INFINITY]; n + 1],
        );
        self.out.branches.iter().any(|branch| {
            branch.points.windows(2).any(|pair| {
                let (a, b) = (as_z(&pair[0]), as_z(&pair[1]));
                let length = self.distance(&a, &b);
                if self.distance(&a, z) > 3.0 * length + SAME {
                    return false;
                }
                // The point of the branch abreast of z.
                let scales = self.scales();
                let along: Vec<f64> = (0..=n).map(|j| (b[j] - a[j]) / scales[j]).collect();
                let square: f64 = along.iter().map(|v| v * v).sum();
                let part = (0..=n)
                    .map(|j| along[j] * (z[j] - a[j]) / scales[j])
                    .sum::<f64>()
                    / square;
                if !(-0.01..=1.01).contains(&part) {
                    return false;
                }
                let guess: Vec<f64> = (0..=n).map(|j| a[j] + part * (b[j] - a[j])).collect();
                let unit: Vec<f64> = along.iter().map(|v| v / square.sqrt()).collect();
                tracer
                    .correct(&guess, &unit)
                    .is_some_and(|(on, _)| self.distance(&on, z) < SAME)
            })
        })
    }

    /// Follows the branch through `start` both ways. Returns starts of branches that cross it.
    pub(super) fn branch(
        &mut self,
        cancel: &Cancel,
        start: &[f64],
        range: [f64; 2],
    ) -> Option<Vec<Vec<f64>>> {
        let n = self.n();
        let far = |&[lo, hi]: &[f64; 2]| {
            let (centre, size) = (0.5 * (lo + hi), hi - lo);
            [centre - FAR * size, centre + FAR * size]
        };
        let mut bounds: Vec<[f64; 2]> = self.home.iter().map(far).collect();
        bounds[0][1] = bounds[0][1].min(self.peak);
        bounds.push(range);
        let equations = equations(self.scaled.family);
        let tracer = Tracer::new(&equations, self.scales(), bounds);
        // On the border of the range the parameter stays where it is.
        let Some(at) = tracer.correct_at(start, n) else {
            return Some(vec![]);
        };
        let Some(tangent) = tracer.tangent(&at, None) else {
            return Some(vec![]);
        };
        let first = ArcPoint { u: at, tangent };
        let (ahead, closed, mut crossings) = self.half(cancel, &tracer, &first)?;
        let mut points = vec![self.point(&first.u)];
        if closed {
            points.extend(ahead);
        } else {
            let back = ArcPoint {
                u: first.u.clone(),
                tangent: first.tangent.iter().map(|t| -t).collect(),
            };
            let (behind, _, more) = self.half(cancel, &tracer, &back)?;
            crossings.extend(more);
            points = behind
                .into_iter()
                .rev()
                .chain(points)
                .chain(ahead)
                .collect();
        }
        if points.len() > 1 {
            if points[0].parameter > points[points.len() - 1].parameter {
                points.reverse();
            }
            self.out.branches.push(EquilibriumBranch { points });
        }
        Some(crossings)
    }

    fn point(&self, z: &[f64]) -> EquilibriumPoint {
        let n = self.n();
        let linear = classify(&self.scaled.raw(z));
        EquilibriumPoint {
            parameter: z[n],
            at: z[..n].to_vec(),
            // Where one eigenvalue is a billion times another, the kind may be beyond telling; the
            // signs are not.
            stable: linear.eigenvalues.iter().all(|l| l.re < 0.0),
            kind: linear.kind,
        }
    }

    /// A bifurcation as a point of its branch: there stability is neither won nor lost yet.
    fn turning_point(&self, z: &[f64]) -> EquilibriumPoint {
        EquilibriumPoint {
            stable: false,
            ..self.point(z)
        }
    }

    /// The points of the branch between two of its points at which the parameter is one of the marks.
    fn marked(&self, tracer: &Tracer<'_>, a: &[f64], b: &[f64]) -> Vec<EquilibriumPoint> {
        let n = self.n();
        let length = tracer.distance(a, b);
        let found = crossed(self.marks, a[n], b[n]).filter_map(|mark| {
            let part = (mark - a[n]) / (b[n] - a[n]);
            let mut guess: Vec<f64> = a.iter().zip(b).map(|(a, b)| a + part * (b - a)).collect();
            guess[n] = mark;
            let near = |z: &Vec<f64>| tracer.distance(z, &guess) <= length;
            let mut at = tracer
                .correct_at(&guess, n)
                .filter(near)
                .or_else(|| self.reach(tracer, a, b, mark))?;
            at[n] = mark;
            Some(self.point(&at))
        });
        found.collect()
    }

    /// The same for one mark by bisection, where a fold is so close that the parameter cannot be held.
    fn reach(&self, tracer: &Tracer<'_>, a: &[f64], b: &[f64], mark: f64) -> Option<Vec<f64>> {
        let n = self.n();
        let scales = self.scales();
        let length = tracer.distance(a, b);
        let normal: Vec<f64> = (0..=n)
            .map(|j| (b[j] - a[j]) / scales[j] / length)
            .collect();
        let at = |part: f64| {
            let guess: Vec<f64> = a.iter().zip(b).map(|(a, b)| a + part * (b - a)).collect();
            Some(tracer.correct(&guess, &normal)?.0)
        };
        let part = bracketed(
            |s| at(s).map_or(f64::NAN, |z| z[n] - mark),
            (0.0, a[n] - mark),
            (1.0, b[n] - mark),
            1e-9,
        );
        at(part)
    }

    /// One way from `first`: the points after it, whether it closes, and starts of crossing branches.
    #[allow(
        clippy::type_complexity,
        reason = "three lists that belong to one walk"
    )]
    fn half(
        &mut self,
        cancel: &Cancel,
        tracer: &Tracer<'_>,
        first: &ArcPoint,
    ) -> Option<(Vec<EquilibriumPoint>, bool, Vec<Vec<f64>>)> {
        let n = self.n();
        let mut tests = self.measure(first);
        let (mut points, mut crossings) = (vec![], vec![]);
        let mut count = 0_u32;
        let options = ArcOptions {
            longest: 0.02,
            bend: 0.1,
            ..ArcOptions::default()
        };
        let end = tracer.follow(first, &options, &mut |a, b| {
            count += 1;
            if count.is_multiple_of(64) && cancel.is_cancelled() {
                return ArcWatch::Stop;
            }
            if (b.u[n] - a.u[n]).abs() > SMOOTH * self.range_width {
                return ArcWatch::Shorten;
            }
            let there = self.measure(b);
            let length = tracer.distance(&a.u, &b.u);
            if (0..2).any(|k| hides_two(tests[k], there[k], length)) {
                return ArcWatch::Shorten;
            }
            let mut here = vec![];
            for (k, kind) in TESTED.into_iter().enumerate() {
                let turned = kind == Singular::Zero && a.tangent[n] * b.tangent[n] < 0.0;
                let signs = tests[k].0 * there[k].0 < 0.0 || there[k].0 == 0.0;
                if signs || turned {
                    here.extend(self.bifurcation(tracer, kind, (a, b), &mut crossings));
                }
            }
            here.sort_by(|p: &Vec<f64>, q| {
                tracer
                    .distance(p, &a.u)
                    .total_cmp(&tracer.distance(q, &a.u))
            });
            let mut before = &a.u;
            for z in &here {
                points.extend(self.marked(tracer, before, z));
                points.push(self.turning_point(z));
                before = z;
            }
            points.extend(self.marked(tracer, before, &b.u));
            points.push(self.point(&b.u));
            tests = there;
            ArcWatch::Continue
        });
        if cancel.is_cancelled() {
            return None;
        }
        match end {
            ArcEnd::Steps => self.note(Each::of(|| say!("note-turns"))),
            ArcEnd::Lost => {
                let near = 1e-3 * self.scaled.scale[0];
                let last = points
                    .last()
                    .map_or(first.u[0], |p: &EquilibriumPoint| p.at[0]);
                match self.switch.filter(|s| (s - last).abs() < near) {
                    Some(at) => self.note({
                        let name = self.variable;
                        Each::of(|| say!("note-jump", name = name, at = at.to_string()))
                    }),
                    None => self.note(Each::of(|| say!("note-no-value"))),
                }
            }
            ArcEnd::Bound(..) | ArcEnd::Closed | ArcEnd::Stopped => {}
        }
        Some((points, end == ArcEnd::Closed, crossings))
    }
}
