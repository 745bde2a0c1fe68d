import { useCallback, useMemo, useRef } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { Conversation } from '../api/types';
import { placeConversation } from './lists';

export interface SeenMark {
  /** Marks a conversation as read, or as unread, because the person says so. */
  mark: (conversation: Conversation, read: boolean) => void;
  /**
   * Marks a conversation as read because its messages are on the screen, once for each newest message: what the person has
   * marked as unread stays unread.
   * @param upTo time of the newest message from the contact that is shown
   */
  look: (conversation: Conversation, upTo: string) => void;
  /** A conversation is opened: what was marked as unread before is read by looking at it. */
  open: (id: string) => void;
}

/** The mark of what has been read. It is kept by the server for the user. */
export function useSeenMark(): SeenMark {
  const client = useQueryClient();
  const looked = useRef(new Map<string, string>());
  const { mutate } = useMutation({
    mutationFn: async ({ conversation, upTo }: { conversation: Conversation; upTo: string | null }) => {
      await api.markSeen(conversation.id, upTo);
      return api.conversation(conversation.id);
    },
    onMutate: ({ conversation, upTo }) =>
      placeConversation(client, { ...conversation, unread: (upTo ?? '') < (conversation.lastInboundAt ?? '') }),
    onSuccess: (conversation) => placeConversation(client, conversation),
    onError: (_error, { conversation }) => placeConversation(client, conversation),
  });
  const mark = useCallback(
    (conversation: Conversation, read: boolean) => {
      looked.current.set(conversation.id, conversation.lastInboundAt ?? '');
      mutate({ conversation, upTo: read ? conversation.lastInboundAt : null });
    },
    [mutate],
  );
  const look = useCallback(
    (conversation: Conversation, upTo: string) => {
      if (conversation.unread && (looked.current.get(conversation.id) ?? '') < upTo) {
        looked.current.set(conversation.id, upTo);
        mutate({ conversation, upTo });
      }
    },
    [mutate],
  );
  const open = useCallback((id: string) => {
    looked.current.delete(id);
  }, []);
  return useMemo(() => ({ mark, look, open }), [mark, look, open]);
}
