// A walk through the program: signs people in, visits pages, fills forms, and examines each page with axe.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { request } from 'playwright-core';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Marked experimental by axe itself: it reads a chart's link with a comma in its name as another name.
const EXPERIMENTAL = ['label-content-name-mismatch'];
// Text at 7:1, and 4.5:1 where it is large: the design asks for more than WCAG AA does.
const STRICTER = ['color-contrast-enhanced'];
const DESKTOP = { width: 1366, height: 768 };
const PHONE = { width: 320, height: 740 };
const PASSWORD = 'stadsdel';

// One of each: whoever a step does not belong to is refused it.
export const EVERYONE = [
  null, 'handlaggare', 'statsrad', 'samordnare-botkyrka', 'attestant-botkyrka', 'sekreterare-botkyrka', 'samordnare-goteborg', 'attestant-goteborg',
  'sekreterare-goteborg', 'arbetsformedlingen-botkyrka', 'bostadsbolag-botkyrka', 'statistiker', 'utvarderare', 'administrator',
];

// What the journeys share: the browser, the demo, who is signed in, and which pages have been examined.
export class House {
  constructor(browser, demo) {
    this.browser = browser;
    this.demo = demo;
    this.base = demo.base;
    this.states = new Map();
    this.examined = new Set();
  }

  // The cookies of a person who has signed in once.
  async state(login) {
    if (login === null) { return undefined; }
    if (!this.states.has(login)) {
      const context = await request.newContext({ baseURL: this.base });
      const answer = await context.post('/inloggning', { form: { login, losenord: PASSWORD }, headers: { origin: this.base }, maxRedirects: 0 });
      if (answer.status() !== 303) { throw new Error(`${login} could not sign in: ${answer.status()}`); }
      this.states.set(login, await context.storageState());
      await context.dispose();
    }
    return this.states.get(login);
  }
}

export class Walk {
  constructor(house) {
    this.house = house;
    this.base = house.base;
    this.contexts = [];
    this.examined = 0;
    this.refusals = 0;
    this.wrong = [];
  }

