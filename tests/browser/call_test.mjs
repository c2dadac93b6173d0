#!/usr/bin/env node
// Does a call that the exchange tells of come up at the agent's desk by itself, and take nothing away that was typed?
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { signIn, throwAway } from './staff.mjs';
import { Walk, base, done, ok } from './walk.mjs';

const me = `b${process.pid}-${Date.now()}`;
const people = fs.readFileSync(`${process.env.RUN}/accounts.tsv`, 'utf8').trim().split('\n').map((l) => l.split('\t'));
const login = people.find((r) => r[3] === 'agent' && r[4].startsWith('44'))[0];
const security = people.find((r) => r[3] === 'security_admin')[0];
const hotline = (...words) => execFileSync('deploy/stack', ['exec', 'env', 'HOTLINE_CONF=conf/hotline.hdf', 'release/build/hotline', ...words], { encoding: 'utf8' });
const key = hotline('api', 'new', me, '--rights', 'call', '--province', '44', '--by', security).split('\n')[0];
const phone = (n) => `138${String(Date.now()).slice(-6)}${String(n).padStart(2, '0')}`;

async function tell(call, event, number = '') {
  const answer = await fetch(`${base}/api/call`, { method: 'POST', body: new URLSearchParams({ api_key: key, call: `${me}.${call}`, event, phone: number, agent: login }) });
  if (answer.status !== 200) ok(false, `${event} is taken`, await answer.text());
}

const filled = (page, number) => page.waitForFunction((wanted) => document.getElementById('f-phone').value === wanted, number, { timeout: 10000 }).then(() => true, () => false);

{
  const walk = await new Walk('pop', 1280, true).open();
  const { page } = walk;
  await signIn(walk, 'admin', 'agent', '44');
  await walk.go('/admin/intake');
  const number = phone(1);
  await tell(1, 'ring', number);
  ok(await filled(page, number), 'pop: on an empty form the number fills in by itself');
  await page.keyboard.type('sw');
  await page.keyboard.press('Tab');
  await page.keyboard.type('sz');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('背包落在出租车上。');
  await tell(1, 'answer');
  await page.keyboard.press('Alt+1');
  await page.keyboard.insertText('请说明上车的时间和地点，我们代为查找。');
  await Promise.all([page.waitForURL(/\/admin\/ticket\/JT/), page.keyboard.press('Control+Enter')]);
  await tell(1, 'hangup');
  ok((await page.textContent('main')).includes('已办结'), 'pop: and it becomes a ticket by keys alone');

  await walk.go('/admin/intake');
  await tell(2, 'ring', number);
  ok(await filled(page, number), 'pop: the same caller again');
  await page.waitForSelector('#preview a[href^="/admin/ticket/JT"]');
  ok((await page.textContent('#preview')).includes('背包落在出租车上'), 'pop: with what was asked before');
  await walk.look('history');
  await page.fill('#f-content', '说到一半');
  await tell(2, 'answer');
  await tell(2, 'hangup');
  const next = phone(3);
  await tell(3, 'ring', next);
  await page.waitForSelector('#call-line:not([hidden])');
  ok(await page.inputValue('#f-phone') === number && await page.inputValue('#f-content') === '说到一半', 'pop: another call takes nothing away that was typed');
  await walk.look('second');
  await walk.go('/admin/');
  await page.waitForSelector('#call-line:not([hidden])');
  ok(/来电振铃\s*138\*{4}/.test(await page.textContent('#call-line')), 'pop: on every page of the desk it is said, with a mask');
  await walk.look('queue');
  await page.click('#call-line a');
  await page.waitForLoadState();
  ok(await page.inputValue('#f-phone') === next, 'pop: and led to');
  await tell(3, 'hangup');
  await walk.go('/admin/calls');
  await walk.look('missed');
  const row = page.locator('tr', { hasText: next.slice(-4) });
  ok(await row.count() === 1 && !(await page.textContent('main')).includes(next), 'pop: hung up before it was answered it is missed, masked');
  await row.locator('button').click();
  await page.waitForLoadState();
  ok(await page.inputValue('#f-phone') === next, 'pop: who calls back has the number');
  await throwAway(walk);
  await walk.close();
}

for (const [name, scripts, locale] of [['missed-phone', true, 'en-GB'], ['missed-plain', false, 'zh-CN']]) {
  const walk = await new Walk(name, 360, scripts, locale).open();
  const { page } = walk;
  await signIn(walk, 'admin', 'agent', '44');
  const number = phone(4);
  await tell(name, 'ring', number);
  await walk.go('/admin/calls');
  if (scripts) await page.waitForSelector('#call-line:not([hidden])');
  ok(await page.locator('#call-line:visible, #call-now:visible').count() === 1, `${name}: what rings is there, and may be taken`);
  await walk.look('calls');
  if (locale === 'en-GB') ok(!/[\u4e00-\u9fff]/.test(await page.textContent('main')), `${name}: without Chinese`);
  await page.locator(scripts ? '#call-line a' : '#call-now a').click();
  await page.waitForLoadState();
  ok(await page.inputValue('#f-phone') === number, `${name}: the number is in the form`);
  await tell(name, 'hangup');
  if (scripts) await throwAway(walk);
  await walk.close();
}

hotline('api', 'revoke', me, '--by', security);
await done();
