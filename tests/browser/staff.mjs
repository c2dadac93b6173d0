// Signing in as a demo account, with both factors.
import crypto from 'node:crypto';
import fs from 'node:fs';
import { ok } from './walk.mjs';

function totp(secret) {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const mac = crypto.createHmac('sha1', key).update(step).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
}

function account(role, province) {
  const rows = fs.readFileSync(`${process.env.RUN}/accounts.tsv`, 'utf8').trim().split('\n').map((l) => l.split('\t'));
  return rows.find((r) => r[3] === role && r[4].startsWith(province));
}

const kept = new Map();

// A code counts once: whoever signs in twice within half a minute waits for the next. So walks of one test go on with each
// other's sessions, unless they ask for a fresh one.
export async function signIn(walk, area, role, province, { fresh = false } = {}) {
  const [login, passphrase, secret] = account(role, province);
  const name = `${area} ${login}`;
  if (!fresh && kept.has(name)) {
    await walk.page.context().addCookies(kept.get(name));
    await walk.go(`/${area}/`);
    if (!walk.page.url().includes('/login')) return;
  }
  for (let tries = 0; tries < 2; tries += 1) {
    await walk.go(`/${area}/login`);
    await walk.page.fill('#f-login', login);
    await walk.page.fill('#f-passphrase', passphrase);
    await walk.page.fill('#f-totp', totp(secret));
    await walk.next();
    if (!walk.page.url().includes('/login')) {
      kept.set(name, await walk.page.context().cookies());
      return;
    }
    await new Promise((done) => setTimeout(done, 30500 - Date.now() % 30000));
  }
  ok(false, `${role} signs in`);
}

// An agent's unfinished calls, of this test and of one that was cut short.
export async function throwAway(walk) {
  const { page } = walk;
  await walk.go('/admin/intake');
  for (let left = 40; left > 0 && await page.locator('.hotline-drafts form').count(); left -= 1) {
    const list = page.locator('.hotline-drafts > summary');
    if (!await page.locator('.hotline-drafts > ul').isVisible()) await list.click();
    await page.locator('.hotline-drafts li summary').first().click();
    await page.locator('.hotline-drafts li form button').first().click();
    await page.waitForLoadState();
  }
}
