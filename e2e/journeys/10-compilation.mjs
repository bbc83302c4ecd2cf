// Step 10: the State sees all 38 districts; nobody is dropped; a cell leads to its report.
export default async function (walk) {
  const officer = await walk.as('handlaggare');
  for (const path of ['/sammanstallning', '/sammanstallning/2011', '/sammanstallning/2011/arbete']) { await walk.visit(officer, path); }
  await officer.goto(`${walk.base}/sammanstallning/2011`);
  const districts = await officer.locator('main table a[href^="/stadsdelar/"]').evaluateAll((links) => new Set(links.map((l) => l.getAttribute('href').split('/')[2])).size);
  if (districts !== 38) { throw new Error(`the matrix has ${districts} districts, not 38`); }
  const citizen = await walk.as(null);
  for (const path of ['/sammanstallning/2011', '/sammanstallning/2011/trygghet']) { await walk.visit(citizen, path); }
}
