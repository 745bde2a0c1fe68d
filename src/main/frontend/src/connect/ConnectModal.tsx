import { useEffect, useRef, useState } from 'react';
import { Alert, Anchor, Button, Loader, Modal, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { Channel, ChannelType, ConnectSettings, FacebookPage, WhatsappNumber } from '../api/types';
import { plain } from '../format';
import { keys } from '../queries';
import { strings } from '../strings';
import { messageOf, Problem } from '../ui/Problem';
import { Waiting } from '../ui/Waiting';
import { Numbers, Pages, Paste } from './ConnectForms';
import { loadSdk, signUpAtMeta } from './embeddedSignup';
import { FirstMessage } from './FirstMessage';
import { LogInEnded, logInByPopup } from './popup';

type Step =
  | { at: 'start' }
  | { at: 'waiting'; text: string }
  | { at: 'numbers'; numbers: WhatsappNumber[]; chosen: string | null; token: string | null }
  | { at: 'pages'; pages: FacebookPage[]; token: string | null }
  | { at: 'done'; channels: Channel[] };

/** Connects a channel, from the first click to the first message. */
export function ConnectModal({ type, onClose }: { type: ChannelType; onClose: () => void }) {
  const settings = useQuery({ queryKey: keys.connectSettings, queryFn: api.connectSettings, staleTime: Infinity });
  return (
    <Modal
      opened
      onClose={onClose}
      title={strings.channels.connect(strings.platforms[type]!)}
      size="md"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': strings.close }}
    >
      {settings.isPending && <Waiting />}
      {settings.isError && <Problem error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && <Steps type={type} settings={settings.data} onClose={onClose} />}
    </Modal>
  );
}

function Steps({ type, settings, onClose }: { type: ChannelType; settings: ConnectSettings; onClose: () => void }) {
  const client = useQueryClient();
  const [step, setStep] = useState<Step>({ at: 'start' });
  const [error, setError] = useState<unknown>(null);
  const [pasting, setPasting] = useState(!settings[type].available);

  const attempt = useRef(new AbortController());
  useEffect(() => () => attempt.current.abort(), []);

  const run = async (text: string, work: (signal: AbortSignal) => Promise<Step>) => {
    attempt.current.abort();
    attempt.current = new AbortController();
    const { signal } = attempt.current;
    setError(null);
    setStep({ at: 'waiting', text });
    try {
      const next = await work(signal);
      if (signal.aborted) {
        return;
      }
      setError(null);
      setStep(next);
      if (next.at === 'done') {
        await client.invalidateQueries({ queryKey: keys.channels });
      }
    } catch (failure) {
      if (!signal.aborted) {
        setError(failure);
        setStep((now) => (now.at === 'waiting' ? { at: 'start' } : now));
      }
    }
  };
  const seemsClosed = () => {
    setError(new LogInEnded('closed', strings.connect.closed));
    setStep((now) => (now.at === 'waiting' ? { at: 'start' } : now));
  };

  /** As run, but what was chosen stays when it fails. */
  const connect = async (work: () => Promise<Channel[]>) => {
    setError(null);
    try {
      setStep({ at: 'done', channels: await work() });
      await client.invalidateQueries({ queryKey: keys.channels });
    } catch (failure) {
      setError(failure);
    }
  };

  const logIn = () =>
    run(strings.connect.window, async (signal) => {
      if (type === 'whatsapp') {
        const signedUp = await signUpAtMeta(settings.whatsapp);
        const { numbers } = await api.whatsappNumbers({
          code: signedUp.code,
          businessAccountId: signedUp.businessAccountId ?? undefined,
        });
        const [only] = numbers;
        if (numbers.length === 1 && only?.registered) {
          return { at: 'done', channels: [await api.connectWhatsapp(numberIds(only))] };
        }
        return { at: 'numbers', numbers, chosen: signedUp.phoneNumberId, token: null };
      }
      const back = await logInByPopup(() => api.authorize(type).then(({ url }) => url), seemsClosed, signal);
      return type === 'messenger'
        ? { at: 'pages', pages: await api.pages(back), token: null }
        : { at: 'done', channels: [await api.connectInstagram(back)] };
    });

  const lookUp = (token: string) =>
    run(strings.connect.connecting, async () => {
      if (type === 'whatsapp') {
        return { at: 'numbers', numbers: (await api.whatsappNumbers({ token })).numbers, chosen: null, token };
      }
      return type === 'messenger'
        ? { at: 'pages', pages: await api.pagesWithToken(token), token }
        : { at: 'done', channels: [await api.connectInstagramWithToken(token)] };
    });

  if (step.at === 'done') {
    return <FirstMessage channels={step.channels} onClose={onClose} />;
  }
  if (step.at === 'waiting') {
    return (
      <Stack align="center" p="md" role="status">
        <Loader aria-hidden />
        <Text>{step.text}</Text>
        <Button
          variant="default"
          onClick={() => {
            attempt.current.abort();
            setStep({ at: 'start' });
          }}
        >
          {strings.cancel}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack>
      {error !== null && <Ended error={error} />}
      {step.at === 'numbers' && (
        <Numbers
          numbers={step.numbers}
          preferred={step.chosen}
          onChoose={(number, pin) =>
            connect(async () => [
              step.token
                ? await api.connectWhatsappWithToken({ ...numberIds(number), pin, token: step.token })
                : await api.connectWhatsapp({ ...numberIds(number), pin }),
            ])
          }
        />
      )}
      {step.at === 'pages' && (
        <Pages
          pages={step.pages}
          onChoose={(pageId, withInstagram) =>
            connect(() =>
              step.token
                ? api.connectPageWithToken({ token: step.token, pageId, withInstagram })
                : api.connectPage({ pageId, withInstagram }),
            )
          }
        />
      )}
      {step.at === 'start' && (pasting ? <Paste onToken={lookUp} /> : <LogIn type={type} settings={settings} onLogIn={logIn} />)}
      {step.at === 'start' && !settings[type].available && (
        <Alert icon={<IconInfoCircle aria-hidden />} title={strings.connect.unavailable} color="gray">
          {settings[type].reason}
        </Alert>
      )}
      {step.at === 'start' && settings[type].available && (
        <Anchor component="button" size="sm" underline="always" onClick={() => setPasting(!pasting)} ta="left">
          {pasting ? strings.connect.login : strings.connect.token}
        </Anchor>
      )}
    </Stack>
  );
}

function numberIds(number: WhatsappNumber) {
  return { businessAccountId: number.businessAccountId, phoneNumberId: number.phoneNumberId };
}

function Ended({ error }: { error: unknown }) {
  if (error instanceof LogInEnded && error.how !== 'refused') {
    return (
      <Alert role="alert" color="gray" icon={<IconInfoCircle aria-hidden />}>
        {error.message}
      </Alert>
    );
  }
  return error instanceof LogInEnded ? (
    <Alert role="alert" color="red" title={strings.connect.refused} icon={<IconInfoCircle aria-hidden />}>
      {plain(messageOf(error), 500)}
    </Alert>
  ) : (
    <Problem error={error} />
  );
}

function LogIn({
  type,
  settings,
  onLogIn,
}: {
  type: ChannelType;
  settings: ConnectSettings;
  onLogIn: () => Promise<void>;
}) {
  const [ready, setReady] = useState(type !== 'whatsapp');
  const [failed, setFailed] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (type !== 'whatsapp') {
      return;
    }
    loadSdk(settings.whatsapp).then(
      () => setReady(true),
      (error: unknown) => setFailed(error),
    );
  }, [type, settings, tries]);
  return (
    <Stack>
      <Text>{strings.connect.intro[type]}</Text>
      {failed !== null && (
        <Problem
          error={failed}
          onRetry={() => {
            setFailed(null);
            setTries(tries + 1);
          }}
        />
      )}
      <Button onClick={() => void onLogIn()} disabled={failed !== null} loading={!ready && failed === null} data-autofocus>
        {ready ? strings.connect.logIn(type === 'instagram' ? 'Instagram' : type === 'messenger' ? 'Facebook' : 'Meta') : strings.connect.loadingSdk}
      </Button>
    </Stack>
  );
}
