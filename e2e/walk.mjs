// A walk through the program: signs people in, visits pages, and examines each page with axe.
import { AxeBuilder } from '@axe-core/playwright';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Marked experimental by axe itself: it reads a chart's link with a comma in its name as another name.
const EXPERIMENTAL = ['label-content-name-mismatch'];
const PHONE = { viewport: { width: 320, height: 740 } };
const DARK = { colorScheme: 'dark' };

export class Walk {
  constructor(browser, base) {
    this.browser = browser;
    this.base = base;
    this.contexts = [];
    this.seen = new Map();
    this.examined = 0;
    this.violations = [];
  }

  // A page for a person by sign-in name, or for nobody.
  async as(login, options = {}) {
    const context = await this.browser.newContext({ locale: 'sv-SE', viewport: { width: 1366, height: 768 }, ...options });
    this.contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15000);
    page.on('pageerror', (error) => { throw new Error(`script error on ${page.url()}: ${error.message}`); });
    page.login = login;
    page.options = options;
    if (login) {
      await page.goto(`${this.base}/inloggning`);
      await page.fill('#login', login);
      await page.fill('#losenord', 'stadsdel');
      await page.locator('form.narrow button[type=submit]').click();
      await page.waitForURL('**/mitt');
    }
    return page;
  }

  // Goes to an address, expects success and a main heading, and examines the page.
  async visit(page, path) {
    const response = await page.goto(this.base + path);
    if (!response || response.status() >= 400) { throw new Error(`${path} answered ${response?.status()} for ${page.login ?? 'nobody'}`); }
    await this.examine(page);
    return page;
  }

  // Examines the page as it stands; remembers its address for the other widths.
  async examine(page) {
    if ((await page.locator('h1').count()) !== 1) { throw new Error(`${page.url()} has no single main heading`); }
    const unknown = await page.locator('text=⟦').count();
    if (unknown > 0) { throw new Error(`${page.url()} shows a missing message`); }
    await this.axe(page, 'desktop');
    const address = new URL(page.url());
    this.seen.set(`${page.login ?? ''} ${address.pathname}${address.search}`, { login: page.login, path: address.pathname + address.search });
  }

  async axe(page, where) {
    const result = await new AxeBuilder({ page }).withTags(RULES).disableRules(EXPERIMENTAL).analyze();
    this.examined += 1;
    if (result.violations.length > 0) {
      const words = result.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].target} – ${v.nodes[0].failureSummary?.split('\n')[1] ?? v.help}`);
      this.violations.push(`${page.url().replace(this.base, '')} as ${page.login ?? 'nobody'} at ${where}: ${words.join('; ')}`);
    }
  }

  // Every page seen, once more at phone width and in the dark; at 320 px nothing may stick out sideways.
  async examineAgain() {
    const people = new Map();
    for (const { login, path } of this.seen.values()) { people.set(login, [...(people.get(login) ?? []), path]); }
    for (const [login, paths] of people) {
      for (const [where, options] of [['320 px', PHONE], ['dark', DARK]]) {
        const page = await this.as(login, options);
        for (const path of paths) {
          const response = await page.goto(this.base + path);
          if (!response || response.status() >= 400) { continue; }
          await this.axe(page, where);
          if (where === '320 px') {
            const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            if (over > 1) { this.violations.push(`${path} sticks out ${over} px at 320 px`); }
          }
        }
        await page.context().close();
      }
    }
  }

  // Fills a form found by the end of its address and sends it; waits for the page that follows.
  async send(page, address, fields = {}) {
    const form = page.locator(`form[action$="${address}"]`).first();
    for (const [name, value] of Object.entries(fields)) {
      const field = form.locator(`[name="${name}"]`).first();
      const kind = await field.evaluate((f) => (f.tagName === 'SELECT' ? 'select' : f.type));
      if (kind === 'select') { await field.selectOption(value); }
      else if (kind === 'radio') { await form.locator(`[name="${name}"][value="${value}"]`).check(); }
      else if (kind === 'checkbox') { await field.check(); }
      else { await field.fill(value); }
    }
    const [response] = await Promise.all([
      page.waitForResponse((r) => r.request().method() === 'POST' && !r.url().endsWith('/spara')),
      form.locator('button[type=submit], button:not([type])').first().click(),
    ]);
    await page.waitForLoadState('load');
    return response.status();
  }

  // Expects these words on the page.
  async expect(page, words) {
    const text = await page.locator('body').innerText();
    if (!text.includes(words)) { throw new Error(`${page.url()} does not say "${words}"`); }
  }

  // Expects that an address is closed to this person.
  async refused(page, path, statuses = [403, 404]) {
    const response = await page.goto(this.base + path);
    if (!statuses.includes(response.status())) { throw new Error(`${path} answered ${response.status()} for ${page.login ?? 'nobody'}, expected ${statuses.join(' or ')}`); }
  }

  async close() {
    for (const context of this.contexts) { await context.close().catch(() => {}); }
  }
}
