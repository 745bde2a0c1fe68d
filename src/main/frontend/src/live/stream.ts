import type { Message } from '../api/types';

/** How it stands with the stream of new messages. */
export type StreamState = 'connecting' | 'live' | 'away';

export interface StreamListener {
  /** A message that is new, or that was new just now: it can come twice. */
  message(message: Message): void;
  /** Messages may have been missed: read again what is on the screen. */
  gap(): void;
  /** Nobody is logged in any more. */
  loggedOut(): void;
  state(state: StreamState): void;
}

type Said =
  | { kind: 'message'; message: Message }
  | { kind: 'gap' }
  | { kind: 'state'; state: StreamState }
  | { kind: 'hello' };

const FIRST_DELAY = 1000;
const LONGEST_DELAY = 30_000;
const TICK = 5000;
/** A timer that comes so late was asleep with its machine. */
const ASLEEP = 20_000;

/**
 * The stream of new messages, one for all tabs of a browser: the tab that holds a lock reads it and tells the others. When
 * that tab is closed, the next one gets the lock. Whenever a stream begins anew, everybody reads again what is on the
 * screen, so nothing is missed.
 * @param user keeps the streams of two accounts in one browser apart
 * @returns ends it for this tab
 */
export function followStream(user: string, listener: StreamListener): () => void {
  const channel = new BroadcastChannel(`switchboard-stream-${user}`);
  const end = new AbortController();
  let reading: Reader | null = null;
  let state: StreamState = 'connecting';

  const tell = (said: Said) => {
    if (end.signal.aborted) {
      return;
    }
    hear(said);
    channel.postMessage(said);
  };
  const hear = (said: Said) => {
    if (said.kind === 'message') {
      listener.message(said.message);
    } else if (said.kind === 'gap') {
      listener.gap();
    } else if (said.kind === 'state') {
      state = said.state;
      listener.state(said.state);
    } else if (reading) {
      channel.postMessage({ kind: 'state', state } satisfies Said);
    }
  };
  channel.onmessage = (event: MessageEvent<Said>) => hear(event.data);
  channel.postMessage({ kind: 'hello' } satisfies Said);

  navigator.locks
    .request(`switchboard-stream-${user}`, { signal: end.signal }, () => {
      if (end.signal.aborted) {
        return undefined;
      }
      return new Promise<void>((resolve) => {
        reading = new Reader(tell, () => listener.loggedOut());
        reading.open();
        end.signal.addEventListener('abort', () => {
          reading?.close();
          resolve();
        });
      });
    })
    .catch((error: unknown) => {
      if (!end.signal.aborted) {
        throw error;
      }
    });

  return () => {
    end.abort();
    channel.close();
  };
}

/** Reads the stream, for as long as this tab is the one that does. */
class Reader {
  private source: EventSource | null = null;
  private closed = false;
  private delay = FIRST_DELAY;
  private retry: number | undefined;
  private ticked = Date.now();
  private readonly timer: number;
  private readonly tell: (said: Said) => void;
  private readonly loggedOut: () => void;

  constructor(tell: (said: Said) => void, loggedOut: () => void) {
    this.tell = tell;
    this.loggedOut = loggedOut;
    this.timer = window.setInterval(() => this.tick(), TICK);
    window.addEventListener('online', this.reopen);
  }

  open(): void {
    this.source?.close();
    const source = new EventSource('/api/stream');
    this.source = source;
    source.onopen = () => {
      this.delay = FIRST_DELAY;
      this.tell({ kind: 'state', state: 'live' });
      this.tell({ kind: 'gap' });
    };
    source.onmessage = (event: MessageEvent<string>) => {
      this.tell({ kind: 'message', message: JSON.parse(event.data) as Message });
    };
    source.onerror = () => {
      this.tell({ kind: 'state', state: 'away' });
      // The browser tries again by itself, except after an answer that is no stream.
      if (source.readyState === EventSource.CLOSED) {
        void this.later();
      }
    };
  }

  close(): void {
    this.closed = true;
    this.source?.close();
    window.clearTimeout(this.retry);
    window.clearInterval(this.timer);
    window.removeEventListener('online', this.reopen);
  }

  private readonly reopen = () => {
    this.open();
  };

  private tick(): void {
    const now = Date.now();
    if (now - this.ticked > ASLEEP) {
      this.open();
    }
    this.ticked = now;
  }

  private async later(): Promise<void> {
    const status = await fetch('/api/account').then(
      (response) => response.status,
      () => 0,
    );
    if (this.closed) {
      return;
    }
    if (status === 401) {
      this.loggedOut();
      return;
    }
    window.clearTimeout(this.retry);
    this.retry = window.setTimeout(this.reopen, this.delay * (0.75 + Math.random() / 2));
    this.delay = Math.min(this.delay * 2, LONGEST_DELAY);
  }
}
