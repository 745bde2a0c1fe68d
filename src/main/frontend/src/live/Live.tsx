import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { Conversation, Message } from '../api/types';
import { keys } from '../queries';
import { placeConversation } from '../inbox/lists';
import { followStream, type StreamState } from './stream';

interface Live {
  state: StreamState;
  subscribe: (listener: (message: Message) => void) => () => void;
}

const LiveContext = createContext<Live | null>(null);

/** Conversations that get messages within this time are read again together. */
const GATHER = 400;
/** More than these at once: the lists are read again instead. */
const MANY = 20;

/** Brings what is new from the stream into what the pages show. */
export function LiveProvider({ user, children }: { user: string; children: ReactNode }) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<StreamState>('connecting');
  const listeners = useRef(new Set<(message: Message) => void>());
  const changed = useRef(new Set<string>());
  const timer = useRef<number | undefined>(undefined);

  const refresh = useCallback(async () => {
    const ids = [...changed.current];
    changed.current.clear();
    if (ids.length > MANY) {
      await queryClient.invalidateQueries({ queryKey: keys.conversationLists });
      await queryClient.invalidateQueries({ queryKey: keys.openedConversations });
      return;
    }
    const conversations = await Promise.allSettled(ids.map((id) => api.conversation(id)));
    if (conversations.some((result) => result.status === 'rejected')) {
      // Erased meanwhile, or no answer: the lists are asked for again, which is tried more than once.
      await queryClient.invalidateQueries({ queryKey: keys.conversationLists });
    }
    conversations
      .filter((result): result is PromiseFulfilledResult<Conversation> => result.status === 'fulfilled')
      .map((result) => result.value)
      .sort((one, other) => (one.lastMessageAt ?? '').localeCompare(other.lastMessageAt ?? ''))
      .forEach((conversation) => placeConversation(queryClient, conversation));
  }, [queryClient]);

  useEffect(() => {
    const end = followStream(user, {
      message(message) {
        listeners.current.forEach((listener) => listener(message));
        if (message.conversation) {
          changed.current.add(message.conversation);
          window.clearTimeout(timer.current);
          timer.current = window.setTimeout(() => void refresh(), GATHER);
        }
      },
      gap() {
        // The account too: somebody else may have logged in with this browser meanwhile.
        void queryClient.invalidateQueries();
      },
      loggedOut() {
        queryClient.setQueryData(keys.account, null);
      },
      state: setState,
    });
    return () => {
      end();
      window.clearTimeout(timer.current);
    };
  }, [user, queryClient, refresh]);

  const subscribe = useCallback((listener: (message: Message) => void) => {
    listeners.current.add(listener);
    return () => {
      listeners.current.delete(listener);
    };
  }, []);

  const live = useMemo(() => ({ state, subscribe }), [state, subscribe]);
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

export function useLiveState(): StreamState {
  return useLive().state;
}

/** Calls a function with each message that arrives; a message can come twice. */
export function useNewMessages(listener: (message: Message) => void): void {
  const { subscribe } = useLive();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => subscribe((message) => latest.current(message)), [subscribe]);
}

function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) {
    throw new Error('outside of LiveProvider');
  }
  return live;
}
