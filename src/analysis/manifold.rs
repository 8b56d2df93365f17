//! Stable and unstable manifolds of saddles: separatrices and thresholds.

/// Which manifold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The orbits that tend to the saddle: the separatrix, the cell's threshold.
    Stable,
    /// The orbits that come from it.
    Unstable,
}

/// Where a branch of a manifold ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SeparatrixEnd {
    /// It left the padded window.
    LeftWindow,
    /// It settled on the equilibrium with this index (backward in time for the stable side).
    Equilibrium(usize),
    /// It settled on a limit cycle.
    Cycle,
    /// Of a reset model: it reached the peak, where the reset acts.
    Peak,
    /// The formula ceased to be finite, or the step size collapsed.
    Diverged,
    /// It was still going when the bound on the number of steps was reached.
    StepLimit,
}

/// One branch of a saddle's stable or unstable manifold.
#[derive(Clone, Debug, PartialEq)]
pub struct Separatrix {
    /// Index of the saddle among the equilibria.
    pub saddle: usize,
    /// Which manifold.
    pub side: Side,
    /// 0 leaves towards the smaller first variable, 1 towards the larger.
    pub branch: usize,
    /// Points from the saddle outward.
    pub points: Vec<[f64; 2]>,
    /// Where it ends.
    pub end: SeparatrixEnd,
}
