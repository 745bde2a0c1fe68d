import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connectWhatsapp, launch, signUp, visitor, write } from './lib.mjs';

const HTML = '<img src=x onerror="document.title=\'broken\'"><script>document.title="broken"</script>';
const TURNED = 'invoice\u202egnp.exe';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('names, texts, file names and links are inert, whatever they contain', async () => {
  const { page, check } = await visitor(browser);
  await signUp(page, `<b>${HTML}</b>`);
  await connectWhatsapp(page);
  await page.getByText('is connected').waitFor();
  const number = new URL(await page.getByRole('link', { name: 'Go to the inbox' }).getAttribute('href'), page.url());
  await page.getByRole('link', { name: 'Go to the inbox' }).click();
  const channel = decodeURIComponent(number.searchParams.get('channel') ?? '').split(':')[1] ?? (await channelOf(page));
  const person = '4915112345678';

  // A second apart, so that the last one is at the bottom.
  const began = Math.floor(Date.now() / 1000) - 60;
  let seconds = 0;
  const say = (about) => write(channel, person, `${HTML}\u202e`, { ...about, timestamp: String(began + ++seconds) });

  await say({ type: 'text', text: { body: HTML } });
  await say({ type: 'text', text: { body: 'x'.repeat(100_000) } });
  await say({ type: 'text', text: { body: 'javascript:document.title="broken"' } });
  await say({
    type: 'document',
    document: { id: '1', mime_type: 'text/html', filename: TURNED, caption: HTML, url: 'javascript:document.title="broken"' },
  });
  await say({
    type: 'contacts',
    contacts: [{ name: { formatted_name: HTML }, phones: [{ phone: HTML }] }],
  });
  await say({ type: 'nobody_knows', nobody_knows: { html: HTML } });

  await page.getByRole('link', { name: new RegExp('img src=x') }).first().click();
  await page.getByText('Show its JSON').waitFor();
  const log = page.getByRole('log');
  await log.getByText('invoicegnp.exe').waitFor();

  assert.equal(await page.title(), 'Inbox – Switchboard');
  assert.equal(await log.locator('img, script, iframe, object').count(), 0);
  assert.equal(await page.locator('a[href^="javascript:" i]').count(), 0);
  assert.equal(await page.locator('body').evaluate((body) => body.scrollWidth <= window.innerWidth), true);
  check();
});

async function channelOf(page) {
  const channels = await page.evaluate(() => fetch('/api/channels').then((answer) => answer.json()));
  return channels[0].externalId;
}
