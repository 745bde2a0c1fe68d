import type { LastMessage } from '../api/types';
import { plain } from '../format';
import { strings } from '../strings';

/** A message in one line. */
export function summary(message: Pick<LastMessage, 'text' | 'type' | 'revoked'>): string {
  if (message.revoked) {
    return strings.message.revoked;
  }
  return plain(message.text, 160) || typeName(message.type);
}

/** What a message without words is called. */
export function typeName(type: string): string {
  const words = strings.message;
  const names: Record<string, string> = {
    ...words.attachment,
    location: words.location,
    contacts: words.contactCard,
    order: words.order,
    interactive: words.button,
    button: words.button,
    system: words.system,
    unsupported: words.unsupported,
  };
  return names[type] ?? words.unknown(plain(type, 40));
}
