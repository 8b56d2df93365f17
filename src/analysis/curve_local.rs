//! Fold and Hopf curves with their special points.
use super::{
    branch,
    curve::{BifurcationCurve, Curves, Plane, SpecialKind, SpecialPoint},
    curve_system::System,
    diagram::{EquilibriumBranch, Event, EventKind},
    singular::Singular,
};
use crate::num::{
    arclength::{ArcEnd, ArcOptions, ArcPoint, ArcWatch, Tracer},
    root::bracketed,
};
use crate::text::{Each, say};
use nalgebra::Vector2;

/// A curve of folds or of Hopf points, in state and both parameters.
pub(super) struct LocalCurve {
    pub(super) kind: Singular,
    /// The state followed by both parameters.
    pub(super) points: Vec<Vec<f64>>,
    /// Special points, as indices into `points`.
    pub(super) marks: Vec<(usize, SpecialKind)>,
    /// What happens on the pieces between generalized Hopf points (Hopf curves) or saddle-node homoclinic
    /// points (fold curves), in order.
    pub(super) kinds: Vec<EventKind>,
}

/// The equilibria on a line across the plane.
pub(super) struct Slice {
    /// Which parameter moves: 0 or 1.
    pub(super) moving: usize,
    /// The value of the other one.
    pub(super) held: f64,
    pub(super) branches: Vec<EquilibriumBranch>,
    /// Their folds and Hopf points.
    pub(super) events: Vec<Event>,
}

/// What was found of fold and Hopf curves.
#[derive(Default)]
pub(super) struct Local {
    pub(super) slices: Vec<Slice>,
    pub(super) curves: Vec<LocalCurve>,
    pub(super) notes: Vec<Each<String>>,
}

/// Where one parameter is held while the other goes over its range, as parts of the range: close to
/// both ends, and inside at places that are no round fractions of it.
const SLICES: [f64; 8] = [0.002, 0.13, 0.27, 0.41, 0.56, 0.71, 0.86, 0.998];
/// The state may go so many windows away.
const FAR: f64 = 30.0;
/// No more curves than this.
const MOST_CURVES: usize = 100;
/// A point this close to a curve, relative to window and ranges, lies on it.
const SAME: f64 = 1e-6;

/// Steps that keep the corners of a curve below a pixel of a large figure.
fn options() -> ArcOptions {
    ArcOptions {
        longest: 0.02,
        bend: 0.1,
        ..ArcOptions::default()
    }
}

/// All fold and Hopf curves that meet one of several lines across the plane, or a Bogdanov-Takens point
/// of another. `None` when cancelled.
pub(super) fn local(plane: &Plane<'_>) -> Option<Local> {
    let mut out = Local::default();
    let mut starts = starts(plane, &mut out)?;
    let mut next = 0;
    while next < starts.len() {
        let (kind, z) = starts[next].clone();
        next += 1;
        if plane.cancel.is_cancelled() {
            return None;
        }
        if out.curves.len() >= MOST_CURVES {
            out.notes.push(Each::of(|| say!("note-many-curves")));
            break;
        }
        if out
            .curves
            .iter()
            .any(|c| c.kind == kind && c.passes(plane, &z))
        {
            continue;
        }
        let Some(curve) = follow(plane, kind, &z) else {
            continue;
        };
        // Fold and Hopf curves touch in Bogdanov-Takens points: each leads to the other.
        let other = match kind {
            Singular::Zero => Singular::Sum,
            Singular::Sum => Singular::Zero,
        };
        for &(k, mark) in &curve.marks {
            if mark == SpecialKind::BogdanovTakens {
                starts.push((other, curve.points[k].clone()));
            }
        }
        out.curves.push(curve);
    }
    Some(out)
}

impl Local {
    /// The places of the special points of one kind, in units of the ranges.
    pub(super) fn special(&self, plane: &Plane<'_>, kind: SpecialKind) -> Vec<Vector2<f64>> {
        self.marked(plane, kind).map(|(here, _)| here).collect()
    }

    /// The ways from a special point of one kind to the next points of the curve on which it lies.
    pub(super) fn ways(
        &self,
        plane: &Plane<'_>,
        here: Vector2<f64>,
        kind: SpecialKind,
    ) -> Vec<Vector2<f64>> {
        let there = self.marked(plane, kind).filter(|(at, _)| *at == here);
        there.flat_map(|(_, ways)| ways).collect()
    }

