import { useState } from 'react';
import { Anchor, Button, Code, Group, Spoiler, Stack, Text } from '@mantine/core';
import {
  IconFile,
  IconMapPin,
  IconMicrophone,
  IconPhoto,
  IconShoppingCart,
  IconSticker,
  IconUserSquare,
  IconVideo,
  IconVolume,
} from '@tabler/icons-react';
import type { Attachment, Message } from '../api/types';
import { plain, prettyJson, price, safeLink } from '../format';
import { strings } from '../strings';
import classes from './Inbox.module.css';
import { typeName } from './summary';

const LONG = 3000;

/** What a message says, whatever its type. */
export function MessageContent({ message }: { message: Message }) {
  const said = strings.message;
  const sharedText = message.attachments.some((file) => file.caption === message.text) ? null : message.text;
  const parts = [
    message.ad && <AdCard key="ad" ad={message.ad} />,
    message.storyUrl && <Labelled key="story" label={said.story} link={message.storyUrl} />,
    message.productId && <Labelled key="product" label={said.product} text={message.productId} />,
    ...message.attachments.map((file, index) => <File key={`file-${index}`} file={file} />),
    message.location && <Place key="place" location={message.location} />,
    ...message.sharedContacts.map((card, index) => (
      <div key={`card-${index}`} className={classes.file}>
        <IconUserSquare aria-hidden />
        <div>
          <Text size="xs" c="var(--muted)">
            {said.contactCard}
          </Text>
          <Text fw={600}>
            <bdi>{plain(card.name) || strings.unknown}</bdi>
          </Text>
          {[...(card.phones ?? []), ...(card.emails ?? []), card.organization].filter(Boolean).map((line, at) => (
            <Text key={at} size="sm">
              <bdi>{plain(line)}</bdi>
            </Text>
          ))}
        </div>
      </div>
    )),
    message.orderItems.length > 0 && <Order key="order" message={message} />,
    message.flow && (
      <Folded key="flow" label={`${said.flow}${message.flow.name ? ` “${plain(message.flow.name, 60)}”` : ''}`} json={message.flow.response} />
    ),
    message.permission && <Labelled key="permission" label={said.permission} text={message.permission} />,
    isButton(message) && (
      <Text key="button" size="xs" c="var(--muted)">
        {said.button}
      </Text>
    ),
    sharedText && message.type !== 'system' && <Words key="text" text={sharedText} />,
    message.type === 'system' && (
      <Text key="system" size="sm" c="var(--muted)">
        <bdi>{(message.systemType && said.systemTypes[message.systemType]) ?? (plain(message.text, 300) || said.system)}</bdi>
      </Text>
    ),
  ].filter(Boolean);
  if (parts.length > 0) {
    return <>{parts}</>;
  }
  return (
    <Stack gap={4}>
      <Text fs="italic" c="var(--muted)">
        {message.type === 'unsupported' || message.unsupportedType ? said.unsupported : typeName(message.type)}
      </Text>
      {message.error?.title && message.status !== 'failed' && (
        <Text size="sm">
          <bdi>{plain(message.error.title, 300)}</bdi>
        </Text>
      )}
      {message.raw && <Folded label={said.showJson} json={message.raw} />}
    </Stack>
  );
}

function isButton(message: Message): boolean {
  return message.payload !== null && message.direction === 'inbound';
}

