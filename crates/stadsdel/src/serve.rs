//! The server: one process, as many as wanted on PostgreSQL.

use crate::{wiring, worker};
use agreements::programme;
use anyhow::Context;
use figures::indicator;
use platform::Db;
use platform::access::Caller;
use platform::web::{App, serve_ready};
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// Brings a database up to this program: schema and programme. Safe from several processes at once.
///
/// # Errors
/// What the engine says.
pub async fn prepare(db: &Db) -> anyhow::Result<()> {
    db.migrate().await?;
    let mut tx = db.write(&Caller::system()).await?;
    let loaded = programme::actions::load(&mut tx).await?;
    let indicators = indicator::actions::load(&mut tx).await?;
    if loaded.changed || !indicators.is_empty() { tx.save().await } else { Ok(()) }
}

/// Answers on `listen` until the process is told to stop; requests under way are finished first.
///
/// # Errors
/// When the address is taken.
pub async fn serve(app: App, listen: &str) -> anyhow::Result<()> {
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("cannot listen on {listen}; hint: another program may hold it, choose one with --listen 127.0.0.1:PORT")
    })?;
    tracing::info!("listening on http://{}", listener.local_addr()?);
    let work = [tokio::spawn(worker::run(app.db.clone())), tokio::spawn(worker::compute(app.db.clone()))];
    let service = serve_ready(wiring::routes().into_router(), app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(told_to_stop()).await?;
    work.iter().for_each(tokio::task::JoinHandle::abort);
    Ok(())
}

async fn told_to_stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}
