#!/usr/bin/env node
// Can an agent take a call by keyboard alone, find an item by its first letters, and is all of it there without scripts?
import { signIn } from './staff.mjs';
import { Walk, done, ok } from './walk.mjs';

const items = (page) => page.locator('#f-item-pick-list [role=option]').allTextContents();
const active = (page) => page.evaluate(() => {
  const field = document.activeElement;
  return field.getAttribute('aria-activedescendant') && document.getElementById(field.getAttribute('aria-activedescendant')).textContent;
});

// ---- the item by first letters ----------------------------------------------------------------------------------------

{
  const walk = await new Walk('picker', 1280, true).open();
  const { page } = walk;
  await signIn(walk, 'admin', 'agent', '44');
  await walk.go('/admin/intake');
  await page.focus('#f-item-pick');
  // What each is written out by hand from how the names are read.
  for (const [typed, wanted] of [['kc', '坑槽破损'], ['lstd', '绿色通道'], ['lvse', '绿色通道'], ['etc', 'ETC扣费、注销、退费'], ['甩客', '甩客'], ['3111', '危险驾驶'],
    ['ｋｃ', '坑槽破损'], ["k'c", '坑槽破损'], ['czqc jz', '拒载'], ['xianlu', '线路与站点']]) {
    await page.fill('#f-item-pick', typed);
    ok(((await active(page)) ?? '').startsWith(wanted), `picker: "${typed}" offers ${wanted} first`, (await items(page)).join(' | '));
  }
  await page.fill('#f-item-pick', 'jz');
  ok(/^拒载\s*巡游出租汽车$/.test((await items(page))[0]) && /^拒载\s*公共汽电车$/.test((await items(page))[1]),
    'picker: the same name of two domains says which is which', (await items(page)).join(' | '));
  await walk.look('open');
  await page.keyboard.press('ArrowDown');
  ok((await active(page)).includes('公共汽电车'), 'picker: down goes to the next');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  ok(await page.inputValue('select[name=item]') === '3101' && await page.inputValue('#f-item-pick') === '拒载（巡游出租汽车）', 'picker: Enter takes it, and nothing is sent');
  ok(page.url().endsWith('/admin/intake') && await page.getAttribute('#f-item-pick', 'aria-expanded') === 'false', 'picker: and closes the list');
  await page.fill('#f-item-pick', 'zzzz');
  ok(await page.getAttribute('#f-item-pick', 'aria-expanded') === 'false' && await page.isVisible('.hotline-pick__told:has-text("没有这样的选项")'), 'picker: what is not there is said');
  await page.keyboard.press('Escape');
  ok(await page.inputValue('#f-item-pick') === '拒载（巡游出租汽车）', 'picker: Escape brings back what was chosen');
  await page.fill('#f-item-pick', 'jczf');
  await page.keyboard.press('Tab');
  ok(await page.inputValue('select[name=item]') === '5103', 'picker: Tab takes what is marked and goes on');
  await page.fill('#f-item-pick', '');
  await page.keyboard.press('Tab');
  ok(await page.inputValue('select[name=item]') === '', 'picker: an emptied field is no choice');
  await page.fill('#f-region-pick', 'sz');
  ok(((await active(page)) ?? '').startsWith('深圳市'), 'picker: a city by its letters', await active(page));
  await page.fill('#f-region-pick', 'ft');
  ok(/福田区\s*深圳市/.test((await active(page)) ?? ''), 'picker: a county, and of which city', await active(page));
  await page.keyboard.press('Tab');
  ok(await page.inputValue('select[name=region]') === '440304', 'picker: and it is chosen');
  await page.selectOption('select[name=item]', '3105');
  ok(await page.inputValue('#f-item-pick') === '多收费（巡游出租汽车）', 'picker: what is chosen in another way is shown');
  await walk.close();
}

{
  const walk = await new Walk('picker-english', 360, true, 'en-GB').open();
  const { page } = walk;
  await signIn(walk, 'admin', 'agent', '11');
  await walk.go('/admin/intake');
  await page.fill('#f-item-pick', 'lost p');
  ok((await active(page)).startsWith('Lost property'), 'picker-english: by its words');
  await walk.look('open');
  await page.fill('#f-item-pick', 'swcz');
  ok((await active(page)).startsWith('Lost property'), 'picker-english: and by its Chinese letters');
  await walk.close();
}

{
  const walk = await new Walk('plain', 360, false).open();
  const { page } = walk;
  await signIn(walk, 'admin', 'supervisor', '65');
  await walk.go('/admin/intake');
  ok(await page.isVisible('select[name=item]') && await page.locator('[role=combobox]').count() === 0, 'plain: without scripts the list is a list');
  await walk.close();
}

// ---- drafts -----------------------------------------------------------------------------------------------------------

{
  const first = await new Walk('crash', 1280, true).open();
  await signIn(first, 'admin', 'agent', '44');
  await first.go('/admin/intake');
  await first.page.fill('#f-phone', '13912345111');
  await first.page.fill('#f-content', '来电人说到一半，浏览器没了');
  await first.page.waitForSelector('#preview:has-text("已自动保留")');
  await first.look('typing');
  await first.close();

  const walk = await new Walk('again', 360, true).open();
  const { page } = walk;
  await signIn(walk, 'admin', 'agent', '44');
  await walk.go('/admin/intake');
  await walk.look('list');
  await page.locator('.hotline-drafts li', { hasText: '浏览器没了' }).locator('a').first().click();
  await page.waitForLoadState();
  ok(await page.inputValue('#f-content') === '来电人说到一半，浏览器没了' && await page.inputValue('#f-phone') === '13912345111', 'again: after a crash and a new session the call is there');
  await walk.look('resumed');

  // The session ends on the server while the page stays open, and the agent signs in beside it.
  await page.context().clearCookies();
  await page.fill('#f-wish', '希望核实');
  await page.waitForSelector('#preview-lost:not([hidden])');
  ok(true, 'again: that nothing is kept is said');
  await walk.look('signed-out');
  const beside = { ...walk, page: await page.context().newPage() };
  Object.setPrototypeOf(beside, Walk.prototype);
  await signIn(beside, 'admin', 'agent', '44');
  await page.fill('#f-wish', '希望核实并回复');
  await page.waitForSelector('#preview-lost', { state: 'hidden' });
  await page.click('button[formaction="/admin/intake/draft"]');
  await page.waitForLoadState();
  ok((await page.textContent('main')).includes('草稿已保存'), 'again: signed in beside it, typing goes on and can be put aside');
  await page.locator('.hotline-drafts li', { hasText: '浏览器没了' }).locator('a').first().click();
  await page.waitForLoadState();
  ok(await page.inputValue('#f-wish') === '希望核实并回复', 'again: with the last words');
  await walk.go('/admin/intake');
  const line = page.locator('.hotline-drafts li', { hasText: '浏览器没了' });
  await line.locator('summary').click();
  await line.locator('form button').click();
  await page.waitForLoadState();
  ok(await page.locator('.hotline-drafts li', { hasText: '浏览器没了' }).count() === 0, 'again: thrown away it is gone');
  await walk.close();
}

await done();
