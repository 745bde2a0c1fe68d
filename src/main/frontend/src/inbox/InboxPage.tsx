import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Title, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { IconMessages } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { api } from '../api';
import type { Conversation } from '../api/types';
import { keys } from '../queries';
import { strings } from '../strings';
import { Empty } from '../ui/Empty';
import { ContactPanel } from './ContactPanel';
import { ConversationList } from './ConversationList';
import classes from './Inbox.module.css';
import { itemsOf } from './lists';
import { useSeenMark } from './seen';
import { Thread } from './Thread';

const PAGE = 50;
const PAUSE = 300;

/** Conversations, the messages of one of them, and who it is with. Filter and search are in the address. */
export function InboxPage() {
  const { id } = useParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [query, setQuery] = useSearchParams();
  const channel = query.get('channel') ?? undefined;
  const unanswered = query.get('unanswered') === 'true' || undefined;
  // What is typed is in the address a moment later: the address is too slow for a field.
  const [search, setSearch] = useState(() => query.get('q') ?? '');
  const [searched] = useDebouncedValue(search.trim(), PAUSE);
  const [panel, setPanel] = useState(false);
  const searchField = useRef<HTMLInputElement>(null);
  const seen = useSeenMark();

  const filter = useMemo(() => ({ channel, unanswered }), [channel, unanswered]);
  const conversations = useInfiniteQuery({
    queryKey: keys.conversations(filter),
    queryFn: ({ pageParam }) => api.conversations({ ...filter, after: pageParam, limit: PAGE }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = useMemo(() => itemsOf(conversations.data), [conversations.data]);

  const change = useCallback(
    (name: string, value: string | undefined) =>
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
      ),
    [setQuery],
  );

  useEffect(() => change('q', searched || undefined), [change, searched]);

  const open = useCallback(
    (conversation: string | undefined, message?: string) => {
      void navigate({
        pathname: conversation ? `/inbox/${conversation}` : '/inbox',
        search: query.toString(),
        hash: message ? `#${message}` : '',
      });
    },
    [navigate, query],
  );

  const step = (by: number) => {
    const at = items.findIndex((item) => item.id === id);
    const next = items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))];
    if (next && next.id !== id) {
      open(next.id);
    }
  };

  useHotkeys([
    ['J', () => step(1)],
    ['K', () => step(-1)],
    ['/', () => searchField.current?.focus()],
    [
      'U',
      () => {
        const conversation = id ? client.getQueryData<Conversation>(keys.conversation(id)) : undefined;
        if (conversation) {
          seen.mark(conversation, conversation.unread);
        }
      },
    ],
    [
      'Escape',
      () => {
        if (panel) {
          setPanel(false);
        } else if (search) {
          setSearch('');
        } else {
          open(undefined);
        }
      },
    ],
  ]);

  const withPanel = panel && id !== undefined;
  return (
    <div
      className={withPanel ? `${classes.inbox} ${classes.withPanel}` : classes.inbox}
      data-pane={id === undefined ? 'list' : withPanel ? 'panel' : 'thread'}
    >
      <VisuallyHidden>
        <Title order={1}>{strings.inbox.title}</Title>
      </VisuallyHidden>
      <ConversationList
        items={items}
        query={conversations}
        opened={id}
        filter={filter}
        search={search}
        searched={searched}
        searchField={searchField}
        onSearch={setSearch}
        onChange={change}
        onOpen={open}
      />
      {id === undefined ? (
        <section className={classes.thread} aria-label={strings.inbox.choose}>
          <Empty icon={<IconMessages />} title={strings.inbox.choose}>
            {strings.inbox.chooseText}
          </Empty>
        </section>
      ) : (
        <Thread
          key={id}
          id={id}
          panel={withPanel}
          onPanel={() => setPanel(!panel)}
          onBack={() => open(undefined)}
          seen={seen}
        />
      )}
      {withPanel && <ContactPanel conversation={id} onClose={() => setPanel(false)} onErased={() => open(undefined)} />}
    </div>
  );
}
