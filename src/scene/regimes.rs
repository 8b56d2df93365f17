//! The background of a plane of two parameters: what the cell can do where.
use super::picture::{Item, Raster};
use super::theme::Role;
use crate::analysis::{RegimeKind, Regimes};

/// The tint of a regime: that of the attractors' basins, with one of its own where firing and
/// rest of either sort coexist, and where both sorts of rest do. `None` without any attractor.
pub fn regime_role(kind: RegimeKind) -> Option<Role> {
    match (kind.rests > 0, kind.depolarised > 0, kind.cycles > 0) {
        (false, false, false) => None,
        (false, false, true) => Some(Role::Basin(0)),
        (true, false, false) => Some(Role::Basin(1)),
        (_, _, true) => Some(Role::Basin(2)),
        (false, true, false) => Some(Role::Basin(3)),
        (true, true, false) => Some(Role::Basin(4)),
    }
}

/// The regimes as tinted areas.
pub fn regimes(plane: &Regimes) -> Item {
    let mut roles = vec![];
    let index: Vec<i32> = plane
        .kinds
        .iter()
        .map(|&kind| {
            regime_role(kind).map_or(-1, |role| {
                let known = roles.iter().position(|r| *r == role);
                known.unwrap_or_else(|| {
                    roles.push(role);
                    roles.len() - 1
                }) as i32
            })
        })
        .collect();
    let label = |&k: &i32| usize::try_from(k).map_or(-1, |k| index[k]);
    Item::Raster(Raster {
        x: plane.ranges[0],
        y: plane.ranges[1],
        cells: plane.cells,
        labels: plane.labels.iter().map(label).collect(),
        roles,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three cells: rest, rest and firing, nothing known.
    #[test]
    fn cells_have_the_tint_of_their_regime_and_unknown_ones_none() {
        let kind = |rests, cycles| RegimeKind {
            rests,
            depolarised: 0,
            cycles,
        };
        let plane = Regimes {
            parameters: [0, 1],
            ranges: [[0.0, 3.0], [0.0, 1.0]],
            cells: [3, 1],
            labels: vec![0, 1, -1],
            kinds: vec![kind(1, 0), kind(1, 1)],
        };
        let Item::Raster(raster) = regimes(&plane) else {
            panic!("areas are a raster");
        };
        assert_eq!(raster.labels, [0, 1, -1]);
        assert_eq!(raster.roles, [Role::Basin(1), Role::Basin(2)]);
    }
}
