import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ActionIcon, Badge, Box, Button, Center, Group, Loader, Text, Title, Tooltip, VisuallyHidden } from '@mantine/core';
import { useInterval, useWindowEvent } from '@mantine/hooks';
import { IconArrowDown, IconArrowLeft, IconId, IconMail, IconMailOpened, IconMessageOff } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'react-router';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { api } from '../api';
import { ApiError, serverNow } from '../api/client';
import type { Message } from '../api/types';
import { channelName, dayHeading, dayKey, duration, fullTime, personName } from '../format';
import { useNewMessages } from '../live/Live';
import { keys } from '../queries';
import { strings } from '../strings';
import { Empty } from '../ui/Empty';
import { PlatformIcon } from '../ui/PlatformIcon';
import { Problem } from '../ui/Problem';
import { Waiting } from '../ui/Waiting';
import { DeliveryModal } from './DeliveryModal';
import classes from './Inbox.module.css';
import { inReadingOrder, itemsOf, withMessages, type Pages } from './lists';
import { MessageBubble } from './MessageBubble';
import type { SeenMark } from './seen';
import { summary } from './summary';
import { GOOD, NEUTRAL, WARNING } from '../ui/colors';

const PAGE = 100;
/** Statuses, reactions and edits of the newest messages are read again after this time. */
const LOOK_AGAIN = 10_000;
/** So many messages are read at most to find one that is jumped to. */
const FAR = 10_000;
const START = 10_000_000;
const MARKED = 2500;

