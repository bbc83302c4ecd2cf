// Step 8: the district and its four areas: value, change, comparison, goals with a published method, what is lacking; every chart has its table.
const AREAS = ['arbete', 'utbildning', 'trygghet', 'tillvaxt'];

export default async function (walk) {
  const citizen = await walk.as(null);
  for (const path of ['/stadsdelar/bergsjon', ...AREAS.map((area) => `/stadsdelar/bergsjon/${area}`), '/stadsdelar/fittja', '/stadsdelar/klockartorpet', '/stadsdelar/metod']) {
    await walk.visit(citizen, path);
  }
  await walk.open(citizen, '/stadsdelar/bergsjon');
  await walk.expect(citizen, 'yntetisk');
  for (const area of AREAS) {
    const figures = await citizen.locator(`section[aria-labelledby="${area}"] .key-figures > li`).count();
    if (figures === 0) { throw new Error(`no figure of ${area} on the district's page`); }
  }
  const charts = await citizen.locator('figure svg.chart').count();
  const tables = await citizen.locator('figure details table').count();
  if (charts === 0 || tables < charts) { throw new Error(`${charts} charts and ${tables} tables beside them`); }
  // District, municipality and nation stand side by side.
  const text = await walk.text(citizen);
  for (const words of ['Göteborg', 'Riket']) {
    if (!text.includes(words)) { throw new Error(`the district's page does not set it beside ${words}`); }
  }
  // A goal says how it goes, or why that cannot be said, by the published method.
  const verdicts = await citizen.locator('article[aria-labelledby^="rubrik-mal-"] .status').allInnerTexts();
  if (verdicts.length < 4) { throw new Error(`${verdicts.length} goals have a verdict`); }
  await walk.followAt(citizen, 'main a[href="/stadsdelar/metod"]');
  for (const words of ['Fyra omdömen', 'ej bedömbar']) { await walk.expect(citizen, words); }

  // From the district to the area, to the indicator, to the goal in its plan, to the report's own words, and back.
  await walk.open(citizen, '/stadsdelar/bergsjon');
  await walk.followAt(citizen, 'main a[href="/stadsdelar/bergsjon/arbete"]');
  await walk.followAt(citizen, 'main a[href^="/statistik/"]');
  await walk.examine(citizen);
  await walk.open(citizen, '/stadsdelar/bergsjon/arbete');
  await walk.followAt(citizen, 'main article a[href^="/stadsdelsplaner/"]');
  await walk.open(citizen, '/stadsdelar/bergsjon/arbete');
  await walk.follow(citizen, 'Kommunens egna ord i redovisningen');
  if (!citizen.url().endsWith('/redovisningar/goteborg-2011#bergsjon.arbete')) { throw new Error(`the thread led to ${citizen.url()}`); }
  await walk.follow(citizen, 'Till stadsdelens sida');
  if (!citizen.url().includes('/stadsdelar/')) { throw new Error(`the way back led to ${citizen.url()}`); }

  // What is lacking has somebody who owes it.
  await walk.open(citizen, '/stadsdelar/klockartorpet');
  await walk.expect(citizen, 'Vem svarar');
}
