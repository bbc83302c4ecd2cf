// Step 12: after sign-in each person sees what is theirs next; the State's duties stand as hard; the journal can be read and verified.
export default async function (walk) {
  for (const login of ['samordnare-botkyrka', 'attestant-botkyrka', 'sekreterare-botkyrka', 'handlaggare', 'statsrad', 'statistiker', 'arbetsformedlingen-botkyrka', 'bostadsbolag-botkyrka', 'utvarderare', 'administrator']) {
    const page = await walk.as(login);
    await walk.visit(page, '/mitt');
    await page.context().close();
  }
  const officer = await walk.as('handlaggare');
  await walk.visit(officer, '/uppgifter');
  await walk.expect(officer, 'Staten');
  const keeper = await walk.as('administrator');
  await walk.visit(keeper, '/journal');
  await walk.visit(keeper, '/journal?kontrollera=ja');
  await walk.expect(keeper, 'Kedjan är hel');
  const coordinator = await walk.as('samordnare-botkyrka');
  await walk.refused(coordinator, '/journal', [403]);
  await walk.axe(coordinator, 'desktop, refused');
}
