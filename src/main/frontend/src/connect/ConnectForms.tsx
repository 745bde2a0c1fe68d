import { useState, type FormEvent } from 'react';
import { Button, Checkbox, Radio, Stack, Text, TextInput, Textarea } from '@mantine/core';
import type { FacebookPage, WhatsappNumber } from '../api/types';
import { phoneNumber, plain } from '../format';
import { strings } from '../strings';

/** Takes an access token. */
export function Paste({ onToken }: { onToken: (token: string) => Promise<void> }) {
  const [token, setToken] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onToken(token.trim());
  };
  return (
    <form onSubmit={submit} autoComplete="off">
      <Stack>
        <Textarea
          label={strings.connect.tokenLabel}
          description={strings.connect.tokenHint}
          autosize
          minRows={2}
          maxRows={5}
          required
          withAsterisk={false}
          spellCheck={false}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!token.trim()}>
          {strings.connect.tokenNext}
        </Button>
      </Stack>
    </form>
  );
}

/** Lets one of several numbers be chosen, and asks for a PIN where the number needs one. */
export function Numbers({
  numbers,
  preferred,
  onChoose,
}: {
  numbers: WhatsappNumber[];
  preferred: string | null;
  onChoose: (number: WhatsappNumber, pin: string | undefined) => Promise<void>;
}) {
  const [chosen, setChosen] = useState(numbers.length === 1 ? numbers[0]!.phoneNumberId : (preferred ?? ''));
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const number = numbers.find((one) => one.phoneNumberId === chosen);
  if (numbers.length === 0) {
    return <Text>{strings.connect.noNumbers}</Text>;
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    await onChoose(number!, pin || undefined);
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        <Radio.Group
          label={strings.connect.choose}
          description={numbers.length > 1 ? strings.connect.chooseNumber : undefined}
          value={chosen}
          onChange={setChosen}
        >
          <Stack gap="xs" mt="xs">
            {numbers.map((one) => (
              <Radio
                key={one.phoneNumberId}
                value={one.phoneNumberId}
                label={<bdi>{`${plain(one.verifiedName)} ${phoneNumber(one.displayPhoneNumber)}`.trim() || one.phoneNumberId}</bdi>}
                description={
                  one.connected ? strings.connect.alreadyConnected : one.registered ? undefined : strings.connect.notRegistered
                }
              />
            ))}
          </Stack>
        </Radio.Group>
        {number && !number.registered && (
          <TextInput
            label={strings.connect.pin}
            description={strings.connect.pinHint}
            inputMode="numeric"
            pattern="[0-9]{6}"
            maxLength={6}
            required
            withAsterisk={false}
            value={pin}
            onChange={(event) => setPin(event.currentTarget.value)}
          />
        )}
        <Button type="submit" disabled={!number} loading={busy}>
          {strings.connect.connect}
        </Button>
      </Stack>
    </form>
  );
}

/** Lets one of several Pages be chosen, with its Instagram account. */
export function Pages({
  pages,
  onChoose,
}: {
  pages: FacebookPage[];
  onChoose: (pageId: string, withInstagram: boolean) => Promise<void>;
}) {
  const possible = pages.filter((page) => page.connectable);
  const [chosen, setChosen] = useState(possible.length === 1 ? possible[0]!.id : '');
  const [withInstagram, setWithInstagram] = useState(true);
  const [busy, setBusy] = useState(false);
  const page = pages.find((one) => one.id === chosen);
  if (pages.length === 0) {
    return <Text>{strings.connect.noPages}</Text>;
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    await onChoose(chosen, withInstagram && Boolean(page?.instagram));
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        <Radio.Group label={strings.connect.choosePage} value={chosen} onChange={setChosen}>
          <Stack gap="xs" mt="xs">
            {pages.map((one) => (
              <Radio
                key={one.id}
                value={one.id}
                label={<bdi>{plain(one.name) || one.id}</bdi>}
                disabled={!one.connectable}
                description={one.connectable ? undefined : strings.connect.notConnectable}
              />
            ))}
          </Stack>
        </Radio.Group>
        {page?.instagram && (
          <Checkbox
            label={strings.connect.withInstagram(plain(page.instagram))}
            checked={withInstagram}
            onChange={(event) => setWithInstagram(event.currentTarget.checked)}
          />
        )}
        <Button type="submit" disabled={!page} loading={busy}>
          {strings.connect.connect}
        </Button>
      </Stack>
    </form>
  );
}
