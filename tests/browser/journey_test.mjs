#!/usr/bin/env node
// Can a person get through, by eye, by keyboard and with a screen reader: on a phone and on a desk, with scripts and
// without, from the home page to a receipt and back to the ticket; and can staff do their part? Every page on the way
// must be without serious findings of axe. Screenshots stay in SHOTS (default: none are kept).
import { signIn } from './staff.mjs';
import { Walk, base, done, ok } from './walk.mjs';

async function file(walk) {
  const { page } = walk;
  await walk.go('/');
  await walk.look('home');
  await page.click('a[href="/ticket/new?kind=complaint"]');
  ok(await page.isChecked('input[value=complaint]'), `${walk.name}: the kind chosen on the home page is chosen`);
  await walk.look('kind');
  await walk.next();
  await walk.look('region');
  await walk.next();
  ok(await page.locator('.govuk-error-summary').count() === 1, `${walk.name}: an empty step says what is missing`);
  await page.selectOption('select[name=region]', '440300');
  await walk.next();
  await walk.look('county');
  await page.check('input[name=region][value="440304"]');
  await walk.next();
  await walk.look('item');
  await page.selectOption('select[name=item]', '3102');
  await walk.next();
  await page.fill('textarea[name=content]', '昨晚打车从机场回家，司机绕路多收了六十块钱 😡');
  await page.fill('input[name=plate]', '粤Ｂ１２３４５');
  await walk.look('content');
  await walk.next();
  await walk.alone((what) => walk.look(what));
  await page.setInputFiles('input[type=file]', { name: '发票.png', mimeType: 'image/png',
    buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') });
  await walk.look('files');
  await walk.next();
  await page.waitForURL('**/contact');
  await page.fill('input[name=phone]', '１３８００１３８０００');
  await page.check('input[name=reply_by][value=phone]');
  await walk.next();
  ok(await page.inputValue('input[name=phone]') === '１３８００１３８０００', `${walk.name}: what was typed stays beside an error`);
  await walk.look('contact-error');
  await page.check('input[name=consent]');
  await walk.next();
  await walk.look('check');
  ok((await page.textContent('main')).includes('😡'), `${walk.name}: an emoji is kept`);
  ok((await page.textContent('main')).includes('发票.png'), `${walk.name}: the file is named`);
  await page.goto(base + '/ticket/new/content');
  ok((await page.inputValue('textarea[name=content]')).includes('绕路'), `${walk.name}: going back loses nothing`);
  await page.goto(base + '/ticket/new/check');
  await walk.next();
  await walk.look('receipt');
  const text = await page.textContent('main');
  const number = (text.match(/JT[\d\s]{22,40}/) ?? [''])[0].replace(/\s/g, '');
  const code = (await page.locator('.hotline-receipt dd').nth(1).textContent()).trim();
  ok(number.length === 23, `${walk.name}: the receipt shows a number`, text);
  await page.reload();
  ok((await page.textContent('main')).replace(/\s/g, '').includes(number), `${walk.name}: reloading shows the same receipt`);
  return { number, code };
}

async function track(walk, { number, code }) {
  const { page } = walk;
  await walk.go('/ticket/track');
  await page.fill('input[name=number]', number.toLowerCase());
  await page.fill('input[name=code]', code.toLowerCase());
  await walk.look('track');
  await walk.next();
  await walk.look('ticket');
  ok((await page.textContent('main')).includes('绕路'), `${walk.name}: number and code show the ticket`);
  await page.click('form[action="/ticket/mine"] button');
  await walk.look('mine');
  ok(await page.locator('.hotline-cal td.due').count() === 1, `${walk.name}: the calendar marks the day the answer is due`);
}

const public_ = [];
for (const [name, width, scripts] of [['phone', 360, true], ['desk', 1280, true], ['phone-plain', 360, false]]) {
  const walk = await new Walk(name, width, scripts).open();
  public_.push(await file(walk));
  await track(walk, public_.at(-1));
  for (const path of ['/refer', '/help', '/privacy', '/accessibility', '/knowledge', '/status/', '/status/44', '/status/4403', '/no-such-page']) {
    await walk.go(path);
    await walk.look(path.replace(/\W+/g, '') || 'home');
  }
  await walk.close();
}

{
  const walk = await new Walk('elder-english', 360, true, 'en-GB').open();
  await walk.go('/prefs?elder=1&back=/ticket/new');
  ok(await walk.page.getAttribute('html', 'lang') === 'en', 'a browser that asks for English gets English');
  await walk.look('elder');
  ok(!/[\u4e00-\u9fff]/.test((await walk.page.textContent('main'))), 'the English page has no Chinese left in it', await walk.page.textContent('main'));
  await walk.close();
}

{
  const walk = await new Walk('offline', 360, true).open();
  const { page } = walk;
  const field = () => page.locator('textarea[name=content]');
  await walk.go('/ticket/new?kind=complaint');
  await walk.next();
  await page.selectOption('select[name=region]', '440300');
  await walk.next();
  await walk.next();
  await page.selectOption('select[name=item]', '3102');
  await walk.next();
  await field().fill('车在隧道里，信号断了');
  await walk.context.setOffline(true);
  await page.locator('main button.govuk-button').first().click();
  ok(await page.locator('#keep-lost').isVisible(), 'offline: a lost connection is said');
  ok(await field().inputValue() === '车在隧道里，信号断了', 'offline: what was typed stands there still');
  await walk.context.setOffline(false);
  await page.reload();
  ok(await field().inputValue() === '车在隧道里，信号断了', 'offline: and is back after the page was loaded anew');
  ok(await page.locator('#keep-back').isVisible(), 'offline: which is said');
  await walk.look('back');
  await walk.next();
  await walk.look('arrived');
  ok(page.url().endsWith('/files'), 'offline: back online the same button goes on');
  ok(await page.evaluate(() => sessionStorage.length) === 0, 'offline: what arrived is kept no longer');

  // A refusal of nginx between two steps: too much at once, or closed for maintenance.
  await walk.go('/ticket/new/content');
  await field().fill('这一段是在系统不接收的时候写完的');
  await page.route('**/ticket/new/content', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 429, body: 'closed' }) : route.continue()));
  await page.locator('main button.govuk-button').first().click();
  await page.getByText('closed').waitFor();
  await page.unroute('**/ticket/new/content');
  await walk.go('/ticket/new/content');
  ok(await field().inputValue() === '这一段是在系统不接收的时候写完的', 'offline: what could not be taken is there when one comes again');
  await walk.next();
  ok(page.url().endsWith('/files'), 'offline: and goes on from there');

  // A file of three pieces; the connection breaks with the second one on its way, and again before the page can ask what arrived.
  const sent = [];
  let broken = 2;
  await page.route('**/ticket/new/files/part/*', (route) => {
    const method = route.request().method();
    if (method === 'POST') sent.push(/name="offset"\r\n\r\n(\d+)/.exec(route.request().postDataBuffer().toString('latin1'))[1]);
    if (sent.length === 2 && broken > 0) { broken -= 1; return route.abort('namenotresolved'); }
    return route.continue();
  });
  const paper = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(1300000, 7)]);
  await page.setInputFiles('input[type=file]', { name: '行程录音和票据.pdf', mimeType: 'application/pdf', buffer: paper });
  await walk.next();
  await page.getByText('网络断了，正在重试').waitFor();
  ok(await page.locator('#upload progress').evaluate((bar) => bar.value) > 0, 'upload: the bar shows what has arrived');
  await walk.look('broken');
  await page.waitForURL('**/contact');
  ok(sent.join() === '0,524288,524288,1048576', 'upload: only the piece that was lost is sent again', sent.join());
  await walk.go('/ticket/new/files');
  ok(await page.getByText('行程录音和票据.pdf').first().isVisible(), 'upload: and the file is there, once');
  await page.setInputFiles('input[type=file]', { name: '程序.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ'.padEnd(500, 'x')) });
  await walk.next();
  await page.getByText('有的文件没有传上去').waitFor();
  ok((await page.locator('#upload li').textContent()).includes('这种文件不能上传'), 'upload: what is not taken is said beside its name', await page.locator('#upload').textContent());
  await walk.look('refused');
  await walk.close();
}

