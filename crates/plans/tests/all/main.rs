//! The rooms of this house, on both engines, through the router.

mod cooperation;
mod goal;
mod plan;
mod world;
