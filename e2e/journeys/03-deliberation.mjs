// Step 3: the agreement is set beside the template; a material deviation without a reason is seen, and outsiders see nothing of it.
export default async function (walk) {
  const coordinator = await walk.as('samordnare-lulea');
  for (const path of ['/avtal', '/avtal/lulea-2011', '/avtal/lulea-2011/overensstammelse']) { await walk.visit(coordinator, path); }
  const officer = await walk.as('handlaggare');
  for (const path of ['/avtal/lulea-2011', '/avtal/lulea-2011/overensstammelse', '/avtal/norrkoping-2011']) { await walk.visit(officer, path); }
  const other = await walk.as('samordnare-botkyrka');
  await walk.refused(other, '/avtal/lulea-2011/overensstammelse', [404]);
  const citizen = await walk.as(null);
  await walk.visit(citizen, '/avtal');
  await walk.visit(citizen, '/avtal/botkyrka-2011');
}
