// Step 11: documents as PDF and figures as XLSX and CSV, for those who may see them.
export default async function (walk) {
  const citizen = await walk.as(null);
  const fetched = async (path) => citizen.context().request.get(walk.base + path, { timeout: 120000 });
  for (const [path, kind] of [
    ['/avtal/botkyrka-2011/pdf', 'application/pdf'],
    ['/redovisningar/gavle-2011/pdf', 'application/pdf'],
    ['/sammanstallning/2011/csv', 'text/csv'],
    ['/sammanstallning/2011/xlsx', 'application/vnd.openxmlformats'],
  ]) {
    const response = await fetched(path);
    const type = response.headers()['content-type'] ?? '';
    if (response.status() !== 200 || !type.startsWith(kind)) { throw new Error(`${path} answered ${response.status()} ${type}`); }
  }
  const draft = await fetched('/stadsdelsplaner/alby-2011/pdf');
  if (draft.status() !== 404) { throw new Error(`a draft's PDF answered ${draft.status()} to a citizen`); }
  await walk.visit(citizen, '/diarium');
}
