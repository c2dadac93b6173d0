// A walk through pages in Chromium: one browser, contexts by width, language and scripts, and looking at each page on
// the way: does it fit, what does axe find, and, when SHOTS names a folder, a picture of it.
import { chromium } from 'playwright-core';
import fs from 'node:fs';
import { createRequire } from 'node:module';

export const base = process.env.BASE_URL;
const shots = process.env.SHOTS;
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const expected = /ERR_NAME_NOT_RESOLVED|40[034]|42[29]|409|Conflict|Unprocessable|Not Found/;
let count = 0, failed = 0;

export function ok(holds, what, detail = '') {
  count += 1;
  if (!holds) failed += 1;
  console.log(`${holds ? 'ok' : 'not ok'} ${count} - ${what}`);
  if (!holds && detail) console.log('#   ' + String(detail).slice(0, 600).replaceAll('\n', '\n#   '));
}

export const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

export async function done() {
  await browser.close();
  console.log(`1..${count}`);
  process.exit(failed ? 1 : 0);
}

export class Walk {
  // worst: findings of axe from this impact on fail; all: of any.
  constructor(name, width, scripts, locale = 'zh-CN', worst = ['serious', 'critical']) {
    Object.assign(this, { name, width, scripts, locale, worst, steps: 0 });
  }

  async open() {
    this.context = await browser.newContext({ viewport: { width: this.width, height: 800 }, locale: this.locale,
      javaScriptEnabled: this.scripts, bypassCSP: this.scripts });
    this.page = await this.context.newPage();
    this.page.on('console', (m) => { if (m.type() === 'error' && !expected.test(m.text())) ok(false, `${this.name}: nothing in the console`, m.text()); });
    this.page.on('response', (r) => { if (r.url().includes('/static/') && r.status() >= 400) ok(false, `${this.name}: every static part is there`, r.url()); });
    return this;
  }

  async go(path) { await this.page.goto(base + path); }

  // The one primary button, as a person would press it.
  async next() {
    await this.page.locator('main form[method=post] button.govuk-button:not(.govuk-button--secondary):not(.govuk-button--warning)').first().click();
    await this.page.waitForLoadState();
  }

  // An earlier walk may have brought the same matter: this one is handled by itself.
  async alone(look) {
    if (!this.page.url().endsWith('/ticket/new/same')) return;
    await look('same');
    await this.next();
  }

  async look(what) {
    this.steps += 1;
    const label = `${this.name}: ${what}`;
    if (shots) await this.page.screenshot({ path: `${shots}/${this.name}-${String(this.steps).padStart(2, '0')}-${what}.png`, fullPage: true });
    if (this.scripts) await this.judge(label);
  }

  async judge(label) {
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
    ok(!wide, `${label} fits its width`);
    await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(() => window.axe.run());
    const found = this.worst === 'all' ? violations : violations.filter((v) => this.worst.includes(v.impact));
    ok(found.length === 0, `${label} has no ${this.worst === 'all' ? '' : 'serious '}finding of axe`,
      found.map((v) => `${v.id}: ${v.nodes[0].html}`).join('\n'));
  }

  async close() { await this.context.close(); }
}
