// A citizen reads: the start page, a district, search, help; by keyboard and without script.
export default async function (walk) {
  const page = await walk.as(null);
  for (const path of ['/', '/stadsdelar', '/kommuner', '/kommuner/botkyrka', '/sok?q=alby', '/hjalp', '/hjalp/ordlista', '/hjalp/tillganglighet', '/uppgifter', '/diarium', '/inloggning']) {
    await walk.visit(page, path);
  }
  await page.goto(`${walk.base}/`);
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
  const missing = await page.goto(`${walk.base}/finns-inte`);
  if (missing.status() !== 404) { throw new Error(`an unknown address answers ${missing.status()}`); }
  await walk.examine(page);
  await walk.refused(page, '/journal', [200]); // led to sign-in
  await walk.expect(page, 'Logga in');
}
