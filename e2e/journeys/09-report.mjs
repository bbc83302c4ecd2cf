// Step 9: Kristianstad's report from opening to a corrected second version. It saves itself, survives sign-out and a killed server, two tabs conflict
// visibly, the one who wrote cannot certify, the certifier returns it with a reason, and both versions are kept.
const REPORT = '/redovisningar/kristianstad-2011';
const SAVED = () => /^Sparat \d/.test(document.querySelector('[data-save-status]')?.textContent ?? '');
const OTHERS = [null, 'handlaggare', 'statsrad', 'samordnare-goteborg', 'attestant-kristianstad', 'sekreterare-kristianstad', 'arbetsformedlingen-botkyrka', 'statistiker', 'utvarderare', 'administrator'];
const NOT_CERTIFIERS = [null, 'handlaggare', 'statsrad', 'samordnare-kristianstad', 'sekreterare-kristianstad', 'attestant-goteborg', 'statistiker', 'administrator'];

export default async function (walk) {
  const citizen = await walk.as(null);
  await walk.visit(citizen, '/redovisningar');
  await walk.visit(citizen, '/redovisningar/gavle-2011');

  // Opened, it is four fifths written: figures, goals and last year's text stand there.
  const coordinator = await walk.as('samordnare-kristianstad');
  await walk.open(coordinator, '/mitt');
  await walk.followAt(coordinator, `main a[href="${REPORT}"]`);
  await walk.examine(coordinator, 'not opened');
  await walk.refusedTo(OTHERS, `${REPORT}/oppna`);
  await walk.done(coordinator, `${REPORT}/oppna`);
  await walk.examine(coordinator, 'opened');
  await walk.refused(citizen, REPORT, [404]);
  await walk.expect(coordinator, 'den förra periodens plan');
  const parts = await coordinator.locator('ol.tasks a').evaluateAll((links) => links.map((l) => l.getAttribute('href')));
  if (parts.length < 6) { throw new Error(`the report has ${parts.length} parts`); }
  await walk.visit(coordinator, parts[0]);
  for (const words of ['Målens läge', 'Förra årets text (2010)', 'yntetisk']) { await walk.expect(coordinator, words); }
  await walk.visit(coordinator, `${REPORT}/granska`);

  // It saves itself. The text is there after the server has been killed and started again.
  await walk.open(coordinator, parts[0]);
  await coordinator.locator('#text').fill('Fler har fått arbete, mest i handeln.');
  await coordinator.waitForFunction(SAVED);
  await walk.house.demo.killAndStart();
  await walk.open(coordinator, parts[0]);
  if (!(await coordinator.inputValue('#text')).startsWith('Fler har fått arbete')) { throw new Error('what was saved did not survive the kill'); }

  // Signed out while writing: the page says so and keeps the text; after signing in beside it the next keystroke saves.
  const own = await walk.as('samordnare-kristianstad', { fresh: true });
  await walk.open(own, parts[1]);
  await own.locator('#text').fill('Skolan har fått två lärare till.');
  await own.waitForFunction(SAVED);
  const beside = await own.context().newPage();
  await beside.goto(`${walk.base}/`);
  await Promise.all([beside.waitForNavigation(), beside.locator('form[action="/utloggning"] button').click()]);
  await own.locator('#text').fill('Skolan har fått två lärare till. Läxhjälpen når fler.');
  await own.waitForFunction(() => /utloggad/.test(document.querySelector('[data-save-status]')?.textContent ?? ''));
  // Whoever sends the form itself is asked to sign in, and what was typed goes along.
  const sent = await own.context().request.post(walk.base + parts[1], { form: { text: 'x' }, headers: { origin: walk.base, referer: walk.base + parts[1] }, maxRedirects: 0 });
  const carried = await sent.text();
  if (sent.status() !== 401 || !carried.includes('Det du skrev är kvar') || !carried.includes(`name="skrivet-till" value="${parts[1]}"`)) { throw new Error(`a form sent while signed out was answered ${sent.status()}: ${carried.slice(0, 200)}`); }
  await walk.signIn(beside, 'samordnare-kristianstad');
  await own.locator('#text').press('End');
  await own.locator('#text').pressSequentially(' Det syns i resultaten.');
  await own.waitForFunction(SAVED);
  await walk.open(own, parts[1]);
  if (!(await own.inputValue('#text')).endsWith('Det syns i resultaten.')) { throw new Error('what was written while signed out is lost'); }

  // Two tabs: the later one is told, and both texts are shown.
  const first = await coordinator.context().newPage();
  const second = await coordinator.context().newPage();
  for (const tab of [first, second]) { tab.login = 'samordnare-kristianstad'; await walk.open(tab, parts[2]); }
  await first.locator('#text').fill('Trygghet i den ena fliken.');
  await first.waitForFunction(SAVED);
  await second.locator('#text').fill('Trygghet i den andra fliken.');
  await second.waitForFunction(() => /Någon annan/.test(document.querySelector('[data-save-status]')?.textContent ?? ''));
  await second.locator('form[data-autosave] button').first().click();
  await second.waitForLoadState('load');
  for (const words of ['ena fliken', 'andra fliken']) { await walk.expect(second, words); }
  await walk.examine(second, 'two tabs in conflict');

  // Not all is written: it cannot be handed over. Then it can.
  await walk.open(coordinator, `${REPORT}/granska`);
  await walk.expect(coordinator, 'delar är tomma');
  await walk.refusedTo(OTHERS, `${parts[3]}`, { version: '0', text: 'x' });
  for (const [n, part] of parts.entries()) {
    await walk.open(coordinator, part);
    const stands = await coordinator.inputValue('#text');
    await walk.done(coordinator, part, { text: stands || `Del ${n + 1}: utvecklingen har gått framåt, och partnerskapet har mötts var sjätte vecka.`, ready: true }, 'Spara och gå vidare');
  }
  await walk.visit(coordinator, `${REPORT}/granska`, 'written');
  await walk.refusedTo(OTHERS, `${REPORT}/klarmarkering`, { version: '1' });
  await walk.done(coordinator, `${REPORT}/klarmarkering`);
  await walk.expect(coordinator, 'Väntar på attest');

  // The certifier, another person, returns it with a reason.
  const certifier = await walk.as('attestant-kristianstad');
  await walk.open(certifier, '/mitt');
  await walk.followAt(certifier, `main a[href^="${REPORT}"]`);
  await walk.visit(certifier, `${REPORT}/attest`);
  await walk.refusedTo(NOT_CERTIFIERS, `${REPORT}/attest`, { version: '1' });
  await walk.refusedTo(NOT_CERTIFIERS, `${REPORT}/aterremiss`, { version: '1', reason: 'x' });
  await walk.blocked(certifier, `${REPORT}/aterremiss`, { reason: '' }, 'Skriv skälet');
  await walk.done(certifier, `${REPORT}/aterremiss`, { reason: 'Skriv vad belysningen har kostat.' });
  await walk.visit(coordinator, REPORT, 'returned');
  await walk.expect(coordinator, 'Skriv vad belysningen har kostat.');
  await amend(walk, coordinator, parts[2], ' Belysningen kostade 120 000 kronor.');
  await walk.open(coordinator, `${REPORT}/granska`);
  await walk.done(coordinator, `${REPORT}/klarmarkering`);

  // Certified: it is submitted, with a receipt, frozen figures and a number.
  await walk.open(certifier, `${REPORT}/attest`);
  await walk.done(certifier, `${REPORT}/attest`);
  await walk.visit(certifier, `${REPORT}/kvitto`);
  for (const words of ['I tid', 'Samordnaren i Kristianstad', 'Attestanten i Kristianstad', 'frysta ur leverans']) { await walk.expect(certifier, words); }
  await walk.visit(citizen, REPORT);
  await walk.expect(citizen, 'Belysningen kostade 120 000 kronor.');

  // The State reads and asks for more; the answer is a new version with its reason, certified again. Both are kept.
  const officer = await walk.as('handlaggare');
  await walk.visit(officer, REPORT);
  await walk.refusedTo([null, 'samordnare-kristianstad', 'attestant-kristianstad', 'samordnare-goteborg', 'utvarderare'], `${REPORT}/komplettering`, { version: '0', reason: 'x' });
  await walk.done(officer, `${REPORT}/lasning`);
  await walk.blocked(officer, `${REPORT}/komplettering`, { reason: '' }, 'Skriv skälet');
  await walk.done(officer, `${REPORT}/komplettering`, { reason: 'Hur många fick sommarjobb?' });
  await walk.open(coordinator, REPORT);
  await walk.expect(coordinator, 'Hur många fick sommarjobb?');
  await walk.refusedTo(OTHERS, `${REPORT}/ny-version`, { version: '0', reason: 'x' });
  await walk.blocked(coordinator, `${REPORT}/ny-version`, { reason: '' }, 'Skriv skälet');
  await walk.done(coordinator, `${REPORT}/ny-version`, { reason: 'Svar på begäran om komplettering.' });
  await amend(walk, coordinator, parts[0], ' Åttio fick sommarjobb.');
  await walk.open(citizen, REPORT);
  await walk.expectNot(citizen, 'Åttio fick sommarjobb.');
  await walk.open(coordinator, `${REPORT}/granska`);
  await walk.done(coordinator, `${REPORT}/klarmarkering`);
  await walk.open(certifier, `${REPORT}/attest`);
  await walk.done(certifier, `${REPORT}/attest`);
  await walk.visit(citizen, `${REPORT}/versioner`);
  await walk.expect(citizen, 'Skillnader mellan version 1 och 2');
  const added = (await citizen.locator('ins').allInnerTexts()).join(' ');
  if (!added.includes('sommarjobb')) { throw new Error(`the comparison marks "${added}" as added`); }
  await walk.visit(citizen, `${REPORT}?version=1`);
  await walk.expectNot(citizen, 'Åttio fick sommarjobb.');
}

async function amend(walk, page, part, words) {
  await walk.open(page, part);
  await walk.done(page, part, { text: (await page.inputValue('#text')) + words, ready: true }, 'Spara och gå vidare');
}
