#!/usr/bin/env node
// Can somebody say that they are away, and who stands in, on a desk and on a phone; does the one who stands in see it; and can whoever
// supervises end it?
import { signIn } from './staff.mjs';
import { Walk, done, ok } from './walk.mjs';

const day = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);

async function as(walk, role) {
  await walk.context.clearCookies();
  await signIn(walk, 'admin', role, role === 'security_admin' ? '00' : '44');
}

for (const [name, width, scripts] of [['desk', 1280, true], ['phone', 360, true], ['plain', 360, false]]) {
  const walk = await new Walk(name, width, scripts, 'zh-CN', 'all').open();
  const { page } = walk;
  await as(walk, 'agent');
  await walk.go('/admin/');
  await page.locator('main a[href="/admin/absence"]').first().click();
  await walk.look('own');
  await page.fill('#f-first_day', day);
  await page.fill('#f-last_day', day);
  await walk.next();
  ok(await page.locator('#e-delegate').isVisible() && await page.inputValue('#f-last_day') === day, `${name}: who stands in must be said, and the days stay`);
  await walk.look('refused');
  await page.locator('#f-delegate').selectOption({ label: '张强（坐席）' });
  await walk.next();
  ok(/您已登记不在岗.*代理人\s*张强/s.test(await page.textContent('main')), `${name}: it is entered`, await page.textContent('main'));
  await walk.look('entered');
  await walk.go('/admin/');
  ok((await page.textContent('main')).includes('您已登记不在岗'), `${name}: the queue says so`);
  await walk.look('queue');

  await as(walk, 'supervisor');
  await walk.go('/admin/absence');
  await page.locator('#p-person').selectOption({ label: '李娜（坐席）' });
  await page.locator('main form[method=get] button').click();
  await page.waitForLoadState();
  await walk.look('supervisor');
  await page.locator('form[action$="/end"] button').first().click();
  await page.waitForLoadState();
  ok(/已提前结束.*杨明/s.test(await page.textContent('main')), `${name}: whoever supervises ends it`, await page.textContent('main'));
  if (width > 360) {
    await as(walk, 'security_admin');
    await walk.go('/admin/people?q=agent441');
    await page.locator('main a[href^="/admin/people/"]').first().click();
    ok((await page.textContent('main')).includes('不在岗记录'), `${name}: it stands on the page of the person`);
    await walk.look('person');
  }
  await walk.close();
}
await done();
