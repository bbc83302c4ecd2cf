// Step 4: two approvals, two procedures: the board's secretary and the State's signatory each see their own part and cannot do the other's.
export default async function (walk) {
  const secretary = await walk.as('sekreterare-nacka');
  for (const path of ['/avtal/nacka-2011', '/avtal/nacka-2011/godkannanden']) { await walk.visit(secretary, path); }
  const signatory = await walk.as('statsrad');
  for (const path of ['/avtal/vaxjo-2011', '/avtal/vaxjo-2011/godkannanden']) { await walk.visit(signatory, path); }
  const citizen = await walk.as(null);
  await walk.visit(citizen, '/avtal/botkyrka-2011/versioner');
}
