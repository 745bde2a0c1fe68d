import { Component, type ReactNode } from 'react';
import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { strings } from '../strings';

/** What is shown when a page fails for a mistake of its own. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) {
      return this.props.children;
    }
    return (
      <Center h="60vh" p="md">
        <Stack role="alert" align="center">
          <Title order={2}>{strings.errors.title}</Title>
          <Text>{strings.errors.crashed}</Text>
          <Button onClick={() => window.location.reload()}>{strings.errors.reload}</Button>
        </Stack>
      </Center>
    );
  }
}
