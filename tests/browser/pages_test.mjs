#!/usr/bin/env node
// Is every public page without any finding of axe, of whatever level, and is its HTML without a fault? On a phone and on a desk, in
// Chinese and in English, as usual and in large type.
import { HtmlValidate } from 'html-validate';
import { Walk, done, ok } from './walk.mjs';
import { tour } from './tour.mjs';

// A table that scrolls is a div with a role, as govuk-frontend has it; a title says error, step and service, however long that is.
const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules: { 'prefer-native-element': 'off', 'long-title': 'off' } });

// The page as it was sent, not as scripts made it; a form's answer cannot be fetched again, so it is kept when it comes.
function keepSource(walk) {
  walk.page.on('response', async (answer) => {
    if (answer.request().isNavigationRequest() && answer.status() !== 303) walk.source = answer.text().catch(() => '');
  });
}

async function faults(walk) {
  const report = await validator.validateString(await walk.source);
  return report.results.flatMap((r) => r.messages).map((m) => `${m.ruleId} at ${m.line}:${m.column}: ${m.message} ${m.selector ?? ''}`);
}

for (const [name, width, locale, elder] of [['phone', 360, 'zh-CN', false], ['desk', 1280, 'en-GB', false], ['elder', 320, 'zh-CN', true]]) {
  const walk = await new Walk(name, width, true, locale, 'all').open();
  keepSource(walk);
  if (elder) await walk.go('/prefs?elder=1&back=/');
  await tour(walk, async (what) => {
    await walk.look(what);
    const found = await faults(walk);
    ok(found.length === 0, `${name}: ${what} is HTML without a fault`, found.join('\n'));
    if (locale === 'en-GB') {
      const left = (await walk.page.textContent('main')).match(/[\u4e00-\u9fff]+/g);
      ok(!left || /ticket|correct|mine|erase|check|receipt|content|knowledge|status|bulletin|incidents|county|region|same/.test(what), `${name}: ${what} has no Chinese left in it`, left);
    }
  });
  await walk.close();
}
await done();
