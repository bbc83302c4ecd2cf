// Step 7: a delivery with decimal comma and byte order mark is tried, shown as a difference, taken in, and the same again changes nothing; one with faults is
// refused whole, each fault with row, column, value, rule and remedy.
const IMPORT = '/statistik/import';
const BOM = '\uFEFF';
const HEADER = 'omrade;ar;indikator;grupp;taljare;namnare;status';
const NOT_THEIRS = [null, 'handlaggare', 'statsrad', 'attestant-botkyrka', 'sekreterare-botkyrka', 'arbetsformedlingen-botkyrka', 'bostadsbolag-botkyrka', 'utvarderare', 'administrator'];

const file = (text, name = 'leverans.csv') => ({ file: { name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') } });
const rows = (...lines) => [HEADER, ...lines, ''].join('\r\n');

export default async function (walk) {
  const page = await walk.as('statistiker');
  for (const path of ['/statistik', '/statistik/forvarvsarbetande', '/statistik/jamfor?indikator=forvarvsarbetande&stadsdel=alby', '/statistik/luckor', '/statistik/leveranser', IMPORT]) {
    await walk.visit(page, path);
  }
  await walk.blocked(page, IMPORT, {}, 'Ingen fil är vald.');

  // What stands there now, as the deliverer has it: two figures are changed, written as Swedes write them.
  const whole = (await walk.fetch('statistiker', '/statistik/underlag.csv')).body.toString('utf8');
  if (!whole.startsWith(BOM)) { throw new Error('the whole file does not begin with a byte order mark'); }
  const stands = whole.split(/\r?\n/).filter((line) => /^0127000[124];2009;forvarvsarbetande;alla;\d+;\d+;/.test(line.replaceAll('"', ''))).slice(0, 2).map((line) => line.replaceAll('"', '').split(';'));
  if (stands.length !== 2) { throw new Error('the whole file has no figures for Alby 2009'); }
  const changed = stands.map(([area, year, indicator, group, x, n]) => `${area};${year};${indicator};${group};${Number(x) - 3},0;${n},0;`);
  const good = BOM + rows(...changed);

  // Wrong in every column: all of it is said at once, and nothing is taken.
  const before = await deliveries(walk, page);
  await walk.open(page, IMPORT);
  const faulty = rows(changed[0], '1270001;2010;forvarvsarbetande;alla;9000;1500;', '01270001;10;okand;barn;1,5;2;', '01270002;2010;forvarvsarbetande;alla;x;1500;kanske', '99990001;2010;forvarvsarbetande;alla;1;2;');
  if ((await walk.send(page, IMPORT, { file: file(faulty, 'fel.csv') })) !== 422) { throw new Error('a faulty delivery was not refused'); }
  for (const words of ['1270001', '01270001', 'har förlorat sin inledande nolla', 'Skriv 01270001', 'okand', 'finns inte i registret', 'Kända nycklar', 'barn', 'Gruppen', 'är inget år', 'är inget tal', 'ingen känd status', '99990001', 'Rätta dem i filen']) {
    await walk.expect(page, words);
  }
  const faults = await page.locator('main table').first().locator('tbody tr').count();
  if (faults < 7) { throw new Error(`${faults} faults were shown, not every one`); }
  if ((await page.locator('form[action$="/bekraftelse"]').count()) > 0) { throw new Error('a faulty delivery can be confirmed'); }
  await walk.examine(page, 'faults');
  if ((await deliveries(walk, page)) !== before) { throw new Error('a refused delivery left something'); }

  // The good one: tried, shown, given up, tried again, taken.
  await walk.open(page, IMPORT);
  if ((await walk.send(page, IMPORT, { file: file(good) })) !== 200) { throw new Error(`a sound delivery was refused: ${await walk.faults(page)}`); }
  await walk.expect(page, 'Väntar på att du bekräftar');
  await walk.expect(page, `${stands[0][0]}`);
  await walk.examine(page, 'tried');
  const confirm = await page.locator('form[action$="/bekraftelse"]').getAttribute('action');
  await walk.refusedTo([...NOT_THEIRS, 'samordnare-goteborg', 'samordnare-botkyrka'], confirm);
  await walk.done(page, confirm.replace('bekraftelse', 'angra'));
  await walk.expect(page, 'Inget sparades.');
  await walk.send(page, IMPORT, { file: file(good) });
  await walk.done(page, '/bekraftelse');
  await walk.expect(page, 'Filen är intagen.');
  await walk.expect(page, 'Siffror som ersattes');
  await walk.examine(page);
  if ((await deliveries(walk, page)) !== before + 1) { throw new Error('the delivery does not stand in the list'); }
  const after = (await walk.fetch('statistiker', '/statistik/underlag.csv')).body.toString('utf8').replaceAll('"', '');
  if (!after.includes(`${stands[0][0]};2009;forvarvsarbetande;alla;${Number(stands[0][4]) - 3};`)) { throw new Error('the new figure is not in the data'); }

  // The same again is a no-op, whatever the separator and the language.
  const english = ['area,year,indicator,group,numerator,denominator,status', ...stands.map(([area, year, indicator, , x, n]) => `${area},${year},${indicator},all,${Number(x) - 3},${n},`), ''].join('\n');
  const tabs = rows(...changed).replaceAll(';', '\t');
  for (const [name, text] of [['igen.csv', good], ['english.csv', english], ['tabs.txt', tabs]]) {
    await walk.open(page, IMPORT);
    await walk.send(page, IMPORT, { file: file(text, name) });
    await walk.expect(page, 'Filen ändrar ingenting');
  }
  await walk.examine(page, 'no change');
  if ((await deliveries(walk, page)) !== before + 1) { throw new Error('a re-import left something'); }

  // A municipality delivers about its own areas only; others do not deliver at all.
  const coordinator = await walk.as('samordnare-goteborg');
  await walk.visit(coordinator, IMPORT);
  await walk.send(coordinator, IMPORT, { file: file(good) });
  await walk.expect(coordinator, 'Du levererar inte om');
  for (const login of ['handlaggare', 'attestant-botkyrka', 'utvarderare']) { await walk.refused(await walk.as(login), IMPORT, [403]); }

  // Norrköping's own key codes need the municipality's consent before anybody else delivers.
  const nyko = rows('NYKO0581-412;2009;forvarvsarbetande;alla;700;1500;');
  await walk.open(page, IMPORT);
  await walk.send(page, IMPORT, { file: file(nyko, 'nyko.csv') });
  await walk.expect(page, 'Kommunen har inte medgett');
  const norrkoping = await walk.as('samordnare-norrkoping');
  await walk.visit(norrkoping, IMPORT);
  await walk.refusedTo([...NOT_THEIRS, 'statistiker', 'samordnare-goteborg'], `${IMPORT}/medgivande`, { municipality: '0581', given_on: '2011-11-10', reference: 'KS 2011/123' });
  await walk.blocked(norrkoping, `${IMPORT}/medgivande`, { given_on: '' }, ['Datum saknas.', 'Hänvisning saknas.']);
  await walk.done(norrkoping, `${IMPORT}/medgivande`, { given_on: '2011-11-10', reference: 'KS 2011/123' });
  await walk.open(page, IMPORT);
  await walk.send(page, IMPORT, { file: file(nyko, 'nyko.csv') });
  await walk.expectNot(page, 'Kommunen har inte medgett');

  // What is lacking has an owner, who may be another than the rule says.
  await walk.open(page, '/statistik/luckor');
  const gap = await page.locator('main tbody a[href^="/statistik/luckor/"]').first().getAttribute('href');
  await walk.visit(page, gap);
  await walk.refusedTo([null, 'statsrad', 'attestant-botkyrka', 'sekreterare-botkyrka', 'arbetsformedlingen-botkyrka', 'utvarderare', 'administrator'], `${gap}/kommentar`, { comment: 'x' });
  await walk.blocked(page, `${gap}/kommentar`, { comment: '' }, 'kommentar');
  await walk.done(page, `${gap}/kommentar`, { comment: 'Beställd hos källan.' });
  const officer = await walk.as('handlaggare');
  await walk.open(officer, gap);
  await walk.expect(officer, 'Beställd hos källan.');
}

async function deliveries(walk, page) {
  await walk.open(page, '/statistik/leveranser');
  return page.locator('main tbody tr').count();
}
