import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Title, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { IconMessages } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
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

let inDialog = false;
// Heard before the dialog, which is gone when it has closed itself.
window.addEventListener(
  'keydown',
  () => {
    inDialog = document.querySelector('[role=dialog]') !== null;
  },
  { capture: true },
);

/** A key that is pressed in a dialog is not meant for the page behind it. */
function unlessInDialog(act: () => void): () => void {
  return () => {
    if (!inDialog) {
      act();
    }
  };
}

/** Conversations, the messages of one of them, and who it is with. Filter and search are in the address. */
export function InboxPage() {
  const { id } = useParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [query] = useSearchParams();
  const { hash } = useLocation();
  const channel = query.get('channel') ?? undefined;
  const unanswered = query.get('unanswered') === 'true' || undefined;
  // What is typed is in the address a moment later: the address is too slow for a field.
  const [search, setSearch] = useState(() => query.get('q') ?? '');
  const [searched] = useDebouncedValue(search.trim(), PAUSE);
  const panel = query.get('contact') === 'shown';
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

  const change = (name: string, value: string | undefined, replace = true) => {
    const after = new URLSearchParams(query);
    if (value) {
      after.set(name, value);
    } else {
      after.delete(name);
    }
    void navigate({ search: after.toString(), hash }, { replace });
  };
  // Going back closes it.
  const setPanel = (shown: boolean) => change('contact', shown ? 'shown' : undefined, !shown);

  const inAddress = query.get('q') ?? '';
  const known = useRef(inAddress);
  useEffect(() => {
    if (searched !== known.current) {
      known.current = searched;
      change('q', searched || undefined);
    }
    // Only what was typed last goes into the address, wherever that is by now.
  }, [searched]);
  useEffect(() => {
    // A link or the browser's back button has changed it.
    if (inAddress !== known.current && document.activeElement !== searchField.current) {
      known.current = inAddress;
      setSearch(inAddress);
    }
  }, [inAddress]);

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

  const markOpened = () => {
    const conversation = id ? client.getQueryData<Conversation>(keys.conversation(id)) : undefined;
    if (conversation) {
      seen.mark(conversation, conversation.unread);
    }
  };
  const leave = () => {
    if (panel) {
      setPanel(false);
    } else if (search) {
      setSearch('');
    } else {
      open(undefined);
    }
  };
  useHotkeys([
    ['J', unlessInDialog(() => step(1))],
    ['K', unlessInDialog(() => step(-1))],
    ['/', unlessInDialog(() => searchField.current?.focus())],
    ['U', unlessInDialog(markOpened)],
    ['Escape', unlessInDialog(leave)],
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
          onMoved={(now) => void navigate({ pathname: `/inbox/${now}`, search: query.toString(), hash }, { replace: true })}
          seen={seen}
        />
      )}
      {withPanel && <ContactPanel conversation={id} onClose={() => setPanel(false)} onErased={() => open(undefined)} />}
    </div>
  );
}
