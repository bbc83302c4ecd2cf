//! What the whole job of 7,638 fits allocates at its peak, beside the panel. A binary of its own, so that counting slows no timing.
//! The panel is its numbers, donors and districts; the names and the list of placebos are the caller's and not counted.

use effect::Method;
use peak_alloc::PeakAlloc;

mod work;
use work::{DISTRICTS, PERIODS, Work, job, threads};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

fn main() {
    for n in [200, 1000] {
        let work = Work::of(n);
        let (block, draws) = (work.block(), work.draws());
        let panel = (n + DISTRICTS) * PERIODS * size_of::<f64>();
        println!("N = {n} donors; {}: panel {panel} bytes", work.source);
        for method in [Method::Sdid, Method::Sc] {
            for count in [1, 2] {
                let pool = threads(count);
                // the threads' own queues are made before, the work's buffers within
                pool.broadcast(|_| ());
                HEAP.reset_peak_usage();
                let before = HEAP.current_usage();
                assert!(pool.install(|| job(&block, &work.districts, &draws, method)).is_finite());
                let more = HEAP.peak_usage() - before;
                let (above, all) = (more as f64 / panel as f64, (more + panel) as f64 / panel as f64);
                println!("  {method:?} {count} thread(s): {more} bytes above the panel, {above:.2} of it; with it {all:.2} ×");
            }
        }
    }
}
