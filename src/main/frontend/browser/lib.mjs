import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

export const base = need('SWITCHBOARD_URL');
const secret = need('SWITCHBOARD_APP_SECRET');
const shots = need('SWITCHBOARD_SCREENSHOTS');

export const WIDE = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
export const PASSWORD = 'correct horse battery staple';

function need(name) {
  const value = process.env[name];
  assert.ok(value, `${name} must be set: DashboardIT does it`);
  return value;
}

/** Starts the browser of this machine. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * Somebody's browser. Whatever it reports as an error, a breach of the content security policy above all, fails the test in
 * which check() is called.
 */
export async function visitor(browser, options = {}) {
  const context = await browser.newContext({ viewport: WIDE, timezoneId: 'Europe/Berlin', ...options });
  const faults = [];
  context.on('page', (page) => {
    page.on('console', (message) => {
      // A browser reports each answer that is no success; what the page makes of it is another test's business.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        faults.push(message.text());
      }
    });
    page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  return { context, page, check: () => assert.deepEqual(faults, []) };
}

/** Signs somebody up who nobody has seen before, and leaves them on the page to which that leads. */
export async function signUp(page, name = 'Ana’s Flowers') {
  const email = `${randomUUID().slice(0, 8)}@example.com`;
  await page.goto(`${base}/signup`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Name of your business').fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('heading', { name: 'Channels' }).waitFor();
  return email;
}

export async function logIn(page, email, password) {
  await page.goto(`${base}/login`);
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
}

/** Posts what somebody writes on WhatsApp, signed as Meta signs: a text, or whatever else a message can be. */
export async function write(phoneNumberId, from, name, ...said) {
  const messages = said.map((about) => ({
    from,
    id: `wamid.${randomUUID()}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    ...(typeof about === 'string' ? { type: 'text', text: { body: about } } : about),
  }));
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: phoneNumberId },
    contacts: [{ profile: { name }, wa_id: from }],
    messages,
  };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '104000000000001', changes: [{ field: 'messages', value }] }],
  });
  const answer = await fetch(`${base}/webhooks/whatsapp`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Hub-Signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
    body,
  });
  assert.equal(answer.status, 200);
}

/**
 * Connects a WhatsApp number by the stand-in for Meta.
 * @returns the id of the number
 */
export async function connectWhatsapp(page, choice = 'one') {
  await page.goto(`${base}/channels`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Connect WhatsApp' }).click();
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Log in at Meta' }).click();
  const popup = await opened;
  await popup.locator(`button[value=${choice}]`).click();
  return popup;
}

/** Looks at a page as screen readers and people who see little need it; reports what is serious. */
export async function assertAccessible(page, what) {
  const axe = await new AxeBuilder({ page }).analyze();
  const serious = axe.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(
    serious.map(({ id, nodes }) => `${what}: ${id} at ${nodes.slice(0, 5).map((node) => node.target.join(' ')).join(', ')}`),
    [],
  );
}

mkdirSync(shots, { recursive: true });

/** Keeps a picture of a page in light and in dark colours; in both, something can be looked at. */
export async function picture(page, name, look = () => undefined) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${shots}/${name}-${colorScheme}.png` });
    await look(colorScheme);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  // Colours change gradually.
  await page.waitForTimeout(300);
}
