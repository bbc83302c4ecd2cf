// Reads pages by their links, without a browser: what stands in them is what the server sent.

const CONCURRENT = 4;
const PATIENCE = 60000;

export const cookieOf = (state) => state.cookies.map((c) => `${c.name}=${c.value}`).join('; ');

// Pages of one kind: the names and numbers in an address are folded together.
function kind(address) {
  const [path, query = ''] = address.split('?');
  const parts = path.split('/').map((part, at) => (at > 1 && /[-_.\d]|^[^/]{24,}$/.test(part) ? '*' : part));
  if (parts.length > 2 && ['stadsdelar', 'kommuner', 'partnerskap', 'statistik', 'organisationer'].includes(parts[1])) { parts[2] = '*'; }
  return `${parts.join('/')}?${query.split('&').map((pair) => pair.split('=')[0]).sort().join('&')}`;
}

const unescaped = (text) => text.replaceAll('&amp;', '&').replaceAll('&#38;', '&').replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&#39;', "'");

export class Reader {
  // `most` pages of each kind are read. Of the kinds in `known`, which somebody has read already, two are enough; what the start itself links to is
  // always read.
  constructor(base, cookie, most, known = new Set()) {
    Object.assign(this, { base, cookie, most, known });
    this.seen = new Set();
    this.counts = new Map();
    this.from = new Map();
    this.anchors = new Map();
    this.ids = new Map();
    this.wrong = [];
    this.pages = 0;
    this.links = 0;
  }

  // The kinds of pages that have been read.
  get kinds() {
    return new Set(this.counts.keys());
  }

  async read(starts) {
    this.starts = new Set(starts);
    this.waiting = [...starts];
    starts.forEach((address) => this.seen.add(address));
    let busy = 0;
    await new Promise((resolve) => {
      const next = () => {
        while (busy < CONCURRENT && this.waiting.length > 0) {
          busy += 1;
          this.one(this.waiting.shift()).catch((error) => this.wrong.push(String(error))).finally(() => { busy -= 1; next(); });
        }
        if (busy === 0 && this.waiting.length === 0) { resolve(); }
      };
      next();
    });
    for (const [address, from] of this.anchors) {
      const [path, id] = address.split('#');
      const ids = this.ids.get(path);
      if (ids && !ids.has(id)) { this.wrong.push(`${from} links to ${address}, where there is no such place`); }
    }
  }

  async one(address) {
    const headers = { 'accept-language': 'sv', ...(this.cookie ? { cookie: this.cookie } : {}) };
    const answer = await fetch(this.base + address, { headers, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
    this.pages += 1;
    if (answer.status >= 300 && answer.status < 400) { return this.led(address, answer.headers.get('location') ?? ''); }
    if (answer.status >= 400) { this.wrong.push(`${address}, linked from ${this.from.get(address) ?? 'the start'}, answered ${answer.status}`); return answer.body?.cancel(); }
    if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) { return answer.arrayBuffer(); }
    return this.examine(address, await answer.text());
  }

  // Nobody is led to sign in; a signed-in person never is.
  led(address, to) {
    if (!to.startsWith('/inloggning')) { this.note(address, to); } else if (this.cookie) { this.wrong.push(`${address} led a signed-in person to ${to}`); }
  }

  examine(address, html) {
    const headings = html.match(/<h1[\s>]/g)?.length ?? 0;
    if (headings !== 1) { this.wrong.push(`${address} has ${headings} main headings`); }
    if (html.includes('⟦')) { this.wrong.push(`${address} shows a missing message: ${/⟦[^⟧]*/.exec(html)[0]}`); }
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((m) => unescaped(m[1]));
    const own = new Set(ids);
    if (own.size !== ids.length) { this.wrong.push(`${address} has ids that stand twice: ${[...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].slice(0, 5).join(', ')}`); }
    this.ids.set(address, own);
    for (const [, href] of html.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)) { this.note(address, unescaped(href)); }
  }

  // Remembers a link: where it leads is opened once, and the place on the page it names is looked for there.
  note(from, href) {
    this.links += 1;
    const target = new URL(href, this.base + from);
    if (target.origin !== this.base || target.pathname.startsWith('/resurser/') || target.pathname.startsWith('/sprak/')) { return; }
    const address = target.pathname + target.search;
    if (target.hash.length > 1) { this.anchors.set(address + decodeURIComponent(target.hash), from); }
    if (this.seen.has(address)) { return; }
    const sort = kind(address);
    const count = this.counts.get(sort) ?? 0;
    if (count >= (this.known.has(sort) ? 2 : this.most) && !this.starts.has(from)) { return; }
    this.counts.set(sort, count + 1);
    this.seen.add(address);
    this.from.set(address, from);
    this.waiting.push(address);
  }
}
