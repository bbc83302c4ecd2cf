//! Keeps labels apart.

/// Moves labels along one axis so that neighbours are `gap` apart and all lie within the bounds, each as near its wish as that allows.
/// When there is not room for the gap they share the room evenly.
pub(crate) fn spread(wishes: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let count = wishes.len();
    if count == 0 {
        return Vec::new();
    }
    let gap = gap.min((high - low).max(0.0) / (count.saturating_sub(1)).max(1) as f64);
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| wishes[*a].total_cmp(&wishes[*b]));
    let mut places = vec![0.0; count];
    for (first, members, middle) in blocks(&order, wishes, gap, low, high) {
        for i in 0..members {
            places[order[first + i]] = middle + (i as f64 - (members - 1) as f64 / 2.0) * gap;
        }
    }
    places
}

/// Runs of labels that push each other, as (first in order, how many, middle). Neighbouring runs that overlap are joined around the
/// mean of their wishes.
fn blocks(order: &[usize], wishes: &[f64], gap: f64, low: f64, high: f64) -> Vec<(usize, usize, f64)> {
    let keep = |members: usize, wish: f64| {
        let half = (members - 1) as f64 * gap / 2.0;
        wish.max(low + half).min((high - half).max(low + half))
    };
    let mut done: Vec<(usize, usize, f64, f64)> = Vec::new();
    for (place, index) in order.iter().enumerate() {
        let mut block = (place, 1, wishes[*index], keep(1, wishes[*index]));
        while let Some(last) = done.last().copied() {
            let needed = gap * (last.1 + block.1) as f64 / 2.0;
            if block.3 - last.3 >= needed - 1e-9 {
                break;
            }
            done.pop();
            let wish = (last.2 * last.1 as f64 + block.2 * block.1 as f64) / (last.1 + block.1) as f64;
            block = (last.0, last.1 + block.1, wish, keep(last.1 + block.1, wish));
        }
        done.push(block);
    }
    done.into_iter().map(|(first, members, _, middle)| (first, members, middle)).collect()
}

/// Sets centred labels of given widths in as few rows as keep them from touching, inside the bounds. Gives each its middle and row.
pub(crate) fn rows(labels: &[(f64, f64)], gap: f64, low: f64, high: f64) -> Vec<(f64, usize)> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|a, b| labels[*a].0.total_cmp(&labels[*b].0));
    let mut ends: Vec<f64> = Vec::new();
    let mut places = vec![(0.0, 0); labels.len()];
    for index in order {
        let (wish, width) = labels[index];
        let middle = wish.min(high - width / 2.0).max(low + width / 2.0);
        let row = ends.iter().position(|end| middle - width / 2.0 >= end + gap).unwrap_or(ends.len());
        if row == ends.len() {
            ends.push(0.0);
        }
        ends[row] = middle + width / 2.0;
        places[index] = (middle, row);
    }
    places
}

/// A label that stands beside the top of a vertical rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Flag {
    /// Left edge of the text.
    pub left: f64,
    /// 0 is nearest the drawing.
    pub row: usize,
}

/// Sets labels of given widths beside their rules, in rows such that no label lies on another or on another's rule: all to the right of
/// their rules, or all to the left when only there is room for them.
pub(crate) fn flags(rules: &[(f64, f64)], gap: f64, low: f64, high: f64) -> Vec<Flag> {
    let over: f64 = rules.iter().map(|(x, width)| (x + gap + width - high).max(0.0)).sum();
    let under: f64 = rules.iter().map(|(x, width)| (low - (x - gap - width)).max(0.0)).sum();
    if over <= under {
        return rightward(rules, gap, low, high);
    }
    let mirrored: Vec<(f64, f64)> = rules.iter().map(|(x, width)| (low + high - x, *width)).collect();
    let flags = rightward(&mirrored, gap, low, high);
    flags.iter().zip(rules).map(|(flag, (_, width))| Flag { left: low + high - flag.left - width, row: flag.row }).collect()
}

