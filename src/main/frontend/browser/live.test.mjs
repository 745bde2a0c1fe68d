import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { base, connectWhatsapp, launch, signUp, visitor, write } from './lib.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('tabs share a stream, which comes back after a restart, and shows nothing twice', async () => {
  const { page, context, check } = await visitor(browser);
  await signUp(page);
  await connectWhatsapp(page);
  await page.getByText('is connected').waitFor();
  const channels = await page.evaluate(() => fetch('/api/channels').then((answer) => answer.json()));
  const number = channels[0].externalId;
  await write(number, '4915144556677', 'Grace', 'before');
  await page.goto(`${base}/inbox`);
  await page.getByRole('link', { name: /Grace/ }).click();
  await page.getByRole('log').getByText('before').waitFor();

  const second = await context.newPage();
  await second.goto(page.url());
  await second.getByRole('log').getByText('before').waitFor();
  await live(second);
  await oneStream();

  await write(number, '4915144556677', 'Grace', 'in both tabs');
  for (const tab of [page, second]) {
    await tab.getByRole('log').getByText('in both tabs').waitFor();
  }

  await page.close();
  await write(number, '4915144556677', 'Grace', 'after a tab was closed');
  await second.getByRole('log').getByText('after a tab was closed').waitFor();

  if (process.env.SWITCHBOARD_RESTART) {
    await restart();
    await write(number, '4915144556677', 'Grace', 'after the restart');
    await second.getByRole('log').getByText('after the restart').waitFor({ timeout: 60_000 });
    await live(second);
    for (const text of ['before', 'in both tabs', 'after a tab was closed', 'after the restart']) {
      assert.equal(await second.getByRole('log').getByText(text, { exact: true }).count(), 1, text);
    }
  } else {
    check();
  }
});

async function live(page) {
  await page.locator('[data-live=live]:visible').waitFor({ timeout: 60_000 });
}

/** Waits until the server has one open stream: one that nobody reads any more counts until its next heartbeat. */
async function oneStream() {
  let streams = 0;
  for (let tries = 0; tries < 60; tries++) {
    const metrics = await (await fetch(process.env.SWITCHBOARD_METRICS)).text();
    streams = Number(/^switchboard_streams(?:\{[^}]*\})? (\S+)$/m.exec(metrics)?.[1]);
    if (streams === 1) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  assert.equal(streams, 1);
}

/** DashboardIT restarts the server when this file is there, and deletes it then. */
async function restart() {
  const file = process.env.SWITCHBOARD_RESTART;
  writeFileSync(file, '');
  while (existsSync(file)) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
