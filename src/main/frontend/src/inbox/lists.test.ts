import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { Conversation, Message } from '../api/types';
import { someConversation, someMessage } from '../test/some';
import { keys } from '../queries';
import { inReadingOrder, itemsOf, placeConversation, placed, withMessages, type Pages } from './lists';

function pages<T>(...items: T[][]): Pages<T> {
  return {
    pages: items.map((some, index) => ({ items: some, next: index === items.length - 1 ? null : `p${index + 1}` })),
    pageParams: items.map(() => undefined),
  };
}

const at = (id: string, minute: number): Conversation =>
  someConversation({ id, lastMessageAt: `2026-11-30T10:${String(minute).padStart(2, '0')}:00Z` });

const said = (id: string, minute: number, about: Partial<Message> = {}) =>
  someMessage({ id, sentAt: `2026-11-30T10:${String(minute).padStart(2, '0')}:00Z`, ...about });

describe('placed', () => {
  it('moves a conversation to its place by time, from whichever page it was on', () => {
    const after = placed(pages([at('a', 9), at('b', 8)], [at('c', 7)]), at('c', 10), true);

    expect(itemsOf(after).map((item) => item.id)).toEqual(['c', 'a', 'b']);
  });

  it('takes out what the filter does not show any more', () => {
    expect(itemsOf(placed(pages([at('a', 9), at('b', 8)]), at('a', 9), false)).map((item) => item.id)).toEqual(['b']);
  });

  it('leaves out what is older than all that was read, while there is more', () => {
    const some = pages([at('a', 9)]);
    some.pages[0]!.next = 'more';

    expect(itemsOf(placed(some, at('old', 1), true)).map((item) => item.id)).toEqual(['a']);
  });
});

it('places a conversation in every list that was read, whatever else is in the cache', () => {
  const client = new QueryClient();
  client.setQueryData(keys.conversations({}), pages([at('a', 1)]));
  client.setQueryData(keys.conversations({ unanswered: true }), pages([at('a', 1)]));
  client.setQueryData(keys.recentConversations, { items: [at('a', 1)], next: null });

  placeConversation(client, { ...at('a', 2), unansweredSince: null });

  expect(itemsOf(client.getQueryData<Pages<Conversation>>(keys.conversations({})))).toHaveLength(1);
  expect(itemsOf(client.getQueryData<Pages<Conversation>>(keys.conversations({ unanswered: true })))).toHaveLength(0);
});

describe('withMessages', () => {
  it('shows a message once that comes twice, as it is now', () => {
    const once = withMessages(pages([said('a', 1)]), [said('b', 2)]);
    const twice = withMessages(once, [said('b', 2, { status: 'read' }), said('a', 1, { edited: true })]);

    expect(inReadingOrder(itemsOf(twice)).map((item) => [item.id, item.status, item.edited])).toEqual([
      ['a', null, true],
      ['b', 'read', false],
    ]);
  });

  it('leaves older ones to their own page', () => {
    const some = pages([said('b', 5)]);
    some.pages[0]!.next = 'more';

    expect(itemsOf(withMessages(some, [said('a', 1), said('c', 6)])).map((item) => item.id)).toEqual(['c', 'b']);
  });
});

it('is read by time, and within one second in the order in which it was received', () => {
  const second = (id: string, receivedAt: string) => said(id, 1, { receivedAt });
  expect(
    inReadingOrder([second('a', '2026-11-30T10:01:03Z'), second('b', '2026-11-30T10:01:02Z')]).map((item) => item.id),
  ).toEqual(['b', 'a']);
  expect(inReadingOrder([said('b', 1), said('c', 0), said('a', 1)]).map((item) => item.id)).toEqual(['c', 'a', 'b']);
});