/// From the right: a label takes the first row above every label whose rule it would reach.
fn rightward(rules: &[(f64, f64)], gap: f64, low: f64, high: f64) -> Vec<Flag> {
    let mut order: Vec<usize> = (0..rules.len()).collect();
    order.sort_by(|a, b| rules[*b].0.total_cmp(&rules[*a].0));
    let mut flags = vec![Flag { left: 0.0, row: 0 }; rules.len()];
    for (done, index) in order.iter().enumerate() {
        let (x, width) = rules[*index];
        let left = (x + gap).min(high - width).max(low);
        let reached = order[..done].iter().filter(|other| left + width + gap > rules[**other].0.min(flags[**other].left));
        let row = reached.map(|other| flags[*other].row + 1).max().unwrap_or(0);
        flags[*index] = Flag { left, row };
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_that_do_not_touch_stay_where_they_want() {
        assert_eq!(spread(&[50.0, 10.0, 90.0], 12.0, 0.0, 100.0), [50.0, 10.0, 90.0]);
        assert_eq!(spread(&[50.0, 50.0], 12.0, 0.0, 100.0), [44.0, 56.0]);
        assert_eq!(spread(&[99.0, 100.0], 12.0, 0.0, 100.0), [88.0, 100.0]);
    }

    #[test]
    fn touching_labels_take_another_row() {
        assert_eq!(
            rows(&[(50.0, 40.0), (60.0, 40.0), (5.0, 40.0)], 4.0, 0.0, 200.0),
            [(50.0, 1), (60.0, 2), (20.0, 0)].map(|(m, r)| if m == 20.0 { (m, 0) } else { (m, r) })
        );
    }

    #[test]
    fn flags_stand_beside_their_rules_and_off_the_others() {
        let at = |left, row| Flag { left, row };
        assert_eq!(flags(&[(10.0, 50.0), (40.0, 20.0)], 4.0, 0.0, 200.0), [at(14.0, 1), at(44.0, 0)]);
        assert_eq!(flags(&[(10.0, 20.0), (40.0, 20.0)], 4.0, 0.0, 200.0), [at(14.0, 0), at(44.0, 0)]);
        assert_eq!(flags(&[(150.0, 40.0), (190.0, 40.0)], 4.0, 0.0, 200.0), [at(106.0, 0), at(146.0, 1)]);
    }

    proptest! {
        #[test]
        fn flags_that_have_room_touch_neither_labels_nor_rules(raw in proptest::collection::vec((0.0f64..400.0, 5.0f64..150.0), 0..6)) {
            let flags = flags(&raw, 4.0, -200.0, 600.0);
            for (i, j) in (0..raw.len()).flat_map(|i| (0..raw.len()).map(move |j| (i, j))).filter(|(i, j)| i != j) {
                let (a, b, wide) = (flags[i], flags[j], raw[i].1);
                let passes = b.row >= a.row && a.left < raw[j].0 && raw[j].0 < a.left + wide;
                prop_assert!(!passes, "the rule of {j} runs through the words of {i}: {flags:?}");
                prop_assert!(a.row != b.row || a.left + wide <= b.left || b.left + raw[j].1 <= a.left);
            }
        }

        #[test]
        fn labels_keep_apart_and_inside(wishes in proptest::collection::vec(-50.0f64..250.0, 0..12)) {
            let places = spread(&wishes, 14.0, 0.0, 200.0);
            let mut sorted = places.clone();
            sorted.sort_by(f64::total_cmp);
            prop_assert!(sorted.windows(2).all(|w| w[1] - w[0] >= 14.0 - 1e-6));
            prop_assert!(places.iter().all(|p| (-1e-6..=200.0 + 1e-6).contains(p)));
            for (i, j) in (0..wishes.len()).flat_map(|i| (0..wishes.len()).map(move |j| (i, j))) {
                prop_assert!(wishes[i] >= wishes[j] || places[i] < places[j], "labels keep the order of what they label");
            }
        }
    }
}
