import { useState } from 'react';
import { Alert, Anchor, Badge, Button, Code, Group, Modal, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api';
import type { ReplayedOne } from '../api/types';
import { fullTime, plain, prettyJson } from '../format';
import { keys } from '../queries';
import { strings } from '../strings';
import { Confirm } from '../ui/Confirm';
import { Problem } from '../ui/Problem';
import { Waiting } from '../ui/Waiting';

const said = strings.held;

/** Why an event is held, in words, and what the server says beyond that. */
export function Reason({ reason }: { reason: string }) {
  const [kind = '', ...rest] = reason.split(':');
  return (
    <Stack gap={0}>
      <Text size="sm">{said.reasons[kind] ?? plain(kind)}</Text>
      {rest.length > 0 && (
        <Text size="xs" c="var(--muted)">
          <bdi>{plain(rest.join(':'), 200)}</bdi>
        </Text>
      )}
    </Stack>
  );
}

/** One held event with its payload, to be replayed or discarded. */
export function HeldEvent({ id, onClose, onChanged }: { id: string; onClose: () => void; onChanged: () => Promise<unknown> }) {
  const held = useQuery({ queryKey: [...keys.held, 'one', id], queryFn: () => api.heldDetail(id), retry: false });
  const [outcome, setOutcome] = useState<ReplayedOne | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [discarding, setDiscarding] = useState(false);
  const replay = async () => {
    setBusy(true);
    setError(null);
    setOutcome(null);
    try {
      setOutcome(await api.replayOne(id));
      await onChanged();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const event = held.data;
  return (
    <Modal opened onClose={onClose} size="lg" title={said.payload} closeButtonProps={{ 'aria-label': strings.close }}>
      <Stack>
        {held.isPending && <Waiting />}
        {held.isError && !outcome?.stored && <Problem error={held.error} onRetry={() => void held.refetch()} />}
        {outcome && <Outcome outcome={outcome} />}
        {error !== null && <Problem error={error} />}
        {event && (
          <>
            <Group gap="xs">
              <Badge tt="none" variant="default">
                {event.channel}
              </Badge>
              <Text size="sm">{fullTime(event.receivedAt)}</Text>
            </Group>
            <Reason reason={event.reason} />
            {event.encoding && <Text size="sm">{said.base64}</Text>}
            <Code block mah={360} style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} tabIndex={0}>
              {prettyJson(event.payload)}
            </Code>
            {!outcome?.stored && (
              <Group justify="flex-end">
                <Button variant="default" onClick={() => setDiscarding(true)}>
                  {said.discard}
                </Button>
                <Button loading={busy} onClick={() => void replay()}>
                  {said.replay}
                </Button>
              </Group>
            )}
          </>
        )}
      </Stack>
      <Confirm
        opened={discarding}
        title={said.discardTitle}
        action={said.discard}
        onConfirm={async () => {
          await api.discardOne(id);
          await onChanged();
          onClose();
        }}
        onClose={() => setDiscarding(false)}
      >
        {said.discardText}
      </Confirm>
    </Modal>
  );
}

/** What became of an event, with the way to its message. */
function Outcome({ outcome }: { outcome: ReplayedOne }) {
  const message = useQuery({
    queryKey: keys.message(outcome.message ?? ''),
    queryFn: () => api.message(outcome.message!),
    enabled: outcome.stored && outcome.message !== null,
  });
  return outcome.stored ? (
    <Alert color="green" icon={<IconCheck aria-hidden />} title={said.stored} role="status">
      {message.data?.conversation && (
        <Anchor component={Link} to={`/inbox/${message.data.conversation}#${message.data.id}`} underline="always">
          {said.toMessage}
        </Anchor>
      )}
    </Alert>
  ) : (
    <Alert color="orange" title={said.again} role="status">
      {plain(outcome.reason, 300)}
    </Alert>
  );
}
