// Step 6: Alby's plan lacks growth. The coordinator writes the missing goal, the review blocks and then lets the plan be handed in; partners accept, the
// State reads and asks for more, a second version answers, and the two are compared.
const PLAN = '/stadsdelsplaner/alby-2011';
const STATEMENT = 'Fler nya företag ska startas av dem som bor i Alby';
const OTHERS = [null, 'handlaggare', 'statsrad', 'samordnare-goteborg', 'attestant-botkyrka', 'sekreterare-botkyrka', 'arbetsformedlingen-botkyrka', 'bostadsbolag-botkyrka', 'statistiker', 'utvarderare', 'administrator'];

export default async function (walk) {
  const citizen = await walk.as(null);
  await walk.visit(citizen, '/stadsdelsplaner');
  await walk.visit(citizen, '/stadsdelsplaner/bergsjon-2011');
  await walk.visit(citizen, '/mal');
  await walk.refused(citizen, PLAN, [404]);
  const other = await walk.as('samordnare-goteborg');
  for (const path of [PLAN, `${PLAN}/skriv`, `${PLAN}/granska`, `${PLAN}/utkast`]) { await walk.refused(other, path, [404]); }

  const coordinator = await walk.as('samordnare-botkyrka');
  for (const path of ['/stadsdelsplaner', `${PLAN}/skriv`, `${PLAN}/granska`, `${PLAN}/utkast`, `${PLAN}/acceptans`, `${PLAN}/del/lage`, `${PLAN}/del/resurser`]) { await walk.visit(coordinator, path); }

  // Handing in is blocked, with everything that is wanting at once.
  await walk.open(coordinator, `${PLAN}/granska`);
  await walk.refusedTo(OTHERS, `${PLAN}/inlamning`, { version: '1' });
  await walk.blocked(coordinator, `${PLAN}/inlamning`, {}, 'Planen saknar mål inom tillväxt.');

  // The missing goal, from the fault's own link. What can be judged is judged: without baseline, target and date it is not SMART.
  await walk.open(coordinator, `${PLAN}/skriv`);
  await walk.follow(coordinator, 'Planen saknar mål inom tillväxt.');
  await walk.examine(coordinator);
  await walk.refusedTo(OTHERS, `${PLAN}/mal/ny`, { area: 'tillvaxt', statement: STATEMENT });
  await walk.blocked(coordinator, `${PLAN}/mal/ny`, { statement: '' }, 'mål');
  await walk.done(coordinator, `${PLAN}/mal/ny`, { area: 'tillvaxt', statement: STATEMENT });
  const goal = new URL(coordinator.url()).pathname;
  await walk.examine(coordinator, 'new goal');
  await walk.open(coordinator, `${PLAN}/granska`);
  const still = await walk.send(coordinator, `${PLAN}/inlamning`);
  if (still !== 422) { throw new Error(`a plan whose goal has neither baseline nor target was answered ${still}`); }
  await walk.examine(coordinator, 'a goal without measure');

  await walk.open(coordinator, goal);
  await walk.refusedTo(OTHERS, goal, { version: '1', area: 'tillvaxt', statement: 'x' });
  const municipal = await coordinator.locator('#municipal_goal option').nth(1).getAttribute('value');
  // What cannot be read is kept as it was typed, and said beside its field.
  await walk.done(coordinator, goal, { baseline_value: 'tolv', target_date: '2013-12-31' }, 'Spara');
  await walk.open(coordinator, goal);
  await walk.expect(coordinator, 'tolv');
  if ((await coordinator.inputValue('#baseline_value')) !== 'tolv') { throw new Error('what was typed as a baseline is lost'); }
  await walk.examine(coordinator, 'unreadable baseline');
  await walk.done(coordinator, goal, {
    problem: 'Den som vill starta företag saknar rådgivning nära hemmet.', national_goal: 'okad-tillvaxt', municipal_goal: municipal,
    indicator: 'nystartade_foretag', baseline_value: '',
  }, 'Hämta utgångsläget ur statistiken');
  const baseline = Number((await coordinator.inputValue('#baseline_value')).replace(',', '.'));
  if (!(baseline > 0)) { throw new Error('the baseline was not fetched from the statistics'); }
  await walk.expect(coordinator, 'yntetisk');
  const target = (value) => (baseline + value).toFixed(1).replace('.', ',');
  await walk.done(coordinator, goal, {
    target_value: target(1.5), target_date: '2013-12-31', owner: 'Näringslivschefen', deputy: 'Företagslotsen', realism: 'Rådgivningen ryms inom ordinarie resurser.',
    'measure.0.title': 'Rådgivning i biblioteket två dagar i veckan', 'measure.0.owner': 'Företagslotsen', 'measure.0.partner': 'kommun-0127',
    'measure.0.starts': '2012-01-01', 'measure.0.ends': '2013-12-31', 'measure.0.ordinary.hours': '800', 'measure.0.redirected.sek': '120000',
  }, 'Spara');
  await walk.open(coordinator, goal);
  await walk.expect(coordinator, 'Målet kräver');
  await walk.expect(coordinator, 'Bland stadsdelarna');
  await walk.examine(coordinator, 'whole goal');

  // Partners say themselves that they accept the goal; others cannot say it for them.
  const id = goal.split('/').pop();
  const agency = await walk.as('arbetsformedlingen-botkyrka');
  const partner = await walk.as('bostadsbolag-botkyrka');
  await walk.refused(agency, `${PLAN}/skriv`, [403, 404]);
  await walk.refused(agency, `${PLAN}/acceptans`, [404]); // the goals are the municipality's own until it asks its partners
  await walk.open(coordinator, `${PLAN}/acceptans`);
  await walk.refusedTo(OTHERS, `${PLAN}/acceptans/samrad`, { version: '0' });
  await walk.done(coordinator, `${PLAN}/acceptans/samrad`);
  await walk.visit(agency, `${PLAN}/acceptans`);
  await walk.refusedTo([null, 'handlaggare', 'samordnare-goteborg', 'samordnare-botkyrka', 'bostadsbolag-botkyrka', 'statistiker'], `${PLAN}/acceptans/egen`, { goal: id, organisation: 'arbetsformedlingen' });
  const section = agency.locator('section', { hasText: STATEMENT });
  await Promise.all([agency.waitForNavigation(), section.getByRole('button').first().click()]);
  await walk.expect(agency, 'Målet är accepterat. Tack.');
  await walk.visit(partner, `${PLAN}/acceptans`);
  await walk.open(coordinator, `${PLAN}/acceptans`);
  await walk.refusedTo(OTHERS, `${PLAN}/acceptans`, { goal: id, organisation: 'forsakringskassan' });
  await walk.blocked(coordinator, `${PLAN}/acceptans`, { goal: id, accepted_on: '2099-01-01' }, 'dag');
  await walk.done(coordinator, `${PLAN}/acceptans`, { goal: id, organisation: 'forsakringskassan', accepted_on: '2011-11-14', how: 'meeting', reference: 'Styrgruppens minnesanteckningar, punkt 7' });

  // Nothing stands in the way now; the receipt has its number from the register.
  await walk.visit(coordinator, `${PLAN}/granska`, 'clean');
  await walk.expect(coordinator, 'Inget hindrar inlämning');
  await walk.done(coordinator, `${PLAN}/inlamning`);
  await walk.expect(coordinator, 'Kvitto');
  await registered(walk, coordinator, `${PLAN}/kvitto`);
  await walk.examine(coordinator, 'receipt');
  await walk.visit(citizen, PLAN);
  await walk.expect(citizen, STATEMENT);
  await walk.expect(citizen, 'Siffrorna är frysta som de stod när planen lämnades in.');

  // The State reads, and asks for more with a reason.
  const officer = await walk.as('handlaggare');
  await walk.visit(officer, PLAN);
  await walk.refusedTo([null, 'samordnare-botkyrka', 'samordnare-goteborg', 'attestant-botkyrka', 'arbetsformedlingen-botkyrka', 'utvarderare'], `${PLAN}/komplettering`, { version: '0', reason: 'x' });
  await walk.refusedTo([null, 'samordnare-botkyrka', 'samordnare-goteborg'], `${PLAN}/last`);
  await walk.done(officer, `${PLAN}/last`);
  await walk.blocked(officer, `${PLAN}/komplettering`, { reason: '' }, 'Skriv vad som behöver kompletteras och varför.');
  await walk.done(officer, `${PLAN}/komplettering`, { reason: 'Beskriv hur kvinnor nås av rådgivningen.' });

  // The answer is a new version; the first stands beside it, word for word.
  await walk.open(coordinator, '/mitt');
  await walk.followAt(coordinator, `main a[href^="${PLAN}"]`);
  await walk.visit(coordinator, `${PLAN}/versioner`);
  await walk.refusedTo(OTHERS, `${PLAN}/version`, { version: '0', reason: 'x' });
  await walk.blocked(coordinator, `${PLAN}/version`, { reason: '' }, 'Skriv skälet till den nya versionen.');
  await walk.done(coordinator, `${PLAN}/version`, { reason: 'Svar på begäran om komplettering.' });
  await walk.open(coordinator, goal);
  await walk.done(coordinator, goal, { problem: 'Den som vill starta företag saknar rådgivning nära hemmet, och kvinnor söker den sällan.', target_value: target(2) }, 'Spara');
  await walk.open(coordinator, `${PLAN}/granska`);
  await walk.done(coordinator, `${PLAN}/inlamning`);
  await walk.visit(citizen, `${PLAN}/versioner?fran=1&till=2`);
  await walk.expect(citizen, 'Från version 1 till version 2');
  const added = (await citizen.locator('ins').allInnerTexts()).join(' ');
  if (!added.includes('kvinnor')) { throw new Error(`the comparison marks "${added}" as added`); }
  await walk.visit(citizen, `${PLAN}?version=1`);
  await walk.expectNot(citizen, 'kvinnor söker den sällan');
}

// The register gives its number within moments, by the worker.
async function registered(walk, page, path) {
  for (let tries = 0; tries < 60; tries += 1) {
    await walk.open(page, path);
    if (/Diarienummer [A-Z0-9]+ LUA 2011\/\d+/.test(await walk.text(page))) { return; }
    await page.waitForTimeout(500);
  }
  throw new Error(`${path} has no register number`);
}
