//! Names for equilibria, from the eigenvalues of the Jacobian.
use std::fmt;

/// The kind of an equilibrium.
///
/// `Centre`, `SaddleNode` and `Degenerate` describe the linearisation within tolerance, not the
/// nonlinear type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Real negative eigenvalues.
    StableNode,
    /// Real positive eigenvalues.
    UnstableNode,
    /// A complex pair with negative real part.
    StableFocus,
    /// A complex pair with positive real part.
    UnstableFocus,
    /// Eigenvalues of both signs.
    Saddle,
    /// A complex pair on the imaginary axis, within tolerance.
    Centre,
    /// One zero eigenvalue, within tolerance.
    SaddleNode,
    /// Both trace and determinant vanish, within tolerance.
    Degenerate,
}

impl Kind {
    /// The name, as in the window, on the command line and in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::StableNode => "stable node",
            Self::UnstableNode => "unstable node",
            Self::StableFocus => "stable focus",
            Self::UnstableFocus => "unstable focus",
            Self::Saddle => "saddle",
            Self::Centre => "centre",
            Self::SaddleNode => "saddle-node",
            Self::Degenerate => "degenerate",
        }
    }

    /// Whether every nearby orbit comes back.
    pub fn is_stable(self) -> bool {
        matches!(self, Self::StableNode | Self::StableFocus)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
