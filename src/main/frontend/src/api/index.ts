import { ask, client, forgetCsrf } from './client';
import type {
  Account,
  ApiToken,
  Channel,
  ConnectSettings,
  Contact,
  Conversation,
  Delivery,
  DiscardedPage,
  FacebookPage,
  Held,
  HeldCounts,
  HeldDetail,
  HeldFilter,
  Message,
  Page,
  ReplayedOne,
  ReplayedPage,
  Session,
  Statistics,
  WhatsappNumber,
} from './types';

/** All that the dashboard asks of the API, one function for each request. */
export const api = {
  account: () => ask<Account>(() => client.GET('/api/account')),
  async signUp(body: { email: string; name: string; password: string }) {
    await ask<void>(() => client.POST('/api/account', { body }));
  },
  async logIn(body: { email: string; password: string }) {
    await ask<void>(() => client.POST('/api/session', { body }));
    forgetCsrf();
  },
  async logOut() {
    await ask<void>(() => client.DELETE('/api/session'));
    forgetCsrf();
  },
  changePassword: (body: { password: string; newPassword: string }) =>
    ask<void>(() => client.PUT('/api/account/password', { body })),
  async deleteAccount(body: { password: string }) {
    await ask<void>(() => client.POST('/api/account/deletion', { body }));
    forgetCsrf();
  },
  sessions: () => ask<Session[]>(() => client.GET('/api/sessions')),
  endSession: (id: string) => ask<void>(() => client.DELETE('/api/sessions/{id}', { params: { path: { id } } })),
  tokens: () => ask<ApiToken[]>(() => client.GET('/api/tokens')),
  issueToken: (name: string) => ask<{ id: string; token: string }>(() => client.POST('/api/tokens', { body: { name } })),
  revokeToken: (id: string) => ask<void>(() => client.DELETE('/api/tokens/{id}', { params: { path: { id } } })),

  channels: () => ask<Channel[]>(() => client.GET('/api/channels')),
  disconnect: (key: string) => ask<void>(() => client.DELETE('/api/channels/{key}', { params: { path: { key } } })),
  connectSettings: () => ask<ConnectSettings>(() => client.GET('/api/connect/settings')),
  whatsappNumbers: (body: { code?: string; token?: string; businessAccountId?: string }) =>
    ask<{ numbers: WhatsappNumber[] }>(() => client.POST('/api/channels/whatsapp/numbers', { body })),
  connectWhatsapp: (body: { businessAccountId: string; phoneNumberId: string; pin?: string }) =>
    ask<Channel>(() => client.POST('/api/channels/whatsapp/connect', { body })),
  connectWhatsappWithToken: (body: { token: string; businessAccountId: string; phoneNumberId: string; pin?: string }) =>
    ask<Channel>(() => client.POST('/api/channels/whatsapp/connect-with-token', { body })),
  authorize: (type: 'messenger' | 'instagram') =>
    ask<{ url: string }>(() =>
      type === 'messenger'
        ? client.POST('/api/channels/messenger/authorize')
        : client.POST('/api/channels/instagram/authorize'),
    ),
  pages: (body: { code: string; state: string }) =>
    ask<FacebookPage[]>(() => client.POST('/api/channels/messenger/pages', { body })),
  pagesWithToken: (token: string) =>
    ask<FacebookPage[]>(() => client.POST('/api/channels/messenger/pages-with-token', { body: { token } })),
  connectPage: (body: { pageId: string; withInstagram: boolean }) =>
    ask<Channel[]>(() => client.POST('/api/channels/messenger/connect', { body })),
  connectPageWithToken: (body: { token: string; pageId: string; withInstagram: boolean }) =>
    ask<Channel[]>(() => client.POST('/api/channels/messenger/connect-with-token', { body })),
  connectInstagram: (body: { code: string; state: string }) =>
    ask<Channel>(() => client.POST('/api/channels/instagram/connect', { body })),
  connectInstagramWithToken: (token: string) =>
    ask<Channel>(() => client.POST('/api/channels/instagram/connect-with-token', { body: { token } })),

  conversations: (query: { channel?: string; unanswered?: boolean; after?: string; limit?: number }) =>
    ask<Page<Conversation>>(() => client.GET('/api/conversations', { params: { query } })),
  conversation: (id: string) =>
    ask<Conversation>(() => client.GET('/api/conversations/{id}', { params: { path: { id } } })),
  markSeen: (id: string, upTo: string | null) =>
    ask<void>(() =>
      client.PUT('/api/conversations/{id}/seen', { params: { path: { id } }, body: { upTo: upTo ?? undefined } }),
    ),
  messages: (query: { conversation?: string; channel?: string; q?: string; after?: string; limit?: number }) =>
    ask<Page<Message>>(() => client.GET('/api/messages', { params: { query } })),
  message: (id: string) => ask<Message>(() => client.GET('/api/messages/{id}', { params: { path: { id } } })),
  delivery: (id: string) =>
    ask<Delivery>(() => client.GET('/api/messages/{id}/delivery', { params: { path: { id } } })),
  contact: (id: string) => ask<Contact>(() => client.GET('/api/contacts/{id}', { params: { path: { id } } })),
  eraseContact: (id: string) => ask<void>(() => client.DELETE('/api/contacts/{id}', { params: { path: { id } } })),

  held: (query: HeldFilter & { after?: string; limit?: number }) =>
    ask<Page<Held>>(() => client.GET('/api/held', { params: { query } })),
  heldCounts: (query: Omit<HeldFilter, 'reason'>) =>
    ask<HeldCounts>(() => client.GET('/api/held/counts', { params: { query } })),
  heldDetail: (id: string) => ask<HeldDetail>(() => client.GET('/api/held/{id}', { params: { path: { id } } })),
  replayOne: (id: string) =>
    ask<ReplayedOne>(() => client.POST('/api/held/{id}/replay', { params: { path: { id } } })),
  discardOne: (id: string) => ask<void>(() => client.DELETE('/api/held/{id}', { params: { path: { id } } })),
  replayPage: (body: HeldFilter & { after?: string; limit: number }) =>
    ask<ReplayedPage>(() => client.POST('/api/held/replay', { body })),
  discardPage: (body: HeldFilter & { after?: string; limit: number }) =>
    ask<DiscardedPage>(() => client.POST('/api/held/discard', { body })),

  statistics: (query: { from?: string; until?: string }) =>
    ask<Statistics>(() => client.GET('/api/statistics', { params: { query } })),
};
