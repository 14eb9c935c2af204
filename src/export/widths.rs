//! How the room of a page is shared by the columns of a table.

/// Splits columns into groups that fit `width` and have at most so many
/// `columns`; the first column is in each.
pub fn split(minimums: &[f32], width: f32, columns: usize) -> Vec<Vec<usize>> {
    let all: Vec<usize> = (0..minimums.len()).collect();
    let fits = minimums.iter().sum::<f32>() <= width && all.len() <= columns;
    let Some((first, rest)) = minimums.split_first() else {
        return Vec::new();
    };
    if fits || rest.is_empty() {
        return vec![all];
    }
    let fill = |most: usize| {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut used = f32::INFINITY;
        for (at, least) in rest.iter().enumerate() {
            match groups.last_mut() {
                Some(group) if used + least <= width && group.len() <= most => {
                    group.push(at + 1);
                    used += least;
                }
                _ => {
                    groups.push(vec![0, at + 1]);
                    used = first + least;
                }
            }
        }
        groups
    };
    let greedy = fill(columns - 1);
    // The same number of groups, but of about the same size.
    let even = fill(rest.len().div_ceil(greedy.len().max(1)));
    if even.len() == greedy.len() {
        even
    } else {
        greedy
    }
}

/// Shares `width` out by weight, but no column gets less than its minimum.
pub fn share(minimums: &[f32], weights: &[f32], width: f32) -> Vec<f32> {
    let needed: f32 = minimums.iter().sum();
    if needed >= width {
        return minimums
            .iter()
            .map(|least| least * width / needed)
            .collect();
    }
    let mut fixed = vec![false; minimums.len()];
    loop {
        let taken: f32 = minimums
            .iter()
            .zip(&fixed)
            .filter(|(_, f)| **f)
            .map(|(m, _)| m)
            .sum();
        let sum: f32 = weights
            .iter()
            .zip(&fixed)
            .filter(|(_, f)| !**f)
            .map(|(w, _)| w)
            .sum();
        let scale = if sum > 0.0 {
            (width - taken) / sum
        } else {
            0.0
        };
        let mut changed = false;
        for ((fix, least), weight) in fixed.iter_mut().zip(minimums).zip(weights) {
            if !*fix && weight * scale < *least {
                *fix = true;
                changed = true;
            }
        }
        if !changed {
            return fixed
                .iter()
                .zip(minimums.iter().zip(weights))
                .map(|(fix, (least, weight))| if *fix { *least } else { weight * scale })
                .collect();
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn shares_fill_the_width_and_respect_minimums() {
        let cases: [(&[f32], &[f32]); 4] = [
            (&[40.0, 40.0, 40.0], &[1.0, 1.0, 1.0]),
            (&[100.0, 30.0, 30.0], &[1.0, 5.0, 1.0]),
            (&[34.0], &[3.0]),
            (&[90.0, 90.0, 34.0, 34.0], &[0.1, 0.1, 9.0, 1.0]),
        ];
        for (minimums, weights) in cases {
            let widths = share(minimums, weights, 480.0);
            assert!(
                (widths.iter().sum::<f32>() - 480.0).abs() < 0.01,
                "{widths:?}"
            );
            for (width, least) in widths.iter().zip(minimums) {
                assert!(width >= least, "{widths:?}");
            }
        }
    }

    #[test]
    fn too_little_room_is_shared_fairly() {
        let widths = share(&[400.0, 200.0], &[1.0, 1.0], 300.0);
        assert_eq!(widths, [200.0, 100.0]);
    }

    #[test]
    fn groups_hold_every_column_once_after_the_first() {
        for count in 2..80 {
            let minimums = vec![61.0; count];
            let groups = split(&minimums, 700.0, 13);
            let mut seen = Vec::new();
            for group in &groups {
                assert_eq!(group.first(), Some(&0));
                assert!(group.len() as f32 * 61.0 <= 700.0);
                seen.extend(group.iter().skip(1).copied());
            }
            assert_eq!(seen, (1..count).collect::<Vec<_>>());
        }
        assert_eq!(split(&[50.0], 10.0, 13), [[0]]);
        assert!(split(&[], 10.0, 13).is_empty());
    }
}
