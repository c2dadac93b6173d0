#!/usr/bin/env node
// Lighthouse on a phone, over the pages that most people see first: accessibility 100, the rest at least 95.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const base = process.env.BASE_URL;
const least = { accessibility: 100, 'best-practices': 95, performance: 95 };
const command = path.join(path.dirname(createRequire(import.meta.url).resolve('lighthouse')), '../cli/index.js');
const place = fs.mkdtempSync(path.join(os.tmpdir(), 'lighthouse-'));
let count = 0, failed = 0;

function scores(page) {
  const file = path.join(place, 'report.json');
  execFileSync(process.execPath, [command, base + page, '--quiet', '--chrome-flags=--headless=new --no-sandbox --disable-gpu', '--output=json',
    `--output-path=${file}`, `--only-categories=${Object.keys(least)}`], { env: { ...process.env, CHROME_PATH: '/usr/bin/chromium' }, timeout: 120000, stdio: 'ignore' });
  return JSON.parse(fs.readFileSync(file, 'utf8')).categories;
}

try {
  for (const page of ['/', '/ticket/new', '/ticket/track', '/status/']) {
    const found = scores(page);
    for (const [name, wanted] of Object.entries(least)) {
      const got = Math.round(found[name].score * 100);
      count += 1;
      if (got < wanted) failed += 1;
      console.log(`${got < wanted ? 'not ok' : 'ok'} ${count} - ${page} ${name} ${got}, at least ${wanted}`);
    }
  }
} finally {
  fs.rmSync(place, { recursive: true, force: true });
}
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
