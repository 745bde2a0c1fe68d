import { ActionIcon, Badge, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconChecks, IconClock, IconDeviceMobile, IconInfoCircle } from '@tabler/icons-react';
import type { Message } from '../api/types';
import { fullTime, plain, time } from '../format';
import { strings } from '../strings';
import classes from './Inbox.module.css';
import { MessageContent } from './MessageContent';
import { summary } from './summary';

/** One message as people know it from messengers. Nothing in it is more than text, whatever it contains. */
export function MessageBubble({
  message,
  answered,
  marked,
  contactName,
  onJump,
  onAsk,
}: {
  message: Message;
  answered: Message | undefined;
  marked: boolean;
  contactName: string;
  onJump: (id: string) => void;
  onAsk: (message: Message) => void;
}) {
  const notice = message.type === 'system';
  const place = notice ? classes.notice : message.direction === 'outbound' ? classes.outbound : '';
  return (
    <article
      className={`${classes.row} ${place}`}
      aria-label={`${message.direction === 'outbound' ? strings.inbox.you : contactName}, ${fullTime(message.sentAt)}`}
      data-message={message.id}
    >
      <div className={`${classes.bubble} ${marked ? classes.marked : ''}`}>
        {message.forwarded && (
          <Text size="xs" c="var(--muted)" fs="italic">
            {strings.message.forwarded}
          </Text>
        )}
        {message.replyTo && (
          <UnstyledButton
            className={classes.quote}
            onClick={() => onJump(message.replyTo!)}
            aria-label={strings.message.jump}
          >
            <Text size="xs" c="var(--muted)">
              {strings.message.replyTo}
            </Text>
            <Text size="sm" lineClamp={2}>
              <bdi>{answered ? summary(answered) : strings.message.replyMissing}</bdi>
            </Text>
          </UnstyledButton>
        )}
        {message.revoked ? (
          <Text fs="italic" c="var(--muted)">
            {strings.message.revoked}
          </Text>
        ) : (
          <MessageContent message={message} />
        )}
        {message.reactions.length > 0 && (
          <div className={classes.reactions}>
            {message.reactions.map((reaction, index) => {
              const who = reaction.by === 'channel' ? strings.inbox.you : contactName;
              const emoji = plain(reaction.emoji, 4);
              return (
                <Tooltip key={index} label={strings.message.reactedBy(who, emoji)}>
                  <Badge variant="default" size="lg" aria-label={strings.message.reactedBy(who, emoji)} role="img">
                    {emoji}
                  </Badge>
                </Tooltip>
              );
            })}
          </div>
        )}
        <div className={classes.meta}>
          {message.writtenElsewhere && (
            <Tooltip label={strings.message.elsewhere}>
              <IconDeviceMobile size={14} role="img" aria-label={strings.message.elsewhere} />
            </Tooltip>
          )}
          {message.standby && <span>{strings.message.standby}</span>}
          {message.edited && <span>{strings.message.edited}</span>}
          <time dateTime={message.sentAt} title={fullTime(message.sentAt)}>
            {time(message.sentAt)}
          </time>
          {message.direction === 'outbound' && <Ticks message={message} />}
          <Tooltip label={strings.message.where}>
            <ActionIcon size="xs" variant="transparent" c="var(--muted)" aria-label={strings.message.where} onClick={() => onAsk(message)}>
              <IconInfoCircle size={14} />
            </ActionIcon>
          </Tooltip>
        </div>
        {message.status === 'failed' && (
          <Text size="sm" c="var(--mantine-color-error)" role="note">
            {strings.message.failed}
            {message.error && (
              <>
                {': '}
                <bdi>{[message.error.title, message.error.details].map((part) => plain(part, 300)).filter(Boolean).join(' – ')}</bdi>
                {message.error.code !== null && ` (${message.error.code})`}
              </>
            )}
          </Text>
        )}
      </div>
    </article>
  );
}

function Ticks({ message }: { message: Message }) {
  const status = message.status;
  if (status === null) {
    return null;
  }
  const label = strings.message.status[status] ?? status;
  const at = { delivered: message.deliveredAt, read: message.readAt, failed: message.failedAt }[status] ?? null;
  const Icon =
    status === 'failed' ? IconAlertCircle : status === 'accepted' ? IconClock : status === 'sent' ? IconCheck : IconChecks;
  const color =
    status === 'failed'
      ? 'var(--mantine-color-error)'
      : status === 'read' || status === 'played'
        ? 'var(--mantine-color-cyan-7)'
        : 'currentColor';
  return (
    <Tooltip label={at ? `${label}, ${fullTime(at)}` : label}>
      <Icon size={16} role="img" aria-label={label} color={color} data-status={status} />
    </Tooltip>
  );
}
