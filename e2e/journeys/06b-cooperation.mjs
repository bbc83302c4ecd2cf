// Step 6, cooperation: an agreement is written, refused with every fault at once, laid, signed by all and public; a plan that changes a goal flags it,
// the coordinator answers and revises, and the revision is reported and numbered. Drafts are for the parties alone.
const AGREEMENT = '/samverkan/goteborg-tryggare-kvallar-vid-rymdtorget';
const REVISED = '/samverkan/goteborg-vagar-till-arbete-i-bergsjon';
const WAITING = '/samverkan/botkyrka-trygg-hemvag-i-alby';
const FRESH = '/samverkan/botkyrka-motesplats-for-unga';

const expectStatus = (what, got, wanted) => { if (got !== wanted) { throw new Error(`${what} was answered ${got}, expected ${wanted}`); } };

async function readers(walk) {
  const citizen = await walk.as(null);
  for (const path of ['/samverkan', '/samverkan?kommun=botkyrka', '/samverkan?kommun=nacka', AGREEMENT, `${REVISED}/versioner?fran=1&till=2`, `${REVISED}/kvitto`]) {
    await walk.visit(citizen, path);
  }
  await walk.expect(citizen, 'RK LUA 2011/');
  await walk.refused(citizen, WAITING, [404]);
  const goal = await citizen.goto(`${walk.base}${AGREEMENT}`).then(() => citizen.locator('article.doc a[href*="#mal-"]').first().getAttribute('href'));
  await walk.visit(citizen, goal);
  await walk.through(citizen, citizen.locator('section[id^="mal-"] a[href^="/samverkan/mal/"]').nth(2), 'the goal\'s agreements');
  await walk.examine(citizen);
  const pdf = await citizen.context().request.get(`${walk.base}${AGREEMENT}/pdf`, { timeout: 120000 });
  if (pdf.status() !== 200 || !(pdf.headers()['content-type'] ?? '').startsWith('application/pdf')) { throw new Error(`the PDF was answered ${pdf.status()}`); }
  expectStatus('the PDF of an unsigned agreement', (await citizen.context().request.get(`${walk.base}${WAITING}/pdf`)).status(), 404);
  const other = await walk.as('samordnare-lulea');
  await walk.refused(other, `${WAITING}/skriv`, [404]);
}

async function signature(walk) {
  const partner = await walk.as('bostadsbolag-botkyrka');
  await walk.visit(partner, '/mitt');
  await walk.expect(partner, 'Trygg hemväg i Alby');
  await walk.visit(partner, `${WAITING}/underskrifter`);
  expectStatus('a signature without its place', await walk.send(partner, '/underskrifter', { place: '', office: '' }), 422);
  await walk.examine(partner, 'a refused signature');
  await walk.expect(partner, 'Ange platsen');
  await walk.send(partner, '/underskrifter', { place: 'Alby', on: '2011-11-14', office: 'Områdeschefen' });
  await walk.expect(partner, 'Överenskommelsen gäller');
  const citizen = await walk.as(null);
  await walk.visit(citizen, WAITING);
}

