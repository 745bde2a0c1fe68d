import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, connectWhatsapp, launch, PHONE, picture, signUp, visitor, WIDE, write } from './lib.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const [device, viewport] of [
  ['wide', WIDE],
  ['phone', PHONE],
]) {
  test(`from signing up to the first message and its erasure, ${device}`, async () => {
    const { page, check } = await visitor(browser, { viewport });
    const name = `${device === 'wide' ? 'Ana' : 'Ben'}’s Flowers`;
    await signUp(page, name);
    await picture(page, `story-channels-empty-${device}`);

    await connectWhatsapp(page, 'several');
    await page.getByRole('radio').first().check();
    await picture(page, `story-numbers-${device}`);
    await page.getByRole('dialog').getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('is connected').waitFor();
    await page.getByText('Waiting for the first message').waitFor();
    await page.getByText(/messages? that came before you connected (was|were) added/).waitFor({ timeout: 40_000 });
    await picture(page, `story-waiting-${device}`);

    const channels = await page.evaluate(() => fetch('/api/channels').then((answer) => answer.json()));
    const number = channels[0].externalId;
    await write(number, '4915199887766', 'Grace', 'Are roses in stock?');
    // Somebody else may have been first: the demonstration writes to a new channel too.
    await page.locator('[data-first-message]').waitFor();
    await picture(page, `story-arrived-${device}`);

    await page.getByRole('link', { name: 'Go to the inbox' }).click();
    await page.waitForURL(/\/inbox/);
    await page.goto(`${base}/inbox`);
    await page.getByRole('link', { name: /Grace/ }).first().click();
    const log = page.getByRole('log');
    await log.getByText('Are roses in stock?').waitFor();
    // Without loading anything again.
    await write(number, '4915199887766', 'Grace', 'Or tulips?');
    await log.getByText('Or tulips?').waitFor();
    assert.equal(await log.getByText('Or tulips?').count(), 1);
    await picture(page, `story-thread-${device}`);

    await page.getByRole('button', { name: 'About this person' }).click();
    const panel = page.getByRole('complementary', { name: 'Contact' });
    await panel.getByText('+4915199887766').waitFor();
    await picture(page, `story-contact-${device}`);
    await panel.getByRole('button', { name: 'Erase this person' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Erase this person' }).click();
    await page.getByText('The person is being erased.').waitFor();
    await assertGone(page, 'Grace');
    check();
  });
}

test('every way that connecting ends without a channel says so', async () => {
  const { page } = await visitor(browser);
  await signUp(page);

  await connectWhatsapp(page, 'cancel');
  await page.getByText('You have left the log-in before its end.').waitFor();
  await page.keyboard.press('Escape');

  await connectWhatsapp(page, 'refuse');
  await page.getByText('Meta says:').waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Connect Messenger' }).click();
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Log in at Facebook' }).click();
  const popup = await opened;
  await popup.waitForLoadState();
  await popup.close();
  await page.getByText('The window was closed before its end.').waitFor();
});

test('a Page and its Instagram account are connected together', async () => {
  const { page, check } = await visitor(browser);
  await signUp(page);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Connect Messenger' }).click();
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Log in at Facebook' }).click();
  const popup = await opened;
  await popup.locator('button[value=allow]').click();
  await page.getByRole('radio').first().check();
  await page.getByRole('dialog').getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('is connected').first().waitFor();
  await page.keyboard.press('Escape');

  await page.locator('[data-channel^="messenger:"]').waitFor();
  await page.locator('[data-channel^="instagram:"]').waitFor();
  check();
});

async function assertGone(page, name) {
  for (let tries = 0; tries < 40; tries++) {
    const contacts = await page.evaluate(() => fetch('/api/contacts').then((answer) => answer.json()));
    if (!contacts.items.some((contact) => contact.name === name)) {
      return;
    }
    await page.waitForTimeout(500);
  }
  assert.fail(`${name} is still there`);
}
