import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { someMessage } from '../test/some';
import { followStream, type StreamListener } from './stream';

class FakeSource {
  static opened: FakeSource[] = [];
  static readonly CLOSED = 2;
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;

  constructor() {
    FakeSource.opened.push(this);
  }

  close() {
    this.readyState = FakeSource.CLOSED;
  }
}

/** Hears what others of its name post, in the same tick. */
class FakeChannel {
  static all: FakeChannel[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
    FakeChannel.all.push(this);
  }

  postMessage(data: unknown) {
    FakeChannel.all.filter((other) => other !== this && other.name === this.name).forEach((other) => other.onmessage?.({ data }));
  }

  close() {
    FakeChannel.all = FakeChannel.all.filter((other) => other !== this);
  }
}

/** Grants a lock to one after the other. */
class FakeLocks {
  private last: Promise<unknown> = Promise.resolve();

  request(_name: string, options: { signal: AbortSignal }, work: () => Promise<void> | undefined) {
    this.last = this.last.then(() => (options.signal.aborted ? undefined : work()));
    return this.last;
  }
}

function listener(): StreamListener & { messages: string[]; gaps: number; states: string[]; out: number } {
  return {
    messages: [],
    gaps: 0,
    states: [],
    out: 0,
    message(message) {
      this.messages.push(message.id);
    },
    gap() {
      this.gaps++;
    },
    loggedOut() {
      this.out++;
    },
    state(state) {
      this.states.push(state);
    },
  };
}

const settle = async () => {
  for (let i = 0; i < 5; i++) {
    await Promise.resolve();
  }
};

describe('the stream of a browser', () => {
  const ends: (() => void)[] = [];
  const follow = (some: StreamListener) => {
    const end = followStream('u1', some);
    ends.push(end);
    return end;
  };

  beforeEach(() => {
    FakeSource.opened = [];
    FakeChannel.all = [];
    vi.stubGlobal('EventSource', FakeSource);
    vi.stubGlobal('BroadcastChannel', FakeChannel);
    Object.defineProperty(navigator, 'locks', { value: new FakeLocks(), configurable: true });
  });

  afterEach(() => {
    ends.splice(0).forEach((end) => end());
    vi.useRealTimers();
  });

  it('is one for all tabs', async () => {
    const one = listener();
    const other = listener();
    follow(one);
    follow(other);
    await settle();

    FakeSource.opened[0]!.onopen?.();
    FakeSource.opened[0]!.onmessage?.({ data: JSON.stringify(someMessage({ id: 'm7' })) });

    expect(FakeSource.opened).toHaveLength(1);
    expect(one.messages).toEqual(['m7']);
    expect(other.messages).toEqual(['m7']);
    expect(other.gaps).toBe(1);
  });

  it('goes on in another tab when its tab is closed', async () => {
    const other = listener();
    const end = follow(listener());
    follow(other);
    await settle();

    end();
    await settle();
    FakeSource.opened[1]!.onopen?.();

    expect(FakeSource.opened[0]!.readyState).toBe(FakeSource.CLOSED);
    expect(other.gaps).toBe(1);
    expect(other.states.at(-1)).toBe('live');
  });

  it('comes back after the server was away', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('away')));
    const one = listener();
    follow(one);
    await settle();
    const first = FakeSource.opened[0]!;

    first.readyState = FakeSource.CLOSED;
    first.onerror?.();
    await vi.advanceTimersByTimeAsync(2000);

    expect(one.states.at(-1)).toBe('away');
    expect(FakeSource.opened).toHaveLength(2);
  });

  it('ends when nobody is logged in any more', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 401 })));
    const one = listener();
    follow(one);
    await settle();
    const first = FakeSource.opened[0]!;

    first.readyState = FakeSource.CLOSED;
    first.onerror?.();
    await vi.waitFor(() => expect(one.out).toBe(1));

    expect(FakeSource.opened).toHaveLength(1);
  });

  it('opens nothing any more when its tab has left while it looked whether somebody is logged in', async () => {
    vi.useFakeTimers();
    let answer: (response: Response) => void = () => undefined;
    vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (answer = resolve)));
    const one = listener();
    const end = follow(one);
    await settle();
    const first = FakeSource.opened[0]!;
    first.readyState = FakeSource.CLOSED;
    first.onerror?.();

    end();
    answer(new Response(null, { status: 401 }));
    await vi.advanceTimersByTimeAsync(60_000);

    expect(FakeSource.opened).toHaveLength(1);
    expect(one.out).toBe(0);
  });

  it('begins anew after the machine has slept', async () => {
    vi.useFakeTimers();
    follow(listener());
    await settle();

    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(5000);

    expect(FakeSource.opened).toHaveLength(2);
  });
});
