import { describe, expect, it } from 'vitest';
import { channelName, dayHeading, duration, lag, personName, phoneNumber, plain, prettyJson, price, safeLink, shortTime } from './format';

describe('plain', () => {
  it('takes out what turns, hides or ends a line', () => {
    expect(plain('invoice\u202egpj.exe')).toBe('invoicegpj.exe');
    expect(plain('a\u200bb\ufeffc\u2066d')).toBe('abcd');
    expect(plain('two\nlines\r\n\ttabs')).toBe('two lines tabs');
  });

  it('ends a long text between two signs', () => {
    expect(plain('😀'.repeat(100_000), 3)).toBe('😀😀😀…');
    expect(plain('x'.repeat(100_000)).length).toBe(121);
  });

  it('keeps every script', () => {
    expect(plain('محمد')).toBe('محمد');
    expect(plain('José 李雷')).toBe('José 李雷');
  });
});

describe('safeLink', () => {
  it.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'vbscript:x', '//x', 'x', ''])(
    'is none for %j',
    (url) => expect(safeLink(url)).toBeNull(),
  );

  it('is one for what a browser fetches', () => {
    expect(safeLink('https://example.com/a b')).toBe('https://example.com/a%20b');
  });
});

describe('times', () => {
  const now = new Date(2026, 10, 30, 12, 0);

  it('names the days that are near', () => {
    expect(dayHeading(new Date(2026, 10, 30, 1).toISOString(), now)).toBe('Today');
    expect(dayHeading(new Date(2026, 10, 29, 23).toISOString(), now)).toBe('Yesterday');
    expect(dayHeading(new Date(2026, 10, 20).toISOString(), now)).toContain('20 November');
  });

  it('shows the time of today and the day of others', () => {
    expect(shortTime(new Date(2026, 10, 30, 9, 5).toISOString(), now)).toBe('09:05');
    expect(shortTime(new Date(2026, 10, 3).toISOString(), now)).toBe('3 Nov');
    expect(shortTime(new Date(2025, 10, 3).toISOString(), now)).toBe('3 Nov 2025');
  });

  it('has two units at most', () => {
    expect(duration(59_000)).toBe('59 s');
    expect(duration(61 * 60_000)).toBe('1 h 1 min');
    expect(duration(24 * 3_600_000)).toBe('24 h');
    expect(duration(72 * 3_600_000)).toBe('3 days');
    expect(duration(-5)).toBe('0 s');
    expect(lag('2026-11-30T10:00:00.000Z', '2026-11-30T10:00:00.012Z')).toBe('12 ms');
  });
});

it('calls a person by what is known', () => {
  expect(personName({ name: ' \u200b ', phone: '49171' })).toBe('+49171');
  expect(personName({ name: null, username: 'ana' })).toBe('ana');
  expect(personName({ id: '616854eb-a8651234', name: null })).toBe('Contact 1234');
  expect(personName(null)).toBe('Somebody');
});

it('writes a phone number with its plus', () => {
  expect(phoneNumber('15550783881')).toBe('+15550783881');
  expect(phoneNumber('+1 555-078-3881')).toBe('+1 555-078-3881');
  expect(phoneNumber(null)).toBe('');
});

it('calls a channel without a name by its platform and id', () => {
  expect(channelName({ name: null, key: 'messenger:42', type: 'messenger' })).toBe('Messenger 42');
});

it('shows prices in currencies that nobody knows', () => {
  expect(price(2, 'EUR')).toBe('€2.00');
  expect(price(2, 'credits')).toBe('2 credits');
});

it('shows what is not JSON as it is', () => {
  expect(prettyJson('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(prettyJson('{"a":')).toBe('{"a":');
});
