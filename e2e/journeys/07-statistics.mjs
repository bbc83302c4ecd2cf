// Step 7: a delivery with faults is tried and refused whole; the figures are read and compared, and what is lacking has an owner.
const HEADER = 'omrade;ar;indikator;grupp;taljare;namnare;status';
const delivery = (...rows) => ({ name: 'leverans.csv', mimeType: 'text/csv', buffer: Buffer.from([HEADER, ...rows, ''].join('\n')) });

export default async function (walk) {
  const page = await walk.as('statistiker');
  for (const path of ['/statistik', '/statistik/forvarvsarbetande', '/statistik/jamfor', '/statistik/luckor', '/statistik/leveranser', '/statistik/import']) {
    await walk.visit(page, path);
  }
  await page.locator('input[type=file]').first().setInputFiles(delivery('1270001;2010;forvarvsarbetande;alla;9000;1500;', '01270001;2010;okand;alla;1;2;'));
  await Promise.all([
    page.waitForResponse((r) => r.request().method() === 'POST'),
    page.locator('form[enctype="multipart/form-data"] button').first().click(),
  ]);
  await page.waitForLoadState('load');
  await walk.axe(page, 'desktop, a delivery with faults');
  await walk.expect(page, '1270001');
  await walk.expect(page, 'okand');
}
