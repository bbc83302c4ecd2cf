// Step 11: agreement, plan, report and compilation as PDF/A-2a and PDF/UA-1, and figures as XLSX and CSV with their codes' zeros, for those who may see them.
import { inflateRawSync } from 'node:zlib';

const PDFS = ['/avtal/botkyrka-2011/pdf', '/stadsdelsplaner/bergsjon-2011/pdf', '/redovisningar/gavle-2011/pdf', '/sammanstallning/2011/pdf'];

// The files of a ZIP archive by name, from its central directory.
function unzip(bytes) {
  const files = new Map();
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [size, name, extra, comment, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), (bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return files;
}

export default async function (walk) {
  const fetched = async (login, path, kind) => {
    const answer = await walk.fetch(login, path);
    const type = answer.headers['content-type'] ?? '';
    if (answer.status !== 200 || !type.startsWith(kind)) { throw new Error(`${path} answered ${answer.status} ${type} to ${login ?? 'nobody'}`); }
    return answer.body;
  };

  for (const path of PDFS) {
    const pdf = (await fetched(null, path, 'application/pdf')).toString('latin1');
    if (!pdf.startsWith('%PDF-')) { throw new Error(`${path} is no PDF`); }
    for (const [what, mark] of [
      ['PDF/A part 2', /pdfaid:part>\s*2\s*<|pdfaid:part="2"/], ['conformance A', /pdfaid:conformance>\s*A\s*<|pdfaid:conformance="A"/],
      ['PDF/UA-1', /pdfuaid:part>\s*1\s*<|pdfuaid:part="1"/], ['a title', /<dc:title>/], ['Swedish', /<rdf:li>sv<|dc:language/],
    ]) {
      if (!mark.test(pdf)) { throw new Error(`${path} does not say that it has ${what}`); }
    }
  }

  const csv = (await fetched(null, '/sammanstallning/2011/csv', 'text/csv')).toString('utf8');
  if (!csv.startsWith('\uFEFF') || !/[;"]0127[;"]/.test(csv)) { throw new Error('the compilation as CSV has lost its mark or the zero of 0127'); }
  const sheets = unzip(await fetched(null, '/sammanstallning/2011/xlsx', 'application/vnd.openxmlformats'));
  const strings = sheets.get('xl/sharedStrings.xml') ?? '';
  if (!/<t[^>]*>0127<\/t>/.test(strings)) { throw new Error('0127 is not kept as text in the workbook'); }
  if (![...sheets.values()].some((xml) => xml.includes('yntetisk'))) { throw new Error('the workbook does not say that its figures are synthetic'); }
  for (const path of ['/statistik/export.csv', '/stadsdelar/koder.csv', '/diarium/fil.csv']) { await fetched(null, path, 'text/csv'); }
  const open = (await fetched(null, '/statistik/export.csv', 'text/csv')).toString('utf8');
  if (!open.includes('01270001') || !open.includes('syntetisk')) { throw new Error('the open figures have lost a zero or their mark'); }

  // What somebody may not see does not exist for them, as a document either; the whole figures are for those who deliver.
  for (const [login, path] of [
    [null, '/stadsdelsplaner/rosengard-2011/pdf?version=9'], ['samordnare-goteborg', '/redovisningar/huddinge-2011/pdf'], [null, '/redovisningar/huddinge-2011/pdf'],
    [null, '/avtal/boras-2011/pdf'], ['samordnare-goteborg', '/avtal/boras-2011/pdf'],
  ]) {
    const { status } = await walk.fetch(login, path);
    if (status !== 404) { throw new Error(`${path} answered ${status} to ${login ?? 'nobody'}`); }
  }
  for (const [login, wanted] of [[null, 303], ['handlaggare', 403], ['utvarderare', 403], ['statistiker', 200]]) {
    const { status } = await walk.fetch(login, '/statistik/underlag.csv');
    if (status !== wanted) { throw new Error(`the whole figures answered ${status} to ${login ?? 'nobody'}, expected ${wanted}`); }
  }
  await fetched('sekreterare-boras', '/avtal/boras-2011/pdf', 'application/pdf');

  // Every document is in the register, where the desk officer corrects an entry without overwriting it.
  const citizen = await walk.as(null);
  await walk.visit(citizen, '/diarium');
  await walk.followAt(citizen, 'main tbody th a');
  const entry = new URL(citizen.url()).pathname;
  await walk.refusedTo([null, 'statsrad', 'attestant-botkyrka', 'statistiker', 'utvarderare', 'administrator'], `${entry}/rattelse`, { title: 'x', note: 'x' });
  const officer = await walk.as('handlaggare');
  await walk.visit(officer, '/diarium?serie=');
  await walk.open(officer, entry);
  if ((await officer.locator(`form[action="${entry}/rattelse"]`).count()) > 0) {
    await walk.blocked(officer, `${entry}/rattelse`, { note: '' }, 'Skriv varför raden rättas');
  }
  await walk.examine(officer);
}
