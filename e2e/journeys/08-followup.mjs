// Step 8: the district and its four areas: value, change, comparison, goals; every chart has its table.
export default async function (walk) {
  const citizen = await walk.as(null);
  for (const path of ['/stadsdelar/alby', '/stadsdelar/alby/arbete', '/stadsdelar/alby/utbildning', '/stadsdelar/alby/trygghet', '/stadsdelar/alby/tillvaxt', '/stadsdelar/bergsjon', '/stadsdelar/klockartorpet', '/stadsdelar/metod']) {
    await walk.visit(citizen, path);
  }
  await citizen.goto(`${walk.base}/stadsdelar/alby`);
  await walk.expect(citizen, 'yntetisk');
  const charts = await citizen.locator('figure svg.chart').count();
  const tables = await citizen.locator('figure details table').count();
  if (charts === 0 || tables < charts) { throw new Error(`${charts} charts and ${tables} tables beside them`); }
}
