import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ApiError } from '../api/client';
import { strings } from '../strings';

/** The sentence of an error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Says what went wrong, and lets the person try again. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const wait = error instanceof ApiError ? error.retryAfter : null;
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={strings.errors.title}
      maw={560}
      w="100%"
      styles={{ message: { color: 'var(--mantine-color-text)' } }}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{messageOf(error)}</Text>
        {wait !== null && <Text size="sm">{strings.errors.later(wait)}</Text>}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {strings.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
