import { strings } from './strings';

const LOCALE = 'en-GB';

const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const dayMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const dayMonthUtc = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayMonthYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long' });
const exact = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium' });

/** Time of day, such as 14:05. */
export function time(iso: string): string {
  return clock.format(new Date(iso));
}

/** All that is known of a time, in the time zone of the person. */
export function fullTime(iso: string | null): string {
  return iso ? exact.format(new Date(iso)) : strings.unknown;
}

/** A day of UTC, given as 2026-11-30. */
export function day(key: string): string {
  return dayMonthUtc.format(new Date(`${key}T00:00:00Z`));
}

export function date(iso: string | null): string {
  return iso ? dayMonthYear.format(new Date(iso)) : strings.unknown;
}

/** The day of a time in the time zone of the person, as a key: 2026-11-30. */
export function dayKey(iso: string): string {
  const at = new Date(iso);
  return `${at.getFullYear()}-${at.getMonth()}-${at.getDate()}`;
}

/** A heading for the messages of one day. */
export function dayHeading(iso: string, now = new Date()): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (dayKey(iso) === dayKey(now.toISOString())) {
    return strings.time.today;
  }
  return dayKey(iso) === dayKey(yesterday.toISOString()) ? strings.time.yesterday : weekday.format(new Date(iso));
}

/** As a list shows when something was last said: the time of today, else the day. */
export function shortTime(iso: string, now = new Date()): string {
  const at = new Date(iso);
  if (dayKey(iso) === dayKey(now.toISOString())) {
    return clock.format(at);
  }
  return at.getFullYear() === now.getFullYear() ? dayMonth.format(at) : dayMonthYear.format(at);
}

/** A span of time in its two largest units: 23 h 5 min. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  }
  return `${Math.floor(hours / 24)} days`;
}

/** How long something lasted that took less than a minute as a rule: 12 ms. */
export function lag(from: string, until: string): string {
  const milliseconds = Math.max(0, new Date(until).getTime() - new Date(from).getTime());
  return milliseconds < 1000 ? `${milliseconds} ms` : duration(milliseconds);
}

export function price(value: number, currency: string | null): string {
  try {
    return new Intl.NumberFormat(LOCALE, currency ? { style: 'currency', currency } : {}).format(value);
  } catch {
    // Not a currency that anybody knows.
    return `${value} ${currency ?? ''}`.trim();
  }
}

// Marks that turn the direction of what follows, and what would hide or end a line.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A name or a file name, which comes from outside, in one line: nothing in it can turn, hide or break what stands around
 * it, and it ends somewhere.
 */
export function plain(text: string | null | undefined, longest = 120): string {
  const line = (text ?? '').replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
  const signs = Array.from(line.slice(0, 2 * (longest + 1)));
  return signs.length > longest ? `${signs.slice(0, longest).join('')}…` : signs.join('');
}

/** An address from outside that may be a link: only what a browser fetches. */
export function safeLink(url: string | null | undefined): string | null {
  if (!url) {
    return null;
  }
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
  } catch {
    return null;
  }
}

/** How somebody is called: the name, else what one can call or write to, else what tells one from the other. */
export function personName(
  person: { id?: string; name?: string | null; phone?: string | null; username?: string | null } | null | undefined,
): string {
  return (
    plain(person?.name) ||
    plain(person?.username) ||
    phoneNumber(person?.phone) ||
    (person?.id ? strings.inbox.nameless(person.id.slice(-4)) : strings.inbox.nobody)
  );
}

/** A phone number as people write it: the platforms give digits, mostly. */
export function phoneNumber(number: string | null | undefined): string {
  const text = plain(number, 40);
  return /^\d+$/.test(text) ? `+${text}` : text;
}

/** How a channel is called. */
export function channelName(channel: {
  name: string | null;
  key: string;
  type: string;
  displayPhoneNumber?: string | null;
}): string {
  return plain(channel.name) || phoneNumber(channel.displayPhoneNumber) || `${strings.platforms[channel.type] ?? channel.type} ${channel.key.split(':')[1] ?? ''}`;
}

/** JSON for people; what is not JSON stays as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
