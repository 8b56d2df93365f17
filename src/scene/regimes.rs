//! The background of a plane of two parameters: what the cell can do where.
use super::picture::{Item, Mark, Raster, Scene};
use super::theme::Role;
use super::words::{clauses, regime::kind_words};
use crate::analysis::{Problem, RegimeKind, Regimes};

/// Ways in which rest, depolarised rest and firing coexist.
const SORTS: usize = 7;

/// The tint of a regime: near in hue to the attractors' basins, with one of its own for each way in
/// which rest, depolarised rest and firing coexist, stronger where there are several of a sort. `None`
/// without any attractor.
pub fn regime_role(kind: RegimeKind) -> Option<Role> {
    let several = kind.rests > 1 || kind.depolarised > 1 || kind.cycles > 1;
    let sort = match (kind.rests > 0, kind.depolarised > 0, kind.cycles > 0) {
        (false, false, false) => return None,
        (false, false, true) => 0,
        (true, false, false) => 1,
        (true, false, true) => 2,
        (false, true, false) => 3,
        (false, true, true) => 4,
        (true, true, false) => 5,
        (true, true, true) => 6,
    };
    Some(Role::Regime(sort + if several { SORTS } else { 0 }))
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

impl Scene {
    /// Puts the regimes behind everything else, and what they are into the legend, where regimes that
    /// share a tint share a line.
    pub fn add_regimes(&mut self, problem: &Problem, plane: &Regimes) {
        let mut keys: Vec<(Role, Vec<String>)> = vec![];
        for &kind in &plane.kinds {
            let Some(role) = regime_role(kind) else {
                continue;
            };
            let words = kind_words(problem, kind);
            match keys.iter_mut().find(|(r, _)| *r == role) {
                Some((_, all)) if !all.contains(&words) => all.push(words),
                Some(_) => {}
                None => keys.push((role, vec![words])),
            }
        }
        for (role, words) in keys {
            self.key(Mark::Area(role), clauses(words));
        }
        self.insert_below([regimes(plane)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rest with depolarised rest is another tint than depolarised rest with firing, and so are all
    /// three; two ways of firing have another tint than one, three the same as two.
    #[test]
    fn the_legend_names_every_regime() {
        let kind = |rests, depolarised, cycles| RegimeKind {
            rests,
            depolarised,
            cycles,
        };
        let plane = Regimes {
            parameters: [0, 1],
            ranges: [[0.0, 5.0], [0.0, 1.0]],
            cells: [6, 1],
            labels: vec![0, 1, 2, 3, 4, 5],
            kinds: vec![
                kind(1, 1, 0),
                kind(0, 1, 1),
                kind(1, 0, 1),
                kind(1, 0, 2),
                kind(1, 0, 3),
                kind(1, 1, 1),
            ],
        };
        let problem = Problem::from_source("morris-lecar").unwrap();
        let axis = || crate::scene::Axis {
            name: "I".into(),
            unit: String::new(),
            range: [0.0, 1.0],
        };
        let mut scene = Scene::empty(axis(), axis());
        scene.add_regimes(&problem, &plane);
        let texts: Vec<&str> = scene.legend.iter().map(|k| k.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "rest or depolarised rest",
                "depolarised rest or firing",
                "rest or firing",
                "rest or two ways of firing; rest or three ways of firing",
                "rest, depolarised rest or firing"
            ]
        );
    }

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
        assert_eq!(raster.roles, [Role::Regime(1), Role::Regime(2)]);
    }
}
