// Step 10: the State sees all 38 districts, nobody dropped; every cell leads to its report and back; an edition is frozen and does not change.
const YEAR = '/sammanstallning/2011';
const OTHERS = [null, 'statsrad', 'samordnare-botkyrka', 'attestant-botkyrka', 'sekreterare-botkyrka', 'arbetsformedlingen-botkyrka', 'statistiker', 'utvarderare', 'administrator'];

export default async function (walk) {
  const officer = await walk.as('handlaggare');
  for (const path of ['/sammanstallning', YEAR, ...['arbete', 'utbildning', 'trygghet', 'tillvaxt', 'samverkan'].map((area) => `${YEAR}/${area}`)]) { await walk.visit(officer, path); }

  await walk.open(officer, YEAR);
  const districts = await officer.locator('#matrisen tbody th a').evaluateAll((links) => new Set(links.map((l) => l.getAttribute('href'))).size);
  if (districts !== 38) { throw new Error(`the matrix has ${districts} districts, not 38`); }
  const marks = await officer.locator('#matrisen tbody td .status').count();
  if (marks !== 38 * 3) { throw new Error(`the matrix has ${marks} marks, not one for each agreement, plan and report`); }

  // The matrix counts itself, and each count shows its districts.
  const [, stated] = /(\d+) /.exec(await officer.locator('a[href*="vad=redovisning"]').first().innerText());
  await walk.followAt(officer, 'a[href*="vad=redovisning"]');
  const shown = await officer.locator('#matrisen tbody tr').count();
  if (shown !== Number(stated)) { throw new Error(`the matrix says ${stated} and shows ${shown}`); }
  await walk.examine(officer);
  await walk.follow(officer, 'Visa alla');

  // A cell leads to its report, and the report back to the cell.
  await walk.followAt(officer, 'tr#brynas td a[href^="/redovisningar/"], tr#bergsjon td a[href^="/redovisningar/"]');
  const report = officer.url();
  if (!report.includes('/redovisningar/')) { throw new Error(`the cell led to ${report}`); }
  await walk.follow(officer, 'Jämför med alla stadsdelar: Arbete');
  await walk.expect(officer, 'Kommunernas egna ord');
  const anchor = new URL(officer.url()).hash.slice(1);
  const heading = await officer.locator(`[id="${anchor}"]`).count();
  if (heading !== 1) { throw new Error(`the way back leads to #${anchor}, which is not on the page`); }
  await walk.followAt(officer, 'main a[href^="/redovisningar/"]');

  // Those who have not submitted are shown as such, everywhere.
  const citizen = await walk.as(null);
  await walk.visit(citizen, YEAR);
  await walk.visit(citizen, `${YEAR}/trygghet`);
  await walk.expect(citizen, 'Inte inlämnat');
  const spoken = await citizen.locator('section[aria-labelledby] h3').count();
  const silent = await citizen.locator('main ul li[id]').count();
  if (spoken + silent !== 38) { throw new Error(`${spoken} statements and ${silent} silent districts do not make 38`); }

  // The State writes and freezes; nobody else does.
  await walk.visit(officer, `${YEAR}/utkast`);
  await walk.refused(await walk.as('statsrad'), `${YEAR}/utkast`, [403]);
  const introduction = await officer.locator('form[data-autosave]').first().getAttribute('action');
  await walk.refusedTo(OTHERS, introduction, { version: '0', text: 'x' });
  await walk.refusedTo(OTHERS, `${YEAR}/utgavor`, { reason: 'x' });
  await walk.done(officer, introduction, { text: '' });
  await walk.open(officer, `${YEAR}/utkast`);
  await walk.blocked(officer, `${YEAR}/utgavor`, {}, 'Skriv inledningen först');
  await officer.locator('form[data-autosave] textarea').first().fill('Årets redovisningar visar hur stadsdelarna har utvecklats.');
  await officer.waitForFunction(() => /^Sparat \d/.test(document.querySelector('[data-save-status]')?.textContent ?? ''));
  await walk.open(officer, `${YEAR}/utkast`);
  await walk.done(officer, `${YEAR}/utgavor`);
  await walk.expect(officer, 'Utgåvan är fryst.');
  await walk.examine(officer);
  const edition = new URL(officer.url()).pathname;

  // The edition stands; what is written after it stands in the next one.
  await walk.open(officer, `${YEAR}/utkast`);
  await walk.done(officer, introduction, { text: 'En annan inledning.' });
  await walk.open(officer, `${YEAR}/utkast`);
  await walk.blocked(officer, `${YEAR}/utgavor`, { reason: '' }, 'Skriv vad som är nytt');
  await walk.done(officer, `${YEAR}/utgavor`, { reason: 'Ny inledning.' });
  await walk.visit(citizen, edition);
  await walk.expect(citizen, 'Årets redovisningar visar hur stadsdelarna har utvecklats.');
  await walk.expect(citizen, 'Det finns en nyare utgåva.');
  await walk.follow(citizen, 'Trygghet');
  await walk.expect(citizen, 'Utgåva 1');
}