{
  const walk = await new Walk('quiet', 360, true).open();
  const { page } = walk;
  await walk.go('/ticket/confidential');
  await walk.look('before');
  await walk.next();
  await page.selectOption('select[name=region]', '440300');
  await walk.look('region');
  const elsewhere = page.waitForRequest(/^https:/);
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift');
  ok(await elsewhere, 'quiet: three times Shift leads elsewhere');
  // There is no elsewhere here: the browser's own error page comes, in its own time.
  for (let i = 0; i < 100 && page.url().startsWith(process.env.BASE_URL); i += 1) await page.waitForTimeout(100);
  await walk.go('/ticket/new/item');
  ok(page.url().endsWith('/ticket/new'), 'quiet: and what was begun is gone');
  ok(await page.locator('[data-leave]').count() === 0, 'quiet: with the way out that belonged to it');
  await walk.close();
}

{
  const walk = await new Walk('agent', 1280, true).open();
  await signIn(walk, 'admin', 'agent', '44');
  await walk.look('queue');
  await walk.go('/admin/intake');
  await walk.page.fill('#f-phone', '13912345678');
  await walk.page.selectOption('#f-kind', 'complaint');
  await walk.page.selectOption('#f-region', '440300');
  await walk.page.selectOption('#f-item', '3101');
  await walk.page.fill('#f-content', '来电人称司机拒载');
  await walk.look('intake');
  await walk.next();
  ok(await walk.page.locator('.govuk-error-summary').count() === 1, 'agent: an answer without words is asked for');
  ok(await walk.page.inputValue('#f-content') === '来电人称司机拒载', 'agent: what was typed stays');
  await walk.page.fill('#f-text', '已说明拒载的认定标准和取证方式。');
  await walk.next();
  await walk.look('answered');
  ok(/已办结|Closed/.test(await walk.page.textContent('main')), 'agent: an instant answer closes the matter');
  await walk.go('/admin/search?q=' + encodeURIComponent('13912345678'));
  await walk.look('search');
  await walk.close();
}

