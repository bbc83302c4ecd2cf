// Step 2: the offers with their dispatch list and receipts.
export default async function (walk) {
  const officer = await walk.as('handlaggare');
  await walk.visit(officer, '/program/lua-2011/erbjudanden');
  await walk.expect(officer, 'Stockholm');
  await walk.visit(officer, '/program/lua-2011/erbjudanden/stockholm');
  const coordinator = await walk.as('samordnare-stockholm');
  await walk.visit(coordinator, '/program/lua-2011/erbjudanden/stockholm');
}
