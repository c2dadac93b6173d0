// The tour: every public page in every state that a person meets, one after the other. What is done at each is the
// caller's: `look(what)` is called with the page open.
import { signIn } from './staff.mjs';
import { Walk, ok } from './walk.mjs';

const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function refused(walk, look, what) {
  await walk.next();
  ok(await walk.page.locator('.govuk-error-summary:not([hidden])').count() === 1, `${walk.name}: ${what} says what is missing`);
  await look(`${what}-error`);
}

// The form from the first step to the receipt; each step once empty where something must be filled in.
async function form(walk, look) {
  const { page } = walk;
  await walk.go('/ticket/new');
  await look('kind');
  await refused(walk, look, 'kind');
  await page.check('input[name=kind][value=complaint]');
  await walk.next();
  await look('region');
  await refused(walk, look, 'region');
  await page.selectOption('select[name=region]', '440300');
  await walk.next();
  await look('county');
  await page.check('input[name=region][value="440304"]');
  await walk.next();
  await look('item');
  await refused(walk, look, 'item');
  await page.selectOption('select[name=item]', '3102');
  await walk.next();
  await look('content');
  await refused(walk, look, 'content');
  await page.fill('textarea[name=content]', '我的快递一直没有送到，站点电话也打不通。');
  await walk.next();
  await look('scope');
  await walk.go('/ticket/new/content');
  await page.fill('textarea[name=content]', '昨晚打车从机场回家，司机绕路多收了六十块钱。');
  await page.fill('input[name=plate]', '粤B12345');
  await walk.next();
  await walk.alone(look);
  await look('files');
  await page.setInputFiles('input[type=file]', { name: '发票.png', mimeType: 'image/png', buffer: picture });
  await walk.next();
  await page.waitForURL('**/contact');
  await look('contact');
  await refused(walk, look, 'contact');
  await page.fill('input[name=phone]', '13800138000');
  await page.check('input[name=reply_by][value=phone]');
  await page.check('input[name=consent]');
  await walk.next();
  await look('check');
  await walk.next();
  await look('receipt');
  const text = await page.textContent('main');
  const code = (await page.locator('.hotline-receipt dd').nth(1).textContent()).trim();
  return { number: (text.match(/JT[\d\s]{22,40}/) ?? [''])[0].replace(/\s/g, ''), code };
}

async function track(walk, look, { number, code }) {
  const { page } = walk;
  await walk.go('/ticket/track');
  await look('track');
  await refused(walk, look, 'track');
  await openTicket(walk, { number, code });
  await look('ticket');
}

async function openTicket(walk, { number, code }) {
  await walk.page.fill('input[name=number]', number);
  await walk.page.fill('input[name=code]', code);
  await walk.next();
}

// The button that leads to a page of its own.
async function press(walk, action) {
  await walk.page.click(`form[action="${action}"] button`);
  await walk.page.waitForLoadState();
}

// What can be done with a ticket on pages of their own.
async function ownPages(walk, look, keys) {
  for (const what of ['correct', 'mine']) {
    await walk.go('/ticket/track');
    await openTicket(walk, keys);
    await press(walk, `/ticket/${what}`);
    await look(what);
  }
  await press(walk, '/ticket/erase');
  await look('erase');
  await walk.go('/ticket/track');
  await openTicket(walk, keys);
  await press(walk, '/ticket/correct');
  await press(walk, '/ticket/refile');
  await look('refile');
}

async function answer(number) {
  const agent = await new Walk('agent', 1280, false, 'zh-CN').open();
  await signIn(agent, 'admin', 'agent', '44');
  await agent.go(`/admin/ticket/${number}`);
  const form = agent.page.locator('form[action$="/answered_at_once"]');
  await form.locator('textarea').first().evaluate((area) => { area.closest('details')?.setAttribute('open', ''); });
  await form.locator('textarea').first().fill('多收的车费已经退还。');
  await form.locator('button').first().click();
  await agent.page.waitForLoadState();
  await agent.close();
}

// An answer is read, and who is not content says why.
async function dissatisfied(walk, look, keys) {
  await answer(keys.number);
  await walk.go('/ticket/track');
  await openTicket(walk, keys);
  await look('answered');
  await press(walk, '/ticket/why');
  await look('why');
  await refused(walk, look, 'why');
}

const others = ['/ticket/confidential', '/recover', '/recover/code', '/help', '/privacy', '/accessibility', '/knowledge', '/knowledge?q=ETC', '/refer', '/status/', '/status/44', '/status/4403',
  '/status/incidents', '/status/data', '/status/verify', '/notice/stop', '/no-such-page'];

export async function tour(walk, look) {
  await walk.go('/');
  await look('home');
  const keys = await form(walk, look);
  await track(walk, look, keys);
  await ownPages(walk, look, keys);
  await dissatisfied(walk, look, keys);
  for (const path of others) {
    await walk.go(path);
    await look(path.replace(/\W+/g, '-').replace(/^-|-$/g, ''));
  }
  await walk.go('/knowledge');
  await walk.page.locator('main a[href^="/knowledge/"]').first().click();
  await look('knowledge-one');
  await walk.go('/status/');
  const bulletin = walk.page.locator('a[href*="/bulletin/"]').first();
  if (await bulletin.count()) {
    await bulletin.click();
    await look('bulletin');
  }
}
