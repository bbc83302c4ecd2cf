// Step 1: the programme as data, whole; the desk officer settles a finding, and what the annex says is kept as it stood.
const FINDINGS = '/program/lua-2011/fynd';
const FINDING = `${FINDINGS}/nyko-klockartorpet`;
const SETTLE = `${FINDING}/beslut`;

export default async function (walk) {
  const citizen = await walk.as(null);
  await walk.visit(citizen, '/program/lua-2011');
  await walk.expect(citizen, '38 stadsdelar i 21 kommuner');
  await walk.expect(citizen, '149041-45');
  await walk.expect(citizen, 'SAMS 14900041, 14900042, 14900043, 14900044, 14900045');
  const rows = await citizen.locator('#bilaga-2 tbody tr').count();
  if (rows !== 38) { throw new Error(`annex 2 has ${rows} rows, not 38`); }
  const codes = await citizen.locator('#bilaga-2 tbody td.num').allInnerTexts();
  const sum = codes.reduce((all, n) => all + Number(n), 0);
  if (sum !== 172) { throw new Error(`annex 2 has ${sum} codes, not 171 of SAMS and one of NYKO`); }
  for (const part of ['#delar', '#mal', '#skyldigheter', '#myndigheter', '#bilaga-1']) {
    if ((await citizen.locator(part).count()) !== 1) { throw new Error(`the programme does not show ${part}`); }
  }
  await walk.visit(citizen, '/omraden');
  await walk.visit(citizen, '/stadsdelar/klockartorpet/omrade');
  await walk.visit(citizen, FINDINGS);
  await walk.open(citizen, FINDING);
  if ((await citizen.locator(`form[action$="${SETTLE}"]`).count()) > 0) { throw new Error('a citizen is shown the form that settles a finding'); }

  const officer = await walk.as('handlaggare');
  await walk.visit(officer, FINDINGS);
  await walk.followAt(officer, `main a[href="${FINDING}"]`);
  await walk.examine(officer);
  const decision = { decision: 'accept', comment: 'Kommunen har medgett läsningen i brev den 9 november 2011.' };
  await walk.refusedToOthers(['handlaggare'], SETTLE, decision);
  await walk.blocked(officer, SETTLE, {}, ['Välj vad som beslutas.', 'Skriv en kommentar som säger varför.']);
  await walk.blocked(officer, SETTLE, decision, 'Läsningen av en NYKO-kod kan godtas först när kommunen har medgett den.');
  const kept = await officer.inputValue('#comment');
  if (kept !== decision.comment) { throw new Error(`the refused comment was kept as "${kept}"`); }
  await walk.done(officer, SETTLE, { ...decision, consent: true });
  await walk.expect(officer, 'läsningen godtagen');
  await walk.examine(officer, 'settled');

  await walk.open(citizen, FINDING);
  for (const words of ['läsningen godtagen', decision.comment, 'NYKO 412']) { await walk.expect(citizen, words); }
}
