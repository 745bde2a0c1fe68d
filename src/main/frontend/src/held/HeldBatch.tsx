import { useState } from 'react';
import { Alert, Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { api } from '../api';
import { serverNow } from '../api/client';
import type { HeldFilter } from '../api/types';
import { strings } from '../strings';
import { BAD } from '../ui/colors';
import { Problem } from '../ui/Problem';

const said = strings.held;
const BATCH = 100;

/** Replays or discards all that fits, page by page, with progress; closing stops it after the page. */
export function HeldBatch({
  kind,
  filter,
  total,
  onClose,
  onChanged,
}: {
  kind: 'replay' | 'discard';
  filter: HeldFilter;
  total: number;
  onClose: () => void;
  onChanged: () => Promise<unknown>;
}) {
  const [asked] = useState(total);
  // What comes in while this is open was not asked about.
  const [until] = useState(() => filter.until ?? new Date(serverNow()).toISOString());
  const [done, setDone] = useState({ events: 0, stored: 0, heldAgain: 0 });
  const [state, setState] = useState<'asking' | 'running' | 'ended'>('asking');
  const [error, setError] = useState<unknown>(null);
  const [stop] = useState(() => new AbortController());

  const run = async () => {
    setState('running');
    setError(null);
    try {
      let after: string | null = null;
      do {
        const body: HeldFilter & { after?: string; limit: number } = {
          ...filter,
          until,
          after: after ?? undefined,
          limit: BATCH,
        };
        if (kind === 'replay') {
          const page = await api.replayPage(body);
          setDone((before) => ({
            events: before.events + page.replayed,
            stored: before.stored + page.stored,
            heldAgain: before.heldAgain + page.heldAgain,
          }));
          after = page.next;
        } else {
          const page = await api.discardPage(body);
          setDone((before) => ({ ...before, events: before.events + page.discarded }));
          after = page.next;
        }
      } while (after !== null && !stop.signal.aborted);
    } catch (failure) {
      setError(failure);
    } finally {
      setState('ended');
      await onChanged();
    }
  };
  const close = () => {
    stop.abort();
    onClose();
  };
  const isReplay = kind === 'replay';
  return (
    <Modal
      opened
      onClose={close}
      title={isReplay ? said.replayAll(asked) : said.discardAll(asked)}
      closeButtonProps={{ 'aria-label': strings.close }}
    >
      <Stack>
        {state === 'asking' && <Text>{isReplay ? said.replayAllText(asked) : said.discardAllText(asked)}</Text>}
        {state === 'running' && (
          <Stack gap={4} role="status">
            <Progress value={asked > 0 ? (done.events / asked) * 100 : 0} animated aria-label={said.progress(done.events, asked)} />
            <Text size="sm">{said.progress(done.events, asked)}</Text>
          </Stack>
        )}
        {error !== null && <Problem error={error} />}
        {state === 'ended' && (
          <Alert color={done.heldAgain > 0 || error !== null ? 'orange' : 'green'} role="status">
            {isReplay ? said.outcome(done.stored, done.heldAgain) : said.discarded(done.events)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {state === 'asking' ? strings.cancel : state === 'running' ? said.stop : strings.close}
          </Button>
          {state === 'asking' && (
            <Button color={isReplay ? undefined : BAD} onClick={() => void run()}>
              {isReplay ? said.replay : said.discard}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
