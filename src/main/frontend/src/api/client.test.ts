import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '.';
import { ApiError, forgetCsrf, onLoggedOut } from './client';

const json = (body: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });

function answers(...list: ((url: string, request: Request) => Response | undefined)[]) {
  const calls: Request[] = [];
  const fetch = vi.fn((input: Request | string) => {
    const request = typeof input === 'string' ? new Request(new URL(input, window.location.origin)) : input;
    calls.push(request);
    const url = new URL(request.url).pathname;
    const answer = list.map((one) => one(url, request)).find(Boolean);
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('no network'));
  });
  vi.stubGlobal('fetch', fetch);
  return calls;
}

describe('the API', () => {
  beforeEach(forgetCsrf);

  it('gets the token with every change, and asks for it once', async () => {
    const calls = answers(
      (url) => (url === '/api/csrf' ? json({ headerName: 'X-XSRF-TOKEN', token: 't1' }) : undefined),
      (url) => (url.startsWith('/api/sessions/') ? new Response(null, { status: 204 }) : undefined),
    );

    await api.endSession('a');
    await api.endSession('b');

    expect(calls.filter((call) => call.url.endsWith('/api/csrf'))).toHaveLength(1);
    expect(calls.at(-1)?.headers.get('X-XSRF-TOKEN')).toBe('t1');
  });

  it('asks for the token again when another tab has logged in', async () => {
    let token = 0;
    const calls = answers(
      (url) => (url === '/api/csrf' ? json({ headerName: 'X-XSRF-TOKEN', token: `t${++token}` }) : undefined),
      (_url, request) =>
        request.headers.get('X-XSRF-TOKEN') === 't2' ? new Response(null, { status: 204 }) : json({ detail: 'no' }, 403),
    );

    await api.endSession('a');

    expect(calls.filter((call) => call.method === 'DELETE')).toHaveLength(2);
  });

  it('says what the server says is wrong, of which field, and when to try again', async () => {
    answers(
      (url) => (url === '/api/csrf' ? json({ headerName: 'X', token: 't' }) : undefined),
      () =>
        json({ detail: 'Too often.', fields: [{ field: 'password', message: 'too short' }] }, 429, {
          'Content-Type': 'application/problem+json',
          'Retry-After': '7',
        }),
    );

    const error = await api.signUp({ email: 'a@b.c', name: 'x', password: 'y' }).catch((failure: unknown) => failure);

    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ message: 'Too often.', status: 429, retryAfter: 7, fields: { password: 'too short' } });
  });

  it('says so when there is no way to the server', async () => {
    answers();

    await expect(api.channels()).rejects.toMatchObject({ status: 0, message: expect.stringContaining('cannot be reached') as string });
  });

  it('tells that nobody is logged in any more', async () => {
    answers(() => json({ detail: 'Log in.' }, 401));
    const loggedOut = vi.fn();
    onLoggedOut(loggedOut);

    await expect(api.channels()).rejects.toMatchObject({ status: 401 });

    expect(loggedOut).toHaveBeenCalledOnce();
  });
});
