//! The whole program: the demo's story, every page in both languages, who may do what, what survives a kill,
//! and what a decision in one room changes in another.

mod cli;
mod journal;
mod kill;
mod matrix;
mod openapi;
mod pages;
mod reading;
mod turn_of_year;
mod typed;

use platform::testkit::World;
use std::path::PathBuf;

/// A demo in a temporary folder, with every route.
async fn demo() -> World {
    demo_on(None).await
}

/// The same when its today has been moved.
async fn demo_on(day: Option<chrono::NaiveDate>) -> World {
    let folder = std::env::temp_dir().join("stadsdel-tests").join(platform::clock::new_id());
    let app = stadsdel::demo::open(&folder, day, false).await.expect("the demo's story");
    World::of(app, stadsdel::wiring::routes())
}

/// The project's root.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
}