  // A page for a person by sign-in name, or for nobody. Whoever is to sign out needs a session of their own: `fresh`.
  async as(login, { fresh = false, ...options } = {}) {
    const storageState = fresh ? undefined : await this.house.state(login);
    const context = await this.house.browser.newContext({ locale: 'sv-SE', viewport: DESKTOP, reducedMotion: 'reduce', storageState, ...options });
    this.contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15000);
    page.on('pageerror', (error) => this.wrong.push(`script error on ${page.url()}: ${error.message}`));
    page.on('response', (r) => { if (r.status() >= 500) { this.wrong.push(`${r.request().method()} ${r.url().replace(this.base, '')} answered ${r.status()} to ${login ?? 'nobody'}`); } });
    page.login = login;
    if (fresh && login) { await this.signIn(page, login); }
    return page;
  }

  // Signs in on the page itself, as a person does.
  async signIn(page, login) {
    await page.goto(`${this.base}/inloggning`);
    await page.fill('#login', login);
    await page.fill('#losenord', PASSWORD);
    await Promise.all([page.waitForURL('**/mitt'), page.locator('form.narrow button[type=submit]').click()]);
    page.login = login;
  }

  // Goes to an address, expects success, and examines the page.
  async visit(page, path, label = '') {
    await this.open(page, path);
    await this.examine(page, label);
    return page;
  }

  // Goes to an address and expects success.
  async open(page, path) {
    const response = await page.goto(this.base + path);
    if (!response || response.status() >= 400) { throw new Error(`${path} answered ${response?.status()} to ${page.login ?? 'nobody'}`); }
    return page;
  }

  // Follows a link on the page, found by its words.
  async follow(page, words) {
    return this.through(page, page.getByRole('link', { name: words }).first(), words);
  }

  // Follows a link on the page, found by a selector.
  async followAt(page, selector) {
    return this.through(page, page.locator(selector).first(), selector);
  }

  async through(page, link, what) {
    const from = page.url();
    const [response] = await Promise.all([page.waitForResponse((r) => r.request().isNavigationRequest()), link.click()]);
    await page.waitForLoadState('load');
    if (response.status() >= 400) { throw new Error(`the link "${what}" on ${from.replace(this.base, '')} led to ${page.url().replace(this.base, '')}, which answered ${response.status()} to ${page.login ?? 'nobody'}`); }
    return page;
  }

  // Examines the page as it stands: one main heading, no missing message, no address twice on it, axe at both widths and in the dark,
  // nothing sticking out at 320 px. A page that a person has had examined already is not examined again, unless it stands in another state (`label`).
  async examine(page, label = '') {
    const address = new URL(page.url());
    const key = `${page.login ?? ''} ${address.pathname}${address.search} ${label}`;
    if (this.house.examined.has(key)) { return; }
    this.house.examined.add(key);
    const where = `${address.pathname}${address.search}${label ? ` (${label})` : ''} as ${page.login ?? 'nobody'}`;
    this.wrong.push(...(await page.evaluate(wholeness)).map((text) => `${where}: ${text}`));
    await this.axe(page, where, 'desktop');
    await page.setViewportSize(PHONE);
    await this.axe(page, where, '320 px');
    const over = await page.evaluate(sticksOut);
    if (over) { this.wrong.push(`${where} sticks out at 320 px: ${over}`); }
    await page.setViewportSize(DESKTOP);
    await page.emulateMedia({ colorScheme: 'dark' });
    await this.axe(page, where, 'dark');
    await page.emulateMedia({ colorScheme: 'light' });
  }

  // The page keeps axe until it is left, so that it is read in once for the three ways of looking at it.
  async axe(page, where, how) {
    if (await page.evaluate(() => typeof window.axe === 'undefined')) { await page.evaluate(AXE); }
    const violations = await page.evaluate(async ({ tags, off, on }) => {
      const rules = Object.fromEntries([...off.map((rule) => [rule, { enabled: false }]), ...on.map((rule) => [rule, { enabled: true }])]);
      const result = await window.axe.run(document, { runOnly: { type: 'tag', values: tags }, rules, resultTypes: ['violations'] });
      return result.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].target} – ${v.nodes[0].failureSummary ?? v.help}`);
    }, { tags: RULES, off: EXPERIMENTAL, on: STRICTER });
    this.examined += 1;
    this.wrong.push(...violations.map((text) => `${where} at ${how}: ${text.replaceAll(/\s+/g, ' ')}`));
  }

  // Fills the fields of a form found by the end of its address (none: it is sent to its page's own), sends it, and returns the status of the answer. A value may be a text, the key of a
  // choice, true or false for a box, or { file }. `button` is the words of the button to press, where the form has several.
  async send(page, address, fields = {}, button = null) {
    const form = page.locator(address ? `form[action$="${address}"]` : 'main form[method=post]:not([action])').first();
    const closed = form.locator('xpath=ancestor-or-self::details[not(@open)]');
    while (await closed.count() > 0) { await closed.first().locator('summary').first().click(); }
    await this.fill(form, fields);
    const press = button ? form.getByRole('button', { name: button }).first() : form.locator('button[type=submit], button:not([type])').first();
    const isPost = (await form.getAttribute('method')) === 'post';
    const [response] = await Promise.all([
      page.waitForResponse((r) => r.request().isNavigationRequest() && r.request().method() === (isPost ? 'POST' : 'GET')),
      press.click(),
    ]);
    await page.waitForLoadState('load');
    return response.status();
  }

  async fill(form, fields) {
    for (const [name, value] of Object.entries(fields)) {
      const field = form.locator(`[name="${name}"]`).first();
      const inside = field.locator('xpath=ancestor::details[not(@open)]');
      while (await inside.count() > 0) { await inside.first().locator('summary').first().click(); }
      const kind = await field.evaluate((f) => (f.tagName === 'SELECT' ? 'select' : f.type));
      if (kind === 'file') { await field.setInputFiles(value.file); }
      else if (kind === 'select') { await field.selectOption(value); }
      else if (kind === 'radio') { await form.locator(`[name="${name}"][value="${value}"]`).check(); }
      else if (kind === 'checkbox' && typeof value === 'string') { await form.locator(`[name="${name}"][value="${value}"]`).check(); }
      else if (kind === 'checkbox') { await field.setChecked(value); }
      else { await field.fill(value); }
    }
  }

  // Sends a form that is to be taken: the answer leads on.
  async done(page, address, fields = {}, button = null) {
    const status = await this.send(page, address, fields, button);
    if (status !== 303) { throw new Error(`${address} was answered ${status} for ${page.login}: ${await this.faults(page)}`); }
    return page;
  }

  // Sends a form that is to be refused with these words, and examines the page that says so.
  async blocked(page, address, fields, words, button = null) {
    const status = await this.send(page, address, fields, button);
    if (status !== 422) { throw new Error(`${address} was answered ${status} for ${page.login}, expected 422`); }
    const said = await this.text(page);
    for (const text of [words].flat()) {
      if (!said.includes(text)) { throw new Error(`${address} was refused without saying "${text}": ${await this.faults(page)}`); }
    }
    await this.examine(page, `refused ${address}`);
    return page;
  }

  async faults(page) {
    return (await page.locator('.problems, .refusal, main').first().innerText()).replaceAll(/\s+/g, ' ').slice(0, 400);
  }

  // Expects these words on the page, as they are seen.
  async expect(page, words) {
    if (!(await this.text(page)).includes(words)) { throw new Error(`${page.url().replace(this.base, '')} does not say "${words}" to ${page.login ?? 'nobody'}`); }
  }

  async expectNot(page, words) {
    if ((await this.text(page)).includes(words)) { throw new Error(`${page.url().replace(this.base, '')} says "${words}" to ${page.login ?? 'nobody'}`); }
  }

  async text(page) {
    return (await page.locator('body').innerText()).replaceAll(/[\s\u00a0\u202f]+/g, ' ');
  }

  // Expects that an address is closed to this person.
  async refused(page, path, statuses = [403, 404]) {
    const response = await page.goto(this.base + path);
    if (!statuses.includes(response.status())) { throw new Error(`${path} answered ${response.status()} to ${page.login ?? 'nobody'}, expected ${statuses.join(' or ')}`); }
    this.refusals += 1;
  }

  // Sends a form as each of these people, whose step it is not: all are refused, nobody is led to sign in.
  async refusedTo(people, path, form = {}) {
    for (const login of people) {
      const context = await request.newContext({ baseURL: this.base, storageState: await this.house.state(login) });
      const answer = await context.post(path, { form, headers: { origin: this.base }, maxRedirects: 0 });
      const led = answer.status() === 303 && (answer.headers().location ?? '').startsWith('/inloggning');
      if (login === null ? !led : ![403, 404].includes(answer.status())) {
        throw new Error(`POST ${path} was answered ${answer.status()} ${answer.headers().location ?? ''} to ${login ?? 'nobody'}`);
      }
      this.refusals += 1;
      await context.dispose();
    }
  }

  // Sends a form as everyone except those whose step it is.
  async refusedToOthers(own, path, form = {}) {
    await this.refusedTo(EVERYONE.filter((login) => !own.includes(login)), path, form);
  }

  // Fetches an address without a browser, as a person or as nobody.
  async fetch(login, path) {
    const context = await request.newContext({ baseURL: this.base, storageState: await this.house.state(login), extraHTTPHeaders: { 'accept-language': 'sv' } });
    const answer = await context.get(path, { timeout: 120000, maxRedirects: 0 });
    const body = await answer.body();
    await context.dispose();
    return { status: answer.status(), headers: answer.headers(), body };
  }

  async close() {
    for (const context of this.contexts) { await context.close().catch(() => {}); }
  }
}

// What every page owes, read in the page itself.
function wholeness() {
  const wrong = [];
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) { wrong.push(`${headings} main headings`); }
  if (document.documentElement.outerHTML.includes('⟦')) { wrong.push('a missing message'); }
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0) { wrong.push(`ids that stand twice: ${[...new Set(twice)].join(', ')}`); }
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    const target = decodeURIComponent(link.getAttribute('href').slice(1));
    if (target && !document.getElementById(target)) { wrong.push(`a link to #${target}, which is not there`); }
  }
  return wrong;
}

// What is wider than the page, innermost first; nothing when the page fits.
function sticksOut() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width + 1) { return ''; }
  const scrolls = (e) => { for (let p = e.parentElement; p; p = p.parentElement) { if (p !== document.documentElement && p !== document.body && getComputedStyle(p).overflowX !== 'visible') { return true; } } return false; };
  const wide = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > width + 1 && !scrolls(e));
  const leaves = wide.filter((e) => !wide.some((inner) => inner !== e && e.contains(inner)));
  return leaves.slice(0, 3).map((e) => `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ''} "${(e.textContent ?? '').trim().slice(0, 40)}" by ${Math.round(e.getBoundingClientRect().right - width)} px`).join(', ');
}
