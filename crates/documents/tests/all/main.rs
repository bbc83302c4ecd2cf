//! The documents as a reader and an archive get them.

mod figures;
mod pdf;
mod samples;