for (const [width, scripts] of [[1280, true], [360, false]]) {
  const walk = await new Walk(`supervisor-${width}`, width, scripts).open();
  await signIn(walk, 'admin', 'supervisor', '44');
  await walk.go('/admin/ticket/' + public_[0].number);
  await walk.look('ticket');
  if (width === 1280) {
    await walk.page.locator('form[action$="/ordered"]').locator('xpath=..').locator('summary').first().click();
    await walk.page.fill('#t-ordered', '请三日内查清并书面回复。');
    await walk.page.locator('form[action$="/ordered"] button').click();
    await walk.page.waitForLoadState();
  }
  ok(/督办单 20\d\d-\d{4}/.test(await walk.page.textContent('main')), `${walk.name}: the ticket shows its order of supervision`);
  await walk.look('ordered');
  await walk.go('/admin/demands');
  ok((await walk.page.textContent('main')).includes(public_[0].number), `${walk.name}: it stands in the list of what is open`);
  await walk.look('demands');
  await walk.go('/admin/wall');
  await walk.look('wall');
  await walk.close();
}

{
  const walk = await new Walk('auditor', 1280, true).open();
  await signIn(walk, 'audit', 'auditor', '44');
  await walk.look('desk');
  await walk.go('/audit/ticket/' + public_[0].number);
  await walk.look('ticket');
  await walk.close();
}

await done();
