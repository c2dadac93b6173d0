// What WCAG 2.2 asks of a page that a machine can see: each probe returns what it found wrong, a line each. docs/accessibility.md
// names the probe beside the criterion.

// ---- from the accessibility tree ---------------------------------------------------------------------------

export async function tree(page) {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((n) => [n.nodeId, n]));
  const order = [];
  const walk = (node) => {
    if (!node) return;
    if (!node.ignored) order.push({ role: node.role?.value, name: node.name?.value ?? '', backend: node.backendDOMNodeId,
      level: node.properties?.find((p) => p.name === 'level')?.value.value });
    for (const id of node.childIds ?? []) walk(byId.get(id));
  };
  walk(nodes[0]);
  return { cdp, order };
}

const controls = ['link', 'button', 'textbox', 'searchbox', 'combobox', 'radio', 'checkbox', 'listbox', 'spinbutton', 'slider', 'switch', 'image', 'group', 'navigation', 'complementary'];

// 1.1.1, 2.4.6, 4.1.2
export function nameless({ order }) {
  return order.filter((n) => controls.includes(n.role) && !n.name.trim() && !(n.role === 'group')).map((n) => `${n.role} without a name`);
}

// 1.3.1, 2.4.6: one heading of level 1 first in main, and no level left out.
export function headings({ order }) {
  const levels = order.filter((n) => n.role === 'heading').map((n) => [n.level, n.name]);
  const found = levels.filter(([l]) => l === 1).length === 1 ? [] : [`${levels.filter(([l]) => l === 1).length} headings of level 1`];
  let last = 0;
  for (const [level, name] of levels) {
    if (!name.trim()) found.push('an empty heading');
    if (last && level > last + 1) found.push(`level ${last} is followed by level ${level}: ${name}`);
    last = level;
  }
  return found;
}

// 1.3.1, 2.4.1
export function landmarks({ order }) {
  const wanted = ['banner', 'main', 'contentinfo'];
  const there = order.map((n) => n.role).filter((r) => wanted.includes(r));
  return there.join() === wanted.join() ? [] : [`landmarks are ${there.join()}`];
}

// 1.3.2: as the tree is read, every piece of text stands below the one before it, or beside it, or in the next column. What stays at the
// top (sticky) is left out.
export async function readingOrder(page, { cdp, order }) {
  await page.evaluate(() => window.scrollTo(0, 0));
  await cdp.send('DOM.getDocument', { depth: 0 });
  const boxes = await Promise.all(order.filter((n) => n.role === 'StaticText' && n.name.trim()).map(async (node) => {
    const { object } = await cdp.send('DOM.resolveNode', { backendNodeId: node.backend });
    const { result } = await cdp.send('Runtime.callFunctionOn', { objectId: object.objectId, returnByValue: true, functionDeclaration: String(place) });
    return result.value;
  }));
  const found = [];
  boxes.filter(Boolean).reduce((last, box) => {
    if (last && box.bottom <= last.top + 4 && box.left <= last.left) found.push(`“${box.text}” is read after “${last.text}” and stands above it`);
    return box;
  }, null);
  return found;
}

/* Runs in the page, on a node of the tree. */
function place() {
  const holder = this.nodeType === 3 ? this.parentElement : this;
  if (!holder || holder.closest('.hotline-leave, .govuk-visually-hidden, .govuk-skip-link, svg, option, [hidden]')) return null;
  const range = document.createRange();
  range.selectNodeContents(this);
  const lines = Array.from(range.getClientRects()).filter((r) => r.width > 1 && r.height > 1);
  return lines.length ? { top: lines[0].top, left: lines[0].left, bottom: lines.at(-1).bottom, text: this.textContent.trim().slice(0, 30) } : null;
}

// ---- in the page ------------------------------------------------------------------------------------------------

// 2.5.3: what is to be read on a control is part of what it is called.
export const labelInName = (page) => page.evaluate(() => {
  const plain = (text) => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return Array.from(document.querySelectorAll('a[aria-label], button[aria-label], input[aria-label], select[aria-label], summary[aria-label]'))
    .filter((e) => e.offsetParent && !plain(e.getAttribute('aria-label')).includes(plain(e.textContent)))
    .map((e) => `“${e.textContent.trim()}” is called “${e.getAttribute('aria-label')}”`);
});