    fn marked<'a>(
        &'a self,
        plane: &'a Plane<'_>,
        kind: SpecialKind,
    ) -> impl Iterator<Item = (Vector2<f64>, Vec<Vector2<f64>>)> + 'a {
        let n = plane.n();
        let place = move |z: &[f64]| plane.unit([z[n], z[n + 1]]);
        self.curves.iter().flat_map(move |curve| {
            let of_kind = curve.marks.iter().filter(move |(_, k)| *k == kind);
            of_kind.map(move |&(k, _)| {
                let here = place(&curve.points[k]);
                let neighbours = [k.checked_sub(1), Some(k + 1)].into_iter().flatten();
                let ways = neighbours.filter_map(|k| curve.points.get(k));
                (here, ways.map(|z| place(z) - here).collect())
            })
        })
    }
}

/// Folds and Hopf points on lines across the plane.
fn starts(plane: &Plane<'_>, local: &mut Local) -> Option<Vec<(Singular, Vec<f64>)>> {
    let mut out = vec![];
    for moving in 0..2 {
        let still = plane.vary[1 - moving];
        for part in SLICES {
            let held = still.range[0] + part * still.width();
            let Some(problem) = plane.problem_at(1 - moving, held) else {
                continue;
            };
            let found = branch::branches(plane.cancel, &problem, &plane.vary[moving])?;
            for note in found.notes {
                if !local.notes.contains(&note) {
                    local.notes.push(note);
                }
            }
            local.slices.push(Slice {
                moving,
                held,
                branches: found.branches,
                events: found.events.clone(),
            });
            for event in found.events {
                let kind = if event.kind.is_hopf() {
                    Singular::Sum
                } else if event.kind == EventKind::SaddleNode {
                    Singular::Zero
                } else {
                    continue;
                };
                let mut z = event.at;
                z.extend(if moving == 0 {
                    [event.parameter, held]
                } else {
                    [held, event.parameter]
                });
                out.push((kind, z));
            }
        }
    }
    Some(out)
}

/// One step of a curve, with what was met in it.
struct Trace {
    points: Vec<Vec<f64>>,
    marks: Vec<(usize, SpecialKind)>,
    /// For Hopf curves the relative first Lyapunov coefficient, else 0, at every point.
    lyapunov: Vec<f64>,
}

/// Follows the curve through `guess` both ways; `None` when there is none.
fn follow(plane: &Plane<'_>, kind: Singular, guess: &[f64]) -> Option<LocalCurve> {
    let n = plane.n();
    let system = System::new(&*plane.family, kind, &plane.scale[..n], guess)?;
    let equations = |z: &[f64], f: &mut [f64], j: &mut [f64]| system.equations(z, f, j);
    let far = |k: usize| {
        let [lo, hi] = plane.problem.usual(k);
        let (centre, half) = (0.5 * (lo + hi), 0.5 * FAR * (hi - lo));
        [centre - half, centre + half]
    };
    let mut bounds: Vec<[f64; 2]> = (0..n).map(far).collect();
    bounds.extend(plane.vary.map(|v| v.range));
    let tracer = Tracer::new(&equations, plane.scale.clone(), bounds);
    let start = tracer.start(guess)?;
    if tracer.distance(&start.u, guess) > 1e-2 {
        return None;
    }
    let walk = Walk {
        plane,
        system: &system,
        tracer: &tracer,
        kind,
    };
    let hopf = kind == Singular::Sum;
    // A Hopf curve that starts at a Bogdanov-Takens point has one way to go only.
    let size = system.jacobian(&start.u).norm();
    let ends_here = hopf && system.frequency2(&start.u).abs() < 1e-8 * size * size;
    if hopf && !ends_here && system.frequency2(&start.u) < 0.0 {
        return None;
    }
    let (mut ahead, end) = walk.one_way(&start, ends_here);
    if end != ArcEnd::Closed {
        system.renew(&start.u);
        let mut back = start.clone();
        back.tangent.iter_mut().for_each(|t| *t = -*t);
        let (behind, _) = walk.one_way(&back, ends_here);
        ahead = ahead.after(behind);
    }
    if ends_here {
        let at = usize::from(ahead.points.first() != Some(&start.u)) * (ahead.points.len() - 1);
        ahead.marks.push((at, SpecialKind::BogdanovTakens));
    }
    if ahead.points.len() < 2 {
        return None;
    }
    ahead.marks.sort_by_key(|&(k, _)| k);
    let kinds = if hopf {
        ahead.criticalities()
    } else {
        vec![EventKind::SaddleNode]
    };
    Some(LocalCurve {
        kind,
        points: ahead.points,
        marks: ahead.marks,
        kinds,
    })
}

