import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Message } from '../api/types';
import { someAttachment, someMessage } from '../test/some';
import { MessageBubble } from './MessageBubble';

function show(about: Partial<Message>, answered?: Message) {
  const onJump = vi.fn();
  const onAsk = vi.fn();
  const { container } = render(
    <MantineProvider>
      <MessageBubble
        message={someMessage(about)}
        answered={answered}
        marked={false}
        contactName="John"
        onJump={onJump}
        onAsk={onAsk}
      />
    </MantineProvider>,
  );
  return { container, onJump, onAsk };
}

describe('a message', () => {
  it('is text and nothing else, whatever it contains', () => {
    const { container } = show({ text: '<img src=x onerror=alert(1)><script>alert(1)</script>' });

    expect(container.querySelector('article img, article script')).toBeNull();
    expect(screen.getByText(/<img src=x onerror/)).toBeInTheDocument();
  });

  it('has no link that runs something', () => {
    const { container } = show({
      text: null,
      attachments: [someAttachment({ url: 'javascript:alert(1)', filename: 'a\u202egpj.exe', caption: 'x' })],
      ad: { headline: 'x', body: null, sourceUrl: 'javascript:alert(2)', mediaUrl: null },
      storyUrl: 'data:text/html,x',
    });

    expect(container.querySelectorAll('a')).toHaveLength(0);
    expect(screen.getByText('agpj.exe')).toBeInTheDocument();
  });

  it('shows a long text in part, and all of it when asked', async () => {
    const { container } = show({ text: 'long '.repeat(20_000) });
    expect(container.textContent!.length).toBeLessThan(4000);

    await userEvent.click(screen.getByRole('button', { name: 'Show all of it' }));

    expect(container.textContent!.length).toBeGreaterThan(99_000);
  });

  it('goes to what it answers', async () => {
    const { onJump } = show({ replyTo: 'm0' }, someMessage({ id: 'm0', text: 'Where is it?' }));

    await userEvent.click(screen.getByRole('button', { name: /Go to the message/ }));

    expect(onJump).toHaveBeenCalledWith('m0');
  });

  it('says why it was not delivered', () => {
    show({
      direction: 'outbound',
      status: 'failed',
      error: { code: 131047, title: 'Re-engagement message', details: 'More than 24 hours have passed' },
    });

    expect(screen.getByRole('note')).toHaveTextContent('Not delivered: Re-engagement message – More than 24 hours have passed (131047)');
    expect(screen.getByRole('img', { name: 'not delivered' })).toBeInTheDocument();
  });

  it('says no word of what was deleted', () => {
    const { container } = show({ revoked: true, text: null });

    expect(container).toHaveTextContent('This message was deleted.');
  });

  it('is shown as its JSON when nobody knows its kind', () => {
    const { container } = show({ type: 'hologram', text: null, raw: '{"hologram":{"depth":3}}' });

    expect(container).toHaveTextContent('A message of the kind “hologram”');
    expect(container).toHaveTextContent('"depth": 3');
  });

  it('tells what was sent from the phone', () => {
    show({ direction: 'outbound', writtenElsewhere: true });

    expect(screen.getByRole('img', { name: /sent from the phone/ })).toBeInTheDocument();
  });

  it.each<[string, Partial<Message>, string]>([
    ['a location', { text: null, location: { latitude: 52.5, longitude: 13.4, name: 'Tor', address: null } }, 'Tor'],
    [
      'a contact card',
      { text: null, sharedContacts: [{ name: 'Ana', phones: ['+49 1'], waIds: null, emails: null, organization: null }] },
      '+49 1',
    ],
    [
      'an order',
      { text: null, orderItems: [{ retailerId: 'SKU', quantity: 2, price: 4.5, currency: 'EUR' }] },
      'Total €9.00',
    ],
    ['a voice message', { text: null, attachments: [someAttachment({ kind: 'audio', voice: true })] }, 'Voice message'],
    ['an answer to a form', { text: null, flow: { name: 'size', response: '{"size":"M"}' } }, '"size": "M"'],
    ['a button', { text: 'Yes', payload: 'YES' }, 'Pressed a button'],
    ['a notice', { type: 'system', systemType: 'user_changed_number', text: 'x' }, 'The number of this person has changed.'],
    ['a reaction', { reactions: [{ emoji: '👍', by: 'channel', at: null }] }, '👍'],
  ])('shows %s', (_what, about, text) => {
    expect(show(about).container).toHaveTextContent(text);
  });
});