// 2.5.8: 24 by 24 pixels, or in a sentence, or so far from the next that a circle of 24 pixels around its middle meets no other.
export const targets = (page) => page.evaluate(() => {
  const visible = (e) => { const r = e.getBoundingClientRect(); return r.width > 1 && r.height > 1 && getComputedStyle(e).visibility !== 'hidden' && !e.closest('.govuk-skip-link, [hidden]'); };
  const all = Array.from(document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex="0"]:not(.hotline-scroll)')).filter(visible);
  const boxes = all.map((e) => e.getBoundingClientRect());
  const inSentence = (e) => {
    if (e.tagName !== 'A' || getComputedStyle(e).display !== 'inline') return false;
    let block = e.parentElement;
    while (block && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
    const rest = Array.from(block.querySelectorAll('a, button')).reduce((text, a) => text.replace(a.textContent, ''), block.textContent);
    return /[\p{L}\p{N}]/u.test(rest);
  };
  const gap = (x, y, r) => Math.hypot(Math.max(r.left - x, 0, x - r.right), Math.max(r.top - y, 0, y - r.bottom));
  return all.flatMap((e, i) => {
    const b = boxes[i];
    if (b.width >= 24 && b.height >= 24) return [];
    if (inSentence(e)) return [];
    const x = b.left + b.width / 2, y = b.top + b.height / 2;
    const near = all.find((o, k) => k !== i && !o.contains(e) && !e.contains(o) && gap(x, y, boxes[k]) < 12);
    return near ? [`${e.tagName} “${(e.textContent || e.name).trim().slice(0, 30)}” is ${Math.round(b.width)} × ${Math.round(b.height)}, beside “${(near.textContent || near.name).trim().slice(0, 20)}”`] : [];
  });
});

// 1.4.10, 1.4.4, 1.4.12: nothing wider than the window, no text cut off by its own box.
export const cutOff = (page) => page.evaluate(() => {
  const found = [];
  if (document.documentElement.scrollWidth > window.innerWidth + 1) found.push(`the page is ${document.documentElement.scrollWidth} wide in ${window.innerWidth}`);
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg, select, textarea, [hidden], .govuk-visually-hidden, .govuk-skip-link') || !e.getClientRects().length) continue;
    const style = getComputedStyle(e), r = e.getBoundingClientRect();
    if (r.width < 2 || r.height < 2) continue;
    const clips = (o) => o === 'hidden' || o === 'clip';
    if (clips(style.overflowY) && e.scrollHeight > e.clientHeight + 2) found.push(`cut off below: “${e.textContent.trim().slice(0, 30)}”`);
    if (clips(style.overflowX) && e.scrollWidth > e.clientWidth + 2) found.push(`cut off at the side: “${e.textContent.trim().slice(0, 30)}”`);
  }
  // Text that leaves the box of its own background or border stands on something else.
  for (const e of document.querySelectorAll('button, .govuk-tag, .hotline-tag, .hotline-card, .hotline-cal td, .hotline-nav, .hotline-header, .hotline-state')) {
    if (!e.getClientRects().length || e.closest('[hidden]')) continue;
    const r = e.getBoundingClientRect(), range = document.createRange();
    range.selectNodeContents(e);
    const t = range.getBoundingClientRect();
    if (t.height && (t.bottom > r.bottom + 3 || t.right > r.right + 3)) found.push(`out of its box: ${e.className || e.tagName} “${e.textContent.trim().slice(0, 30)}” by ${Math.round(Math.max(t.bottom - r.bottom, t.right - r.right))}`);
  }
  return found;
});

// 1.4.12
export const spacing = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }';

// 1.4.11: what shows that there is a field, against what is around it. A file's button is the browser's own.
export const fieldContrast = (page) => page.evaluate(() => {
  const parse = (c) => (c.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const ground = (e) => { for (let p = e.parentElement; p; p = p.parentElement) { const c = parse(getComputedStyle(p).backgroundColor); if (c.length === 3 || c[3] > 0.99) return c; } return [255, 255, 255]; };
  return Array.from(document.querySelectorAll('input:not([type=hidden]):not([type=file]), select, textarea')).filter((e) => e.getClientRects().length).flatMap((e) => {
    const marked = e.matches('[type=radio], [type=checkbox]') ? getComputedStyle(e.nextElementSibling, '::before') : getComputedStyle(e);
    const edges = [parse(marked.borderTopWidth)[0] > 0 ? parse(marked.borderTopColor) : null, parse(marked.backgroundColor)].filter((c) => c && (c.length === 3 || c[3] > 0.99));
    const best = Math.max(0, ...edges.map((c) => ratio(c, ground(e))));
    return best >= 3 ? [] : [`${e.name}: ${best.toFixed(2)}`];
  });
});

// 3.1.1, 3.1.2: Chinese characters are in a part whose language is Chinese, a run of English words in one whose language is English. What a
// person wrote, and names of Chinese law, say so by lang_of(); a plate is a name.
export const languages = (page) => page.evaluate(() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walker.nextNode(); n; n = walker.nextNode()) {
    const e = n.parentElement, lang = e.closest('[lang]').lang, text = n.textContent.trim();
    if (!text || e.closest('script, style, [hidden], code, kbd, textarea, .hotline-demo')) continue;
    if (/\p{Script=Han}/u.test(text.replace(/\p{Script=Han}[A-Z][A-Z0-9]{5,6}/gu, '')) && !lang.startsWith('zh')) found.push(`“${text.slice(0, 30)}” in ${lang}`);
    if (/[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/.test(text) && lang.startsWith('zh')) found.push(`“${text.slice(0, 40)}” in ${lang}`);
  }
  return found;
});

