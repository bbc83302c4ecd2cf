// Starts the demo on a free port, walks every journey, and examines every page with axe: desktop, phone width, dark.
// Usage: node e2e/run.mjs [name of one journey]. The binary is target/debug/stadsdel, or the one in STADSDEL_BINARY.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { Walk } from './walk.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const binary = process.env.STADSDEL_BINARY ?? join(here, '../target/debug/stadsdel');
const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

const freePort = () => new Promise((resolve) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

async function startDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'stadsdel-e2e-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const process_ = spawn(binary, ['demo', '--dir', folder, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'inherit', 'inherit'] });
  const stop = () => { process_.kill('SIGTERM'); rmSync(folder, { recursive: true, force: true }); };
  for (let tries = 0; tries < 600; tries += 1) {
    if (process_.exitCode !== null) { throw new Error(`the demo ended with ${process_.exitCode}`); }
    try { if ((await fetch(base)).ok) { return { base, stop }; } } catch { /* not listening yet */ }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  stop();
  throw new Error('the demo did not answer within a minute');
}

const only = process.argv[2];
const names = readdirSync(join(here, 'journeys')).filter((name) => name.endsWith('.mjs')).sort().filter((name) => !only || name.includes(only));
const demo = await startDemo();
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let passed = 0;
const failed = [];
try {
  for (const name of names) {
    const walk = new Walk(browser, demo.base);
    const start = Date.now();
    try {
      const { default: journey } = await import(`./journeys/${name}`);
      await journey(walk);
      await walk.examineAgain();
      if (walk.violations.length > 0) { throw new Error(`${walk.violations.length} violations:\n    ${walk.violations.join('\n    ')}`); }
      passed += 1;
      console.log(`ok    ${name} (${walk.examined} examinations, ${((Date.now() - start) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed.push(name);
      console.error(`FAIL  ${name}: ${error.message}`);
    } finally {
      await walk.close();
    }
  }
} finally {
  await browser.close();
  demo.stop();
}
console.log(`journeys: ${passed} passed, ${failed.length} failed`);
if (failed.length > 0 || passed === 0) { process.exit(1); }
