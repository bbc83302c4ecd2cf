//! Exact solvers. All of them minimise a convex quadratic over the simplex, and all work in the small dimension: the number of
//! pre-periods for unit weights, the support for a min-norm point. The donor matrix is stored once and never copied;
//! leaving a donor out is an entry of `+∞` in the workspace's bias.

pub(crate) mod dual;
pub(crate) mod factor;
pub(crate) mod frank_wolfe;
pub(crate) mod gram;
pub(crate) mod minnorm;
pub(crate) mod tiles;

pub(crate) use tiles::{LANES, Tiles};

/// Buffers of one thread. Every fit reuses them; the inner loops allocate nothing.
#[derive(Default)]
pub(crate) struct Workspace {
    /// `+∞` for donors that are left out (and for the padding of the last tile), otherwise 0.
    pub bias: Vec<[f64; LANES]>,
    /// Slacks `max(0, μ − a·r)` of the dual solver, which makes the room.
    pub price: Vec<[f64; LANES]>,
    /// Target in the pool's scale, and the weights found: dense by donor.
    pub target: Vec<f64>,
    pub weights: Vec<f64>,
    /// `A w` at the weights found.
    pub fitted: Vec<f64>,
    /// Second moments across the donors that are left, and two rows of theirs.
    pub moments: Vec<f64>,
    pub rows: [Vec<f64>; 2],
    pub minnorm: minnorm::Buffers,
    pub dual: dual::Buffers,
    pub gram: gram::Buffers,
}

impl Workspace {
    /// Make the buffers fit a pool of donors; only the first call of a pool allocates.
    pub fn fit_to(&mut self, tiles: &Tiles) {
        let count = tiles.count();
        self.bias.clear();
        self.bias.resize(count, [0.0; LANES]);
        for lane in tiles.n..count * LANES {
            self.bias[lane / LANES][lane % LANES] = f64::INFINITY;
        }
        self.weights.clear();
        self.weights.resize(tiles.n, 0.0);
    }

    pub fn leave_out(&mut self, skip: &[usize]) {
        skip.iter().for_each(|&j| self.bias[j / LANES][j % LANES] = f64::INFINITY);
    }

    pub fn take_back(&mut self, skip: &[usize]) {
        skip.iter().for_each(|&j| self.bias[j / LANES][j % LANES] = 0.0);
    }
}

/// What a solver says of its answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    /// Upper bound on how much the objective `‖Aw − b‖² + η‖w‖²` lies above its minimum (in the pool's scale).
    pub gap: f64,
    pub steps: usize,
}
