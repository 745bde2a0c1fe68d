import { lazy, Suspense, useEffect, useState } from 'react';
import { Center, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { onLoggedOut } from './api/client';
import { accountQuery, keys, queryClient } from './queries';
import { theme } from './theme';
import { ErrorBoundary } from './ui/ErrorBoundary';
import { Problem } from './ui/Problem';
import { Shell } from './ui/Shell';
import { Waiting } from './ui/Waiting';
import { LiveProvider } from './live/Live';
import { AuthPage } from './pages/AuthPage';
import { ConnectedPage } from './connect/ConnectedPage';
import { InboxPage } from './inbox/InboxPage';
import { NotFoundPage } from './pages/NotFoundPage';

const OverviewPage = lazy(() => import('./pages/OverviewPage'));
const ChannelsPage = lazy(() => import('./connect/ChannelsPage'));
const HeldPage = lazy(() => import('./held/HeldPage'));
const AccountPage = lazy(() => import('./pages/AccountPage'));

/** The dashboard. The nonce is what the content security policy lets style elements have. */
export function App({ nonce }: { nonce: string }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <Notifications position="bottom-center" />
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <BrowserRouter>
            <Routes>
              <Route path="/connected" element={<ConnectedPage />} />
              <Route path="/*" element={<Gate />} />
            </Routes>
          </BrowserRouter>
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}

/** Shows the pages to a user who is logged in, and the log-in to everybody else, at the same address. */
function Gate() {
  const client = useQueryClient();
  const account = useQuery(accountQuery());
  useEffect(() => {
    onLoggedOut(() => {
      client.setQueryData(keys.account, null);
    });
  }, [client]);
  // What was read for one user is not shown to the next one.
  const user = account.data?.id ?? null;
  const [shownFor, setShownFor] = useState<string | null>(null);
  const [hasBeen, setHasBeen] = useState(false);
  useEffect(() => {
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.account[0] });
    setShownFor(user);
    setHasBeen((before) => before || user !== null);
  }, [user, client]);

  if (account.isPending) {
    return <Waiting height="60vh" />;
  }
  if (account.isLoadingError) {
    return (
      <Center h="100vh" p="md" component="main">
        <Problem error={account.error} onRetry={() => void account.refetch()} />
      </Center>
    );
  }
  if (account.data === null) {
    return (
      <Routes>
        <Route path="/signup" element={<AuthPage key="signup" signUp />} />
        <Route path="*" element={<AuthPage key="login" expired={hasBeen} />} />
      </Routes>
    );
  }
  if (shownFor !== user) {
    return <Waiting height="60vh" />;
  }
  return (
    <LiveProvider user={account.data.id} key={account.data.id}>
      <Shell account={account.data}>
        <Suspense fallback={<Waiting height="60vh" />}>
          <Routes>
            <Route path="/" element={<OverviewPage />} />
            <Route path="/inbox/:id?" element={<InboxPage />} />
            <Route path="/channels" element={<ChannelsPage />} />
            <Route path="/held" element={<HeldPage />} />
            <Route path="/account" element={<AccountPage />} />
            <Route path="/login" element={<Navigate to="/" replace />} />
            <Route path="/signup" element={<Navigate to="/channels" replace />} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Suspense>
      </Shell>
    </LiveProvider>
  );
}
