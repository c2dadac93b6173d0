#!/usr/bin/env node
// The page that asks for the code of a phone, looked at as the tour looks at the others. Its stack has rules that want it, so a test
// that has one runs this: tests/alone/phone_check_test.py.
import { Walk, done } from './walk.mjs';
import { judged } from './judged.mjs';

let phone = 13500000900;

async function toThePhone(walk) {
  const { page } = walk;
  await walk.go('/ticket/new?kind=complaint');
  await walk.next();
  await page.selectOption('select[name=region]', '320100');
  await walk.next();
  if (page.url().endsWith('/county')) await walk.next();
  await page.selectOption('select[name=item]', '3102');
  await walk.next();
  await page.fill('textarea[name=content]', '昨晚打车从机场回家，司机绕路多收了六十块钱。');
  await walk.next();
  await walk.alone(() => {});
  if (page.url().endsWith('/files')) await walk.next();
  phone += 1;
  await page.fill('input[name=phone]', String(phone));
  await page.check('input[name=reply_by][value=phone]');
  await page.check('input[name=consent]');
  await walk.next();
  await walk.next();
}

for (const [name, width, locale, elder] of [['phone', 360, 'zh-CN', false], ['desk', 1280, 'en-GB', false], ['elder', 320, 'zh-CN', true]]) {
  const walk = await new Walk(`verify-${name}`, width, true, locale, 'all').open();
  const look = judged(walk);
  if (elder) await walk.go('/prefs?elder=1&back=/');
  await toThePhone(walk);
  await look('verify');
  await walk.page.fill('input[name=sms_code]', '000000');
  await walk.next();
  await look('verify-error');
  await walk.close();
}
await done();
