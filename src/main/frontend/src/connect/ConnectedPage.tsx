import { useEffect, useState } from 'react';
import { Center, Stack, Text, Title } from '@mantine/core';
import { strings } from '../strings';
import { RETURN_CHANNEL, type Returned } from './popup';

/**
 * Where Meta's log-in comes back to, in its own window: hands the answer to the dashboard, which waits in the other one, and
 * closes. Only pages of this origin can hear it.
 */
export function ConnectedPage() {
  const [closed, setClosed] = useState(false);
  useEffect(() => {
    const query = new URLSearchParams(window.location.search);
    // The code is for one use; it need not stand in the address and the history any longer.
    window.history.replaceState(null, '', window.location.pathname);
    const answer: Returned = {
      state: query.get('state'),
      code: query.get('code'),
      error: query.get('error_description') ?? query.get('error_message') ?? query.get('error_reason') ?? query.get('error'),
      cancelled: query.get('error') === 'access_denied' || query.get('error_reason') === 'user_denied',
    };
    const channel = new BroadcastChannel(RETURN_CHANNEL);
    channel.postMessage(answer);
    channel.close();
    window.close();
    const timer = window.setTimeout(() => setClosed(true), 1500);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <Center h="100vh" component="main">
      <title>{strings.product}</title>
      <Stack align="center">
        <Title order={1} size="h3">
          {strings.product}
        </Title>
        <Text role="status">{closed ? strings.connect.returnedLost : strings.connect.returned}</Text>
      </Stack>
    </Center>
  );
}
