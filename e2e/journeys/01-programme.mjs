// Step 1: the programme as data; the desk officer looks at a finding.
export default async function (walk) {
  const citizen = await walk.as(null);
  await walk.visit(citizen, '/program/lua-2011');
  await walk.expect(citizen, '149041-45');
  await walk.visit(citizen, '/omraden');
  const officer = await walk.as('handlaggare');
  await walk.visit(officer, '/program/lua-2011/fynd');
  const open = officer.locator('main a[href*="/fynd/"]').first();
  await Promise.all([officer.waitForURL('**/fynd/*'), open.click()]);
  await walk.examine(officer);
}
