import type { ReactNode } from 'react';
import {
  ActionIcon,
  AppShell,
  Badge,
  Burger,
  Group,
  Kbd,
  Modal,
  NavLink,
  Stack,
  Table,
  Text,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import {
  IconClockPause,
  IconInbox,
  IconKeyboard,
  IconLayoutDashboard,
  IconLogout,
  IconMoon,
  IconPlugConnected,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from 'react-router';
import { api } from '../api';
import type { Account } from '../api/types';
import { plain } from '../format';
import { useLiveState } from '../live/Live';
import { keys } from '../queries';
import { strings } from '../strings';
import { LEFT } from '../pages/AuthPage';
import { messageOf } from './Problem';
import { BAD, GOOD, NEUTRAL } from './colors';

const PAGES = [
  { to: '/', label: strings.nav.overview, icon: IconLayoutDashboard },
  { to: '/inbox', label: strings.nav.inbox, icon: IconInbox },
  { to: '/channels', label: strings.nav.channels, icon: IconPlugConnected },
  { to: '/held', label: strings.nav.held, icon: IconClockPause },
  { to: '/account', label: strings.nav.account, icon: IconUser },
];

const MINUTE = 60_000;

const SHORTCUTS: [string, string][] = [
  ['J', strings.keys.next],
  ['K', strings.keys.previous],
  ['U', strings.keys.unread],
  ['/', strings.keys.search],
  ['Esc', strings.keys.escape],
  ['?', strings.keys.help],
];

/** What stands around every page: the way to the others, and whether new messages arrive. */
export function Shell({ account, children }: { account: Account; children: ReactNode }) {
  const [opened, menu] = useDisclosure();
  const [keysShown, shortcuts] = useDisclosure();
  const { pathname } = useLocation();
  const held = useQuery({ queryKey: keys.heldCounts, queryFn: () => api.heldCounts({}), refetchInterval: MINUTE });
  const page = PAGES.findLast(({ to }) => pathname.startsWith(to));
  useHotkeys([
    ['shift+?', shortcuts.toggle],
    ['?', shortcuts.toggle],
  ]);
  return (
    <AppShell
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={0}
    >
      <title>{`${page?.label ?? ''} – ${strings.product}`}</title>
      <a href="#content" className="skip-link">
        {strings.skip}
      </a>
      <AppShell.Header hiddenFrom="sm">
        <Group h="100%" px="sm" justify="space-between">
          <Group gap="xs">
            <Burger opened={opened} onClick={menu.toggle} size="sm" aria-label={strings.nav.menu} aria-expanded={opened} />
            <Text fw={700}>{strings.product}</Text>
          </Group>
          <LiveBadge />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={strings.nav.label}>
        <Group gap="xs" mb="md" px="xs" visibleFrom="sm">
          <img src="/favicon.svg" alt="" width={26} height={26} />
          <Text fw={700}>{strings.product}</Text>
        </Group>
        <Stack gap={2} flex={1}>
          {PAGES.map(({ to, label, icon: Icon }) => {
            const active = to === '/' ? pathname === '/' : pathname.startsWith(to);
            return (
              <NavLink
                key={to}
                component={Link}
                to={to}
                label={label}
                active={active}
                aria-current={active ? 'page' : undefined}
                leftSection={<Icon size={20} aria-hidden />}
                rightSection={to === '/held' && held.data?.total ? <Badge color={NEUTRAL}>{held.data.total}</Badge> : undefined}
                onClick={menu.close}
                style={{ borderRadius: 'var(--mantine-radius-md)' }}
              />
            );
          })}
        </Stack>
        <Stack gap="xs" px="xs">
          <Group visibleFrom="sm">
            <LiveBadge />
          </Group>
          <Text size="sm" truncate title={plain(account.name)}>
            {plain(account.name)}
          </Text>
          <Group gap="xs">
            <SchemeButton />
            <Tooltip label={strings.nav.keys}>
              <ActionIcon variant="default" onClick={shortcuts.open} aria-label={strings.nav.keys} visibleFrom="sm">
                <IconKeyboard size={18} />
              </ActionIcon>
            </Tooltip>
            <LogOutButton />
          </Group>
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        {children}
      </AppShell.Main>
      <Modal
        opened={keysShown}
        onClose={shortcuts.close}
        title={strings.keys.title}
        closeButtonProps={{ 'aria-label': strings.close }}
      >
        <Table>
          <Table.Tbody>
            {SHORTCUTS.map(([key, what]) => (
              <Table.Tr key={key}>
                <Table.Td w={80}>
                  <Kbd>{key}</Kbd>
                </Table.Td>
                <Table.Td>{what}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Modal>
    </AppShell>
  );
}

function LiveBadge() {
  const state = useLiveState();
  const color = { live: GOOD, connecting: NEUTRAL, away: BAD }[state];
  return (
    <Tooltip label={strings.live.hint} multiline w={220}>
      <Badge color={color} variant="filled" role="status" data-live={state} tt="none">
        {strings.live[state]}
      </Badge>
    </Tooltip>
  );
}

function SchemeButton() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const label = dark ? strings.nav.light : strings.nav.dark;
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" onClick={() => setColorScheme(dark ? 'light' : 'dark')} aria-label={label}>
        {dark ? <IconSun size={18} /> : <IconMoon size={18} />}
      </ActionIcon>
    </Tooltip>
  );
}

function LogOutButton() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const logOut = async () => {
    try {
      await api.logOut();
    } catch (failure) {
      notifications.show({ title: strings.errors.title, message: messageOf(failure), color: 'red' });
      await client.invalidateQueries({ queryKey: keys.account });
      return;
    }
    // In this order: who is logged in is led away from the log-in.
    client.setQueryData(keys.account, null);
    await navigate('/login', { state: LEFT });
  };
  return (
    <Tooltip label={strings.nav.logOut}>
      <ActionIcon variant="default" onClick={() => void logOut()} aria-label={strings.nav.logOut}>
        <IconLogout size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
