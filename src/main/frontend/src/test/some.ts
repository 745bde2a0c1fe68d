import type { Attachment, Conversation, Message } from '../api/types';

/** A message, with what a test is about. */
export function someMessage(about: Partial<Message> = {}): Message {
  return {
    id: 'm1',
    channel: 'whatsapp:123456789',
    conversation: 'c1',
    contact: { id: 'p1', name: 'John' },
    direction: 'inbound',
    type: 'text',
    text: 'Hello',
    sentAt: '2026-11-30T10:00:00Z',
    receivedAt: '2026-11-30T10:00:01Z',
    status: null,
    edited: false,
    revoked: false,
    replyTo: null,
    attachments: [],
    payload: null,
    location: null,
    flow: null,
    catalogId: null,
    productId: null,
    permission: null,
    sharedContacts: [],
    orderItems: [],
    reactions: [],
    ad: null,
    error: null,
    forwarded: false,
    systemType: null,
    unsupportedType: null,
    storyUrl: null,
    standby: false,
    writtenElsewhere: false,
    deliveredAt: null,
    readAt: null,
    failedAt: null,
    raw: null,
    ...about,
  };
}

export function someAttachment(about: Partial<Attachment> = {}): Attachment {
  return {
    kind: 'image',
    mediaId: '1',
    mimeType: 'image/jpeg',
    sha256: null,
    url: null,
    filename: null,
    title: null,
    caption: null,
    voice: false,
    animated: false,
    ...about,
  };
}

export function someConversation(about: Partial<Conversation> = {}): Conversation {
  return {
    id: 'c1',
    channel: { key: 'whatsapp:123456789', type: 'whatsapp', name: 'Bob’s Store' },
    contact: { id: 'p1', name: 'John', phone: '919900112233', username: null },
    lastMessageAt: '2026-11-30T10:00:00Z',
    lastMessage: { id: 'm1', direction: 'inbound', type: 'text', text: 'Hello', revoked: false },
    unread: true,
    unansweredSince: '2026-11-30T10:00:00Z',
    lastInboundAt: '2026-11-30T10:00:00Z',
    replyUntil: '2026-12-01T10:00:00Z',
    ...about,
  };
}
