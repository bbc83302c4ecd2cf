// Starts the demo on a free port and walks every journey in a real browser; each page is examined with axe at desktop and phone width and in the dark.
// Usage: node e2e/run.mjs [part of a journey's name]. The binary is target/debug/stadsdel, or the one in STADSDEL_BINARY.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { House, Walk } from './walk.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const binary = process.env.STADSDEL_BINARY ?? join(here, '../target/debug/stadsdel');
const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const QUIETLY = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

// A journey that stands still is a fault, not a wait.
const MOST_MINUTES = 8;
const inTime = (work) => {
  let timer = null;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`the journey did not end within ${MOST_MINUTES} minutes`)), MOST_MINUTES * 60_000); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

const freePort = () => new Promise((resolve) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

// The demo in a folder of its own. It can be killed and started again, as a machine that loses its power.
async function startDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'stadsdel-e2e-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  let running = null;
  const start = async () => {
    running = spawn(binary, ['demo', '--dir', folder, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'ignore', 'inherit'] });
    for (let tries = 0; tries < 600; tries += 1) {
      if (running.exitCode !== null) { throw new Error(`the demo ended with ${running.exitCode}`); }
      try { if ((await fetch(base)).ok) { return; } } catch { /* not listening yet */ }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the demo did not answer within a minute');
  };
  const end = (signal) => new Promise((resolve) => { running.once('exit', resolve); running.kill(signal); });
  await start();
  return {
    base,
    killAndStart: async () => { await end('SIGKILL'); await start(); },
    stop: async () => { await end('SIGTERM'); rmSync(folder, { recursive: true, force: true }); },
  };
}

if (!browserPath) { throw new Error('no Chromium: on Debian, apt-get install chromium'); }
const only = process.argv[2];
const names = readdirSync(join(here, 'journeys')).filter((name) => name.endsWith('.mjs')).sort().filter((name) => !only || name.includes(only));
const demo = await startDemo();
const browser = await chromium.launch({ executablePath: browserPath, args: QUIETLY });
const house = new House(browser, demo);
const failed = [];
const begun = Date.now();
try {
  for (const name of names) {
    const walk = new Walk(house);
    const start = Date.now();
    const seconds = () => ((Date.now() - start) / 1000).toFixed(1);
    try {
      const { default: journey } = await import(`./journeys/${name}`);
      await inTime(journey(walk));
      if (walk.wrong.length > 0) { throw new Error(`${walk.wrong.length} things are wrong:\n    ${walk.wrong.join('\n    ')}`); }
      console.log(`ok    ${name} (${walk.examined} examinations, ${walk.refusals} refusals, ${seconds()} s)`);
    } catch (error) {
      failed.push(name);
      console.error(`FAIL  ${name} after ${seconds()} s: ${error.stack ?? error}`);
      for (const text of walk.wrong) { console.error(`    ${text}`); }
    } finally {
      await walk.close();
    }
  }
} finally {
  await browser.close();
  await demo.stop();
}
console.log(`journeys: ${names.length - failed.length} passed, ${failed.length} failed, ${((Date.now() - begun) / 1000).toFixed(0)} s`);
if (failed.length > 0 || names.length === 0) { process.exit(1); }
