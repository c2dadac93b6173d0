#!/usr/bin/env node
// Can an administrator find, in a long catalogue of responsibilities, what a unit takes, and take one out, by keys and on a phone?
import { signIn } from './staff.mjs';
import { Walk, done, ok } from './walk.mjs';

const rows = (page) => page.locator('main tbody tr').count();
const drops = 'form:has(input[name=how][value=drop]) button';

for (const [name, width, scripts] of [['desk', 1280, true], ['phone', 360, false]]) {
  const walk = await new Walk(name, width, scripts, 'zh-CN', 'all').open();
  const { page } = walk;
  await signIn(walk, 'admin', 'province_admin', '44');
  await walk.go('/admin/duties');
  for (const item of ['3102', '3103']) {
    await page.locator('select[name=unit]').selectOption('440300-01');
    await page.locator('select[name=item]').selectOption(item);
    await page.locator('select[name=region]').selectOption('440300');
    await walk.next();
  }
  await walk.go('/admin/duties');
  const all = await rows(page);
  await walk.look('all');
  await page.focus('#f-look_unit');
  await page.locator('#f-look_unit').selectOption('440300-01');
  await page.locator('#f-look_item').selectOption('3103');
  await page.locator('.hotline-filter button').click();
  await page.waitForLoadState();
  ok(await rows(page) === 1 && all > 1, `${name}: just what was looked for is listed`, `${await rows(page)} of ${all}`);
  ok(await page.inputValue('#f-look_unit') === '440300-01', `${name}: and what was looked for stays chosen`);
  await walk.look('looked');
  await page.locator(drops).click();
  await page.waitForLoadState();
  ok((await page.textContent('main')).includes('没有符合条件') && page.url().includes('look_item=3103'), `${name}: taken out, there is none of the kind`, page.url());
  await walk.look('none');
  await walk.go('/admin/duties?look_unit=440300-01&look_item=3102');
  await page.locator(drops).click();
  await page.waitForLoadState();
  await walk.close();
}
await done();
