// Step 5: the partnership: members by how they joined, groups, meetings; the coordinator's forms show every fault at once.
export default async function (walk) {
  const citizen = await walk.as(null);
  for (const path of ['/partnerskap', '/partnerskap/botkyrka', '/partnerskap/goteborg', '/organisationer']) { await walk.visit(citizen, path); }
  const coordinator = await walk.as('samordnare-botkyrka');
  for (const path of ['/partnerskap/botkyrka', '/partnerskap/botkyrka/medlemmar/ny', '/partnerskap/botkyrka/moten/nytt', '/partnerskap/botkyrka/grupper/ny', '/partnerskap/botkyrka/inbjudningar/ny']) {
    await walk.visit(coordinator, path);
  }
  await coordinator.goto(`${walk.base}/partnerskap/botkyrka/medlemmar/ny`);
  const status = await walk.send(coordinator, '/partnerskap/botkyrka/medlemmar/ny');
  if (status !== 422) { throw new Error(`an empty member was answered ${status}`); }
  await walk.axe(coordinator, 'desktop, an empty member');
  const other = await walk.as('samordnare-goteborg');
  const answer = await other.context().request.post(`${walk.base}/partnerskap/botkyrka/medlemmar/ny`, { form: { organisation: 'x' }, headers: { origin: walk.base } });
  if (![403, 404].includes(answer.status())) { throw new Error(`another municipality's new member was answered ${answer.status()}`); }
}
