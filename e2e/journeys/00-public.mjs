// A citizen reads: the start page, a district, search, help; by keyboard, without script, in English.
export default async function (walk) {
  const page = await walk.as(null);
  for (const path of ['/', '/stadsdelar', '/kommuner', '/kommuner/botkyrka', '/sok?q=alby', '/hjalp', '/hjalp/ordlista', '/hjalp/tillganglighet', '/uppgifter', '/diarium', '/inloggning']) {
    await walk.visit(page, path);
  }
  await walk.open(page, '/');
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement?.getAttribute('href'));
  if (first !== '#innehall') { throw new Error(`the first stop of the keyboard is ${first}, not the way to the content`); }
  await page.keyboard.press('/');
  const focused = await page.evaluate(() => document.activeElement?.id);
  if (focused !== 'sok') { throw new Error(`"/" focuses ${focused}`); }
  await page.keyboard.type('hjäll');
  await Promise.all([page.waitForURL('**/sok?q=*'), page.keyboard.press('Enter')]);
  await walk.expect(page, 'Hjällbo');

  const plain = await walk.as(null, { javaScriptEnabled: false });
  const response = await plain.goto(`${walk.base}/stadsdelar/alby`);
  if (response.status() !== 200) { throw new Error(`the district answers ${response.status()} without script`); }

  await walk.refused(page, '/finns-inte', [404]);
  await walk.examine(page, 'not found');
  await walk.open(page, '/journal'); // led to sign-in, and from there on to what was asked for
  await walk.expect(page, 'Logga in');
  await page.fill('#login', 'administrator');
  await page.fill('#losenord', 'fel');
  await page.locator('form.narrow button[type=submit]').click();
  await walk.examine(page, 'wrong password');
  await page.fill('#losenord', 'stadsdel');
  await Promise.all([page.waitForURL('**/journal'), page.locator('form.narrow button[type=submit]').click()]);

  const english = await walk.as(null);
  await walk.open(english, '/stadsdelar/alby');
  await walk.followAt(english, '.head-own a[hreflang=en]');
  await walk.expect(english, 'A district in Botkyrka');
  await walk.examine(english, 'in English');
}
