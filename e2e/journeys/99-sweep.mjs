import { cookieOf, Reader } from '../sweep.mjs';

// The sweep: as nobody and as each of the demo's shown people, links are followed from one's own start, every one to a page once. No answer is a fault, no
// message is missing, there is one main heading, no id stands twice, and a link to a place on a page leads to a place that is there. It is bounded: of pages
// of one kind (a district, a version) so many are opened, of the kinds that nobody has read already two by a signed-in person; what stands on one's own
// start is always opened.
const OF_EACH_KIND = 8;
const OF_ONES_OWN = 3;

export default async function (walk) {
  const page = await walk.as(null);
  await walk.open(page, '/inloggning');
  const shown = await page.locator('.demo-people input[name=login]').evaluateAll((fields) => fields.map((f) => f.value));
  if (shown.length < 10) { throw new Error(`the sign-in page shows ${shown.length} people`); }

  const everyone = new Reader(walk.base, null, OF_EACH_KIND);
  await everyone.read(['/']);
  walk.wrong.push(...everyone.wrong);
  console.log(`      nobody: ${everyone.pages} pages, ${everyone.links} links`);
  if (everyone.pages < 250) { throw new Error(`nobody reached only ${everyone.pages} pages`); }

  for (const login of shown) {
    const reader = new Reader(walk.base, cookieOf(await walk.house.state(login)), OF_ONES_OWN, everyone.kinds);
    await reader.read(['/mitt']);
    walk.wrong.push(...reader.wrong.map((text) => `${text} (${login})`));
    console.log(`      ${login}: ${reader.pages} pages, ${reader.links} links`);
    if (reader.pages < 20) { throw new Error(`${login} reached only ${reader.pages} pages`); }
  }
}
