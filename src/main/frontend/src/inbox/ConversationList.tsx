import { useEffect, type RefObject } from 'react';
import { Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowUpLeft, IconInbox, IconMoodSmile, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Virtuoso } from 'react-virtuoso';
import { api } from '../api';
import type { Conversation, Message } from '../api/types';
import { channelName, fullTime, personName, plain, shortTime } from '../format';
import { keys } from '../queries';
import { strings } from '../strings';
import { Empty } from '../ui/Empty';
import { PersonAvatar } from '../ui/PersonAvatar';
import { PlatformIcon } from '../ui/PlatformIcon';
import { Problem } from '../ui/Problem';
import { Waiting } from '../ui/Waiting';
import classes from './Inbox.module.css';
import { itemsOf } from './lists';
import { summary } from './summary';

const PAGE = 50;
/** So many pixels before they are on the screen, conversations are drawn, and the next page is read. */
const AHEAD = 1600;

export function ConversationList({
  items,
  query,
  opened,
  filter,
  search,
  searched,
  searchField,
  onSearch,
  onChange,
  onOpen,
}: {
  items: Conversation[];
  query: UseInfiniteQueryResult<unknown>;
  opened: string | undefined;
  filter: { channel?: string; unanswered?: boolean };
  search: string;
  searched: string;
  searchField: RefObject<HTMLInputElement | null>;
  onSearch: (text: string) => void;
  onChange: (name: string, value: string | undefined) => void;
  onOpen: (conversation: string | undefined, message?: string) => void;
}) {
  const channels = useQuery({ queryKey: keys.channels, queryFn: api.channels });
  return (
    <section className={classes.list} aria-label={strings.inbox.conversations}>
      <Stack className={classes.head} gap="xs">
        <TextInput
          ref={searchField}
          type="search"
          aria-label={strings.inbox.search}
          placeholder={strings.inbox.search}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              onSearch('');
              event.currentTarget.blur();
            }
          }}
        />
        <Group gap="xs" wrap="nowrap">
          <SegmentedControl
            size="xs"
            aria-label={strings.inbox.unanswered}
            data={[
              { value: '', label: strings.inbox.all },
              { value: 'true', label: strings.inbox.unanswered },
            ]}
            value={filter.unanswered ? 'true' : ''}
            onChange={(value) => onChange('unanswered', value)}
          />
          <Select
            size="xs"
            flex={1}
            aria-label={strings.inbox.channel}
            placeholder={strings.inbox.allChannels}
            clearable
            clearButtonProps={{ 'aria-label': strings.inbox.allChannels }}
            data={(channels.data ?? []).map((channel) => ({ value: channel.key, label: channelName(channel) }))}
            value={filter.channel ?? null}
            onChange={(value) => onChange('channel', value ?? undefined)}
          />
        </Group>
      </Stack>
      <div className={classes.fill}>
        {searched ? (
          <SearchResults words={searched} channel={filter.channel} onOpen={onOpen} />
        ) : (
          <Conversations items={items} query={query} opened={opened} filter={filter} hasChannel={channels.data?.length !== 0} />
        )}
      </div>
    </section>
  );
}

