#!/usr/bin/env node
// Is every public page without any finding of axe, of whatever level, and is its HTML without a fault? On a phone and on a desk, in
// Chinese and in English, as usual and in large type.
import { judged } from './judged.mjs';
import { Walk, done, ok } from './walk.mjs';
import { tour } from './tour.mjs';

for (const [name, width, locale, elder] of [['phone', 360, 'zh-CN', false], ['desk', 1280, 'en-GB', false], ['elder', 320, 'zh-CN', true]]) {
  const walk = await new Walk(name, width, true, locale, 'all').open();
  const look = judged(walk);
  if (elder) await walk.go('/prefs?elder=1&back=/');
  await tour(walk, async (what) => {
    await look(what);
    if (locale === 'en-GB') {
      const left = (await walk.page.textContent('main')).match(/[\u4e00-\u9fff]+/g);
      ok(!left || /ticket|answered|why|correct|mine|check|receipt|content|knowledge|status|bulletin|incidents|county|region|same/.test(what), `${name}: ${what} has no Chinese left in it`, left);
    }
  });
  await walk.close();
}
await done();
