import { useState, type FormEvent } from 'react';
import { Alert, Anchor, Button, Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { api } from '../api';
import { ApiError } from '../api/client';
import { keys } from '../queries';
import { strings } from '../strings';
import { Problem } from '../ui/Problem';

const SHORTEST = 15;

/** The state of the address to which somebody goes who logs out on purpose. */
export const LEFT = 'left';

/** Logs somebody in, or signs somebody up and logs in at once. What was typed stays when it fails. */
export function AuthPage({ signUp = false, expired = false }: { signUp?: boolean; expired?: boolean }) {
  const client = useQueryClient();
  const { state } = useLocation() as { state: unknown };
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const fields = error instanceof ApiError ? error.fields : {};
  const missing = signUp && password ? SHORTEST - Array.from(password).length : 0;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      if (signUp) {
        await api.signUp({ email, name, password });
      }
      await api.logIn({ email, password });
      await client.fetchQuery({ queryKey: keys.account, queryFn: api.account, staleTime: 0 });
    } catch (failure) {
      // Signing up never tells whether there is such an account; logging in then does.
      setError(
        signUp && failure instanceof ApiError && failure.status === 401
          ? new ApiError(401, { status: 401, detail: strings.auth.exists }, null)
          : failure,
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <Center mih="100vh" p="md" component="main">
      <title>{`${signUp ? strings.auth.signUp : strings.auth.logIn} – ${strings.product}`}</title>
      <Stack w="100%" maw={420}>
        <Group gap="sm">
          <img src="/favicon.svg" alt="" width={40} height={40} />
          <Title order={1} size="h2">
            {strings.product}
          </Title>
        </Group>
        <div>
          <Text size="lg" fw={600}>
            {strings.auth.welcome}
          </Text>
          <Text c="var(--muted)">{strings.auth.lead}</Text>
        </div>
        {expired && <Alert role="status">{state === LEFT ? strings.auth.left : strings.auth.expired}</Alert>}
        <Paper withBorder p="lg" component="form" onSubmit={(event: FormEvent) => void submit(event)}>
          <Stack>
            <Title order={2} size="h4">
              {signUp ? strings.auth.signUp : strings.auth.logIn}
            </Title>
            <TextInput
              label={strings.auth.email}
              type="email"
              name="email"
              autoComplete="username"
              required
              withAsterisk={false}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={fields.email}
              autoFocus
            />
            {signUp && (
              <TextInput
                label={strings.auth.name}
                name="organization"
                autoComplete="organization"
                placeholder={strings.auth.namePlaceholder}
                required
                withAsterisk={false}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                error={fields.name}
              />
            )}
            <PasswordInput
              label={strings.auth.password}
              name="password"
              autoComplete={signUp ? 'new-password' : 'current-password'}
              required
              withAsterisk={false}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              description={
                signUp ? (missing > 0 ? strings.auth.tooShort(missing) : strings.auth.passwordHint) : undefined
              }
              error={fields.password}
            />
            {error !== null && <Problem error={error} />}
            <Button type="submit" loading={busy} fullWidth>
              {signUp ? strings.auth.signUp : strings.auth.logIn}
            </Button>
          </Stack>
        </Paper>
        <Text size="sm">
          {signUp ? strings.auth.haveAccount : strings.auth.noAccount}{' '}
          <Anchor component={Link} to={signUp ? '/login' : '/signup'} underline="always">
            {signUp ? strings.auth.logIn : strings.auth.signUp}
          </Anchor>
        </Text>
      </Stack>
    </Center>
  );
}