/** The messages of one conversation, the newest at the bottom. */
export function Thread({
  id,
  panel,
  onPanel,
  onBack,
  onMoved,
  seen,
}: {
  id: string;
  panel: boolean;
  onPanel: () => void;
  onBack: () => void;
  onMoved: (id: string) => void;
  seen: SeenMark;
}) {
  const client = useQueryClient();
  const { hash } = useLocation();
  const list = useRef<VirtuosoHandle>(null);
  const [atBottom, setAtBottom] = useState(false);
  const [announced, setAnnounced] = useState('');
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    seen.open(id);
    return () => {
      gone.current = true;
    };
  }, [id, seen]);
  const [marked, setMarked] = useState<string | null>(null);
  const [asked, setAsked] = useState<Message | null>(null);

  const conversation = useQuery({ queryKey: keys.conversation(id), queryFn: () => api.conversation(id) });
  const thread = useInfiniteQuery({
    queryKey: keys.thread(id),
    queryFn: ({ pageParam }) => api.messages({ conversation: id, after: pageParam, limit: PAGE }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Infinity,
  });
  const messages = useMemo(() => inReadingOrder(itemsOf(thread.data)), [thread.data]);
  const byId = useMemo(() => new Map(messages.map((message) => [message.id, message])), [messages]);

  const merge = useCallback(
    (some: Message[]) =>
      client.setQueryData<Pages<Message>>(keys.thread(id), (pages) => pages && withMessages(pages, some)),
    [client, id],
  );
  useNewMessages((message) => {
    if (message.conversation === id) {
      merge([message]);
      if (message.direction === 'inbound') {
        setAnnounced(`${personName(message.contact)}: ${summary(message)}`);
      }
    }
  });
  const newest = useQuery({
    queryKey: [...keys.thread(id), 'newest'],
    queryFn: () => api.messages({ conversation: id, limit: PAGE }),
    refetchInterval: LOOK_AGAIN,
    staleTime: 0,
  });
  useEffect(() => {
    if (!newest.data) {
      return;
    }
    const known = new Set(itemsOf(client.getQueryData<Pages<Message>>(keys.thread(id))).map((message) => message.id));
    if (known.size > 0 && newest.data.items.length === PAGE && !newest.data.items.some((message) => known.has(message.id))) {
      // More have come meanwhile than one page has.
      void client.invalidateQueries({ queryKey: keys.thread(id), exact: true });
    } else {
      merge(newest.data.items);
    }
  }, [newest.data, merge, client, id]);

  // What is looked at has been read, while the window is in front and the newest message is on the screen.
  const current = conversation.data;
  const focused = useWindowFocus();
  const newestInbound = messages.findLast((message) => message.direction === 'inbound')?.sentAt;
  useEffect(() => {
    if (current && newestInbound && atBottom && focused) {
      seen.look(current, newestInbound);
    }
  }, [current, newestInbound, atBottom, focused, seen]);

  // Its contact has proved to be one with another, and has the other's id now.
  const movedTo = current && current.id !== id ? current.id : null;
  useEffect(() => {
    if (movedTo) {
      onMoved(movedTo);
    }
    // Once for each id.
  }, [movedTo]);

  // Older messages are put in front without moving what is on the screen.
  const oldest = messages[0]?.id;
  const [first, setFirst] = useState({ index: START, oldest });
  if (oldest !== undefined && first.oldest !== oldest) {
    const at = first.oldest === undefined ? 0 : messages.findIndex((message) => message.id === first.oldest);
    setFirst({ index: first.index - Math.max(0, at), oldest });
  }

  const older = useCallback(() => {
    if (thread.hasNextPage && !thread.isFetchingNextPage) {
      void thread.fetchNextPage();
    }
  }, [thread]);

  const jump = useCallback(
    async (wanted: string) => {
      let pages = client.getQueryData<Pages<Message>>(keys.thread(id));
      const find = () => inReadingOrder(itemsOf(pages)).findIndex((message) => message.id === wanted);
      let at = find();
      while (at < 0 && !gone.current && pages?.pages.at(-1)?.next && itemsOf(pages).length < FAR) {
        const more = await thread.fetchNextPage();
        if (more.isError || more.data?.pages.length === pages.pages.length) {
          return;
        }
        pages = more.data;
        at = find();
      }
      if (at < 0 || gone.current) {
        return;
      }
      setMarked(wanted);
      window.setTimeout(() => {
        list.current?.scrollToIndex({ index: at, align: 'center' });
      }, 50);
      window.setTimeout(() => setMarked((now) => (now === wanted ? null : now)), MARKED);
    },
    [client, id, thread],
  );
  const jumpedTo = useRef<string | null>(null);
  const ready = thread.data !== undefined;
  useEffect(() => {
    const wanted = hash.slice(1);
    if (ready && wanted && jumpedTo.current !== wanted) {
      jumpedTo.current = wanted;
      void jump(wanted);
    }
  }, [hash, ready, jump]);

  if (conversation.error instanceof ApiError && conversation.error.status === 404) {
    return (
      <section className={classes.thread} aria-label={strings.inbox.gone}>
        <Empty icon={<IconMessageOff />} title={strings.inbox.gone} action={<Button onClick={onBack}>{strings.back}</Button>} />
      </section>
    );
  }
  const name = personName(current?.contact);
  return (
    <section className={classes.thread} aria-label={name}>
      <Group className={classes.head} wrap="nowrap" gap="sm">
        <ActionIcon variant="subtle" onClick={onBack} aria-label={strings.back} hiddenFrom="sm">
          <IconArrowLeft />
        </ActionIcon>
        <div className={classes.grow}>
          <Title order={2} size="h5" className={classes.grow}>
            <bdi>{name}</bdi>
          </Title>
          {current && (
            <Group gap={6} wrap="nowrap">
              <PlatformIcon type={current.channel.type} size={14} />
              <Text size="xs" c="var(--muted)" truncate>
                <bdi>{channelName(current.channel)}</bdi>
              </Text>
            </Group>
          )}
        </div>
        {current?.replyUntil && <ReplyWindow until={current.replyUntil} short={panel} />}
        {current && (
          <Tooltip label={current.unread ? strings.inbox.markRead : strings.inbox.markUnread}>
            <ActionIcon
              variant="default"
              aria-label={current.unread ? strings.inbox.markRead : strings.inbox.markUnread}
              onClick={() => seen.mark(current, current.unread)}
            >
              {current.unread ? <IconMailOpened size={18} /> : <IconMail size={18} />}
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={strings.inbox.details}>
          <ActionIcon variant={panel ? 'filled' : 'default'} aria-label={strings.inbox.details} aria-pressed={panel} onClick={onPanel}>
            <IconId size={18} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <div className={`${classes.fill} ${classes.relative}`} role="log" aria-label={strings.inbox.title} aria-live="off">
        {thread.isPending && (
          <Waiting height="100%" />
        )}
        {thread.isLoadingError && <Problem error={thread.error} onRetry={() => void thread.refetch()} />}
        {thread.data && (
          <Virtuoso
            ref={list}
            data={messages}
            firstItemIndex={first.index}
            initialTopMostItemIndex={messages.length - 1}
            computeItemKey={(_index, message) => message.id}
            startReached={older}
            followOutput={(bottom) => (bottom ? 'auto' : false)}
            atBottomThreshold={80}
            atBottomStateChange={setAtBottom}
            increaseViewportBy={600}
            itemContent={(index, message) => {
              const before = messages[index - first.index - 1];
              return (
                <>
                  {(!before || dayKey(before.sentAt) !== dayKey(message.sentAt)) && (
                    <div className={classes.day}>
                      <Badge variant="default" tt="none">
                        {dayHeading(message.sentAt)}
                      </Badge>
                    </div>
                  )}
                  <MessageBubble
                    message={message}
                    answered={message.replyTo ? byId.get(message.replyTo) : undefined}
                    marked={message.id === marked}
                    contactName={name}
                    onJump={(wanted) => void jump(wanted)}
                    onAsk={setAsked}
                  />
                </>
              );
            }}
            components={{
              Footer: () => <div className={classes.end} />,
              Header: () => (
                <Center p="xs">
                  {thread.isFetchingNextPage ? (
                    <Loader size="sm" role="status" aria-label={strings.loading} />
                  ) : (
                    !thread.hasNextPage && (
                      <Text size="xs" c="var(--muted)">
                        {strings.inbox.beginning}
                      </Text>
                    )
                  )}
                </Center>
              ),
            }}
          />
        )}
        {!atBottom && thread.data && (
          <Tooltip label={strings.inbox.toNewest}>
            <ActionIcon
              className={classes.toNewest}
              radius="xl"
              size="lg"
              aria-label={strings.inbox.toNewest}
              onClick={() => list.current?.scrollToIndex({ index: messages.length - 1, align: 'end' })}
            >
              <IconArrowDown size={20} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {current && (
        <Text className={classes.foot} size="sm" c="var(--muted)">
          {strings.inbox.answerIn(strings.platforms[current.channel.type] ?? current.channel.type)}
        </Text>
      )}
      <VisuallyHidden role="status">{announced}</VisuallyHidden>
      {asked && <DeliveryModal message={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

function useWindowFocus(): boolean {
  const [focused, setFocused] = useState(() => document.hasFocus());
  useWindowEvent('focus', () => setFocused(true));
  useWindowEvent('blur', () => setFocused(false));
  return focused;
}

const MINUTE = 60_000;
const HURRY = 3 * 60 * MINUTE;

/** Counts down until when one may answer freely. */
function ReplyWindow({ until, short }: { until: string; short: boolean }) {
  const [now, setNow] = useState(serverNow);
  useInterval(() => setNow(serverNow()), MINUTE / 2, { autoInvoke: true });
  const left = new Date(until).getTime() - now;
  const color = left <= 0 ? NEUTRAL : left < HURRY ? WARNING : GOOD;
  return (
    <Tooltip label={`${strings.inbox.replyHint} ${fullTime(until)}`} multiline w={260}>
      <Badge color={color} tt="none" variant="filled" data-reply-window tabIndex={0} style={{ flexShrink: 0 }}>
        {!short && (
          <Box component="span" visibleFrom="md">
            {left > 0 ? strings.inbox.replyOpen(duration(left)) : strings.inbox.replyClosed}
          </Box>
        )}
        <Box component="span" hiddenFrom={short ? undefined : 'md'}>
          {left > 0 ? strings.inbox.replyOpenShort(duration(left)) : strings.inbox.replyClosedShort}
        </Box>
      </Badge>
    </Tooltip>
  );
}