async function writing(walk) {
  const coordinator = await walk.as('samordnare-botkyrka');
  await walk.visit(coordinator, '/samverkan/ny');
  expectStatus('an agreement without a name', await walk.send(coordinator, '/samverkan/ny', { title: '' }), 422);
  await walk.send(coordinator, '/samverkan/ny', { title: 'Mötesplats för unga' });
  await walk.visit(coordinator, `${FRESH}/granska`);
  expectStatus('an empty agreement', await walk.send(coordinator, '/framlaggning'), 422);
  for (const words of ['Skriv syftet', 'minst en part', 'minst ett mål', 'minst ett åtagande']) { await walk.expect(coordinator, words); }
  await walk.examine(coordinator, 'a refused agreement');
  const citizen = await walk.as(null);
  await walk.refused(citizen, FRESH, [404]);
  const agency = await walk.as('arbetsformedlingen-botkyrka');
  await walk.refused(agency, `${FRESH}/skriv`, [404]);
  await walk.visit(coordinator, `${FRESH}/del/om`);
  await walk.send(coordinator, '/del/om', { purpose: 'Unga ska ha någonstans att vara på kvällen.', from: '2011-11-15', to: '2012-12-31', follow_up: 'Två gånger om året.' });
  await walk.visit(coordinator, `${FRESH}/del/parter`);
  await coordinator.check('input[name=part][value=arbetsformedlingen]');
  await walk.send(coordinator, '/del/parter');
  await walk.visit(coordinator, `${FRESH}/del/mal`);
  await coordinator.locator('input[name=mal]').first().check();
  await walk.send(coordinator, '/del/mal');
  for (const [party, text] of [['arbetsformedlingen', 'En handläggare är med två kvällar i veckan.'], ['kommun-0127', 'Lokalen hålls öppen till klockan tio.']]) {
    await walk.visit(coordinator, `${FRESH}/atagande/nytt`);
    await walk.send(coordinator, '/atagande/nytt', { party, text });
    await walk.examine(coordinator);
    const goal = await coordinator.locator('#goal option').nth(1).getAttribute('value');
    const address = new URL(coordinator.url()).pathname;
    await walk.send(coordinator, address, { goal, due: '2012-06-30', responsible: 'Enhetschefen', 'resource.ordinary.hours': '200' });
  }
  await walk.visit(agency, `${FRESH}/utkast`);
  await walk.visit(coordinator, `${FRESH}/skriv`);
  await walk.visit(coordinator, `${FRESH}/granska`);
  await walk.send(coordinator, '/framlaggning');
  await walk.visit(coordinator, `${FRESH}/underskrifter`);
  await walk.send(coordinator, '/underskrifter', { organisation: 'kommun-0127', place: 'Tumba', on: '2011-11-14', office: 'Kommunstyrelsens ordförande' });
  await walk.visit(agency, `${FRESH}/underskrifter`);
  await walk.send(agency, '/underskrifter', { place: 'Tumba', on: '2011-11-14', office: 'Chefen' });
  await walk.visit(citizen, FRESH);
  const done = await agency.goto(`${walk.base}${FRESH}`).then(() => agency.locator('a[href$="/genomfort"]').first().getAttribute('href'));
  await walk.visit(agency, done);
  expectStatus('a commitment done without words', await walk.send(agency, '/genomfort', { note: '' }), 422);
  await walk.send(agency, '/genomfort', { note: 'Handläggaren är på plats.' });
  await walk.expect(agency, 'genomfört');
  const refused = await agency.context().request.post(`${walk.base}${FRESH}/framlaggning`, { form: { version: '3' }, headers: { origin: walk.base } });
  expectStatus('a text laid by an authority', refused.status(), 403);
}

async function review(walk) {
  const coordinator = await walk.as('samordnare-goteborg');
  await walk.visit(coordinator, '/mitt');
  await walk.expect(coordinator, 'Se över Tryggare kvällar vid Rymdtorget');
  await walk.visit(coordinator, AGREEMENT);
  await walk.followAt(coordinator, 'a[href*="/oversyn/"]');
  await walk.examine(coordinator);
  await walk.expect(coordinator, 'på väg till spårvagnen');
  const address = new URL(coordinator.url()).pathname;
  const officer = await walk.as('handlaggare');
  await walk.visit(officer, address);
  expectStatus('an answer without a reason', await walk.send(coordinator, address), 422);
  await walk.examine(coordinator, 'a refused answer');
  await walk.send(coordinator, address, { outcome: 'revise', reason: 'Målet är höjt och vägen till spårvagnen har kommit till.' });
  await walk.examine(coordinator);
  await walk.visit(coordinator, `${AGREEMENT}/granska`);
  await walk.send(coordinator, '/framlaggning');
  for (let signed = 0; signed < 3; signed += 1) {
    await walk.visit(coordinator, `${AGREEMENT}/underskrifter`);
    await walk.send(coordinator, '/underskrifter', { place: 'Göteborg', on: '2011-11-14', office: 'Chefen' });
  }
  await walk.expect(coordinator, 'Revideringen ska redovisas');
  await walk.visit(coordinator, `${AGREEMENT}/redovisning`);
  await walk.send(coordinator, '/redovisning', { note: 'Målet är höjt.' });
  await walk.examine(coordinator);
  for (let tries = 0; tries < 20; tries += 1) {
    await coordinator.goto(`${walk.base}${AGREEMENT}/kvitto`);
    if ((await coordinator.locator('body').innerText()).includes('RK LUA 2011/')) { break; }
    await coordinator.waitForTimeout(300);
  }
  await walk.expect(coordinator, 'RK LUA 2011/');
  await walk.visit(coordinator, `${AGREEMENT}/versioner`);
}

export default async function (walk) {
  await readers(walk);
  await signature(walk);
  await writing(walk);
  await review(walk);
}
