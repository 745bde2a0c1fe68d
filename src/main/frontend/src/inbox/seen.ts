import { useCallback, useMemo } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { Conversation } from '../api/types';
import { placeConversation } from './lists';

export interface SeenMark {
  /** Marks a conversation as read up to its newest message, or as unread. */
  mark: (conversation: Conversation, read: boolean) => void;
}

/** The mark of what has been read. It is kept by the server for the user, and only changed on purpose. */
export function useSeenMark(): SeenMark {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: async ({ conversation, read }: { conversation: Conversation; read: boolean }) => {
      await api.markSeen(conversation.id, read ? (conversation.lastMessageAt ?? conversation.lastInboundAt) : null);
      return api.conversation(conversation.id);
    },
    onMutate: ({ conversation, read }) => placeConversation(client, { ...conversation, unread: !read }),
    onSuccess: (conversation) => placeConversation(client, conversation),
    onError: (_error, { conversation }) => placeConversation(client, conversation),
  });
  const mark = useCallback(
    (conversation: Conversation, read: boolean) => mutate({ conversation, read }),
    [mutate],
  );
  return useMemo(() => ({ mark }), [mark]);
}
