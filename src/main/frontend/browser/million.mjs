/**
 * How the inbox of a user with 100,000 conversations and a million messages opens and scrolls, by the browser's own
 * performance entries. `bench/run inbox` runs it; prints one line for each measurement, and ends with 1 when one misses its target.
 */
import { launch, write } from './lib.mjs';

const OPENINGS = 7;
const OPEN_TARGET = 1000;
const SCROLLS = 300;
const STEP = 500;
const FRAME_TARGET = 100;

const base = process.env.SWITCHBOARD_URL;
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
page.setDefaultTimeout(30_000);
await page.addInitScript(() => {
  window.slow = [];
  new PerformanceObserver((list) => window.slow.push(...list.getEntries().map((entry) => entry.duration))).observe({
    type: 'longtask',
  });
});
await page.goto(`${base}/login`);
await page.getByLabel('Email').fill(process.env.SWITCHBOARD_EMAIL);
await page.getByRole('textbox', { name: 'Password' }).fill(process.env.SWITCHBOARD_PASSWORD);
await page.getByRole('button', { name: 'Log in' }).click();
await page.getByRole('heading', { name: 'Overview' }).waitFor();

let missed = false;
const report = (what, value, unit, target) => {
  missed ||= value >= target;
  console.log(`${what.padEnd(46)} ${value.toFixed(0).padStart(7)} ${unit}   ${value < target ? 'met' : 'missed'}`);
};

const times = [];
for (let opening = 0; opening < OPENINGS; opening++) {
  await page.goto(`${base}/inbox`);
  await page.locator('[data-conversation]').first().waitFor();
  times.push(
    await page.evaluate(() => performance.getEntriesByName('switchboard:conversations')[0].startTime),
  );
}
times.sort((one, other) => one - other);
report('the inbox opens (median of 7)', times[Math.floor(OPENINGS / 2)], 'ms', OPEN_TARGET);

// Rows follow each other without a gap when every row that is drawn stands next to another one, and the screen is full.
await page.evaluate(() => {
  window.slow = [];
});
const seen = new Map();
let blank = 0;
await page.mouse.move(400, 500);
for (let scroll = 0; scroll < SCROLLS; scroll++) {
  await page.mouse.wheel(0, STEP);
  await page.waitForTimeout(40);
  const shown = await page.evaluate(() => {
    const items = [...document.querySelectorAll('[data-item-index]')];
    const area = document.querySelector('[data-virtuoso-scroller]').getBoundingClientRect();
    const filled = items.some((item) => item.getBoundingClientRect().bottom >= area.bottom - 1);
    return {
      filled,
      rows: items.map((item) => [Number(item.dataset.itemIndex), item.querySelector('[data-conversation]').dataset.conversation]),
    };
  });
  blank += shown.filled ? 0 : 1;
  shown.rows.forEach(([index, id]) => seen.set(index, id));
}
const last = Math.max(...seen.keys());
const absent = Array.from({ length: last + 1 }, (_, index) => index).filter((index) => !seen.has(index)).length;
const doubled = seen.size - new Set(seen.values()).size;
console.log(`scrolled through ${seen.size} conversations`);
report('screens that were not full', blank, '', SCROLLS / 100);
report('conversations that were not shown, or twice', absent + doubled, '', 1);
report('the longest task while scrolling', await page.evaluate(() => Math.max(0, ...window.slow)), 'ms', FRAME_TARGET);
// A conversation of ten thousand messages, from the newest to the first.
const LONG = 10_000;
const TOGETHER = 200;
const PERSON = '4915100000001';
for (let from = 0; from < LONG; from += TOGETHER) {
  const texts = Array.from({ length: TOGETHER }, (_, number) => ({
    type: 'text',
    text: { body: `Line ${from + number}: is the blue one in stock, and when could it be here?` },
    timestamp: String(Math.floor(Date.now() / 1000) - LONG + from + number),
  }));
  await write(process.env.SWITCHBOARD_NUMBER, PERSON, 'Lots Of Lines', ...texts);
}
await page.goto(`${base}/inbox`);
await page.getByRole('link', { name: /Lots Of Lines/ }).first().click();
await page.getByText(`Line ${LONG - 1}:`).waitFor();
await page.evaluate(() => {
  window.slow = [];
});
const thread = page.getByRole('log');
await page.mouse.move(900, 500);
const began = Date.now();
while ((await thread.getByText('Line 0:').count()) === 0 && Date.now() - began < 180_000) {
  await page.mouse.wheel(0, -2 * STEP);
  await page.waitForTimeout(30);
}
const reached = await thread.getByText('Line 0:').count();
console.log(`scrolled through ${LONG} messages in ${((Date.now() - began) / 1000).toFixed(0)} s`);
report('messages from the beginning that were missed', 1 - Math.min(1, reached), '', 1);
report('the longest task in the long conversation', await page.evaluate(() => Math.max(0, ...window.slow)), 'ms', 2 * FRAME_TARGET);
await browser.close();
process.exit(missed ? 1 : 0);
