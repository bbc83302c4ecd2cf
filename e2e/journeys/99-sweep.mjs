// The sweep: as nobody and as each of the demo's shown people, every link on every page reached from one's own start is opened once. No answer is a fault,
// no message is missing, there is one main heading, no id stands twice, and a link to a place on a page leads to a place that is there.
// Public pages are read whole as nobody. A signed-in person has the same ones around their own, so of those a few of each kind are read again.
import { cookieOf, Reader } from '../sweep.mjs';

export default async function (walk) {
  const page = await walk.as(null);
  await walk.open(page, '/inloggning');
  const shown = await page.locator('.demo-people input[name=login]').evaluateAll((fields) => fields.map((f) => f.value));
  if (shown.length < 10) { throw new Error(`the sign-in page shows ${shown.length} people`); }

  const everyone = new Reader(walk.base, null, Infinity);
  await everyone.read(['/']);
  walk.wrong.push(...everyone.wrong);
  console.log(`      nobody: ${everyone.pages} pages, ${everyone.links} links`);
  if (everyone.pages < 300) { throw new Error(`nobody reached only ${everyone.pages} pages`); }

  for (const login of shown) {
    const reader = new Reader(walk.base, cookieOf(await walk.house.state(login)), 4, everyone.seen);
    await reader.read(['/mitt']);
    walk.wrong.push(...reader.wrong.map((text) => `${text} (${login})`));
    console.log(`      ${login}: ${reader.pages} pages, ${reader.links} links`);
    if (reader.pages < 20) { throw new Error(`${login} reached only ${reader.pages} pages`); }
  }
}
