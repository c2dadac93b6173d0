#!/usr/bin/env node
// Every public page at two widths, as usual and in large type, in Chinese and in English, as pictures in SHOTS.
import { Walk, done } from './walk.mjs';
import { tour } from './tour.mjs';

for (const width of [360, 1280]) {
  for (const [language, locale] of [['zh', 'zh-CN'], ['en', 'en-GB']]) {
    for (const elder of [false, true]) {
      const walk = await new Walk(`${width}-${language}${elder ? '-elder' : ''}`, width, false, locale).open();
      if (elder) await walk.go('/prefs?elder=1&back=/');
      await tour(walk, (what) => walk.look(what));
      await walk.close();
    }
  }
}
await done();
