#!/usr/bin/env node
// Does every public page hold what WCAG 2.2 A and AA ask and a machine can see, in every state that a person meets? The probes stand in
// probes.mjs, the criteria with what was tested by hand in docs/accessibility.md.
import * as probe from './probes.mjs';
import { Walk, base, done, ok } from './walk.mjs';
import { tour } from './tour.mjs';

const none = (found, what) => ok(found.length === 0, what, found.slice(0, 12).join('\n'));
const titles = new Map(), navs = new Set();

// 2.4.2, 3.2.3, 3.2.4, 3.2.6
async function remember(page, what) {
  if (!/error/.test(what)) titles.set(what, await page.title());
  navs.add(await page.evaluate(() => JSON.stringify(Array.from(document.querySelectorAll('nav.hotline-nav a, footer a'), (a) => [a.textContent, a.getAttribute('href')]))));
}

async function judgeStructure(walk, label, what) {
  const { page } = walk;
  const tree = await probe.tree(page);
  none([...probe.nameless(tree), ...await probe.labelInName(page)], `${label}: every control has the name that is read on it`);
  none([...probe.headings(tree), ...probe.landmarks(tree)], `${label}: headings and landmarks are in order`);
  none(await probe.readingOrder(page, tree), `${label}: is read in the order in which it stands`);
  none(await probe.languages(page), `${label}: each part says its language`);
  if (/-error$/.test(what)) none(await probe.errors(page), `${label}: each error leads to its field and is told there`);
}

async function judgeLook(walk, label) {
  const { page } = walk;
  none(await probe.targets(page), `${label}: targets are 24 pixels or apart`);
  none(await probe.cutOff(page), `${label}: nothing is cut off at ${walk.width} pixels`);
  none(await probe.unrest(page), `${label}: nothing moves or comes up by itself`);
  none([...await probe.fieldContrast(page), ...await probe.purposes(page)], `${label}: fields can be seen and say what they are for`);
  const style = await page.addStyleTag({ content: probe.spacing });
  none(await probe.cutOff(page), `${label}: text spaced out loses nothing`);
  await style.evaluate((e) => e.remove());
}

async function judgeKeys(walk, label, pictures) {
  none(await probe.tabThrough(walk.page, { pictures }), `${label}: by Tab every control, in order, to be seen, and out again`);
  await walk.page.evaluate(() => window.scrollTo(0, 0));
}

// ---- every page -------------------------------------------------------------------------------------------------

const journey = /^(home|kind|region|item|content|contact|contact-error|check|receipt|track|ticket|status)$/;
for (const [name, width, locale, elder] of [['phone', 320, 'zh-CN', false], ['desk', 1280, 'en-GB', false], ['elder', 320, 'zh-CN', true]]) {
  const walk = await new Walk(name, width, true, locale).open();
  if (elder) await walk.go('/prefs?elder=1&back=/');
  await tour(walk, async (what) => {
    const label = `${name}: ${what}`;
    // On a phone every page; the other two add what differs there, on the way that most people take.
    if (name !== 'phone' && !journey.test(what) && !/^status/.test(what)) return;
    await judgeLook(walk, label);
    if (elder) return;
    await judgeStructure(walk, label, what);
    if (name === 'phone' || journey.test(what)) await judgeKeys(walk, label, name === 'phone' && journey.test(what));
    // Filed anew and answered are pages that were met before, in another state.
    if (name === 'phone' && !/^(refile|answered)$/.test(what)) await remember(walk.page, what);
  });
  await walk.close();
}
none([...titles].filter(([what, title]) => [...titles.values()].filter((t) => t === title).length > 1).map(([what, title]) => `${what}: ${title}`), 'every page has a title of its own');
ok(navs.size === 1, 'navigation and help stand at the same place, in the same words, on every page', [...navs].join('\n'));

// ---- how much it weighs ------------------------------------------------------------------------------------------------

// What the first look at a page costs on an empty cache: issue 5 gives 60 kB.
for (const path of ['/', '/ticket/new', '/ticket/track', '/status/']) {
  const walk = await new Walk('first view', 360, true).open();
  const cdp = await walk.context.newCDPSession(walk.page);
  const sizes = new Map(), names = new Map();
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  cdp.on('Network.requestWillBeSent', (e) => names.set(e.requestId, new URL(e.request.url).pathname));
  cdp.on('Network.loadingFinished', (e) => sizes.set(e.requestId, e.encodedDataLength));
  await walk.page.goto(base + path, { waitUntil: 'networkidle' });
  const total = [...sizes.values()].reduce((a, b) => a + b, 0);
  ok(total > 5000 && total <= 60000, `${path}: the first view weighs ${(total / 1000).toFixed(1)} kB of 60`, [...sizes].map(([id, n]) => `${n} ${names.get(id)}`).join('\n'));
  await walk.close();
}

