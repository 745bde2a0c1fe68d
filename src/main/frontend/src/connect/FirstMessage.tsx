import { useState } from 'react';
import { Alert, Button, Group, Loader, Progress, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api';
import { serverNow } from '../api/client';
import type { Channel, Message } from '../api/types';
import { channelName, personName, phoneNumber, plain } from '../format';
import { useNewMessages } from '../live/Live';
import { keys } from '../queries';
import { strings } from '../strings';
import { PlatformIcon } from '../ui/PlatformIcon';
import { GOOD } from '../ui/colors';

const LOOK = 1000;
/** Of the server's time, in milliseconds. */
const PRECISION = 1000;
/** Why an event is held that waits for its channel to be connected. */
const WAITING = ['unknown-channel', 'channel-gone'];

/** What happens after connecting: what had been parked is adopted, and the first message arrives. */
export function FirstMessage({ channels, onClose }: { channels: Channel[]; onClose: () => void }) {
  const said = strings.channels;
  const [first, setFirst] = useState<Message | null>(null);
  const [adopted, setAdopted] = useState<ReadonlySet<string>>(new Set());
  const [since] = useState(() => serverNow() - PRECISION);
  useNewMessages((message) => {
    if (!channels.some((channel) => channel.key === message.channel)) {
      return;
    }
    // What was parked before comes by the stream too, with the time at which it was received.
    if (new Date(message.receivedAt).getTime() < since) {
      setAdopted((before) => new Set(before).add(message.id));
    } else if (message.direction === 'inbound') {
      setFirst((before) => before ?? message);
    }
  });
  const channel = channels[0]!;
  return (
    <Stack>
      {channels.map((one) => (
        <Group key={one.key} gap="xs">
          <PlatformIcon type={one.type} />
          <Title order={3} size="h5">
            <bdi>{said.done(channelName(one))}</bdi>
          </Title>
        </Group>
      ))}
      <Adopting channels={channels.map((one) => one.key)} adopted={adopted.size} />
      {first ? (
        <Alert color="green" icon={<IconCheck aria-hidden />} title={said.arrived} role="status" data-first-message>
          <Text size="sm">
            {said.arrivedFrom(personName(first.contact))} <bdi>{plain(first.text, 200) || first.type}</bdi>
          </Text>
        </Alert>
      ) : (
        <Alert color="gray" icon={<Loader size="sm" aria-hidden />} title={said.waiting} role="status">
          {said.waitingText(channels.map((one) => phoneNumber(one.displayPhoneNumber) || channelName(one)).join(strings.or))}
        </Alert>
      )}
      <Button component={Link} to={first?.conversation ? `/inbox/${first.conversation}` : `/inbox?channel=${encodeURIComponent(channel.key)}`} onClick={onClose}>
        {said.toInbox}
      </Button>
    </Stack>
  );
}

/** How much of what came before the channels were connected has been stored. */
function Adopting({ channels, adopted }: { channels: string[]; adopted: number }) {
  const counts = useQueries({
    queries: channels.map((channel) => ({
      queryKey: [...keys.heldCounts, 'adopting', channel],
      queryFn: () => api.heldCounts({ channel }),
      refetchInterval: LOOK,
      staleTime: 0,
    })),
  });
  const left = counts
    .flatMap((count) => count.data?.groups ?? [])
    .filter((group) => WAITING.includes(group.reason))
    .reduce((sum, group) => sum + group.events, 0);
  if (left > 0) {
    return (
      <Stack gap={4} role="status">
        <Text size="sm">{strings.channels.adopting(left)}</Text>
        <Progress value={(adopted / (adopted + left)) * 100} aria-label={strings.channels.adopting(left)} />
      </Stack>
    );
  }
  return (
    adopted > 0 && (
      <Group gap="xs" role="status" wrap="nowrap">
        <ThemeIcon color={GOOD} size="sm" radius="xl" aria-hidden>
          <IconCheck size={14} />
        </ThemeIcon>
        <Text size="sm">{strings.channels.adopted(adopted)}</Text>
      </Group>
    )
  );
}
