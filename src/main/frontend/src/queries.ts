import { QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from './api';
import { ApiError } from './api/client';

const TRIES = 3;

/** One cache for what the API answered. An answer that says what is wrong is not asked for again; no answer is. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) =>
        failures < TRIES && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
    },
  },
});

/** Who is logged in; null for nobody. */
export const accountQuery = () =>
  queryOptions({
    queryKey: keys.account,
    queryFn: () =>
      api.account().catch((error: unknown) => {
        if (error instanceof ApiError && (error.status === 401 || error.status === 404)) {
          return null;
        }
        throw error;
      }),
    staleTime: Infinity,
  });

/** The names under which answers are kept. */
export const keys = {
  account: ['account'] as const,
  sessions: ['sessions'] as const,
  tokens: ['tokens'] as const,
  channels: ['channels'] as const,
  connectSettings: ['connect-settings'] as const,
  conversationLists: ['conversations'] as const,
  conversations: (filter: { channel?: string; unanswered?: boolean }) => ['conversations', filter] as const,
  openedConversations: ['conversation'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  thread: (conversation: string) => ['thread', conversation] as const,
  search: (query: string, channel: string | undefined) => ['search', query, channel] as const,
  contact: (id: string) => ['contact', id] as const,
  recentConversations: ['recent-conversations'] as const,
  message: (id: string) => ['message', id] as const,
  delivery: (message: string) => ['delivery', message] as const,
  held: ['held'] as const,
  heldCounts: ['held-counts'] as const,
  statistics: ['statistics'] as const,
};
