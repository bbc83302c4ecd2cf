// Step 6: the plan of Alby is a draft without growth; the review says so and keeps it from being submitted; partners read the partnership.
export default async function (walk) {
  const coordinator = await walk.as('samordnare-botkyrka');
  for (const path of ['/stadsdelsplaner', '/stadsdelsplaner/alby-2011', '/stadsdelsplaner/alby-2011/skriv', '/stadsdelsplaner/alby-2011/granska', '/stadsdelsplaner/alby-2011/mal/ny', '/mal']) {
    await walk.visit(coordinator, path);
  }
  await coordinator.goto(`${walk.base}/stadsdelsplaner/alby-2011/granska`);
  await walk.expect(coordinator, 'tillväxt');
  const citizen = await walk.as(null);
  await walk.visit(citizen, '/stadsdelsplaner');
  await walk.refused(citizen, '/stadsdelsplaner/alby-2011/skriv', [200]); // led to sign-in
  const other = await walk.as('samordnare-goteborg');
  await walk.refused(other, '/stadsdelsplaner/alby-2011/skriv', [403, 404]);
  const partner = await walk.as('bostadsbolag-botkyrka');
  await walk.visit(partner, '/partnerskap/botkyrka');
  const agency = await walk.as('arbetsformedlingen-botkyrka');
  await walk.visit(agency, '/partnerskap/botkyrka');
}
