// Step 4: two approvals in two procedures. Each party registers its own; neither can advance the other's; in force only when both are in.
const NACKA = '/avtal/nacka-2011';
const VAXJO = '/avtal/vaxjo-2011';
const HALMSTAD = '/avtal/halmstad-2011';
const SUNDSVALL = '/avtal/sundsvall-2011';
const BOARD = { version: '0', decided: '2011-11-07', paragraph: '§ 1' };
const STATE = { version: '0', decided: '2011-11-14', reference: 'x', acting: 'minister' };

export default async function (walk) {
  const secretary = await walk.as('sekreterare-nacka');
  const signatory = await walk.as('statsrad');
  const citizen = await walk.as(null);

  // Nacka: the State has approved. That is no reason for the board, which decides for itself.
  await walk.refused(citizen, NACKA, [404]);
  for (const path of [NACKA, `${NACKA}/godkannanden`]) { await walk.visit(secretary, path); }
  await walk.expect(secretary, 'Staten har godkänt, kommunstyrelsen inte än');
  await walk.refusedTo([null, 'statsrad', 'handlaggare', 'samordnare-nacka', 'attestant-nacka', 'sekreterare-botkyrka', 'administrator'], `${NACKA}/godkannanden/kommun`, BOARD);
  await walk.refusedTo([null, 'sekreterare-nacka', 'samordnare-nacka', 'handlaggare', 'attestant-nacka', 'administrator'], `${NACKA}/godkannanden/stat`, STATE);
  await walk.blocked(secretary, `${NACKA}/godkannanden/kommun`, { decided: '', paragraph: '', adjusted: '2011-11-10' }, ['Paragraf', 'Ange både dagen för justering och dagen för anslag']);
  await walk.done(secretary, `${NACKA}/godkannanden/kommun`, { decided: '2011-11-07', paragraph: '§ 112', adjusted: '', posted: '' });
  await walk.expect(secretary, 'Båda har godkänt, underskrift återstår');
  await walk.expect(secretary, 'Justering och anslag är inte registrerade.');
  // The minutes are adjusted and the notice posted: three weeks from then the decision can have legal force.
  await walk.blocked(secretary, `${NACKA}/godkannanden/kungorelse`, { adjusted: '2011-11-10', posted: '2011-11-09' }, 'före');
  await walk.done(secretary, `${NACKA}/godkannanden/kungorelse`, { adjusted: '2011-11-10', posted: '2011-11-11' });
  await walk.expect(secretary, 'Laga kraft tidigast 3 december 2011');
  await walk.examine(secretary, 'noticed');

  // The signature comes before legal force: somebody has to say that they know.
  await walk.visit(secretary, `${NACKA}/underskrifter`);
  await walk.refusedTo([null, 'statsrad', 'handlaggare', 'samordnare-nacka', 'sekreterare-botkyrka'], `${NACKA}/underskrifter/kommun`, { version: '0', on: '2011-11-14', place: 'Nacka', office: 'x' });
  await walk.refusedTo([null, 'sekreterare-nacka', 'handlaggare', 'samordnare-nacka'], `${NACKA}/underskrifter/stat`, { version: '0', on: '2011-11-14', place: 'Stockholm', office: 'x', acting: 'minister' });
  const ours = { place: 'Nacka', on: '2011-11-14', office: 'kommunstyrelsens ordförande' };
  await walk.blocked(secretary, `${NACKA}/underskrifter/kommun`, ours, 'laga kraft');
  await walk.done(secretary, `${NACKA}/underskrifter/kommun`, { ...ours, aware: true });
  await walk.expect(secretary, 'Undertecknat av kommunstyrelsens ordförande, Nacka');
  await walk.refused(citizen, NACKA, [404]);

  // The State signs through the one put in the minister's place: the delegation is needed and shown.
  await walk.visit(signatory, `${NACKA}/underskrifter`);
  const theirs = { place: 'Stockholm', on: '2011-11-14', office: 'statssekreteraren, i statsrådets ställe', acting: 'delegate' };
  await walk.blocked(signatory, `${NACKA}/underskrifter/stat`, theirs, 'elegation');
  const delegation = await signatory.locator('#delegation option').nth(1).getAttribute('value');
  await walk.done(signatory, `${NACKA}/underskrifter/stat`, { ...theirs, delegation });
  await walk.visit(citizen, NACKA);
  await walk.expect(citizen, 'Gäller');

  // Växjö: the board has approved. The State approves by delegation, which stands in the track with its office and number.
  await walk.visit(signatory, VAXJO);
  await walk.visit(signatory, `${VAXJO}/godkannanden`);
  await walk.expect(signatory, 'Kommunstyrelsen har godkänt, staten inte än');
  await walk.blocked(signatory, `${VAXJO}/godkannanden/stat/avslag`, { no_decided: '2011-11-14', no_reference: 'A2011/3188/IU', no_reason: '' }, 'Skriv skälet');
  if ((await signatory.inputValue('#no_reference')) !== 'A2011/3188/IU') { throw new Error('the refused no lost its reference'); }
  await walk.blocked(signatory, `${VAXJO}/godkannanden/stat`, { decided: '2011-11-14', reference: '', acting: 'delegate', delegation: '' }, ['nummer', 'elegation']);
  await walk.done(signatory, `${VAXJO}/godkannanden/stat`, { decided: '2011-11-14', reference: 'A2011/3189/IU', acting: 'delegate', delegation });
  await walk.expect(signatory, 'Statssekreteraren (demonstration), enligt A2011/12/IU (demonstration)');
  await walk.examine(signatory, 'approved by delegation');
  await walk.visit(signatory, '/avtal/bemyndiganden');
  await walk.refusedTo([null, 'handlaggare', 'sekreterare-nacka', 'samordnare-nacka'], '/avtal/bemyndiganden', { office: 'x', reference: 'x', decided_on: '2011-11-14' });
  await walk.blocked(signatory, '/avtal/bemyndiganden', {}, 'nummer');

  // What has been in force is never overwritten: an amendment is a new version, and the old one binds meanwhile.
  const coordinator = await walk.as('samordnare-halmstad');
  await walk.visit(coordinator, HALMSTAD);
  await walk.refusedTo([null, 'samordnare-nacka', 'sekreterare-halmstad', 'attestant-halmstad'], `${HALMSTAD}/andring`, { version: '0', reason: 'x' });
  await walk.blocked(coordinator, `${HALMSTAD}/andring`, { reason: '' }, 'Skriv skälet');
  await walk.done(coordinator, `${HALMSTAD}/andring`, { reason: 'Konferensen blir en studieresa.' });
  await walk.visit(coordinator, `${HALMSTAD}/versioner`);
  await walk.expect(coordinator, 'Ändring: Konferensen blir en studieresa.');
  await walk.open(citizen, HALMSTAD);
  await walk.expect(citizen, 'Du läser version 1.');
  // Prolonging it is one too: for a term that follows on the one agreed, and again for both to approve and sign.
  const prolongs = await walk.as('samordnare-sundsvall');
  await walk.visit(prolongs, SUNDSVALL);
  await walk.refusedTo([null, 'samordnare-nacka', 'sekreterare-sundsvall', 'attestant-sundsvall'], `${SUNDSVALL}/forlangning`, { version: '0', from: '2012-01-01', to: '2012-12-31', reason: 'x' });
  await walk.blocked(prolongs, `${SUNDSVALL}/forlangning`, { from: '2011-12-01', to: '2011-06-30', reason: '' }, ['Skriv skälet', '31 december 2011']);
  await walk.done(prolongs, `${SUNDSVALL}/forlangning`, { from: '2012-01-01', to: '2012-12-31', reason: 'Arbetet fortsätter ett år till.' });
  await walk.visit(prolongs, `${SUNDSVALL}/versioner`);
  await walk.expect(prolongs, 'Arbetet fortsätter ett år till.');
  await walk.examine(prolongs, 'prolonged');
  await walk.open(citizen, SUNDSVALL);
  await walk.expect(citizen, 'Du läser version 1.');
  // Ending it is for the board's secretary and the signatory.
  const other = await walk.as('sekreterare-trollhattan');
  await walk.open(other, '/avtal/trollhattan-2011');
  await walk.refusedTo([null, 'samordnare-trollhattan', 'handlaggare', 'sekreterare-nacka'], '/avtal/trollhattan-2011/upphorande', { version: '0', last_day: '2011-12-31', reference: 'x', reason: 'x' });
  await walk.blocked(other, '/avtal/trollhattan-2011/upphorande', { last_day: '', reference: 'KS 2011/9', reason: 'Kommunen går in i ett annat program.' }, 'sista dag');
  if ((await other.inputValue('#reason-upphorande')) !== 'Kommunen går in i ett annat program.') { throw new Error('the refused ending lost its reason'); }
  // The other language is one click away also where a form was refused: it leads to the page the form stood on.
  await walk.followAt(other, '.head-own a[hreflang=en]');
  await walk.expect(other, 'Trollhättan');
}
