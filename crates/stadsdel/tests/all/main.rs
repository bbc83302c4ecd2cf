//! The whole program: the demo's story, every page in both languages, who may do what, and what survives a kill.

mod cli;
mod journal;
mod kill;
mod matrix;
mod openapi;
mod pages;

use platform::testkit::World;
use std::path::PathBuf;

/// A demo in a temporary folder, with every route.
async fn demo() -> World {
    let folder = std::env::temp_dir().join("stadsdel-tests").join(platform::clock::new_id());
    let app = stadsdel::demo::open(&folder, None, false).await.expect("the demo's story");
    World::of(app, stadsdel::wiring::routes())
}

/// The project's root.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
}
