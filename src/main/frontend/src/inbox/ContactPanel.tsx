import { useState } from 'react';
import { ActionIcon, Anchor, Badge, Button, Group, ScrollArea, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api';
import type { Address, Evidence } from '../api/types';
import { channelName, date, personName, phoneNumber, plain, shortTime } from '../format';
import { keys } from '../queries';
import { strings } from '../strings';
import { Confirm } from '../ui/Confirm';
import { PersonAvatar } from '../ui/PersonAvatar';
import { PlatformIcon } from '../ui/PlatformIcon';
import { Problem } from '../ui/Problem';
import { Waiting } from '../ui/Waiting';
import classes from './Inbox.module.css';
import { BAD, GOOD } from '../ui/colors';

/** Who a conversation is with: names, addresses and why they are one person, and all conversations with them. */
export function ContactPanel({
  conversation,
  onClose,
  onErased,
}: {
  conversation: string;
  onClose: () => void;
  onErased: () => void;
}) {
  const client = useQueryClient();
  const [erasing, setErasing] = useState(false);
  const opened = useQuery({ queryKey: keys.conversation(conversation), queryFn: () => api.conversation(conversation) });
  const id = opened.data?.contact.id;
  const contact = useQuery({
    queryKey: keys.contact(id ?? ''),
    queryFn: () => api.contact(id!),
    enabled: id !== undefined,
  });
  const said = strings.contact;
  const person = contact.data;
  const name = personName(person ?? opened.data?.contact);

  const erase = async () => {
    await api.eraseContact(id!);
    notifications.show({ message: said.erased });
    onErased();
    await client.invalidateQueries({ queryKey: keys.conversationLists });
  };

  return (
    <aside className={classes.panel} aria-label={said.title}>
      <Group className={classes.head} justify="space-between" wrap="nowrap">
        <Title order={2} size="h5">
          {said.title}
        </Title>
        <ActionIcon variant="subtle" onClick={onClose} aria-label={said.close}>
          <IconX size={18} />
        </ActionIcon>
      </Group>
      <ScrollArea className={classes.fill} viewportProps={{ tabIndex: 0, 'aria-label': said.title, role: 'region' }}>
        {contact.isPending && (
          <Waiting />
        )}
        {contact.isError && <Problem error={contact.error} onRetry={() => void contact.refetch()} />}
        {person && (
          <Stack p="md">
            <Stack align="center" gap={4}>
              <PersonAvatar person={person} size="lg" />
              <Text fw={700} ta="center">
                <bdi>{name}</bdi>
              </Text>
              {person.username && <Text size="sm">@{plain(person.username).replace(/^@/, '')}</Text>}
              {person.phone && <Text size="sm">{phoneNumber(person.phone)}</Text>}
              {!person.name && !person.username && !person.phone && (
                <Text size="sm" c="var(--muted)" ta="center">
                  {said.nameless}
                </Text>
              )}
              {person.marketing && (
                <Badge color={person.marketing === 'stop' ? BAD : GOOD} tt="none">
                  {said.marketing}: {person.marketing === 'stop' ? said.marketingStop : said.marketingResume}
                </Badge>
              )}
            </Stack>
            <Group grow>
              <Fact label={said.firstSeen} value={date(person.firstSeenAt)} />
              <Fact label={said.lastSeen} value={date(person.lastSeenAt)} />
            </Group>
            <Section title={said.addresses}>
              {person.identities.map((address) => (
                <Stack key={`${address.scheme}/${address.value}`} gap={0}>
                  <Text size="xs" c="var(--muted)">
                    {said.schemes[address.scheme] ?? address.scheme}
                  </Text>
                  <Text size="sm" className={classes.text}>
                    {plain(address.value)}
                  </Text>
                </Stack>
              ))}
            </Section>
            {person.evidence && person.evidence.length > 0 && (
              <Section title={said.why}>
                <Why evidence={person.evidence} />
              </Section>
            )}
            <Section title={said.conversations}>
              {(person.conversations ?? []).map((other) => (
                <Group key={other.id} gap={6} wrap="nowrap">
                  <PlatformIcon type={other.channel.type} size={16} />
                  {other.id === conversation ? (
                    <Text size="sm" className={classes.grow}>
                      <bdi>{channelName(other.channel)}</bdi>
                    </Text>
                  ) : (
                    <Anchor component={Link} to={`/inbox/${other.id}`} size="sm" underline="always" className={classes.grow}>
                      <bdi>{channelName(other.channel)}</bdi>
                    </Anchor>
                  )}
                  <Text size="xs" c="var(--muted)">
                    {other.lastMessageAt ? shortTime(other.lastMessageAt) : ''}
                  </Text>
                </Group>
              ))}
            </Section>
            <Button variant="default" c="var(--mantine-color-error)" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setErasing(true)}>
              {said.erase}
            </Button>
          </Stack>
        )}
      </ScrollArea>
      <Confirm
        opened={erasing}
        title={said.eraseTitle(name)}
        action={said.erase}
        onConfirm={erase}
        onClose={() => setErasing(false)}
      >
        {said.eraseText}
      </Confirm>
    </aside>
  );
}

function Why({ evidence }: { evidence: Evidence[] }) {
  const said = strings.contact;
  const called = (address: Address) => `${said.schemes[address.scheme] ?? address.scheme} ${plain(address.value, 24)}`;
  return evidence.map((piece, index) => (
    <Stack key={index} gap={0}>
      <Text size="sm">
        {called(piece.one)} {said.and} {called(piece.other)}
      </Text>
      <Text size="xs" c="var(--muted)">
        {said.whys[piece.why] ?? piece.why}
        {piece.at && `, ${date(piece.at)}`}
        {piece.refused && ` – ${said.refused[piece.refused] ?? piece.refused}`}
      </Text>
    </Stack>
  ));
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Stack gap={6}>
      <Title order={3} size="h6">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <Stack gap={0}>
      <Text size="xs" c="var(--muted)">
        {label}
      </Text>
      <Text size="sm">{value}</Text>
    </Stack>
  );
}
