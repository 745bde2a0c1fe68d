/**
 * What the API answers. The generated description (schema.d.ts) knows the names of the fields and not which of them can be
 * null, so they are written here; types.check.ts compares the names.
 */

export type ChannelType = 'whatsapp' | 'messenger' | 'instagram';

export interface Account {
  id: string;
  email: string;
  name: string;
  createdAt: string;
}

export interface Session {
  id: string;
  client: string;
  createdAt: string;
  lastAccessedAt: string;
  current: boolean;
}

export interface ApiToken {
  id: string;
  name: string;
  createdAt: string;
}

export interface Channel {
  key: string;
  type: ChannelType;
  externalId: string;
  name: string | null;
  displayPhoneNumber: string | null;
  businessAccountId: string | null;
  status: 'connected' | 'needs reconnect' | 'disconnected';
  statusReason: string | null;
  connectedAt: string | null;
  lastEventAt: string | null;
  messagesToday: number;
  quality: string | null;
  messagingTier: string | null;
}

interface ConversationChannel {
  key: string;
  type: ChannelType;
  name: string | null;
}

export interface LastMessage {
  id: string;
  direction: Direction;
  type: string;
  text: string | null;
  revoked: boolean;
}

export interface Conversation {
  id: string;
  channel: ConversationChannel;
  contact: { id: string; name: string | null; phone: string | null; username: string | null };
  lastMessageAt: string | null;
  lastMessage: LastMessage | null;
  unread: boolean;
  unansweredSince: string | null;
  lastInboundAt: string | null;
  replyUntil: string | null;
}

type Direction = 'inbound' | 'outbound';

export interface Attachment {
  kind: string;
  mediaId: string | null;
  mimeType: string | null;
  sha256: string | null;
  url: string | null;
  filename: string | null;
  title: string | null;
  caption: string | null;
  voice: boolean;
  animated: boolean;
}

export interface SharedContact {
  name: string | null;
  phones: string[] | null;
  waIds: string[] | null;
  emails: string[] | null;
  organization: string | null;
}

export interface OrderItem {
  retailerId: string | null;
  quantity: number | null;
  price: number | null;
  currency: string | null;
}

export interface Reaction {
  emoji: string;
  by: 'contact' | 'channel';
  at: string | null;
}

export interface Message {
  id: string;
  channel: string;
  conversation: string | null;
  contact: { id: string; name: string | null } | null;
  direction: Direction;
  type: string;
  text: string | null;
  sentAt: string;
  receivedAt: string;
  status: string | null;
  edited: boolean;
  revoked: boolean;
  replyTo: string | null;
  attachments: Attachment[];
  payload: string | null;
  location: { latitude: number | null; longitude: number | null; name: string | null; address: string | null } | null;
  flow: { name: string | null; response: string | null } | null;
  catalogId: string | null;
  productId: string | null;
  permission: string | null;
  sharedContacts: SharedContact[];
  orderItems: OrderItem[];
  reactions: Reaction[];
  ad: { headline: string | null; body: string | null; sourceUrl: string | null; mediaUrl: string | null } | null;
  error: { code: string | number | null; title: string | null; details: string | null } | null;
  forwarded: boolean;
  systemType: string | null;
  unsupportedType: string | null;
  storyUrl: string | null;
  standby: boolean;
  writtenElsewhere: boolean;
  deliveredAt: string | null;
  readAt: string | null;
  failedAt: string | null;
  raw: string | null;
}

export interface Delivery {
  provider: string;
  app: string | null;
  channel: string;
  sentAt: string;
  receivedAt: string;
  storedAt: string | null;
  raw: string | null;
  held: string | null;
}

export interface Address {
  scheme: string;
  value: string;
}

export interface Evidence {
  one: Address;
  other: Address;
  why: string;
  at: string | null;
  refused: string | null;
}

export interface Contact {
  id: string;
  name: string | null;
  phone: string | null;
  username: string | null;
  firstSeenAt: string | null;
  lastSeenAt: string | null;
  identities: Address[];
  conversations: { id: string; channel: ConversationChannel; lastMessageAt: string | null; replyUntil: string | null }[] | null;
  evidence: Evidence[] | null;
  marketing: 'stop' | 'resume' | null;
}

export interface Held {
  id: string;
  channel: string;
  provider: string;
  reason: string;
  receivedAt: string;
  attempts: number;
}

export interface HeldDetail extends Held {
  payload: string;
  encoding: string | null;
  message: string | null;
}

export interface HeldGroup {
  reason: string;
  channel: string;
  events: number;
  oldest: string;
  newest: string;
}

export interface HeldCounts {
  groups: HeldGroup[];
  total: number;
}

export interface HeldFilter {
  channel?: string;
  reason?: string;
  from?: string;
  until?: string;
}

export interface ReplayedOne {
  stored: boolean;
  message: string | null;
  reason: string | null;
}

export interface ReplayedPage {
  replayed: number;
  stored: number;
  heldAgain: number;
  next: string | null;
}

export interface DiscardedPage {
  discarded: number;
  next: string | null;
}

export interface Statistics {
  messages: { day: string; channel: string; inbound: number; outbound: number }[];
  newContacts: { day: string; contacts: number }[];
  medianAnswerSeconds: number | null;
  unanswered: number;
  failures: { reason: string; messages: number }[];
}

export interface ConnectSettings {
  whatsapp: {
    available: boolean;
    reason: string | null;
    appId: string | null;
    configurationId: string | null;
    sdkUrl: string | null;
    graphVersion: string | null;
  };
  messenger: { available: boolean; reason: string | null };
  instagram: { available: boolean; reason: string | null };
  demo: boolean;
  neo4jBrowser: string | null;
}

export interface WhatsappNumber {
  businessAccountId: string;
  phoneNumberId: string;
  displayPhoneNumber: string | null;
  verifiedName: string | null;
  registered: boolean;
  connected: boolean;
}

export interface FacebookPage {
  id: string;
  name: string | null;
  instagram: string | null;
  connectable: boolean;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** An error as the API answers it (RFC 9457). */
export interface Problem {
  status: number;
  detail?: string;
  fields?: { field: string; message: string }[];
}
