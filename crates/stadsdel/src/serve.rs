//! The server: one process, as many as wanted on PostgreSQL.

use crate::cli::Unusable;
use crate::{wiring, worker};
use agreements::programme;
use figures::indicator;
use platform::Db;
use platform::access::Caller;
use platform::clock::Clock;
use platform::web::{App, serve_ready};
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

/// Brings a database up to this program: schema and programme. Returns how many migrations were run. Safe from several processes at once.
///
/// # Errors
/// What the engine says.
pub async fn prepare(db: &Db) -> anyhow::Result<usize> {
    let run = db.migrate().await?;
    let mut tx = db.write(&Caller::system()).await?;
    let loaded = programme::actions::load(&mut tx).await?;
    let indicators = indicator::actions::load(&mut tx).await?;
    if loaded.changed || !indicators.is_empty() {
        tx.save().await?;
    }
    Ok(run)
}

/// A server that starts with its machine may be up before its database; so many seconds it asks again before it gives up.
const PATIENCE: u32 = 20;

/// Connects, and says in the log what it waits for.
///
/// # Errors
/// When nobody has answered in time.
pub async fn connect(url: &str) -> anyhow::Result<Db> {
    for _ in 0..PATIENCE {
        match Db::connect(url, Clock::default()).await {
            Err(error) if is_refused(&error) => tracing::warn!("{error:#}; asking again"),
            answered => return answered,
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    Db::connect(url, Clock::default()).await
}

/// True where nobody listens yet, or the database says that it is starting up (`57P03`, `cannot_connect_now`).
fn is_refused(error: &anyhow::Error) -> bool {
    match error.downcast_ref::<sqlx::Error>() {
        Some(sqlx::Error::Io(error)) => error.kind() == ErrorKind::ConnectionRefused,
        Some(sqlx::Error::Database(said)) => said.code().as_deref() == Some("57P03"),
        _ => false,
    }
}

/// What a person writes as an address and port, looked up.
///
/// # Errors
/// [`Unusable`] when it is none.
pub async fn addresses(listen: &str) -> anyhow::Result<Vec<SocketAddr>> {
    let found = tokio::net::lookup_host(listen).await;
    found.map(Iterator::collect).map_err(|error| {
        let says = format!("{listen:?} is no address to listen on: {error}");
        Unusable { says, hint: "address and port, as in --listen 127.0.0.1:8080".into() }.into()
    })
}

/// Takes the address.
///
/// # Errors
/// When another program holds it, or this one may not.
pub async fn bind(addresses: &[SocketAddr]) -> anyhow::Result<TcpListener> {
    TcpListener::bind(addresses).await.map_err(|error| {
        let shown = addresses.iter().map(SocketAddr::to_string).collect::<Vec<_>>().join(", ");
        let hint = if error.kind() == ErrorKind::AddrInUse {
            "another program holds it; choose another port with --listen 127.0.0.1:PORT"
        } else {
            "choose an address of this machine, and a port above 1023, with --listen 127.0.0.1:PORT"
        };
        anyhow::anyhow!("cannot listen on {shown}: {error}\nhint: {hint}")
    })
}

/// Answers until the process is told to stop; requests under way are finished first.
///
/// # Errors
/// When the listener breaks.
pub async fn serve(app: App, listener: TcpListener) -> anyhow::Result<()> {
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
