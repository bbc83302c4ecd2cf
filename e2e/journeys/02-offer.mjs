// Step 2: the State sends Stockholm, which the list of addressees leaves out, its offer; the municipality notes when it came and answers.
const OFFERS = '/program/lua-2011/erbjudanden';
const OFFER = `${OFFERS}/stockholm`;

export default async function (walk) {
  const coordinator = await walk.as('samordnare-stockholm');
  await walk.visit(coordinator, OFFER, 'not sent');
  await walk.expect(coordinator, 'Regeringskansliets handläggare skickar erbjudandena.');

  const officer = await walk.as('handlaggare');
  await walk.open(officer, '/mitt');
  await walk.followAt(officer, `main a[href="${OFFER}"]`);
  await walk.refusedToOthers(['handlaggare'], `${OFFER}/sandning`, { comment: 'x', finding: 'missing-addressee-0180' });
  await walk.blocked(officer, `${OFFER}/sandning`, {}, ['Bekräfta att sändningen stöder sig på fyndet', 'Skriv varför erbjudandet skickas']);
  await walk.done(officer, `${OFFER}/sandning`, { finding: true, comment: 'Kommunen omfattas av beslutet enligt fyndet.' });
  await walk.expect(officer, 'Erbjudandet är skickat.');

  await walk.open(coordinator, '/mitt');
  await walk.followAt(coordinator, `main a[href="${OFFER}"]`);
  await walk.refusedTo([null, 'handlaggare', 'samordnare-goteborg', 'attestant-stockholm', 'sekreterare-stockholm', 'statsrad'], `${OFFER}/mottagande`, { version: '1', day: '2011-11-14' });
  await walk.blocked(coordinator, `${OFFER}/mottagande`, { day: '2099-01-01' }, 'Dagen ligger framåt i tiden.');
  await walk.done(coordinator, `${OFFER}/mottagande`, { day: '2011-11-14' });
  await walk.examine(coordinator, 'received');

  await walk.refusedTo([null, 'handlaggare', 'samordnare-goteborg', 'attestant-stockholm', 'sekreterare-stockholm', 'statsrad'], `${OFFER}/svar`, { version: '2', answer: 'accepted', day: '2011-11-14' });
  await walk.blocked(coordinator, `${OFFER}/svar`, {}, 'Välj om kommunen vill överlägga eller avböjer.');
  await walk.done(coordinator, `${OFFER}/svar`, { answer: 'accepted', day: '2011-11-14', comment: 'Kommunstyrelsens utskott har ställt sig bakom överläggningar.' });
  await walk.expect(coordinator, 'vill överlägga');
  await walk.examine(coordinator, 'answered');

  // The answer opens the deliberation for the two parties, and for them alone; the dispatch list has its receipt.
  await walk.follow(coordinator, 'Öppna avtalet för 2011');
  await walk.expect(coordinator, 'Överläggning pågår');
  const citizen = await walk.as(null);
  await walk.refused(citizen, '/avtal/stockholm-2011', [404]);
  await walk.visit(citizen, OFFERS);
  await walk.expect(citizen, 'vill överlägga: 21');
  await walk.visit(officer, OFFERS, 'all sent');
}
