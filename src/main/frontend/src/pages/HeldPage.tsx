import { useState } from 'react';
import {
  Alert,
  Anchor,
  Badge,
  Button,
  Code,
  Container,
  Group,
  Loader,
  Modal,
  Paper,
  Progress,
  Select,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconCheck, IconMoodSmile } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { api } from '../api';
import type { Held, HeldFilter, ReplayedOne } from '../api/types';
import { channelName, fullTime, plain, prettyJson } from '../format';
import { itemsOf } from '../inbox/lists';
import { keys } from '../queries';
import { strings } from '../strings';
import { Confirm } from '../ui/Confirm';
import { Empty } from '../ui/Empty';
import { Problem } from '../ui/Problem';
import { BAD } from '../ui/colors';

const said = strings.held;
const PAGE = 50;
const BATCH = 100;

/** What is held for the user: grouped, filtered by what stands in the address, replayed and discarded. */
export default function HeldPage() {
  const client = useQueryClient();
  const [query, setQuery] = useSearchParams();
  const filter = filterOf(query);
  const opened = query.get('event');
  const [batch, setBatch] = useState<'replay' | 'discard' | null>(null);

  const counts = useQuery({
    queryKey: [...keys.heldCounts, filter.channel, filter.from, filter.until],
    queryFn: () => api.heldCounts({ channel: filter.channel, from: filter.from, until: filter.until }),
  });
  const events = useInfiniteQuery({
    queryKey: [...keys.held, filter],
    queryFn: ({ pageParam }) => api.held({ ...filter, after: pageParam, limit: PAGE }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const channels = useQuery({ queryKey: keys.channels, queryFn: api.channels });
  const names = new Map((channels.data ?? []).map((channel) => [channel.key, channelName(channel)]));
  const items = itemsOf<Held>(events.data);
  const reasons = byReason(counts.data?.groups ?? []);
  const fitting = filter.reason ? (reasons.get(filter.reason) ?? 0) : (counts.data?.total ?? 0);
  const isFiltered = Object.values(filter).some(Boolean);

  const set = (name: string, value: string | null) =>
    setQuery(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) {
          after.set(name, value);
        } else {
          after.delete(name);
        }
        return after;
      },
      { replace: true },
    );
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.held }),
      client.invalidateQueries({ queryKey: keys.heldCounts }),
    ]);

  return (
    <Container size="lg" p="lg" component="section" aria-labelledby="held-title">
      <Title order={1} size="h2" id="held-title">
        {said.title}
      </Title>
      <Text c="var(--muted)" mb="lg">
        {said.lead}
      </Text>
      <Group mb="md" gap="xs">
        {[...reasons].map(([reason, number]) => (
          <Button
            key={reason}
            size="xs"
            variant={filter.reason === reason ? 'filled' : 'default'}
            aria-pressed={filter.reason === reason}
            onClick={() => set('reason', filter.reason === reason ? null : reason)}
          >
            {said.reasons[reason] ?? plain(reason)}: {number.toLocaleString('en')}
          </Button>
        ))}
      </Group>
      <Group align="flex-end" mb="lg">
        <Select
          label={said.channel}
          placeholder={said.anyChannel}
          clearable
          clearButtonProps={{ 'aria-label': said.anyChannel }}
          data={(channels.data ?? []).map((channel) => ({ value: channel.key, label: channelName(channel) }))}
          value={filter.channel ?? null}
          onChange={(value) => set('channel', value)}
        />
        <TextInput
          type="datetime-local"
          label={said.from}
          value={localTime(filter.from)}
          onChange={(event) => set('from', isoTime(event.currentTarget.value))}
        />
        <TextInput
          type="datetime-local"
          label={said.until}
          value={localTime(filter.until)}
          onChange={(event) => set('until', isoTime(event.currentTarget.value))}
        />
        {isFiltered && (
          <Button variant="subtle" onClick={() => setQuery({}, { replace: true })}>
            {said.clear}
          </Button>
        )}
      </Group>
      {counts.isError && <Problem error={counts.error} onRetry={() => void counts.refetch()} />}
      {events.isError && <Problem error={events.error} onRetry={() => void events.refetch()} />}
      {(events.isPending || counts.isPending) && <Skeleton h={200} />}
      {events.isSuccess && items.length === 0 && (
        <Empty icon={<IconMoodSmile />} title={isFiltered ? said.emptyFilter : said.empty}>
          {isFiltered ? undefined : said.emptyText}
        </Empty>
      )}
      {items.length > 0 && (
        <Paper withBorder>
          <Group p="sm" justify="space-between">
            <Text fw={600}>{said.events(fitting)}</Text>
            <Group gap="xs">
              <Button size="xs" onClick={() => setBatch('replay')} disabled={fitting === 0}>
                {said.replayAll(fitting)}
              </Button>
              <Button size="xs" variant="default" onClick={() => setBatch('discard')} disabled={fitting === 0}>
                {said.discardAll(fitting)}
              </Button>
            </Group>
          </Group>
          <Table.ScrollContainer minWidth={560}>
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{said.received}</Table.Th>
                  <Table.Th>{said.reason}</Table.Th>
                  <Table.Th>{said.channel}</Table.Th>
                  <Table.Th>{said.attempts}</Table.Th>
                  <Table.Th aria-label={said.show} />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((event) => (
                  <Table.Tr key={event.id}>
                    <Table.Td>{fullTime(event.receivedAt)}</Table.Td>
                    <Table.Td>
                      <Reason reason={event.reason} />
                    </Table.Td>
                    <Table.Td>
                      <bdi>{names.get(event.channel) ?? event.channel}</bdi>
                    </Table.Td>
                    <Table.Td>{event.attempts}</Table.Td>
                    <Table.Td>
                      <Button size="compact-sm" variant="default" onClick={() => set('event', event.id)}>
                        {said.show}
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          {events.hasNextPage && (
            <Group justify="center" p="sm">
              <Button variant="default" loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
                {strings.more}
              </Button>
            </Group>
          )}
        </Paper>
      )}
      {opened && <HeldModal id={opened} onClose={() => set('event', null)} onChanged={refresh} />}
      {batch && (
        <BatchModal kind={batch} filter={filter} total={fitting} onClose={() => setBatch(null)} onChanged={refresh} />
      )}
    </Container>
  );
}

function Reason({ reason }: { reason: string }) {
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

function HeldModal({ id, onClose, onChanged }: { id: string; onClose: () => void; onChanged: () => Promise<unknown> }) {
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
        {held.isPending && <Loader role="status" aria-label={strings.loading} />}
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
    queryKey: ['message', outcome.message],
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

/** Replays or discards all that fits, page by page, with progress; closing stops it after the page. */
function BatchModal({
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
        const body: HeldFilter & { after?: string; limit: number } = { ...filter, after: after ?? undefined, limit: BATCH };
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

function filterOf(query: URLSearchParams): HeldFilter {
  return {
    channel: query.get('channel') ?? undefined,
    reason: query.get('reason') ?? undefined,
    from: query.get('from') ?? undefined,
    until: query.get('until') ?? undefined,
  };
}

function byReason(groups: { reason: string; events: number }[]): Map<string, number> {
  const reasons = new Map<string, number>();
  groups.forEach((group) => reasons.set(group.reason, (reasons.get(group.reason) ?? 0) + group.events));
  return reasons;
}

/** As a field for date and time takes it, in the time zone of the person. */
function localTime(iso: string | undefined): string {
  if (!iso) {
    return '';
  }
  const at = new Date(iso);
  return Number.isNaN(at.getTime())
    ? ''
    : new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function isoTime(local: string): string | null {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
