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
    await page.getByRole('complementary', { name: 'Contact' }).getByText('Known by').waitFor();
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

  // Where the focus is looks different from how it looks without.
  await page.goto(`${base}/account`);
  await page.getByText('this browser').waitFor();
  for (let presses = 0; presses < 14; presses++) {
    await page.keyboard.press('Tab');
    await page.waitForTimeout(250);
    const focused = await page.evaluateHandle(() => document.activeElement);
    const withFocus = await page.screenshot();
    await focused.evaluate((element) => element.blur());
    await page.waitForTimeout(250);
    const without = await page.screenshot();
    assert.ok(!withFocus.equals(without), `the focus can be seen at press ${presses + 1}`);
    await focused.evaluate((element) => element.focus({ focusVisible: true }));
  }
  check();
});

test('a conversation is read when it is looked at, and unread when the person says so', async () => {
  const { page, check } = await visitor(browser);
  await logIn(page, email, password);
  await page.goto(`${base}/inbox`);
  const conversation = page.locator('[data-conversation]').nth(3);
  await conversation.click();
  await page.locator('[data-message]').first().waitFor();
  const opened = page.locator('[data-conversation][aria-current=page]');
  const dot = opened.getByRole('img', { name: 'unread', exact: true });
  await dot.waitFor({ state: 'detached' });
  const id = new URL(page.url()).pathname.split('/').at(-1);

  await page.keyboard.press('u');
  await dot.waitFor();
  await page.waitForTimeout(1500);
  assert.equal(await dot.count(), 1);
  // The list moves while others write.
  const other = await page.evaluate(
    (not) => [...document.querySelectorAll('[data-conversation]')].map((one) => one.dataset.conversation).find((one) => one !== not),
    id,
  );
  await page.locator(`[data-conversation="${other}"]`).click();
  await page.waitForURL((url) => url.pathname.endsWith(other));
  await page.locator(`[data-conversation="${id}"]`).click();
  await page.locator(`[data-conversation="${id}"][aria-current=page]`).waitFor();
  await dot.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByText('You are logged out.').waitFor();
  await page.goto(`${base}/inbox`);
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  check();
});

test('what is on the screen stays there while the database is away', async () => {
  const { page } = await visitor(browser);
  await logIn(page, email, password);
  await page.goto(`${base}/inbox`);
  await page.locator('[data-conversation]').first().click();
  await page.locator('[data-message]').first().waitFor();
  await page.locator('[data-live=live]:visible').waitFor();
  let refused = 0;
  await page.route(/\/api\/(account|conversations|messages)/, (route) => {
    refused++;
    return route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"detail":"The database is away."}' });
  });

  // The stream begins anew, and everything is read again; each try is made four times, within some seconds.
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.waitForTimeout(10_000);

  assert.ok(refused > 8, `${refused} requests were refused`);
  assert.ok((await page.locator('[data-message]').count()) > 0);
  assert.ok((await page.locator('[data-conversation]').count()) > 0);
  assert.equal(await page.getByRole('alert').count(), 0);
});

test('a search leads to the message, and a dialog keeps its keys', async () => {
  const { page, check } = await visitor(browser);
  await logIn(page, email, password);
  await page.goto(`${base}/inbox?q=promised`);
  const result = page.getByRole('link', { name: /promised/ }).last();
  await result.click();
  await page.waitForURL(/#/);
  const id = new URL(page.url()).hash.slice(1);
  await page.locator(`[data-message="${id}"]`).getByText('promised').waitFor();
  assert.equal(await page.getByRole('searchbox').inputValue(), 'promised');

  await page.locator(`[data-message="${id}"]`).getByRole('button', { name: 'Where did it come from?' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('What the platform sent').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(new URL(page.url()).hash.slice(1), id);

  await page.getByRole('link', { name: 'Inbox' }).click();
  await page.waitForURL(`${base}/inbox`);
  await page.waitForFunction(() => document.querySelector('input[type=search]').value === '');
  check();
});

async function look(page, name, device) {
  await picture(page, `${name}-${device}`, (colors) => {
    // The dark colours are those of the wide page.
    return device === 'wide' || colors === 'light' ? assertAccessible(page, `${name}, ${device}, ${colors}`) : undefined;
  });
  const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(width <= 0, `${name} is ${width} px too wide, ${device}`);
}
