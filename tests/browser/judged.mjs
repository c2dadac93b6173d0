// Looking at a page as a visitor's browser and as its source: axe, its width, and HTML without a fault.
import { HtmlValidate } from 'html-validate';
import { ok } from './walk.mjs';

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

// For a walk that has just been opened: what to do at each page.
export function judged(walk) {
  keepSource(walk);
  return async (what) => {
    await walk.look(what);
    const found = await faults(walk);
    ok(found.length === 0, `${walk.name}: ${what} is HTML without a fault`, found.join('\n'));
  };
}
