import { lazy, Suspense, useMemo, useState } from 'react';
import { Anchor, Button, Container, Group, Paper, SegmentedControl, SimpleGrid, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { IconChartBar, IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api';
import { serverNow } from '../api/client';
import type { Channel, Statistics } from '../api/types';
import { channelName, day, duration, plain } from '../format';
import { keys } from '../queries';
import { strings } from '../strings';
import { Empty } from '../ui/Empty';
import { Problem } from '../ui/Problem';

const Charts = lazy(() => import('./Charts'));
const OwnGraph = lazy(() => import('./OwnGraph'));

const said = strings.overview;
const DAY = 86_400_000;
const RANGES = [7, 14, 30, 90];
const REFRESH = 30_000;

/** How it goes: messages, answers, failures, and a small picture of the user's own graph. */
export default function OverviewPage() {
  const [days, setDays] = useState(14);
  const [table, setTable] = useState(false);
  const statistics = useQuery({
    queryKey: [...keys.statistics, days],
    queryFn: () => api.statistics({ from: startOfDay(days) }),
    refetchInterval: REFRESH,
    placeholderData: (before) => before,
  });
  const channels = useQuery({ queryKey: keys.channels, queryFn: api.channels });
  const held = useQuery({ queryKey: [...keys.heldCounts], queryFn: () => api.heldCounts({}) });
  const data = statistics.data;
  const sums = useMemo(() => sumsOf(data), [data]);

  return (
    <Container size="xl" p="lg" component="section" aria-labelledby="overview-title">
      <Group justify="space-between" mb="lg">
        <Title order={1} size="h2" id="overview-title">
          {said.title}
        </Title>
        <SegmentedControl
          aria-label={said.days}
          data={RANGES.map((range) => ({ value: String(range), label: said.range(range) }))}
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
        />
      </Group>
      {channels.data?.length === 0 && (
        <Paper withBorder mb="lg">
          <Empty
            icon={<IconPlugConnected />}
            title={said.start}
            action={
              <Button component={Link} to="/channels">
                {strings.inbox.emptyConnect}
              </Button>
            }
          >
            {said.startText}
          </Empty>
        </Paper>
      )}
      {statistics.isError && <Problem error={statistics.error} onRetry={() => void statistics.refetch()} />}
      {statistics.isPending && <Skeleton h={320} aria-label={strings.loading} />}
      {data && (
        <Stack gap="lg">
          <Text size="sm" c="var(--muted)">
            {said.asOf}
          </Text>
          <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }}>
            <Tile label={said.received} value={sums.inbound.toLocaleString('en')} />
            <Tile label={said.sent} value={sums.outbound.toLocaleString('en')} />
            <Tile label={said.newContacts} value={sums.contacts.toLocaleString('en')} />
            <Tile
              label={said.median}
              value={data.medianAnswerSeconds === null ? '–' : duration(data.medianAnswerSeconds * 1000)}
              hint={said.medianHint}
            />
            <Tile label={said.unanswered} value={data.unanswered.toLocaleString('en')} to="/inbox?unanswered=true" link={said.unansweredLink} />
            <Tile label={said.held} value={(held.data?.total ?? 0).toLocaleString('en')} to="/held" link={said.heldLink} />
          </SimpleGrid>
          <Paper withBorder p="md" component="section" aria-label={said.perDay}>
            <Group justify="space-between" mb="sm">
              <Title order={2} size="h4">
                {said.perDay}
              </Title>
              <Button size="xs" variant="default" onClick={() => setTable(!table)} aria-pressed={table}>
                {table ? said.chart : said.table}
              </Button>
            </Group>
            {data.messages.length === 0 ? (
              <Empty icon={<IconChartBar />} title={said.none} />
            ) : table ? (
              <DaysTable data={data} channels={channels.data ?? []} />
            ) : (
              <Suspense fallback={<Skeleton h={260} />}>
                <Charts data={data} channels={channels.data ?? []} days={daysOf(days)} />
              </Suspense>
            )}
          </Paper>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Paper withBorder p="md" component="section" aria-label={said.failures}>
              <Title order={2} size="h4" mb="sm">
                {said.failures}
              </Title>
              {data.failures.length === 0 ? (
                <Text c="var(--muted)">{said.noFailures}</Text>
              ) : (
                <Table>
                  <Table.Tbody>
                    {data.failures.map((failure) => (
                      <Table.Tr key={failure.reason}>
                        <Table.Td>
                          <bdi>{plain(failure.reason, 200)}</bdi>
                        </Table.Td>
                        <Table.Td ta="right">{failure.messages.toLocaleString('en')}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              )}
            </Paper>
            <Paper withBorder p="md" component="section" aria-label={said.graph}>
              <Suspense fallback={<Skeleton h={320} />}>
                <OwnGraph channels={channels.data ?? []} />
              </Suspense>
            </Paper>
          </SimpleGrid>
        </Stack>
      )}
    </Container>
  );
}

function Tile({
  label,
  value,
  hint,
  to,
  link,
}: {
  label: string;
  value: string;
  hint?: string;
  to?: string;
  link?: string;
}) {
  return (
    <Paper withBorder p="md" title={hint}>
      <Text size="sm" c="var(--muted)">
        {label}
      </Text>
      <Text size="xl" fw={700}>
        {value}
      </Text>
      {to && (
        <Anchor component={Link} to={to} size="sm" underline="always">
          {link}
        </Anchor>
      )}
    </Paper>
  );
}

function DaysTable({ data, channels }: { data: Statistics; channels: Channel[] }) {
  const names = new Map(channels.map((channel) => [channel.key, channelName(channel)]));
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{said.day}</Table.Th>
            <Table.Th>{strings.held.channel}</Table.Th>
            <Table.Th ta="right">{said.received}</Table.Th>
            <Table.Th ta="right">{said.sent}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...data.messages].reverse().map((row) => (
            <Table.Tr key={`${row.day} ${row.channel}`}>
              <Table.Td>{day(row.day)}</Table.Td>
              <Table.Td>{names.get(row.channel) ?? row.channel}</Table.Td>
              <Table.Td ta="right">{row.inbound}</Table.Td>
              <Table.Td ta="right">{row.outbound}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function sumsOf(data: Statistics | undefined) {
  const messages = data?.messages ?? [];
  return {
    inbound: messages.reduce((sum, row) => sum + row.inbound, 0),
    outbound: messages.reduce((sum, row) => sum + row.outbound, 0),
    contacts: (data?.newContacts ?? []).reduce((sum, row) => sum + row.contacts, 0),
  };
}

/** Days are those of UTC, as the server counts them. */
function startOfDay(days: number): string {
  return `${new Date(serverNow() - (days - 1) * DAY).toISOString().slice(0, 10)}T00:00:00Z`;
}

function daysOf(days: number): string[] {
  return Array.from({ length: days }, (_, index) =>
    new Date(serverNow() - (days - 1 - index) * DAY).toISOString().slice(0, 10),
  );
}