// ---- larger text, the other way round, and a way past what repeats ------------------------------------------------------

for (const path of ['/', '/ticket/new', '/ticket/track', '/status/', '/knowledge']) {
  const walk = await new Walk('text', 1280, true, 'en-GB').open();
  const { page } = walk;
  await walk.go(path);
  await page.addStyleTag({ content: 'html { font-size: 200% !important; }' });
  none(await probe.cutOff(page), `${path}: text of twice the size loses nothing`);
  await page.setViewportSize({ width: 800, height: 360 });
  await walk.go(path);
  none(await probe.cutOff(page), `${path}: a phone that is turned loses nothing`);
  await page.keyboard.press('Tab');
  ok(await page.evaluate(() => document.activeElement.hash) === '#main', `${path}: the first stop leads past what repeats`);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)), `${path}: and the next is in the main part`);
  await walk.close();
}

// ---- by keyboard alone -------------------------------------------------------------------------------------------------

async function tabTo(page, css) {
  for (let i = 0; i < 80; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((c) => document.activeElement.matches(c), css)) return;
  }
  throw new Error(`cannot reach ${css} by Tab on ${page.url()}`);
}

async function press(page) {
  await tabTo(page, 'main form[method=post] button.govuk-button:not(.govuk-button--secondary):not(.govuk-button--warning)');
  const from = page.url();
  await Promise.all([page.waitForURL((url) => String(url) !== from), page.keyboard.press('Enter')]);
}

for (const scripts of [true, false]) {
  const walk = await new Walk(scripts ? 'keys' : 'keys-plain', 1280, scripts).open();
  const { page } = walk;
  try {
    await walk.go('/');
    await tabTo(page, 'main a[href="/ticket/new?kind=complaint"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/ticket/new?kind=complaint');
    await press(page);
    await tabTo(page, 'select[name=region]');
    await page.keyboard.press('ArrowDown');
    await press(page);
    if (page.url().endsWith('/county')) {
      await tabTo(page, 'input[name=region]');
      await page.keyboard.press('ArrowDown');
      await press(page);
    }
    await tabTo(page, 'select[name=item]');
    await page.keyboard.press('ArrowDown');
    await press(page);
    await tabTo(page, 'textarea[name=content]');
    await page.keyboard.type('只用键盘填写：司机绕路多收了钱。');
    await press(page);
    await press(page);
    await tabTo(page, 'input[name=phone]');
    await page.keyboard.type('13800138001');
    await tabTo(page, 'input[name=reply_by]');
    await page.keyboard.press('Space');
    await tabTo(page, 'input[name=consent]');
    await page.keyboard.press('Space');
    await press(page);
    await press(page);
  } catch (why) {
    ok(false, `${walk.name}: nothing needs a mouse`, why.message);
  }
  ok(/JT[\d\s]{22,}/.test(await page.textContent('main')), `${walk.name}: from the home page to a receipt without a mouse`, page.url());
  await walk.close();
}

// ---- a bar that stays at the top ------------------------------------------------------------------------------------------

{
  const walk = await new Walk('quiet', 320, true).open();
  const { page } = walk;
  await walk.go('/ticket/confidential');
  await walk.next();
  await page.selectOption('select[name=region]', '440300');
  await walk.next();
  await walk.next();
  await page.selectOption('select[name=item]', '3102');
  await walk.next();
  none(await probe.tabThrough(page), 'quiet: the bar for leaving covers no control that has the focus');
  none(await probe.tabThrough(page, { key: 'Shift+Tab' }), 'quiet: nor on the way back');
  await walk.close();
}

// ---- what is told without the focus -----------------------------------------------------------------------------------------

{
  const walk = await new Walk('status', 360, true).open();
  const { page } = walk;
  await walk.go('/ticket/new?kind=complaint');
  await walk.next();
  await page.selectOption('select[name=region]', '440300');
  await walk.next();
  await walk.next();
  await page.selectOption('select[name=item]', '3102');
  await walk.next();
  await page.fill('textarea[name=content]', '车在隧道里，信号断了');
  await walk.context.setOffline(true);
  await page.locator('main button.govuk-button').first().click();
  ok(await page.locator('#keep-lost[role=alert]').isVisible(), 'status: a lost connection is told');
  await walk.context.setOffline(false);
  await walk.close();
}
await done();