function Words({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  const long = text.length > LONG;
  return (
    <>
      <div className={classes.text} dir="auto">
        {long && !whole ? `${text.slice(0, LONG)}…` : text}
      </div>
      {long && !whole && (
        <Button size="compact-xs" variant="default" onClick={() => setWhole(true)}>
          {strings.message.long}
        </Button>
      )}
    </>
  );
}

const FILE_ICONS: Record<string, typeof IconFile> = {
  image: IconPhoto,
  video: IconVideo,
  audio: IconVolume,
  sticker: IconSticker,
};

function File({ file }: { file: Attachment }) {
  const kind = file.voice ? 'voice' : file.kind;
  const Icon = file.voice ? IconMicrophone : (FILE_ICONS[file.kind] ?? IconFile);
  const link = safeLink(file.url);
  const called = plain(file.filename) || plain(file.title);
  return (
    <>
      <div className={classes.file}>
        <Icon aria-hidden size={28} />
        <div>
          <Text fw={600} size="sm">
            {strings.message.attachment[kind] ?? plain(kind, 40)}
            {called && (
              <>
                {' '}
                <bdi>{called}</bdi>
              </>
            )}
          </Text>
          <Text size="xs" c="var(--muted)">
            {plain(file.mimeType, 60) || strings.message.notShown}
          </Text>
          {link && (
            <Anchor href={link} target="_blank" rel="noopener noreferrer nofollow" size="sm" underline="always">
              {strings.message.open}
            </Anchor>
          )}
        </div>
      </div>
      {file.caption && <Words text={file.caption} />}
    </>
  );
}

function Place({ location }: { location: NonNullable<Message['location']> }) {
  const { latitude, longitude } = location;
  return (
    <div className={classes.file}>
      <IconMapPin aria-hidden size={28} />
      <div>
        <Text fw={600} size="sm">
          <bdi>{plain(location.name) || strings.message.location}</bdi>
        </Text>
        {location.address && (
          <Text size="sm">
            <bdi>{plain(location.address)}</bdi>
          </Text>
        )}
        {latitude !== null && longitude !== null && (
          <Anchor
            size="sm"
            underline="always"
            target="_blank"
            rel="noopener noreferrer"
            href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`}
          >
            {strings.message.map}
          </Anchor>
        )}
      </div>
    </div>
  );
}

function Order({ message }: { message: Message }) {
  const total = message.orderItems.reduce((sum, item) => sum + (item.price ?? 0) * (item.quantity ?? 1), 0);
  const currency = message.orderItems[0]?.currency ?? null;
  return (
    <div className={classes.file}>
      <IconShoppingCart aria-hidden size={28} />
      <div>
        <Text fw={600} size="sm">
          {strings.message.order}
        </Text>
        {message.orderItems.map((item, index) => (
          <Group key={index} gap={6}>
            <Text size="sm">{strings.message.pieces(item.quantity ?? 1)}</Text>
            <Text size="sm">
              <bdi>{plain(item.retailerId)}</bdi>
            </Text>
            {item.price !== null && <Text size="sm">{price(item.price, item.currency)}</Text>}
          </Group>
        ))}
        <Text size="sm" fw={600}>
          {strings.message.orderTotal} {price(total, currency)}
        </Text>
      </div>
    </div>
  );
}

function AdCard({ ad }: { ad: NonNullable<Message['ad']> }) {
  const link = safeLink(ad.sourceUrl);
  return (
    <div className={classes.quote}>
      <Text size="xs" c="var(--muted)">
        {strings.message.ad}
      </Text>
      <Text size="sm" fw={600}>
        <bdi>{plain(ad.headline) || plain(ad.body)}</bdi>
      </Text>
      {link && (
        <Anchor href={link} target="_blank" rel="noopener noreferrer nofollow" size="sm" underline="always">
          {strings.message.open}
        </Anchor>
      )}
    </div>
  );
}

function Labelled({ label, text, link }: { label: string; text?: string; link?: string }) {
  const safe = safeLink(link);
  return (
    <Text size="sm" c="var(--muted)">
      {label}{' '}
      {text && <bdi>{plain(text)}</bdi>}
      {safe && (
        <Anchor href={safe} target="_blank" rel="noopener noreferrer nofollow" underline="always">
          {strings.message.open}
        </Anchor>
      )}
    </Text>
  );
}

function Folded({ label, json }: { label: string; json: string | null }) {
  return json ? (
    <Spoiler maxHeight={0} showLabel={label} hideLabel={strings.close} transitionDuration={0}>
      <Code block className={classes.json} tabIndex={0}>
        {prettyJson(json)}
      </Code>
    </Spoiler>
  ) : (
    <Text size="sm">{label}</Text>
  );
}
