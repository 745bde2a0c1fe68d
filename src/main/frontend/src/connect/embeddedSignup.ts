import type { ConnectSettings } from '../api/types';
import { strings } from '../strings';
import { LogInEnded } from './popup';

/**
 * WhatsApp's Embedded Signup, by Meta's SDK for JavaScript.
 * https://developers.facebook.com/docs/whatsapp/embedded-signup/implementation
 */
interface FacebookSdk {
  init(options: { appId: string; autoLogAppEvents: boolean; xfbml: boolean; version: string }): void;
  login(
    callback: (response: { authResponse: { code?: string } | null; status?: string }) => void,
    options: {
      config_id: string;
      response_type: 'code';
      override_default_response_type: true;
      extras: { setup: object; featureType: string; sessionInfoVersion: string };
    },
  ): void;
}

declare global {
  interface Window {
    FB?: FacebookSdk;
    fbAsyncInit?: () => void;
  }
}

/** What Embedded Signup gave: a code, and what was chosen as far as it says. */
interface SignedUp {
  code: string;
  businessAccountId: string | null;
  phoneNumberId: string | null;
}

interface SessionEvent {
  type: 'WA_EMBEDDED_SIGNUP';
  event: string;
  data?: {
    waba_id?: string;
    phone_number_id?: string;
    current_step?: string;
    error_message?: string;
    error_id?: string;
  };
}

const PATIENCE = 20_000;
const AFTERWARDS = 800;

let loading: Promise<void> | null = null;

/** Loads Meta's SDK, once. Nothing of Meta's is loaded before somebody wants to connect WhatsApp. */
export function loadSdk(settings: ConnectSettings['whatsapp']): Promise<void> {
  loading ??= new Promise<void>((resolve, reject) => {
    const script = document.createElement('script');
    script.src = settings.sdkUrl!;
    script.async = true;
    script.crossOrigin = 'anonymous';
    const timer = window.setTimeout(() => script.onerror?.('timeout'), PATIENCE);
    script.onload = () => {
      if (!window.FB) {
        // Blockers answer with an empty script.
        script.onerror?.('empty');
        return;
      }
      window.clearTimeout(timer);
      window.FB.init({
        appId: settings.appId!,
        autoLogAppEvents: false,
        xfbml: false,
        version: settings.graphVersion!,
      });
      resolve();
    };
    script.onerror = () => {
      window.clearTimeout(timer);
      script.remove();
      loading = null;
      reject(new Error(strings.connect.sdkFailed));
    };
    document.head.append(script);
  });
  return loading;
}

/**
 * Opens Embedded Signup. To be called while a click is handled, after the SDK has been loaded.
 * @throws LogInEnded when it gave nothing
 */
export function signUpAtMeta(settings: ConnectSettings['whatsapp']): Promise<SignedUp> {
  return new Promise((resolve, reject) => {
    let said: SessionEvent | null = null;
    const hear = (event: MessageEvent<unknown>) => {
      if (isFromMeta(event.origin, settings.sdkUrl!)) {
        said = sessionEvent(event.data) ?? said;
      }
    };
    window.addEventListener('message', hear);
    window.FB!.login(
      (response) => {
        // What was chosen is said by another message, which can come a little later.
        window.setTimeout(() => {
          window.removeEventListener('message', hear);
          const code = response.authResponse?.code;
          if (code) {
            resolve({
              code,
              businessAccountId: said?.data?.waba_id ?? null,
              phoneNumberId: said?.data?.phone_number_id ?? null,
            });
          } else if (said?.data?.error_message) {
            reject(new LogInEnded('refused', said.data.error_message));
          } else if (said?.event === 'CANCEL') {
            reject(new LogInEnded('cancelled', strings.connect.cancelled));
          } else {
            reject(new LogInEnded('closed', strings.connect.closed));
          }
        }, AFTERWARDS);
      },
      {
        config_id: settings.configurationId!,
        response_type: 'code',
        override_default_response_type: true,
        extras: { setup: {}, featureType: '', sessionInfoVersion: '3' },
      },
    );
  });
}

const META = ['https://www.facebook.com', 'https://web.facebook.com'];

/** Whether a message is Meta's: its exact origins, or that of the SDK, whose scripts run here anyway. */
export function isFromMeta(origin: string, sdkUrl: string): boolean {
  return META.includes(origin) || origin === new URL(sdkUrl, window.location.origin).origin;
}

/** Reads a message of Embedded Signup; null for all others. */
export function sessionEvent(data: unknown): SessionEvent | null {
  if (typeof data !== 'string') {
    return null;
  }
  try {
    const parsed = JSON.parse(data) as Partial<SessionEvent> | null;
    return parsed?.type === 'WA_EMBEDDED_SIGNUP' && typeof parsed.event === 'string' ? (parsed as SessionEvent) : null;
  } catch {
    // Meta's SDK posts other texts too.
    return null;
  }
}
