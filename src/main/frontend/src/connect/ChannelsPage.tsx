import { useState } from 'react';
import { Anchor, Badge, Button, Card, Container, Group, Menu, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { IconChevronDown, IconPlugConnected } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api';
import type { Channel, ChannelType } from '../api/types';
import { channelName, fullTime, phoneNumber, plain, shortTime } from '../format';
import { useNewMessages } from '../live/Live';
import { keys } from '../queries';
import { strings } from '../strings';
import { Confirm } from '../ui/Confirm';
import { Empty } from '../ui/Empty';
import { PlatformIcon } from '../ui/PlatformIcon';
import { Problem } from '../ui/Problem';
import { ConnectModal } from './ConnectModal';
import { BAD, GOOD, NEUTRAL } from '../ui/colors';

/** New messages change the cards after this time at most. */
const PAUSE = 5000;

const TYPES: ChannelType[] = ['whatsapp', 'messenger', 'instagram'];

/** The channels of the user, each with how it is, and the way to connect more. */
export default function ChannelsPage() {
  const client = useQueryClient();
  const channels = useQuery({ queryKey: keys.channels, queryFn: api.channels });
  const [connecting, setConnecting] = useState<ChannelType | null>(null);
  const [leaving, setLeaving] = useState<Channel | null>(null);
  const said = strings.channels;
  useNewMessages(useThrottledCallback(() => void client.invalidateQueries({ queryKey: keys.channels }), PAUSE));

  return (
    <Container size="lg" p="lg" component="section" aria-labelledby="channels-title">
      <Group justify="space-between" mb="lg">
        <Title order={1} size="h2" id="channels-title">
          {said.title}
        </Title>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button rightSection={<IconChevronDown size={16} aria-hidden />}>{strings.connect.connect}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {TYPES.map((type) => (
              <Menu.Item key={type} leftSection={<PlatformIcon type={type} labelled={false} />} onClick={() => setConnecting(type)}>
                {said.connect(strings.platforms[type]!)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
      {channels.isPending && <Skeleton h={180} aria-label={strings.loading} />}
      {channels.isError && <Problem error={channels.error} onRetry={() => void channels.refetch()} />}
      {channels.data?.length === 0 && (
        <Empty
          icon={<IconPlugConnected />}
          title={said.empty}
          action={
            <Stack w="100%">
              {TYPES.map((type) => (
                <Button
                  key={type}
                  variant="default"
                  leftSection={<PlatformIcon type={type} labelled={false} />}
                  onClick={() => setConnecting(type)}
                >
                  {said.connect(strings.platforms[type]!)}
                </Button>
              ))}
            </Stack>
          }
        >
          {said.emptyText}
        </Empty>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {(channels.data ?? []).map((channel) => (
          <ChannelCard
            key={channel.key}
            channel={channel}
            onReconnect={() => setConnecting(channel.type)}
            onDisconnect={() => setLeaving(channel)}
          />
        ))}
      </SimpleGrid>
      {connecting && <ConnectModal type={connecting} onClose={() => setConnecting(null)} />}
      <Confirm
        opened={leaving !== null}
        title={said.disconnectTitle(leaving ? channelName(leaving) : '')}
        action={said.disconnect}
        onConfirm={async () => {
          await api.disconnect(leaving!.key);
          await client.invalidateQueries({ queryKey: keys.channels });
        }}
        onClose={() => setLeaving(null)}
      >
        {said.disconnectText}
      </Confirm>
    </Container>
  );
}

function ChannelCard({
  channel,
  onReconnect,
  onDisconnect,
}: {
  channel: Channel;
  onReconnect: () => void;
  onDisconnect: () => void;
}) {
  const said = strings.channels;
  const state = {
    connected: { color: GOOD, label: said.connected },
    'needs reconnect': { color: BAD, label: said.needsReconnect },
    disconnected: { color: NEUTRAL, label: said.disconnected },
  }[channel.status] ?? { color: NEUTRAL, label: channel.status };
  const isConnected = channel.status === 'connected';
  return (
    <Card withBorder component="article" aria-label={channelName(channel)} data-channel={channel.key}>
      <Stack gap="sm" h="100%">
        <Group gap="xs" wrap="nowrap">
          <PlatformIcon type={channel.type} size={26} />
          <Title order={2} size="h5" style={{ overflowWrap: 'anywhere' }}>
            <bdi>{channelName(channel)}</bdi>
          </Title>
        </Group>
        <Badge color={state.color} tt="none" variant="filled">
          {state.label}
        </Badge>
        {channel.statusReason && <Text size="sm">{plain(channel.statusReason, 400)}</Text>}
        <Stack gap={2} flex={1}>
          {channel.displayPhoneNumber && <Text size="sm">{phoneNumber(channel.displayPhoneNumber)}</Text>}
          <Fact label={said.lastEvent} title={channel.lastEventAt ? fullTime(channel.lastEventAt) : undefined}>
            {channel.lastEventAt ? shortTime(channel.lastEventAt) : said.never}
          </Fact>
          <Fact label={said.today}>{said.todayCount(channel.messagesToday)}</Fact>
          {channel.quality && <Fact label={said.quality}>{plain(channel.quality, 40)}</Fact>}
          {channel.messagingTier && <Fact label={said.tier}>{plain(channel.messagingTier, 40)}</Fact>}
        </Stack>
        <Group gap="sm">
          {!isConnected && (
            <Button size="xs" onClick={onReconnect}>
              {said.reconnect}
            </Button>
          )}
          <Anchor component={Link} to={`/inbox?channel=${encodeURIComponent(channel.key)}`} size="sm" underline="always">
            {said.open}
          </Anchor>
          {channel.status !== 'disconnected' && (
            <Anchor component="button" size="sm" underline="always" c="var(--muted)" onClick={onDisconnect}>
              {said.disconnect}
            </Anchor>
          )}
        </Group>
      </Stack>
    </Card>
  );
}

function Fact({ label, title, children }: { label: string; title?: string; children: string }) {
  return (
    <Group gap={6} title={title}>
      <Text size="sm" c="var(--muted)">
        {label}
      </Text>
      <Text size="sm">{children}</Text>
    </Group>
  );
}
