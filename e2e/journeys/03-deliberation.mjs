// Step 3: the parties propose and answer clause by clause; a material deviation is marked and stops the State's approval until its reason stands.
const LULEA = '/avtal/lulea-2011';
const CLAUSE = `${LULEA}/punkter/3.2`;
const MATERIAL = `${LULEA}/punkter/6.2`;
const OTHERS = [null, 'statsrad', 'attestant-lulea', 'sekreterare-lulea', 'samordnare-botkyrka', 'arbetsformedlingen-botkyrka', 'statistiker', 'utvarderare', 'administrator'];

export default async function (walk) {
  const coordinator = await walk.as('samordnare-lulea');
  const officer = await walk.as('handlaggare');

  // What is under way is closed to everybody but the parties.
  const other = await walk.as('samordnare-botkyrka');
  for (const path of [LULEA, `${LULEA}/overensstammelse`, CLAUSE]) { await walk.refused(other, path, [404]); }
  const citizen = await walk.as(null);
  await walk.visit(citizen, '/avtal');
  await walk.visit(citizen, '/avtal/botkyrka-2011');
  await walk.visit(citizen, '/avtal/botkyrka-2011/overensstammelse');

  // The municipality proposes a wording.
  for (const path of ['/avtal', LULEA, `${LULEA}/overensstammelse`, CLAUSE]) { await walk.visit(coordinator, path); }
  await walk.refusedTo(OTHERS, `${CLAUSE}/forslag`, { version: '0', text: 'x' });
  const stands = await coordinator.inputValue('#text');
  await walk.blocked(coordinator, `${CLAUSE}/forslag`, { text: '' }, 'Skriv');
  await walk.open(coordinator, CLAUSE);
  await walk.done(coordinator, `${CLAUSE}/forslag`, { text: stands.replace('de boendes', 'de boendes och föreningarnas'), comment: 'Föreningarna bär mycket av arbetet.' });
  await walk.examine(coordinator, 'proposed');

  // The State sees that an answer is missing, says no with words, then yes to the next one.
  await walk.visit(officer, LULEA, 'proposal open');
  await walk.follow(officer, 'Staten svarar på förslaget om punkt 3.2');
  await walk.expect(officer, 'Föreningarna bär mycket av arbetet.');
  await walk.blocked(officer, `${CLAUSE}/svar`, {}, 'Skriv', 'Avvisa förslaget');
  await walk.done(officer, `${CLAUSE}/svar`, { answer_comment: 'Skriv hellre om civilsamhället.' }, 'Avvisa förslaget');
  await walk.open(coordinator, CLAUSE);
  await walk.expect(coordinator, 'Skriv hellre om civilsamhället.');
  await walk.done(coordinator, `${CLAUSE}/forslag`, { text: stands.replace('de boendes', 'de boendes och civilsamhällets'), comment: 'Ja, det är bättre.', reason: 'Civilsamhället deltar redan i partnerskapet.' });
  await walk.open(officer, CLAUSE);
  await walk.done(officer, `${CLAUSE}/svar`, { answer_comment: 'Bra.' }, 'Godta förslaget');
  await walk.examine(officer, 'accepted');

  // The State judges what is a deviation in substance; the municipality does not.
  await walk.refusedTo(['samordnare-lulea', ...OTHERS], `${MATERIAL}/klass`, { version: '0', class: 'editorial', class_reason: 'x' });
  await walk.visit(officer, `${LULEA}/overensstammelse`);
  await walk.expect(officer, 'En saklig avvikelse utan skäl: staten kan inte godkänna.');
  await walk.open(officer, MATERIAL);
  await walk.blocked(officer, `${MATERIAL}/klass`, { class_reason: '' }, 'Välj');

  // Both stand behind the wording, and still the State cannot approve.
  for (const party of [coordinator, officer]) {
    await walk.open(party, LULEA);
    await walk.done(party, `${LULEA}/enighet`);
  }
  await walk.expect(officer, 'Ordalydelsen är överenskommen');
  const signatory = await walk.as('statsrad');
  await walk.visit(signatory, `${LULEA}/godkannanden`);
  const approval = { decided: '2011-11-14', reference: 'A2011/3187/IU', acting: 'minister' };
  await walk.blocked(signatory, `${LULEA}/godkannanden/stat`, approval, '6.2');
  if ((await signatory.inputValue('#reference')) !== approval.reference) { throw new Error('the refused approval lost its reference'); }

  // The reason can be given although the wording is agreed; then the approval goes through.
  await walk.open(coordinator, LULEA);
  await walk.followAt(coordinator, `main a[href="${MATERIAL}"]`);
  await walk.refusedTo(OTHERS, `${MATERIAL}/skal`, { version: '0', why: 'x' });
  await walk.blocked(coordinator, `${MATERIAL}/skal`, { why: '' }, 'Skriv skälet');
  await walk.done(coordinator, `${MATERIAL}/skal`, { why: 'Kommunens bokslut är klart först i januari; redovisningen blir då hel.' });
  await walk.expectNot(coordinator, 'En saklig avvikelse utan skäl');
  await walk.open(signatory, `${LULEA}/godkannanden`);
  await walk.done(signatory, `${LULEA}/godkannanden/stat`, approval);
  await walk.expect(signatory, 'Staten har godkänt, kommunstyrelsen inte än');
  await walk.visit(coordinator, LULEA, 'approved by the State');

  // In Norrköping the municipality's proposal waits: it can be taken back by the one who made it only.
  const norrkoping = await walk.as('samordnare-norrkoping');
  await walk.visit(norrkoping, '/avtal/norrkoping-2011');
  await walk.visit(norrkoping, '/avtal/norrkoping-2011/punkter/2.1');
  await walk.done(norrkoping, '/avtal/norrkoping-2011/punkter/2.1/svar', {}, 'Ta tillbaka förslaget');
  await walk.expect(norrkoping, 'Togs tillbaka av');
  await walk.open(norrkoping, '/avtal/norrkoping-2011');
  await walk.blocked(norrkoping, '/avtal/norrkoping-2011/avbrott', { reason: '' }, 'Skriv skälet');
  await walk.done(norrkoping, '/avtal/norrkoping-2011/avbrott', { reason: 'Kommunen behöver tid till januari.' });
  await walk.expect(norrkoping, 'Överläggningen avbröts');
  await walk.done(norrkoping, '/avtal/norrkoping-2011/aterupptagande', { reason: 'Nämnden har sagt sitt.' });
  await walk.expect(norrkoping, 'Överläggning pågår');
}
