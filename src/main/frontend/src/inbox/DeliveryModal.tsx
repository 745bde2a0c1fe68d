import { Anchor, Code, Modal, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api';
import type { Message } from '../api/types';
import { fullTime, lag, plain, prettyJson } from '../format';
import { keys } from '../queries';
import { strings } from '../strings';
import { Problem } from '../ui/Problem';
import { Waiting } from '../ui/Waiting';
import classes from './Inbox.module.css';

/** From a message to the delivery that brought it. */
export function DeliveryModal({ message, onClose }: { message: Message; onClose: () => void }) {
  const delivery = useQuery({ queryKey: keys.delivery(message.id), queryFn: () => api.delivery(message.id) });
  const said = strings.delivery;
  const data = delivery.data;
  return (
    <Modal opened onClose={onClose} title={said.title} size="lg" closeButtonProps={{ 'aria-label': strings.close }}>
      {delivery.isPending && (
        <Waiting />
      )}
      {delivery.isError && <Problem error={delivery.error} onRetry={() => void delivery.refetch()} />}
      {data && (
        <Stack>
          <Table variant="vertical" layout="fixed">
            <Table.Tbody>
              <Row label={said.provider}>{strings.platforms[data.provider] ?? data.provider}</Row>
              <Row label={said.channel}>{data.channel}</Row>
              <Row label={said.app}>{data.app ?? strings.unknown}</Row>
              <Row label={said.sentAt}>{fullTime(data.sentAt)}</Row>
              <Row label={said.receivedAt}>{fullTime(data.receivedAt)}</Row>
              <Row label={said.storedAt}>{fullTime(data.storedAt)}</Row>
              {data.storedAt && <Row label={said.commit}>{lag(data.receivedAt, data.storedAt)}</Row>}
              {message.status && <Row label={said.status}>{strings.message.status[message.status] ?? plain(message.status)}</Row>}
            </Table.Tbody>
          </Table>
          {data.held && (
            <Anchor component={Link} to={`/held?event=${data.held}`} underline="always">
              {said.held}
            </Anchor>
          )}
          <Text fw={600}>{said.raw}</Text>
          {data.raw ? (
            <Code block className={classes.json} tabIndex={0}>
              {prettyJson(data.raw)}
            </Code>
          ) : (
            <Text size="sm">{said.noRaw}</Text>
          )}
        </Stack>
      )}
    </Modal>
  );
}

function Row({ label, children }: { label: string; children: string }) {
  return (
    <Table.Tr>
      <Table.Th w={190}>{label}</Table.Th>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{children}</Table.Td>
    </Table.Tr>
  );
}
