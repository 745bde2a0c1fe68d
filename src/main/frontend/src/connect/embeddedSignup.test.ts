import { describe, expect, it } from 'vitest';
import { isFromMeta, sessionEvent } from './embeddedSignup';

const SDK = 'https://connect.facebook.net/en_US/sdk.js';

describe('a message to the window', () => {
  it.each(['https://www.facebook.com', 'https://web.facebook.com'])('is Meta’s from %s', (origin) => {
    expect(isFromMeta(origin, SDK)).toBe(true);
  });

  it.each([
    'https://evilfacebook.com',
    'https://www.facebook.com.evil.example',
    'http://www.facebook.com',
    'https://m.facebook.com',
    'null',
    window.location.origin,
  ])('is not Meta’s from %s', (origin) => {
    expect(isFromMeta(origin, SDK)).toBe(false);
  });

  it('is the stand-in’s where this server has one', () => {
    expect(isFromMeta(window.location.origin, '/demo/meta/sdk.js')).toBe(true);
    expect(isFromMeta('https://evil.example', '/demo/meta/sdk.js')).toBe(false);
  });

  it('says what was chosen only when it is of Embedded Signup', () => {
    expect(sessionEvent('{"type":"WA_EMBEDDED_SIGNUP","event":"FINISH","data":{"waba_id":"1"}}')?.data?.waba_id).toBe('1');
    expect(sessionEvent('{"type":"other","event":"FINISH"}')).toBeNull();
    expect(sessionEvent('cb=f1&domain=x')).toBeNull();
    expect(sessionEvent({ type: 'WA_EMBEDDED_SIGNUP' })).toBeNull();
    expect(sessionEvent('null')).toBeNull();
  });
});
