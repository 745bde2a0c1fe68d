import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Conversation, Message, Page } from '../api/types';
import { keys } from '../queries';

export type Pages<T> = InfiniteData<Page<T>>;

/** All items of the pages that were read, each once. */
export function itemsOf<T extends { id: string }>(pages: Pages<T> | undefined): T[] {
  const seen = new Set<string>();
  return (pages?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((item) => !seen.has(item.id) && Boolean(seen.add(item.id)));
}

/** Puts a conversation that has changed where it belongs in every list that was read. */
export function placeConversation(queryClient: QueryClient, conversation: Conversation): void {
  queryClient.setQueryData(keys.conversation(conversation.id), conversation);
  queryClient
    .getQueriesData<Pages<Conversation>>({ queryKey: keys.conversationLists })
    .forEach(([key, pages]) => {
      if (pages) {
        const filter = key[1] as { channel?: string; unanswered?: boolean };
        queryClient.setQueryData(key, placed(pages, conversation, belongs(conversation, filter)));
      }
    });
}

function belongs(conversation: Conversation, filter: { channel?: string; unanswered?: boolean }): boolean {
  return (
    (!filter.channel || filter.channel === conversation.channel.key) &&
    (!filter.unanswered || conversation.unansweredSince !== null)
  );
}

/** The pages with a conversation at its place by time, or without it. */
export function placed(pages: Pages<Conversation>, conversation: Conversation, shown: boolean): Pages<Conversation> {
  const rest = pages.pages.map((page) => ({
    ...page,
    items: page.items.filter((item) => item.id !== conversation.id),
  }));
  if (!shown) {
    return { ...pages, pages: rest };
  }
  const time = conversation.lastMessageAt ?? '';
  for (const [index, page] of rest.entries()) {
    const at = page.items.findIndex((item) => (item.lastMessageAt ?? '') <= time);
    const isLast = index === rest.length - 1 && page.next === null;
    if (at >= 0 || isLast) {
      page.items.splice(at >= 0 ? at : page.items.length, 0, conversation);
      break;
    }
  }
  return { ...pages, pages: rest };
}

/** The newest page with messages that have come or changed since it was read. */
export function withMessages(pages: Pages<Message>, messages: Message[]): Pages<Message> {
  const changed = new Map(messages.map((message) => [message.id, message]));
  const kept = pages.pages.map((page) => ({
    ...page,
    items: page.items.map((item) => {
      const now = changed.get(item.id);
      changed.delete(item.id);
      return now ?? item;
    }),
  }));
  const first = kept[0];
  if (first && changed.size > 0) {
    // One that is older than all that were read comes with its own page.
    const oldest = kept.at(-1)?.items.at(-1)?.sentAt ?? '';
    const hasAll = kept.at(-1)?.next === null;
    first.items = [...[...changed.values()].filter((message) => hasAll || message.sentAt >= oldest), ...first.items];
  }
  return { ...pages, pages: kept };
}

/** In the order in which people read: the oldest first. */
export function inReadingOrder(messages: Message[]): Message[] {
  return [...messages].sort(
    (one, other) =>
      one.sentAt.localeCompare(other.sentAt) ||
      one.receivedAt.localeCompare(other.receivedAt) ||
      one.id.localeCompare(other.id),
  );
}
