import type { components } from './schema';
import type * as own from './types';

type Schemas = components['schemas'];

/** The names of the fields that one of two types has and the other one lacks; none when they say the same. */
type Differences<Own, Generated> = Exclude<keyof Own, keyof Generated> | Exclude<keyof Generated, keyof Own>;

/** Does not compile when the API's description and our types name other fields. */
type Same<T extends never> = T;

export type Checks = [
  Same<Differences<own.Account, Schemas['User']>>,
  Same<Differences<own.Conversation, Schemas['Conversation']>>,
  Same<Differences<own.LastMessage, Schemas['LastMessage']>>,
  Same<Differences<own.Message, Schemas['Message']>>,
  Same<Differences<own.Attachment, Schemas['Attachment']>>,
  Same<Differences<own.WhatsappNumber, Schemas['Number']>>,
  Same<Differences<own.ConnectSettings, Schemas['ConnectSettings']>>,
  Same<Differences<own.SharedContact, Schemas['SharedContact']>>,
  Same<Differences<own.OrderItem, Schemas['OrderItem']>>,
  Same<Differences<own.Reaction, Schemas['Reaction']>>,
  Same<Differences<own.Delivery, Schemas['MessageDelivery']>>,
  Same<Differences<own.Contact, Schemas['Contact']>>,
  Same<Differences<own.Evidence, Schemas['Evidence']>>,
  Same<Differences<own.HeldCounts, Schemas['HeldCounts']>>,
  Same<Differences<own.HeldGroup, Schemas['Group']>>,
  Same<Differences<own.ReplayedOne, Schemas['Replayed']>>,
  Same<Differences<own.DiscardedPage, Schemas['Discarded']>>,
];
