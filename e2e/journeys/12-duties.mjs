// Step 12: after sign-in each person sees what is theirs next, by when, on what ground, one click away; the State's duties stand as hard; the journal is read
// and its chain verified.
const PEOPLE = [
  ['samordnare-botkyrka', 'Redovisa utvecklingen, samverkan och dess resultat: Botkyrka'], ['attestant-sundsvall', 'Attestera redovisningen: Sundsvall'],
  ['sekreterare-boras', null], ['handlaggare', 'Läs redovisningen: Göteborg'], ['statsrad', null], ['statistiker', null],
  ['arbetsformedlingen-botkyrka', null], ['bostadsbolag-botkyrka', null], ['utvarderare', null], ['administrator', null],
];

export default async function (walk) {
  for (const [login, duty] of PEOPLE) {
    const page = await walk.as(login);
    await walk.visit(page, '/mitt');
    if (duty) { await walk.expect(page, duty); }
    const rows = await page.locator('ol.tasks > li').evaluateAll((items) => items.map((li) => ({ href: li.querySelector('a')?.getAttribute('href'), words: li.querySelector('p')?.textContent ?? '' })));
    for (const row of rows) {
      if (!row.words.includes('·')) { throw new Error(`a duty of ${login} lacks its day or ground: ${JSON.stringify(row)}`); }
    }
    const unlinked = await page.locator('h2:has-text("Din tur") + ol.tasks > li:not(:has(> a))').count();
    if (unlinked > 0) { throw new Error(`${unlinked} of what is ${login}'s turn cannot be reached by a click`); }
    for (const href of new Set(rows.map((row) => row.href).filter(Boolean))) {
      const { status } = await walk.fetch(login, href);
      if (status !== 200) { throw new Error(`the duty of ${login} leads to ${href}, which answers ${status}`); }
    }
    await page.context().close();
  }

  const officer = await walk.as('handlaggare');
  await walk.visit(officer, '/uppgifter');
  await walk.expect(officer, 'Staten');
  await walk.refused(await walk.as(null), '/mitt', [200]); // led to sign-in

  const keeper = await walk.as('administrator');
  await walk.visit(keeper, '/journal');
  await walk.visit(keeper, '/journal?kontrollera=ja');
  await walk.expect(keeper, 'Kedjan är hel');
  await walk.followAt(keeper, 'main tbody td a');
  await walk.examine(keeper);
  for (const login of ['samordnare-botkyrka', 'attestant-botkyrka', 'sekreterare-botkyrka', 'statsrad', 'statistiker', 'utvarderare', 'bostadsbolag-botkyrka']) {
    await walk.refused(await walk.as(login), '/journal', [403]);
  }
  const coordinator = await walk.as('samordnare-botkyrka');
  await walk.refused(coordinator, '/journal', [403]);
  await walk.expect(coordinator, 'Administratör');
  await walk.examine(coordinator, 'refused');
}
