#!/usr/bin/env node
// Can tickets be taken, given on and found again by keys alone, on a desk and on a phone, with scripts and without?
import { signIn, throwAway } from './staff.mjs';
import { Walk, done, ok } from './walk.mjs';

// On by Tab until what has the focus is what is looked for.
async function tabTo(page, selector) {
  for (let tries = 0; tries < 120; tries += 1) {
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return true;
    await page.keyboard.press('Tab');
  }
  return false;
}

const bar = (page) => page.textContent('main .hotline-bar');
const press = (page, key) => Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);

let number = '';
{
  const walk = await new Walk('keys', 1280, true).open();
  const { page } = walk;
  await signIn(walk, 'admin', 'agent', '44');
  await throwAway(walk);
  for (let n = 1; n <= 3; n += 1) {
    await walk.go('/admin/intake');
    await page.evaluate(() => sessionStorage.clear());
    await page.waitForFunction(() => document.activeElement.id === 'f-item-pick');
    for (const key of ['s', 'w', 'Tab', 's', 'z', 'Tab']) await page.keyboard.press(key);
    await page.keyboard.insertText(`第 ${n} 位乘客的背包落在出租车上，请代为查找。`);
    await page.keyboard.press('Alt+5');
    await Promise.all([page.waitForURL(/\/admin\/ticket\/JT/), page.keyboard.press('Control+Enter')]);
  }
  await walk.go('/admin/?state=accepted&person=nobody');
  await page.keyboard.press('j');
  await press(page, 'Enter');
  number = page.url().split('/').at(-1);
  ok((await bar(page)).includes('待认领'), 'keys: what nobody has says so');
  await walk.look('free');
  await press(page, 't');
  ok(page.url().endsWith(number) && /经办人\s*李娜/.test(await bar(page)), 'keys: T takes it', await bar(page));
  ok(await page.locator('button[data-take]').count() === 0, 'keys: what is the own already is not taken again');
  await walk.look('taken');

  await walk.go('/admin/?state=accepted');
  await page.focus('#f-person');
  await page.keyboard.press('ArrowDown');
  ok(await tabTo(page, '.hotline-filter button'), 'keys: the filter is reached');
  await press(page, 'Enter');
  const mine = await page.locator('a[data-row]').allTextContents();
  ok(page.url().includes('person=mine') && mine.includes(number), 'keys: the own ones are found by keys', page.url());
  await walk.look('mine');

  await walk.go('/admin/?state=accepted&person=nobody');
  const free = (await page.locator('a[data-row]').allTextContents()).slice(0, 2);
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
  ok(await tabTo(page, 'button[name=move][value=assigned]'), 'keys: giving many is reached');
  await press(page, 'Enter');
  ok((await page.locator('input[name=pick]').count()) === 2, 'keys: the two are looked over');
  await walk.look('bulk');
  ok(await tabTo(page, '#f-person'), 'keys: whom to give them to is reached');
  await page.keyboard.press('ArrowDown');
  ok(await page.locator('#f-person option:checked').textContent().then((t) => t.includes('张强')), 'keys: a name is chosen');
  await tabTo(page, 'main form[method=post] button');
  await press(page, 'Enter');
  ok(/已处理\s*2/.test(await page.textContent('main')), 'keys: both are given', await page.textContent('main'));
  await walk.look('given');
  await walk.go(`/admin/ticket/${free[0]}`);
  ok(/经办人\s*张强/.test(await bar(page)), 'keys: and each says so');
  await walk.close();
}

for (const [name, width, scripts] of [['phone', 360, true], ['plain', 360, false]]) {
  const walk = await new Walk(name, width, scripts).open();
  const { page } = walk;
  await signIn(walk, 'admin', 'agent', '44');
  await walk.go(`/admin/ticket/${number}`);
  const form = page.locator('form[action$="/assigned"]:has(select)');
  if (!await form.isVisible()) await page.locator('details:has(form[action$="/assigned"]) > summary').click();
  await form.locator('button').click();
  ok((await page.textContent('main')).includes('请选择负责这件工单'), `${name}: to whom must be said`, (await page.textContent('.govuk-error-summary')));
  await walk.look('refused');
  await page.locator('#f-person').selectOption({ label: name === 'phone' ? '张强（坐席）' : '李娜（坐席）' });
  await form.locator('button').click();
  await page.waitForLoadState();
  ok(new RegExp(`经办人\\s*${name === 'phone' ? '张强' : '李娜'}`).test(await bar(page)), `${name}: it is given on`, await bar(page));
  await walk.look('ticket');
  await walk.go('/admin/?state=accepted&person=mine');
  await walk.look('queue');
  await walk.close();
}

// Those who call back share out their calls the same way.
for (const [name, width, scripts] of [['caller', 1280, true], ['caller_phone', 360, false]]) {
  const walk = await new Walk(name, width, scripts, 'zh-CN', 'all').open();
  const { page } = walk;
  await signIn(walk, 'admin', 'followup', '44');
  await walk.go('/admin/?state=answered&person=nobody');
  await page.locator('input[name=pick]').first().check();
  const call = (await page.locator('a[data-row]').first().textContent()).replaceAll(' ', '');
  await page.locator('button[name=move][value=assigned]').click();
  await page.locator('#f-person').selectOption({ label: '陈晓（回访员）' });
  await walk.look('give');
  await walk.next();
  ok(/已处理\s*1/.test(await page.textContent('main')), `${name}: a call is given`, await page.textContent('main'));
  await walk.go('/admin/followup?tab=others');
  await walk.look('list');
  let found = false;
  for (const tab of ['chosen', 'others']) {
    await walk.go(`/admin/followup?tab=${tab}`);
    await page.locator('nav a', { hasText: '我经办的' }).click();
    await page.waitForLoadState();
    found ||= await page.locator(`a[href="/admin/followup/${call}"]`).count() > 0;
    if (found) break;
  }
  ok(found, `${name}: it is found among the own ones`, page.url());
  await walk.look('mine');
  await walk.go(`/admin/followup/${call}`);
  ok(/经办人\s*(?!待认领)\S+/.test(await bar(page)), `${name}: the call says whose it is`, await bar(page));
  await walk.look('call');
  await walk.close();
}
await done();
