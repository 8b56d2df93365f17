//! Branches of equilibria while one parameter varies, with their folds, Hopf points and crossings.
//!
//! Keller (1977) for the branches; Kuznetsov, *Elements of Applied Bifurcation Theory*, ch. 10 for
//! what is found on them.
use super::{
    classify::classify,
    diagram::{EquilibriumBranch, EquilibriumPoint, Event, EventKind},
    equilibrium,
    normal_form::{self, critical_pair, first_lyapunov},
    planar::Planar,
    portrait::PADDING,
    problem::{Problem, Window},
    singular::{Scaled, Singular},
    vary::Vary,
};
use crate::job::Cancel;
use crate::model::Family;
use crate::num::arclength::{ArcEnd, ArcOptions, ArcPoint, ArcWatch, Tracer};
use crate::num::root::bracketed;

/// Branches of equilibria and what was found on them.
#[derive(Clone, Debug, Default)]
pub(super) struct Branches {
    pub(super) branches: Vec<EquilibriumBranch>,
    /// Folds (all of them as saddle-nodes), Hopf points, branch points; not sorted.
    pub(super) events: Vec<Event>,
    pub(super) notes: Vec<String>,
}

/// Where a branch is looked for inside a range, as parts of it: its ends first.
const STARTS: [f64; 5] = [0.0, 1.0, 0.5, 0.27, 0.76];
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
    if !spec.nonzero || lo > 0.0 || hi < 0.0 {
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
    let home = problem.home().hull(&problem.window());
    let scale = problem.home().size();
    let family = problem.model().family(problem.values(), &[vary.parameter]);
    let mut walk = Walk {
        name: vary.name(problem),
        scaled: Scaled {
            family: &*family,
            scale: &scale,
        },
        width: vary.width(),
        home,
        peak: problem.model().bind(problem.values()).peak_line(),
        out: Branches::default(),
    };
    let parts = regular_parts(problem, vary);
    if parts[0] != vary.range {
        let name = vary.name(problem);
        walk.out.notes.push(format!(
            "{name} = 0 makes the equations singular (they divide by {name}); branches end there"
        ));
    }
    for range in parts {
        let mut pending: Vec<Vec<f64>> = vec![];
        for part in STARTS {
            let value = if part == 1.0 {
                range[1]
            } else {
                range[0] + part * (range[1] - range[0])
            };
            let bound = problem.model().bind(&family.values(&[value]));
            let found = equilibria_near(problem, Planar::new(bound, problem.home()), home);
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
                walk.note("there are more branches or bifurcations than can be followed; some are missing");
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
fn equilibria_near(problem: &Problem, planar: Planar, hull: Window) -> Vec<Vec<f64>> {
    let home = problem.home();
    let mut found = equilibrium::equilibria(&planar, home.enlarged(PADDING)).points;
    if hull != home {
        let wide = hull.enlarged(PADDING);
        let more = equilibrium::equilibria(&planar, wide).points;
        found.extend(
            more.into_iter()
                .filter(|e| !home.enlarged(PADDING).contains([e.at[0], e.at[1]])),
        );
    }
    found.into_iter().map(|e| e.at).collect()
}

/// What is measured at a point of a branch: both test functions with their slopes.
type Tests = [(f64, f64); 2];
const TESTED: [Singular; 2] = [Singular::Zero, Singular::Sum];

struct Walk<'a> {
    /// The parameter's name.
    name: &'static str,
    scaled: Scaled<'a>,
    width: f64,
    home: Window,
    peak: f64,
    out: Branches,
}

impl Walk<'_> {
    fn family(&self) -> &dyn Family {
        self.scaled.family
    }

    fn n(&self) -> usize {
        self.family().dimension()
    }

    fn note(&mut self, note: &str) {
        if !self.out.notes.iter().any(|n| n == note) {
            self.out.notes.push(note.into());
        }
    }

    fn scales(&self) -> Vec<f64> {
        let mut scales = self.scaled.scale.to_vec();
        scales.push(self.width);
        scales
    }

    /// Distance relative to window and range.
    fn distance(&self, a: &[f64], b: &[f64]) -> f64 {
        let scales = self.scales();
        a.iter()
            .zip(b)
            .zip(&scales)
            .fold(0.0_f64, |m, ((a, b), s)| m.max(((a - b) / s).abs()))
    }

    /// Whether the Jacobian by the state is singular, to within `part` of its size.
    fn is_singular(&self, z: &[f64], part: f64) -> bool {
        let j = self.scaled.jacobian(z);
        let size = j.norm().max(f64::MIN_POSITIVE);
        (j / size).determinant().abs() < part
    }

    /// Whether a branch passes through this point already.
    fn knows(&self, z: &[f64]) -> bool {
        let n = self.n();
        let as_z = |p: &EquilibriumPoint| {
            let mut z = p.at.clone();
            z.push(p.parameter);
            z
        };
        let equations = self.equations();
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

    fn equations(&self) -> impl Fn(&[f64], &mut [f64], &mut [f64]) + use<'_> {
        let family = self.scaled.family;
        move |z: &[f64], values: &mut [f64], rows: &mut [f64]| {
            family.rhs(z, values);
            family.jacobian(z, rows);
        }
    }

    /// Follows the branch through `start` both ways. Returns starts of branches that cross it.
    fn branch(&mut self, cancel: &Cancel, start: &[f64], range: [f64; 2]) -> Option<Vec<Vec<f64>>> {
        let n = self.n();
        let [sx, sy] = self.home.size();
        let mut bounds: Vec<[f64; 2]> = vec![[f64::NEG_INFINITY, f64::INFINITY]; n];
        let middle = |[lo, hi]: [f64; 2]| 0.5 * (lo + hi);
        for (bound, (centre, size)) in bounds
            .iter_mut()
            .zip([(middle(self.home.x), sx), (middle(self.home.y), sy)])
        {
            *bound = [centre - FAR * size, centre + FAR * size];
        }
        bounds[0][1] = bounds[0][1].min(self.peak);
        bounds.push(range);
        let family = self.scaled.family;
        let equations = move |z: &[f64], values: &mut [f64], rows: &mut [f64]| {
            family.rhs(z, values);
            family.jacobian(z, rows);
        };
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
        let kind = classify(&self.scaled.raw(z)).kind;
        EquilibriumPoint {
            parameter: z[n],
            at: z[..n].to_vec(),
            stable: kind.is_stable(),
            kind,
        }
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
            let there = self.measure(b);
            let length = tracer.distance(&a.u, &b.u);
            if (0..2).any(|k| hides_two(tests[k], there[k], length)) {
                return ArcWatch::Shorten;
            }
            let mut here = vec![];
            for (k, kind) in TESTED.into_iter().enumerate() {
                let turned = kind == Singular::Zero && a.tangent[n] * b.tangent[n] < 0.0;
                let signs = tests[k].0 * there[k].0 < 0.0 || there[k].0 == 0.0;
                if signs || (turned && k == 0) {
                    here.extend(self.bifurcation(tracer, kind, (a, b), &mut crossings));
                }
            }
            here.sort_by(|p: &Vec<f64>, q| {
                tracer
                    .distance(p, &a.u)
                    .total_cmp(&tracer.distance(q, &a.u))
            });
            for z in &here {
                points.push(self.point(z));
            }
            points.push(self.point(&b.u));
            tests = there;
            ArcWatch::Continue
        });
        if cancel.is_cancelled() {
            return None;
        }
        match end {
            ArcEnd::Steps => self.note(
                "a branch of equilibria turns more often than can be followed; its rest is missing",
            ),
            ArcEnd::Lost => self.note(
                "a branch of equilibria ends where the equations become singular or have no value",
            ),
            ArcEnd::Bound(..) | ArcEnd::Closed | ArcEnd::Stopped => {}
        }
        Some((points, end == ArcEnd::Closed, crossings))
    }

    /// The test functions at a point, with their slopes along the branch.
    fn measure(&self, p: &ArcPoint) -> Tests {
        let scales = self.scales();
        let t: Vec<f64> = p.tangent.iter().zip(&scales).map(|(t, s)| t * s).collect();
        TESTED.map(|kind| {
            if kind == Singular::Sum && self.n() < 2 {
                return (1.0, 0.0);
            }
            self.scaled.test(kind, &p.u, &t)
        })
    }

    /// The bifurcation between two points of a branch, if there is one: recorded as an event, and
    /// returned as a point of the branch.
    fn bifurcation(
        &mut self,
        tracer: &Tracer<'_>,
        kind: Singular,
        (a, b): (&ArcPoint, &ArcPoint),
        crossings: &mut Vec<Vec<f64>>,
    ) -> Option<Vec<f64>> {
        let n = self.n();
        let length = tracer.distance(&a.u, &b.u);
        let middle: Vec<f64> = a.u.iter().zip(&b.u).map(|(a, b)| 0.5 * (a + b)).collect();
        let near = |z: &Vec<f64>| tracer.distance(z, &middle) <= 0.75 * length + 1e-9;
        let rough = self.between(tracer, kind, a, b);
        let guess = rough.as_deref().unwrap_or(&middle);
        let exact = self
            .scaled
            .locate(kind, guess, self.width)
            .filter(|z| near(z));
        match kind {
            Singular::Sum => {
                let z = exact?;
                let j = self.scaled.raw(&z);
                // Neutral saddles have a zero sum of two real eigenvalues.
                let pair = critical_pair(&j)?;
                let size = j
                    .complex_eigenvalues()
                    .iter()
                    .map(|l| l.norm())
                    .fold(0.0, f64::max);
                if pair.re.abs() > 1e-6 * size || pair.im <= 1e-6 * size {
                    return None;
                }
                let l = first_lyapunov(self.family(), &z, &j)?;
                let kind = if l.is_degenerate() {
                    EventKind::DegenerateHopf
                } else if l.first < 0.0 {
                    EventKind::SupercriticalHopf
                } else {
                    EventKind::SubcriticalHopf
                };
                self.record(Event {
                    kind,
                    parameter: z[n],
                    at: z[..n].to_vec(),
                    period: Some(std::f64::consts::TAU / l.omega),
                    first_lyapunov: Some(l.first),
                    extent: None,
                });
                Some(z)
            }
            Singular::Zero => {
                let turned = a.tangent[n] * b.tangent[n] < 0.0;
                let fold = exact.filter(|z| {
                    turned
                        && normal_form::fold(self.family(), z, self.scaled.scale)
                            .is_some_and(|f| f.push.abs() > 1e-6 * f.size)
                });
                let (z, kind) = match fold {
                    Some(z) => (z, EventKind::SaddleNode),
                    None => {
                        let z = rough?;
                        let z = self
                            .scaled
                            .crossing(&z, self.width)
                            .filter(near)
                            .unwrap_or(z);
                        let other = self.crossing(tracer, &z);
                        if other.as_ref().is_some_and(|z| self.is_singular(z, 1e-12)) {
                            // A whole line of equilibria, at one value of the parameter.
                            self.note(&format!(
                                "at {} = {} equilibria are not isolated points",
                                self.name,
                                (1e9 * z[n] / self.width).round() / 1e9 * self.width + 0.0
                            ));
                            return Some(z);
                        }
                        crossings.extend(other);
                        (z, EventKind::BranchPoint)
                    }
                };
                self.record(Event {
                    kind,
                    parameter: z[n],
                    at: z[..n].to_vec(),
                    period: None,
                    first_lyapunov: None,
                    extent: None,
                });
                Some(z)
            }
        }
    }

    fn record(&mut self, event: Event) {
        let z = |e: &Event| {
            let mut z = e.at.clone();
            z.push(e.parameter);
            z
        };
        let known = self
            .out
            .events
            .iter()
            .any(|e| e.kind == event.kind && self.distance(&z(e), &z(&event)) < 1e-6);
        if !known {
            self.out.events.push(event);
        }
    }

    /// Where the test function changes its sign between two points, by bisection along the branch.
    fn between(
        &self,
        tracer: &Tracer<'_>,
        kind: Singular,
        a: &ArcPoint,
        b: &ArcPoint,
    ) -> Option<Vec<f64>> {
        let scales = self.scales();
        let normal: Vec<f64> = (0..=self.n())
            .map(|j| (b.u[j] - a.u[j]) / scales[j] / tracer.distance(&a.u, &b.u))
            .collect();
        let still = vec![0.0; self.n() + 1];
        let at = |part: f64| {
            let guess: Vec<f64> =
                a.u.iter()
                    .zip(&b.u)
                    .map(|(a, b)| a + part * (b - a))
                    .collect();
            Some(tracer.correct(&guess, &normal)?.0)
        };
        let value = |z: &[f64]| self.scaled.test(kind, z, &still).0;
        let (va, vb) = (value(&a.u), value(&b.u));
        if va * vb > 0.0 {
            return None;
        }
        let part = bracketed(
            |s| at(s).map_or(f64::NAN, |z| value(&z)),
            (0.0, va),
            (1.0, vb),
            1e-12,
        );
        at(part)
    }

    /// A start on the other branch through the branch point `z`, by the algebraic branching equation
    /// (Keller 1977).
    fn crossing(&self, tracer: &Tracer<'_>, z: &[f64]) -> Option<Vec<f64>> {
        let n = self.n();
        let scales = self.scales();
        let mut rows = vec![0.0; n * (n + 1)];
        self.family().jacobian(z, &mut rows);
        let matrix = nalgebra::DMatrix::from_fn(n + 1, n + 1, |i, j| {
            if i < n {
                rows[i * (n + 1) + j] * scales[j] / scales[i]
            } else {
                0.0
            }
        });
        let svd = matrix.svd(true, true);
        let mut order: Vec<usize> = (0..=n).collect();
        order.sort_by(|&a, &b| svd.singular_values[a].total_cmp(&svd.singular_values[b]));
        let (u, v_t) = (svd.u?, svd.v_t?);
        let unscaled =
            |k: usize| -> Vec<f64> { (0..=n).map(|j| v_t[(k, j)] * scales[j]).collect() };
        let (t, q) = (unscaled(order[0]), unscaled(order[1]));
        // The left null vector of the upper n rows: of the two, the one without the empty row.
        let left = if u[(n, order[0])].abs() < u[(n, order[1])].abs() {
            order[0]
        } else {
            order[1]
        };
        let form = |a: &[f64], b: &[f64]| {
            let mut out = vec![0.0; n];
            self.family().second(z, a, b, &mut out);
            (0..n)
                .map(|i| u[(i, left)] * out[i] / scales[i])
                .sum::<f64>()
        };
        let (tt, tq, qq) = (form(&t, &t), form(&t, &q), form(&q, &q));
        // tt α² + 2 tq α β + qq β² = 0: both directions of branches.
        let root = (tq * tq - tt * qq).sqrt();
        if !root.is_finite() {
            return None;
        }
        let directions = if tt.abs() >= qq.abs() {
            [(-tq + root, tt), (-tq - root, tt)]
        } else {
            [(qq, -tq + root), (qq, -tq - root)]
        };
        // Either way along either branch, as long as it stays inside the range.
        directions
            .into_iter()
            .flat_map(|(a, b)| [(a, b), (-a, -b)])
            .filter_map(|(alpha, beta)| {
                let step: Vec<f64> = (0..=n).map(|j| alpha * t[j] + beta * q[j]).collect();
                let length = (0..=n)
                    .map(|j| (step[j] / scales[j]).powi(2))
                    .sum::<f64>()
                    .sqrt();
                let normal: Vec<f64> = (0..=n).map(|j| step[j] / scales[j] / length).collect();
                let guess: Vec<f64> = (0..=n).map(|j| z[j] + 1e-3 * step[j] / length).collect();
                Some(tracer.correct(&guess, &normal)?.0)
            })
            .filter(|start| tracer.inside(start))
            .find(|start| !self.knows(start))
    }
}

/// Whether a smooth function with these values and slopes at both ends of an interval has two zeros
/// inside, judged by the cubic through them.
fn hides_two((v0, s0): (f64, f64), (v1, s1): (f64, f64), length: f64) -> bool {
    let towards_zero = v0 * v1 > 0.0 && s0 * v0 < 0.0 && s1 * v1 > 0.0;
    if !towards_zero {
        return false;
    }
    let size = v0.abs().max(v1.abs());
    (1..16).any(|k| {
        let t = f64::from(k) / 16.0;
        let (a, b) = (1.0 - t, t);
        let cubic =
            v0 * a * a * (1.0 + 2.0 * t) + s0 * length * t * a * a + v1 * b * b * (3.0 - 2.0 * t)
                - s1 * length * b * b * a;
        cubic * v0.signum() < -1e-6 * size
    })
}
