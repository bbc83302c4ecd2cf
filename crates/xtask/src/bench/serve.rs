//! The district page and its JSON at 1, 10 and 50 concurrent clients, as nobody and as a signed-in coordinator.

use super::http::Client;
use super::{Demo, folder};
use std::path::Path;
use std::time::{Duration, Instant};

const FOR: Duration = Duration::from_secs(4);
const PAGES: [(&str, &str); 2] = [("district page", "/stadsdelar/alby"), ("district JSON", "/api/v1/districts/alby/figures?year=2010")];

/// Measures each page at each number of clients.
///
/// # Errors
/// When the demo does not answer.
pub fn run(binary: &Path) -> anyhow::Result<()> {
    let (demo, _) = Demo::start(binary, &folder("serve"))?;
    let cookie = sign_in(&demo.address)?;
    println!("{:<36} {:>8} {:>10} {:>9} {:>9} {:>9}", "page", "clients", "req/s", "p50 ms", "p95 ms", "p99 ms");
    for (name, path) in PAGES {
        for (who, cookie) in [("nobody", ""), ("coordinator", cookie.as_str())] {
            for clients in [1, 10, 50] {
                let mut times = load(&demo.address, path, cookie, clients)?;
                times.sort_by(f64::total_cmp);
                let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize] * 1000.0;
                let rate = times.len() as f64 / FOR.as_secs_f64();
                println!("{:<36} {clients:>8} {rate:>10.0} {:>9.2} {:>9.2} {:>9.2}", format!("{name}, {who}"), at(0.5), at(0.95), at(0.99));
            }
        }
    }
    println!("goal: p95 < 20 ms at 50 clients; the load comes from the same two cores");
    Ok(())
}

fn load(address: &str, path: &str, cookie: &str, clients: usize) -> anyhow::Result<Vec<f64>> {
    let until = Instant::now() + FOR;
    std::thread::scope(|scope| {
        let work: Vec<_> = (0..clients).map(|_| scope.spawn(move || client(address, path, cookie, until))).collect();
        let mut all = Vec::new();
        for done in work {
            all.extend(done.join().map_err(|_| anyhow::anyhow!("a client panicked"))??);
        }
        Ok(all)
    })
}

fn client(address: &str, path: &str, cookie: &str, until: Instant) -> anyhow::Result<Vec<f64>> {
    let mut client = Client::new(address)?;
    let mut times = Vec::new();
    while Instant::now() < until {
        let begun = Instant::now();
        let (status, _) = client.get(path, cookie)?;
        anyhow::ensure!(status == 200, "{path} answered {status}");
        times.push(begun.elapsed().as_secs_f64());
    }
    Ok(times)
}

fn sign_in(address: &str) -> anyhow::Result<String> {
    let form = "login=samordnare-botkyrka&losenord=stadsdel";
    let url = format!("http://{address}/inloggning");
    let output = std::process::Command::new("curl")
        .args(["-s", "-o", "/dev/null", "-D", "-", "-H", "Sec-Fetch-Site: same-origin", "--data", form, &url])
        .output()?;
    let head = String::from_utf8_lossy(&output.stdout).into_owned();
    let cookie =
        head.lines().find_map(|line| line.to_ascii_lowercase().starts_with("set-cookie: stadsdel_session").then(|| line[12..].to_owned()));
    let cookie = cookie.ok_or_else(|| anyhow::anyhow!("sign-in gave no session: {head}"))?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}
