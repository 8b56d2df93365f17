//! Areas on a grid, as few rectangles as possible.
use super::view::View;
use crate::scene::{Raster, Role};
use egui::{Color32, Mesh, Rect, Shape, pos2};

/// One mesh per area. Neighbouring rectangles share their edges exactly, so no seams show.
pub(super) fn raster(
    shapes: &mut Vec<Shape>,
    view: &View,
    raster: &Raster,
    colour: impl Fn(Role) -> Color32,
) {
    let [columns, rows] = raster.cells;
    if columns == 0 || rows == 0 || raster.labels.len() != columns.saturating_mul(rows) {
        return;
    }
    let at = |k: usize, n: usize, [lo, hi]: [f64; 2]| lo + (hi - lo) * k as f64 / n as f64;
    for (area, &role) in raster.roles.iter().enumerate() {
        let mut mesh = Mesh::default();
        for [x0, y0, x1, y1] in rectangles(raster, area as i32) {
            let lo = view.raw([at(x0, columns, raster.x), at(y1, rows, raster.y)]);
            let hi = view.raw([at(x1, columns, raster.x), at(y0, rows, raster.y)]);
            let rect = Rect::from_min_max(
                pos2(lo[0] as f32, lo[1] as f32),
                pos2(hi[0] as f32, hi[1] as f32),
            )
            .intersect(view.rect);
            if rect.is_positive() {
                mesh.add_colored_rect(rect, colour(role));
            }
        }
        if !mesh.is_empty() {
            shapes.push(Shape::mesh(mesh));
        }
    }
}

/// The cells of one area as rectangles `[x0, y0, x1, y1]`, upper ends excluded: runs along a row,
/// joined with equal runs in the rows above.
fn rectangles(raster: &Raster, area: i32) -> Vec<[usize; 4]> {
    let [columns, rows] = raster.cells;
    let mut done: Vec<[usize; 4]> = vec![];
    let mut open: Vec<[usize; 4]> = vec![];
    for row in 0..rows {
        let cells = &raster.labels[row * columns..(row + 1) * columns];
        let mut next = vec![];
        let mut column = 0;
        while column < columns {
            if cells[column] != area {
                column += 1;
                continue;
            }
            let start = column;
            while column < columns && cells[column] == area {
                column += 1;
            }
            match open.iter().position(|r| r[0] == start && r[2] == column) {
                Some(k) => {
                    let [x0, y0, x1, _] = open.swap_remove(k);
                    next.push([x0, y0, x1, row + 1]);
                }
                None => next.push([start, row, column, row + 1]),
            }
        }
        done.append(&mut open);
        open = next;
    }
    done.append(&mut open);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every cell of the area is covered once, no other cell at all.
    #[test]
    fn rectangles_cover_an_area_exactly() {
        let labels = vec![
            0, 0, 1, 1, 0, //
            0, 0, 1, -1, 0, //
            0, 1, 1, 1, 0, //
        ];
        let raster = Raster {
            x: [0.0, 1.0],
            y: [0.0, 1.0],
            cells: [5, 3],
            labels: labels.clone(),
            roles: vec![Role::Basin(0), Role::Basin(1)],
        };
        for area in [0, 1] {
            let mut count = [0; 15];
            for [x0, y0, x1, y1] in rectangles(&raster, area) {
                for y in y0..y1 {
                    for x in x0..x1 {
                        count[y * 5 + x] += 1;
                    }
                }
            }
            for (n, &label) in count.iter().zip(&labels) {
                assert_eq!(*n, i32::from(label == area));
            }
        }
        assert_eq!(rectangles(&raster, 0).len(), 3);
    }
}
