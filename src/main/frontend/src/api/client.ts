import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './schema';
import type { Problem } from './types';
import { strings } from '../strings';

/** An answer that is not what was asked for, with a sentence for the person in front of the screen. */
export class ApiError extends Error {
  readonly status: number;
  readonly fields: Record<string, string>;
  /** Seconds after which to try again; null when the server did not say. */
  readonly retryAfter: number | null;

  constructor(status: number, problem: Problem | undefined, retryAfter: number | null) {
    super(problem?.detail ?? (status === 0 ? strings.errors.offline : strings.errors.status(status)));
    this.status = status;
    this.fields = Object.fromEntries((problem?.fields ?? []).map((fault) => [fault.field, fault.message]));
    this.retryAfter = retryAfter;
  }
}

interface Csrf {
  headerName: string;
  token: string;
}

let csrf: Promise<Csrf> | null = null;
let whenLoggedOut: () => void = () => undefined;

/** Tells what to do when an answer says that nobody is logged in (any more). */
export function onLoggedOut(handler: () => void): void {
  whenLoggedOut = handler;
}

/** The token changes with each log-in, and with each log-out. */
export function forgetCsrf(): void {
  csrf = null;
}

function csrfToken(): Promise<Csrf> {
  csrf ??= fetch('/api/csrf').then((response) => {
    if (!response.ok) {
      throw new ApiError(response.status, undefined, null);
    }
    return response.json() as Promise<Csrf>;
  });
  csrf.catch(forgetCsrf);
  return csrf;
}

const everyCall: Middleware = {
  async onRequest({ request }) {
    if (request.method !== 'GET') {
      const { headerName, token } = await csrfToken();
      request.headers.set(headerName, token);
    }
    return request;
  },
  onResponse({ response }) {
    const at = Date.parse(response.headers.get('Date') ?? '');
    if (!Number.isNaN(at)) {
      ahead = at - Date.now();
    }
  },
};

let ahead = 0;

/** What time it is at the server, to a second: the clock of a person's machine can be wrong. */
export function serverNow(): number {
  return Date.now() + ahead;
}

export const client = createClient<paths>({ baseUrl: window.location.origin, fetch: (request) => globalThis.fetch(request) });
client.use(everyCall);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/**
 * Calls the API.
 * @param call makes the request; it is made a second time when another tab has logged in or out meanwhile and the token that
 * changes need is another one now
 * @returns what the server answered
 * @throws ApiError when it is not what was asked for, or no answer came
 */
export async function ask<T>(call: () => Promise<Answer<unknown>>): Promise<T> {
  let answer = await attempt(call);
  if (answer.response.status === 403 && csrf) {
    forgetCsrf();
    answer = await attempt(call);
  }
  if (answer.response.ok) {
    return answer.data as T;
  }
  const error = new ApiError(answer.response.status, problem(answer.error), seconds(answer.response));
  if (error.status === 401) {
    whenLoggedOut();
  }
  throw error;
}

async function attempt(call: () => Promise<Answer<unknown>>): Promise<Answer<unknown>> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ApiError) {
      throw error;
    }
    throw new ApiError(0, undefined, null);
  }
}

function problem(error: unknown): Problem | undefined {
  return typeof error === 'object' && error !== null ? (error as Problem) : undefined;
}

function seconds(response: Response): number | null {
  const value = Number(response.headers.get('Retry-After'));
  return value > 0 ? value : null;
}
