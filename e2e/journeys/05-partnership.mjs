// Step 5: Trollhättan's agreement is in force but its partnership is not formed: the coordinator forms it, members join on their three grounds with
// representatives and mandates, a steering group meets and decides, a decision is carried out, a member leaves, and nothing is overwritten.
const HERE = '/partnerskap/trollhattan';
const OTHERS = [null, 'handlaggare', 'statsrad', 'samordnare-goteborg', 'attestant-trollhattan', 'sekreterare-trollhattan', 'statistiker', 'utvarderare', 'administrator'];

export default async function (walk) {
  const citizen = await walk.as(null);
  for (const path of ['/partnerskap', HERE, '/partnerskap/botkyrka', '/organisationer']) { await walk.visit(citizen, path); }
  await walk.expectNot(citizen, 'minnesanteckningar');

  const coordinator = await walk.as('samordnare-trollhattan');
  await walk.visit(coordinator, HERE);
  await walk.followAt(coordinator, `main a[href="${HERE}/bildande"]`);
  await walk.examine(coordinator);
  const founding = {
    formed_on: '2011-11-01',
    residents: 'Öppna möten vår och höst; det som sägs besvaras på nästa möte.',
    coordination: 'Kommunledningskontoret samordnar nämndernas insatser i stadsdelen.',
  };
  await walk.refusedTo([...OTHERS, 'arbetsformedlingen-botkyrka', 'bostadsbolag-botkyrka'], `${HERE}/bildande`, founding);
  await coordinator.uncheck('#joining-arbetsformedlingen');
  await walk.blocked(coordinator, `${HERE}/bildande`, { formed_on: '' }, ['Ange vilken dag partnerskapet bildades.', 'Beskriv hur de boende kan delta', 'Beskriv hur arbetet samordnas']);
  await walk.done(coordinator, `${HERE}/bildande`, founding);
  await walk.expect(coordinator, 'Partnerskapet är bildat.');
  await walk.examine(coordinator, 'formed');

  // A residents' council that no register has yet is entered there first, and joins by its own choice.
  await walk.visit(coordinator, '/kommuner/trollhattan/organisationer/ny');
  await walk.refusedTo([null, 'handlaggare', 'samordnare-goteborg', 'attestant-trollhattan'], '/kommuner/trollhattan/organisationer/ny', { name: 'x' });
  await walk.blocked(coordinator, '', {}, 'namn');
  await walk.done(coordinator, '', { name: 'Boenderådet på Kronogården (påhittat)', kind: 'residents' });

  await walk.visit(coordinator, `${HERE}/medlemmar/ny`);
  const council = await coordinator.locator('#organisation option', { hasText: 'Boenderådet på Kronogården' }).getAttribute('value');
  const member = {
    organisation: council, basis: 'choice', since: '2011-11-02', contribution: 'Lokal och kontakt med de boende',
    post: 'Ordförande', level: 'decide', mandate: 'Talar för rådet i frågor om gårdarna',
  };
  await walk.refusedTo(OTHERS, `${HERE}/medlemmar/ny`, member);
  await walk.blocked(coordinator, `${HERE}/medlemmar/ny`, {}, ['Välj en organisation som finns i registret.', 'Välj på vilken grund organisationen ingår.', 'Ange inträdesdag.']);
  await walk.open(coordinator, `${HERE}/medlemmar/ny`);
  await walk.blocked(coordinator, `${HERE}/medlemmar/ny`, { ...member, basis: 'assignment' }, 'Organisationen har inget uppdrag från regeringen här.');
  await walk.done(coordinator, `${HERE}/medlemmar/ny`, member);
  await walk.open(coordinator, HERE);
  await walk.expect(coordinator, 'Boenderådet på Kronogården (påhittat)');
  // An authority is bound by its assignment: nothing else will do, and the term's last day follows with it.
  await walk.open(coordinator, `${HERE}/medlemmar/ny`);
  const bound = { ...member, organisation: 'arbetsformedlingen', post: 'Arbetsförmedlingschef', mandate: 'Personal och insatser inom ramen', contribution: 'Handläggare på plats' };
  await walk.blocked(coordinator, `${HERE}/medlemmar/ny`, bound, 'Myndigheten har regeringens uppdrag att ingå.');
  await walk.done(coordinator, `${HERE}/medlemmar/ny`, { basis: 'assignment' });
  await walk.visit(coordinator, `${HERE}/medlemmar/arbetsformedlingen`);
  await walk.expect(coordinator, 'beslutet, Bakgrund');

  // The groups and the meeting.
  await walk.visit(coordinator, `${HERE}/grupper/ny`);
  const group = { kind: 'steering', name: 'Styrgruppen', purpose: 'Beslutar om gemensamma insatser.', since: '2011-11-02' };
  await walk.refusedTo(OTHERS, `${HERE}/grupper/ny`, group);
  await walk.blocked(coordinator, `${HERE}/grupper/ny`, group, 'Utse en ordförande.');
  await walk.done(coordinator, `${HERE}/grupper/ny`, { 'seat-kommun-1488': 'chair', [`seat-${council}`]: 'member' });
  await walk.visit(coordinator, `${HERE}/moten/nytt`);
  const meeting = {
    group: 'styrgruppen', held_on: '2011-11-10', place: 'Medborgarkontoret', participants: council, minutes: 'Rådet tog upp belysningen.',
    'decision-1': 'Se över belysningen på Kronogården.', 'responsible-1': council, 'due-1': '2011-12-15',
  };
  await walk.refusedTo(OTHERS, `${HERE}/moten/nytt`, meeting);
  await walk.blocked(coordinator, `${HERE}/moten/nytt`, { held_on: '2011-10-01', 'decision-1': 'Ett beslut utan ansvarig.' }, ['Mötet kan inte ha hållits före', 'Välj vem som ansvarar för beslutet']);
  await walk.done(coordinator, `${HERE}/moten/nytt`, meeting);
  await walk.open(coordinator, HERE);
  await walk.followAt(coordinator, `main a[href^="${HERE}/moten/"]:not([href$="nytt"])`);
  await walk.examine(coordinator);
  const minutes = new URL(coordinator.url()).pathname;
  await walk.refused(citizen, minutes, [200]); // led to sign-in
  await walk.expect(citizen, 'Logga in');
  await walk.refusedTo([...OTHERS, 'bostadsbolag-botkyrka'], `${minutes}/beslut/1`, { done_on: '2011-11-12' });
  await walk.blocked(coordinator, `${minutes}/beslut/1`, { done_on: '2011-11-01' }, 'Beslutet kan inte ha genomförts före mötet.');
  await walk.done(coordinator, `${minutes}/beslut/1`, { done_on: '2011-11-12', note: 'Sex nya stolpar.' });
  await walk.done(await walk.open(coordinator, `${minutes}/rattelse`), `${minutes}/rattelse`, { minutes: 'Rådet tog upp belysningen vid skolan.', reason: 'Platsen saknades.' });
  await walk.expect(coordinator, 'Platsen saknades.');

  // Members leave, and stand among those who were there. One bound by the assignment cannot leave before its last day.
  const bond = `${HERE}/medlemmar/arbetsformedlingen`;
  await walk.open(coordinator, bond);
  await walk.blocked(coordinator, `${bond}/uttrade`, { until: '2011-11-13', exit_reason: 'x' }, 'Uppdraget att ingå gäller till och med');
  await walk.open(coordinator, HERE);
  await walk.follow(coordinator, 'Boenderådet på Kronogården (påhittat)');
  const own = new URL(coordinator.url()).pathname;
  await walk.done(coordinator, `${own}/foretradare`, { post: 'Kassör', level: 'follow', mandate: 'Följer arbetet', representative_since: '2011-11-05' });
  await walk.done(coordinator, `${own}/uttrade`, { until: '2011-11-13', exit_reason: 'Rådet läggs ned.' });
  await walk.open(citizen, HERE);
  await walk.expect(citizen, 'till och med 13 november 2011');
  await walk.examine(citizen, 'a former member');

  // An authority's own representative speaks for it in its own municipality, and nowhere else.
  const agency = await walk.as('arbetsformedlingen-botkyrka');
  await walk.visit(agency, '/partnerskap/botkyrka');
  await walk.visit(agency, '/partnerskap/botkyrka/medlemmar/arbetsformedlingen');
  await walk.done(agency, '/partnerskap/botkyrka/medlemmar/arbetsformedlingen/foretradare', { post: 'Sektionschef', level: 'propose', mandate: 'Bereder insatser', representative_since: '2011-11-14' });
  await walk.expect(agency, 'Sektionschef');
  const partner = await walk.as('bostadsbolag-botkyrka');
  await walk.visit(partner, '/partnerskap/botkyrka');
  await walk.refusedTo(['bostadsbolag-botkyrka', 'samordnare-goteborg'], '/partnerskap/botkyrka/medlemmar/arbetsformedlingen/foretradare', { post: 'x', level: 'follow', mandate: 'x', representative_since: '2011-11-14' });
}
