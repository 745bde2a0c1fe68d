import { useState } from 'react';
import { Alert, Button, Group, Loader, Progress, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api';
import type { Channel, Message } from '../api/types';
import { channelName, personName, plain } from '../format';
import { useNewMessages } from '../live/Live';
import { keys } from '../queries';
import { strings } from '../strings';
import { PlatformIcon } from '../ui/PlatformIcon';
import { GOOD } from '../ui/colors';

const LOOK = 1000;

/** What happens after connecting: what had been parked is adopted, and the first message arrives. */
export function FirstMessage({ channels, onClose }: { channels: Channel[]; onClose: () => void }) {
  const said = strings.channels;
  const [first, setFirst] = useState<Message | null>(null);
  const [since] = useState(() => Date.now());
  useNewMessages((message) => {
    // What was parked before comes by the stream too, with the time at which it was received.
    if (channels.some((channel) => channel.key === message.channel) && new Date(message.receivedAt).getTime() >= since) {
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
      {channels.map((one) => (
        <Adopting key={one.key} channel={one.key} />
      ))}
      {first ? (
        <Alert color="green" icon={<IconCheck aria-hidden />} title={said.arrived} role="status" data-first-message>
          <Text size="sm">
            {said.arrivedFrom(personName(first.contact))} <bdi>{plain(first.text, 200) || first.type}</bdi>
          </Text>
        </Alert>
      ) : (
        <Alert color="gray" icon={<Loader size="sm" aria-hidden />} title={said.waiting} role="status">
          {said.waitingText(plain(channel.displayPhoneNumber) || channelName(channel))}
        </Alert>
      )}
      <Button component={Link} to={first?.conversation ? `/inbox/${first.conversation}` : `/inbox?channel=${encodeURIComponent(channel.key)}`} onClick={onClose}>
        {said.toInbox}
      </Button>
    </Stack>
  );
}

/** How much of what came before the channel was connected has been stored. */
function Adopting({ channel }: { channel: string }) {
  const [most, setMost] = useState(0);
  const counts = useQuery({
    queryKey: [...keys.heldCounts, 'adopting', channel],
    queryFn: () => api.heldCounts({ channel }),
    refetchInterval: LOOK,
    staleTime: 0,
  });
  const left = (counts.data?.groups ?? [])
    .filter((group) => group.reason === 'unknown-channel' || group.reason === 'channel-gone')
    .reduce((sum, group) => sum + group.events, 0);
  if (left > most) {
    setMost(left);
  }
  if (most === 0) {
    return null;
  }
  const done = most - left;
  return left > 0 ? (
    <Stack gap={4} role="status">
      <Text size="sm">{strings.channels.adopting(left)}</Text>
      <Progress value={(done / most) * 100} aria-label={strings.channels.adopting(left)} />
    </Stack>
  ) : (
    <Group gap="xs" role="status" wrap="nowrap">
      <ThemeIcon color={GOOD} size="sm" radius="xl" aria-hidden>
        <IconCheck size={14} />
      </ThemeIcon>
      <Text size="sm">{strings.channels.adopted(most)}</Text>
    </Group>
  );
}