struct Walk<'a> {
    plane: &'a Plane<'a>,
    system: &'a System<'a>,
    tracer: &'a Tracer<'a>,
    kind: Singular,
}

impl Walk<'_> {
    /// Follows the curve from `start`, and puts special points among its points.
    fn one_way(&self, start: &ArcPoint, from_end: bool) -> (Trace, ArcEnd) {
        let mut out = Trace {
            points: vec![start.u.clone()],
            marks: vec![],
            lyapunov: vec![if from_end {
                f64::NAN
            } else {
                self.lyapunov(&start.u)
            }],
        };
        let mut before = self.tests(&start.u);
        let end = self.tracer.follow(start, &options(), &mut |a, b| {
            if self.plane.cancel.is_cancelled() {
                return ArcWatch::Stop;
            }
            let after = self.tests(&b.u);
            let first = from_end && out.points.len() == 1;
            if self.kind == Singular::Sum && (after[0].is_nan() || after[0] <= 0.0) {
                if !first {
                    let at = self.locate(a, b, &|z| self.system.frequency2(z));
                    out.mark(at, SpecialKind::BogdanovTakens, f64::NAN);
                }
                return ArcWatch::Stop;
            }
            let mut met: Vec<(f64, Vec<f64>, SpecialKind)> = vec![];
            for (k, special) in self.specials().into_iter().enumerate() {
                let Some(special) = special else { continue };
                let (t0, t1) = (before[k], after[k]);
                let changes = t0 * t1 < 0.0;
                if (first && self.kind == Singular::Sum) || !changes {
                    continue;
                }
                let test = |z: &[f64]| self.tests(z)[k];
                let z = self.locate(a, b, &test);
                met.push((self.tracer.distance(&a.u, &z), z, special));
            }
            met.sort_by(|a, b| a.0.total_cmp(&b.0));
            for (_, z, special) in met {
                out.mark(z, special, 0.0);
            }
            out.points.push(b.u.clone());
            out.lyapunov.push(after[1]);
            self.system.renew(&b.u);
            before = after;
            ArcWatch::Continue
        });
        (out, end)
    }

    fn lyapunov(&self, z: &[f64]) -> f64 {
        match (self.kind, self.system.lyapunov(z)) {
            (Singular::Sum, Some(l)) if l.is_degenerate() => 0.0,
            (Singular::Sum, Some(l)) => l.first / l.terms,
            _ => f64::NAN,
        }
    }

    /// The test functions at a point, in the order of [`Self::specials`].
    fn tests(&self, z: &[f64]) -> [f64; 2] {
        match self.kind {
            Singular::Zero => [self.system.overlap(z), self.system.quadratic(z)],
            Singular::Sum => {
                let l = self.system.lyapunov(z);
                [
                    self.system.frequency2(z),
                    l.map_or(f64::NAN, |l| l.first / l.terms),
                ]
            }
        }
    }

    /// What it means that a test function changes its sign.
    fn specials(&self) -> [Option<SpecialKind>; 2] {
        match self.kind {
            Singular::Zero => [Some(SpecialKind::BogdanovTakens), Some(SpecialKind::Cusp)],
            // The Hopf curve ends where its frequency vanishes.
            Singular::Sum => [None, Some(SpecialKind::GeneralizedHopf)],
        }
    }

    /// The point of the curve between `a` and `b` at which `test` vanishes: solved for on the curve
    /// itself, not on a chord.
    fn locate(&self, a: &ArcPoint, b: &ArcPoint, test: &dyn Fn(&[f64]) -> f64) -> Vec<f64> {
        let scale = &self.plane.scale;
        let length: f64 = (0..scale.len())
            .map(|j| a.tangent[j] * (b.u[j] - a.u[j]) / scale[j])
            .sum();
        let on = |s: f64| {
            let part = s / length;
            let guess: Vec<f64> = (0..scale.len())
                .map(|j| {
                    // The foot on the tangent, bent towards b.
                    let straight = a.u[j] + s * a.tangent[j] * scale[j];
                    let miss = b.u[j] - a.u[j] - length * a.tangent[j] * scale[j];
                    straight + part * part * miss
                })
                .collect();
            self.tracer
                .correct(&guess, &a.tangent)
                .map_or(guess, |(u, _)| u)
        };
        let s = bracketed(
            |s| test(&on(s)),
            (0.0, test(&a.u)),
            (length, test(&b.u)),
            1e-14,
        );
        on(s)
    }
}