function Conversations({
  items,
  query,
  opened,
  filter,
  hasChannel,
}: {
  items: Conversation[];
  query: UseInfiniteQueryResult<unknown>;
  opened: string | undefined;
  filter: { channel?: string; unanswered?: boolean };
  hasChannel: boolean;
}) {
  const isShown = items.length > 0;
  useEffect(() => {
    if (isShown) {
      performance.mark('switchboard:conversations');
    }
  }, [isShown]);
  if (query.isPending) {
    return <Waiting small />;
  }
  if (query.isLoadingError) {
    return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (items.length === 0) {
    return filter.unanswered ? (
      <Empty icon={<IconMoodSmile />} title={strings.inbox.emptyUnanswered} />
    ) : (
      <Empty
        icon={<IconInbox />}
        title={strings.inbox.empty}
        action={
          !hasChannel && (
            <Button component={Link} to="/channels">
              {strings.inbox.emptyConnect}
            </Button>
          )
        }
      >
        {strings.inbox.emptyText}
      </Empty>
    );
  }
  return (
    <Virtuoso
      data={items}
      computeItemKey={(_index, item) => item.id}
      increaseViewportBy={AHEAD}
      endReached={() => {
        if (query.hasNextPage && !query.isFetchingNextPage) {
          void query.fetchNextPage();
        }
      }}
      itemContent={(_index, item) => <Item conversation={item} opened={item.id === opened} />}
      components={{ Footer: () => (query.isFetchingNextPage ? <Waiting small /> : null) }}
    />
  );
}

function Item({ conversation, opened }: { conversation: Conversation; opened: boolean }) {
  const { contact, channel, lastMessage, lastMessageAt, unread } = conversation;
  const name = personName(contact);
  return (
    <Link
      className={classes.item}
      to={{ pathname: `/inbox/${conversation.id}`, search: window.location.search }}
      aria-current={opened ? 'page' : undefined}
      data-conversation={conversation.id}
    >
      <PersonAvatar person={contact} />
      <div>
        <div className={classes.line}>
          <Text component="bdi" fw={unread ? 700 : 500} className={classes.grow}>
            {name}
          </Text>
          {lastMessageAt && (
            <Text component="time" size="xs" c="var(--muted)" dateTime={lastMessageAt} title={fullTime(lastMessageAt)}>
              {shortTime(lastMessageAt)}
            </Text>
          )}
        </div>
        <div className={classes.line}>
          <PlatformIcon type={channel.type} size={14} />
          {lastMessage?.direction === 'outbound' && (
            <IconArrowUpLeft size={14} role="img" aria-label={strings.inbox.you} color="var(--muted)" />
          )}
          <Text component="bdi" size="sm" c="var(--muted)" fw={unread ? 600 : 400} className={classes.grow}>
            {lastMessage ? summary(lastMessage) : strings.inbox.noMessages}
          </Text>
          {unread && <span className={classes.dot} role="img" aria-label={strings.inbox.unread} />}
        </div>
      </div>
    </Link>
  );
}

function SearchResults({
  words,
  channel,
  onOpen,
}: {
  words: string;
  channel: string | undefined;
  onOpen: (conversation: string | undefined, message?: string) => void;
}) {
  const found = useInfiniteQuery({
    queryKey: keys.search(words, channel),
    queryFn: ({ pageParam }) => api.messages({ q: words, channel, after: pageParam, limit: PAGE }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const messages: Message[] = itemsOf(found.data);
  if (found.isPending) {
    return <Waiting small />;
  }
  if (found.isLoadingError) {
    return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  }
  if (messages.length === 0) {
    return (
      <Empty icon={<IconSearch />} title={strings.inbox.noResults}>
        {strings.inbox.noResultsText}
      </Empty>
    );
  }
  return (
    <Virtuoso
      data={messages}
      aria-label={strings.inbox.searchResults(words)}
      computeItemKey={(_index, message) => message.id}
      endReached={() => {
        if (found.hasNextPage && !found.isFetchingNextPage) {
          void found.fetchNextPage();
        }
      }}
      itemContent={(_index, message) => (
        <Link
          className={classes.item}
          to={{ pathname: `/inbox/${message.conversation}`, search: window.location.search, hash: `#${message.id}` }}
          onClick={(event) => {
            event.preventDefault();
            onOpen(message.conversation ?? undefined, message.id);
          }}
        >
          <PersonAvatar person={message.contact} />
          <div>
            <div className={classes.line}>
              <Text component="bdi" fw={500} className={classes.grow}>
                {personName(message.contact)}
              </Text>
              <Text component="time" size="xs" c="var(--muted)" dateTime={message.sentAt}>
                {shortTime(message.sentAt)}
              </Text>
            </div>
            <Text size="sm" lineClamp={2}>
              <bdi>{plain(message.text, 200)}</bdi>
            </Text>
          </div>
        </Link>
      )}
    />
  );
}
