// Step 13: a question is registered before it is computed; the result says what can be detected first and its verdict last; others' findings are found.
const NEW = '/utvarderingar/ny?stadsdel=alby';
const OWN = '/utvarderingar/alby-forvarvsarbetande';

// Waits for the worker to end what is under way on a page.
async function ended(walk, page, path) {
  for (let tries = 0; tries < 120; tries += 1) {
    await page.goto(walk.base + path);
    if ((await page.locator('progress').count()) === 0) { return; }
    await page.waitForTimeout(500);
  }
  throw new Error(`${path} was not computed within a minute`);
}

// The verdict as the page prints it.
async function verdict(walk, page, path) {
  await ended(walk, page, path);
  return (await page.locator('section[aria-labelledby=utfall] .finding').innerText()).trim();
}

export default async function (walk) {
  const citizen = await walk.as(null);
  const found = {};
  for (const slug of ['bergsjon-forvarvsarbetande', 'tensta-forvarvsarbetande', 'andersberg-nystartade-foretag']) {
    found[slug] = await verdict(walk, citizen, `/utvarderingar/${slug}`);
    await walk.expect(citizen, 'I demots syntetiska data');
    await walk.examine(citizen);
  }
  const said = Object.values(found).join(', ');
  if (said !== 'Stöd, Inget stöd, Kan inte avgöras') { throw new Error(`the demo ends in: ${said}`); }
  await walk.visit(citizen, '/utvarderingar/andersberg-nystartade-foretag');
  await walk.expect(citizen, 'Målet kan inte utvärderas med denna metod.');
  await ended(walk, citizen, '/utvarderingar/flera-forvarvsarbetande');
  for (const path of ['/utvarderingar', '/utvarderingar/samlat', '/utvarderingar/flera-forvarvsarbetande', '/utvarderingar/bergsjon-forvarvsarbetande/versioner', '/utvarderingar/ronna-gymnasiebehorighet', '/utvarderingar?utfall=none&metod=interviews', '/stadsdelar/bergsjon']) { await walk.visit(citizen, path); }
  const pdf = await citizen.context().request.get(`${walk.base}/utvarderingar/bergsjon-forvarvsarbetande/pdf`);
  if (pdf.status() !== 200 || !(await pdf.body()).subarray(0, 5).equals(Buffer.from('%PDF-'))) { throw new Error(`the document was answered ${pdf.status()}`); }
  await walk.refused(await walk.as('attestant-botkyrka'), NEW, [403]);

  const coordinator = await walk.as('samordnare-botkyrka');
  await walk.visit(coordinator, '/utvarderingar/ny');
  await walk.visit(coordinator, NEW);
  if ((await walk.send(coordinator, '/utvarderingar', { title: '' })) !== 422) { throw new Error('an empty design was taken'); }
  await walk.examine(coordinator, 'faults');
  await coordinator.goto(walk.base + NEW);
  const goal = await coordinator.locator('#goal option', { hasText: 'alby-2008' }).first().getAttribute('value');
  const design = { title: 'Arbete i Alby 2008–2010', question: 'Bidrog avtalet till att fler i Alby förvärvsarbetar?', goal, indicator: 'forvarvsarbetande' };
  if ((await walk.send(coordinator, '/utvarderingar', design)) !== 303) { throw new Error('the design was not registered'); }
  await walk.expect(coordinator, 'Inget är räknat ännu');
  await walk.examine(coordinator);
  await walk.send(coordinator, '/berakningar');
  const ends = await verdict(walk, coordinator, OWN);
  if (!['Stöd', 'Svagt stöd', 'Inget stöd', 'Kan inte avgöras'].includes(ends)) { throw new Error(`a fifth word: ${ends}`); }
  await walk.visit(coordinator, `${OWN}/ny-version`);
  await walk.send(coordinator, '/versioner', { relevant: '2', reason: 'Partnerskapet anser att två procentenheter räcker.' });
  await walk.expect(coordinator, 'Registrerad efter att ett resultat var känt');
  await walk.examine(coordinator);

  await walk.visit(coordinator, '/utvarderingar/utifran/ny');
  await coordinator.setInputFiles('#file', { name: 'rapport.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 en rapport') });
  await coordinator.locator('input[name=areas][value=trygghet]').check();
  await walk.send(coordinator, '/utifran', {
    title: 'Trygghetsvandringar i Alby', author: 'Högskolan', year: '2010', method: 'process', grade: 'limited', result: 'notfound',
    finding: 'Vandringarna ledde till bättre belysning, men ingen skillnad i upplevd trygghet kunde ses.', transferability: 'Till stadsdelar med liknande torg.',
  });
  await walk.expect(coordinator, 'Trygghetsvandringar i Alby');
  await walk.examine(coordinator);
  // What was said of it is corrected by a new version with its reason; the earlier one and the file stay.
  await walk.follow(coordinator, 'Rätta uppgifterna');
  await walk.blocked(coordinator, '/versioner', {}, ['varför uppgifterna rättas', 'Inget är ändrat']);
  await walk.done(coordinator, '/versioner', { year: '2009', reason: 'Fel utgivningsår.' });
  await walk.expect(coordinator, 'Fel utgivningsår.');
  await walk.examine(coordinator, 'corrected');
  await walk.visit(citizen, '/utvarderingar?q=trygghetsvandringar');
  await walk.expect(citizen, '1 av ');

  const officer = await walk.as('handlaggare');
  await ended(walk, officer, OWN);
  await walk.send(officer, '/kontroll');
  await walk.expect(officer, 'samma siffror');
}
