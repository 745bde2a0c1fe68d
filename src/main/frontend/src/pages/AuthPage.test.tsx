import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { expect, it, vi } from 'vitest';
import { api } from '../api';
import { ApiError } from '../api/client';
import { AuthPage } from './AuthPage';

function show() {
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter>
          <AuthPage signUp />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

it('keeps what was typed and says what is wrong', async () => {
  vi.spyOn(api, 'signUp').mockRejectedValue(
    new ApiError(400, { status: 400, detail: 'Look at the fields.', fields: [{ field: 'email', message: 'no address' }] }, null),
  );
  show();

  await userEvent.type(screen.getByLabelText('Email'), 'bob@example');
  await userEvent.type(screen.getByLabelText('Name of your business'), 'Bob’s Store');
  await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery');
  await userEvent.click(screen.getByRole('button', { name: 'Sign up' }));

  expect(await screen.findByText('no address')).toBeInTheDocument();
  expect(screen.getByRole('alert')).toHaveTextContent('Look at the fields.');
  expect(screen.getByLabelText('Email')).toHaveValue('bob@example');
  expect(screen.getByLabelText('Password')).toHaveValue('correct horse battery');
});

it('counts what a password lacks', async () => {
  show();

  await userEvent.type(screen.getByLabelText('Password'), 'short');

  expect(screen.getByText('10 more characters.')).toBeInTheDocument();
});