impl Trace {
    fn mark(&mut self, z: Vec<f64>, kind: SpecialKind, lyapunov: f64) {
        self.marks.push((self.points.len(), kind));
        self.points.push(z);
        self.lyapunov.push(lyapunov);
    }

    /// This way after the other, which leads from the same start the opposite way.
    fn after(self, mut other: Self) -> Self {
        let last = other.points.len() - 1;
        other.points.reverse();
        other.lyapunov.reverse();
        for (k, _) in &mut other.marks {
            *k = last - *k;
        }
        other
            .marks
            .extend(self.marks.iter().map(|&(k, kind)| (k + last, kind)));
        other.points.extend(self.points.into_iter().skip(1));
        other.lyapunov.extend(self.lyapunov.into_iter().skip(1));
        other
    }

    /// The criticality of each piece of a Hopf curve between its generalized Hopf points.
    fn criticalities(&mut self) -> Vec<EventKind> {
        let cuts = cuts(&self.marks, SpecialKind::GeneralizedHopf, self.points.len());
        cuts.windows(2)
            .map(|ends| {
                // The strongest coefficient of the piece: near its ends it may vanish.
                let l = self.lyapunov[ends[0]..=ends[1]]
                    .iter()
                    .filter(|l| l.is_finite())
                    .fold(0.0_f64, |m, l| if l.abs() > m.abs() { *l } else { m });
                if l.abs() < 1e-6 {
                    EventKind::DegenerateHopf
                } else if l < 0.0 {
                    EventKind::SupercriticalHopf
                } else {
                    EventKind::SubcriticalHopf
                }
            })
            .collect()
    }
}

/// Indices at which a curve of `count` points is cut: its ends and its marks of one kind.
pub(super) fn cuts(marks: &[(usize, SpecialKind)], kind: SpecialKind, count: usize) -> Vec<usize> {
    let inner = marks
        .iter()
        .filter(|&&(k, m)| m == kind && k > 0 && k < count - 1)
        .map(|&(k, _)| k);
    let mut out = vec![0];
    out.extend(inner);
    out.push(count - 1);
    out
}

impl LocalCurve {
    /// Adds the pieces of the curve, and its special points.
    pub(super) fn pieces(&self, out: &mut Curves) {
        let n = self.points[0].len() - 2;
        let place = |z: &[f64]| [z[n], z[n + 1]];
        let cut = match self.kind {
            Singular::Zero => SpecialKind::SaddleNodeHomoclinic,
            Singular::Sum => SpecialKind::GeneralizedHopf,
        };
        let cuts = cuts(&self.marks, cut, self.points.len());
        for (ends, &kind) in cuts.windows(2).zip(&self.kinds) {
            let points = &self.points[ends[0]..=ends[1]];
            out.curves.push(BifurcationCurve {
                kind,
                points: points.iter().map(|z| place(z)).collect(),
                states: points.iter().map(|z| z[..n].to_vec()).collect(),
            });
        }
        for &(k, kind) in &self.marks {
            out.points.push(SpecialPoint {
                kind,
                at: place(&self.points[k]),
                state: self.points[k][..n].to_vec(),
            });
        }
    }

    /// Whether the curve passes through `z`.
    fn passes(&self, plane: &Plane<'_>, z: &[f64]) -> bool {
        let n = plane.n();
        let scale = &plane.scale;
        let Some(system) = System::new(&*plane.family, self.kind, &scale[..n], z) else {
            return false;
        };
        let equations = |z: &[f64], f: &mut [f64], j: &mut [f64]| system.equations(z, f, j);
        let free = vec![[f64::NEG_INFINITY, f64::INFINITY]; n + 2];
        let tracer = Tracer::new(&equations, scale.clone(), free);
        self.points.windows(2).any(|pair| {
            let (a, b) = (&pair[0], &pair[1]);
            let length = tracer.distance(a, b);
            if length == 0.0 || tracer.distance(a, z) > 2.0 * length + SAME {
                return false;
            }
            let along: Vec<f64> = (0..n + 2)
                .map(|j| (b[j] - a[j]) / scale[j] / length)
                .collect();
            let foot = (0..n + 2)
                .map(|j| along[j] * (z[j] - a[j]) / scale[j])
                .sum::<f64>()
                / length;
            if !(-0.01..=1.01).contains(&foot) {
                return false;
            }
            let guess: Vec<f64> = (0..n + 2).map(|j| a[j] + foot * (b[j] - a[j])).collect();
            tracer
                .correct(&guess, &along)
                .is_some_and(|(u, _)| tracer.distance(&u, z) < SAME)
        })
    }
}
