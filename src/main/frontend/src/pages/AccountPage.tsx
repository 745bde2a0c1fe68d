import { useState, type FormEvent } from 'react';
import {
  Alert,
  Badge,
  Button,
  Code,
  Container,
  CopyButton,
  Group,
  Paper,
  PasswordInput,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '../api';
import { ApiError, forgetCsrf } from '../api/client';
import type { ApiToken } from '../api/types';
import { date, fullTime, plain } from '../format';
import { accountQuery, keys } from '../queries';
import { strings } from '../strings';
import { LEFT } from './AuthPage';
import { Confirm } from '../ui/Confirm';
import { Problem } from '../ui/Problem';

const said = strings.account;

export default function AccountPage() {
  const account = useQuery(accountQuery());
  const user = account.data;
  return (
    <Container size="md" p="lg" component="section" aria-labelledby="account-title">
      <Title order={1} size="h2" mb="lg" id="account-title">
        {said.title}
      </Title>
      <Stack gap="lg">
        {user && (
          <Paper withBorder p="lg">
            <Table variant="vertical" layout="fixed">
              <Table.Tbody>
                {[
                  [said.name, plain(user.name)],
                  [said.email, user.email],
                  [said.since, date(user.createdAt)],
                  [said.id, user.id],
                ].map(([label, value]) => (
                  <Table.Tr key={label}>
                    <Table.Th w={130}>{label}</Table.Th>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>
                      <bdi>{value}</bdi>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Paper>
        )}
        <Password />
        <Sessions />
        <Tokens />
        <Deletion />
      </Stack>
    </Container>
  );
}

function Card({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Paper withBorder p="lg" component="section" aria-label={title}>
      <Stack>
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}

function Password() {
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: () => api.changePassword({ password, newPassword }),
    onSuccess: async () => {
      forgetCsrf();
      setPassword('');
      setNewPassword('');
      notifications.show({ message: said.changed, color: 'green' });
      await client.invalidateQueries({ queryKey: keys.sessions });
    },
  });
  const fields = change.error instanceof ApiError ? change.error.fields : {};
  return (
    <Card title={said.password}>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack maw={420}>
          <PasswordInput
            label={said.current}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={fields.password}
          />
          <PasswordInput
            label={said.next}
            description={strings.auth.passwordHint}
            autoComplete="new-password"
            required
            withAsterisk={false}
            value={newPassword}
            onChange={(event) => setNewPassword(event.currentTarget.value)}
            error={fields.newPassword}
          />
          {change.isError && <Problem error={change.error} />}
          <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
            {said.change}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}

function Sessions() {
  const client = useQueryClient();
  const sessions = useQuery({ queryKey: keys.sessions, queryFn: api.sessions });
  const end = useMutation({
    mutationFn: api.endSession,
    onSettled: () => client.invalidateQueries({ queryKey: keys.sessions }),
  });
  return (
    <Card title={said.sessions}>
      {sessions.isPending && <Skeleton h={60} />}
      {sessions.isError && <Problem error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {end.isError && <Problem error={end.error} />}
      {(sessions.data ?? []).map((session) => (
        <Group key={session.id} justify="space-between" wrap="nowrap">
          <div style={{ minWidth: 0 }}>
            <Text size="sm" truncate title={plain(session.client, 200)}>
              {plain(session.client, 200)}
            </Text>
            <Text size="xs" c="var(--muted)">
              {said.lastUsed} {fullTime(session.lastAccessedAt)}
            </Text>
          </div>
          {session.current ? (
            <Badge tt="none" variant="outline" style={{ flexShrink: 0 }}>
              {said.thisSession}
            </Badge>
          ) : (
            <Button size="xs" variant="default" onClick={() => end.mutate(session.id)} style={{ flexShrink: 0 }}>
              {said.end}
            </Button>
          )}
        </Group>
      ))}
    </Card>
  );
}

function Tokens() {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const tokens = useQuery({ queryKey: keys.tokens, queryFn: api.tokens });
  const refresh = () => client.invalidateQueries({ queryKey: keys.tokens });
  const make = useMutation({
    mutationFn: () => api.issueToken(name),
    onSuccess: () => {
      setName('');
      return refresh();
    },
  });
  return (
    <Card title={said.tokens}>
      <Text size="sm">{said.tokensText}</Text>
      {make.data && (
        <Alert color="green" title={said.made} role="status">
          <Group wrap="nowrap">
            <Code style={{ overflowWrap: 'anywhere' }}>{make.data.token}</Code>
            <CopyButton value={make.data.token}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {copied ? strings.copied : strings.copy}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Alert>
      )}
      {tokens.isError && <Problem error={tokens.error} onRetry={() => void tokens.refetch()} />}
      {tokens.data?.length === 0 && (
        <Text size="sm" c="var(--muted)">
          {said.noTokens}
        </Text>
      )}
      {(tokens.data ?? []).map((token) => (
        <Group key={token.id} justify="space-between" wrap="nowrap">
          <div style={{ minWidth: 0 }}>
            <Text size="sm" truncate>
              <bdi>{plain(token.name)}</bdi>
            </Text>
            <Text size="xs" c="var(--muted)">
              {said.since} {date(token.createdAt)}
            </Text>
          </div>
          <Button size="xs" variant="default" onClick={() => setRevoking(token)}>
            {said.revoke}
          </Button>
        </Group>
      ))}
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Group align="flex-end">
          <TextInput
            label={said.tokenName}
            placeholder={said.tokenNamePlaceholder}
            required
            withAsterisk={false}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={make.isPending}>
            {said.make}
          </Button>
        </Group>
      </form>
      {make.isError && <Problem error={make.error} />}
      <Confirm
        opened={revoking !== null}
        title={said.revokeTitle(plain(revoking?.name))}
        action={said.revoke}
        onConfirm={async () => {
          await api.revokeToken(revoking!.id);
          await refresh();
        }}
        onClose={() => setRevoking(null)}
      >
        {said.revokeText}
      </Confirm>
    </Card>
  );
}

function Deletion() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [opened, setOpened] = useState(false);
  const [password, setPassword] = useState('');
  return (
    <Card title={said.delete}>
      <Text size="sm">{said.deleteText}</Text>
      <Button variant="default" c="var(--mantine-color-error)" style={{ alignSelf: 'flex-start' }} onClick={() => setOpened(true)}>
        {said.delete}
      </Button>
      <Confirm
        opened={opened}
        title={said.delete}
        action={said.deleteButton}
        onConfirm={async () => {
          await api.deleteAccount({ password });
          notifications.show({ message: said.deleted });
          client.setQueryData(keys.account, null);
          await navigate('/login', { state: LEFT });
        }}
        onClose={() => setOpened(false)}
      >
        <Text size="sm">{said.deleteText}</Text>
        <PasswordInput
          label={said.deleteConfirm}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </Confirm>
    </Card>
  );
}
