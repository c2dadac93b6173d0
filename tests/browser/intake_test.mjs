#!/usr/bin/env node
// Can an agent take a call by keyboard alone, find an item by its first letters, and is all of it there without scripts?
import { gzipSync } from 'node:zlib';
import { signIn, throwAway } from './staff.mjs';
import { Walk, base, done, ok } from './walk.mjs';

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

// ---- the unit in charge -----------------------------------------------------------------------------------------------

{
  const catalogue = await new Walk('catalogue', 1280, true).open();
  await signIn(catalogue, 'admin', 'province_admin', '44');
  const take = async (how, unit, item) => {
    await catalogue.go('/admin/duties');
    const token = await catalogue.page.locator('form[action="/admin/duties"] input[name=token]').first().inputValue();
    const answer = await catalogue.page.request.post(`${base}/admin/duties`, { form: { token, how, unit, item, region: '440304' } });
    ok(answer.ok(), `unit: ${how} ${unit} of ${item}`, answer.status());
  };
  await take('add', '440300-01', '3109');
  await take('add', '440300-02', '3111');

  const walk = await new Walk('unit', 1280, true).open();
  const { page } = walk;
  await signIn(walk, 'admin', 'agent', '44');
  await walk.go('/admin/intake');
  const becomes = (unit) => page.waitForFunction((code) => document.querySelector('#f-unit').value === code, unit, { timeout: 5000 }).then(() => true, () => false);
  await page.fill('#f-content', '车容车况太差，座椅破损');
  await page.selectOption('select[name=region]', '440304');
  await page.selectOption('select[name=item]', '3109');
  ok(await becomes('440300-01'), 'unit: the one in charge is chosen as soon as item and place are known', await page.inputValue('#f-unit'));
  ok(await page.isVisible('#preview:has-text("职责目录")') && await page.inputValue('#f-unit-pick') === await page.locator('#f-unit option[value="440300-01"]').textContent(),
    'unit: it is said where from, and stands in the field that is typed in');
  await walk.look('proposed');
  await page.selectOption('select[name=item]', '3111');
  ok(await becomes('440300-02'), 'unit: another item has another');
  await page.selectOption('select[name=item]', '3105');
  ok(await becomes(''), 'unit: and one that nobody takes has none');
  await page.selectOption('select[name=item]', '3109');
  await becomes('440300-01');
  await page.selectOption('#f-unit', '440300-02');
  for (const [item, unit] of [['3111', '440300-02'], ['3109', '440300-01']]) {
    await page.selectOption('select[name=item]', item);
    await page.waitForSelector(`#preview [data-unit="${unit}"]`);
  }
  ok(await page.inputValue('#f-unit') === '440300-02', 'unit: what the agent has chosen stands, whatever the catalogue says of other items');
  await walk.close();
  await take('drop', '440300-01', '3109');
  await take('drop', '440300-02', '3111');
  await catalogue.close();
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
  await signIn(walk, 'admin', 'agent', '44', { fresh: true });
  await walk.go('/admin/intake');
  await walk.look('list');
  await page.locator('.hotline-drafts li', { hasText: '浏览器没了' }).locator('a').first().click();
  await page.waitForLoadState();
  ok(await page.inputValue('#f-content') === '来电人说到一半，浏览器没了' && await page.inputValue('#f-phone') === '13912345111', 'again: after a crash and a new session the call is there');
  await walk.look('resumed');
  ok((await page.locator('#f-item-pick').boundingBox()).width > 250, 'again: on a phone each field has the width');

  // The session ends on the server while the page stays open, and the agent signs in beside it.
  await page.context().clearCookies();
  await page.fill('#f-wish', '希望核实');
  await page.waitForSelector('#preview-lost:not([hidden])');
  ok(true, 'again: that nothing is kept is said');
  await walk.look('signed-out');
  const beside = { ...walk, page: await page.context().newPage() };
  Object.setPrototypeOf(beside, Walk.prototype);
  await signIn(beside, 'admin', 'agent', '44', { fresh: true });
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

// ---- an instant answer by keys alone ------------------------------------------------------------------------------------

// Keys as the browser feels them: every one that goes down, Alt and Ctrl too, and whatever a mouse would do.
async function counted(walk) {
  await walk.context.addInitScript(() => {
    const count = (name) => (event) => { if (event.isTrusted) sessionStorage.setItem(name, Number(sessionStorage.getItem(name)) + 1); };
    document.addEventListener('keydown', count('keys'), true);
    document.addEventListener('mousedown', count('mouse'), true);
    document.addEventListener('pointerdown', count('mouse'), true);
  });
  return (name) => walk.page.evaluate((key) => Number(sessionStorage.getItem(key)), name);
}

{
  const walk = await new Walk('instant', 1280, true).open();
  const { page } = walk;
  const { keyboard } = page;
  const press = async (...keys) => { for (const key of keys) await keyboard.press(key); };
  await signIn(walk, 'admin', 'agent', '44');
  const count = await counted(walk);
  await throwAway(walk);
  await walk.go('/admin/intake');
  await page.evaluate(() => sessionStorage.clear());
  ok(await page.evaluate(() => document.activeElement.id) === 'f-item-pick', 'instant: a new call begins with its item');
  await press('s', 'w', 'Tab', 's', 'z', 'Tab');
  ok(await page.evaluate(() => document.activeElement.id) === 'f-content', 'instant: item and place lead to the content');
  await keyboard.insertText('乘客问昨晚落在出租车上的背包怎样找回。');
  await press('Alt+1');
  ok(await page.evaluate(() => document.activeElement.id) === 'f-text', 'instant: Alt+1 leads to the answer');
  await keyboard.insertText('请凭发票上的车号联系公司，也可以告诉我们上车时间和地点，由我们代为查找。');
  await Promise.all([page.waitForURL(/\/admin\/ticket\/JT/), press('Control+Enter')]);
  const keys = await count('keys'), mouse = await count('mouse');
  console.log(`# ${keys} keys beside the text`);
  ok(keys > 4 && keys <= 10, 'instant: an answer at once takes at most ten keys beside the text', keys);
  ok(mouse === 0, 'instant: and no mouse', mouse);
  const text = await page.textContent('main');
  ok(text.includes('失物查找') && text.includes('深圳市') && /已办结/.test(text), 'instant: what was typed is the ticket, answered', text.slice(0, 400));
  await page.keyboard.press('n');
  await page.waitForURL(/\/admin\/intake$/);
  ok(true, 'instant: N begins the next call');

  // The same by what the knowledge base offers.
  await press('s', 'w', 'Tab', 's', 'z', 'Tab');
  await keyboard.insertText('乘客问落在出租车上的东西怎样找回。');
  await page.waitForSelector('[data-use]', { state: 'attached' });
  await press('Alt+a');
  ok((await page.inputValue('#f-text')).length > 10, 'instant: Alt+A takes the first suggested answer');
  const article = () => page.inputValue('input[name=article]');
  ok(Number(await article()) > 0, 'instant: and tells which one it was');
  const answer = await page.inputValue('#f-text');
  await page.fill('#f-text', '');
  ok(await article() === '', 'instant: until its words are gone');
  await page.fill('#f-text', answer);
  await press('Alt+2');
  ok(await page.isChecked('input[name=next][value=dispatched]') && await page.evaluate(() => document.activeElement.id) === 'f-unit-pick', 'instant: Alt+2 dispatches, and asks to whom');
  await Promise.all([page.waitForURL(/kept=1/), press('Control+s')]);
  ok(await page.locator('.hotline-drafts li').count() === 1, 'instant: Ctrl+S puts it aside');
  await throwAway(walk);
  ok(await page.locator('.hotline-drafts').count() === 0, 'instant: thrown away nothing is left');
  await walk.close();
}

// ---- the list of keys ------------------------------------------------------------------------------------------------------

{
  const walk = await new Walk('keys', 1280, true).open();
  const { page } = walk;
  await signIn(walk, 'admin', 'agent', '44');
  await walk.go('/admin/intake');
  await page.keyboard.press('?');
  ok(await page.isVisible('#keys') && (await page.textContent('#keys')).includes('Ctrl + Enter'), 'keys: ? shows them, also where nothing is typed yet');
  await walk.look('list');
  await page.keyboard.press('Escape');
  ok(!await page.isVisible('#keys') && await page.evaluate(() => document.activeElement.id) === 'f-item-pick', 'keys: Escape goes back to where one was');
  await page.focus('#f-content');
  await page.keyboard.type('a?');
  ok(await page.inputValue('#f-content') === 'a?' && !await page.isVisible('#keys'), 'keys: in a text ? is a question mark');
  await page.keyboard.press('F1');
  ok(await page.isVisible('#keys'), 'keys: F1 shows them there');
  await page.uncheck('#keys [data-keys-on]');
  await page.click('[data-keys-close]');
  await walk.go('/admin/');
  await page.keyboard.press('?');
  ok(!await page.isVisible('#keys'), 'keys: who turned single keys off is not surprised');
  await page.click('button[data-keys]');
  ok(await page.isVisible('#keys'), 'keys: and finds the list by its button');
  await page.check('#keys [data-keys-on]');
  await page.click('[data-keys-close]');
  await page.keyboard.press('?');
  ok(await page.isVisible('#keys'), 'keys: or turns them on again');
  await throwAway(walk);
  await walk.close();

  const phone = await new Walk('keys-phone', 360, true, 'en-GB').open();
  await signIn(phone, 'admin', 'supervisor', '11');
  await phone.go('/admin/intake');
  await phone.page.keyboard.press('F1');
  await phone.look('list');
  ok(!/[\u4e00-\u9fff]/.test(await phone.page.textContent('#keys')), 'keys-phone: in English too');
  const scripts = await phone.page.evaluate(() => Array.from(document.scripts, (script) => script.src));
  const sizes = await Promise.all(scripts.map(async (address) => gzipSync(await (await fetch(address)).text()).length));
  const sum = sizes.reduce((a, b) => a + b, 0);
  console.log(`# ${scripts.length} scripts, ${sum} bytes`);
  ok(scripts.length >= 4 && sum > 1000 && sum <= 60000, 'keys-phone: all scripts of the intake are at most 60 kB', sum);
  await phone.close();
}

await done();
