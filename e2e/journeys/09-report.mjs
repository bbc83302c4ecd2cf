// Step 9: the report is written part by part and saves itself; two tabs conflict visibly; the one who writes cannot certify.
const PART = '/redovisningar/botkyrka-2011/delar/samverkan';

export default async function (walk) {
  const coordinator = await walk.as('samordnare-botkyrka');
  for (const path of ['/redovisningar', '/redovisningar/botkyrka-2011', PART, '/redovisningar/botkyrka-2011/granska']) { await walk.visit(coordinator, path); }

  const first = await coordinator.context().newPage();
  const second = await coordinator.context().newPage();
  await first.goto(walk.base + PART);
  await second.goto(walk.base + PART);
  await first.locator('form[data-autosave] textarea').first().fill('Samverkan har prövats i den ena fliken.');
  await first.waitForFunction(() => /^Sparat/.test(document.querySelector('[data-save-status]')?.textContent ?? ''));
  await second.locator('form[data-autosave] textarea').first().fill('Samverkan har prövats i den andra fliken.');
  await second.waitForFunction(() => /Någon annan/.test(document.querySelector('[data-save-status]')?.textContent ?? ''));
  second.login = 'samordnare-botkyrka';
  await second.locator('form[data-autosave] button').first().click();
  await second.waitForLoadState('load');
  await walk.expect(second, 'ena fliken');
  await walk.expect(second, 'andra fliken');
  await walk.axe(second, 'desktop, two tabs in conflict');

  const attest = await coordinator.context().request.post(`${walk.base}/redovisningar/botkyrka-2011/attest`, { form: { version: '1' }, headers: { origin: walk.base } });
  if (attest.status() !== 403) { throw new Error(`the writer's own certification was answered ${attest.status()}`); }
  const citizen = await walk.as(null);
  await walk.visit(citizen, '/redovisningar');
  await walk.visit(citizen, '/redovisningar/gavle-2011');
  const officer = await walk.as('handlaggare');
  await walk.visit(officer, '/redovisningar/gavle-2011');
}
