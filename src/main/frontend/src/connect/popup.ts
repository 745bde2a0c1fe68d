import { strings } from '../strings';

/** Pages of this origin tell each other by this name what a log-in at Meta came back with. */
export const RETURN_CHANNEL = 'switchboard-connected';

/** What Meta's log-in came back with. */
export interface Returned {
  state: string | null;
  code: string | null;
  error: string | null;
  cancelled: boolean;
}

/** How a log-in ended that gave nothing. */
export class LogInEnded extends Error {
  readonly how: 'cancelled' | 'closed' | 'refused' | 'blocked';

  constructor(how: LogInEnded['how'], message: string) {
    super(message);
    this.how = how;
  }
}

const FEATURES = 'popup,width=620,height=720';
const LOOK = 500;
/** After a window is closed, what it said last can still be on its way. */
const PATIENCE = 800;

/**
 * Opens a log-in in a window of its own. To be called while a click is handled: only then do browsers let a window open.
 * @param address gives the address; the window is open before it is known
 * @param onClosed is called when the window seems to be closed. It is only a hint: a page that isolates its window
 * (Cross-Origin-Opener-Policy) looks closed from here, and can come back all the same
 * @param signal ends the waiting
 * @returns what the log-in came back with
 * @throws LogInEnded when it gave nothing
 */
export async function logInByPopup(
  address: () => Promise<string>,
  onClosed: () => void,
  signal: AbortSignal,
): Promise<{ code: string; state: string }> {
  const popup = window.open('about:blank', 'switchboard-log-in', FEATURES);
  if (!popup) {
    throw new LogInEnded('blocked', strings.connect.blocked);
  }
  let expected: string | null;
  try {
    const url = await address();
    expected = new URL(url).searchParams.get('state');
    popup.location.href = url;
  } catch (error) {
    popup.close();
    throw error;
  }
  return new Promise((resolve, reject) => {
    const channel = new BroadcastChannel(RETURN_CHANNEL);
    let closedAt = 0;
    const timer = window.setInterval(() => {
      if (popup.closed && closedAt === 0) {
        closedAt = Date.now();
      } else if (closedAt > 0 && Date.now() - closedAt > PATIENCE) {
        window.clearInterval(timer);
        onClosed();
      }
    }, LOOK);
    const finish = () => {
      window.clearInterval(timer);
      channel.close();
      popup.close();
    };
    signal.addEventListener('abort', () => {
      finish();
      reject(new LogInEnded('closed', strings.connect.closed));
    });
    channel.onmessage = (event: MessageEvent<Returned>) => {
      const { code, state, error, cancelled } = event.data;
      // Another tab may be connecting too.
      if (state !== expected) {
        return;
      }
      finish();
      if (code && state) {
        resolve({ code, state });
      } else if (cancelled) {
        reject(new LogInEnded('cancelled', strings.connect.cancelled));
      } else {
        reject(new LogInEnded('refused', error ?? strings.connect.cancelled));
      }
    };
  });
}
