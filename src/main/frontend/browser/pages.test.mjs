import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, base, launch, logIn, PHONE, picture, visitor, WIDE } from './lib.mjs';

const email = process.env.SWITCHBOARD_DEMO_EMAIL;
const password = process.env.SWITCHBOARD_DEMO_PASSWORD;
const FIRST_LOAD = 300 * 1024;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const [device, viewport] of [
  ['wide', WIDE],
  ['phone', PHONE],
]) {
  test(`every page can be used by everybody, ${device}`, async () => {
    const { page, check } = await visitor(browser, { viewport });
    await page.goto(`${base}/login`);
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    await look(page, 'login', device);
    await page.goto(`${base}/signup`);
    await page.getByRole('heading', { name: 'Sign up' }).waitFor();
    await look(page, 'signup', device);
    await logIn(page, email, password);
    await page.getByRole('heading', { name: 'Messages per day' }).waitFor();
    await page.locator('.recharts-surface').first().waitFor();
    await page.waitForTimeout(500);
    await look(page, 'overview', device);

    await page.goto(`${base}/inbox`);
    await page.locator('[data-conversation]').first().waitFor();
    await look(page, 'inbox', device);
    await page.locator('[data-conversation]').first().click();
    await page.locator('[data-message]').first().waitFor();
    await look(page, 'thread', device);
    await page.getByRole('button', { name: 'About this person' }).click();
    await page.getByRole('complementary', { name: 'Contact' }).getByText('Addresses').waitFor();
    await look(page, 'contact', device);
    await page.getByRole('button', { name: 'Close the details' }).click();
    await page.getByRole('button', { name: 'Where did it come from?' }).last().click();
    await page.getByText('What the platform sent').waitFor();
    await look(page, 'delivery', device);

    await page.goto(`${base}/inbox?unanswered=true`);
    await page.locator('[data-conversation]').first().waitFor();
    await look(page, 'unanswered', device);
    await page.goto(`${base}/inbox?q=order`);
    await page.getByRole('searchbox').waitFor();
    await page.waitForTimeout(1000);
    await look(page, 'search', device);
    await page.goto(`${base}/channels`);
    await page.locator('[data-channel]').first().waitFor();
    await look(page, 'channels', device);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Connect WhatsApp' }).click();
    await page.getByRole('button', { name: 'Log in at Meta' }).waitFor();
    await look(page, 'connect', device);
    await page.goto(`${base}/held`);
    await page.getByRole('button', { name: 'Show', exact: true }).first().waitFor();
    await look(page, 'held', device);
    await page.getByRole('button', { name: 'Show', exact: true }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replay' }).waitFor();
    await look(page, 'held-event', device);
    await page.goto(`${base}/account`);
    await page.getByText('this browser').waitFor();
    await look(page, 'account', device);
    await page.goto(`${base}/nothing-here`);
    check();
  });
}

test('the first load is small', async () => {
  const { page, context } = await visitor(browser);
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  let bytes = 0;
  client.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength;
  });
  await page.goto(`${base}/login`);
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.waitForLoadState('networkidle');

  assert.ok(bytes < FIRST_LOAD, `${bytes} bytes`);
});

test('the inbox is used by keyboard alone', async () => {
  const { page, check } = await visitor(browser);
  await logIn(page, email, password);
  await page.goto(`${base}/inbox`);
  await page.locator('[data-conversation]').first().waitFor();

  await page.keyboard.press('j');
  await page.locator('[data-conversation][aria-current=page]').waitFor();
  const first = page.url();
  await page.keyboard.press('j');
  await page.waitForURL((url) => url.href !== first);
  const second = new URL(page.url()).pathname.split('/').at(-1);
  await page.locator(`[data-conversation="${second}"][aria-current=page]`).waitFor();
  await page.keyboard.press('k');
  await page.waitForURL(first);
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('type')), 'search');
  await page.keyboard.type('order');
  await page.waitForURL(/q=order/);
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.search.includes('q='));
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.waitForURL(`${base}/inbox`);

  await page.keyboard.press('Tab');
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement ?? document.body);
      return document.activeElement === document.body || style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.borderColor !== '';
    });
    assert.ok(outline, 'the focus can be seen');
  }
  check();
});

async function look(page, name, device) {
  await picture(page, `${name}-${device}`, (colors) => assertAccessible(page, `${name}, ${device}, ${colors}`));
  const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(width <= 0, `${name} is ${width} px too wide, ${device}`);
}
