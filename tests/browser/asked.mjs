#!/usr/bin/env node
// The question of the last step in a browser: started by tests/alone/flood_test.py on a stack where this address filed much.
import { Walk, done, ok } from './walk.mjs';

async function ready(walk, phone) {
  const { page } = walk;
  await walk.go('/ticket/new?kind=complaint');
  await walk.next();
  await page.selectOption('select[name=region]', '440300');
  await walk.next();
  await page.check('input[name=region][value="440304"]');
  await walk.next();
  await page.selectOption('select[name=item]', '3102');
  await walk.next();
  await page.fill('textarea[name=content]', '昨晚打车从机场回家，司机绕路多收了六十块钱');
  await walk.next();
  await walk.next();
  await page.fill('input[name=phone]', phone);
  await page.check('input[name=reply_by][value=web]');
  await page.check('input[name=consent]');
  await walk.next();
}

const filed = async (page) => /JT[\d\s]{22,}/.test(await page.textContent('main'));

for (const [name, width, locale] of [['360', 360, 'zh-CN'], ['1280-en', 1280, 'en']]) {
  const walk = await new Walk(`question ${name}`, width, true, locale, 'all').open();
  const { page } = walk;
  await ready(walk, '13700000001');
  await page.locator('#asked-state').filter({ hasText: /./ }).waitFor();
  ok(!await page.isVisible('#f-answer'), `${walk.name}: with the script nobody need answer`);
  ok(await page.getAttribute('#asked-state', 'role') === 'status', `${walk.name}: how far it is, is a status message`);
  await page.waitForFunction(() => document.querySelector('[name=altcha]').value);
  await walk.look('answered');
  await walk.next();
  ok(await filed(page), `${walk.name}: the answer of the script files the matter`);
  await walk.close();
}

{
  const walk = await new Walk('question hasty', 360, true, 'zh-CN', 'all').open();
  await ready(walk, '13700000002');
  await walk.page.evaluate(() => document.querySelector('main form button').click());
  await walk.page.waitForURL('**/ticket/receipt');
  ok(await filed(walk.page), `${walk.name}: who presses before the script is done is waited for`);
  await walk.close();
}

{
  const walk = await new Walk('question without worker', 360, true, 'zh-CN', 'all').open();
  await walk.page.addInitScript(() => { window.Worker = undefined; });
  await ready(walk, '13700000003');
  ok(await walk.page.isVisible('#f-answer'), `${walk.name}: the question stays where the script cannot answer`);
  await walk.next();
  ok(await walk.page.locator('.govuk-error-summary a[href="#f-answer"]').count() === 1, `${walk.name}: and is asked for`);
  await walk.look('error');
  await walk.close();
}

{
  const walk = await new Walk('question told', 360, true, 'zh-CN', 'all').open();
  await ready(walk, '13700000004');
  await walk.page.evaluate(() => { const form = document.querySelector('main form'); form.elements.answer.value = '99'; form.elements.altcha.remove(); form.submit(); });
  await walk.page.waitForSelector('.govuk-error-summary');
  ok(await walk.page.isVisible('#f-answer'), `${walk.name}: an error that leads to the question finds it, scripts or not`);
  await walk.page.waitForFunction(() => document.querySelector('[name=altcha]').value);
  await walk.next();
  ok(await filed(walk.page), `${walk.name}: and the script has answered meanwhile`);
  await walk.close();
}

{
  const walk = await new Walk('question no-script', 360, false).open();
  await ready(walk, '13700000005');
  await walk.look('question');
  const [, a, b] = /请问，(.)加(.)等于多少/.exec(await walk.page.textContent('main'));
  const digits = '零一二三四五六七八九';
  await walk.page.getByLabel(/请问/).fill(String(digits.indexOf(a) + digits.indexOf(b)));
  await walk.next();
  ok(await filed(walk.page), `${walk.name}: without scripts the sum files it`);
  await walk.close();
}
await done();
