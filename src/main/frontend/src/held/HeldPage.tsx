import { useState } from 'react';
import { Button, Container, Group, Paper, Select, Skeleton, Table, Text, TextInput, Title } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '../api';
import type { Held, HeldFilter } from '../api/types';
import { channelName, fullTime, plain } from '../format';
import { itemsOf } from '../inbox/lists';
import { keys } from '../queries';
import { strings } from '../strings';
import { Empty } from '../ui/Empty';
import { Problem } from '../ui/Problem';
import { HeldBatch } from './HeldBatch';
import { HeldEvent, Reason } from './HeldEvent';

const said = strings.held;
const PAGE = 50;

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
      {opened && <HeldEvent id={opened} onClose={() => set('event', null)} onChanged={refresh} />}
      {batch && (
        <HeldBatch kind={batch} filter={filter} total={fitting} onClose={() => setBatch(null)} onChanged={refresh} />
      )}
    </Container>
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