// 3.3.1, 3.3.3: each error leads to its field; the field is described by the same words; the title says that there is one.
export const errors = (page) => page.evaluate(() => {
  const found = [], links = document.querySelectorAll('.govuk-error-summary:not([hidden]) li a');
  if (!/^(有误|错误|Error)/.test(document.title)) found.push(`the title does not say so: ${document.title}`);
  if (document.activeElement !== document.querySelector('.govuk-error-summary:not([hidden])')) found.push('the summary has not the focus');
  for (const link of links) {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) { found.push(`no ${link.hash}`); continue; }
    const group = field.closest('fieldset') ?? field;
    const near = [field, group, group.closest('.govuk-form-group')].filter(Boolean);
    const words = near.flatMap((e) => (e.getAttribute?.('aria-describedby') ?? '').split(/\s+/)).filter(Boolean).map((id) => document.getElementById(id)?.textContent.trim() ?? '');
    if (!words.some((w) => w.endsWith(link.textContent.trim()))) found.push(`${link.hash} is not described by “${link.textContent}”`);
  }
  return found;
});

// 1.4.13, 2.2.2, 3.2.1: nothing moves, nothing comes up over the page (what a browser shows of a title does), nothing takes the focus.
export const unrest = (page) => page.evaluate(() => [
  ...document.getAnimations().map((a) => `moves: ${a.effect?.target?.className}`),
  ...Array.from(document.querySelectorAll('[title], [autofocus], video, audio, marquee, meta[http-equiv=refresh], dialog'), (e) => e.outerHTML.slice(0, 60)),
]);

// 1.3.5
export const purposes = (page) => page.evaluate(() => {
  const wanted = { name: 'name', phone: 'tel', email: 'email' };
  return Object.entries(wanted).flatMap(([name, token]) => Array.from(document.querySelectorAll(`input[name=${name}]:not([type=hidden])`))
    .filter((e) => e.autocomplete !== token).map((e) => `${name}: ${e.autocomplete}`));
});

// ---- by keyboard ---------------------------------------------------------------------------------------------------

const focused = () => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const r = e.getBoundingClientRect();
  const spots = [[r.left + r.width / 2, r.top + r.height / 2], [r.left + 2, r.top + 2], [r.right - 2, r.bottom - 2]];
  const seen = spots.filter(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (top === e || e.contains(top) || top.contains(e) || (e.labels && Array.from(e.labels).some((l) => l.contains(top)))); });
  const all = window.tabbed ??= [];
  all.push(e);
  const before = all.at(-2);
  return { box: { x: r.left, y: r.top, width: r.width, height: r.height }, what: `${e.tagName} ${(e.id || e.textContent || e.name || '').trim().slice(0, 30)}`, seen: seen.length,
    forward: !before || Boolean(before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING), again: all.indexOf(e) < all.length - 1 };
};

async function picture(page, box) {
  const { width, height } = page.viewportSize();
  const x = Math.max(0, box.x - 6), y = Math.max(0, box.y - 6);
  const clip = { x, y, width: Math.min(width - x, box.width + 12), height: Math.min(height - y, box.height + 12) };
  return clip.width > 1 && clip.height > 1 ? (await page.screenshot({ clip })).toString('base64') : '';
}

// 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11: once through the page and out of it again, by Tab or back by Shift+Tab. pictures: is each focus
// to be seen, by pictures of the same place with it and without.
export async function tabThrough(page, { key = 'Tab', pictures = false } = {}) {
  const found = [];
  // The next Tab goes on from what had the focus last: first the very beginning, or the very end.
  await page.evaluate((back) => {
    const edge = document.createElement('span');
    edge.tabIndex = -1;
    document.body[back ? 'append' : 'prepend'](edge);
    edge.focus();
    edge.remove();
    window.tabbed = [];
  }, key !== 'Tab');
  const wanted = await page.evaluate(() => {
    const groups = new Set();
    return Array.from(document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')).filter((e) => {
      if (!e.checkVisibility({ visibilityProperty: true }) || e.disabled || e.tabIndex < 0) return false;
      if (e.type !== 'radio') return true;
      return groups.has(e.name) ? false : groups.add(e.name);
    }).length;
  });
  let stops = 0, left = false;
  for (let i = 0; i < wanted + 5 && !left; i += 1) {
    await page.keyboard.press(key);
    const at = await page.evaluate(focused);
    if (!at || at.again) { left = true; break; }
    stops += 1;
    if (key === 'Tab' && !at.forward) found.push(`${at.what} comes out of order`);
    if (!at.seen) found.push(`${at.what} is hidden when it has the focus`);
    if (pictures) {
      const withFocus = await picture(page, at.box);
      await page.evaluate(() => document.activeElement.blur());
      const without = await picture(page, at.box);
      await page.evaluate(() => window.tabbed.at(-1).focus({ preventScroll: true }));
      if (withFocus && withFocus === without) found.push(`${at.what} looks the same with the focus`);
    }
  }
  if (!left) found.push('the focus does not leave the page');
  if (stops < wanted) found.push(`${stops} of ${wanted} controls are reached`);
  return found;
}
